"""The .diptych file gives back exactly what went in, and refuses what it cannot trust."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.detection import Candidate, Certainty, Cue, Detection, Origin
from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.core.notes import Colour
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span, Text
from diptych.core.versions import (
    SegmentState,
    Signature,
    Translated,
    Version,
    VersionKind,
    assemble,
)
from diptych.workspace import annotating, project
from diptych.workspace.segmenting import begin
from helpers.articles import article

LEFT = Alarm(AlarmKind.UNTRANSLATED, "left untranslated")
NOW = datetime(2026, 1, 2, tzinfo=UTC)
SIGNATURE = Signature("argos", "m 1", (("quality", "fast"),), "0.1.0", "ab" * 32)


def _document(words: str = "Un mot 😀.", body: str = "A note") -> Document:
    document = begin(article("A headline here\n\nThe first one. The second one.", language="en"))
    answers = {s.id: Translated(words, (LEFT,)) for s in document.source.segments}
    text, segments = assemble(document.source, answers)
    document = document.with_version(
        Version("v1", VersionKind.MACHINE, "French", Text(text, "fr"), segments, SIGNATURE)
    )
    document = annotating.add_note(document, "source", Span(2, 10), body, "Ann", Colour.BLUE, NOW)
    if words.strip():
        document = annotating.edit_segment(document, "v1", "s2", "Edited")
    cues = (Cue(Span(0, 1), "kind", "why", 2),)
    detection = Detection(
        "en", Certainty.SURE, "why", (Candidate("en", 0.9, "x"),), (), Origin("fr", "hint", cues)
    )
    summary = Summary("lead", Limit(words=20), (Pick("s2", 0.5, "first"),), SIGNATURE)
    return replace(document, detection=detection, summary=summary)


@given(st.text("aé😀 \u00a0\u200f", max_size=20), st.text(max_size=20))
def test_there_and_back(words: str, body: str) -> None:
    document = _document(words, body)
    data = project.to_bytes(document)
    assert project.from_bytes(data, "x.diptych") == document
    assert project.to_bytes(document) == data


def test_the_first_entry_tells_what_it_is() -> None:
    data = project.to_bytes(_document())
    assert project.is_project(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("original/source") == _document().article.source.data


def _changed(part: str, change: dict[str, object]) -> bytes:
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(project.to_bytes(_document()))) as old,
        zipfile.ZipFile(sink, "w") as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == part:
                data = json.dumps({**json.loads(data), **change}).encode()
            new.writestr(entry, data)
    return sink.getvalue()


def test_keys_of_tomorrow_are_kept() -> None:
    document = project.from_bytes(_changed("notes.json", {"threads": [1, 2]}), "x")
    again = project.from_bytes(project.to_bytes(document), "x")
    part = zipfile.ZipFile(io.BytesIO(project.to_bytes(again))).read("notes.json")
    assert json.loads(part)["threads"] == [1, 2]


@pytest.mark.parametrize("part", range(1, 16))
def test_cut_files_are_told(part: int) -> None:
    data = project.to_bytes(_document())
    with pytest.raises(CannotReadError, match="damaged"):
        project.from_bytes(data[: len(data) * part // 16], "x")


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_flipped_byte_never_raises_anything_else(place: int, flip: int) -> None:
    data = bytearray(project.to_bytes(_document()))
    data[place % len(data)] ^= flip
    try:
        project.from_bytes(bytes(data), "x")
    except CannotReadError as error:
        told = error.sentence
        assert told


def test_states_and_alarms_are_kept() -> None:
    document = project.from_bytes(project.to_bytes(_document()), "x")
    edited = document.targets[-1]
    assert edited.segment("s2").state is SegmentState.EDITED
    assert document.targets[0].segment("s1").alarms == (LEFT,)
