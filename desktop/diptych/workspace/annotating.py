"""Notes, and editing a translation sentence by sentence."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, anchor, reanchor
from diptych.core.sentences import unwrap
from diptych.core.text import Span, canonicalise
from diptych.core.versions import Segment, SegmentState, Translated, Version, VersionKind

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
) -> Document:
    """The document with words of a version marked. Raises ValueError for an empty span."""
    value = document.version(version_id).text.value
    trimmed = span.stripped(value)
    if not trimmed or trimmed.end > len(value):
        raise ValueError("a note needs words to stand on")
    quote, prefix, suffix = anchor(value, trimmed)
    note = Note(
        id=uuid.uuid4().hex[:12],
        version=version_id,
        span=trimmed,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        body=body,
        author=author,
        created=now.isoformat(timespec="seconds"),
        colour=colour,
    )
    return replace(document, notes=(*document.notes, note))


def change_note(document: Document, note_id: str, body: str, colour: Colour) -> Document:
    """The document with other words or another colour in one note."""
    return replace(
        document,
        notes=tuple(
            replace(note, body=body, colour=colour) if note.id == note_id else note
            for note in document.notes
        ),
    )


def remove_note(document: Document, note_id: str) -> Document:
    """The document without one note."""
    return replace(document, notes=tuple(n for n in document.notes if n.id != note_id))


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
        document = _move_notes(document, version, edited)
        version = edited
    segment = version.segment(segment_id)
    changed = version.with_segment(segment_id, translated.words, state, translated.alarms)
    return _put(document, segment, changed)


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
    return _put(document, version.segment(segment_id), reverted)


def _put(document: Document, before: Segment, version: Version) -> Document:
    """The document with a version in which the segment ``before`` has changed, and its notes."""
    notes = tuple(
        _follow(note, before, version) if note.version == version.id else note
        for note in document.notes
    )
    return replace(document.with_version(version), notes=notes)


def _follow(note: Note, before: Segment, version: Version) -> Note:
    """The note after a segment's words changed: found again in them, moved along elsewhere.

    Outside of the change its place is known, so equal words elsewhere cannot draw it away.
    """
    value = version.text.value
    if note.orphan or note.span.overlaps(before.span):
        return reanchor(note, value)
    span = note.span
    if span.start >= before.span.end:
        span = span.shifted(len(version.segment(before.id).span) - len(before.span))
    _, prefix, suffix = anchor(value, span)
    return replace(note, span=span, prefix=prefix, suffix=suffix)


def _move_notes(document: Document, old: Version, new: Version) -> Document:
    notes = tuple(
        reanchor(replace(note, version=new.id), new.text.value) if note.version == old.id else note
        for note in document.notes
    )
    return replace(document, notes=notes)
