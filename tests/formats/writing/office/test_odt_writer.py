"""The OpenDocument text, read back by others and by us: words, notes, changes, languages."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import odfdo
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.text import Text
from diptych.core.versions import SegmentState, Translated, Version, VersionKind, assemble
from diptych.formats.reading.reader import read
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from helpers.golden import compare
from helpers.office_copies import (
    EDITED,
    MADE,
    cells,
    full,
    odt_cells,
    odt_comments,
    odt_replies,
    odt_words,
    part,
    reviewed,
)

TRACKED = Copy(versions=(EDITED, "v-ar"), tracked=True, author="Ed It", made=MADE)
TARGET = replace(TRACKED, versions=(EDITED,), source=False)


def _odt(document: Document, copy: Copy) -> bytes:
    return write(document, "odt", copy)


def test_the_content_is_the_golden_one() -> None:
    root = part(_odt(reviewed(), replace(TRACKED, cautions=["Good for the gist."])), "content.xml")
    etree.indent(root)
    compare("showcase.content.xml", etree.tostring(root, encoding="utf-8"))


def test_the_package_is_as_the_standard_wants_it_and_always_the_same() -> None:
    data = _odt(reviewed(), TRACKED)
    assert data == _odt(reviewed(), TRACKED)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        names = archive.namelist()
    assert (first.filename, first.compress_type, first.extra) == (
        "mimetype",
        zipfile.ZIP_STORED,
        b"",
    )
    assert data[38:77] == b"application/vnd.oasis.opendocument.text"
    manifest = part(data, "META-INF/manifest.xml")
    listed = {next(iter(entry.attrib.values())) for entry in manifest}
    assert listed == {"/", *names} - {"mimetype", "META-INF/manifest.xml"}


def test_every_style_that_is_used_is_there() -> None:
    for copy in (TRACKED, TARGET):
        data = _odt(reviewed(), copy)
        roots = [part(data, "content.xml"), part(data, "styles.xml")]
        known = {e.get(full("style:name")) for root in roots for e in root.iter()} - {None}
        for root in roots:
            for element in root.iter():
                for name in ("text:style-name", "table:style-name", "style:parent-style-name"):
                    assert element.get(full(name)) in {None, *known}


def test_every_word_of_every_version_is_there() -> None:
    document = reviewed()
    data = _odt(document, TRACKED)
    for column, version_id in enumerate(("source", EDITED, "v-ar")):
        assert odt_cells(data, column) == cells(document, document.version(version_id))


def test_annotations_have_authors_times_replies_and_their_words() -> None:
    data = _odt(reviewed(), TRACKED)
    told = {c.words: c for c in odt_comments(data)}
    note, first = told["Who <is> she?\nAsk."], told["Yes, she is.\nSure."]
    assert (note.author, note.when, note.about, note.resolved) == (
        "Ann Bee",
        "2026-01-02T03:04:05",
        "mayor opened",
        True,
    )
    assert (first.author, first.about, first.resolved) == ("Cy Dee", "mayor opened", True)
    assert told["Overlaps"].about == "opened\nthe bridge. Nobody"
    assert told["About all of it"].about == "A bridge <opens> & stays"
    assert told["Too short"].about == "Summary"
    assert told["Lost"].about == "“Paree”"
    assert told["A bridge"].about == "جسر"
    assert odt_replies(data) == [
        ("Yes, she is.\nSure.", "Who <is> she?\nAsk."),
        ("Thanks", "Who <is> she?\nAsk."),
    ]


def test_another_library_finds_annotations_and_changes() -> None:
    body: Any = odfdo.Document(io.BytesIO(_odt(reviewed(), TRACKED))).body
    told = {note.note_body: note.creator for note in body.get_annotations()}
    assert told["Overlaps"] == "Diptych"
    assert told["Thanks"] == "Ann Bee"
    assert len(body.get_annotations()) == len(body.get_annotation_ends()) == 11
    changes = body.get_tracked_changes()
    assert changes is not None
    regions = changes.get_changed_regions()
    made = [region.get_change_info() for region in regions]
    assert [(info.creator, str(info.date)) for info in made if info is not None] == [
        ("Ed It", "2026-02-03 04:05:06")
    ] * 2


def test_our_reader_takes_the_words_and_neither_notes_nor_what_was_deleted() -> None:
    article = read(_odt(reviewed(), TARGET), "copy.odt")
    text = article.text.value
    assert "La maire a ouvert le pont. Personne n’est tombé 😀 dedans." in text
    assert not any(words in text for words in ("n’y", "Ask.", "Thanks", "Too short"))
    assert article.headline == "Un pont s’ouvre & reste"
    assert [b.kind for b in article.blocks][:3] == [
        BlockKind.HEADLINE,
        BlockKind.STANDFIRST,
        BlockKind.HEADING,
    ]
    assert (article.metadata.author, article.metadata.date, article.metadata.language) == (
        "Ann <Bee>",
        "2026-02-03T04:05:06",
        "fr",
    )
    assert article.warnings == (
        "4 comments are not shown.",
        "1 passage that was deleted under tracked changes is left out.",
    )


def test_runs_say_their_language_and_highlight() -> None:
    root = part(_odt(reviewed(), TRACKED), "content.xml")
    looks = {
        style.get(full("style:name")): style[0]
        for style in root.iter(full("style:style"))
        if style.get(full("style:family")) == "text"
    }
    spans = {
        "".join(span.itertext()): looks[span.get(full("text:style-name"))]
        for span in root.iter(full("text:span"))
        if span.get(full("text:style-name"))
    }
    assert spans["جسر"].get(full("style:language-complex")) == "ar"
    assert spans["tombé 😀"].get(full("fo:language")) == "fr"
    assert spans["tombé 😀"].get(full("fo:background-color")) == "#ffd3a6"
    arabic = next(p for p in root.iter(full("text:p")) if "جسر" in odt_words(p))
    style = next(
        s
        for s in root.iter(full("style:style"))
        if s.get(full("style:name")) == arabic.get(full("text:style-name"))
    )
    assert style[0].get(full("style:writing-mode")) == "rl-tb"


def test_east_asian_words_say_their_language_where_it_is_looked_for() -> None:
    document = reviewed()
    text, segments = assemble(document.source, {"s1": Translated("桥")})
    chinese = Version("v-zh", VersionKind.MACHINE, "Chinese", Text(text, "zh-Hans"), segments)
    root = part(_odt(document.with_version(chinese), Copy(versions=["v-zh"])), "content.xml")
    told = {
        (looks.get(full("style:language-asian")), looks.get(full("style:script-asian")))
        for looks in root.iter(full("style:text-properties"))
    }
    assert told == {(None, None), ("zh", "Hans")}


def test_a_copy_without_notes_and_changes_has_none() -> None:
    root = part(_odt(reviewed(), replace(TRACKED, notes=False, tracked=False)), "content.xml")
    tags = {etree.QName(element).localname for element in root.iter()}
    assert not tags & {"annotation", "annotation-end", "tracked-changes", "change"}
    assert "background-color" not in etree.tostring(root).decode()


WORDS = st.text(st.sampled_from("ab é😀,.1  \n\tةب桥"), max_size=30)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_both_texts_come_out_of_the_changes_with_all_their_blanks(data: st.DataObject) -> None:
    document = reviewed()
    for version_id in ("v-fr", EDITED):
        version = document.version(version_id)
        for segment in version.segments:
            words = data.draw(WORDS)
            version = version.with_segment(segment.id, words, SegmentState.EDITED)
        document = document.with_version(version)
    saved = _odt(document, replace(TRACKED, versions=(EDITED,)))
    assert odt_cells(saved, 1) == cells(document, document.version(EDITED))
    assert odt_cells(saved, 1, accept=False) == cells(document, document.version("v-fr"))


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=20), st.text(st.characters(), max_size=20))
def test_no_character_of_a_note_breaks_the_file(body: str, author: str) -> None:
    document = reviewed()
    notes = tuple(replace(n, body=body, author=author, created=author) for n in document.notes)
    saved = _odt(replace(document, notes=notes), replace(TRACKED, author=author))
    assert odt_cells(saved, 0) == cells(document, document.source)
