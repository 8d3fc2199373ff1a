"""Comments, replies and tracked changes in a Word document, as Word has them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from diptych.core.document import Document
from diptych.core.versions import SegmentState
from diptych.formats.reading.reader import read
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from helpers.office_copies import (
    EDITED,
    MADE,
    cells,
    docx_cells,
    docx_comments,
    docx_replies,
    docx_words,
    full,
    in_order,
    part,
    reviewed,
)

# From the sequences of CT_PPr and EG_RPrBase in ECMA-376, as far as they are written.
PARAGRAPH = ("pStyle", "keepNext", "bidi", "jc", "rPr")
RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "highlight", "shd", "rtl",
    "cs", "lang",
)  # fmt: skip
PUT_RIGHT = "Personne n’est tombé 😀 dedans."
TRACKED = Copy(versions=(EDITED, "v-ar"), tracked=True, author="Ed It", made=MADE)
TARGET = replace(TRACKED, versions=(EDITED,), source=False)


def _docx(document: Document, copy: Copy) -> bytes:
    return write(document, "docx", copy)


def test_replies_stand_after_their_note_and_are_resolved_with_it() -> None:
    data = _docx(reviewed(), TRACKED)
    told = {c.words: c for c in docx_comments(data)}
    note, first, second = told["Who <is> she?\nAsk."], told["Yes, she is.\nSure."], told["Thanks"]
    assert [c.author for c in (note, first, second)] == ["Ann Bee", "Cy Dee", "Ann Bee"]
    assert [c.when for c in (note, first)] == ["2026-01-02T03:04:05Z", "2026-01-02T05:04:05Z"]
    assert all(c.about == "mayor opened" and c.resolved for c in (note, first, second))
    assert not told["Overlaps"].resolved
    assert docx_replies(data) == [("Sure.", "Ask."), ("Thanks", "Ask.")]


def test_overlapping_notes_have_their_own_words() -> None:
    told = {c.words: c.about for c in docx_comments(_docx(reviewed(), TRACKED))}
    assert told["Overlaps"] == "opened\nthe bridge. Nobody"
    assert told["Check"] == "tombé 😀"
    assert told["A bridge"] == "جسر"
    assert told["Across blocks"] == "said."  # no comment reaches across cells


def test_in_a_text_without_table_a_comment_reaches_across_paragraphs() -> None:
    document = reviewed()
    copy = Copy(versions=(), source=True)
    told = {c.words: c.about for c in docx_comments(_docx(document, copy))}
    assert told["Across blocks"] == "said.A bridge"


def test_notes_on_the_whole_stand_on_the_headings() -> None:
    told = {c.words: c.about for c in docx_comments(_docx(reviewed(), TRACKED))}
    assert told["About all of it"] == "A bridge <opens> & stays"
    assert told["Too short"] == "Summary"
    assert told["Which one?"] == "bridge"
    assert told["Lost"] == "“Paree”"


def test_without_a_summary_its_notes_stand_on_the_title() -> None:
    told = {
        c.words: c.about for c in docx_comments(_docx(replace(reviewed(), summary=None), TARGET))
    }
    assert told["Too short"] == told["About all of it"] == "Un pont s’ouvre & reste"
    assert told["Which one?"] == "“bridge”"


def test_without_the_source_a_note_on_the_summary_stands_on_the_translated_sentence() -> None:
    told = {c.words: c.about for c in docx_comments(_docx(reviewed(), TARGET))}
    assert told["Which one?"] == "La maire a ouvert le pont."


def test_a_copy_without_notes_has_none() -> None:
    data = _docx(reviewed(), replace(TRACKED, notes=False))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [name for name in archive.namelist() if "comment" in name]
    body = part(data, "word/document.xml")
    assert not list(body.iter(full("w:highlight"), full("w:shd"), full("w:commentReference")))
    assert "Colours" not in "".join(body.itertext())


def test_the_colours_are_explained_where_they_have_names() -> None:
    body = part(_docx(reviewed(), TRACKED), "word/document.xml")
    legend = next(p for p in body.iter(full("w:p")) if docx_words(p).startswith("Colours"))
    assert docx_words(legend) == "Colours: Green Ask   Orange Check"
    fills = [shade.get(full("w:fill")) for shade in body.iter(full("w:shd"))]
    assert fills == ["FFB84D"] * 2  # the legend, and the note


def test_the_target_alone_is_a_text_with_headings() -> None:
    data = _docx(reviewed(), TARGET)
    file = docx.Document(io.BytesIO(data))
    assert file.tables == []
    told = [(p.style.name, docx_words(p._p)) for p in file.paragraphs]
    assert told == [
        ("Title", "Un pont s’ouvre & reste"),
        ("Normal", "Colours: Green Ask   Orange Check"),
        ("Heading 1", "Summary"),
        ("List Bullet", "La maire a ouvert le pont."),
        ("Heading 1", "Text"),
        ("Normal", "PARIS, lundi"),
        (
            "Normal",
            f"La maire a ouvert le pont. {PUT_RIGHT} « Tout va bien », dit-elle.",
        ),
        ("Normal", "Un pont s’ouvre & reste"),
    ]


def test_several_targets_follow_each_other() -> None:
    data = _docx(reviewed(), Copy(versions=(EDITED, "v-ar"), source=False))
    headings = [
        p.text for p in docx.Document(io.BytesIO(data)).paragraphs if "Heading 1" in p.style.name
    ]
    assert headings == ["Summary", "French by Argos, edited", "Arabic"]


def test_changes_say_who_made_them_and_when() -> None:
    body = part(_docx(reviewed(), TRACKED), "word/document.xml")
    changes = list(body.iter(full("w:ins"), full("w:del")))
    assert [(etree.QName(c).localname, "".join(c.itertext())) for c in changes] == [
        ("del", "y "),
        ("ins", " dedans"),
    ]
    assert {(c.get(full("w:author")), c.get(full("w:date"))) for c in changes} == {
        ("Ed It", "2026-02-03T04:05:06Z")
    }


def test_without_an_author_or_a_time_changes_are_still_valid() -> None:
    body = part(_docx(reviewed(), replace(TRACKED, author="", made="")), "word/document.xml")
    change = next(body.iter(full("w:ins")))
    assert (change.get(full("w:author")), change.get(full("w:date"))) == ("Diptych", None)


@pytest.mark.parametrize("copy", [TRACKED, TARGET])
def test_ids_are_unique_and_marks_in_the_order_of_the_schema(copy: Copy) -> None:
    data = _docx(reviewed(), copy)
    body = part(data, "word/document.xml")
    assert all(in_order(e, PARAGRAPH) for e in body.iter(full("w:pPr")))
    assert all(in_order(e, RUN) for e in body.iter(full("w:rPr")))
    own = [e.get(full("w:id")) for e in body.iter(full("w:ins"), full("w:del"))]
    comments = [e.get(full("w:id")) for e in part(data, "word/comments.xml")]
    assert len(set(own + comments)) == len(own + comments)
    for name in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        assert sorted(e.get(full("w:id")) for e in body.iter(full(name))) == sorted(comments)


def test_every_style_that_is_named_is_there() -> None:
    for copy in (replace(TRACKED, cautions=["Gist."]), TARGET):
        data = _docx(reviewed(), copy)
        known = {e.get(full("w:styleId")) for e in part(data, "word/styles.xml")} - {None}
        for name in ("word/document.xml", "word/comments.xml"):
            used = part(data, name).iter(full("w:pStyle"), full("w:rStyle"), full("w:tblStyle"))
            assert {e.get(full("w:val")) for e in used} <= known


def test_the_parts_of_comments_agree_and_are_declared() -> None:
    data = _docx(reviewed(), TRACKED)
    ids = [e.get(full("w14:paraId")) for e in part(data, "word/comments.xml").iter(full("w:p"))]
    assert len(set(ids)) == len(ids)
    assert all(0 < int(key, 16) < 0x80000000 and len(key) == 8 for key in ids)
    lasts = [comment[-1].get(full("w14:paraId")) for comment in part(data, "word/comments.xml")]
    assert [e.get(full("w15:paraId")) for e in part(data, "word/commentsExtended.xml")] == lasts
    named = [list(e.attrib.values()) for e in part(data, "word/commentsIds.xml")]
    assert [pair[0] for pair in named] == lasts
    moments = [list(e.attrib.values()) for e in part(data, "word/commentsExtensible.xml")]
    assert [pair[0] for pair in moments] == [pair[1] for pair in named]
    people = [e.get(full("w15:author")) for e in part(data, "word/people.xml")]
    assert sorted(people) == ["Ann Bee", "Cy Dee", "Diptych"]
    types = part(data, "[Content_Types].xml")
    declared = {e.get("PartName"): e.get("ContentType") for e in types}
    related = {e.get("Target") for e in part(data, "word/_rels/document.xml.rels")}
    for name in ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"):
        assert declared[f"/word/{name}.xml"].endswith(f"wordprocessingml.{name}+xml")
        assert f"{name}.xml" in related


def test_the_properties_say_when_it_was_saved() -> None:
    properties = docx.Document(io.BytesIO(_docx(reviewed(), TRACKED))).core_properties
    assert properties.created.isoformat() == "2026-02-03T04:05:06+00:00"
    assert properties.last_modified_by == "Ed It"
    unknown = part(_docx(reviewed(), replace(TRACKED, made="")), "docProps/core.xml")
    assert "created" not in {etree.QName(e).localname for e in unknown}


def test_our_reader_takes_the_words_and_neither_notes_nor_what_was_deleted() -> None:
    text = read(_docx(reviewed(), TARGET), "copy.docx").text.value
    assert "Personne n’est tombé 😀 dedans." in text
    assert not any(words in text for words in ("n’y", "Ask.", "Thanks", "Too short"))


WORDS = st.text(st.sampled_from("ab é😀,.1 \n\tةب桥"), max_size=30)


def edited(document: Document, data: Any) -> Document:
    """The document with any words in any segments of both the machine's and the edited version."""
    for version_id in ("v-fr", EDITED):
        version = document.version(version_id)
        for segment in version.segments:
            words = data.draw(st.none() | WORDS)
            if words is not None:
                version = version.with_segment(segment.id, words, SegmentState.EDITED)
        document = document.with_version(version)
    return document


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_accepting_gives_the_edited_text_and_rejecting_the_machines(data: st.DataObject) -> None:
    document = edited(reviewed(), data)
    saved = _docx(document, replace(TRACKED, versions=(EDITED,)))
    assert docx_cells(saved, 1) == cells(document, document.version(EDITED))
    assert docx_cells(saved, 1, accept=False) == cells(document, document.version("v-fr"))
    assert docx_cells(saved, 0, accept=False) == cells(document, document.source)


def test_a_version_cut_into_other_sentences_is_compared_block_by_block() -> None:
    document = reviewed()
    machine = document.version("v-fr")
    merged = replace(machine, segments=tuple(s for s in machine.segments if s.id != "s4"))
    document = document.with_version(merged)
    saved = _docx(document, replace(TRACKED, versions=(EDITED,)))
    assert docx_cells(saved, 1) == cells(document, document.version(EDITED))
    assert docx_cells(saved, 1, accept=False) == cells(document, merged)
