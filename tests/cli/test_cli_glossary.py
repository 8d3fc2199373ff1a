"""``glossary`` in this process: what it answers, and with which exit status it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app

ADD = ("add", "Bundestag", "Bundestag (parlement)", "--from", "de", "--to", "fr")
SHAPE = [
    "number", "source", "target", "from", "to", "forms", "source_forms", "case_sensitive",
    "forbidden", "note",
]  # fmt: skip


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["glossary", *map(str, arguments)])


def ask(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_a_term_is_added_listed_and_removed() -> None:
    added = ask(*ADD, "--form", "Bundestag", "--form", "parlement", "--also", "Bundestags",
                "--case", "--forbidden", "--note", "la chambre")  # fmt: skip
    assert list(added) == SHAPE
    assert added["forms"] == ["Bundestag", "parlement"]
    assert added["source_forms"] == ["Bundestags"]
    assert (added["case_sensitive"], added["forbidden"], added["note"]) == (
        True,
        True,
        "la chambre",
    )
    assert ask("list") == {"terms": [added]}
    assert ask("list", "--from", "de", "--to", "en") == {"terms": []}
    assert ask("remove", str(added["number"])) == added
    assert ask("list") == {"terms": []}


def test_what_people_read() -> None:
    result = run(*ADD, "--form", "parlement", "--case", "--note", "la chambre")
    line = (
        "1  Bundestag → Bundestag (parlement)  "
        "(German to French; case-sensitive; or parlement; la chambre)"
    )
    assert result.stdout == f"Kept: {line}\n"
    assert run("list").stdout == f"{line}\n"
    run("add", "Rat", "avis", "--from", "de", "--to", "fr", "--forbidden", "--also", "Rats")
    assert run("list").stdout.splitlines()[1] == "2  Rat ≠ avis  (German to French; for Rats too)"
    assert run("remove", "1").stdout == f"Removed: {line}\n"


def test_adding_again_changes() -> None:
    first = ask(*ADD)
    again = ask(*ADD, "--note", "x")
    assert again == {**first, "note": "x"}


@pytest.mark.parametrize("suffix", [".csv", ".tbx"])
def test_exported_and_imported(tmp_path: Path, suffix: str) -> None:
    kept = ask(*ADD, "--form", "parlement", "--note", "la chambre")
    path = tmp_path / f"terms{suffix}"
    assert ask("export", path) == {"terms": 1, "path": str(path)}
    assert run("export", path).stdout == f"1 term in {path}\n"
    run("remove", str(kept["number"]))
    answered = ask("import", path)
    assert answered == {
        "added": 1, "changed": 0, "same": 0, "refused": 0, "faults": [], "remarks": [],
    }  # fmt: skip
    (back,) = ask("list")["terms"]
    assert {**back, "number": 0} == {**kept, "number": 0}


def test_what_is_wrong_in_a_file_is_told_by_row(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text("source,target,colour\nWahl,élection,red\nAmt,,\n", encoding="utf-8")
    answered = ask("import", path, "--from", "de", "--to", "fr")
    assert answered["faults"] == [{"where": "row 3", "message": "it has no translation"}]
    assert answered["remarks"] == ["Columns that are not known were left out: “colour”."]
    result = run("import", path, "--from", "de", "--to", "fr")
    assert result.stdout == "0 added, 0 changed, 1 there already\n"
    assert "Row 3: it has no translation.\n" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["remove", "7"], ExitStatus.FAILED, "no term with the number 7"),
        (["add", "a", "b", "--from", "tlh", "--to", "fr"], ExitStatus.USAGE, "not a language"),
        (["add", "a", " ", "--from", "de", "--to", "fr"], ExitStatus.USAGE, "no translation"),
        (["add", "a", "b", "--from", "fr", "--to", "fr"], ExitStatus.USAGE, "the same"),
        (["import", "nowhere.csv"], ExitStatus.CANNOT_READ, "no file"),
        (["export", "terms.xls"], ExitStatus.USAGE, ".csv, .tbx"),
        (["export", "terms.csv"], ExitStatus.FAILED, "no terms"),
    ],
)
def test_how_it_fails(arguments: list[str], status: ExitStatus, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert words in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


def test_a_damaged_glossary_is_told(home: Path) -> None:
    run(*ADD)
    (file,) = home.rglob("glossary.sqlite")
    file.write_bytes(b"no database" * 500)
    result = run("list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "The glossary was damaged. Its file is kept as" in result.stderr
