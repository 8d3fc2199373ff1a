"""Notes, and editing a translation sentence by sentence."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn, Reply, anchor
from diptych.core.sentences import unwrap
from diptych.core.text import Span, canonicalise
from diptych.core.versions import SegmentState, Translated, VersionKind

if TYPE_CHECKING:
    from diptych.core.terms import Term

_BREAK = re.compile(r"\s*\n\s*")


def add_note(
    document: Document,
    version_id: str,
    span: Span,
    body: str,
    author: str,
    colour: Colour,
    now: datetime,
    on: NoteOn = NoteOn.WORDS,
) -> Document:
    """The document with one more note, which stands last.

    Of a note on words, ``span`` is in that version; white space at its ends is left out. One on
    the summary has the span of a chosen sentence in the source, or an empty one when it is on all
    of the summary; one on the article has an empty span. Both belong to the source.

    Raises KeyError for an unknown version, and ValueError when a note on words has none under it,
    a span leaves the text, or a note on the summary or the article is put on something else.
    """
    value = document.version(version_id).text.value
    if span.end > len(value):
        raise ValueError("a note stands inside of its text")
    trimmed = span.stripped(value)
    if on is NoteOn.WORDS and not trimmed:
        raise ValueError("a note needs words to stand on")
    if on is not NoteOn.WORDS and version_id != document.source.id:
        raise ValueError("a note on the summary or the article belongs to the source")
    if on is NoteOn.ARTICLE and trimmed:
        raise ValueError("a note on the article stands on no words")
    place = trimmed or Span(0, 0)
    context = anchor(value, place) if trimmed else ("", "", "")
    created = _moment(now)
    note = Note(_new_id(), version_id, place, *context, body, author, created, colour, on=on)
    return replace(document, notes=(*document.notes, note))


def change_note(
    document: Document, note_id: str, body: str, colour: Colour, now: datetime
) -> Document:
    """The document with other words or another colour in one note, which was ``changed`` now.

    The same document when nothing is another. Raises KeyError for an unknown note.
    """
    note = note_of(document, note_id)
    if (note.body, note.colour) == (body, colour):
        return document
    return _with_note(document, replace(note, body=body, colour=colour, changed=_moment(now)))


def reply(document: Document, note_id: str, body: str, author: str, now: datetime) -> Document:
    """The document with an answer to a note, which stands last among its replies.

    Raises KeyError for an unknown note, ValueError when there are no words in ``body``.
    """
    if not body.strip():
        raise ValueError("a reply needs words")
    note = note_of(document, note_id)
    answer = Reply(_new_id(), body.strip(), author, _moment(now))
    return _with_note(document, replace(note, replies=(*note.replies, answer)))


def remove_reply(document: Document, note_id: str, reply_id: str) -> Document:
    """The document without one answer to a note. Raises KeyError for an unknown note."""
    note = note_of(document, note_id)
    kept = tuple(reply for reply in note.replies if reply.id != reply_id)
    return _with_note(document, replace(note, replies=kept))


def resolve(document: Document, note_id: str, resolved: bool = True) -> Document:
    """The document with a note marked as settled, or as open again.

    Raises KeyError for an unknown note.
    """
    return _with_note(document, replace(note_of(document, note_id), resolved=resolved))


def remove_note(document: Document, note_id: str) -> Document:
    """The document without one note."""
    return replace(document, notes=tuple(n for n in document.notes if n.id != note_id))


def set_meanings(document: Document, meanings: Mapping[Colour, str]) -> Document:
    """The document in which colours stand for these, in the order of colours.

    A colour with a blank meaning has none. Raises ValueError when two stand for the same.
    """
    named = tuple(
        (colour, words)
        for colour in Colour
        if (words := " ".join(meanings.get(colour, "").split()))
    )
    if len({words.casefold() for _, words in named}) < len(named):
        raise ValueError("two colours have the same meaning")
    return replace(document, meanings=named)


def note_of(document: Document, note_id: str) -> Note:
    """The note with that id; raises KeyError when there is none."""
    for note in document.notes:
        if note.id == note_id:
            return note
    raise KeyError(note_id)


def aligned(document: Document, note: Note, version_id: str) -> tuple[Span, ...]:
    """Where another version has the sentences that a note stands in: a span for each, in order.

    In its own version it is the note's span itself. Sentences that are not translated are left
    out; an orphan and a note on no words have no place. Raises KeyError for an unknown version.
    """
    from diptych.core.anchoring import sentences_at

    other = document.version(version_id)
    if note.orphan or note.overall:
        return ()
    if note.version == version_id:
        return (note.span,)
    own = document.version(note.version)
    ids = {segment.id for segment in sentences_at(own, note.span)}
    return tuple(s.span for s in other.segments if s.id in ids and len(s.span))


def _with_note(document: Document, note: Note) -> Document:
    return replace(document, notes=tuple(note if n.id == note.id else n for n in document.notes))


def _new_id() -> str:
    return uuid.uuid4().hex[:12]


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="seconds")


def edit_segment(
    document: Document,
    version_id: str,
    segment_id: str,
    words: str,
    terms: Sequence[Term] = (),
) -> Document:
    """The document with other words for one segment, and what stands out about them.

    Raises as ``put_segment`` does.
    """
    from diptych.workspace.judging import Judge

    version, source = document.version(version_id), document.source
    one_line = _BREAK.sub(" ", canonicalise(words).strip())
    judge = Judge(document.language, version.text.language, terms)
    told = unwrap(source.text_of(source.segment(segment_id)))
    answer = Translated(one_line, judge.alarms(told, one_line))
    return put_segment(document, version_id, segment_id, answer, SegmentState.EDITED)


def put_segment(
    document: Document,
    version_id: str,
    segment_id: str,
    translated: Translated,
    state: SegmentState,
) -> Document:
    """The document with a translation in the place of one segment's.

    The first change of a version that a machine made, or that came with the file, makes an edited
    one beside it, to which its notes move; later changes go to that one.

    Raises KeyError for an unknown version or segment, and ValueError for the source, which is
    never edited.
    """
    version = document.version(version_id)
    if version.kind is VersionKind.SOURCE:
        raise ValueError("the source is never edited")
    if version.kind is not VersionKind.EDITED:
        edited = document.edited_of(version) or replace(
            version,
            id=f"edited-{version.id}",
            kind=VersionKind.EDITED,
            name=f"{version.name}, edited",
            signature=None,
            based_on=version.id,
        )
        document = document.with_version(edited).with_notes_of(version, edited)
        version = edited
    changed = version.with_segment(segment_id, translated.words, state, translated.alarms)
    return document.with_version(changed)


def confirm_segment(document: Document, version_id: str, segment_id: str) -> Document:
    """The document with one segment marked as good as it stands. Raises as ``put_segment``."""
    version = document.version(version_id)
    standing = document.edited_of(version) or version
    segment = standing.segment(segment_id)
    kept = Translated(standing.text_of(segment), segment.alarms)
    return put_segment(document, version_id, segment_id, kept, SegmentState.CONFIRMED)


def revert_segment(document: Document, version_id: str, segment_id: str) -> Document:
    """The document with the machine's words back in one segment of an edited version."""
    version = document.version(version_id)
    if version.based_on is None:
        return document
    base = document.version(version.based_on)
    segment = base.segment(segment_id)
    words = base.text_of(segment)
    reverted = version.with_segment(segment_id, words, segment.state, segment.alarms)
    return document.with_version(reverted)
