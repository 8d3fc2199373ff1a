"""What is done to notes after they were written: put elsewhere, and their replies mended."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from diptych.core.document import Document
from diptych.core.notes import Note, NoteOn, anchor
from diptych.core.text import Span
from diptych.workspace.annotating import note_of


def put_note(
    document: Document, note_id: str, version_id: str, span: Span, now: datetime
) -> Document:
    """The document with a note on other words, which it quotes from now on; no orphan any more.

    ``span`` is in that version; white space at its ends is left out. A note on the summary or the
    article becomes one on words. Raises KeyError for an unknown note or version, and ValueError
    when there are no words in the span or it leaves the text.
    """
    note = note_of(document, note_id)
    value = document.version(version_id).text.value
    trimmed = span.stripped(value) if span.end <= len(value) else None
    if not trimmed:
        raise ValueError("a note needs words to stand on")
    quote, prefix, suffix = anchor(value, trimmed)
    moved = replace(
        note,
        version=version_id,
        span=trimmed,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        orphan=False,
        on=NoteOn.WORDS,
        changed=now.isoformat(timespec="seconds"),
    )
    return _with(document, moved)


def change_reply(document: Document, note_id: str, reply_id: str, body: str) -> Document:
    """The document with other words in one answer to a note; the same when nothing is another.

    Raises KeyError for an unknown note.
    """
    note = note_of(document, note_id)
    replies = tuple(
        replace(reply, body=body) if reply.id == reply_id else reply for reply in note.replies
    )
    return document if replies == note.replies else _with(document, replace(note, replies=replies))


def _with(document: Document, note: Note) -> Document:
    return replace(document, notes=tuple(note if n.id == note.id else n for n in document.notes))
