"""What a .diptych file holds, part by part, and what is done when the parts do not agree."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import Block, BlockKind, Metadata
from diptych.core.detection import BlockOpinion, Candidate, Certainty, Cue, Detection, Origin
from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.core.notes import Colour, Note
from diptych.core.summary import Limit, Pick
from diptych.core.text import Span
from diptych.workspace import opening, project
from helpers.showcase import MISSING, showcase

PARTS = ("document.json", "versions.json", "summary.json", "notes.json")


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return sink.getvalue()


def _with(part: str, change: Callable[[Any], object]) -> bytes:
    """The showcase's file after ``change`` of the JSON in one part."""
    parts = _unpacked(project.to_bytes(showcase()))
    raw = json.loads(parts[part])
    change(raw)
    return _packed({**parts, part: json.dumps(raw).encode()})


WORDS = st.text(max_size=8)
MAYBE = st.none() | WORDS
SCORES = st.floats(allow_nan=False)
SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: Span(min(p), max(p)))
METADATA = st.builds(Metadata, MAYBE, MAYBE, MAYBE, st.booleans(), MAYBE)
DETECTIONS = st.builds(
    Detection,
    MAYBE,
    st.sampled_from(Certainty),
    WORDS,
    st.lists(st.builds(Candidate, WORDS, SCORES, WORDS), max_size=2).map(tuple),
    st.lists(st.builds(BlockOpinion, WORDS, MAYBE, st.sampled_from(Certainty)), max_size=2).map(
        tuple
    ),
    st.none()
    | st.builds(
        Origin,
        WORDS,
        WORDS,
        st.lists(st.builds(Cue, SPANS, WORDS, WORDS, st.integers()), max_size=2).map(tuple),
    ),
)
LIMITS = st.builds(Limit, sentences=st.integers(1, 9)) | st.builds(Limit, words=st.integers(1, 99))
ORPHANS = st.builds(
    Note, WORDS, WORDS, SPANS, WORDS, WORDS, WORDS, WORDS, WORDS, WORDS,
    st.sampled_from(Colour), st.just(True),
)  # fmt: skip


@given(st.data())
def test_every_field_comes_back(data: st.DataObject) -> None:
    document = showcase()
    article = document.article
    summary = document.summary
    assert summary is not None
    first = replace(
        article.blocks[0],
        kind=data.draw(st.sampled_from(BlockKind)),
        repeats=data.draw(MAYBE),
        language=data.draw(MAYBE),
    )
    source = replace(
        article.source,
        name=data.draw(WORDS),
        format=data.draw(WORDS),
        encoding=data.draw(MAYBE),
        path=data.draw(MAYBE),
    )
    article = replace(
        article,
        id=data.draw(WORDS),
        blocks=(first, *article.blocks[1:]),
        metadata=data.draw(METADATA),
        source=source,
        warnings=tuple(data.draw(st.lists(WORDS, max_size=2))),
    )
    document = replace(
        document,
        article=article,
        detection=data.draw(st.none() | DETECTIONS),
        summary=data.draw(
            st.none()
            | st.builds(
                replace,
                st.just(summary),
                method=WORDS,
                limit=LIMITS,
                picks=st.builds(Pick, st.just("s1"), SCORES, WORDS).map(lambda pick: (pick,)),
            )
        ),
        notes=(*document.notes, *data.draw(st.lists(ORPHANS, max_size=2))),
    )
    assert project.from_bytes(project.to_bytes(document), "x") == document


@given(st.binary(max_size=200))
def test_the_original_bytes_are_kept_as_they_were(original: bytes) -> None:
    import hashlib

    document = showcase()
    source = replace(
        document.article.source, data=original, sha256=hashlib.sha256(original).hexdigest()
    )
    document = replace(document, article=replace(document.article, source=source))
    data = project.to_bytes(document)
    assert _unpacked(data)["original/source"] == original
    assert project.from_bytes(data, "x").article == document.article


def test_an_original_that_changed_is_told_once() -> None:
    parts = _unpacked(project.to_bytes(showcase()))
    document = project.from_bytes(_packed({**parts, "original/source": b"other"}), "x")
    assert any("original file" in warning for warning in document.article.warnings)
    again = project.from_bytes(project.to_bytes(document), "x")
    assert again.article.warnings == document.article.warnings


@pytest.mark.parametrize("part", PARTS)
def test_keys_of_tomorrow_are_kept_in_every_part(part: str) -> None:
    data = _with(part, lambda raw: raw.update(tomorrow={"a": [1, None]}))
    document = project.from_bytes(data, "x")
    kept = json.loads(_unpacked(project.to_bytes(document))[part])
    assert kept["tomorrow"] == {"a": [1, None]}


def test_a_newer_format_is_named_even_when_its_parts_are_others() -> None:
    parts = {
        "mimetype": project.MIME_TYPE.encode(),
        "document.json": b'{"format_version": 7, "texts": []}',
    }
    with pytest.raises(CannotReadError, match="format 7; this one reads up to 1") as caught:
        project.from_bytes(_packed(parts), "new.diptych")
    assert "new.diptych" in caught.value.sentence
    assert "Update" in caught.value.remedy


