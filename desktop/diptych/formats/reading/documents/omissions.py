"""What a document holds besides its text, said in plain words: nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Omission(Enum):
    """Kinds of things that are left out: the sentence on one of them, and on more."""

    HEADERS = (
        "Headers and footers of the document are not shown.",
        "Headers and footers of the document are not shown.",
    )
    FOOTNOTES = ("1 footnote is not shown.", "{} footnotes are not shown.")
    ENDNOTES = ("1 endnote is not shown.", "{} endnotes are not shown.")
    COMMENTS = ("1 comment is not shown.", "{} comments are not shown.")
    DELETIONS = (
        "1 passage that was deleted under tracked changes is left out.",
        "{} passages that were deleted under tracked changes are left out.",
    )
    HIDDEN = ("1 hidden passage is left out.", "{} hidden passages are left out.")
    SYMBOLS = (
        "1 sign of a symbol font is left out.",
        "{} signs of symbol fonts are left out.",
    )
    ENCLOSED = (
        "1 document inside of this one is not shown.",
        "{} documents inside of this one are not shown.",
    )


def left_out(counts: Mapping[Omission, int]) -> tuple[str, ...]:
    """A sentence for each kind of which there are any, in the order of the kinds."""
    return tuple(
        kind.value[counts[kind] > 1].replace("{}", f"{counts[kind]:,}")
        for kind in Omission
        if counts.get(kind)
    )
