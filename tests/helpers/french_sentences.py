"""Invented French news sentences, all different, some short and some very long."""

from __future__ import annotations

import random

_WHO = (
    ("Le maire", "a"),
    ("La ministre", "a"),
    ("Le syndicat", "a"),
    ("L'entreprise", "a"),
    ("Le tribunal", "a"),
    ("Le gouvernement", "a"),
    ("La région", "a"),
    ("Une équipe de chercheurs", "a"),
    ("Le club", "a"),
    ("La police", "a"),
    ("Un groupe de voisins", "a"),
    ("Mme Lambert", "a"),
    ("M. Keita", "a"),
    ("Les pêcheurs", "ont"),
    ("Les enseignants", "ont"),
    ("Des médecins", "ont"),
    ("Plusieurs députés", "ont"),
    ("Les agriculteurs", "ont"),
    ("Les pompiers", "ont"),
    ("Deux élus", "ont"),
    ("Les étudiants", "ont"),
    ("Quelques témoins", "ont"),
)
_DID = (
    "signé un accord",
    "refusé le projet",
    "demandé une enquête",
    "ouvert une école",
    "présenté un plan",
    "annoncé une grève",
    "vendu trois navires",
    "critiqué la réforme",
    "publié un rapport",
    "salué la décision",
    "quitté la réunion",
    "perdu la confiance des habitants",
    "reçu de nombreuses lettres",
    "promis une réponse rapide",
    "réparé le vieux pont",
    "choisi un autre terrain",
    "voté contre le budget",
    "trouvé une solution",
    "préparé la prochaine saison",
    "oublié une partie du problème",
)
_WHICH = (
    "qui avait été préparé pendant plusieurs mois",
    "dont personne ne connaissait encore le prix",
    "que la presse avait annoncé la semaine dernière",
    "avec l'aide de l'Union européenne",
    "malgré l'opposition d'une partie du conseil",
    "après une longue discussion avec les habitants",
    "pour protéger la rivière et les forêts voisines",
    "sans consulter les associations",
    "grâce à une aide de {n} millions d'euros",
    "devant près de {n} personnes",
)
_WHERE = (
    "à Lyon",
    "à Bruxelles",
    "dans le port de Marseille",
    "près de la frontière",
    "au centre de la ville",
    "dans le nord du pays",
    "à Dakar",
    "dans une petite salle de Genève",
    "sur la côte",
    "au Québec",
)
_WHEN = (
    "lundi matin",
    "mardi soir",
    "au mois de mars",
    "pendant l'été",
    "le {d} juin",
    "en {y}",
    "hier",
    "à la fin de l'année {y}",
)
_WHY = (
    "parce que les prix ont augmenté de {n} %",
    "alors que l'hiver approche",
    "même si le résultat reste incertain",
    "car la situation devient difficile",
    "tandis que la population attend une réponse",
    "bien que le temps soit compté",
    "afin de réduire la consommation d'eau de {n} %",
)
_SAYS = (
    ", selon un porte-parole",
    ", a déclaré un responsable",
    ", d'après le journal local",
    ", a précisé la préfecture",
    ", ont indiqué plusieurs sources proches du dossier",
)


def french_sentences(count: int, seed: int = 1) -> list[str]:
    """``count`` different sentences, always the same: 5 to 63 words, 17 by the median."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found[_sentence(chance)] = None
    return list(found)


def _sentence(chance: random.Random) -> str:
    clauses = chance.choices((1, 2, 3), (80, 17, 3))[0]
    joints = (" et ", ", mais ", " ; ")
    words = _clause(chance)
    for _ in range(clauses - 1):
        words += chance.choice(joints) + _lowered(_clause(chance))
    if chance.random() < 0.3:
        words += chance.choice(_SAYS)
    return words.replace("  ", " ") + "."


def _clause(chance: random.Random) -> str:
    who, auxiliary = chance.choice(_WHO)
    parts = [who, auxiliary, chance.choice(_DID)]
    for choices, share in ((_WHICH, 0.3), (_WHERE, 0.45), (_WHEN, 0.45), (_WHY, 0.2)):
        if chance.random() < share:
            parts.append(chance.choice(choices))
    numbers = {
        "n": chance.randint(2, 980),
        "d": chance.randint(2, 30),
        "y": chance.randint(1960, 2026),
    }
    return " ".join(parts).format(**numbers)


def _lowered(clause: str) -> str:
    titled = clause.startswith(("M. ", "Mme "))
    return clause if titled else clause[0].lower() + clause[1:]
