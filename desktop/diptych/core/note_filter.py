"""Notes in reading order, and which of them somebody wants to see."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn


class Standing(StrEnum):
    """How far a note is: open notes are neither resolved nor orphans."""

    OPEN = "open"
    RESOLVED = "resolved"
    ORPHANED = "orphaned"


def standing_of(note: Note) -> Standing:
    """How far a note is. A resolved one counts as that even when its words are gone."""
    if note.resolved:
        return Standing.RESOLVED
    return Standing.ORPHANED if note.orphan else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a note must be like to be shown; None and empty ask for nothing.

    ``version`` is the id of a version whose words are noted; ``words`` must all be found, in any
    case, in the quotation, the note, its replies or their authors.
    """

    standing: Standing | None = None
    colour: Colour | None = None
    on: NoteOn | None = None
    version: str | None = None
    author: str | None = None
    words: str = ""

    @property
    def everything(self) -> bool:
        """Whether no note is left out."""
        return self == Wanted()

    def takes(self, note: Note) -> bool:
        """Whether the note is to be shown."""
        return (
            (self.standing is None or standing_of(note) is self.standing)
            and (self.colour is None or note.colour is self.colour)
            and (self.on is None or note.on is self.on)
            and (self.version is None or note.version == self.version)
            and (self.author is None or self.author in _authors(note))
            and self._finds(note)
        )

    def _finds(self, note: Note) -> bool:
        sought = self.words.casefold().split()
        if not sought:
            return True
        told = [note.quote, note.body, *_authors(note), *(reply.body for reply in note.replies)]
        folded = "\n".join(told).casefold()
        return all(word in folded for word in sought)


def _authors(note: Note) -> tuple[str, ...]:
    return note.author, *(reply.author for reply in note.replies)


def authors(document: Document) -> tuple[str, ...]:
    """Everybody who signed a note or a reply, by name."""
    return tuple(sorted({name for note in document.notes for name in _authors(note) if name}))


def in_reading_order(document: Document) -> tuple[Note, ...]:
    """All notes as they are met in reading; those whose words are gone come last.

    First what is said of the article and of all of its summary; then, sentence by sentence, what
    stands on the source and on each version in turn.
    """
    places = {segment.id: place for place, segment in enumerate(document.source.segments)}
    versions = {version.id: place for place, version in enumerate(document.versions)}

    def rank(note: Note) -> tuple[bool, int, int, int, int, int, str]:
        if note.overall and not note.orphan:
            first = 0 if note.on is NoteOn.ARTICLE else 1
            return (False, first, 0, 0, 0, 0, note.created)
        number = versions.get(note.version, len(versions))
        segment = None
        if number < len(versions):
            segment = document.versions[number].segment_at(note.span.start)
        place = places.get(segment.id, -1) if segment else -1
        start, end = note.span.start, note.span.end
        return (note.orphan, 2, place, number, start, end, note.created)

    return tuple(sorted(document.notes, key=rank))
