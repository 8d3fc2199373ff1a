"""The notes of a copy for reading: which they are, their numbers, and what is said about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn
from diptych.core.summary import Pick
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.formats.writing.copy import Copy

ORPHAN = "these words are no longer in the text"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_ON = {NoteOn.SUMMARY: "on the summary", NoteOn.ARTICLE: "on the article"}


class Remarks:
    """Numbers notes from 1 in the order in which they are listed.

    First come those on the article, then those on the summary, then those on the words of each
    version in their order, and at last those whose words are gone. Notes on versions that are not
    shown are left out, and all are where the copy is without notes.
    """

    def __init__(self, document: Document, shown: Sequence[Version], copy: Copy) -> None:
        self._meanings = dict(document.meanings)
        order = {version.id: number for number, version in enumerate(shown)}
        kept = [
            note
            for note in document.notes
            if copy.notes and (note.on is not NoteOn.WORDS or note.version in order)
        ]
        places = tuple(NoteOn)[::-1]
        kept.sort(
            key=lambda n: (n.orphan, places.index(n.on), order.get(n.version, -1), n.span, n.id)
        )
        self.all: tuple[Note, ...] = tuple(kept)
        self._numbers = {note.id: number for number, note in enumerate(kept, start=1)}

    def number(self, note: Note) -> int:
        """The number of a note, from 1."""
        return self._numbers[note.id]

    @property
    def here(self) -> tuple[Note, ...]:
        """The notes whose words are there, and those that need none."""
        return tuple(note for note in self.all if not note.orphan)

    @property
    def gone(self) -> tuple[Note, ...]:
        """The notes whose words are gone."""
        return tuple(note for note in self.all if note.orphan)

    def words_of(self, version: Version) -> tuple[Note, ...]:
        """The notes on words of a version that are there."""
        return tuple(
            n for n in self.here if n.on is NoteOn.WORDS and n.version == version.id and n.span
        )

    def on_pick(self, span: Span) -> tuple[Note, ...]:
        """The notes on a sentence of the summary, by its span in the source."""
        return tuple(
            n for n in self.here if n.on is NoteOn.SUMMARY and n.quote and n.span.overlaps(span)
        )

    def on_all_of(self, place: NoteOn) -> tuple[Note, ...]:
        """The notes on the summary or on the article as a whole."""
        return tuple(note for note in self.here if note.on is place and note.overall)

    def meaning(self, note: Note) -> str:
        """What the colour of a note stands for; empty where nobody said."""
        return " ".join(self._meanings.get(note.colour, "").split())

    def colour(self, note: Note) -> str:
        """The colour of a note in words, with what it stands for."""
        meaning = self.meaning(note)
        return f"{note.colour} mark: {meaning}" if meaning else f"{note.colour} mark"

    def legend(self) -> tuple[tuple[Colour, str], ...]:
        """The colours that have meanings, where there are notes at all."""
        named = ((c, " ".join(m.split())) for c, m in self._meanings.items())
        return tuple((colour, meaning) for colour, meaning in named if meaning and self.all)

    @staticmethod
    def state(note: Note) -> tuple[str, ...]:
        """What else must be known of a note: what it is on, and what has become of it."""
        told = [_ON[note.on]] if note.on in _ON else []
        if note.resolved:
            told.append("resolved")
        if note.orphan:
            told.append(ORPHAN)
        return tuple(told)


def quotation(note: Note) -> str:
    """The quoted words on one line, in quotation marks; empty for a note on the whole."""
    quote = " ".join(note.quote.split())
    return f"“{quote}”" if quote else ""


def moment(when: str) -> str:
    """A moment of ISO 8601 as people write it, in UTC; as it stands where it is none."""
    try:
        told = datetime.fromisoformat(when)
        told = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, OverflowError):
        return when
    return f"{told.day} {_MONTHS[told.month - 1]} {told.year}, {told:%H:%M} UTC"


def chosen(document: Document) -> tuple[tuple[Pick, Segment], ...]:
    """The sentences of the summary in the source, each once; those that are gone are left out."""
    if document.summary is None:
        return ()
    places = {segment.id: segment for segment in document.source.segments}
    picks = {pick.segment: pick for pick in document.summary.picks}
    return tuple((pick, places[key]) for key, pick in picks.items() if key in places)


def others(document: Document, versions: Sequence[Version]) -> tuple[Version, ...]:
    """The chosen versions but the source, each once."""
    found = {version.id: version for version in versions if version.id != document.source.id}
    return tuple(found.values())


def shown(document: Document, versions: Sequence[Version], copy: Copy) -> tuple[Version, ...]:
    """The versions that a copy shows: the source first, where it was chosen or nothing else was."""
    targets = others(document, versions)
    return (document.source, *targets) if copy.source or not targets else targets
