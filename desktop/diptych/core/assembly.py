"""A version that grows as translations arrive, so that reading can start at once."""

from __future__ import annotations

from diptych.core.text import Span, Text
from diptych.core.versions import (
    Segment,
    SegmentState,
    Translated,
    Version,
    VersionKind,
    assemble,
)


class Assembly:
    """Takes translations from one place of the source on, then those before it.

    ``version`` is always a whole stretch, which only ever grows at its end; what stands before the
    place where it began is kept for ``whole``.
    """

    def __init__(self, source: Version, language: str, name: str, first: str | None = None) -> None:
        self._source = source
        self._language = language
        self._name = name
        places = {segment.id: n for n, segment in enumerate(source.segments)}
        self._start = self._next = places.get(first or "", 0)
        self._text = ""
        self._segments: list[Segment] = []
        self._answers: dict[str, Translated] = {}

    @property
    def count(self) -> int:
        """How many segments have arrived."""
        return len(self._answers)

    def add(self, answer: Translated) -> None:
        """The translation of the next segment; IndexError when there is no next one."""
        if self.count == len(self._source.segments):
            raise IndexError("all segments have arrived")
        self._next %= len(self._source.segments)
        segment = self._source.segments[self._next]
        self._answers[segment.id] = answer
        if self._next >= self._start:
            self._append(segment, answer)
        self._next += 1

    def _append(self, segment: Segment, answer: Translated) -> None:
        place = self._next
        before = self._source.segments[place - 1].span.end if place else 0
        gap = self._source.text.value[before : segment.span.start]
        if place == self._start and place:
            gap = ""  # where it begins in the middle, nothing stands before it yet
        start = len(self._text) + len(gap)
        self._text += gap + answer.words
        span = Span(start, start + len(answer.words))
        self._segments.append(
            Segment(segment.id, segment.block, span, SegmentState.MACHINE, answer.alarms)
        )

    def version(self) -> Version:
        """What has arrived so far, from the place where it began."""
        return self._made(self._text, tuple(self._segments))

    def whole(self) -> Version:
        """All that has arrived, each in its place; the rest is empty and untranslated.

        Begun at the beginning, it ends where nothing more has arrived.
        """
        if not self._start and self.count < len(self._source.segments):
            return self.version()
        return self._made(*assemble(self._source, self._answers))

    def _made(self, text: str, segments: tuple[Segment, ...]) -> Version:
        return Version(
            id="arriving",
            kind=VersionKind.MACHINE,
            name=self._name,
            text=Text(text, self._language),
            segments=segments,
        )
