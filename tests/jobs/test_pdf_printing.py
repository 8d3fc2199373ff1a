"""Printed copies: what a reader of PDF finds in them, on every page and beside the pages."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span, Text
from diptych.core.versions import Signature, Translated, Version, VersionKind, assemble
from diptych.formats.reading.reader import read
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.printed.printout import Printout
from diptych.formats.writing.writer import write
from diptych.jobs.pdf_printing import print_pdf
from diptych.workspace.annotating import add_note
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.office_copies import reviewed

pytestmark = pytest.mark.usefixtures("qapp")

EDITED = "edited-v-fr"
SAMPLES = {
    "fr": "Le maire a ouvert le pont à Noël, malgré la grève.",
    "ru": "Мэр открыл мост в понедельник.",
    "el": "Ο δήμαρχος άνοιξε τη μεγάλη γέφυρα.",
    "ja": "市長は月曜日に大橋を開通させた。",
    "zh-Hans": "市长星期一开通了大桥，力求一方人民满意。",
    "ko": "시장이 월요일에 다리를 열었다.",
    "ar": "فُتح ميناء المدينة مرة أخرى يوم الاثنين",
    "he": "ראש העיר פתח את הגשר ביום שני",
}


def _pdf(document: Document, **options: Any) -> bytes:
    return write(document, ".pdf", Copy(**options), print_pdf)


def _pages(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _in(tag: str, words: str) -> Document:
    document = begin(
        article("A town\n\nA bridge.\n", kinds=(BlockKind.HEADLINE, BlockKind.PARAGRAPH))
    )
    text, segments = assemble(
        document.source, {s.id: Translated(words) for s in document.source.segments}
    )
    return document.with_version(
        Version("v", VersionKind.MACHINE, "Target", Text(text, tag), segments)
    )


def _long(count: int) -> Document:
    words = "The harbour was opened again on Monday, and the mayor said that all is well. " * 6
    texts = ["A long story", *(f"No{n} {words.strip()}" for n in range(count))]
    kinds = (BlockKind.HEADLINE, *[BlockKind.PARAGRAPH] * count)
    return begin(article("\n\n".join(texts), kinds=kinds, language="en"))


def _annotations(data: bytes) -> list[Any]:
    reader = PdfReader(io.BytesIO(data))
    found = [a.get_object() for page in reader.pages for a in page.get("/Annots", ())]
    return [annotation for annotation in found if annotation["/Subtype"] != "/Link"]


@pytest.mark.parametrize("tag", SAMPLES)
@pytest.mark.parametrize("source", [True, False], ids=["beside", "alone"])
def test_the_words_can_be_told_again(tag: str, *, source: bool) -> None:
    document = _in(tag, SAMPLES[tag])
    data = _pdf(document, source=source)
    found = "".join("".join(_pages(data)).split())
    for word in re.findall(r"\w+", SAMPLES[tag].replace("ُ", "")):
        assert word in found.replace("ُ", ""), word


def test_our_own_reader_finds_the_translation() -> None:
    document = _in("fr", SAMPLES["fr"])
    told = read(_pdf(document, source=False, notes=False), "copy.pdf")
    assert SAMPLES["fr"] in told.text.value


def test_every_font_is_in_the_file() -> None:
    for tag in ("fr", "ar", "ja"):
        reader = PdfReader(io.BytesIO(_pdf(_in(tag, SAMPLES[tag]))))
        fonts = [f.get_object() for f in reader.pages[0]["/Resources"]["/Font"].values()]  # type: ignore[index]
        assert fonts
        for font in fonts:
            (descendant,) = font["/DescendantFonts"]
            descriptor = descendant.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_pages_have_numbers_and_the_title() -> None:
    pages = _pages(_pdf(_long(40)))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "A long story" in page
    for number in range(40):
        told = re.compile(rf"\bNo{number}\s+The\s+harbour")
        assert sum(len(told.findall(page)) for page in pages) == 1


def test_no_line_of_a_table_or_a_list_is_told_twice() -> None:
    document = _long(40)
    source = document.source
    answers = {s.id: Translated(f"Réponse {s.id}: {source.text_of(s)}") for s in source.segments}
    text, segments = assemble(source, answers)
    french = Version("v", VersionKind.MACHINE, "French", Text(text, "fr"), segments)
    picks = tuple(Pick(segment.id, 1.0) for segment in source.segments[1:])
    signature = Signature("lead", "", (), "0", "00" * 32)
    summary = Summary("lead", Limit(sentences=1), picks, signature)
    document = replace(document.with_version(french), summary=summary)
    told = " ".join(" ".join(_pages(_pdf(document))).split())
    for number in range(40):
        assert len(re.findall(rf"\bNo{number}\b", told)) == 4, number


def test_bookmarks_lead_to_the_headings() -> None:
    document = reviewed()
    with pdfium.PdfDocument(_pdf(document, versions=[EDITED])) as found:
        items = [(item.level, item.get_title()) for item in found.get_toc()]
        assert all(item.get_dest() is not None for item in found.get_toc())
    assert items[:3] == [(0, "A bridge <opens> & stays"), (1, "Summary"), (1, "Text")]
    assert (2, "A bridge <opens> & stays") in items
    assert items[-1] == (1, "Notes")


def test_a_bookmark_leads_to_the_page_of_its_heading() -> None:
    document = _long(40)
    place = document.source.text.value.rindex("all is well")
    document = add_note(
        document, "source", Span(place, place + 3), "Is it?", "A", Colour.BLUE, datetime.now(UTC)
    )
    data = _pdf(document)
    with pdfium.PdfDocument(data) as found:
        pages = {item.get_title(): item.get_dest().get_index() for item in found.get_toc()}
    texts = _pages(data)
    assert pages["A long story"] == 0
    assert re.search(r"Notes\s+1 “all”", texts[pages["Notes"]])
    assert pages["Notes"] > 0


def test_title_author_and_language_are_told() -> None:
    reader = PdfReader(io.BytesIO(_pdf(reviewed(), versions=[EDITED], source=False)))
    assert reader.metadata is not None
    assert reader.metadata.title == "A bridge <opens> & stays"
    assert reader.metadata.author == "Ann <Bee>"
    root = reader.trailer["/Root"].get_object()
    assert root["/Lang"] == "fr"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert root["/PageMode"] == "/UseOutlines"  # type: ignore[index]


def test_notes_are_comments_of_the_pdf() -> None:
    data = _pdf(reviewed(), versions=[EDITED])
    found = _annotations(data)
    notes = {a["/Contents"]: a for a in found if a["/Subtype"] == "/Highlight"}
    assert set(notes) == {
        "About all of it", "Too short", "Which one?", "Who <is> she?\nAsk.", "Overlaps",
        "Across blocks", "Check", "Lost",
    }  # fmt: skip
    asked = notes["Who <is> she?\nAsk."]
    assert asked["/T"] == "Ann Bee"
    assert asked["/M"] == "D:20260102030405Z"
    replies = [a for a in found if "/IRT" in a and a["/IRT"].get_object() == asked]
    assert [(a["/Contents"], a["/T"]) for a in replies] == [
        ("Yes, she is.\nSure.", "Cy Dee"),
        ("Thanks", "Ann Bee"),
        ("Resolved", "Ann Bee"),
    ]
    assert replies[2]["/State"] == "Completed"
    assert [a for a in found if a.get("/State")] == [replies[2]]


def test_comments_stand_on_the_words_they_are_about() -> None:
    data = _pdf(reviewed(), versions=[EDITED])
    wanted = {"Who <is> she?\nAsk.": "mayor opened", "Which one?": "bridge"}
    with pdfium.PdfDocument(data) as document:
        text = document[0].get_textpage()
        for note in _annotations(data):
            about = wanted.get(note["/Contents"])
            if about is not None:
                left, bottom, right, top = (float(place) for place in note["/Rect"])
                said = text.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
                assert " ".join(said.split()).startswith(about)


def test_highlights_are_painted_in_the_page() -> None:
    data = _pdf(_with_mark(Colour.GREEN))
    assert _has_colour(data, (0xC3, 0xEC, 0xC5))
    assert not _has_colour(_pdf(_with_mark(Colour.GREEN), notes=False), (0xC3, 0xEC, 0xC5))


def _with_mark(colour: Colour) -> Document:
    document = _long(1)
    return add_note(
        document, "source", Span(0, 6), "", "A", colour, datetime(2026, 1, 2, tzinfo=UTC)
    )


def _has_colour(data: bytes, colour: tuple[int, int, int]) -> bool:
    with pdfium.PdfDocument(data) as document:
        picture = document[0].render(scale=1, may_draw_forms=False)
        return bytes(colour[::-1]) in bytes(picture.buffer)


def test_links_between_text_and_notes_have_a_place() -> None:
    reader = PdfReader(io.BytesIO(_pdf(reviewed(), versions=[EDITED])))
    names = set(reader.named_destinations)
    links = [
        str(a.get_object()["/Dest"])
        for page in reader.pages
        for a in page.get("/Annots", ())
        if a.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) >= 8
    assert set(links) <= names


def test_edits_are_shown_and_can_be_told_apart() -> None:
    text = " ".join(_pages(_pdf(reviewed(), versions=[EDITED], tracked=True))[0].split())
    assert "n’y" in text
    assert "dedans" in text
    plain = " ".join(_pages(_pdf(reviewed(), versions=[EDITED]))[0].split())
    assert "n’y" not in plain


def test_lines_that_end_for_their_length_alone_are_set_anew() -> None:
    wrapped = "The mayor of the town opened the bridge on Monday\nmorning, and left."
    document = begin(article(wrapped, kinds=(BlockKind.PARAGRAPH,)))
    (page,) = _pages(_pdf(document))
    assert "Monday morning" in page


def test_it_can_be_printed_in_another_thread() -> None:
    made: list[bytes] = []
    document = _in("ar", SAMPLES["ar"])
    thread = threading.Thread(target=lambda: made.append(_pdf(document)))
    thread.start()
    thread.join(30)
    assert made
    assert "A town" in _pages(made[0])[0]


def test_hostile_words_become_no_markup() -> None:
    hostile = '</span></p><table><a href="http://example.org/">x</a>'
    document = _in("fr", hostile)
    note = add_note(
        document, "v", Span(0, 5), hostile, hostile, Colour.PINK, datetime(2026, 1, 2, tzinfo=UTC)
    )
    note = replace(note, meanings=((Colour.PINK, hostile),))
    data = _pdf(note)
    assert b"example.org" not in b"".join(
        str(a.get_object()).encode()
        for page in PdfReader(io.BytesIO(data)).pages
        for a in page.get("/Annots", ())
        if a.get_object()["/Subtype"] == "/Link"
    )
    assert "</span></p><table>" in "".join(_pages(data)[0].split()).replace(" ", "")


def test_a_comment_whose_words_are_not_there_is_left_out() -> None:
    printout = Printout("<p>Words</p>", "T", "", None)
    reader = PdfReader(io.BytesIO(print_pdf(printout)))
    assert reader.trailer["/Root"].get_object()["/Lang"] == "und"  # type: ignore[index]
    assert reader.outline == []


def test_a_command_prints_without_a_window(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("A bridge opens\n\nThe mayor opened the bridge on Monday.\n", encoding="utf-8")
    copy = tmp_path / "story.pdf"
    done = subprocess.run(
        [sys.executable, "-m", "diptych", "save", str(story), "-o", str(copy), "--from", "en"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "DIPTYCH_HOME": str(tmp_path / "home")},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().splitlines()[-1].startswith("Saved")
    assert "The mayor opened the bridge" in _pages(copy.read_bytes())[0]
