"""The program as a process: Ctrl+C, closed pipes, and what is loaded on the way to the window."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from diptych import __main__ as entry

PROGRAM = [sys.executable, "-m", "diptych"]
SENTENCE = "The minister said on Tuesday that talks number {} would go on for some more days.\n\n"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    home = {"HOME": str(tmp_path), "DIPTYCH_HOME": str(tmp_path / "diptych")}
    return {**os.environ, **home, "PYTHONWARNINGS": "error"}


@pytest.fixture
def long_article(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text("".join(SENTENCE.format(n) for n in range(2_000)), encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_ctrl_c_ends_a_translation_with_5(long_article: Path, environment: dict[str, str]) -> None:
    command = [*PROGRAM, "translate", str(long_article), "--from", "en", "--to", "fr"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        said = process.stderr.read()
    assert process.returncode == 5
    assert said.endswith("Cancelled.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_goes_away_is_no_error(
    long_article: Path, environment: dict[str, str]
) -> None:
    command = [*PROGRAM, "translate", str(long_article), "--from", "en", "--to", "fr"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 0
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_json_is_readable_in_a_locale_without_unicode(environment: dict[str, str]) -> None:
    text = "Les élus 😀 ont voté à Besançon.\n"
    done = subprocess.run(
        [*PROGRAM, "read", "-", "--json"],
        input=text.encode(),
        capture_output=True,
        check=True,
        env={**environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert json.loads(done.stdout.decode("ascii"))["text"] == text


def test_plain_answers_survive_a_locale_without_unicode(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [*PROGRAM, "read", "-"],
        input="Besançon\n".encode(),
        capture_output=True,
        check=True,
        env={**environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )
    assert done.stdout == b"Besan?on\n"


def test_no_bar_is_drawn_where_there_is_no_terminal(environment: dict[str, str]) -> None:
    done = subprocess.run(
        [*PROGRAM, "detect", "-"],
        input="The harbour was closed on Monday after a storm.\n",
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout.startswith("English (en), ")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        ([], []),
        (["open"], []),
        (["open", "{here}"], ["{here}"]),
        (["{here}"], ["{here}"]),
        (["{here}", "missing.txt"], ["{here}", "missing.txt"]),
        (["missing.txt"], None),
        (["open", "missing.txt"], None),
        (["open", "--help"], None),
        (["--version"], None),
        (["read", "{here}"], None),
    ],
)
def test_which_arguments_mean_the_window(
    tmp_path: Path, arguments: list[str], files: list[str] | None
) -> None:
    here = tmp_path / "story.txt"
    here.write_text("A story.", encoding="utf-8")
    given = [argument.format(here=here) for argument in arguments]
    expected = None if files is None else [Path(name.format(here=here)) for name in files]
    assert entry.files_for_the_window(given) == expected


def test_a_command_wins_over_a_file_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("read").write_text("A story.", encoding="utf-8")
    assert entry.files_for_the_window(["read"]) is None
    assert entry.files_for_the_window(["./read"]) == [Path("read")]


def test_the_way_to_the_window_loads_no_command_line(environment: dict[str, str]) -> None:
    script = """
import sys, types
seen = []
window = types.ModuleType("diptych.app.main")
window.run = lambda files, guard=None: seen.append(files) or 7
sys.modules["diptych.app.main"] = window
from diptych.__main__ import main
assert main([]) == 7 and seen == [[]]
print([name for name in ("typer", "rich", "click") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == "[]\n"
