"""``notes``: what was noted, in words and as JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.main import app
from diptych.core.notes import Colour, NoteOn
from diptych.core.text import Span
from diptych.workspace import annotating, saving
from diptych.workspace.opening import open_bytes

NOW = datetime(2026, 1, 2, 9, 30, tzinfo=UTC)
TEXT = "A headline here\n\nThe first 😀 one. The second one.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three notes, one of them answered, and one settled."""
    document = open_bytes(TEXT.encode(), "story.txt")
    start = TEXT.index("second")
    document = annotating.add_note(
        document, "source", Span(start, start + 6), "Which?", "Ann", Colour.PINK, NOW
    )
    second = document.notes[0].id
    document = annotating.reply(document, second, "This\none", "Bob", NOW)
    document = annotating.add_note(document, "source", Span(2, 10), "", "", Colour.YELLOW, NOW)
    document = annotating.resolve(document, document.notes[1].id)
    document = annotating.add_note(
        document, "source", Span(0, 0), "Wait", "Ann", Colour.BLUE, NOW, NoteOn.ARTICLE
    )
    document = annotating.set_meanings(document, {Colour.PINK: "ask the desk"})
    path = tmp_path / "story.diptych"
    saving.save(document, path)
    return path


def _run(project: Path, *options: str) -> Result:
    result = CliRunner().invoke(app, ["notes", str(project), *options])
    assert result.exit_code == 0, result.output
    return result


def _bodies(project: Path, *options: str) -> list[str]:
    answer = json.loads(_run(project, *options, "--json").stdout)
    return [note["body"] for note in answer["notes"]]


def test_what_people_read_of_notes(project: Path) -> None:
    result = _run(project)
    assert result.stderr == "3 notes: 2 open, 1 resolved\n"
    start = TEXT.index("second")
    assert result.stdout == (
        "Whole article\n"
        "  blue · Ann · 2 Jan 2026 09:30 GMT\n"
        "  Wait\n"
        "\n"
        "“headline”\n"
        "  Source 2–10 · resolved · yellow · unsigned · 2 Jan 2026 09:30 GMT\n"
        "\n"
        "“second”\n"
        f"  Source {start}–{start + 6} · pink: ask the desk · Ann · 2 Jan 2026 09:30 GMT\n"
        "  Which?\n"
        "  ↳ Bob · 2 Jan 2026 09:30 GMT\n"
        "    This\n"
        "    one\n"
    )


def test_notes_as_json(project: Path) -> None:
    result = _run(project, "--json")
    assert result.stderr == ""
    answer: Any = json.loads(result.stdout)
    assert answer["meanings"] == {"pink": "ask the desk"}
    whole, settled, asked = answer["notes"]
    assert (whole["on"], whole["start"], whole["quote"]) == ("article", None, "")
    assert (settled["standing"], settled["changed"]) == ("resolved", None)
    assert TEXT[asked["start"] : asked["end"]] == asked["quote"] == "second"
    assert asked["meaning"] == "ask the desk"
    assert [(r["author"], r["body"]) for r in asked["replies"]] == [("Bob", "This\none")]


def test_only_some_notes(project: Path) -> None:
    assert _bodies(project, "--open") == ["Wait", "Which?"]
    assert _bodies(project, "--resolved") == [""]
    assert _bodies(project, "--open", "--resolved") == ["Wait", "", "Which?"]
    assert _bodies(project, "--orphaned") == []
    assert _bodies(project, "--colour", "pink", "--colour", "yellow") == ["", "Which?"]
    none = _run(project, "--orphaned")
    assert (none.stdout, none.stderr) == ("", "No notes.\n")
