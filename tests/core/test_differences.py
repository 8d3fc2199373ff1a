"""Differences: word by word, and enough to make one text of the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.differences import MOST_WORDS, DifferenceKind, differences


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [(d.kind.value, d.old.of(old), d.new.of(new)) for d in differences(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Shares rose.", "Shares rose.", []),
        ("Shares rose.", "Shares  \nrose.", []),
        ("Shares rose 12 percent.", "Shares fell 12 percent.", [("replaced", "rose", "fell")]),
        ("It cost 3,200 euros.", "It cost 4 500 euros.", [("replaced", "3,200", "4 500")]),
        ("Shares rose.", "Shares rose sharply.", [("added", "", " sharply")]),
        ("Shares rose sharply.", "Shares rose.", [("left-out", " sharply", "")]),
        ("", "New", [("added", "", "New")]),
        ("Old", "", [("left-out", "Old", "")]),
        ("中国人民", "中国居民", [("replaced", "人", "居")]),
        ("Yes!", "Yes?", [("replaced", "!", "?")]),
        ("हिन्दी भाषा", "हिन्दी लिपि", [("replaced", "भाषा", "लिपि")]),
    ],
)
def test_what_is_told(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(old, new) == expected


sentences = st.lists(
    st.sampled_from(["rose", "fell", "12", "3 200", "中", "’", " ", "é", "."])
).map("".join)


@given(sentences, sentences)
def test_the_differences_make_one_of_the_other(old: str, new: str) -> None:
    made, last = "", 0
    for difference in differences(old, new):
        assert (len(difference.old) == 0) is (difference.kind is DifferenceKind.ADDED)
        assert (len(difference.new) == 0) is (difference.kind is DifferenceKind.LEFT_OUT)
        made += old[last : difference.old.start] + difference.new.of(new)
        last = difference.old.end
    assert " ".join((made + old[last:]).split()) == " ".join(new.split())


def test_very_long_texts_are_one_difference_between_their_common_ends() -> None:
    middle = [f"w{n}" for n in range(MOST_WORDS)]
    old = " ".join(["Start", *middle, "end"])
    new = " ".join(["Start", *reversed(middle), "end"])
    (difference,) = differences(old, new)
    assert difference.old.of(old) == " ".join(middle)
