"""One small document with everything that a copy can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import BlockKind, Metadata
from diptych.core.document import Document
from diptych.core.notes import Colour, Note, anchor
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span, Text
from diptych.core.versions import Signature, Translated, Version, VersionKind, assemble
from diptych.workspace import annotating
from diptych.workspace.segmenting import begin
from helpers.articles import article

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TEXT = """A bridge <opens> & stays

PARIS, Monday

The mayor opened
the bridge. Nobody fell 😀 in. “All well”, she said.

A bridge <opens> & stays

NEXT NEWS
"""
KINDS = (
    BlockKind.HEADLINE,
    BlockKind.DATELINE,
    BlockKind.PARAGRAPH,
    BlockKind.REPEATED,
    BlockKind.FURNITURE,
)
MISSING = Alarm(AlarmKind.NAME, "“NEXT” is missing")
SIGNATURE = Signature("argos", "en_fr 1", (("beam", "2"),), "0.1.0", "ab" * 32)
FRENCH = {
    "A bridge <opens> & stays": "Un pont s’ouvre & reste",
    "PARIS, Monday": "PARIS, lundi",
    "The mayor opened\nthe bridge.": "La maire a ouvert le pont.",
    "Nobody fell 😀 in.": "Personne n’y est tombé 😀.",
    "“All well”, she said.": "« Tout va bien », dit-elle.",
}


def showcase() -> Document:
    """English with French, edited in one sentence, and Arabic in part; notes of every sort."""
    story = article(TEXT, kinds=KINDS, language="en")
    blocks = tuple(
        replace(b, repeats="b1") if b.kind is BlockKind.REPEATED else b for b in story.blocks
    )
    metadata = Metadata(title="A bridge", author="Ann <Bee>", date="2026-01-01")
    document = begin(replace(story, blocks=blocks, metadata=metadata, warnings=("Odd & old.",)))
    document = document.with_version(_french(document.source))
    document = document.with_version(_arabic(document.source))
    third = _segment(document, "Nobody fell 😀 in.")
    document = annotating.edit_segment(document, "v-fr", third, "Personne n’est tombé 😀 dedans.")
    picks = (Pick(_segment(document, "The mayor opened\nthe bridge."), 1.0, "first"),)
    document = replace(document, summary=Summary("lead", Limit(sentences=1), picks, SIGNATURE))
    return replace(document, notes=_notes(document))


def _segment(document: Document, words: str) -> str:
    source = document.source
    return next(s.id for s in source.segments if source.text_of(s) == words)


def _french(source: Version) -> Version:
    answers = {
        s.id: Translated(FRENCH[source.text_of(s)], (MISSING,) if s.id == "s1" else ())
        for s in source.segments
        if source.text_of(s) in FRENCH
    }
    text, segments = assemble(source, answers)
    return Version(
        "v-fr", VersionKind.MACHINE, "French by Argos", Text(text, "fr"), segments, SIGNATURE
    )


def _arabic(source: Version) -> Version:
    answers = {source.segments[0].id: Translated("جسر يُفتح ويبقى")}
    text, segments = assemble(source, answers)
    signature = replace(SIGNATURE, model="en_ar 1")
    return Version("v-ar", VersionKind.MACHINE, "Arabic", Text(text, "ar"), segments, signature)


def _notes(document: Document) -> tuple[Note, ...]:
    return (
        _note(document, 1, "source", "mayor opened", "Who <is> she?\nAsk.", Colour.GREEN),
        _note(document, 2, "source", "opened\nthe bridge. Nobody", "Overlaps", Colour.PINK),
        _note(document, 3, "source", "Nobody fell", "", Colour.YELLOW),
        _note(document, 4, "source", "said.\n\nA bridge", "Across blocks", Colour.BLUE),
        _note(document, 5, "edited-v-fr", "tombé 😀", "Check", Colour.ORANGE),
        _note(document, 6, "v-ar", "جسر", "A bridge", Colour.YELLOW),
        replace(
            _note(document, 7, "source", "PARIS", "Lost", Colour.BLUE), quote="Paree", orphan=True
        ),
    )


def _note(
    document: Document, number: int, version: str, words: str, body: str, colour: Colour
) -> Note:
    value = document.version(version).text.value
    start = value.index(words)
    span = Span(start, start + len(words))
    quote, prefix, suffix = anchor(value, span)
    author = "Ann Bee" if number % 2 else ""
    created = NOW.isoformat(timespec="seconds")
    return Note(f"n{number}", version, span, quote, prefix, suffix, body, author, created, colour)
