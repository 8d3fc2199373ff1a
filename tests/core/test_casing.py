"""Headlines in capitals and in title case, made into sentences and back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.casing import (
    Casing,
    Spelling,
    casing_of,
    learn_spelling,
    restore_case,
    to_sentence_case,
)

WORDS = st.sampled_from(
    [
        "mot", "Été", "OTAN", "U.S.", "l’eau", "d'Or", "AT&T", "Jean-Luc", "STRASSE", "straße",
        "ﬁn", "ΆΝΘΡΩΠΟΣ", "X1", "12", "G7", "iPhone", "McDo", "IV", "de", "the", "vs.", "«Non»",
        "(A)", "—", "a.b@c.org", "#Tag", "f_g", "漢字", "москва",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=7).map(" ".join) | st.text(max_size=20)
LANGUAGES = st.sampled_from([None, "en", "fr", "de", "tr", "el"])
SPELLINGS = st.lists(TEXTS, max_size=3).map(learn_spelling)


def letters(text: str) -> str:
    """The text whatever the case, the accents on capitals and the dots of Turkish letters."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return bare.casefold().replace("ı", "i")


@given(TEXTS, st.sampled_from(Casing), SPELLINGS, LANGUAGES)
def test_to_a_sentence_changes_nothing_but_case(
    text: str, casing: Casing, spelling: Spelling, language: str | None
) -> None:
    assert letters(to_sentence_case(text, casing, spelling, language)) == letters(text)


@given(TEXTS, st.sampled_from(Casing), LANGUAGES)
def test_restoring_changes_nothing_but_case(
    text: str, casing: Casing, language: str | None
) -> None:
    assert letters(restore_case(text, casing, language)) == letters(text)


@given(TEXTS, LANGUAGES)
def test_a_sentence_is_left_as_it_is(text: str, language: str | None) -> None:
    assert restore_case(text, Casing.SENTENCE, language) == text


@given(st.lists(st.sampled_from(["NORTH", "KOREA", "FIRES", "X1", "12", "—"]), max_size=5))
def test_capitals_come_back_as_they_were(words: list[str]) -> None:
    text = " ".join(words)
    sentence = to_sentence_case(text, Casing.UPPER, Spelling({}), "en")
    assert restore_case(sentence, Casing.UPPER, "en") == text


@pytest.mark.parametrize(
    ("text", "casing"),
    [
        ("NORTH KOREA FIRES MISSILE", Casing.UPPER),
        ("ИЗ МОСКВЫ СООБЩАЮТ", Casing.UPPER),
        ("12 DEAD IN STORM", Casing.UPPER),
        ("Prime Minister Says No", Casing.TITLE),
        ("The House of the Rising Sun and Other Stories", Casing.TITLE),
        ("NASA", Casing.SENTENCE),
        ("BREAKING", Casing.SENTENCE),
        ("US AND UK", Casing.UPPER),
        ("He met Kim Jong Un.", Casing.SENTENCE),
        ("The Times", Casing.SENTENCE),
        ("North Korea Fires Missile.", Casing.SENTENCE),
        ("朝鮮半島 の 平和", Casing.SENTENCE),
        ("", Casing.SENTENCE),
        ("12 %", Casing.SENTENCE),
    ],
)
def test_how_a_text_is_written(text: str, casing: Casing) -> None:
    assert casing_of(text) is casing


ARTICLE = learn_spelling(
    [
        "The troops of North Korea met NATO in Seoul.",
        "Then the U.S. president saw the iPhone of Mr Kim.",
        "SOLDIERS SEE WAR",
        "“Missile tests go on”, he said.",
    ]
)


def test_words_in_mid_sentence_tell_how_they_are_written() -> None:
    assert ARTICLE.of("KOREA") == "Korea"
    assert ARTICLE.of("nato") == "NATO"
    assert ARTICLE.of("IPHONE") == "iPhone"
    assert ARTICLE.of("troops") == "troops"


@pytest.mark.parametrize("word", ["then", "soldiers", "missile"])
def test_words_that_begin_a_sentence_or_stand_in_capitals_tell_nothing(word: str) -> None:
    assert ARTICLE.of(word) is None


def test_the_usual_form_wins() -> None:
    forms = learn_spelling(["see Apple and Apple here", "an apple a day"])
    assert forms.of("APPLE") == "Apple"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NORTH KOREA SHOWS MISSILE TO NATO", "North Korea shows missile to NATO"),
        ("EXPERTS: KOREA SAYS NO. KIM SMILES", "Experts: Korea says no. Kim smiles"),
        ("LOUIS XIV AND X1", "Louis XIV and X1"),
        ("THE E.U. AND KOREA", "The E.U. and Korea"),
        ("“GO HOME”, SAYS KIM", "“Go home”, says Kim"),
    ],
)
def test_capitals_become_a_sentence_as_the_article_writes(text: str, wanted: str) -> None:
    assert to_sentence_case(text, Casing.UPPER, ARTICLE, "en") == wanted


def test_title_case_keeps_what_may_be_a_name() -> None:
    text = "Troops Of Freedonia Met In Seoul"
    assert to_sentence_case(text, Casing.TITLE, ARTICLE, "en") == "Troops of Freedonia met in Seoul"


def test_german_nouns_keep_a_capital() -> None:
    found = to_sentence_case("DIE REGIERUNG IN BERLIN", Casing.UPPER, Spelling({}), "de")
    assert found == "Die Regierung in Berlin"


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("La corée du nord tire", "fr", "LA CORÉE DU NORD TIRE"),
        ("istanbul ılık", "tr", "İSTANBUL ILIK"),
        ("Το άρθρο σήμερα", "el", "ΤΟ ΑΡΘΡΟ ΣΗΜΕΡΑ"),
        ("die Straße", "de", "DIE STRASSE"),
    ],
)
def test_capitals_by_the_rules_of_the_language(text: str, language: str, wanted: str) -> None:
    assert restore_case(text, Casing.UPPER, language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("minister says no to the deal, and goes", "Minister Says No to the Deal, and Goes"),
        ("the end: a review of it", "The End: A Review of It"),
        ("“well” said iPhone at example.org/x X1", "“Well” Said iPhone at example.org/x X1"),
    ],
)
def test_english_title_case(text: str, wanted: str) -> None:
    assert restore_case(text, Casing.TITLE, "en") == wanted


def test_other_languages_write_headlines_as_sentences() -> None:
    assert restore_case("le ministre dit non", Casing.TITLE, "fr") == "le ministre dit non"
