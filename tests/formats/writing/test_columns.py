"""Lines set in columns: nothing but blanks changes, and reading joins them to the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.sentences import unwrap
from diptych.formats.writing.columns import fill, halved, width

WORDS = st.lists(
    st.sampled_from(
        ["the", "bridge", "https://example.org/a-long-address?x=1", "a\u00a0b", "😀",
         "«\u00a0oui\u00a0»", "中文字符", "日本語、", "（注）", "한국어",
         "e\u0301", "…", "?", "10\u202f000", "x" * 30]
    ),
    min_size=1,
    max_size=25,
).map(" ".join)  # fmt: skip
TEXTS = WORDS | st.text(alphabet="ab 中，。（\u00a0?!«»-", max_size=80).map(str.strip)


@pytest.mark.parametrize(
    ("words", "columns"),
    [("abc", 3), ("中文", 4), ("e\u0301", 1), ("", 0), ("한", 2), ("ｆ", 2), ("a\u200db", 2)],
)
def test_width(words: str, columns: int) -> None:
    assert width(words) == columns


@given(TEXTS, st.integers(1, 60))
def test_only_blanks_change(words: str, columns: int) -> None:
    for lines in (fill(words, columns), halved(words)):
        assert "".join(lines.split()) == "".join(words.split())
        assert lines.count("\u00a0") == words.count("\u00a0")


@given(TEXTS, st.integers(1, 60))
def test_no_word_is_broken(words: str, columns: int) -> None:
    whole = {piece for line in fill(words, columns).split("\n") for piece in line.split(" ")}
    narrow = [word for word in words.split(" ") if word.isascii()]
    assert all(word in whole for word in narrow)


@given(TEXTS, st.integers(1, 60))
def test_lines_are_no_longer_than_they_must_be(words: str, columns: int) -> None:
    for line in fill(words, columns).split("\n"):
        assert (
            width(line) <= columns or fill(line, 1).count("\n") == 0 or fill(line, columns) == line
        )
        if width(line) > columns:
            assert "\n" not in fill(line, columns)


@given(WORDS, st.integers(1, 60))
def test_reading_joins_the_lines_again(words: str, columns: int) -> None:
    assert unwrap(fill(words, columns)) == words
    assert unwrap(halved(words)) == words


def test_filled_as_far_as_it_goes() -> None:
    assert fill("aa bb cc dd", 5) == "aa bb\ncc dd"
    assert fill("aa bb cc dd", 5, begun=3) == "aa\nbb cc\ndd"
    assert fill("a-very-long-word b", 4) == "a-very-long-word\nb"


def test_blanks_that_do_not_break() -> None:
    assert fill("dix\u00a0000 euros", 4) == "dix\u00a0000\neuros"
    assert fill("Pourquoi ? Oui", 8) == "Pourquoi ?\nOui"
    assert fill("il dit « oui » là", 8) == "il dit\n« oui »\nlà"


def test_chinese_and_japanese_break_between_characters_but_not_before_a_comma() -> None:
    assert fill("今天天气很好，我们去公园。", 12) == "今天天气很\n好，我们去公\n园。"
    assert fill("彼は（東京）で", 6) == "彼は\n（東\n京）で"
    assert fill("第二章 「結び」", 10) == "第二\n章 「結\nび」"


def test_two_lines_that_are_alike() -> None:
    assert halved("one two three four") == "one two\nthree four"
    assert halved("one") == "one"
    assert (
        halved("a very long first word-without-any-blank")
        == "a very long first\nword-without-any-blank"
    )
