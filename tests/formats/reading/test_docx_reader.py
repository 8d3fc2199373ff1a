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

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import read
from helpers.document_facts import Facts, facts_of_sample
from helpers.soundness import read_or_refused

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


def changed(part: str, new: Callable[[bytes], bytes], data: bytes | None = None) -> bytes:
    """The plain document, or another one, with one part of it made anew."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or plain())) as old,
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


def test_what_is_left_out_of_a_word_document_is_counted() -> None:
    assert read(plain(), "a.docx").warnings == (
        "Headers and footers of the document are not shown.",
        "1 comment is not shown.",
    )
    empty = changed("word/header1.xml", lambda part: part.replace(b"Draft", b" "))
    assert read(empty, "a.docx").warnings == ("1 comment is not shown.",)
    xml = (
        '<w:p><w:r><w:t>Word</w:t><w:footnoteReference w:id="1"/></w:r>'
        '<w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="1"/></w:r>'
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>went</w:t></w:r></w:moveFrom><w:del><w:r/></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>s</w:t></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p><w:altChunk/>'
    )
    article = read(with_body(xml), "a.docx")
    assert article.text.value == "Words"
    assert article.warnings == (
        "Headers and footers of the document are not shown.",
        "2 footnotes are not shown.",
        "1 endnote is not shown.",
        "2 passages that were deleted under tracked changes are left out.",
        "1 hidden passage is left out.",
        "1 sign of a symbol font is left out.",
        "1 document inside of this one is not shown.",
    )


def styled(words: str, style: str, more: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r></w:p>"


def test_styles_and_those_they_are_based_on() -> None:
    def style(name: str, based: str) -> str:
        return (
            f'<w:style w:styleId="{name}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{based}"/></w:style>'
        )

    sheet = style("Mine", "Title") + style("Round", "Round") + style("TOC1", "Normal")
    named = '<w:style w:styleId="L1"><w:name w:val="toc 1"/></w:style>'
    body = (
        styled("The bridge", "Mine") + styled("Banks 3", "L1") + styled("Banks", "Heading1")
        + styled("The mayor opened it.", "Round")
        + styled("More", "Unknown", '<w:outlineLvl w:val="1"/>')
        + styled("The end of it.", "Round", '<w:outlineLvl w:val="9"/>')
    )  # fmt: skip
    old = with_body(body)
    data = changed(
        "word/styles.xml",
        lambda part: part.replace(b"</w:styles>", f"{sheet}{named}</w:styles>".encode()),
        old,
    )
    assert [block.kind for block in read(data, "a.docx").blocks] == [
        BlockKind.HEADLINE, BlockKind.FURNITURE, BlockKind.HEADING, BlockKind.PARAGRAPH,
        BlockKind.HEADING, BlockKind.PARAGRAPH,
    ]  # fmt: skip


STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main":
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


def rewritten(replaced: dict[str, str]) -> bytes:
    """The plain document with these words replaced in all its parts."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(plain())) as old,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in old.namelist():
            data = old.read(name)
            for before, after in replaced.items():
                data = data.replace(before.encode(), after.encode())
            archive.writestr(name, data)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("replaced", "name"),
    [
        (STRICT, "a.docx"),
        ({"openxmlformats-officedocument.wordprocessingml.document.main+xml":
          "ms-word.document.macroEnabled.main+xml"}, "a.docm"),
        ({"document.main+xml": "template.main+xml"}, "a.dotx"),
    ],
    ids=["strict", "macros", "template"],
)  # fmt: skip
def test_word_documents_of_other_flavours(replaced: dict[str, str], name: str) -> None:
    article = read(rewritten(replaced), name)
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.text.value == "A bridge\n\nThe mayor opened it."
    assert article.metadata.author == "python-docx"
    assert len(article.warnings) == 2


def test_what_a_word_document_says_of_itself() -> None:
    said = (
        '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<keywords>bridge, river; town</keywords><dc:language>en-GB</dc:language><dc:title>A\n"
        "bridge</dc:title><dcterms:created>2026-11-24T06:30:00Z</dcterms:created>"
        "<dcterms:modified>2026-11-25T06:30:00.5Z</dcterms:modified></p>"
    )
    data = changed("docProps/core.xml", lambda _: said.encode())
    about = read(data, "a.docx").metadata
    assert about.title == "A bridge"
    assert about.keywords == ("bridge", "river", "town")
    assert about.language == "en"
    assert (about.date, about.updated) == ("2026-11-24T06:30:00Z", "2026-11-25T06:30:00")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "word/styles.xml", "docProps/core.xml"])
def test_damaged_parts_beside_the_body_cost_no_words(part: str) -> None:
    value = read(changed(part, lambda _: b"<"), "a.docx").text.value
    assert value == "A bridge\n\nThe mayor opened it."


@pytest.mark.parametrize(
    "data",
    [
        changed(BODY, lambda _: b"junk"),
        changed(BODY, lambda _: b"<x/>"),
        changed(BODY, lambda _: f"<w:document {NAMESPACES}/>".encode()),
        with_body("<w:sdt>" * 900 + p("deep") + "</w:sdt>" * 900),
        with_body(""),
    ],
    ids=["junk", "other", "no body", "too deep", "empty"],
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
    assert "aaaa" not in "".join(texts(with_body(p("x" + "&b;" * 50), inside)))


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


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt>" * 20_000 + p("deep"),
        "<w:p><w:r>" + "<w:tab/>" * 300_000 + "</w:r></w:p>",
        p("x") * 100_000,
        "<w:p><w:r><w:footnoteReference/></w:r>" * 60 + "x",
    ],
    ids=["deep", "tabs", "paragraphs", "nested"],
)
@pytest.mark.timeout(30)
def test_no_word_document_takes_long(body: str) -> None:
    read_or_refused(Given(with_body(body), "a.docx"))


HEADED = ("Headers and footers of the document are not shown.",)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("hdr-header-footer.docx", Facts("section with header", None, 2, "section with header sect",
                                         "thout header of its own.", HEADED)),
        ("tbl-2x2-table.docx", "There is no text in “tbl-2x2-table.docx”."),
        ("test.docx", Facts("python-docx was here!", None, 2, "python-docx was here! py",
                            "ython-docx was here too!")),
        ("tika_protected_upper_case.docx",
         "“tika_protected_upper_case.docx” is protected by a password."),
        ("tika_testComment.docx", Facts(None, None, 1, "Here is some text.", "Here is some text.",
                                        ("1 comment is not shown.",))),
        ("tika_testWORD_bold_character_runs2.docx", Facts(None, None, 1, "Foobar", "Foobar")),
        ("tika_testWORD_null_style.docx", Facts("Test av styrt dokument", None, 6,
                                                "Test av styrt dokument L",
                                                "stique. Proin nec augue.", HEADED)),
        ("tika_testWORD_override_list_numbering.docx",
         Facts("Test 1: List with arbitrary text inserted and a bullet in between", "en", 49,
               "Test 1: List with arbitr", "s 00 01 01. 01. 01..1 02")),
        ("tika_testWORD_protected_passtika.docx",
         "“tika_testWORD_protected_passtika.docx” is protected by a password."),
        ("tika_testWORD_sdtInTextBox.docx", Facts("simple-text", "en", 3,
                                                  "simple-text rich-text-co",
                                                  "ich-text-content-control")),
        ("tika_testWORD_truncated.docx", (
            "“tika_testWORD_truncated.docx” is damaged: its end is missing or it is not a whole "
            "file."
        )),
    ],
)  # fmt: skip
def test_samples_of_word(name: str, facts: Facts | str) -> None:
    assert facts_of_sample("docx", name) == facts
