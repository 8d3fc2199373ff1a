"""Real packs behind their guard: what must come through a model does, in both directions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.core.alarms import AlarmKind
from diptych.core.casing import Casing, casing_of, learn_spelling
from diptych.core.numerals import lost_numbers
from diptych.core.progress import Context
from diptych.core.protection import protected
from diptych.engines.base import Answer
from diptych.engines.translation.argos_model import ArgosModel
from diptych.engines.translation.guarded import GuardedTranslator, Sentence
from diptych.engines.translation.shelf import ModelShelf
from diptych.workspace.paths import starter_packs
from helpers.translators import argos

ENGLISH = (
    "Read the full report at https://example.org/news/2023/storm_warning.html today.",
    "Write to jean.dupont@example.org or press-office@example.co.uk before Monday.",
    "The account @port_of_brest posted a picture with the tag #Storm2023.",
    "Open the file report_final_v2.pdf and look at page 12.",
    "The value of `max_length` must not be more than 256.",
    "Dear {first_name}, your order {order_id} was sent.",
    "You have %d new messages from %s.",
    "The word <b>storm</b> stands in the title.",
    "Copy /etc/hosts to /home/user/backup before you go on.",
    "Call parse_date() with the argument --strict-mode.",
    "Visit www.example.com, www.example.net and www.example.org.",
    "The variable user_name is in settings.json.",
    "See [[Main Page]] for more.",
    "He said that {{count}} people were there.",
    "Jane Doe (@jane_doe) wrote: “It is over!”",
)
FRENCH = (
    "Lisez le rapport sur https://example.org/a_b?page=2&lang=fr avant lundi.",
    "Écrivez à marie.curie@example.org pour en savoir plus.",
    "Le compte @ville_de_lyon a publié une photo avec le mot #Fête.",
    "Ouvrez le fichier compte_rendu.docx à la page 14.",
    "La valeur de `taille_max` est de 256.",
    "Bonjour {prenom}, votre commande {numero} est partie.",
    "Vous avez %d nouveaux messages de %s.",
    "Le mot <em>tempête</em> est dans le titre.",
    "Copiez /etc/hosts dans /home/user/copie avant de continuer.",
    "La fonction lire_date() est dans outils.py.",
    "Visitez www.example.fr et www.example.ch.",
    "Voir [[Accueil]] pour plus de détails.",
    "Il y avait {{nombre}} personnes dans la salle.",
    "Jeanne (@jeanne_d) a dit : « C'est fini ! »",
)
COPIED = ("see the house_and_river", "the river file_name.txt and __init__", "a_b the house")


@pytest.fixture(scope="module")
def shelf() -> Iterator[ModelShelf[ArgosModel]]:
    models: ModelShelf[ArgosModel] = ModelShelf()
    yield models
    models.clear()


def guarded(path: Path, shelf: ModelShelf[ArgosModel], *shown: str) -> GuardedTranslator:
    """The pack's translator behind a guard that has read some sentences."""
    return GuardedTranslator(argos(path, shelf=shelf), learn_spelling(shown))


@pytest.fixture(scope="module")
def french(shelf: ModelShelf[ArgosModel]) -> GuardedTranslator:
    shown = "They said that North Korea and NATO met in Seoul."
    return guarded(starter_packs() / "translate-en_fr-0_1.argosmodel", shelf, shown)


@pytest.fixture(scope="module")
def english(shelf: ModelShelf[ArgosModel]) -> GuardedTranslator:
    return guarded(starter_packs() / "translate-fr_en-0_1.argosmodel", shelf)


def told(translator: GuardedTranslator, *sentences: str) -> list[Answer]:
    found: dict[int, Answer] = {}
    asked = [Sentence(s, casing_of(s)) for s in sentences]
    translator.translate(asked, "balanced", Context(), found.__setitem__)
    return [found[index] for index in range(len(asked))]


def check(sources: tuple[str, ...], answers: list[Answer]) -> None:
    for source, answer in zip(sources, answers, strict=True):
        for span in protected(source):
            assert answer.words.count(span.of(source)) >= 1, (source, answer.words)
        assert lost_numbers(source, answer.words) == ()
        assert source != answer.words, "not translated"


def test_into_french(french: GuardedTranslator) -> None:
    check(ENGLISH, told(french, *ENGLISH))


def test_into_english(english: GuardedTranslator) -> None:
    check(FRENCH, told(english, *FRENCH))


def test_an_underscore_stays_in_a_copying_model(
    tiny_pack: Path, shelf: ModelShelf[ArgosModel]
) -> None:
    answers = told(guarded(tiny_pack, shelf), *COPIED)
    assert [answer.words for answer in answers] == [
        "see la house_and_river",
        "la rivière file_name.txt et __init__",
        "a_b la maison",
    ]
    assert all(answer.alarms == () for answer in answers)


def test_a_very_long_sentence_is_translated_whole_and_says_so(french: GuardedTranslator) -> None:
    parts = (
        "the mayor sold the house near the harbour for {} euros",
        "the union asked for {} new schools",
        "a fisherman said that {} people were waiting",
        "the council promised help to {} families",
        "the police found {} boats on the beach",
    )
    clauses = [parts[n % 5].format(101 + 17 * n) for n in range(40)]
    sentence = f"On Monday {', '.join(clauses)}, and it was over."
    assert len(sentence.split()) > 300
    (answer,) = told(french, sentence)
    assert AlarmKind.IN_PARTS in {alarm.kind for alarm in answer.alarms}
    assert len(lost_numbers(sentence, answer.words)) <= 4
    assert len(answer.words.split()) > 300


def test_nothing_is_cut_by_the_copying_model(
    tiny_pack: Path, shelf: ModelShelf[ArgosModel]
) -> None:
    words = " ".join(f"house {n} and" for n in range(100))
    (answer,) = told(guarded(tiny_pack, shelf), f"{words} river")
    assert answer.words == words.replace("house", "maison").replace("and", "et") + " rivière"
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.IN_PARTS]


def test_a_headline_in_capitals_is_translated_and_comes_in_capitals(
    french: GuardedTranslator,
) -> None:
    headline = "PRESIDENT OF NORTH KOREA ARRIVES IN PARIS"
    assert casing_of(headline) is Casing.UPPER
    (answer,) = told(french, headline)
    assert answer.words == answer.words.upper()
    assert "CORÉE DU NORD" in answer.words
    assert "PARIS" in answer.words


def test_numbers_have_the_marks_of_the_language(
    french: GuardedTranslator, english: GuardedTranslator
) -> None:
    (there,) = told(french, "The house cost 473,000 euros, 12.5 percent more than in 2019.")
    assert "473\u202f000" in there.words
    assert "12,5" in there.words
    (back,) = told(english, "La maison a coûté 473 000 euros, soit 12,5 % de plus qu'en 2019.")
    assert "473,000" in back.words
    assert "12.5" in back.words


def test_what_is_in_quotation_marks_is_set_as_french_printers_do(
    french: GuardedTranslator,
) -> None:
    (answer,) = told(french, "“The house is red”, said the mayor.")
    assert answer.words.startswith("«\u00a0")
    assert "\u00a0»" in answer.words
