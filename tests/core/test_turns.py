"""Speakers in one subtitle are told apart, and nothing else is taken for a speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.text import Span
from diptych.core.turns import turns


def said(words: str) -> list[str]:
    return [span.of(words) for span in turns(words, Span(0, len(words)))]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("- What?\n- Where are we?", ["- What?", "- Where are we?"]),
        ("-What?\n-Nothing.", ["-What?", "-Nothing."]),
        ("– Quoi ?\n— Rien.", ["– Quoi ?", "— Rien."]),
        ("Who is there?\n- Me.", ["Who is there?", "- Me."]),
        ("- I was there\nall day.\n- So was I.", ["- I was there\nall day.", "- So was I."]),
        ("<i>- Come in.</i>\n<i>- Thanks.</i>", ["<i>- Come in.</i>", "<i>- Thanks.</i>"]),
        ("{\\an8}- Come in.\n- Thanks.", ["{\\an8}- Come in.", "- Thanks."]),
        ("<v Ann>Come in.\n<v Bob>Thanks.", ["<v Ann>Come in.", "<v Bob>Thanks."]),
        ("- Alone\non two lines", ["- Alone\non two lines"]),
        ("It was cold:\n-5 degrees", ["It was cold:\n-5 degrees"]),
        ("One line, then\nanother", ["One line, then\nanother"]),
        ("A well-\n-known word", ["A well-", "-known word"]),
        ("<video 1>\n<view>", ["<video 1>\n<view>"]),
        ("-", ["-"]),
        ("", []),
    ],
)
def test_turns(words: str, wanted: list[str]) -> None:
    assert said(words) == wanted


@given(st.text(alphabet="ab -–<>v{}\\\n.1", max_size=60))
def test_turns_hold_all_words_in_order(words: str) -> None:
    found = turns(words, Span(0, len(words)))
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert "".join("".join(said(words)).split()) == "".join(words.split())
    assert all(span.of(words) == span.of(words).strip() != "" for span in found)


def test_spans_are_those_of_the_whole_text() -> None:
    value = "Before\n\n- One.\n- Two.\n\nAfter"
    assert [span.of(value) for span in turns(value, Span(8, 21))] == ["- One.", "- Two."]
