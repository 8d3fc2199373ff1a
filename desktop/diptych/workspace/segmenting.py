"""An article becomes a document: its source version cut into segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diptych.core.article import Article, Block
from diptych.core.document import Document
from diptych.core.languages import language as language_of
from diptych.core.sentences import split
from diptych.core.text import Span, Text
from diptych.core.turns import turns
from diptych.core.versions import Segment, Translated, Version, VersionKind, assemble
from diptych.engines.splitting import split_other
from diptych.formats.reading.parts import Rendering

SOURCE_ID = "source"


def begin(article: Article, renderings: Sequence[Rendering] = ()) -> Document:
    """A document with the source cut by the rules of its language, and what came with the file."""
    source = Version(SOURCE_ID, VersionKind.SOURCE, "Source", article.text, _segments(article))
    others = (
        _rendered(source, rendering, number) for number, rendering in enumerate(renderings, start=1)
    )
    return Document(article, (source, *others))


def _rendered(source: Version, rendering: Rendering, number: int) -> Version:
    """A translation of whole blocks as a version; what the file left open is untranslated."""
    of_block = {segment.block: segment.id for segment in source.segments}
    targets = {of_block[block]: target for block, target in rendering.targets if target.words}
    answers = {segment_id: Translated(target.words) for segment_id, target in targets.items()}
    value, segments = assemble(source, answers)
    name = language_of(rendering.language).name if rendering.language else "Translation"
    return Version(
        id=f"human-{number}",
        kind=VersionKind.HUMAN,
        name=f"{name}, from the file",
        text=Text(value, rendering.language),
        segments=tuple(
            replace(s, state=targets[s.id].state) if s.id in targets else s for s in segments
        ),
    )


def resegment(document: Document, language: str | None) -> Document:
    """The document in another language. Segments stay when work stands on them already."""
    article = document.article.in_language(language)
    source = replace(document.source, text=Text(article.text.value, language))
    if not (document.targets or document.summary or document.notes):
        source = replace(source, segments=_segments(article))
    return replace(document, article=article, versions=(source, *document.targets))


def _segments(article: Article) -> tuple[Segment, ...]:
    value, tag = article.text.value, article.text.language
    found = ((block.id, span) for block in article.blocks for span in _spans(value, block, tag))
    return tuple(
        Segment(f"s{number}", block, span) for number, (block, span) in enumerate(found, start=1)
    )


def _spans(value: str, block: Block, language: str | None) -> Sequence[Span]:
    """The segments of a block: its sentences; one for a unit, or each turn in a subtitle."""
    if not block.whole:
        return split(value, block.told, language, split_other)
    return [block.span] if block.timing is None else turns(value, block.span)
