"""What is expected of a document, short enough for a table."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from helpers.sample_files import SAMPLES
from helpers.soundness import read_or_refused


class Facts(NamedTuple):
    """The headline, declared language, number of blocks, first and last words, and warnings."""

    headline: str | None
    language: str | None
    blocks: int
    first: str
    last: str
    warnings: tuple[str, ...] = ()


def facts_of(data: bytes, name: str, item: str | None = None) -> Facts | str:
    """The facts of a sound article, or the sentence it is refused with; words are 24 long."""
    found = read_or_refused(Given(data, name, item=item))
    if isinstance(found, CannotReadError):
        return found.sentence
    reading = found.reading
    words = " ".join(reading.value.split())
    headlines = [
        block.told.of(reading.value) for block in reading.blocks if block.kind is BlockKind.HEADLINE
    ]
    assert len(headlines) <= 1
    return Facts(
        headlines[0] if headlines else None,
        reading.metadata.language,
        len(reading.blocks),
        words[:24],
        words[-24:],
        reading.warnings,
    )


def facts_of_sample(folder: str, name: str, item: str | None = None) -> Facts | str:
    """The facts of an openly licensed sample; without the samples the test is skipped."""
    path = SAMPLES / folder / name
    if not path.exists():
        pytest.skip("the samples are not beside this checkout")
    return facts_of(path.read_bytes(), name, item)
