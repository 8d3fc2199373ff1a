"""Notes on a text of which the bytes are read in another encoding now."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import replace

from diptych.core.anchoring import reanchor_all
from diptych.core.notes import Note, anchor
from diptych.core.text import Span, canonicalise

_LOST = re.compile(rb"([\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\n")
"""The beginning of a letter before a line end: that is a byte 85, the line end of some systems."""


def find_again(
    notes: Iterable[Note], before: str, after: str, encodings: tuple[str | None, str | None]
) -> tuple[Note, ...]:
    """Notes on ``before`` as notes on ``after``.

    Where the two were read in different encodings (names as Python has them; None: not known),
    the old text is first brought into the new encoding, as all its letters may be others.
    """
    own = tuple(notes)
    old, new = encodings
    if old and new and old != new and any(not note.overall for note in own):
        text = _recoded(before, old, new)
        if text is not None:
            own = tuple(_recoded_note(note, before, text, (old, new)) for note in own)
            return reanchor_all(own, after, text)
    return reanchor_all(own, after, before)


def _recoded(text: str, old: str, new: str) -> str | None:
    """The text as its bytes read in the new encoding; None for encodings Python has not."""
    try:
        data = text.encode(old, "replace")
        if b"\x85".decode(old, "replace") == "\x85" and codecs.lookup(new).name == "utf-8":
            data = _LOST.sub(b"\\1\x85", data)
        return canonicalise(data.decode(new, "replace"))
    except (LookupError, UnicodeError):
        return None


def _recoded_note(note: Note, before: str, text: str, encodings: tuple[str, str]) -> Note:
    """The note on the recoded text. An orphan's quotation is recoded as well."""
    if note.overall:
        return note
    if note.orphan or note.span.of(before) != note.quote:
        parts = [_recoded(part, *encodings) for part in (note.quote, note.prefix, note.suffix)]
        quote, prefix, suffix = (part or "" for part in parts)
        return replace(note, quote=quote or note.quote, prefix=prefix, suffix=suffix)
    ahead = _recoded(before[: note.span.start], *encodings) or ""
    start = len(ahead.rstrip("\ufffd"))  # the note may begin inside of what is one letter now
    end = len(_recoded(before[: note.span.end], *encodings) or "")
    span = Span(min(start, end), end).stripped(text)
    if not span:
        return note
    quote, prefix, suffix = anchor(text, span)
    return replace(note, span=span, quote=quote, prefix=prefix, suffix=suffix)
