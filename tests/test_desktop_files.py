"""What a desktop is told of the program: its entry in menus, and the type of its files."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from diptych.workspace import project
from helpers.showcase import showcase

LINUX = Path(__file__).parents[1] / "packaging" / "linux"
NAME = "io.github.diptych.Diptych"
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def _run(*words: object) -> str:
    program = str(words[0])
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} here")
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_desktop_entry_is_valid() -> None:
    assert _run("desktop-file-validate", LINUX / f"{NAME}.desktop") == ""


def test_the_desktop_entry_opens_our_files() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / f"{NAME}.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    assert project.MIME_TYPE in told["MimeType"].split(";")
    assert told["Exec"] == "diptych open %F"


def test_the_description_of_the_type_is_well_formed() -> None:
    _run("xmllint", "--noout", LINUX / f"{NAME}.xml")


def test_the_magic_is_that_of_the_files_we_write() -> None:
    kind = ET.parse(LINUX / f"{NAME}.xml").getroot().find(f"{SPACE}mime-type")
    assert kind is not None
    assert kind.get("type") == project.MIME_TYPE
    data = project.to_bytes(showcase())
    matches = list(kind.iter(f"{SPACE}match"))
    assert len(matches) == 3
    for match in matches:
        value = match.get("value", "").encode().decode("unicode_escape").encode("latin-1")
        start = int(match.get("offset", ""))
        assert data[start : start + len(value)] == value
    globs = {glob.get("pattern") for glob in kind.iter(f"{SPACE}glob")}
    assert globs == {"*.diptych"}


def test_a_desktop_knows_our_files_by_their_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("there is no update-mime-database here")
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(LINUX / f"{NAME}.xml", packages)
    _run("update-mime-database", tmp_path / "mime")
    assert (tmp_path / "mime" / "application" / "vnd.diptych+zip.xml").exists()
    assert (tmp_path / "mime" / "magic").read_bytes().count(b"application/vnd.diptych+zip") == 2
