"""What a file is: its content decides, and a text that speaks of tags is a text."""

from __future__ import annotations

import subprocess
import sys

import pytest

from diptych.core.errors import CannotReadError
from diptych.formats.reading.reader import read
from diptych.formats.reading.sniffing import FileKind, sniff

PAGE = "<html lang='fr'><body><p>Le pont est ouvert.</p></body></html>"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Some words", "a.txt", FileKind.TEXT),
        (b"In HTML the <p> tag begins a paragraph, as <div> does.", "a.txt", FileKind.TEXT),
        (b"# Title\n\n<p align=center>logo</p>", "README.md", FileKind.TEXT),
        (b"From: Ann <ann@example.org>\n\nHi <p@example.org>", "mail", FileKind.TEXT),
        (PAGE.encode(), "saved.txt", FileKind.HTML),
        (b"<!-- saved --><!DOCTYPE html><p>x", "saved.txt", FileKind.HTML),
        (b"\xef\xbb\xbf" + PAGE.encode(), "a.txt", FileKind.HTML),
        (PAGE.encode("utf-16"), "a.txt", FileKind.HTML),
        (b"<p>A fragment</p>", "download", FileKind.HTML),
        (b"no tags", "a.HTM", FileKind.HTML),
        (b"%PDF-1.7", "a.txt", FileKind.PDF),
        (b"\r\n%PDF-1.7", "a.pdf", FileKind.PDF),
        (b"A text on %PDF-1.7", "a.pdf", FileKind.TEXT),
        (b"{\\rtf1\\ansi Hello}", "a.txt", FileKind.RTF),
        (b"PK\x05\x06" + bytes(18), "a.zip", FileKind.ZIP),
        (b"PK\x03\x04" + bytes(30), "a.docx", FileKind.DOCX),
        (b"BM is a company, RIFF a format.", "a.txt", FileKind.TEXT),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(60), "a.txt", FileKind.BINARY),
        (bytes(range(256)) * 8, "a.txt", FileKind.BINARY),
        ("Привет, мир, как дела".encode("utf-16-le"), "a.txt", FileKind.TEXT),
        ("Hello".encode("utf-32-be"), "a.txt", FileKind.TEXT),
    ],
)
def test_kinds(data: bytes, name: str, kind: FileKind) -> None:
    assert sniff(data, name) is kind


@pytest.mark.timeout(5)
def test_many_comments_do_not_take_long() -> None:
    assert sniff(b"<!---->" * 600 + b"x", "a.txt") is FileKind.TEXT


def test_words_are_not_lost_to_a_tag_in_a_text() -> None:
    value = "In HTML the <p> tag begins a paragraph."
    assert read(value.encode(), "howto.txt").text.value == value


@pytest.mark.parametrize("blank", ["\u200b\ufeff\u2060", "\xa0\u3000\n", "\ufeff"])
def test_marks_that_nobody_sees_are_no_text(blank: str) -> None:
    with pytest.raises(CannotReadError, match="There is no text"):
        read(blank.encode(), "a.txt")


def test_rtf_is_named() -> None:
    with pytest.raises(CannotReadError, match="RTF") as caught:
        read(b"{\\rtf1\\ansi Hello}", "a.rtf")
    assert ".docx" in caught.value.remedy


def test_a_chosen_encoding_opens_what_looks_binary() -> None:
    article = read(bytes(range(1, 256)) * 4, "a.txt", encoding="cp437")
    assert article.source.format == "text"
    assert article.source.encoding == "cp437"


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "utf-7", "base64", "x", ""])
def test_what_is_no_encoding_of_files_is_refused(name: str) -> None:
    with pytest.raises(CannotReadError, match="is not an encoding"):
        read(b"H\xe9llo", "a.txt", encoding=name)


def test_plain_utf8_loads_no_parser() -> None:
    code = (
        "import sys; from diptych.formats.reading.reader import read; read('é'.encode(), 'a.txt');"
        "heavy = {'lxml', 'docx', 'trafilatura', 'charset_normalizer'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
