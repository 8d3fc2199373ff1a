"""What is to be printed. Laying it out and drawing it is the work of whoever has fonts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from diptych.core.notes import Colour


@dataclass(frozen=True, slots=True)
class Heading:
    """A bookmark: ``name`` is that of the anchor it leads to, ``level`` 1 for the title."""

    name: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person said. ``when`` is in UTC, None where it is not known."""

    words: str
    author: str
    when: datetime | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A note: the words from anchor ``begin`` to the link with the address ``end``; the replies."""

    begin: str
    end: str
    colour: Colour
    said: Remark
    replies: tuple[Remark, ...] = ()
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Printout:
    """A copy as the HTML of Qt's rich text, and what a PDF holds beside its pages.

    Anchors are named in the HTML. ``language`` is BCP 47, that of most of the text.
    """

    html: str
    title: str
    author: str
    language: str | None
    headings: tuple[Heading, ...] = ()
    comments: tuple[Comment, ...] = ()


PrintPdf = Callable[[Printout], bytes]
"""Makes the bytes of a PDF; may be called in any thread but needs fonts."""
