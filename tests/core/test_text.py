"""Offsets are code points; only the map knows UTF-16."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.text import Span, Utf16Map, canonicalise

ANY = st.text(st.characters(codec=None))  # lone surrogates and noncharacters too
VALID = st.text(st.characters(exclude_categories=["Cs"]))


@given(VALID)
def test_the_map_agrees_with_the_encoding(value: str) -> None:
    units = Utf16Map(value)
    for offset in range(len(value) + 1):
        position = len(value[:offset].encode("utf-16-le")) // 2
        assert units.to_utf16(offset) == position
        assert units.from_utf16(position) == offset


def test_a_place_inside_a_pair_snaps_to_its_start() -> None:
    units = Utf16Map("a😀b😀")
    assert [units.from_utf16(p) for p in range(7)] == [0, 1, 1, 2, 3, 3, 4]


@given(ANY)
def test_canonical_text_is_final_and_clean(raw: str) -> None:
    value = canonicalise(raw)
    assert canonicalise(value) == value
    assert not value.startswith("\ufeff")
    value.encode("utf-8")
    assert not set(value) & set("\r\x00\x0b\x0c\x85\u2028\u2029\ufffe\uffff\ufdd0\U0001ffff")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("\ufeffa\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("\x00\ufeff\ufeffa\ufeffb", "a\ufeffb"),
        ("im\ufffe\nprove", "improve"),
        ("a\x00b\x07c\td", "abc\td"),
        ("\ud83d\ude00 \ud800", "😀 �"),
        ("20\u00a0000\u202f€ a\u200db", "20\u00a0000\u202f€ a\u200db"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_what_is_changed_and_what_is_kept(raw: str, value: str) -> None:
    assert canonicalise(raw) == value


def test_spans_refuse_nonsense() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)
    with pytest.raises(ValueError, match="not a span"):
        Span(-1, 2)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_overlap_is_sharing_a_code_point(a: int, b: int, c: int, d: int) -> None:
    one, two = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(one.start, one.end)) & set(range(two.start, two.end))
    if one and two:
        assert one.overlaps(two) == bool(shared)


@given(st.text(" \tab\n"), st.data())
def test_stripping_keeps_the_words(value: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(value)))
    span = Span(start, data.draw(st.integers(start, len(value))))
    assert span.stripped(value).of(value) == span.of(value).strip()
