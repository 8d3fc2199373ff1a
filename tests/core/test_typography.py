"""Quotation marks and spaces of a language: set once, and never a letter changed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.core.typography import quotes_of, typeset

LANGUAGES = st.sampled_from(
    ["fr", "fr-CA", "en", "de", "es", "pl", "ru", "sv", "ja", "zh-Hant", "ar", "xx"]
)
WORDS = st.sampled_from(
    [
        "mot",
        "Ça",
        "été",
        "l’eau",
        "12",
        "3,5",
        "1 000",
        "40 %",
        "5%",
        "12 €",
        "漢字",
        "10:30",
        "a/b",
    ]
)
OPENING = st.sampled_from(["", "", '"', "“", "«", "« ", "«\u00a0", "„", "‘", "(", "»", "”"])
CLOSING = st.sampled_from(["", "", '"', "”", "»", " »", "\u00a0»", "“", "’", ")", "«"])
ENDS = st.sampled_from(
    ["", "", ".", ",", ";", " ;", ":", " :", "!", " !", "?", "\u202f?", "?!", "…"]
)
CHUNKS = st.tuples(OPENING, WORDS, CLOSING, ENDS).map("".join) | st.tuples(
    OPENING, WORDS, ENDS, CLOSING
).map("".join)
SENTENCES = st.lists(CHUNKS, max_size=7).map(" ".join)
ANYTHING = st.text(" \u00a0\u202f\n\"“”„«»‟'’‘()[]—-.,:;!?…%‰€$°0123456789abéÀЖ漢X", max_size=25)

MARKS = re.compile(r"[\s\"“”„«»‟‘’‚「」『』]")


def bare(text: str) -> str:
    """The text without any space or quotation mark."""
    return MARKS.sub("", text)


@given(SENTENCES, LANGUAGES)
@example("l’«Union»-là et «ça»x", "fr")
@example("» “", "de")
def test_setting_twice_changes_nothing_more(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@given(SENTENCES | ANYTHING | st.text(max_size=20), LANGUAGES)
def test_no_letter_digit_or_other_mark_changes(text: str, language: str) -> None:
    assert bare(typeset(text, language)) == bare(text)


@given(ANYTHING)
def test_an_unknown_language_leaves_all_as_it_is(text: str) -> None:
    assert typeset(text, None) == text


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("fr", '"Bien", dit-elle.', "«\u00a0Bien\u00a0», dit-elle."),
        ("fr", "« Bien »", "«\u00a0Bien\u00a0»"),
        ("fr", "l’«Union»-là", "l’«\u00a0Union\u00a0»-là"),
        ("fr", "“Il a dit “oui” hier”", "«\u00a0Il a dit “oui” hier\u00a0»"),
        ("en", "« C’est fini », dit-il.", "“C’est fini”, dit-il."),
        ("en", "« Il a dit « oui » hier »", "“Il a dit ‘oui’ hier”"),
        ("de", "“Hallo”", "„Hallo“"),
        ("de", "»Hallo«", "„Hallo“"),
        ("pl", '"Hej"', "„Hej”"),
        ("es", '¿"Qué"?', "¿«Qué»?"),
        ("ru", '"Да"', "«Да»"),
        ("ja", "“本”", "「本」"),
        ("zh-Hant", "“書”", "「書」"),
        ("zh", '"书"', "“书”"),
        ("sv", "“Hej”", "”Hej”"),
        ("xx", '"Hi"', "“Hi”"),
    ],
)
def test_quotation_marks_are_those_of_the_language(language: str, text: str, wanted: str) -> None:
    assert typeset(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dit-elle. »", "dit-elle.\u00a0»"),
        ("« Il commence ici.", "«\u00a0Il commence ici."),
        ("» dit-elle.", "» dit-elle."),
    ],
)
def test_a_quotation_may_go_over_several_sentences(text: str, wanted: str) -> None:
    assert typeset(text, "fr") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Quoi?!", "Quoi\u202f?!"),
        ("Prix: 12€; fin !", "Prix\u00a0: 12\u00a0€\u202f; fin\u202f!"),
        ("de 5% à 6 %", "de 5\u00a0% à 6\u00a0%"),
        ("10 000 000 de francs en 2024", "10\u202f000\u202f000 de francs en 2024"),
        ("à 10:30, 3:1", "à 10:30, 3:1"),
        ("!!!", "!!!"),
        (":-)", ":-)"),
        ("a;b", "a;b"),
        ("01 23 45 67 89", "01 23 45 67 89"),
    ],
)
def test_french_spaces(text: str, wanted: str) -> None:
    assert typeset(text, "fr") == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "really ? yes ; no : 5 %", "really? yes; no: 5%"),
        ("de", "um 5 % ; nein", "um 5\u00a0%; nein"),
        ("es", "¿ Qué ?", "¿ Qué?"),
        ("ja", "本 ?", "本 ?"),
    ],
)
def test_spaces_before_marks_are_french_alone(language: str, text: str, wanted: str) -> None:
    assert typeset(text, language) == wanted


@pytest.mark.parametrize(
    "text", ['a 5" disk', "a 6'2\" man", "it's the dogs' day", "rock ’n’ roll"]
)
def test_what_is_no_quotation_mark_stays(text: str) -> None:
    assert typeset(text, "fr") == text


def test_a_quotation_that_ends_with_a_number_is_closed() -> None:
    assert typeset('the "Agenda 2030" plan', "fr") == "the «\u00a0Agenda 2030\u00a0» plan"


def test_a_language_with_a_region_has_the_marks_of_its_own_or_of_the_language() -> None:
    assert quotes_of("pt-PT").open == "«"
    assert quotes_of("pt-BR").open == "“"
    assert quotes_of("fr-CA") == quotes_of("fr")
