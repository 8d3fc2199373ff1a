"""Facts found in a text: their kinds, their values, and where exactly they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.facts.fact import Fact, FactKind
from diptych.core.facts.finding import find_facts
from diptych.core.facts.number_words import number_words
from diptych.core.facts.numerals import plain_digits, readings_of
from diptych.core.languages import LANGUAGES
from diptych.core.text import Span

TAGS = st.sampled_from([None, *(language.tag for language in LANGUAGES)])
TRICKY = (
    "1,234.5 3p.m. 15h30 9/11 09.09.2023 24/7 XIVe siècle NATO Paris “ ” « » May 3 vingt quatre "
    "cent dreihundert mila half a million and ½ ² 一百 3月 3億2千 ٣٫٥ İ \ud800"
)
PIECES = st.lists(st.one_of(st.sampled_from(TRICKY.split()), st.text(max_size=5)), max_size=15)
SENTENCE = "On 9 May, Olivia Harcourt of the IMF said at 3:30 p.m. that “half a million” had gone."


def test_facts_stand_where_they_say() -> None:
    found = find_facts(SENTENCE, "en")
    assert [(f.kind, f.text, f.readings[0], f.certain) for f in found] == [
        (FactKind.DATE, "9 May", "--05-09", True),
        (FactKind.NAME, "Olivia Harcourt", "olivia harcourt", True),
        (FactKind.NAME, "IMF", "imf", True),
        (FactKind.TIME, "3:30 p.m.", "3:30", True),
        (FactKind.NUMBER, "half a million", "500000", False),
        (FactKind.QUOTATION, "half a million", "half a million", True),
    ]
    assert [fact.span.of(SENTENCE) for fact in found] == [fact.text for fact in found]


@pytest.mark.parametrize(
    ("text", "language", "readings"),
    [
        ("1,234", "en", ("1234", "1.234")),
        ("1,234", "fr", ("1.234", "1234")),
        ("1.234", "de", ("1234", "1.234")),
        ("1.234.567", "es", ("1234567",)),
        ("1,234.50", "en", ("1234.5",)),
        ("1 234,50", "fr", ("1234.5",)),
        ("12,34,567", "hi", ("1234567",)),
        ("0.25", "en", ("0.25",)),
        ("2½", "en", ("2.5",)),
        ("007", "en", ("7",)),
    ],
)
def test_a_numeral_is_read_as_its_language_writes_it(
    text: str, language: str, readings: tuple[str, ...]
) -> None:
    assert readings_of(text, language) == readings


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("forty-two", "en", "42"),
        ("two hundred and fifty thousand", "en", "250000"),
        ("one million two hundred thousand", "en", "1200000"),
        ("soixante-dix-sept", "fr", "77"),
        ("quatre-vingt-onze", "fr", "91"),
        ("deux cent vingt et un", "fr", "221"),
        ("einundzwanzig", "de", "21"),
        ("dreihundertzwölftausend", "de", "312000"),
        ("treinta y cinco", "es", "35"),
        ("dos mil millones", "es", "2000000000"),
        ("duecentocinquantamila", "it", "250000"),
        ("ventotto", "it", "28"),
        ("trinta e cinco mil", "pt", "35000"),
        ("vijfentwintig", "nl", "25"),
        ("三百二十", "zh", "320"),
        ("3億2千万", "ja", "320000000"),
    ],
)
def test_numbers_in_words_are_read(text: str, language: str, value: str) -> None:
    (fact,) = find_facts(text, language)
    assert (fact.kind, fact.span, value in fact.readings) == (
        FactKind.NUMBER,
        Span(0, len(text)),
        True,
    )


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "pt", "nl"])
def test_a_table_of_number_words_has_all_up_to_twenty_and_every_ten(language: str) -> None:
    words = number_words(language)
    assert set(words.values.values()) >= {*range(20), 20, 30, 40, 50, 60}
    assert set(words.scales.values()) >= {10**3, 10**6, 10**9}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Le 1er mars", "fr", "1er mars"),
        ("am 3. Oktober", "de", "3. Oktober"),
        ("September 9th", "en", "September 9"),
        ("the 9th of September", "en", "9th of September"),
        ("el 15 de agosto", "es", "15 de agosto"),
        ("09/09/2023", "en", "09/09"),
        ("2023-09-09", "en", "09-09"),
    ],
)
def test_dates_are_found_with_day_and_month(text: str, language: str, expected: str) -> None:
    dates = [f for f in find_facts(text, language) if f.kind is FactKind.DATE]
    assert [date.text for date in dates] == [expected]
    assert len(dates[0].readings[0]) == len("--09-09")


def test_facts_that_share_a_reading_agree() -> None:
    (english,) = find_facts("3 p.m.", "en")
    (french,) = find_facts("15 heures", "fr")
    (other,) = find_facts("18 heures", "fr")
    assert english.agrees(french)
    assert not english.agrees(other)


def test_names_are_not_guessed_from_german_nouns_or_other_scripts() -> None:
    def names(text: str, language: str) -> list[str]:
        return [f.text for f in find_facts(text, language) if f.kind is FactKind.NAME]

    assert names("Die Ministerin lobte in Wien den Bau der Brücke.", "de") == ["Wien"]
    assert names("In Kürze spricht Kanzlerin Judith Hallbach zur Lage.", "de") == [
        "Judith Hallbach"
    ]
    assert names("Вчера Иван Петров приехал в Москву.", "ru") == []
    assert names("Fire Destroys Old Mill", "en") == []
    assert names("Yesterday the mayor met Ornella Bassignani.", "en") == ["Ornella Bassignani"]


@given(st.lists(st.integers(0, 999_999), max_size=6), st.sampled_from([",", ".", "\u202f", "’"]))
def test_numbers_do_not_depend_on_how_thousands_are_parted(
    values: list[int], separator: str
) -> None:
    plain = find_facts(" ; ".join(str(value) for value in values), "en")
    parted = find_facts(" ; ".join(f"{value:,}".replace(",", separator) for value in values), "de")
    assert len(plain) == len(parted) == len(values)
    assert all(one.agrees(other) for one, other in zip(plain, parted, strict=True))


@given(st.integers(1, 12), st.integers(13, 28), st.integers(1000, 2999))
def test_a_date_is_the_same_in_all_its_forms(month: int, day: int, year: int) -> None:
    def dates(text: str, language: str) -> list[Fact]:
        return [f for f in find_facts(text, language) if f.kind is FactKind.DATE and f.certain]

    forms = [f"{day:02}/{month:02}/{year}", f"{year}-{month:02}-{day:02}", f"{day}.{month}.{year}"]
    (first,) = dates(forms[0], "en")
    assert all(first.agrees(dates(form, "de")[0]) for form in forms)


@given(PIECES.map(" ".join), TAGS)
def test_spans_are_inside_and_hold_the_words(text: str, tag: str | None) -> None:
    for fact in find_facts(text, tag):
        assert fact.span.end <= len(text)
        assert fact.span.of(text) == fact.text
        assert fact.readings
    assert len(plain_digits(text)) == len(text)
