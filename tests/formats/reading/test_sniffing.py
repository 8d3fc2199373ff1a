"""What a file is: its content decides, and a text that speaks of formats is a text."""

from __future__ import annotations

import codecs
import json
import random
import subprocess
import sys

import pytest

from diptych.core.errors import CannotReadError
from diptych.formats.reading.json_marks import first_keys
from diptych.formats.reading.kinds import FORMATS, FileKind
from diptych.formats.reading.reader import read
from diptych.formats.reading.sniffing import sniff
from diptych.formats.reading.text_marks import text_kind
from helpers.encoding_matrix import text
from helpers.made_files import MadeFile, made, made_files, zipped
from helpers.sample_files import needs_samples, sample_files

PAGE = "<html lang='fr'><body><p>Le pont est ouvert.</p></body></html>"
PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
FILES = (*made_files(), MadeFile(FileKind.PDF, "pont.pdf", PDF))
BY_NAME = {FileKind.MARKDOWN, FileKind.JSON_STRINGS}
"""Kinds that the content alone does not tell from plain text."""

DECODED = {form.kind for form in FORMATS if form.decoded}
XML = {FileKind.NITF, FileKind.NEWSML_G2, FileKind.NEWSML_1, FileKind.XLIFF, FileKind.TMX}
IDS = [file.name for file in FILES]


def _expected(file: MadeFile) -> FileKind:
    return FileKind.TEXT if file.kind in BY_NAME else file.kind


def test_a_file_of_every_kind_is_tried() -> None:
    assert {file.kind for file in FILES} == {form.kind for form in FORMATS}


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_with_its_own_name(file: MadeFile) -> None:
    assert sniff(file.data, file.name) is file.kind
    assert sniff(file.data, file.name.upper()) is file.kind


@pytest.mark.parametrize("name", ["", "article", "wire.txt", "a.pdf", "a.docx", "a.xml", "a.srt"])
@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_with_another_name_or_none(file: MadeFile, name: str) -> None:
    assert sniff(file.data, name) is _expected(file)


@pytest.mark.parametrize("file", FILES, ids=IDS)
def test_a_page_is_no_page_for_its_name(file: MadeFile) -> None:
    found = sniff(file.data, "page.html")
    assert found is (FileKind.TEXT if file.kind in BY_NAME else file.kind)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "utf-16-le"),
     (codecs.BOM_UTF16_BE, "utf-16-be"), (b"", "utf-16-be"), (b"", "utf-32-le"),
     (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
@pytest.mark.parametrize(
    "file", [f for f in FILES if f.kind in DECODED | XML], ids=lambda f: f.name
)
def test_in_other_unicode_encodings(file: MadeFile, mark: bytes, encoding: str) -> None:
    value = file.data.decode("cp1252" if file.name.startswith("telegram") else "utf-8")
    declared = value.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert sniff(mark + declared.encode(encoding), file.name) is file.kind


@pytest.mark.parametrize("before", [b"\r\n \t\n", b" " * 2_000, b"\n" * 999])
@pytest.mark.parametrize(
    "file", [f for f in FILES if f.kind in DECODED | XML and "telegram" not in f.name],
    ids=lambda f: f.name,
)  # fmt: skip
def test_blanks_before_it(file: MadeFile, before: bytes) -> None:
    assert sniff(before + file.data, file.name) is file.kind


@pytest.mark.parametrize(
    "before",
    [
        b"<!-- sent by the desk -->\n",
        b"<!-- --><!-- > -->",
        b"<?xml-stylesheet href='a.xsl'?>",
        b'<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">\n',
        b'<!DOCTYPE x [<!ENTITY a "b">\n<!ENTITY c "d">]>\n',
    ],
)
@pytest.mark.parametrize("kind", sorted(XML))
def test_what_may_stand_before_a_root(kind: FileKind, before: bytes) -> None:
    declaration, _, rest = made(kind).data.partition(b"?>")
    assert sniff(declaration + b"?>" + before + rest.lstrip(), "") is kind
    assert sniff(before + rest.lstrip(), "") is kind


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b'<nitf xmlns="x" change.date="a > b">\n  <head/></nitf>', "", FileKind.NITF),
        (b"<n:nitf xmlns:n='x'><n:head/></n:nitf>", "", FileKind.NITF),
        (b"<nitf><head>", "cut.xml", FileKind.NITF),
        (b"<nitf version='3", "cut.xml", FileKind.NITF),
        (b"<NewsItem><Identification/></NewsItem>", "", FileKind.NEWSML_1),
        (b"<newsMessage><header/></newsMessage>", "", FileKind.NEWSML_G2),
        (b"<packageItem>\n<!-- a --></packageItem>", "", FileKind.NEWSML_G2),
        (b"<document><p>Of something else</p></document>", "a.xml", FileKind.HTML),
        (
            (
                b'<o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
                b"<o:body/></o:document>"
            ),
            "a.fodt",
            FileKind.ODT,
        ),
        (b"<nitf> is the root element of every wire we send.", "notes.txt", FileKind.TEXT),
        (b"<xliff> and <tmx> are formats of translators.", "notes", FileKind.TEXT),
        (b"<html> begins every page, and <p> a paragraph.", "notes.txt", FileKind.TEXT),
        (b"<html>\n<p>One</p><p>Two</p>", "notes.txt", FileKind.HTML),
    ],
)
def test_roots(data: bytes, name: str, kind: FileKind) -> None:
    assert sniff(data, name) is kind


