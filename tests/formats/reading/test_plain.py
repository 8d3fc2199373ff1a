"""Plain text: the embargo that its first lines may name."""

from __future__ import annotations

import pytest

from diptych.formats.reading import plain
from diptych.formats.reading.given import Given

STORY = "The old bridge opened again on Tuesday after three years of repairs.\n\n"


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("EMBARGOED UNTIL 0600 GMT, 25 NOV 2026\n\nHead\n\n" + STORY, "2026-11-25T06:00Z"),
        ("Head\nSperrfrist: 12.00 Uhr\n\n" + STORY, "Sperrfrist: 12.00 Uhr"),
        ("Head\n\n" + STORY, None),
        ("Head\n\n" + STORY * 9 + "EMBARGOED UNTIL MONDAY", None),
        ("Head\n\nEmbargoed until Monday, the report says it all.\n\n" + STORY, None),
    ],
)
def test_the_embargo_of_a_plain_text(text: str, until: str | None) -> None:
    assert plain.read(Given(text.encode(), "a.txt")).metadata.embargo == until
