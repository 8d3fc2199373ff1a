"""Word documents: reading order, what is left out, and damaged or hostile files."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import docx
import pytest

from diptych.core.errors import CannotReadError
from diptych.formats.reading.reader import read

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "docx"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
BODY = "word/document.xml"


@cache
def plain() -> bytes:
    document = docx.Document()
    document.add_heading("A bridge", level=0)
    paragraph = document.add_paragraph("The mayor opened it.")
    document.add_comment(paragraph.runs[0], "When?", "Ann", "A")
    document.sections[0].header.paragraphs[0].text = "Draft"
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def changed(part: str, new: Callable[[bytes], bytes]) -> bytes:
    """The plain document with one part of it made anew."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain())) as old,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in old.namelist():
            archive.writestr(name, new(old.read(name)) if name == part else old.read(name))
    return sink.getvalue()


def with_body(xml: str, before: str = "") -> bytes:
    whole = f"{before}<w:document {NAMESPACES}><w:body>{xml}</w:body></w:document>".encode()
    return changed(BODY, lambda _: whole)


def p(words: str, mark: str = "") -> str:
    return f"<w:p><w:r>{mark}<w:t>{words}</w:t></w:r></w:p>"


def texts(data: bytes) -> list[str]:
    article = read(data, "a.docx")
    return [block.span.of(article.text.value) for block in article.blocks]


def test_tables_cell_by_cell_and_row_by_row() -> None:
    cells = [f"<w:tc>{p(words)}</w:tc>" for words in ("one", "two", "three", "four")]
    table = f"<w:tbl><w:tr>{cells[0]}{cells[1]}</w:tr><w:tr>{cells[2]}{cells[3]}</w:tr></w:tbl>"
    assert texts(with_body(p("Before") + table + p("After"))) == [
        "Before", "one", "two", "three", "four", "After",
    ]  # fmt: skip


def test_boxes_and_controls_once_and_in_order() -> None:
    box = f"<w:txbxContent>{p('In a box')}</w:txbxContent>"
    choice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    boxed = f"<w:p><w:r><w:t>Round a box</w:t></w:r><mc:AlternateContent>{choice}"
    control = f"<w:sdt><w:sdtContent>{p('In a control')}</w:sdtContent></w:sdt>"
    assert texts(with_body(f"{boxed}</mc:AlternateContent></w:p>{control}")) == [
        "Round a box", "In a box", "In a control",
    ]  # fmt: skip


def test_links_changes_fields_and_tabs() -> None:
    xml = (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>A</w:t><w:tab/></w:r>"
        "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink><w:r><w:br/></w:r>"
        "<w:ins><w:r><w:t>in</w:t></w:r></w:ins><w:del><w:r><w:delText>out</w:delText></w:r></w:del>"
        "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/></w:r></w:p>"
    )
    assert read(with_body(xml), "a.docx").text.value == "A\tlink\nin\u2011"


@pytest.mark.parametrize(
    ("marked", "tag"), [("Oui", None), ("Oui, bien sûr, mais pas avant demain soir", "fr")]
)
def test_the_language_is_the_one_most_letters_are_marked_with(marked: str, tag: str | None) -> None:
    mark = '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>'
    article = read(with_body(p("Some English words") + p(marked, mark)), "a.docx")
    assert article.text.language == tag


def test_what_is_left_out_is_told_only_when_it_is_there() -> None:
    assert read(plain(), "a.docx").warnings == (
        "Headers and footers of the document are not shown.",
        "Comments in the document are not shown.",
    )
    empty = changed("word/header1.xml", lambda part: part.replace(b"Draft", b" "))
    assert read(empty, "a.docx").warnings == ("Comments in the document are not shown.",)
    note = '<w:p><w:r><w:t>Word</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert "Footnotes" in read(with_body(note), "a.docx").warnings[-1]


@pytest.mark.parametrize(
    "data",
    [
        changed(BODY, lambda _: b"junk"),
        changed(BODY, lambda _: b"<x/>"),
        changed(BODY, lambda _: f"<w:document {NAMESPACES}/>".encode()),
        changed("[Content_Types].xml", lambda _: b""),
        changed("word/styles.xml", lambda _: b"<"),
        with_body("<w:sdt>" * 900 + p("deep") + "</w:sdt>" * 900),
        with_body(""),
    ],
    ids=["junk", "other", "no body", "no types", "no styles", "too deep", "empty"],
)
def test_damaged_documents_are_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(CannotReadError) as caught:
        read(data, "a.docx")
    assert caught.value.sentence
    assert caught.value.remedy


def test_a_bad_date_is_no_reason_to_refuse() -> None:
    data = changed("docProps/core.xml", lambda part: part.replace(b"2013", b"xx13"))
    assert read(data, "a.docx").metadata.date is None


def test_entities_are_neither_opened_nor_multiplied(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    assert "SECRET" not in "".join(texts(with_body(p("x&e;"), outside)))
    inside = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert len("".join(texts(with_body(p("x" + "&b;" * 50), inside)))) < 100


def test_an_encrypted_archive_is_told() -> None:
    data = bytearray(plain())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(CannotReadError, match="password"):
        read(bytes(data), "a.docx")


def test_flipped_bytes() -> None:
    chance = random.Random(7)
    for _ in range(150):
        data = bytearray(plain())
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(CannotReadError):
            read(bytes(data), "a.docx")


def sample(name: str) -> bytes:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the samples are not beside this checkout")
    return path.read_bytes()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tika_protected_upper_case.docx", "protected by a password"),
        ("tika_testWORD_protected_passtika.docx", "protected by a password"),
        ("tika_testWORD_truncated.docx", "damaged: its end is missing"),
        ("tbl-2x2-table.docx", "There is no text"),
    ],
)
def test_samples_that_cannot_be_read(name: str, words: str) -> None:
    with pytest.raises(CannotReadError, match=words):
        read(sample(name), name)


def test_the_sample_with_a_control_in_a_box() -> None:
    value = read(sample("tika_testWORD_sdtInTextBox.docx"), "a.docx").text.value
    assert value.split("\n\n") == [
        "simple-text",
        "rich-text-content-control_inside-text-box",
        "rich-text-content-control",
    ]
