"""Articles built by hand, for tests that need no reader."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from diptych.core.article import Article, Block, BlockKind, Metadata, SourceFile
from diptych.core.text import Span, Text

SEED = Path(__file__).parents[2] / "seeds" / "000_9ad69d8f8dd7a7bb.txt"

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n[ \t]*\n|\s*\Z)", re.DOTALL)


def article(
    text: str,
    *,
    kinds: Sequence[BlockKind] = (),
    language: str | None = None,
    declared: str | None = None,
    name: str = "test.txt",
) -> Article:
    """An article whose blocks (b1, b2...) are the runs of lines between blank lines.

    ``kinds`` names the kinds of the first blocks; the rest are paragraphs. ``declared`` is what
    the file says of its language.
    """
    spans = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    padded = [*kinds, *[BlockKind.PARAGRAPH] * (len(spans) - len(kinds))]
    blocks = tuple(
        Block(f"b{number}", kind, span)
        for number, (kind, span) in enumerate(zip(padded, spans, strict=True), start=1)
    )
    data = text.encode("utf-8", "surrogatepass")
    source = SourceFile(name, "text", data, hashlib.sha256(data).hexdigest(), "utf-8")
    return Article("a1", Text(text, language), blocks, Metadata(language=declared), source)


def seed_article() -> Article:
    """The given story with its blocks marked by hand; its language is not known yet."""
    text = SEED.read_text(encoding="utf-8")
    plain = article(text, name=SEED.name)
    first = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.REPEATED, BlockKind.REPEATED)
    middle = [BlockKind.PARAGRAPH] * (len(plain.blocks) - len(first) - 2)
    last = (BlockKind.DATELINE, BlockKind.FURNITURE)
    return article(text, kinds=[*first, *middle, *last], name=SEED.name)