@pytest.mark.parametrize(
    "value",
    [
        "From: our correspondent\n\nThe bridge was opened on Tuesday.",
        "From: our correspondent\nTo: all desks\nSubject: the bridge\nDate: Tuesday\n\nIt is open.",
        "Date: Tuesday\nSubject: The bridge\nFrom: Ann\n\nIt is open at last.",
        "To: be or not to be\nthat is the question",
        "1\n00:00 was the time on the clock --> and nobody moved.",
        "1\n\n2\n\n3\n00:10 --> 00:20 is when the trains leave",
        "WEBVTT is a format of subtitles, and a simple one at that.",
        "[PARIS] The minister said on Tuesday: “no”.",
        "{A note in braces} and then a text.",
        '{"headline": "Not an item, but strings", "footer": "x"}',
        'An essay on gettext.\n\nmsgid "a"\nmsgstr "b"\n\nis how a unit looks.',
        "# A comment\nmsgid is the keyword, msgstr the other one.",
        "The article spoke of %PDF-1.4 and of %%EOF.",
        "{\\rtf is how a rich text begins}",
        "PK is a signature, as in PK\n",
        "ZCZC\nAn old telegram begins with these letters.\nNNNN",
        "http://example.org/a: a page\nhttp://example.org/b: another\n\nand more",
        "Note: x\nAlso: y\nFinally: z\n\nText.",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "", "article"])
def test_a_text_that_speaks_of_formats_is_a_text(value: str, name: str) -> None:
    assert sniff(value.encode(), name) is FileKind.TEXT


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"Some words", "a.txt", FileKind.TEXT),
        (b"In HTML the <p> tag begins a paragraph, as <div> does.", "a.txt", FileKind.TEXT),
        (b"# Title\n\n<p align=center>logo</p>", "README.md", FileKind.MARKDOWN),
        (b"From: Ann <ann@example.org>\n\nHi <p@example.org>", "mail", FileKind.TEXT),
        (PAGE.encode(), "saved.txt", FileKind.HTML),
        (b"<!-- saved --><!DOCTYPE html><p>x", "saved.txt", FileKind.HTML),
        (b"\xef\xbb\xbf" + PAGE.encode(), "a.txt", FileKind.HTML),
        (PAGE.encode("utf-16"), "a.txt", FileKind.HTML),
        (b"<p>A fragment</p>", "download", FileKind.HTML),
        (b"no tags, though its name says so", "a.HTM", FileKind.TEXT),
        (b"no tags, but entities: caf&eacute;", "a.htm", FileKind.HTML),
        (b"%PDF-1.7", "a.txt", FileKind.PDF),
        (b"\r\n%PDF-1.7", "a.pdf", FileKind.PDF),
        (b"junk\n%PDF-1.7\n1 0 obj\n%%EOF", "a.pdf", FileKind.PDF),
        (b"A text on %PDF-1.7", "a.pdf", FileKind.TEXT),
        (b"{\\rtf1\\ansi Hello}", "a.txt", FileKind.RTF),
        (b"PK\x05\x06" + bytes(18), "a.zip", FileKind.ZIP),
        (b"PK\x03\x04" + bytes(30), "a.docx", FileKind.DOCX),
        (b"BM is a company, RIFF a format.", "a.txt", FileKind.TEXT),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(60), "a.txt", FileKind.BINARY),
        (bytes(range(256)) * 8, "a.txt", FileKind.BINARY),
        (bytes(range(1, 256)) * 8, "a.txt", FileKind.BINARY),
        ("Привет, мир, как дела".encode("utf-16-le"), "a.txt", FileKind.TEXT),
        ("Hello".encode("utf-32-be"), "a.txt", FileKind.TEXT),
        (b"", "a.txt", FileKind.TEXT),
    ],
)
def test_kinds(data: bytes, name: str, kind: FileKind) -> None:
    assert sniff(data, name) is kind


