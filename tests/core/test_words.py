"""Words for ranking and for counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.words import count_words, ranking_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Kim met 20 envoys", ("mr", "kim", "met", "envoys")),
        ("Leif-Eric Easley", ("leif-eric", "easley")),
        ("Straße", ("strasse",)),
        ("हिन्दी में समाचार", ("हिन्दी", "में", "समाचार")),
        ("北京 大学生", ("北京", "大学", "学生")),
        ("ประเทศ", ("ปร", "ระ", "ะเ", "เท", "ทศ")),
        ("2023 — … 09/09", ()),
    ],
)
def test_words_for_ranking(text: str, words: tuple[str, ...]) -> None:
    assert ranking_words(text) == words


def test_elided_and_possessive_words_are_the_words_they_stand_for() -> None:
    assert ranking_words("l’Ukraine") == ranking_words("Ukraine's") == ("ukraine",)


def test_latin_inside_chinese_is_a_word_of_its_own() -> None:
    assert ranking_words("朝中社KCNA报道") == ("朝中", "中社", "kcna", "报道")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !!!", 0),
        ("Two words", 2),
        ("in 2019, 20 diplomats", 4),
        ("in\u00a020 days", 3),
        ("1\u202f000\u00a0000 euros", 2),
        ("3.5 per cent", 3),
        ("09/09/2023 09:19:23", 2),
        ("the U.S. army's well-known Covid-19", 5),
        ("北京2023", 3),
        ("こんにちは。", 5),
        ("हिन्दी में", 2),
    ],
)
def test_counted_words(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(), st.text())
def test_counting_is_additive_over_lines(first: str, second: str) -> None:
    assert count_words(f"{first}\n{second}") == count_words(first) + count_words(second)


@given(st.text())
def test_words_for_ranking_are_never_empty(text: str) -> None:
    assert all(ranking_words(text))
