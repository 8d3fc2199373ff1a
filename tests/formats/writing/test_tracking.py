"""Tracked changes make one text of the other, to the character."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from diptych.formats.writing.tracking import Change, stretches

TEXT = st.text(st.sampled_from("ab é😀,.1\n\t\u00a0ةب桥"), max_size=40)


@given(TEXT, TEXT)
@example("a  b", "a b")
@example("", "a")
@example(" a", "a ")
def test_both_texts_can_be_had_of_the_stretches(old: str, new: str) -> None:
    told = stretches(old, new)
    kept = [s for s in told if s.change is not Change.LEFT_OUT]
    assert "".join(s.words for s in told if s.change is not Change.ADDED) == old
    assert "".join(s.words for s in kept) == new
    assert [s.span.of(new) for s in kept] == [s.words for s in kept]
    assert all(s.words for s in told)
    assert all(a.change is not b.change for a, b in zip(told, told[1:], strict=False))


def test_only_what_changed_is_marked() -> None:
    told = stretches("The mayor opened the bridge.", "The mayor closed the old bridge.")
    assert [(s.change.value, s.words) for s in told] == [
        ("kept", "The mayor "),
        ("left-out", "opened"),
        ("added", "closed"),
        ("kept", " the"),
        ("added", " old"),
        ("kept", " bridge."),
    ]
