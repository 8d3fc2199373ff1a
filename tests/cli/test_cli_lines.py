"""Copies made of lines from the command line: how wide they are, and subtitles."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app

FILM = (
    "1\n00:00:01,000 --> 00:00:03,000\n<i>The harbour of Northport was closed</i>\n"
    "after a storm on Monday.\n\n2\n00:00:04,000 --> 00:00:06,000\n- Who says so?\n- The mayor.\n"
)
WIRE = "The harbour of Northport was closed on Monday after a storm, the mayor said. Ships wait.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)


def save(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["save", *map(str, arguments)])


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.en.srt"
    path.write_text(FILM, encoding="utf-8")
    return path


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


def test_a_text_keeps_its_lines_or_is_set_in_columns(wire: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    assert save(wire, "-o", copy).exit_code == 0
    assert copy.read_text(encoding="utf-8") == WIRE
    assert save("--wrap", "30", wire, "-o", copy).exit_code == 0
    lines = copy.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 30
    assert " ".join(lines) == WIRE.strip()


def test_subtitles_are_translated_in_their_places(film: Path, tmp_path: Path) -> None:
    copy = tmp_path / "film.fr.srt"
    result = save(film, "--to", "fr", "--quality", "fast", "-o", copy)
    assert result.exit_code == 0, result.output
    lines = copy.read_text(encoding="utf-8").split("\n")
    assert [line for line in lines if "-->" in line] == [
        line for line in FILM.split("\n") if "-->" in line
    ]
    assert lines[2].startswith("<i>")
    spoken = lines[lines.index("2") + 2 :]
    assert [line[0] for line in spoken if line] == ["-", "-"]


def test_subtitles_become_those_of_the_web(film: Path, tmp_path: Path) -> None:
    copy = tmp_path / "film.vtt"
    assert save(film, "-o", copy, "--wrap", "24").exit_code == 0
    text = copy.read_text(encoding="utf-8")
    assert text.startswith(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<i>The harbour of "
        "Northport\nwas closed</i> after a storm\non Monday.\n"
    )


def test_an_article_without_times_is_refused_before_any_work(wire: Path, tmp_path: Path) -> None:
    result = save(wire, "--to", "fr", "-o", tmp_path / "wire.srt")
    assert result.exit_code == ExitStatus.FAILED
    assert "no times" in result.stderr
    assert "Translating" not in result.stderr


@pytest.mark.parametrize("columns", ["30", "9", "many"])
def test_columns_are_for_lines(wire: Path, tmp_path: Path, columns: str) -> None:
    result = save(wire, "-o", tmp_path / "copy.html", "--wrap", columns)
    assert result.exit_code == ExitStatus.USAGE
    assert "--wrap" in result.stderr
