"""How the notes of an article show in one of its versions: marks, margin, strip and tips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor

from diptych.core.document import Document
from diptych.core.note_filter import in_reading_order
from diptych.core.notes import Note, NoteOn
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.ui.mark_strip import Tick
from diptych.ui.marks import Mark
from diptych.ui.notes.names import blended, edge, tip_of
from diptych.ui.text_formats import segments_touching
from diptych.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note shows in a version; ``echo`` when its own words stand in another one."""

    note: Note
    span: Span
    echo: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Which note is chosen, and whether notes show on the aligned sentences of other versions."""

    chosen: str | None = None
    both_sides: bool = True


def places(document: Document, version: Version, view: View) -> tuple[Place, ...]:
    """The notes that show in a version, in reading order.

    A note on a sentence of the summary stands on the source like an echo: its words are not marked
    as such. The echo of the chosen note shows in any case.
    """
    spans = {segment.id: segment.span for segment in version.segments}
    versions = {known.id: known for known in document.versions}
    found = []
    for note in in_reading_order(document):
        if note.orphan or note.overall:
            continue
        own = note.version == version.id
        if own and note.on is NoteOn.WORDS:
            found.append(Place(note, note.span))
        elif own:
            found.append(Place(note, note.span, echo=True))
        elif note.version in versions and (view.both_sides or note.id == view.chosen):
            # As annotating.aligned has it, for many notes at once and while a version arrives.
            segments = segments_touching(versions[note.version].segments, note.span)
            ids = [segment.id for segment in segments if segment.span.overlaps(note.span)]
            found += [Place(note, spans[i], echo=True) for i in ids if spans.get(i)]
    return tuple(found)


def marks(shown: Iterable[Place], theme: Theme, chosen: str | None) -> tuple[Mark, ...]:
    """Marks that never overlap: where notes do, the words are striped in all their colours."""
    standing = [place for place in shown if not place.echo]
    return tuple(
        _mark(span, notes, theme, chosen)
        for span, notes in _pieces([(place.span, place.note) for place in standing])
    )


def echoes(shown: Iterable[Place], theme: Theme, chosen: str | None) -> tuple[Mark, ...]:
    """Faint dots under the sentences that belong to notes elsewhere; the chosen one's are lit."""
    found = []
    for place in shown:
        if place.echo:
            lit = place.note.id == chosen
            colour = edge(place.note.colour, theme)
            ground = blended(theme.mark(place.note.colour), QColor(theme.paper), 0.6)
            ink = QColor(theme.ink) if lit else None
            found.append(Mark(place.span, ground if lit else None, dots=colour, ink=ink))
    return tuple(found)


def ticks(shown: Iterable[Place], version: Version, theme: Theme) -> tuple[Tick, ...]:
    """A tick for each note that stands in this version."""
    total = max(1, len(version.text))
    return tuple(
        Tick(place.span.start / total, edge(place.note.colour, theme), 1, tip_of(place.note))
        for place in shown
        if not place.echo
    )


def _pieces(
    spans: Sequence[tuple[Span, Note]],
) -> Iterable[tuple[Span, tuple[Note, ...]]]:
    """Cuts overlapping spans into stretches, each with the notes that cover it."""
    edges = sorted({end for span, _ in spans for end in (span.start, span.end)})
    places = {end: place for place, end in enumerate(edges)}
    covering: list[list[Note]] = [[] for _ in edges]
    for span, note in spans:
        for place in range(places[span.start], places[span.end]):
            covering[place].append(note)
    for place, notes in enumerate(covering):
        if notes:
            yield Span(edges[place], edges[place + 1]), tuple(notes)


def _mark(span: Span, notes: tuple[Note, ...], theme: Theme, chosen: str | None) -> Mark:
    lit = next((note for note in notes if note.id == chosen), None)
    first = lit or notes[0]
    line = edge(first.colour, theme)
    grounds = [ground(note, theme, lit=note is lit) for note in notes]
    background = grounds[0] if len(grounds) == 1 else tuple(grounds)
    ink = QColor(theme.ink)
    if all(note.resolved for note in notes):
        return Mark(span, background, dashes=line, ink=ink)
    return Mark(span, background, underline=True, line=line, ink=ink)


def ground(note: Note, theme: Theme, *, lit: bool = False) -> QColor:
    """The colour behind a note's words: stronger when it is chosen, fainter when it is resolved."""
    colour = theme.mark(note.colour)
    if lit:
        return blended(edge(note.colour, theme), colour, 0.17 if theme.name == "dark" else 0.3)
    return blended(colour, QColor(theme.paper), 0.4) if note.resolved else colour
