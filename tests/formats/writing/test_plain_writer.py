"""Plain copies keep the lines of the text, or set them in columns and change nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.text import Span, Text
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.plain import read
from diptych.formats.reading.reader import Understood, article_of
from diptych.formats.writing.columns import width
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from diptych.workspace.annotating import add_note
from diptych.workspace.segmenting import begin, resegment
from helpers.office_copies import reviewed

WIRE = (
    "NORTHPORT HARBOUR REOPENS\n\n"
    "   The harbour of Northport was opened again on Monday, three weeks\n"
    "after a storm had driven a ferry onto the breakwater, the mayor said.\n"
    "See https://northport.example/harbour/reopening-of-the-north-basin for\n"
    "more.\n\n\n"
    "Ships of 10\u00a0000 tonnes may enter. Others wait.\n"
)


def document(text: str) -> Document:
    given_ = Given(text.encode(), "wire.txt", FileKind.TEXT)
    return resegment(begin(article_of(given_, Understood(FileKind.TEXT, read(given_)))), "en")


def translated(begun: Document) -> Document:
    source = begun.source
    answers = {s.id: Translated(source.text_of(s).upper()) for s in source.segments}
    value, segments = assemble(source, answers)
    return begun.with_version(Version("v", VersionKind.MACHINE, "V", Text(value, "en"), segments))


def test_the_lines_of_the_source_stay() -> None:
    assert write(document(WIRE), ".txt").decode() == WIRE
    assert write(translated(document(WIRE)), ".txt").decode() == WIRE.upper()


def test_each_paragraph_is_filled() -> None:
    lines = write(document(WIRE), ".txt", Copy(columns=40)).decode().split("\n")
    assert lines == [
        "NORTHPORT HARBOUR REOPENS",
        "",
        "   The harbour of Northport was opened",
        "again on Monday, three weeks after a",
        "storm had driven a ferry onto the",
        "breakwater, the mayor said. See",
        "https://northport.example/harbour/reopening-of-the-north-basin",
        "for more.",
        "",
        "",
        "Ships of 10\u00a0000 tonnes may enter. Others",
        "wait.",
        "",
    ]


def test_wide_columns_make_one_line_of_a_paragraph() -> None:
    lines = write(document(WIRE), ".txt", Copy(columns=900)).decode().split("\n")
    assert [len(line) > 0 for line in lines] == [True, False, True, False, False, True, False]


@given(
    st.lists(
        st.text(alphabet="Aab .,\u00a0中文。é\n", max_size=60) | st.just("word " * 30), max_size=6
    ).map("\n\n".join),
    st.integers(10, 90),
)
def test_only_blanks_and_line_ends_change(text: str, columns: int) -> None:
    begun = document(f"{text}\n\nEnd.")
    plain = write(begun, ".txt").decode()
    filled = write(begun, ".txt", Copy(columns=columns)).decode()
    assert "".join(filled.split()) == "".join(plain.split())
    again = write(translated(begun), ".txt", Copy(columns=columns)).decode()
    assert "".join(again.split()) == "".join(write(translated(begun), ".txt").decode().split())
    for line in filled.split("\n"):
        assert width(line.strip()) <= columns or " " not in line.strip()


@pytest.mark.parametrize("columns", [None, 30])
def test_notes_stand_at_their_words(columns: int | None) -> None:
    begun = document(WIRE)
    value = begun.source.text.value
    now = datetime(2026, 1, 2, tzinfo=UTC)
    for words in ("the mayor", "three weeks\nafter", "wait."):
        place = Span(value.index(words), value.index(words) + len(words))
        begun = add_note(begun, "source", place, f"About {words}", "Ann Bee", Colour.PINK, now)
    text = " ".join(write(begun, ".txt", Copy(columns=columns)).decode().split())
    assert "three weeks after[1] a storm" in text
    assert "the mayor[2] said." in text
    assert "wait.[3] -------- [1] “three weeks after”: About three weeks after (Ann Bee)" in text


def test_the_lines_of_whole_units_stay_lines() -> None:
    begun = document("First line of a unit\nand the second one\n\nMore.")
    blocks = tuple(
        replace(block, whole=True, span=Span(0, 39)) if n == 0 else block
        for n, block in enumerate(begun.article.blocks)
        if n != 1
    )
    article = replace(begun.article, blocks=blocks)
    text = write(begin(article), ".txt", Copy(columns=15)).decode()
    assert text == "First line of a\nunit\nand the second\none\n\nMore.\n"


def test_notes_tell_replies_meanings_and_states() -> None:
    lines = write(reviewed(), ".txt", Copy(versions=[])).decode().partition("-" * 8)[2].split("\n")
    assert lines[1:11] == [
        "[1] About all of it (Ann Bee; on the article)",
        "[2] Too short (Ann Bee; on the summary)",
        "[3] “bridge”: Which one? (Ann Bee; on the summary)",
        "[4] “mayor opened”: Who <is> she?",
        "    Ask. (Ann Bee; green: Ask; resolved)",
        "    - Yes, she is.",
        "      Sure. (Cy Dee)",
        "    - Thanks (Ann Bee)",
        "[5] “opened the bridge. Nobody”: Overlaps",
        "[6] “Nobody fell” (Ann Bee)",
    ]
    assert lines[-2].startswith("[8] “Paree”: Lost (Ann Bee; these words are no longer")


def test_long_notes_hang_from_their_numbers() -> None:
    text = write(reviewed(), ".txt", Copy(versions=[], columns=24)).decode()
    assert "[1] About all of it (Ann\n    Bee; on the article)\n" in text
    assert "    - Yes, she is.\n      Sure. (Cy Dee)\n" in text


def test_without_notes_there_are_no_marks() -> None:
    text = write(reviewed(), ".txt", Copy(versions=[], notes=False)).decode()
    assert text.rstrip() == reviewed().source.text.value.rstrip()
