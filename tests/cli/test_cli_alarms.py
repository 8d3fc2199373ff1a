"""Alarms as the command line tells them: with their kind, and all kinds on the page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from diptych.cli.main import app
from diptych.core.alarms import AlarmKind

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
LONG = f"The mayor said that {', '.join(f'he sold house {n} by the river' for n in range(40))}."


def test_an_alarm_has_a_kind_and_a_message() -> None:
    words = ["translate", "-", "--to", "fr", "--quality", "fast", "--json"]
    result = CliRunner().invoke(app, words, input=LONG)
    assert result.exit_code == 0, result.output
    (segment,) = json.loads(result.stdout)["segments"]
    assert {tuple(alarm) for alarm in segment["alarms"]} == {("kind", "message")}
    told = {alarm["kind"]: alarm["message"] for alarm in segment["alarms"]}
    assert told["in-parts"] == "a long sentence, translated in parts"
    assert set(told) <= {str(kind) for kind in AlarmKind}


def test_the_page_lists_all_kinds() -> None:
    listed = re.search(r"The kinds are (.*? and `\w+`)", PAGE, re.DOTALL)
    assert listed is not None
    assert re.findall(r"`([a-z-]+)`", listed[1]) == [str(kind) for kind in AlarmKind]
