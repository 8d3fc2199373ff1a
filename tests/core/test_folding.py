"""Folding: what counts as the same, and offsets that lead back exactly."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.folding import begins_word, ends_word, fold
from diptych.core.text import Span


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("İSTANBUL", "istanbul"),
        ("café", "cafe\u0301"),
        ("ẹ\u0301", "e\u0301\u0323"),
        ("Å", "\u212b"),
        ("ﬁn", "FIN"),
        ("ΣΑΣ", "σας"),
        ("l’Union", "L'UNION"),
        ("Bundes\u00adtag", "bundestag"),
        ("Rhine\u2011Main", "rhine-main"),
        ("European\u00a0 \nUnion", "European Union"),
        ("\u200fשלום\u200e", "שלום"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("کتاب\u200cها", "کتابها"),
    ],
)
def test_what_counts_as_the_same(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


def test_what_stays_different() -> None:
    assert fold("ısı").text != fold("isi").text
    assert fold("Peche").text != fold("Pêche").text
    assert fold("Union", keep_case=True).text != fold("union", keep_case=True).text


def test_offsets_around_characters_that_grow_or_vanish() -> None:
    value = "Die Straße, İzmir\u00adweg e\u0301!"
    folded = fold(value)
    assert folded.text == "die strasse, izmirweg é!"
    place = folded.text.index("strasse")
    assert folded.original(place, place + 7) == Span(4, 10)
    place = folded.text.index("izmirweg")
    span = folded.original(place, place + 8)
    assert span is not None
    assert span.of(value) == "İzmir\u00adweg"
    place = folded.text.index("é")
    assert folded.original(place, place + 1) == Span(22, 24)


def test_no_span_begins_or_ends_inside_of_a_character() -> None:
    folded = fold("aße")
    assert folded.text == "asse"
    assert folded.original(0, 2) is None
    assert folded.original(2, 4) is None
    assert folded.original(1, 3) == Span(1, 2)
    assert folded.original(1, 1) is None
    assert folded.original(0, 9) is None


@given(
    st.text(
        st.sampled_from("aßİIıé\u0301\u0323 \n\u00a0’'한\u1112\u1161\u11ab中क्ि\u00ad😀ﬁΣ"),
        max_size=30,
    )
)
def test_every_character_leads_back_to_its_place(value: str) -> None:
    folded = fold(value)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    starts = [start for start in folded.starts if start >= 0]
    ends = [end for end in folded.ends if end >= 0]
    assert starts == sorted(set(starts))
    assert ends == sorted(set(ends))
    assert all(start < end <= len(value) for start, end in zip(starts, ends, strict=True))
    for place, (start, end) in enumerate(zip(folded.starts, folded.ends, strict=True)):
        if start >= 0 and end >= 0:
            assert fold(value[start:end]).text == folded.text[place]


@given(st.text(st.sampled_from("abcéèüßÉ ñ中文日本한국д’-"), max_size=30))
def test_canonically_equal_texts_fold_alike(value: str) -> None:
    assert fold(unicodedata.normalize("NFD", value)).text == fold(value).text
    assert fold(value.upper()).text == fold(value).text


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(value: str) -> None:
    once = fold(value).text
    assert fold(once).text == once


@pytest.mark.parametrize(
    ("text", "place", "begins", "ends"),
    [
        ("ab", 1, False, False),
        ("a b", 1, True, True),
        ("l'eau", 2, True, True),
        ("中文", 1, True, True),
        ("eu中", 2, True, True),
        ("독일은", 2, False, True),
        ("한eu", 1, True, True),
        ("กข", 1, True, True),
        ("a1", 1, False, False),
        ("a-b", 1, True, True),
    ],
)
def test_where_words_begin_and_end(text: str, place: int, *, begins: bool, ends: bool) -> None:
    assert begins_word(text, place) is begins
    assert ends_word(text, place) is ends
    assert begins_word(text, 0)
    assert ends_word(text, len(text))
