"""Alarms on details: numbers, dates, names and quotations that went missing or changed."""

from __future__ import annotations

import pytest

from diptych.core.checks.every import alarms


def details(source: str, target: str, from_language: str, to_language: str) -> list[str]:
    """Alarms on details as "kind: message"."""
    found = alarms(source, target, from_language, to_language)
    return [f"{alarm.kind}: {alarm.message}" for alarm in found if alarm.kind != "length"]


@pytest.mark.parametrize(
    ("source", "target", "to_language"),
    [
        ("It cut 3,200 jobs.", "Il supprime 3 200 emplois.", "fr"),
        ("It cut 3,200 jobs.", "Il supprime 3\u202f200 emplois.", "fr"),
        ("It cut 3,200 jobs.", "Es streicht 3.200 Stellen.", "de"),
        ("It cut 3,200 jobs.", "Es streicht 3’200 Stellen.", "de"),
        ("It cut 3,200 jobs.", "Es streicht 3200 Stellen.", "de"),
        ("Up 2.4 percent.", "En hausse de 2,4 %.", "fr"),
        ("It made 1,234.5 tonnes.", "Es waren 1.234,5 Tonnen.", "de"),
        ("In 2019 200 people came.", "En 2019, 200 personnes sont venues.", "fr"),
        ("It is 75 years old.", "عمره ٧٥ عاما.", "ar"),
        ("In 2019, the first.", "2019年、最初の。", "ja"),
        ("A budget of 1.5 million euros.", "Un budget de 1 500 000 euros.", "fr"),
        ("A budget of 1.5 million euros.", "Ein Budget von 1,5 Mio. Euro.", "de"),
        ("It costs $30 billion.", "Cuesta 30.000 millones de dólares.", "es"),
        ("It costs $30 billion.", "它耗资300亿美元。", "zh"),
        ("Some 30,000 people live there.", "Vi abitano circa 30mila persone.", "it"),
        ("Half a million copies.", "Mezzo milione di copie.", "it"),
        ("It took three and a half hours.", "Es dauerte dreieinhalb Stunden.", "de"),
        ("From 2 to 3 million people.", "De 2 millions à 3 millions de personnes.", "fr"),
        ("Eleven of the 27 left.", "11 der siebenundzwanzig gingen.", "de"),
        ("He spent ninety-seven days there.", "Il y a passé quatre-vingt-dix-sept jours.", "fr"),
        ("He spent 112 days there.", "Er war hundertzwölf Tage dort.", "de"),
        ("He spent 250 days there.", "Ci rimase duecentocinquanta giorni.", "it"),
        ("A house of the 17th century.", "Une maison du XVIIe siècle.", "fr"),
        ("A house of the nineteenth century.", "Una casa del siglo XIX.", "es"),
        ("A hit of the 1990s.", "Un succès des années 90.", "fr"),
        ("A hit of the 1960s.", "Un successo degli anni Sessanta.", "it"),
        ("A hit of the 1990s.", "Ein Hit der neunziger Jahre.", "de"),
        ("More than two decades ago.", "Il y a plus de vingt ans.", "fr"),
        ("It starts at 3 p.m. today.", "Début aujourd'hui à 15h.", "fr"),
        ("It starts at 3 p.m. today.", "Es beginnt heute um 15.00 Uhr.", "de"),
        ("It starts at 6:40 p.m. today.", "Comincia oggi alle 18.40.", "it"),
        ("It starts at 9:02 p.m. today.", "Empieza hoy a las 21:02.", "es"),
        ("He won in 2:05:41.", "Il a gagné en 2h 5m 41s.", "fr"),
        ("His time was 9.79 seconds.", "Son temps est de 9 sec 79.", "fr"),
        ("At 09:19:23 it rang.", "Il a sonné à 09h19:23.", "fr"),
        ("Two of 5 to 5.", "Deux sur 5 à cinq.", "fr"),
        ("It took 5 days.", "Trwało to pięć dni.", "pl"),
    ],
)
def test_the_same_number_in_another_dress_is_the_same(
    source: str, target: str, to_language: str
) -> None:
    assert details(source, target, "en", to_language) == []
    assert details(target, source, to_language, "en") == []


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        (
            "It sent 20 diplomats in 2019.",
            "Il a envoyé des diplomates en 2019.",
            "number: number missing: 20",
        ),
        (
            "It costs 473,000 dollars.",
            "Cela coûte 437 000 dollars.",
            "number: number changed: 473,000 became 437 000",
        ),
        (
            "It costs 30 billion dollars.",
            "Cela coûte 30 millions de dollars.",
            "number: number changed: 30 billion became 30 millions",
        ),
        (
            "It costs 1.5 million dollars.",
            "Cela coûte 1,5 dollar.",
            "number: number changed: 1.5 million became 1,5",
        ),
        (
            "It starts at 3 p.m. today.",
            "Début aujourd'hui à 18h.",
            "number: number changed: 3 p.m. became 18h",
        ),
        (
            "They won 3-1 in Athens.",
            "Ils ont gagné 3-0 à Athènes.",
            "number: number changed: 1 became 0",
        ),
        ("He has seven brothers.", "Il a six frères.", "number: number missing: seven"),
        (
            "A few men came to help.",
            "Quelque 45 hommes sont venus aider.",
            "number: number not in the source: 45",
        ),
        (
            "It was 1987, and in 1992 again.",
            "C'était en 1987, puis en 1995.",
            "number: number changed: 1992 became 1995",
        ),
    ],
)
def test_a_lost_or_changed_number_is_told(source: str, target: str, told: str) -> None:
    assert details(source, target, "en", "fr") == [told]


