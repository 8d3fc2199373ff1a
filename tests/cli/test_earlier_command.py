"""``earlier``: what a file held before, listed and saved again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from diptych.cli.main import app
from diptych.workspace import opening
from diptych.workspace.earlier import EarlierVersions
from diptych.workspace.paths import Paths
from diptych.workspace.saving import save
from helpers.showcase import showcase


@pytest.fixture
def file(tmp_path: Path, home: Path) -> Path:
    """A file that was saved over twice: first notes went, then the summary."""
    path = tmp_path / "story.diptych"
    versions = EarlierVersions(Paths.usual().earlier)
    document = showcase()
    for state in (document, replace(document, notes=()), replace(document, notes=(), summary=None)):
        save(state, path, former=versions.keep)
    return path


def _run(*words: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["earlier", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_versions_are_listed_newest_first(file: Path) -> None:
    code, out, _ = _run(file)
    assert code == 0
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert lines[0].endswith("changed after it: 0 words, 0 notes")
    assert lines[1].endswith(f"changed after it: 0 words, {len(showcase().notes)} notes")


def test_versions_in_json(file: Path) -> None:
    code, out, _ = _run(file, "--json")
    assert code == 0
    answer = json.loads(out)
    assert answer["file"] == str(file)
    assert [(row["number"], row["words"], row["notes"]) for row in answer["earlier"]] == [
        (1, 0, 0),
        (2, 0, len(showcase().notes)),
    ]
    assert all(row["size"] > 100 and row["saved"].endswith("+00:00") for row in answer["earlier"])


def test_one_is_saved_as_a_file_of_its_own(file: Path) -> None:
    before = file.read_bytes()
    out = file.with_name("back.diptych")
    code, _, said = _run(file, "--save", 2, "-o", out)
    assert (code, said) == (0, f"Saved {out}\n")
    assert opening.open_file(out) == showcase()
    assert file.read_bytes() == before
    file.unlink()
    code, text, _ = _run(file, "--save", 1, "-o", file, "--json")
    assert (code, json.loads(text)) == (0, {"saved": str(file)})
    assert opening.open_file(file).notes == ()


def test_what_cannot_be_is_said(file: Path, tmp_path: Path) -> None:
    code, _, said = _run(file, "--save", 3, "-o", tmp_path / "x.diptych")
    assert code != 0
    assert "no earlier version 3" in said
    for words in (["--save", 1], ["-o", tmp_path / "x.diptych"]):
        assert _run(file, *words)[0] == 2
    assert "exists" in _run(file, "--save", 1, "-o", file)[2]
    assert ".diptych" in _run(file, "--save", 1, "-o", tmp_path / "x.html")[2]
    assert [p.name for p in tmp_path.iterdir()] == ["story.diptych"]


def test_a_file_without_any(tmp_path: Path) -> None:
    code, out, said = _run(tmp_path / "new.diptych")
    assert (code, out) == (0, "")
    assert "none" in said
