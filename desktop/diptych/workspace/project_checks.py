"""Whether the parts of a document that was read agree with each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.text import Span


def checked(document: Document) -> Document:
    """The document when its texts, blocks and segments agree; all code behind relies on that.

    Notes that stand outside of their text are found again or orphaned, and picks of sentences
    that are not there leave the summary. Raises ValueError when a span leaves its text or an id
    leads nowhere.
    """
    article = document.article
    _inside((block.span for block in article.blocks), article.text.value)
    _inside((block.told for block in article.blocks), article.text.value)
    if document.source.text.value != article.text.value:
        raise ValueError("the source is not the article's text")
    blocks = {block.id for block in article.blocks}
    texts = {version.id: version.text.value for version in document.versions}
    for version in document.versions:
        _inside((segment.span for segment in version.segments), version.text.value)
        if not blocks.issuperset(segment.block for segment in version.segments):
            raise ValueError(f"{version.id} has segments of unknown blocks")
        if version.based_on is not None and version.based_on not in texts:
            raise ValueError(f"{version.id} is based on nothing")
    notes = tuple(_standing(note, texts.get(note.version)) for note in document.notes)
    summary = document.summary
    if summary is not None:
        known = {segment.id for segment in document.source.segments}
        picks = tuple(pick for pick in summary.picks if pick.segment in known)
        summary = replace(summary, picks=picks)
    return replace(document, notes=notes, summary=summary)


def _inside(spans: Iterable[Span], value: str) -> None:
    for span in spans:
        if not (isinstance(span.start, int) and isinstance(span.end, int)):
            raise TypeError(f"not offsets: {span}")
        if span.end > len(value):
            raise ValueError(f"{span} is not in its text of {len(value)}")


def _standing(note: Note, value: str | None) -> Note:
    from diptych.core.anchoring import reanchor

    if value is None:
        return replace(note, orphan=True)
    if note.orphan:
        end = min(note.span.end, len(value))
        return replace(note, span=Span(min(note.span.start, end), end))
    return note if note.span.of(value) == note.quote else reanchor(note, value)
