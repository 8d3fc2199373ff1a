"""Plain text: paragraphs by blank lines, hard-wrapped lines kept as they stand."""

from __future__ import annotations

from diptych.core.article import Metadata
from diptych.core.text import canonicalise
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.structure import recognise
from diptych.formats.reading.wires.embargo import embargo_in

_NEAR_THE_TOP = 8
"""Paragraphs among which an embargo is looked for."""


def read(given: Given) -> Reading:
    """The text as it stands. Raises CannotReadError for an unknown encoding."""
    decoded = given.decoded()
    value = canonicalise(decoded.value)
    blocks = recognise(value)
    top = [block.span.of(value) for block in blocks[:_NEAR_THE_TOP]]
    metadata = Metadata(embargo=next(filter(None, map(embargo_in, top)), None))
    reading = Reading(value, blocks, metadata, encoding=decoded.encoding)
    return reading.warned(*nuls_told(decoded.value), *decoded.warnings)


def nuls_told(raw: str) -> tuple[str, ...]:
    """A sentence on NUL characters, where there are any: no text can hold them."""
    count = raw.count("\x00")
    if not count:
        return ()
    subject = "1 NUL character was" if count == 1 else f"{count} NUL characters were"
    return (f"{subject} left out.",)
