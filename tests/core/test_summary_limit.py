"""A summary is limited by sentences or by words, never by both or by nothing."""

from __future__ import annotations

import pytest

from diptych.core.summary import Limit


@pytest.mark.parametrize(
    "wrong",
    [{}, {"sentences": 1, "words": 1}, {"words": 0}, {"sentences": 0}, {"sentences": -2}],
)
def test_a_limit_is_one_positive_number(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="limit"):
        Limit(**wrong)


def test_a_limit_of_either_kind() -> None:
    assert (Limit(sentences=3).sentences, Limit(sentences=3).words) == (3, None)
    assert (Limit(words=1).sentences, Limit(words=1).words) == (None, 1)
