"""A version that grows as translations arrive, so that reading can start at once."""

from __future__ import annotations

from diptych.core.text import Span, Text
from diptych.core.versions import Segment, SegmentState, Translated, Version, VersionKind


class Assembly:
    """Takes translations in the source's order; what it gives is always a whole prefix."""

    def __init__(self, source: Version, language: str, name: str) -> None:
        self._source = source
        self._language = language
        self._name = name
        self._text = ""
        self._segments: list[Segment] = []

    def add(self, answer: Translated) -> None:
        """The translation of the next segment; IndexError when there is no next one."""
        place = len(self._segments)
        segment = self._source.segments[place]
        before = self._source.segments[place - 1].span.end if place else 0
        gap = self._source.text.value[before : segment.span.start]
        start = len(self._text) + len(gap)
        self._text += gap + answer.words
        self._segments.append(
            Segment(
                segment.id,
                segment.block,
                Span(start, start + len(answer.words)),
                SegmentState.MACHINE,
                answer.alarms,
            )
        )

    def version(self) -> Version:
        """What has arrived so far."""
        return Version(
            id="arriving",
            kind=VersionKind.MACHINE,
            name=self._name,
            text=Text(self._text, self._language),
            segments=tuple(self._segments),
        )
