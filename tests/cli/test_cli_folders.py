"""``list`` and ``watch``: a line for each article, whatever its format."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from diptych.formats.reading.kinds import FileKind
from helpers.made_files import made, made_files


def diptych(*arguments: str | Path, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "diptych", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "HOME": str(home), "DIPTYCH_HOME": str(home)},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in made_files():
        (folder / file.name).write_bytes(file.data)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no more")
    return folder


def test_a_folder_of_all_formats(folder: Path, tmp_path: Path) -> None:
    program = diptych("list", folder, "--json", home=tmp_path)
    out, err = program.communicate(timeout=60)
    assert program.returncode == 0, err
    articles = json.loads(out)["articles"]
    named = {Path(item["path"]).name: item for item in articles}
    assert "problem" in named.pop("broken.docx")
    assert {name: item["format"] for name, item in named.items()} == {
        file.name: str(file.kind) for file in made_files()
    }
    assert {item["language"] for item in named.values()} == {"fr"}
    assert named["g2.xml"]["metadata"]["slug"] == "FRANCE-PONT"


def test_people_read_a_line_each_and_problems_apart(folder: Path, tmp_path: Path) -> None:
    program = diptych("list", folder / "pont.txt", folder / "broken.docx", home=tmp_path)
    out, err = program.communicate(timeout=60)
    assert out.count("\n") == 1
    assert "text  fr  Le pont de Valmère rouvre" in out
    assert "broken.docx: " in err


def test_what_comes_into_a_folder_is_told_until_the_end(folder: Path, tmp_path: Path) -> None:
    program = diptych("watch", folder, "--json", home=tmp_path)
    assert program.stdout is not None
    file = made(FileKind.NITF)
    try:
        for number in range(200):  # until the program looks
            part = folder / f"new{number}.part"
            part.write_bytes(file.data)
            part.rename(folder / f"new{number}.xml")
            os.set_blocking(program.stdout.fileno(), False)
            line = program.stdout.readline()
            if line:
                break
            program_waits(program)
        told = json.loads(line)
        assert told["format"] == "nitf"
        assert Path(told["path"]).name.startswith("new")
    finally:
        program.send_signal(signal.SIGINT)
        _out, err = program.communicate(timeout=20)
    assert program.returncode == 0, err


def program_waits(program: subprocess.Popen[str]) -> None:
    """Wait until there is output to read, for a moment at most."""
    assert program.stdout is not None
    select.select([program.stdout], [], [], 0.3)
