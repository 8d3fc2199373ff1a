"""Lines by which agencies speak to newsrooms and not to readers, told by their words."""

from __future__ import annotations

from collections.abc import Iterable

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.wires.embargo import embargo_in
from diptych.formats.reading.wires.line_kinds import LAST, kinds_of
from diptych.formats.reading.wires.line_marks import RIGHTS

__all__ = ["embargo_in", "marked"]

_OPEN = (None, BlockKind.PARAGRAPH, BlockKind.HEADING)
"""Kinds that words may settle; all others were said by the file."""

_LONGEST_LINE = 200


def marked(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The same paragraphs; those that the file gave no kind of their own get one by their words."""
    every = list(paragraphs)
    open_to = [p.kind in _OPEN and not p.whole for p in every]
    found = kinds_of([p.words if told else "" for p, told in zip(every, open_to, strict=True)])
    for place in range(max(1, len(every) - LAST), len(every)):
        if found[place] is None and RIGHTS.match(every[place].words[:_LONGEST_LINE]):
            found[place] = BlockKind.SIGN_OFF
    return [
        p if kind is None or not told else p._replace(kind=kind)
        for p, kind, told in zip(every, found, open_to, strict=True)
    ]
