"""docs/command-line.md and the program say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app
from diptych.engines.summarising.methods import METHODS

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")


def _built() -> dict[str, list[str]]:
    """Each command's words, and the option names it takes."""
    found: dict[str, list[str]] = {}
    root = typer.main.get_command(app)
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        leaves = {f"{name} {n}": c for n, c in below.items()} if below else {name: command}
        for words, leaf in leaves.items():
            found[words] = [o for p in leaf.params for o in p.opts if o.startswith("-")]
    return found


BUILT = _built()


def test_the_page_lists_the_commands_there_are() -> None:
    rows = re.findall(r"^\| `diptych ([a-z]+(?: [a-z][a-z-]*)?)", PAGE, re.MULTILINE)
    assert sorted(rows) == sorted(BUILT)


@pytest.mark.parametrize("words", sorted(BUILT))
def test_every_command_has_help(words: str) -> None:
    result = CliRunner().invoke(app, [*words.split(), "--help"])
    assert result.exit_code == 0
    assert re.search(r"[a-z]\.", result.stdout), "a sentence that says what it does"


def test_every_option_is_on_the_page() -> None:
    options = {option for given in BUILT.values() for option in given} - {"--help", "-h"}
    described = set(re.findall(r"`(--?[a-z]+(?:-[a-z]+)*)[ `]", PAGE))
    assert options - described == set()
    assert described - options == {"--version"}


def test_the_page_says_which_commands_answer_in_json() -> None:
    without = {words for words, options in BUILT.items() if "--json" not in options}
    assert without == {"save", "open"}
    assert "all but `save`, `open`" in PAGE


def test_every_exit_status_is_on_the_page() -> None:
    rows = re.findall(r"^\| (\d) \| ", PAGE, re.MULTILINE)
    assert [int(row) for row in rows] == [int(status) for status in ExitStatus]


def test_every_summary_method_is_on_the_page() -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith("| `--method NAME`"))
    assert [m.name for m in METHODS] == re.findall(r"`([a-z-]+)`", row)[3:]
