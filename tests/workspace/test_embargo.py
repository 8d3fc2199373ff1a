"""Whether a story may be published, by what its agency says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.article import Metadata
from diptych.workspace.embargo import Recall, embargo_of, lifted, recall_of, standing, why_not

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("2026-11-25T06:00:00Z", "Embargo until 25 Nov 2026 06:00 GMT — not for publication."),
        ("2026-11-24T12:00:01+00:00", "Embargo until 24 Nov 2026 12:00 GMT — not for publication."),
        (
            "2026-11-24T13:30:00+01:00",
            "Embargo until 24 Nov 2026 13:30 GMT+1 — not for publication.",
        ),
        ("tomorrow  noon", "Embargo: “tomorrow noon” — not for publication."),
        ("2020-01-01", "Embargo: “2020-01-01” — not for publication."),
        (
            "2020-01-01T06:00:00",
            "Embargo until 1 Jan 2020 06:00, no zone given — not for publication.",
        ),
    ],
)
def test_an_embargo_stands(words: str, sentence: str) -> None:
    metadata = Metadata(embargo=words)
    found = standing(metadata, NOW)
    assert found is not None
    assert found.sentence == sentence
    assert why_not(metadata, NOW) == sentence
    assert lifted(metadata, NOW) is None


@pytest.mark.parametrize("words", ["2026-11-24T12:00:00Z", "2026-11-24T12:59:00+01:00"])
def test_an_embargo_whose_moment_has_come_is_lifted(words: str) -> None:
    metadata = Metadata(embargo=words)
    assert standing(metadata, NOW) is None
    assert why_not(metadata, NOW) == ""
    over = lifted(metadata, NOW)
    assert over is not None
    assert over.lifted_sentence.startswith("Embargo lifted 24 Nov 2026 12:")


def test_no_embargo() -> None:
    for metadata in (Metadata(), Metadata(embargo="  "), Metadata(status="usable")):
        assert embargo_of(metadata) is None
        assert why_not(metadata, NOW) == ""


def test_a_status_alone_is_an_embargo() -> None:
    found = standing(Metadata(status="stat:Embargoed"), NOW)
    assert found is not None
    assert found.sentence == "Under embargo — not for publication."


@pytest.mark.parametrize(
    ("status", "recall"),
    [
        ("canceled", Recall.CANCELLED),
        ("stat:canceled", Recall.CANCELLED),
        ("Cancelled", Recall.CANCELLED),
        ("killed", Recall.CANCELLED),
        ("stat:withheld", Recall.WITHHELD),
        ("usable", None),
        (None, None),
    ],
)
def test_stories_that_were_taken_back(status: str | None, recall: Recall | None) -> None:
    metadata = Metadata(status=status)
    assert recall_of(metadata) is recall
    assert bool(why_not(metadata, NOW)) == (recall is not None)


def test_a_recall_is_told_before_an_embargo_that_is_over() -> None:
    metadata = Metadata(status="canceled", embargo="2020-01-01T00:00:00Z")
    assert why_not(metadata, NOW) == "The agency has cancelled this story — not for publication."


@given(st.text(max_size=60), st.datetimes(timezones=st.just(UTC)))
def test_no_words_raise(words: str, now: datetime) -> None:
    metadata = Metadata(embargo=words, status=words)
    found = embargo_of(metadata)
    assert (standing(metadata, now) is None) or (lifted(metadata, now) is None)
    assert found is None or found.sentence
    why_not(metadata, now)


@given(st.integers(-10_000, 10_000))
def test_it_stands_until_its_moment_and_no_longer(seconds: int) -> None:
    metadata = Metadata(embargo=(NOW + timedelta(seconds=seconds)).isoformat())
    assert (standing(metadata, NOW) is not None) == (seconds > 0)
