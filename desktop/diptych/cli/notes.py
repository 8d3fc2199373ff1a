"""``notes``: what was noted in a project."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

import typer

from diptych.cli.articles import choices_of, open_article
from diptych.cli.options import File, Json
from diptych.cli.output import answer, answer_json, say
from diptych.core.document import Document
from diptych.core.note_filter import Standing, in_reading_order, standing_of
from diptych.core.notes import Colour, Note, NoteOn
from diptych.workspace.moments import in_words, moment_of


def notes(
    file: File,
    *,
    open_: Annotated[bool, typer.Option("--open", help="Only those that are open.")] = False,
    resolved: Annotated[bool, typer.Option("--resolved", help="Only those settled.")] = False,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose words are gone.")
    ] = False,
    colour: Annotated[
        list[Colour] | None, typer.Option("--colour", help="Only those in this colour.")
    ] = None,
    json: Json = False,
) -> None:
    """List the notes in a .diptych file: quotation, words, replies."""
    document = open_article(file, choices_of(None, None, None, None))
    asked = {
        standing
        for standing, wanted in (
            (Standing.OPEN, open_),
            (Standing.RESOLVED, resolved),
            (Standing.ORPHANED, orphaned),
        )
        if wanted
    }
    found = [
        note
        for note in in_reading_order(document)
        if (not asked or standing_of(note) in asked) and (not colour or note.colour in colour)
    ]
    if json:
        answer_json(notes_shape(document, found))
        return
    say(_count(found))
    if found:
        answer("\n\n".join("\n".join(_lines(document, note)) for note in found))


def notes_shape(document: Document, found: Sequence[Note]) -> dict[str, object]:
    """What ``notes`` answers."""
    return {
        "meanings": {colour.value: words for colour, words in document.meanings},
        "notes": [_shape(document, note) for note in found],
    }


def _shape(document: Document, note: Note) -> dict[str, object]:
    placed = not note.orphan and not note.overall
    return {
        "id": note.id,
        "standing": standing_of(note).value,
        "on": note.on.value,
        "version": note.version,
        "version_name": _version_name(document, note),
        "start": note.span.start if placed else None,
        "end": note.span.end if placed else None,
        "quote": note.quote,
        "body": note.body,
        "colour": note.colour.value,
        "meaning": dict(document.meanings).get(note.colour),
        "author": note.author,
        "created": note.created,
        "changed": note.changed or None,
        "replies": [
            {
                "id": reply.id,
                "body": reply.body,
                "author": reply.author,
                "created": reply.created,
            }
            for reply in note.replies
        ],
    }


def _count(found: Sequence[Note]) -> str:
    if not found:
        return "No notes."
    counts = [
        f"{number} {standing.value}"
        for standing in Standing
        if (number := sum(standing_of(note) is standing for note in found))
    ]
    return f"{len(found)} note{'s' if len(found) > 1 else ''}: {', '.join(counts)}"


def _lines(document: Document, note: Note) -> Iterable[str]:
    yield f"“{' '.join(note.quote.split())}”" if note.quote else _ground(document, note)
    told = [_ground(document, note)] if note.quote else []
    if note.quote and not note.orphan:
        told[0] += f" {note.span.start}–{note.span.end}"
    if note.resolved:
        told.append("resolved")
    if note.orphan:
        told.append("these words are gone")
    meaning = dict(document.meanings).get(note.colour)
    told.append(f"{note.colour.value}: {meaning}" if meaning else note.colour.value)
    yield f"  {' · '.join([*told, *_signed(note.author, note.created)])}"
    yield from (f"  {line}" for line in note.body.splitlines())
    for reply in note.replies:
        yield f"  ↳ {' · '.join(_signed(reply.author, reply.created))}"
        yield from (f"    {line}" for line in reply.body.splitlines())


def _signed(author: str, created: str) -> list[str]:
    moment = moment_of(created)
    return [author or "unsigned", in_words(moment) if moment is not None else created]


def _ground(document: Document, note: Note) -> str:
    if note.on is NoteOn.ARTICLE:
        return "Whole article"
    if note.on is NoteOn.SUMMARY:
        return "Summary" if note.quote else "Whole summary"
    return _version_name(document, note)


def _version_name(document: Document, note: Note) -> str:
    names = {version.id: version.name for version in document.versions}
    return names.get(note.version, note.version)
