"""Numbers found, compared by their digits, and written with another language's marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.numerals import digits_of, localise, lost_numbers, numbers_in

LANGUAGES = ("en", "ja", "fr", "de", "es", "ru", "pl", "pt-BR", "sv")
GROUP_MARKS = {"en": ",", "ja": ",", "de": ".", "es": ".", "pt-BR": "."}
ANY = st.sampled_from(LANGUAGES)


def written(whole: int, decimals: str, *, grouped: bool, language: str) -> str:
    """The number as the language writes it, made in another way than the program makes it."""
    mark = GROUP_MARKS.get(language, "\u202f")
    digits = f"{whole:,}".replace(",", mark) if grouped else str(whole)
    return digits + (("." if language in ("en", "ja") else ",") + decimals if decimals else "")


DECIMALS = st.just("") | st.from_regex(r"\A[0-9]{1,4}\Z")


@given(st.integers(1_000, 10**12), DECIMALS, ANY, ANY)
def test_grouped_numbers_go_from_any_language_to_any_and_back(
    whole: int, decimals: str, one: str, other: str
) -> None:
    number = written(whole, decimals, grouped=True, language=one)
    there = localise(number, one, other)
    assert there == written(whole, decimals, grouped=True, language=other)
    assert localise(there, other, one) == number


@given(st.integers(0, 10**6), DECIMALS.filter(lambda d: len(d) != 3), ANY, ANY)
def test_numbers_without_groups_go_there_and_back(
    whole: int, decimals: str, one: str, other: str
) -> None:
    number = written(whole, decimals, grouped=False, language=one)
    there = localise(number, one, other)
    assert there == written(whole, decimals, grouped=False, language=other)
    assert localise(there, other, one) == number


@given(st.text("0123456789., '’\u00a0\u202f", max_size=12), ANY, ANY)
def test_no_digit_is_ever_lost(text: str, one: str, other: str) -> None:
    assert digits_of(localise(text, one, other)) == digits_of(text)


@pytest.mark.parametrize(
    ("number", "one", "other", "wanted"),
    [
        ("473,000", "en", "fr", "473\u202f000"),
        ("1,234.5", "en", "de", "1.234,5"),
        ("1 234,5", "fr", "en", "1,234.5"),
        ("1\u202f234\u202f567", "fr", "es", "1.234.567"),
        ("1.000.000", "de", "fr", "1\u202f000\u202f000"),
        ("0,5", "fr", "en", "0.5"),
        ("1.5", "en", "fr", "1,5"),
        ("2024", "en", "fr", "2024"),
        ("12", "en", "fr", "12"),
    ],
)
def test_numbers_of_the_news(number: str, one: str, other: str, wanted: str) -> None:
    assert localise(number, one, other) == wanted


@pytest.mark.parametrize(
    ("number", "one", "other"),
    [
        ("473.000", "en", "fr"),
        ("1,000", "fr", "en"),
        ("1.23.456", "en", "fr"),
        ("1,23,456", "en", "fr"),
        ("3.14", "fr", "en"),
        ("1.2.3", "en", "fr"),
        ("473,000", None, "fr"),
        ("473,000", "en", None),
    ],
)
def test_what_cannot_be_read_for_certain_stays(
    number: str, one: str | None, other: str | None
) -> None:
    assert localise(number, one, other) == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("From 473,000 to 1.5 in 2024.", ["473,000", "1.5", "2024"]),
        ("10 000 000, 12\u202f345,5 and 1’000", ["10 000 000", "12\u202f345,5", "1’000"]),
        ("Covid19 G7 3D X1 1.2.3 ab12", []),
        ("5, 6 and 7.", ["5", "6", "7"]),
        ("(20) -30 40% €50 60-70", ["20", "30", "40", "50", "60", "70"]),
        ("٣٢٠٠ and ३२", ["٣٢٠٠", "३२"]),
        ("", []),
    ],
)
def test_numbers_are_found(text: str, wanted: list[str]) -> None:
    assert [span.of(text) for span in numbers_in(text)] == wanted


@given(st.text("ab 0123456789.,\u202f", max_size=30))
def test_numbers_are_apart_and_inside(text: str) -> None:
    last = 0
    for span in numbers_in(text):
        assert last <= span.start < span.end <= len(text)
        assert digits_of(span.of(text))
        last = span.end


def lost(source: str, target: str) -> list[str]:
    return [span.of(source) for span in lost_numbers(source, target)]


def test_a_number_is_there_in_any_notation() -> None:
    assert lost("473,000 euros in 2024", "473 000 euros en 2024") == []
    assert lost("on 09 May, 1.5", "le 9 mai, 1,5") == []
    assert lost("3,200 men", "٣٢٠٠ رجل") == []


def test_a_number_that_changed_is_lost() -> None:
    assert lost("473,000 euros in 2024", "475 000 euros en 2024") == ["473,000"]


def test_numbers_are_counted() -> None:
    assert lost("20 of 20 boats", "20 bateaux") == ["20"]


def test_single_digits_may_be_words() -> None:
    assert lost("3 boats, 12 men", "trois bateaux, douze hommes") == ["12"]


@given(st.lists(st.integers(10, 10**6), max_size=5), st.randoms())
def test_the_order_does_not_matter(numbers: list[int], chance: object) -> None:
    words = [str(number) for number in numbers]
    shuffled = list(words)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert lost(" a ".join(words), " b ".join(shuffled)) == []