@pytest.mark.parametrize("language", ["ja", "ko", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_east_asia_is_no_noise(language: str, encoding: str) -> None:
    value = text(language).replace("\n", "")
    for length in (40, 400, 2_000):
        assert sniff(value[:length].encode(encoding), "a.txt") is FileKind.TEXT


def test_noise_is_no_text() -> None:
    dice = random.Random(4)
    kinds = {sniff(dice.randbytes(size), "a.txt") for size in (2_000, 20_000) * 30}
    assert kinds == {FileKind.BINARY}


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        ("From: Ann <ann@wire.example>\nTo: Ben\nSubject: Bridge", "", FileKind.EML),
        ("From:ann@wire.example\nTo:ben@wire.example\nSubject:", "", FileKind.EML),
        ("Received: from a\n\tby b\nX-Spam_Score: 1\nFrom: Ann\nTo: Ben", "a.txt", FileKind.EML),
        ("1734\nFrom: Ann <a@b.example>\nTo: Ben\nDate: Tue", "a.emlx", FileKind.EML),
        ("From ann@b.example Tue Nov 24 06:30:00 2026\nFrom: a@b.example\nTo: c\nDate: d", "",
         FileKind.EML),
        ("Subject: Bridge", "a.eml", FileKind.EML),
        ("MIME-Version: 1.0\nContent-Type: multipart/related\nSubject: a", "", FileKind.MHTML),
        ("MIME-Version: 1.0\nContent-Type: multipart/related\nTo: Ben\nFrom: a@b.example", "",
         FileKind.EML),
        ("no header at all", "a.eml", FileKind.TEXT),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_mail(head: str, name: str, kind: FileKind, ends: str) -> None:
    data = f"{head}\n\nThe bridge is open.\n".replace("\n", ends)
    assert sniff(data.encode(), name) is kind


def test_headers_longer_than_what_is_looked_at() -> None:
    head = "".join(f"Received: from host{n}.example\r\n\tby wire.example\r\n" for n in range(600))
    assert sniff(f"{head}From: a@b.example\r\nTo: c\r\n\r\nText".encode(), "") is FileKind.EML


@pytest.mark.parametrize(
    ("value", "name", "kind"),
    [
        ("\n\n1\n00:00:01,000 --> 00:00:02,000\nWords", "a.txt", FileKind.SRT),
        ("7 \r\n00:00:01.5 --> 00:00:02.5\r\nWords", "", FileKind.SRT),
        ("00:00:01,000 --> 00:00:02,000\nNo number", "a.srt", FileKind.SRT),
        ("No cue at all", "a.srt", FileKind.TEXT),
        ("WEBVTT", "", FileKind.VTT),
        ("WEBVTT - The bridge\n\n00:01.000 --> 00:02.000\nWords", "", FileKind.VTT),
        ("WEBVTT - Kept empty", "a.vtt", FileKind.VTT),
        ('# by Ann\n\n#: a.c:1\nmsgctxt "menu"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n', "",
         FileKind.PO),
        ('msgid ""\n"a"\n"b"\nmsgstr ""\n', "", FileKind.PO),
        ('domain "x"\nmsgid "a"\nmsgstr "b"\n', "a.po", FileKind.PO),
        ("Of msgid we say nothing", "a.po", FileKind.TEXT),
    ],
)  # fmt: skip
def test_subtitles_and_units(value: str, name: str, kind: FileKind) -> None:
    assert sniff(value.encode(), name) is kind


@pytest.mark.parametrize(
    ("value", "name", "kind"),
    [
        ({"uri": "a", "headline": "b"}, "a.txt", FileKind.NINJS),
        ({"uri": "a", "headlines": [{"value": "b"}], "bodies": []}, "", FileKind.NINJS),
        ([{"guid": "a", "headline": "b"}, {}], "", FileKind.NINJS),
        ({"uri": "a", "versioncreated": "b", "pubstatus": "usable"}, "", FileKind.NINJS),
        ({"type": "text", "body_html": "<p>b</p>"}, "", FileKind.NINJS),
        ({"headline": "Title", "language": "Language", "type": "Type"}, "ui.json",
         FileKind.JSON_STRINGS),
        ({"inner": {"uri": "a", "headline": "b"}}, "a.json", FileKind.JSON_STRINGS),
        ({"inner": {"uri": "a", "headline": "b"}}, "a.txt", FileKind.TEXT),
        ({}, "a.json", FileKind.JSON_STRINGS),
        (["a", "b"], "a.arb", FileKind.JSON_STRINGS),
    ],
)  # fmt: skip
def test_json(value: object, name: str, kind: FileKind) -> None:
    for indent in (None, 2):
        whole = json.dumps(value, indent=indent)
        assert sniff(whole.encode(), name) is kind
        assert sniff(whole.encode("utf-16"), name) is kind


def test_json_that_breaks_off_is_known_by_its_keys() -> None:
    data = made(FileKind.NINJS).data
    assert sniff(data[: len(data) * 3 // 4], "a.json") is FileKind.NINJS
    assert sniff(b'{"strings": "break o', "a.json") is FileKind.TEXT
    assert sniff(b"{" + b'"a":{' * 50_000, "a.json") is FileKind.TEXT


def test_the_keys_of_the_outermost_object() -> None:
    value = {"a": {"b": [1, {"c": 2}]}, 'd"e': "x: {", "f": ["g", ":"], "h": "\\"}
    assert first_keys(json.dumps(value).encode()) == {"a", 'd\\"e', "f", "h"}
    assert first_keys(json.dumps([[value], {"z": 1}]).encode()) >= {"a", "f", "h"}
    assert first_keys(b"[1, 2]") == frozenset()


@pytest.mark.parametrize(
    ("parts", "name", "kind"),
    [
        ({"word/document2.xml": "x", "[Content_Types].xml": "x"}, "a", FileKind.DOCX),
        ({"xl/workbook.xml": "x"}, "a.docx", FileKind.ZIP),
        ({"ppt/presentation.xml": "x"}, "a.zip", FileKind.ZIP),
        ({"notes.txt": "x", "a.docx": "x"}, "a.zip", FileKind.ZIP),
        ({"META-INF/container.xml": "x"}, "a.zip", FileKind.EPUB),
        ({"content.xml": "x", "META-INF/manifest.xml": "x"}, "a", FileKind.ODT),
        ({"content.xml": "x", "META-INF/manifest.xml": "x"}, "a.ods", FileKind.ZIP),
    ],
)
def test_zip_files_by_their_parts(parts: dict[str, str], name: str, kind: FileKind) -> None:
    assert sniff(zipped(parts), name) is kind


def test_a_table_that_is_called_a_text_is_none() -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {"mimetype": kind, "content.xml": "x", "META-INF/manifest.xml": "x"}
    assert sniff(zipped(parts, first="mimetype"), "a.odt") is FileKind.ZIP


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.ODT, FileKind.EPUB])
def test_a_zip_file_that_breaks_off_keeps_its_kind(kind: FileKind) -> None:
    file = made(kind)
    for part in range(2, 16):
        assert sniff(file.data[: len(file.data) * part // 16], file.name) is kind


def test_text_kind_is_none_for_what_is_no_text() -> None:
    assert text_kind(b"\x00\x01\x02\x03" * 100, "") is None


@needs_samples
def test_samples_are_what_their_folders_say() -> None:
    folders = {
        "docx": {FileKind.DOCX, FileKind.OLE}, "eml": {FileKind.EML, FileKind.MHTML},
        "epub": {FileKind.EPUB}, "newsml-1.2": {FileKind.NEWSML_1},
        "newsml-g2": {FileKind.NEWSML_G2}, "ninjs": {FileKind.NINJS}, "odt": {FileKind.ODT},
        "pdf": {FileKind.PDF}, "rtf": {FileKind.RTF}, "subtitles": {FileKind.SRT, FileKind.VTT},
    }  # fmt: skip
    wrong = [
        (path.parent.name, path.name, found.value)
        for path in sample_files()
        for found in [sniff(path.read_bytes(), path.name)]
        if path.parent.name in folders and found not in folders[path.parent.name]
        if path.name != "testRFC822-limitedheaders"  # the headers of a mail as they are printed
    ]
    assert wrong == []


def test_words_are_not_lost_to_a_tag_in_a_text() -> None:
    value = "In HTML the <p> tag begins a paragraph."
    assert read(value.encode(), "howto.txt").text.value == value


@pytest.mark.parametrize("blank", ["\u200b\ufeff\u2060", "\xa0\u3000\n", "\ufeff"])
def test_marks_that_nobody_sees_are_no_text(blank: str) -> None:
    with pytest.raises(CannotReadError, match="There is no text"):
        read(blank.encode(), "a.txt")


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
