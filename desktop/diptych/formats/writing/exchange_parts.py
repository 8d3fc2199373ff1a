"""What copies for translators' tools have in common: sides, other answers, notes and names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from diptych.core.article import Block, BlockKind
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Note, NoteOn
from diptych.core.text import Span
from diptych.core.versions import Segment, SegmentState, Version, VersionKind
from diptych.formats.writing.copy import Copy
from diptych.formats.xml_units import xml_text

TOOL = "diptych"
UNKNOWN_LANGUAGE = "und"

NOT_TRANSLATED = frozenset(
    {BlockKind.REPEATED, BlockKind.FURNITURE, BlockKind.CODE, BlockKind.TRANSMISSION}
)
"""Kinds of blocks that no translator need look at; other blocks apart may be wanted."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a version has for a segment of the source."""

    version: Version
    segment: Segment
    words: str


class Sides:
    """The source, the version that is the target, and the others, which are suggestions.

    The last of the chosen versions is the target. Suggestions are the others that were chosen,
    the newest first, and what the machine said where the target stands on it.
    """

    def __init__(self, document: Document, versions: Sequence[Version]) -> None:
        self.source = document.source
        self.target = versions[-1] if versions else None
        found = {version.id: version for version in reversed(versions[:-1])}
        for version in _ancestry(document, self.target):
            if version.kind is VersionKind.MACHINE:
                found.setdefault(version.id, version)
        self.others = tuple(found.values())
        self._by_id = {
            version.id: {segment.id: segment for segment in version.segments}
            for version in self.shown
        }

    @property
    def shown(self) -> tuple[Version, ...]:
        """All versions that the copy has words of, each once."""
        both = (self.source,) if self.target is None else (self.source, self.target)
        return (*both, *(v for v in self.others if v not in both))

    def answer(self, segment: Segment, version: Version | None) -> Answer | None:
        """What ``version`` has for a segment; None where that is still to be translated."""
        found = None if version is None else self._by_id[version.id].get(segment.id)
        if version is None or found is None or found.state is SegmentState.UNTRANSLATED:
            return None
        return Answer(version, found, version.text_of(found))

    def suggestions(self, segment: Segment) -> Iterator[Answer]:
        """Other answers to a segment that have words, each in its language but once."""
        seen: set[tuple[str | None, str]] = set()
        for version in self.others:
            answer = self.answer(segment, version)
            if answer is None or not answer.words.strip():
                continue
            key = (version.text.language, answer.words)
            if key not in seen:
                seen.add(key)
                yield answer

    def gap(self, version: Version, before: Segment, after: Segment) -> str:
        """What stands in a version between two segments that follow one another in the source."""
        first, last = (self._by_id[version.id].get(segment.id) for segment in (before, after))
        if first is None or last is None or last.span.start < first.span.end:
            return ""
        return version.text.value[first.span.end : last.span.start]


def _ancestry(document: Document, version: Version | None) -> Iterator[Version]:
    """The version, the one it is based on, and so on."""
    known = {v.id: v for v in document.targets}
    while version is not None and known.pop(version.id, None) is not None:
        yield version
        version = known.get(version.based_on or "")


@dataclass(frozen=True, slots=True)
class Placed:
    """A note, and the part of a segment of ``version`` it stands on: code points of its words."""

    note: Note
    version: Version
    span: Span


class PlacedNotes:
    """Notes by the segments they stand on; ``loose`` ones stand on none, or are orphans."""

    def __init__(self, notes: Iterable[Note], versions: Iterable[Version]) -> None:
        shown = {version.id: version for version in versions}
        self._placed: dict[tuple[str, str], list[Placed]] = {}
        self.loose: list[Note] = []
        edges = {v.id: [segment.span.end for segment in v.segments] for v in shown.values()}
        for note in notes:
            version = shown.get(note.version)
            if version is not None and not self._place(note, version, edges[version.id]):
                self.loose.append(note)

    def _place(self, note: Note, version: Version, ends: list[int]) -> bool:
        if note.orphan or not note.span:
            return False
        placed = False
        for segment in version.segments[bisect_right(ends, note.span.start) :]:
            start, end = segment.span.start, segment.span.end
            if start >= note.span.end:
                break
            if segment.span.overlaps(note.span):
                part = Span(max(note.span.start, start) - start, min(note.span.end, end) - start)
                key = (version.id, segment.id)
                self._placed.setdefault(key, []).append(Placed(note, version, part))
                placed = True
        return placed

    def on(self, version: Version, segment: Segment) -> Sequence[Placed]:
        """The notes on a segment of a version, in their order."""
        return self._placed.get((version.id, segment.id), ())


