"""Versions of a text, the segments they are made of, and who made them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from diptych.core.alarms import Alarm
from diptych.core.text import Span, Text


class VersionKind(StrEnum):
    """Where a version comes from."""

    SOURCE = "source"
    MACHINE = "machine"
    EDITED = "edited"
    HUMAN = "human"
    """A translation that came with the file."""


class SegmentState(StrEnum):
    """How far the work on a segment is."""

    SOURCE = "source"
    UNTRANSLATED = "untranslated"
    MACHINE = "machine"
    EDITED = "edited"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who made a machine result: the same signature gives the same result.

    ``options`` is a sorted tuple of (name, value); ``source_sha256`` is that of the source text.
    """

    engine: str
    model: str
    options: tuple[tuple[str, str], ...]
    app_version: str
    source_sha256: str

    def __str__(self) -> str:
        options = "".join(f"|{name}:{value}" for name, value in self.options)
        return (
            f"{self.engine}|{self.model}{options}|app:{self.app_version}"
            f"|source:{self.source_sha256[:12]}"
        )


def text_sha256(value: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence. Its id is shared by all versions of an article; its span is in this version."""

    id: str
    block: str
    span: Span
    state: SegmentState = SegmentState.SOURCE
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text in one language, cut into segments in reading order."""

    id: str
    kind: VersionKind
    name: str
    text: Text
    segments: tuple[Segment, ...]
    signature: Signature | None = None
    based_on: str | None = None

    def segment(self, segment_id: str) -> Segment:
        """The segment with that id; raises KeyError when there is none."""
        for segment in self.segments:
            if segment.id == segment_id:
                return segment
        raise KeyError(segment_id)

    def text_of(self, segment: Segment) -> str:
        """The segment's own words in this version."""
        return segment.span.of(self.text.value)

    def segment_at(self, offset: int) -> Segment | None:
        """The segment that holds the code point at ``offset``, else the last that begins before."""
        low, high = 0, len(self.segments)
        while low < high:
            middle = (low + high) // 2
            if self.segments[middle].span.start <= offset:
                low = middle + 1
            else:
                high = middle
        return self.segments[low - 1] if low else None

    def with_segment(
        self, segment_id: str, words: str, state: SegmentState, alarms: tuple[Alarm, ...] = ()
    ) -> Version:
        """A version in which one segment has other words and later spans have moved along."""
        target = self.segment(segment_id)
        place = self.segments.index(target)
        delta = len(words) - len(target.span)
        span = Span(target.span.start, target.span.start + len(words))
        # By order and not by offset: untranslated segments are empty and may share a place.
        segments = (
            *self.segments[:place],
            replace(target, span=span, state=state, alarms=alarms),
            *(replace(s, span=s.span.shifted(delta)) for s in self.segments[place + 1 :]),
        )
        value = self.text.value
        text = value[: target.span.start] + words + value[target.span.end :]
        return replace(self, text=replace(self.text, value=text), segments=segments)


@dataclass(frozen=True, slots=True)
class Translated:
    """What an engine made of one segment: its words, and what is wrong with them."""

    words: str
    alarms: tuple[Alarm, ...] = ()


def assemble(source: Version, answers: Mapping[str, Translated]) -> tuple[str, tuple[Segment, ...]]:
    """Put answers in the places of the source's segments; all between segments stays as it is.

    Segments without an answer become empty and ``untranslated``.
    Returns the text and its segments, spans in code points of that text.
    """
    parts: list[str] = []
    segments: list[Segment] = []
    length = last = 0
    for segment in source.segments:
        gap = source.text.value[last : segment.span.start]
        answer = answers.get(segment.id)
        words = answer.words if answer else ""
        parts += (gap, words)
        start = length + len(gap)
        length = start + len(words)
        last = segment.span.end
        segments.append(
            Segment(
                segment.id,
                segment.block,
                Span(start, length),
                SegmentState.MACHINE if answer else SegmentState.UNTRANSLATED,
                answer.alarms if answer else (),
            )
        )
    parts.append(source.text.value[last:])
    return "".join(parts), tuple(segments)


def signature_key(signature: Signature) -> str:
    """A short stable name for a signature, usable as a version id."""
    return hashlib.sha256(json.dumps(str(signature)).encode()).hexdigest()[:12]