def test_a_large_number_said_twice_must_come_back_twice() -> None:
    source = "It fell from 40 to 30, then rose from 30 to 40."
    assert details(source, "De 40 à 30, puis de 30 à 45.", "en", "fr") == [
        "number: number changed: 40 became 45"
    ]


@pytest.mark.parametrize(
    ("source", "target", "to_language"),
    [
        ("It opens on 9 September 2023.", "Ouverture le 09/09/2023.", "fr"),
        ("It opens on September 9, 2023.", "Sie öffnet am 9. September 2023.", "de"),
        ("It opens on 2023-09-09.", "Abre el 9 de septiembre de 2023.", "es"),
        ("It opens on June 8 and 9.", "Apre l'8 e il 9 giugno.", "it"),
        ("It opens on May 1.", "Ouverture le 1er mai.", "fr"),
        ("It opens on 3 May.", "5月3日に開館する。", "ja"),
        ("It opens on 3 May.", "Открытие 3 мая.", "ru"),
        ("After the 9/11 attacks.", "Après les attentats du 11-Septembre.", "fr"),
        ("It opens in mid-June.", "Ouverture à la mi-juin.", "fr"),
        ("He may march in the rain.", "Il défilera peut-être sous la pluie.", "fr"),
        ("May Wins Vote", "May remporte le vote", "fr"),
        ("It opens on Sunday evening.", "Sie öffnet am Sonntagabend.", "de"),
        ("Sunday mass is at ten.", "La messe dominicale est à dix heures.", "fr"),
    ],
)
def test_the_same_date_in_another_dress_is_the_same(
    source: str, target: str, to_language: str
) -> None:
    assert details(source, target, "en", to_language) == []
    assert details(target, source, to_language, "en") == []


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        (
            "It opens on 9 September.",
            "Ouverture le 9 octobre.",
            "date: date changed: 9 September became 9 octobre",
        ),
        (
            "It opens on 9 September.",
            "Ouverture le 4 septembre.",
            "date: date changed: 9 September became 4 septembre",
        ),
        ("It opens on Monday.", "Ouverture mardi.", "date: date changed: Monday became mardi"),
        ("It opens on Monday.", "Ouverture prochaine.", "date: date missing: Monday"),
        ("It opens in June.", "Ouverture en août.", "date: date changed: June became août"),
        ("It opens on 9 September.", "Ouverture prochaine.", "date: date missing: 9 September"),
    ],
)
def test_a_lost_or_changed_date_is_told(source: str, target: str, told: str) -> None:
    assert details(source, target, "en", "fr") == [told]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("He flew to London and Munich.", "Il a gagné Londres et Munich.", ("en", "fr")),
        ("In Munich the NATO summit ended.", "A Monaco è finito il vertice Nato.", ("en", "it")),
        ("The UN and the IMF disagree.", "L’ONU et le FMI sont en désaccord.", ("en", "fr")),
        ("The US president spoke.", "Le président américain a parlé.", ("en", "fr")),
        ("Talks with Zelensky failed.", "Die Gespräche mit Selenskyj scheiterten.", ("en", "de")),
        ("Aid for Kyiv was cut.", "L’aide à Kiev a été réduite.", ("en", "fr")),
        ("A visit by Putin.", "Une visite de Poutine.", ("en", "fr")),
        ("The Dutch government fell.", "Die niederländische Regierung stürzte.", ("en", "de")),
        ("A port near Antwerp burned.", "Un port près d’Anvers a brûlé.", ("en", "fr")),
        ("Er reist nach Mailand.", "He is travelling to Milan.", ("de", "en")),
        ("He met the Prime Minister.", "Il a rencontré la Première ministre.", ("en", "fr")),
        ("A talk with Olivia Harcourt.", "Разговор с Оливией Харкорт.", ("en", "ru")),
    ],
)
def test_a_name_may_have_another_form(source: str, target: str, languages: tuple[str, str]) -> None:
    assert details(source, target, *languages) == []