class Names:
    """Ids that XML takes, each of them once; what can stay as it is does."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, wanted: str) -> str:
        plain = _NOT_IN_NAMES.sub("-", wanted) or "x"
        name, number = plain, 1
        while name in self._taken:
            number += 1
            name = f"{plain}.{number}"
        self._taken.add(name)
        return name


def tag_of(version: Version) -> str:
    """The language of a version as XML Schema takes it; ``und`` where it is not known."""
    tag = version.text.language or ""
    return tag if _LANGUAGE.match(tag) else UNKNOWN_LANGUAGE


def direction_of(tag: str | None) -> str:
    """The direction of a language: ``ltr``, ``rtl``, or ``auto`` where it is not known."""
    if tag is None:
        return "auto"
    return "rtl" if language(tag).rtl else "ltr"


def origin_of(version: Version) -> str:
    """Who made a version: its engine and model, else its name."""
    signature = version.signature
    found = version.name if signature is None else f"{signature.engine} {signature.model}"
    return xml_text(found).strip() or version.kind.value


def segments_by_block(version: Version) -> dict[str, list[Segment]]:
    """The segments of a version by the ids of their blocks, in order."""
    found: dict[str, list[Segment]] = {}
    for segment in version.segments:
        found.setdefault(segment.block, []).append(segment)
    return found


def whole_segment(block: Block) -> Segment:
    """A segment for a block that was cut into none."""
    return Segment(block.id, block.id, block.told)


def wanted_notes(document: Document, copy: Copy) -> Sequence[Note]:
    """The notes that go into the copy."""
    return document.notes if copy.notes else ()


def about_note(note: Note, document: Document) -> Iterator[tuple[str, str]]:
    """What is known of a note besides its words, as names and values."""
    meaning = dict(document.meanings).get(note.colour, "")
    known = {
        "author": note.author,
        "created": note.created,
        "changed": note.changed,
        "colour": note.colour.value,
        "meaning": meaning,
        "on": "" if note.on is NoteOn.WORDS else note.on.value,
        "version": note.version,
        "quote": note.quote,
        "resolved": "yes" if note.resolved else "",
        "orphan": "yes" if note.orphan else "",
    }
    return ((name, value) for name, value in known.items() if value)


def moment_of(made: str) -> str:
    """An ISO 8601 moment in UTC, as in 2026-01-31T12:00:00Z; empty where it is none."""
    try:
        moment = datetime.fromisoformat(made)
        told = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return ""
    return told if moment.tzinfo else ""


def about_article(
    document: Document, target: Version | None, copy: Copy
) -> Iterator[tuple[str, str]]:
    """What is known of the article, its file, the target and the copy, as names and values."""
    article = document.article
    metadata, file = article.metadata, article.source
    yield from (("file", file.name), ("format", file.format), ("sha256", file.sha256))
    for name, value in (("encoding", file.encoding), ("item", file.item)):
        if value:
            yield name, value
    for name in metadata.__slots__:
        found = getattr(metadata, name)
        for value in found if isinstance(found, tuple) else (found,):
            if isinstance(value, str) and value:
                yield name.replace("_", "-"), value
    for name, value in (("saved", moment_of(copy.made)), ("saved-by", copy.author)):
        if value:
            yield name, value
    if target is not None:
        yield from (("target", target.id), ("target-kind", target.kind.value))
        yield "target-name", target.name
        if target.signature is not None:
            yield "target-signature", str(target.signature)


def lay_out(element: Any, leaves: frozenset[str], depth: int = 0) -> None:
    """Put each element on a line of its own, but for those inside of ``leaves``."""
    if str(element.tag).rpartition("}")[2] in leaves or not len(element):
        return
    element.text = "\n" + " " * (depth + 1)
    for child in element:
        lay_out(child, leaves, depth + 1)
        child.tail = element.text
    element[-1].tail = "\n" + " " * depth
