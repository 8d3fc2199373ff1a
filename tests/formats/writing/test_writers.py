"""Copies hold all the words, the notes and the languages, whatever stands in them."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from lxml import etree, html

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.notes import Colour
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span, Text
from diptych.core.versions import Signature, Translated, Version, VersionKind, assemble
from diptych.formats.reading.reader import read
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.printed.printout import Printout
from diptych.formats.writing.writer import FORMS, write
from diptych.workspace.annotating import add_note
from diptych.workspace.segmenting import begin, resegment

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TEXT = (
    "A bridge <opens> & stays\n\nThe mayor opened the bridge. Nobody fell 😀 in.\n\n"
    "A bridge <opens> & stays\n\nNEXT NEWS\n"
)


def _document(target: str = "ar") -> Document:
    document = resegment(begin(read(TEXT.encode(), "wire.txt")), "en")
    source = document.source
    answers = {s.id: Translated(f"«{source.text_of(s)}»") for s in source.segments}
    text, segments = assemble(source, answers)
    signature = Signature("argos", "test 1", (("quality", "fast"),), "0", "00" * 32)
    version = Version("v1", VersionKind.MACHINE, "Test", Text(text, target), segments, signature)
    summary = Summary("lead", Limit(sentences=1), (Pick("s2", 1.0, "why"),), signature)
    document = replace(document.with_version(version), summary=summary)
    value = source.text.value
    place = value.index("mayor")
    document = add_note(
        document, "source", Span(place, place + 12), "Who <is> he?", "Ann Bee", Colour.GREEN, NOW
    )
    document = add_note(
        document, "source", Span(place + 6, place + 20), "Overlaps", "", Colour.PINK, NOW
    )
    return add_note(document, "v1", Span(1, 9), "", "Ann Bee", Colour.YELLOW, NOW)


def test_the_web_page_is_sound_and_whole() -> None:
    page = write(_document(), ".html", Copy(cautions=["Only a <gist>."]))
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    assert tree.get("lang") == "en"
    columns = tree.xpath("//tbody/tr[2]/td")
    assert columns[0].text_content().replace("1", "").replace("2", "") == (
        "The mayor opened the bridge. Nobody fell 😀 in."
    )
    assert [cell.get("dir") for cell in columns] == ["ltr", "rtl"]
    assert len(tree.xpath("//mark")) >= 4
    assert tree.xpath("//p[@class='caution']")[0].text_content() == "Only a <gist>."
    anchors = {a.get("id") for a in tree.xpath("//*[@id]")}
    for link in tree.xpath("//a[@href]"):
        assert link.get("href")[1:] in anchors
    ids = [a.get("id") for a in tree.xpath("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert "repeated apart" in page.decode()
    assert "NEXT NEWS" in page.decode()
    assert re.search(r"(?:src|href)=\"(?:https?:)?//", page.decode()) is None
    assert "default-src 'none'" in page.decode()


def test_the_page_is_the_same_each_time() -> None:
    document = _document()
    assert write(document, ".html") == write(document, ".html")


def test_the_word_document_has_real_comments_and_languages() -> None:
    data = write(_document(), ".docx", Copy(cautions=["Only a gist."]))
    document = docx.Document(io.BytesIO(data))
    comments = {c.text: (c.author, c.initials, c.timestamp) for c in document.comments}
    assert comments["Who <is> he?"] == ("Ann Bee", "AB", NOW)
    assert comments["Overlaps"][0] == "Diptych"
    assert len(comments) == 2
    table = document.tables[0]
    assert table.cell(2, 0).text == "The mayor opened the bridge. Nobody fell 😀 in."
    assert table.cell(2, 1).text == "«The mayor opened the bridge.» «Nobody fell 😀 in.»"
    xml = etree.tostring(document.element.body).decode()
    assert 'w:val="en"' in xml
    assert 'w:bidi="ar"' in xml
    assert "<w:rtl/>" in xml
    assert 'w:highlight w:val="green"' in xml
    assert 'w:highlight w:val="magenta"' in xml
    assert any("Only a gist." in p.text for p in document.paragraphs)


def test_characters_that_xml_cannot_hold_do_not_break_it() -> None:
    document = _document()
    note = replace(document.notes[0], body="a\x00b\ud800c\ufffe")
    document = replace(document, notes=(note, *document.notes[1:]))
    assert "a�b�c�" in {
        c.text for c in docx.Document(io.BytesIO(write(document, ".docx"))).comments
    }
    write(document, ".html")
    write(document, ".txt")


def test_plain_text_numbers_its_notes() -> None:
    text = write(_document(), ".txt").decode()
    assert text.startswith("«A bridge[1] <opens> & stays»")
    assert text.rstrip().endswith("[1] “A bridge” (Ann Bee)")


def test_without_a_translation_the_source_alone() -> None:
    document = replace(_document(), notes=(), summary=None)
    document = replace(document, versions=document.versions[:1])
    for form in FORMS:
        if not (form.timed or form.printed or form.name in ("tmx", "tbx")):
            assert write(document, form.name)
    assert write(document, ".txt").decode().strip() == TEXT.strip()


def test_other_suffixes_are_refused_with_those_there_are() -> None:
    with pytest.raises(CannotSaveError, match="cannot be saved") as caught:
        write(_document(), ".pages")
    assert ".docx" in caught.value.remedy


def test_what_is_printed_needs_somebody_to_print_it() -> None:
    with pytest.raises(CannotSaveError, match="cannot be printed from here"):
        write(_document(), ".pdf")
    printed = []

    def print_pdf(printout: Printout) -> bytes:
        printed.append(printout)
        return b"%PDF"

    assert write(_document(), "pdf", Copy(), print_pdf) == b"%PDF"
    assert printed[0].title == "A bridge <opens> & stays"
    assert [heading.level for heading in printed[0].headings][:2] == [1, 2]
    assert [comment.said.words for comment in printed[0].comments] == ["Who <is> he?", "Overlaps"]
