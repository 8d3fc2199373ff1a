"""Editing keeps the machine's version, and notes go along."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.text import Span, Text
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.workspace import annotating
from diptych.workspace.segmenting import begin
from helpers.articles import article

ODD = Alarm(AlarmKind.OTHER, "odd")
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def _translated() -> Document:
    document = begin(article("A headline here\n\nThe first one. The second one.", language="en"))
    answers = {s.id: Translated(f"T {s.id} fin", (ODD,)) for s in document.source.segments}
    text, segments = assemble(document.source, answers)
    return document.with_version(
        Version("v1", VersionKind.MACHINE, "French", Text(text, "fr"), segments)
    )


def test_editing_makes_one_edited_version_beside_the_machines() -> None:
    before = _translated()
    once = annotating.edit_segment(before, "v1", "s2", "Un\nmot ")
    twice = annotating.edit_segment(once, "edited-v1", "s3", "Deux")
    assert twice.version("v1") == before.version("v1")
    edited = twice.version("edited-v1")
    assert [edited.text_of(s) for s in edited.segments] == ["T s1 fin", "Un mot", "Deux"]
    assert edited.based_on == "v1"
    assert edited.segment("s2").alarms == ()
    again = annotating.edit_segment(twice, "v1", "s1", "Trois")
    assert len(again.targets) == 2
    assert again.version("edited-v1").text_of(again.version("edited-v1").segment("s3")) == "Deux"


def test_reverting_brings_the_machines_words_and_alarms_back() -> None:
    edited = annotating.edit_segment(_translated(), "v1", "s2", "Un mot")
    version = annotating.revert_segment(edited, "edited-v1", "s2").version("edited-v1")
    assert version.text.value == edited.version("v1").text.value
    assert version.segment("s2").alarms == (ODD,)


def test_notes_move_along_and_are_found_again() -> None:
    document = _translated()
    value = document.version("v1").text.value
    place = value.index("s3")
    document = annotating.add_note(
        document, "v1", Span(place, place + 2), "see", "Ann", Colour.PINK, NOW
    )
    edited = annotating.edit_segment(document, "v1", "s2", "Beaucoup plus de mots ici")
    (note,) = edited.notes
    assert note.version == "edited-v1"
    assert note.span.of(edited.version("edited-v1").text.value) == "s3"


def test_notes_change_and_go() -> None:
    document = annotating.add_note(
        _translated(), "source", Span(0, 11), "one", "", Colour.BLUE, NOW
    )
    (note,) = document.notes
    assert note.quote == "A headline"
    changed = annotating.change_note(document, note.id, "two", Colour.GREEN, NOW)
    assert (changed.notes[0].body, changed.notes[0].colour) == ("two", Colour.GREEN)
    assert annotating.remove_note(changed, note.id).notes == ()
    with pytest.raises(ValueError, match="words"):
        annotating.add_note(document, "source", Span(15, 17), "", "", Colour.BLUE, NOW)
