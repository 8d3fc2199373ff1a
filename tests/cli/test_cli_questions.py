"""What a file asks before it is read: which article, a password, whether it may be saved yet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.main import app
from diptych.formats.reading.kinds import FileKind
from helpers.made_files import made
from helpers.sample_files import SAMPLES, needs_samples

EMBARGO = '<docdata><date.release norm="20991231T120000Z"/>'


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DIPTYCH_HOME", str(tmp_path))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [*map(str, arguments)])


@pytest.fixture
def telegrams(tmp_path: Path) -> Path:
    one = made(FileKind.IPTC_7901).data
    path = tmp_path / "two.iptc"
    path.write_bytes(one + one.replace(b"riv007", b"riv008").replace(b"Valm", b"Dalm"))
    return path


def test_a_file_of_several_articles_lists_them(telegrams: Path) -> None:
    result = run("read", telegrams)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "--item" in result.stderr
    listed = run("read", telegrams, "--items", "--json")
    items = json.loads(listed.stdout)
    assert [set(item) for item in items] == [{"id", "title", "about"}] * 2
    for item in items:
        assert item["id"] in result.stderr
    chosen = run("read", telegrams, "--item", items[1]["id"], "--json")
    article = json.loads(chosen.stdout)
    assert article["item"] == items[1]["id"]
    assert "Dalmère" in article["text"]
    assert run("read", telegrams, "--item", "none").exit_code == 3


def test_a_file_of_one_article_has_no_items(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    assert json.loads(run("read", tmp_path / "a.txt", "--items", "--json").stdout) == []


def test_the_format_can_be_said(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(made(FileKind.HTML).data)
    assert json.loads(run("read", page, "--json").stdout)["format"] == "html"
    told = json.loads(run("read", page, "--format", "text", "--json").stdout)
    assert told["format"] == "text"
    assert "<h1>" in told["text"]
    assert run("read", page, "--format", "nonsense").exit_code == 2


def test_what_is_under_embargo_is_saved_only_on_purpose(tmp_path: Path) -> None:
    wire, copy = tmp_path / "wire.xml", tmp_path / "copy.html"
    wire.write_bytes(made(FileKind.NITF).data.replace(b"<docdata>", EMBARGO.encode()))
    read = run("read", wire)
    assert read.exit_code == 0
    assert "Embargo until 31 Dec 2099" in read.stderr
    result = run("save", wire, "-o", copy)
    assert result.exit_code == 1
    assert "--despite-embargo" in result.stderr
    assert not copy.exists()
    assert run("save", wire, "-o", copy, "--despite-embargo").exit_code == 0
    assert copy.exists()


@needs_samples
def test_a_password_opens_a_pdf() -> None:
    protected = SAMPLES / "pdf" / "libreoffice-writer-password.pdf"
    refused = run("read", protected)
    assert refused.exit_code == 3
    assert "password" in refused.stderr
    assert "not right" in run("read", protected, "--password", "wrong").stderr
    assert run("read", protected, "--password", "openpassword").exit_code == 0
