"""Paragraphs while they are written, and the marks of threads put in when all of them are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from diptych.core.notes import Note
from diptych.formats.writing.office.outline import (
    NOBODY,
    Begin,
    End,
    Paragraph,
    Piece,
    Said,
    Style,
    Thread,
    Words,
    clean,
    moment,
)


@dataclass(slots=True)
class Draft:
    """A paragraph that words are added to. Threads may reach from one to another of one ``home``.

    Cells of a table have a home of their own: no comment reaches across them.
    """

    style: Style
    home: object
    language: str | None = None
    words: list[Words] = field(default_factory=list)
    notes: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, words: Words, notes: Iterable[Note] = ()) -> None:
        """Words, and the notes that are about them."""
        if words.words:
            self.words.append(words)
            self.notes.append(tuple(note.id for note in notes))


@dataclass(slots=True)
class DraftTable:
    """Heads, and rows of cells."""

    heads: tuple[Draft, ...]
    rows: list[tuple[Draft, ...]] = field(default_factory=list)


@dataclass(slots=True)
class Marked:
    """The places where threads begin and end, by draft and number of its words."""

    begins: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    ends: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def finished(self, draft: Draft) -> Paragraph:
        """The paragraph with the marks of threads between its words."""
        pieces: list[Piece] = []
        for number, words in enumerate(draft.words):
            place = id(draft), number
            pieces += [Begin(thread) for thread in self.begins.get(place, ())]
            pieces.append(words)
            pieces += [End(thread) for thread in self.ends.get(place, ())]
        return Paragraph(draft.style, tuple(pieces), draft.language)


def placed(drafts: Iterable[Draft]) -> dict[str, list[tuple[Draft, int]]]:
    """Where each note stands: drafts and numbers of words there, in reading order, by its id."""
    places: dict[str, list[tuple[Draft, int]]] = {}
    for draft in drafts:
        for number, notes in enumerate(draft.notes):
            for note in notes:
                places.setdefault(note, []).append((draft, number))
    return places


def threads(
    notes: Sequence[Note], places: dict[str, list[tuple[Draft, int]]]
) -> tuple[tuple[Thread, ...], Marked]:
    """The threads of the notes that say something, in the order of their places, and the places."""
    order = {note: number for number, note in enumerate(places)}
    saying = [n for n in notes if n.id in places and (n.body or n.replies)]
    saying.sort(key=lambda note: order[note.id])
    marked = Marked()
    for number, note in enumerate(saying):
        first = places[note.id][0]
        last = [place for place in places[note.id] if place[0].home is first[0].home][-1]
        marked.begins.setdefault((id(first[0]), first[1]), []).append(number)
        marked.ends.setdefault((id(last[0]), last[1]), []).append(number)
    return tuple(_thread(note) for note in saying), marked


def _thread(note: Note) -> Thread:
    said = [(note.id, note.body, note.author, note.created)]
    said += [(f"{note.id} {r.id}", r.body, r.author, r.created) for r in note.replies]
    return Thread(
        tuple(
            Said(
                key,
                tuple(clean(body).splitlines()) or ("",),
                " ".join(clean(author).split()) or NOBODY,
                moment(created),
            )
            for key, body, author, created in said
        ),
        note.resolved,
    )
