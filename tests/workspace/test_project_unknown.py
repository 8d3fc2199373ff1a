"""What we do not know in a .diptych file is kept at every level; newer files are only read."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import AlarmKind
from diptych.core.article import BlockKind
from diptych.core.detection import BlockOpinion, Candidate, Certainty, Cue, Detection, Origin
from diptych.core.document import Document
from diptych.core.errors import CannotReadError, CannotSaveError
from diptych.core.notes import Colour, Reply
from diptych.core.summary import Limit
from diptych.core.terms import Term
from diptych.core.text import Span
from diptych.workspace import annotating, project
from diptych.workspace.saving import save
from helpers.project_parts import (
    PARTS,
    make_newer,
    objects_in,
    packed,
    parts_of,
    unpacked,
    with_parts,
)
from helpers.showcase import showcase


def _full() -> Document:
    """The showcase with something in every list."""
    cues = (Cue(Span(0, 1), "kind", "why", 2), Cue(Span(2, 3), "kind", "why", 2))
    detection = Detection(
        "en",
        Certainty.SURE,
        "why",
        (Candidate("en", 0.9, "x"), Candidate("fr", 0.1, "x")),
        (BlockOpinion("b1", "en", Certainty.SURE),),
        Origin("fr", "hint", cues),
    )
    document = showcase()
    replies = (Reply("r1", "Yes.", "Bob", "2026-01-02"), Reply("r2", "No.", "Ann", "2026-01-03"))
    notes = (replace(document.notes[0], replies=replies), *document.notes[1:])
    terms = (Term("bridge", "pont", "en", "fr"), Term("mayor", "maire", "en", "fr"))
    meanings = ((Colour.PINK, "ask"),)
    return replace(document, detection=detection, notes=notes, terms=terms, meanings=meanings)


def _marked(parts: dict[str, Any]) -> None:
    """A key of tomorrow in every object, each with a value of its own."""
    places = [place for part in PARTS for place in objects_in(parts[part])]
    for number, place in enumerate(places):
        place["tomorrow"] = {"number": [number, None]}


def test_keys_of_tomorrow_are_kept_in_every_object() -> None:
    data = with_parts(_full(), _marked)
    kept = parts_of(project.from_bytes(data, "x"))
    marked = {part: json.loads(unpacked(data)[part]) for part in PARTS}
    assert kept == marked
    assert sum("tomorrow" in o for part in PARTS for o in objects_in(kept[part])) > 60


def test_what_is_nested_too_deeply_to_be_written_again_is_refused() -> None:
    def change(parts: dict[str, Any], depth: int) -> None:
        value: Any = 1
        for _ in range(depth):
            value = [{"a": value}]
        parts["notes.json"]["notes"][0]["tomorrow"] = value

    project.to_bytes(project.from_bytes(with_parts(_full(), lambda p: change(p, 20)), "x"))
    with pytest.raises(CannotReadError, match="damaged"):
        project.from_bytes(with_parts(_full(), lambda p: change(p, 60)), "x")


@given(st.integers(0, 10**6))
def test_keys_of_tomorrow_survive_wherever_they_stand(seed: int) -> None:
    dice = random.Random(seed)

    def change(parts: dict[str, Any]) -> None:
        places = [o for part in PARTS for o in objects_in(parts[part])]
        for place in dice.sample(places, 5):
            place[f"x{dice.randrange(9)}"] = dice.choice([None, 1, "é", [{}], {"id": "n1"}])

    data = with_parts(_full(), change)
    document = project.from_bytes(data, "x")
    assert parts_of(document) == {part: json.loads(unpacked(data)[part]) for part in PARTS}
    assert project.from_bytes(project.to_bytes(document), "x") == document


def _kept(change: Callable[[Document], Document]) -> dict[str, Any]:
    return parts_of(change(project.from_bytes(with_parts(_full(), _marked), "x")))


def test_they_follow_a_note_and_come_back_with_it() -> None:
    before = project.from_bytes(with_parts(_full(), _marked), "x")
    mark = parts_of(before)["notes.json"]["notes"][1]["tomorrow"]
    gone = annotating.remove_note(before, "n1")
    first = parts_of(gone)["notes.json"]["notes"][0]
    assert (first["id"], first["tomorrow"]) == ("n2", mark)
    again = replace(gone, notes=before.notes)
    assert parts_of(again) == parts_of(before)


def test_they_follow_an_edited_segment_and_its_neighbours() -> None:
    was = parts_of(project.from_bytes(with_parts(_full(), _marked), "x"))
    now = _kept(lambda d: annotating.edit_segment(d, "edited-v-fr", "s1", "Un autre titre"))
    for place in (1, 3):
        versions = was["versions.json"]["versions"][place], now["versions.json"]["versions"][place]
        old, new = ({s["id"]: s["tomorrow"] for s in v["segments"]} for v in versions)
        assert old == new


def test_what_was_said_of_one_result_is_not_said_of_the_next() -> None:
    def again(document: Document) -> Document:
        assert document.summary is not None
        return replace(document, summary=replace(document.summary, limit=Limit(words=9)))

    kept = _kept(again)
    assert "tomorrow" not in kept["summary.json"]["summary"]
    assert "tomorrow" in kept["summary.json"]
    assert "tomorrow" in kept["document.json"]["detection"]


def test_a_kind_of_alarm_we_do_not_know_is_written_as_it_was() -> None:
    def change(parts: dict[str, Any]) -> None:
        parts["versions.json"]["versions"][1]["segments"][0]["alarms"][0]["kind"] = "tone"

    document = project.from_bytes(with_parts(_full(), change), "x")
    assert document.versions[1].segments[0].alarms[0].kind is AlarmKind.OTHER
    alarms = parts_of(document)["versions.json"]["versions"][1]["segments"][0]["alarms"]
    assert alarms[0]["kind"] == "tone"


def test_members_we_do_not_know_are_kept() -> None:
    members = {**unpacked(project.to_bytes(_full())), "audio/1.ogg": b"\x00\xff", "x.json": b"{}"}
    document = project.from_bytes(packed(members), "x")
    assert unpacked(project.to_bytes(document)) == members
    assert project.from_bytes(project.to_bytes(document), "x") == document


# Newer files


def _newer() -> Document:
    return project.from_bytes(with_parts(_full(), make_newer), "x")


def test_a_newer_file_is_read_as_far_as_it_can_be() -> None:
    document = _newer()
    assert project.newer_format(document) == project.FORMAT_VERSION + 1
    assert "newer Diptych" in project.why_read_only(document)
    assert document.source == _full().source
    assert document.article.blocks[0].kind is BlockKind.PARAGRAPH
    assert document.notes[0].colour is Colour.YELLOW
    assert [note.id for note in document.notes] == [
        note.id for note in _full().notes if note.id != "n2"
    ]
    assert document.summary == _full().summary


def test_what_is_not_newer_is_not_read_only() -> None:
    assert project.why_read_only(_full()) == ""
    assert project.newer_format(_full()) is None
    assert project.in_our_format(_full()) == _full()


@pytest.mark.parametrize("part", ["summary.json", "notes.json"])
def test_what_is_broken_in_a_newer_file_is_left_out(part: str) -> None:
    def change(parts: dict[str, Any]) -> None:
        make_newer(parts)
        parts[part] = {"other": 1}
        parts["document.json"]["detection"] = {"score": 3}
        parts["document.json"]["terms"] = "none"
        parts["versions.json"]["versions"][1]["kind"] = "dreamt"
        del parts["versions.json"]["versions"][2]["signature"]

    document = project.from_bytes(with_parts(_full(), change), "x")
    assert document.detection is None
    assert document.terms == ()
    assert [v.id for v in document.versions] == [v.id for v in _full().versions]


def test_a_newer_file_without_a_source_is_refused_by_name() -> None:
    def change(parts: dict[str, Any]) -> None:
        make_newer(parts)
        parts["versions.json"]["versions"] = []

    with pytest.raises(CannotReadError, match="newer Diptych"):
        project.from_bytes(with_parts(_full(), change), "x")


def test_kept_in_a_session_it_stays_newer() -> None:
    again = project.from_bytes(project.to_bytes(_newer()), "x")
    assert again == _newer()


def test_nothing_is_written_over_a_newer_file(tmp_path: Path) -> None:
    path = tmp_path / "a.diptych"
    data = with_parts(_full(), make_newer)
    path.write_bytes(data)
    for document in (_newer(), _full()):
        with pytest.raises(CannotSaveError, match="newer Diptych"):
            save(document, path)
    assert path.read_bytes() == data


def test_a_new_file_of_it_is_one_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.diptych"
    save(_newer(), path)
    ours = project.from_bytes(path.read_bytes(), "x")
    assert project.newer_format(ours) is None
    assert "weather" not in parts_of(ours)["document.json"]
    assert ours.versions == _newer().versions


@pytest.mark.parametrize("version", [None, "2", 1.5, [], {}])
def test_a_format_that_is_no_number_is_damage(version: object) -> None:
    def change(parts: dict[str, Any]) -> None:
        parts["document.json"]["format_version"] = version

    data = with_parts(_full(), change)
    with pytest.raises(CannotReadError, match="damaged"):
        project.from_bytes(data, "x")
    assert not project.is_newer(data)
