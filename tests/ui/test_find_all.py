"""Finding keeps true places, whatever the case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych.ui.find_bar import find_all


@given(st.text("aAİß\u00a0 b"), st.text("aAb ", min_size=1, max_size=3))
def test_places_are_true(value: str, words: str) -> None:
    for span in find_all(value, words, match_case=False):
        found = span.of(value).lower().replace("\u00a0", " ")
        assert len(span) == len(words)
        assert found == words.lower()
    for span in find_all(value, words, match_case=True):
        assert span.of(value) == words


def test_spaces_find_no_break_spaces() -> None:
    assert len(find_all("in\u00a020 days", "in 20", match_case=False)) == 1
    assert find_all("x", "", match_case=False) == ()
