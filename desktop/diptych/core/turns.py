"""Who speaks when in one subtitle: each speaker's lines are a turn of their own."""

from __future__ import annotations

import re

from diptych.core.text import Span

_TAGS = r"(?:<[^<>\n]{1,60}>|\{[^{}\n]{1,60}\})*+[ \t]*+"
_BEGINS = re.compile(rf"^{_TAGS}[-‐–—](?=[ \t]*+[^\s\d])|^(?=<v[ .\t])", re.MULTILINE)
"""A dash before words, with tags around it or not; or the voice tag of WebVTT."""


def turns(value: str, span: Span) -> tuple[Span, ...]:
    """The turns in the lines of ``span``, in order, trimmed; one for lines of one speaker.

    A line that begins with a dash begins a turn, as in "- Who?" and "- Me.". A dash before a
    number is a sign.
    """
    words = span.of(value)
    begins = [match.start() for match in _BEGINS.finditer(words) if match.start()]
    edges = [0, *begins, len(words)]
    pieces = (Span(a, b).shifted(span.start) for a, b in zip(edges, edges[1:], strict=False))
    return tuple(piece for piece in (p.stripped(value) for p in pieces) if piece)
