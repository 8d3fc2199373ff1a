"""``memory`` in this process: what it answers, and with which exit status it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app
from diptych.core.memory import Entry
from diptych.workspace.memory import Memory
from diptych.workspace.paths import Paths

ENTRIES = (
    Entry(
        "Shares rose 12 percent.", "Les actions ont monté de 12 %.", "en", "fr",
        origin="wire.txt", author="Ada", changed="2026-01-02T03:04:05Z",
    ),
    Entry("Die Wahl", "L’élection", "de", "fr"),
)  # fmt: skip
SHAPE = [
    "number", "source", "target", "from", "to", "origin", "author", "created", "changed", "used",
    "note",
]  # fmt: skip


@pytest.fixture
def _filled(home: Path) -> None:
    memory = Memory(Paths.usual().memory)
    memory.store(ENTRIES)
    memory.close()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["memory", *map(str, arguments)])


def ask(*arguments: str | Path) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def test_an_empty_memory() -> None:
    assert ask("stats") == {"entries": 0, "pairs": []}
    assert ask("search", "shares") == {"entries": []}
    assert run("stats").stdout.split() == ["0", "in", "all"]


@pytest.mark.usefixtures("_filled")
def test_stats() -> None:
    assert ask("stats") == {
        "entries": 2,
        "pairs": [
            {"from": "de", "to": "fr", "entries": 1},
            {"from": "en", "to": "fr", "entries": 1},
        ],
    }
    assert [line.split(maxsplit=1) for line in run("stats").stdout.splitlines()] == [
        ["1", "German to French"], ["1", "English to French"], ["2", "in all"],
    ]  # fmt: skip


@pytest.mark.usefixtures("_filled")
def test_words_are_found_on_both_sides() -> None:
    (found,) = ask("search", "ACTIONS")["entries"]
    assert list(found) == SHAPE
    assert found["source"] == "Shares rose 12 percent."
    assert (found["created"], found["changed"]) == (None, "2026-01-02T03:04:05Z")
    assert ask("search", "ACTIONS", "--from", "de") == {"entries": []}
    assert run("search", "shares").stdout == (
        "1  Shares rose 12 percent.\n    Les actions ont monté de 12 %.\n"
        "    (English to French; wire.txt; Ada; 2026-01-02)\n"
    )


@pytest.mark.usefixtures("_filled")
def test_sentences_like_one() -> None:
    asked = ("search", "Shares rose 13 percent.", "--like", "--from", "en", "--to", "fr")
    (found,) = ask(*asked)["entries"]
    assert list(found) == [*SHAPE, "score", "numbers_differ", "differences"]
    assert (found["score"], found["numbers_differ"]) == (98, True)
    place = {"start": 12, "end": 14}
    assert found["differences"] == [{"kind": "replaced", "old": place, "new": place}]
    assert run(*asked).stdout.startswith("98 %, its numbers differ: 1  Shares rose 12 percent.\n")


@pytest.mark.usefixtures("_filled")
def test_exported_removed_and_imported(tmp_path: Path) -> None:
    path = tmp_path / "all.tmx"
    assert ask("export", path) == {"entries": 2, "dropped": 0, "path": str(path)}
    assert run("export", path, "--from", "de").stdout == f"1 translation in {path}\n"
    ask("export", path)
    removed = ask("remove", "1")
    assert (list(removed), removed["number"]) == (SHAPE, 1)
    assert run("remove", "2").stdout.startswith("Removed: 2  Die Wahl\n")
    assert ask("import", path, "--from", "de", "--to", "fr") == {
        "added": 1, "merged": 0, "refused": 0, "remarks": [],
    }  # fmt: skip
    assert run("import", path).stdout == "1 added, 1 there already, 0 left out\n"
    assert ask("stats")["entries"] == 2


def test_a_damaged_file_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "cut.tmx"
    path.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>One<ph/></seg>'
        '</tuv><tuv xml:lang="fr"><seg>Un</seg></tuv></tu><tu></body>',
        encoding="utf-8",
    )
    result = run("import", path)
    assert (result.exit_code, result.stdout) == (0, "1 added, 0 there already, 0 left out\n")
    assert result.stderr.splitlines() == [
        "1 inline tag was left out of the text.",
        "The file is damaged from line 1 on; what comes before was read.",
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["remove", "7"], ExitStatus.FAILED, "no translation with the number 7"),
        (["search", "x", "--like"], ExitStatus.USAGE, "needs --from and --to"),
        (["search", "x", "--from", "tlh"], ExitStatus.USAGE, "not a language"),
        (["import", "nowhere.tmx"], ExitStatus.CANNOT_READ, "is not there"),
        (["import", __file__], ExitStatus.CANNOT_READ, "is not a TMX file"),
        (["export", "memory.xml"], ExitStatus.USAGE, ".tmx"),
        (["export", "memory.tmx"], ExitStatus.FAILED, "nothing to put into it"),
    ],
)
def test_how_it_fails(arguments: list[str], status: ExitStatus, words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == status
    assert words in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""
