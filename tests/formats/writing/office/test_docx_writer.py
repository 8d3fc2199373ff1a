"""The Word document, read back: words, languages, highlights, comments; nothing is dropped."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.text import Span
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from helpers.golden import compare
from helpers.showcase import NOW, showcase

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VERSIONS = ("edited-v-fr", "v-ar")


def _saved(document: Document, **options: Any) -> Any:
    return docx.Document(io.BytesIO(write(document, ".docx", Copy(**options))))


def _column(file: Any, place: int) -> str:
    cells = [row.cells[place].text for row in file.tables[0].rows[1:]]
    return " ".join(" ".join(cells).split())


def _runs(file: Any, place: int) -> list[Any]:
    return [
        run
        for row in file.tables[0].rows[1:]
        for paragraph in row.cells[place].paragraphs
        for run in paragraph.runs
    ]


def test_the_body_is_the_golden_one() -> None:
    data = write(showcase(), ".docx", Copy(versions=VERSIONS, cautions=["Good for the gist."]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for page in body.iter(f"{W}sectPr"):  # size and margins are those of python-docx's template
        page.clear()
    etree.indent(body)
    text = etree.tostring(body, encoding="unicode")
    # The declarations at the root are those of python-docx's template.
    compare("showcase.document.xml", re.sub(r"<w:document[^>]*>", "<w:document>", text).encode())


def test_every_word_of_every_version_is_there() -> None:
    document = showcase()
    file = _saved(document, versions=VERSIONS)
    for place, version_id in enumerate(("source", *VERSIONS)):
        assert _column(file, place) == " ".join(document.version(version_id).text.value.split())


def test_every_run_says_its_language() -> None:
    file = _saved(showcase(), versions=VERSIONS)
    for place, (kind, tag) in enumerate((("val", "en"), ("val", "fr"), ("bidi", "ar"))):
        marks = [run._r.find(f"{W}rPr/{W}lang") for run in _runs(file, place) if run.text.strip()]
        assert {mark.get(f"{W}{kind}") for mark in marks} == {tag}
    arabic = [run for run in _runs(file, 2) if run.text.strip()]
    assert all(run.font.rtl for run in arabic)
    assert arabic[0].font.cs_bold
    headings = file.tables[0].rows[1].cells[2].paragraphs[0]
    assert headings._p.pPr.find(f"{W}bidi") is not None


def test_east_asian_words_say_their_language_where_word_looks_for_it() -> None:
    document = showcase()
    text, segments = assemble(document.source, {"s1": Translated("桥")})
    chinese = Version(
        "v-zh",
        VersionKind.MACHINE,
        "Chinese",
        replace(document.source.text, value=text, language="zh-Hans"),
        segments,
    )
    file = _saved(document.with_version(chinese), versions=["v-zh"])
    marks = [run._r.find(f"{W}rPr/{W}lang") for run in _runs(file, 1) if run.text.strip()]
    assert [mark.get(f"{W}eastAsia") for mark in marks] == ["zh-Hans"]


def test_highlights_lie_on_the_marked_words() -> None:
    runs = _runs(_saved(showcase(), versions=["edited-v-fr"]), 0)
    marked = {(r.text, r.font.highlight_color) for r in runs if r.font.highlight_color}
    assert ("mayor ", WD_COLOR_INDEX.BRIGHT_GREEN) in marked
    assert ("opened", WD_COLOR_INDEX.PINK) in marked
    assert ("Nobody", WD_COLOR_INDEX.YELLOW) in marked
    assert (" fell", WD_COLOR_INDEX.YELLOW) in marked
    assert ("A bridge", WD_COLOR_INDEX.TURQUOISE) in marked


def test_notes_are_comments_on_their_words_within_one_cell() -> None:
    file = _saved(showcase(), versions=["edited-v-fr"])
    told = {c.text: (c.author, c.initials, c.timestamp) for c in file.comments}
    assert told == {
        "Who <is> she?\nAsk.": ("Ann Bee", "AB", NOW),
        "Overlaps": ("Diptych", "D", NOW),
        "Across blocks": ("Diptych", "D", NOW),
        "Check": ("Ann Bee", "AB", NOW),
        "Lost": ("Ann Bee", "AB", NOW),
    }
    body = file.element.body
    for comment in file.comments:
        starts = [e for e in body.iter(f"{W}commentRangeStart") if _id(e) == comment.comment_id]
        ends = [e for e in body.iter(f"{W}commentRangeEnd") if _id(e) == comment.comment_id]
        assert len(starts) == len(ends) == 1
        assert starts[0].getparent() is ends[0].getparent()


def _id(element: Any) -> int:
    return int(element.get(f"{W}id"))


def test_a_comment_begins_and_ends_with_its_words() -> None:
    file = _saved(showcase(), versions=["edited-v-fr"])
    comment = next(c for c in file.comments if c.text.startswith("Who"))
    inside, words = False, ""
    for element in file.element.body.iter():
        if element.tag == f"{W}commentRangeStart" and _id(element) == comment.comment_id:
            inside = True
        elif element.tag == f"{W}commentRangeEnd" and _id(element) == comment.comment_id:
            break
        elif inside and element.tag == f"{W}t":
            words += element.text
    assert words == "mayor opened"


def test_notes_whose_words_are_gone_are_listed() -> None:
    paragraphs = [p.text for p in _saved(showcase()).paragraphs]
    assert paragraphs[-2:] == ["Notes whose words are gone", "“Paree”"]


def test_what_is_not_the_story_is_grey_but_there() -> None:
    file = _saved(showcase())
    last = file.tables[0].rows[-1].cells[0]
    assert last.text == "NEXT NEWS"
    assert str(last.paragraphs[0].runs[0].font.color.rgb) == "6B6B6B"
    marked, plain = file.tables[0].rows[-2].cells[0].paragraphs[0].runs
    assert (marked.text, marked.font.color.rgb) == ("A bridge", None)
    assert str(plain.font.color.rgb) == "6B6B6B"


def test_title_summary_cautions_and_properties() -> None:
    file = _saved(showcase(), versions=["v-fr"], cautions=["Good for the gist."])
    paragraphs = [p.text for p in file.paragraphs]
    assert paragraphs[:2] == ["A bridge <opens> & stays", "Good for the gist."]
    assert "The mayor opened the bridge." in paragraphs
    assert "La maire a ouvert le pont." in paragraphs
    properties = file.core_properties
    assert (properties.title, properties.author, properties.language) == (
        "A bridge <opens> & stays",
        "Ann <Bee>",
        "en",
    )


ANY = st.text(st.characters(), max_size=12)


def _with_words(note: Note, body: str, author: str) -> Note:
    return replace(note, body=body, author=author, created=author)


@settings(max_examples=25)
@given(ANY, ANY)
def test_no_character_breaks_it(body: str, author: str) -> None:
    document = showcase()
    article = document.article
    metadata = replace(article.metadata, author=author)
    notes = tuple(_with_words(note, body, author) for note in document.notes)
    document = replace(document, article=replace(article, metadata=metadata), notes=notes)
    file = _saved(document, cautions=[body])
    assert _column(file, 0) == " ".join(document.source.text.value.split())


@settings(max_examples=25)
@given(st.data())
def test_overlapping_marks_change_no_word(data: st.DataObject) -> None:
    document = showcase()
    length = len(document.source.text)
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, length), st.integers(0, length)), max_size=6)
    )
    notes = tuple(
        replace(document.notes[0], id=f"n{number}", span=Span(min(pair), max(pair)))
        for number, pair in enumerate(spans)
    )
    file = _saved(replace(document, notes=notes), versions=["v-fr"])
    assert _column(file, 0) == " ".join(document.source.text.value.split())
