"""Moments as files write them, and as people read them."""

from __future__ import annotations

import pytest

from diptych.workspace.moments import in_short, in_words, moment_of


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-11-25T06:00:00Z", "25 Nov 2026 06:00 GMT"),
        ("2026-11-25T06:00:00+00:00", "25 Nov 2026 06:00 GMT"),
        (" 20261125T060000Z ", "25 Nov 2026 06:00 GMT"),
        ("2026-03-01T23:59:30+01:00", "1 Mar 2026 23:59 GMT+1"),
        ("2026-03-01T23:59:30-05:30", "1 Mar 2026 23:59 GMT−5:30"),
        ("2026-03-01T23:59:30-00:30", "1 Mar 2026 23:59 GMT−0:30"),
        ("2026-03-01 08:05", "1 Mar 2026 08:05"),
    ],
)
def test_moments_in_words(written: str, told: str) -> None:
    moment = moment_of(written)
    assert moment is not None
    assert in_words(moment) == told
    assert told.startswith(in_short(moment).rsplit(" ", 1)[0])


@pytest.mark.parametrize("words", ["", "tomorrow noon", "2026-11-25", "20261125", "25/11/2026 6 h"])
def test_other_words_are_no_moment(words: str) -> None:
    assert moment_of(words) is None