@pytest.mark.parametrize(
    ("source", "target", "languages", "told"),
    [
        (
            "A talk with Olivia Harcourt began.",
            "Un entretien a commencé.",
            ("en", "fr"),
            "name: name missing: Olivia Harcourt",
        ),
        (
            "A talk with Olivia Harcourt began.",
            "Un entretien avec Olivia a commencé.",
            ("en", "fr"),
            "name: name missing: Harcourt",
        ),
        ("He flew to Munich.", "Il y est allé.", ("en", "fr"), "name: name missing: Munich"),
        (
            "Außenminister Lars Kettwig reist ab.",
            "The foreign minister is leaving.",
            ("de", "en"),
            "name: name missing: Lars Kettwig",
        ),
        (
            "Er reist nach Mailand.",
            "He is travelling.",
            ("de", "en"),
            "name: name missing: Mailand",
        ),
        ("A report by the IMF.", "Un rapport.", ("en", "fr"), "name: name missing: IMF"),
    ],
)
def test_a_lost_name_is_told(
    source: str, target: str, languages: tuple[str, str], told: str
) -> None:
    assert details(source, target, *languages) == [told]


@pytest.mark.parametrize(
    ("source", "target", "to_language"),
    [
        ("“It is over,” she said.", "« C’est fini », a-t-elle dit.", "fr"),
        ("“It is over,” she said.", "„Es ist vorbei“, sagte sie.", "de"),
        ("“It is over,” she said.", "»Es ist vorbei«, sagte sie.", "de"),
        ("“It is over,” she said.", "”Det är över”, sade hon.", "sv"),
        ("“It is over,” she said.", "「終わった」と彼女は言った。", "ja"),
        ("“It is over,” she said.", "'È finita', ha detto.", "it"),
        (
            "“It is over,” she said. “We are leaving.”",
            "« C’est fini, a-t-elle dit. Nous partons. »",
            "fr",
        ),
        ("It’s the boys’ and the girls’ school.", "C’est l’école des garçons et des filles.", "fr"),
        ('A 27" screen.', "Un écran de 27 pouces.", "fr"),
        ("Stars of “Carmen” strike.", "Les vedettes de Carmen en grève.", "fr"),
        ("“It began here, he said.", "« Tout a commencé ici, a-t-il dit.", "fr"),
    ],
)
def test_quotation_marks_of_all_styles_are_the_same(
    source: str, target: str, to_language: str
) -> None:
    assert details(source, target, "en", to_language) == []


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (
            "Nous n’irons nulle part, a-t-elle dit.",
            "quotation: quotation marks missing: “We are going nowhere,”",
        ),
        (
            "« Nous n’irons nulle part, a-t-elle dit.",
            "quotation: a quotation is opened and never closed",
        ),
        (
            "Nous n’irons nulle part », a-t-elle dit.",
            "quotation: a quotation is closed and never opened",
        ),
    ],
)
def test_lost_quotation_marks_are_told(target: str, told: str) -> None:
    source = "“We are going nowhere,” she said."
    assert details(source, target, "en", "fr") == [told]