def _set(path: list[Any], value: object) -> Callable[[Any], object]:
    def change(raw: Any) -> None:
        for key in path[:-1]:
            raw = raw[key]
        raw[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("part", "path", "value"),
    [
        ("document.json", ["format_version"], "one"),
        ("document.json", ["article"], None),
        ("document.json", ["article", "blocks", 0, "span"], [0, 10_000]),
        ("document.json", ["article", "blocks", 0, "span"], [5, 1]),
        ("document.json", ["article", "blocks", 0, "span"], [0, 1.5]),
        ("document.json", ["article", "blocks", 0, "kind"], "poem"),
        ("document.json", ["article", "text", "value"], "Another text."),
        ("versions.json", ["versions"], []),
        ("versions.json", ["versions"], {}),
        ("versions.json", ["versions", 1, "segments", 0, "span"], [0, 10_000]),
        ("versions.json", ["versions", 1, "segments", 0, "block"], "b99"),
        ("versions.json", ["versions", 3, "based_on"], "v99"),
        ("summary.json", ["summary", "limit"], {}),
        ("notes.json", ["notes", 0, "colour"], "mauve"),
    ],
)
def test_parts_that_make_no_document_are_refused(part: str, path: list[Any], value: object) -> None:
    with pytest.raises(CannotReadError, match="damaged") as caught:
        project.from_bytes(_with(part, _set(path, value)), "x.diptych")
    assert caught.value.remedy
    assert caught.value.details


@pytest.mark.parametrize("part", [*PARTS, "original/source"])
def test_a_part_that_is_missing_is_told(part: str) -> None:
    parts = _unpacked(project.to_bytes(showcase()))
    del parts[part]
    with pytest.raises(CannotReadError, match="damaged"):
        project.from_bytes(_packed(parts), "x")


@pytest.mark.parametrize("raw", [b"", b"[" * 100_000, b"\xff", b"[]", b"null", b"3"])
def test_json_that_is_none_is_told(raw: bytes) -> None:
    parts = _unpacked(project.to_bytes(showcase()))
    for part in PARTS:
        with pytest.raises(CannotReadError, match="damaged"):
            project.from_bytes(_packed({**parts, part: raw}), "x")


def test_a_note_outside_of_its_text_is_found_again_or_kept_as_an_orphan() -> None:
    moved = project.from_bytes(_with("notes.json", _set(["notes", 0, "span"], [0, 9_999])), "x")
    assert moved.notes == showcase().notes
    lost = project.from_bytes(_with("notes.json", _set(["notes", 0, "version"], "v99")), "x")
    assert lost.notes[0].orphan
    assert len(lost.notes) == len(showcase().notes)


ALARMS = ["versions", 1, "segments", 0, "alarms"]


def _alarms_of(raw: object) -> tuple[Alarm, ...]:
    data = _with("versions.json", _set(ALARMS, raw))
    document = project.from_bytes(data, "x")
    assert project.from_bytes(project.to_bytes(document), "x") == document
    return document.versions[1].segments[0].alarms


def test_alarms_are_kept_with_their_kind() -> None:
    raw = json.loads(_unpacked(project.to_bytes(showcase()))["versions.json"])
    segment = raw["versions"][1]["segments"][0]
    assert segment["alarms"] == [{"kind": "name", "message": "“NEXT” is missing"}]
    assert _alarms_of(segment["alarms"]) == (MISSING,)


def test_alarms_of_early_files_are_their_messages_alone() -> None:
    assert _alarms_of(["odd", "number missing: 4"]) == (
        Alarm(AlarmKind.OTHER, "odd"),
        Alarm(AlarmKind.OTHER, "number missing: 4"),
    )


def test_an_alarm_of_a_kind_of_tomorrow_keeps_its_message() -> None:
    found = _alarms_of([{"kind": "tone", "message": "too loud", "since": 3}])
    assert found == (Alarm(AlarmKind.OTHER, "too loud"),)


@pytest.mark.parametrize("raw", [None, 5, [None], [{"kind": "name"}], [{"message": "x"}]])
def test_alarms_that_are_none_are_refused(raw: object) -> None:
    with pytest.raises(CannotReadError, match="damaged"):
        _alarms_of(raw)


def test_sentences_that_are_gone_leave_the_summary() -> None:
    data = _with("summary.json", _set(["summary", "picks", 0, "segment"], "s99"))
    summary = project.from_bytes(data, "x").summary
    assert summary is not None
    assert summary.picks == ()


def test_what_would_unpack_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = project.to_bytes(showcase())
    monkeypatch.setattr(project, "LARGEST", 500)
    with pytest.raises(CannotReadError, match="damaged") as caught:
        project.from_bytes(data, "x")
    assert "too much" in caught.value.details


def test_work_on_a_large_article_can_be_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.diptych"
    path.write_bytes(project.to_bytes(showcase()))
    monkeypatch.setattr("diptych.formats.reading.limits.LARGEST_FILE", 500)
    assert opening.open_file(path) == showcase()
    (tmp_path / "large.txt").write_text("word " * 200)
    with pytest.raises(CannotReadError, match="can be opened"):
        opening.open_file(tmp_path / "large.txt")


def test_the_block_of_a_document_is_found_by_its_id() -> None:
    document: Document = project.from_bytes(project.to_bytes(showcase()), "x")
    block: Block = document.article.block("b4")
    assert (block.kind, block.repeats) == (BlockKind.REPEATED, "b1")
