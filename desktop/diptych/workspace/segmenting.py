"""An article becomes a document: its source version cut into segments."""

from __future__ import annotations

from dataclasses import replace

from diptych.core.article import Article
from diptych.core.document import Document
from diptych.core.sentences import split
from diptych.core.text import Text
from diptych.core.versions import Segment, Version, VersionKind
from diptych.engines.splitting import split_other

SOURCE_ID = "source"


def begin(article: Article) -> Document:
    """A document with the source version alone, cut by the rules of the article's language."""
    version = Version(SOURCE_ID, VersionKind.SOURCE, "Source", article.text, _segments(article))
    return Document(article, (version,))


def resegment(document: Document, language: str | None) -> Document:
    """The document in another language. Segments stay when work stands on them already."""
    article = document.article.in_language(language)
    source = replace(document.source, text=Text(article.text.value, language))
    if not (document.targets or document.summary or document.notes):
        source = replace(source, segments=_segments(article))
    return replace(document, article=article, versions=(source, *document.targets))


def _segments(article: Article) -> tuple[Segment, ...]:
    value, tag = article.text.value, article.text.language
    found = (
        (block.id, span)
        for block in article.blocks
        for span in split(value, block.span, tag, split_other)
    )
    return tuple(
        Segment(f"s{number}", block, span) for number, (block, span) in enumerate(found, start=1)
    )
