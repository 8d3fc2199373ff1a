"""Summarising a document: which sentences may be picked, and by which method."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diptych.core.article import TITLES, BlockKind
from diptych.core.document import Document
from diptych.core.errors import SummaryError
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.versions import Signature, text_sha256
from diptych.core.words import unspaced_letters
from diptych.engines.base import Sentence
from diptych.engines.summarising.methods import method as method_named
from diptych.engines.summarising.methods import summariser
from diptych.version import VERSION

FEWEST_WORDS = 4
FEWEST_WIDE = 8

Call = Callable[..., tuple[Pick, ...]]
"""Runs a module-level function where it can be ended: (context, function, *arguments)."""


def candidates(document: Document) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """Sentences that may be picked, in reading order, and the words of the headlines.

    What stands apart from the story, titles, sentences of under four words, and what says the
    same words again are left out.
    """
    source = document.source
    blocks = {block.id: block for block in document.article.blocks}
    order = {block.id: place for place, block in enumerate(document.article.blocks)}
    sentences: list[Sentence] = []
    titles: list[str] = []
    seen: set[str] = set()
    for segment in source.segments:
        block = blocks[segment.block]
        words = unwrap(source.text_of(segment))
        if block.kind is BlockKind.HEADLINE:
            titles.append(words)
        if block.apart or block.kind in TITLES or not _tells(words):
            continue
        key = " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())
        if key not in seen:
            seen.add(key)
            sentences.append(Sentence(segment.id, words, order[segment.block]))
    return tuple(sentences), tuple(titles)


def summarise(
    document: Document, method: str, limit: Limit, context: Context, call: Call | None = None
) -> Summary:
    """A summary of the document's source. Raises SummaryError, Cancelled.

    Methods that cannot be asked to stop go through ``call`` when it is given.
    """
    chosen = method_named(method)
    sentences, titles = candidates(document)
    if not sentences:
        raise SummaryError(
            "There is nothing to summarise in this article.",
            "A summary needs at least one sentence of four words in the story itself.",
        )
    language = document.language or "en"
    if chosen.apart and call is not None:
        picks = call(context, rank, method, sentences, titles, language, limit)
    else:
        picks = summariser(method).summarise(sentences, titles, language, limit, context)
    signature = Signature(
        engine=f"summary:{method}",
        model="diptych" if not chosen.apart else "sumy",
        options=(
            ("language", language),
            (
                "limit",
                f"{limit.sentences} sentences" if limit.sentences else f"{limit.words} words",
            ),
        ),
        app_version=VERSION,
        source_sha256=text_sha256(document.article.text.value),
    )
    return Summary(method, limit, picks, signature)


def rank(
    method: str,
    sentences: Sequence[Sentence],
    titles: Sequence[str],
    language: str,
    limit: Limit,
) -> tuple[Pick, ...]:
    """The picks alone, from plain data: what a separate process is asked for."""
    return summariser(method).summarise(sentences, titles, language, limit, Context())


def render(document: Document, summary: Summary, version_id: str | None = None) -> str:
    """The sentences of a version (the source's by default), one a paragraph."""
    version = document.version(version_id) if version_id else document.source
    words = {segment.id: unwrap(version.text_of(segment)) for segment in version.segments}
    return "\n\n".join(words[p.segment] for p in summary.picks if words.get(p.segment))


def _tells(words: str) -> bool:
    if sum(any(c.isalpha() for c in word) for word in words.split()) >= FEWEST_WORDS:
        return True
    return unspaced_letters(words) >= FEWEST_WIDE
