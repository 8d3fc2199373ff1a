"""The article's sentences as a translation memory: TMX 1.4b, a unit for each sentence."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.notes import Note
from diptych.core.sentences import unwrap
from diptych.core.versions import Segment, Version
from diptych.formats.tmx import Head, Unit, Variant, context_props, write_units
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.exchange_parts import (
    PlacedNotes,
    Sides,
    moment_of,
    origin_of,
    tag_of,
    wanted_notes,
)


def write_article_tmx(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """Each sentence with what the chosen versions have for it, in UTF-8.

    Of several versions in one language the last comes first, since many tools take only one; the
    same words are there once. What is not translated is left out, and so are characters that XML
    cannot hold. Sentences are on one line, as a memory keeps them, but for units that their file
    counts as one, such as subtitles. Raises CannotSaveError where nothing is translated, and
    where a language is not known.
    """
    _check(document, versions)
    units = tuple(_Units(document, versions, copy).units())
    if not units:
        raise CannotSaveError(
            "Nothing in this article is translated, so there is no memory to save.",
            "Translate it first, or choose another version.",
        )
    metadata = document.article.metadata
    head = Head(
        document.language,
        moment_of(copy.made),
        copy.author,
        tuple(copy.cautions),
        (
            ("x-file", document.article.source.name),
            ("x-sha256", document.article.source.sha256),
            ("x-title", metadata.title or ""),
            ("x-author", metadata.author or ""),
        ),
    )
    sink = io.BytesIO()
    write_units(units, sink, head)
    return sink.getvalue()


def _check(document: Document, versions: Sequence[Version]) -> None:
    if not versions:
        raise CannotSaveError(
            "This article has no translation, so there is no memory to save.",
            "Translate it first.",
        )
    if any(version.text.language is None for version in (document.source, *versions)):
        raise CannotSaveError(
            "A translation memory needs to know both languages, and one is not known.",
            "Choose the article's language, then save again.",
        )


class _Units:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document = document
        self._versions = tuple(reversed(versions))
        self._sides = Sides(document, versions)
        self._notes = PlacedNotes(wanted_notes(document, copy), (document.source, *self._versions))
        self._origin = document.article.headline
        self._whole = {block.id for block in document.article.blocks if block.whole}

    def units(self) -> Iterator[Unit]:
        """The sentences that have a translation, in order."""
        source = self._document.source
        words = [self._words(source.text_of(segment), segment) for segment in source.segments]
        for place, segment in enumerate(source.segments):
            answers = tuple(self._answers(segment))
            if not answers or not words[place].strip():
                continue
            before = words[place - 1] if place else ""
            after = words[place + 1] if place + 1 < len(words) else ""
            yield Unit(
                (Variant(tag_of(source), words[place]), *answers),
                (("tuid", segment.id),),
                tuple(_told(note) for note in self._noted(segment)),
                context_props(self._origin, before, after),
            )

    def _answers(self, segment: Segment) -> Iterator[Variant]:
        seen: set[tuple[str, str]] = set()
        for version in self._versions:
            answer = self._sides.answer(segment, version)
            if answer is None or not answer.words.strip():
                continue
            key = (tag_of(version), self._words(answer.words, segment))
            if key not in seen:
                seen.add(key)
                props = (
                    ("x-version", version.name),
                    ("x-made-by", origin_of(version) if version.signature else ""),
                    ("x-state", answer.segment.state.value),
                )
                yield Variant(*key, props)

    def _words(self, words: str, segment: Segment) -> str:
        return words if segment.block in self._whole else unwrap(words)

    def _noted(self, segment: Segment) -> Iterator[Note]:
        """The notes on a segment in any version, each once."""
        seen: set[str] = set()
        for version in (self._document.source, *self._versions):
            for placed in self._notes.on(version, segment):
                if placed.note.id not in seen:
                    seen.add(placed.note.id)
                    yield placed.note


def _told(note: Note) -> str:
    """A note in one text: the words it stands on, what it says, who wrote it, and the replies."""
    author = f" ({note.author})" if note.author else ""
    body = f": {note.body.strip()}" if note.body.strip() else ""
    replies = (f"{reply.author or 'Reply'}: {reply.body}" for reply in note.replies)
    return "\n".join((f"“{note.quote}”{body}{author}", *replies))
