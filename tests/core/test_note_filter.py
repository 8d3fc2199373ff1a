"""Notes in reading order, and the ones that are wanted."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.note_filter import Standing, Wanted, authors, in_reading_order, standing_of
from diptych.core.notes import Colour, Note, NoteOn, Reply
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, Version, VersionKind
from helpers.articles import article

SOURCE = "First here.\n\nSecond one."
TARGET = "Premier ici.\n\nLe second."

NOWHERE = Span(0, 0)


def _note(name: str, span: Span = NOWHERE, version: str = "source", **more: object) -> Note:
    value = SOURCE if version == "source" else TARGET
    fields: dict[str, object] = {
        "id": name, "version": version, "span": span, "quote": span.of(value), "prefix": "",
        "suffix": "", "body": name, "author": "Ann", "created": "2026-01-02T00:00:00+00:00",
    }  # fmt: skip
    return Note(**{**fields, **more})  # type: ignore[arg-type]


def _version(name: str, kind: VersionKind, text: str, second: int) -> Version:
    segments = (
        Segment("s1", "b1", Span(0, text.index("\n"))),
        Segment("s2", "b2", Span(second, len(text))),
    )
    return Version(name, kind, name.title(), Text(text, "en"), segments)


NOTES = (
    _note("article", on=NoteOn.ARTICLE),
    _note("summary", on=NoteOn.SUMMARY),
    _note("first", Span(0, 5)),
    _note("within", Span(6, 10)),
    _note("premier", Span(0, 7), "v1"),
    _note("second", Span(13, 19)),
    _note("le second", Span(14, 23), "v1"),
    _note("of the summary", Span(20, 23), on=NoteOn.SUMMARY),
    _note("lost", Span(0, 5), orphan=True),
)


def _document(notes: tuple[Note, ...]) -> Document:
    versions = (
        _version("source", VersionKind.SOURCE, SOURCE, 13),
        _version("v1", VersionKind.MACHINE, TARGET, 14),
    )
    return Document(article(SOURCE), versions, notes=notes)


@given(st.randoms())
def test_reading_goes_sentence_by_sentence_through_all_versions(chance: random.Random) -> None:
    shuffled = list(NOTES)
    chance.shuffle(shuffled)
    assert [note.id for note in in_reading_order(_document(tuple(shuffled)))] == [
        "article", "summary", "first", "within", "premier", "second", "of the summary",
        "le second", "lost",
    ]  # fmt: skip


def test_a_note_on_a_version_that_is_gone_is_still_listed() -> None:
    gone = _note("gone", Span(0, 5), "v9", quote="words")
    assert in_reading_order(_document((gone,))) == (gone,)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), {"plain", "settled", "lost", "both"}),
        (Wanted(standing=Standing.OPEN), {"plain"}),
        (Wanted(standing=Standing.RESOLVED), {"settled", "both"}),
        (Wanted(standing=Standing.ORPHANED), {"lost"}),
        (Wanted(colour=Colour.PINK), {"settled"}),
        (Wanted(author="Bob"), {"plain"}),
        (Wanted(words="PHONE who"), {"plain"}),
        (Wanted(words="phone nobody"), set()),
        (Wanted(words="  "), {"plain", "settled", "lost", "both"}),
        (Wanted(version="v1"), {"lost"}),
        (Wanted(on=NoteOn.ARTICLE), {"both"}),
    ],
)
def test_what_is_wanted(wanted: Wanted, found: set[str]) -> None:
    notes = (
        _note("plain", Span(0, 5), body="Who?", replies=(Reply("r", "By phone", "Bob", ""),)),
        _note("settled", Span(6, 10), resolved=True, colour=Colour.PINK),
        _note("lost", Span(0, 7), "v1", orphan=True),
        _note("both", orphan=True, resolved=True, on=NoteOn.ARTICLE),
    )
    assert {note.id for note in notes if wanted.takes(note)} == found
    assert wanted.everything == (wanted == Wanted())
    assert authors(_document(notes)) == ("Ann", "Bob")
    assert standing_of(notes[3]) is Standing.RESOLVED
