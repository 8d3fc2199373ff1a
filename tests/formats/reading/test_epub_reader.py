"""E-books: chapters and their titles, a book of one chapter, and damaged or hostile files."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from diptych.core.article import BlockKind, Item
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import read, understand
from diptych.workspace.opening import NO_CHOICES, Choices, open_bytes, reread
from helpers.document_facts import Facts, facts_of_sample
from helpers.made_files import zipped
from helpers.soundness import read_or_refused

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
ABOUT = (
    "<dc:title>Ponts</dc:title><dc:creator>Odile Marchand</dc:creator><dc:creator>L. Ferry"
    "</dc:creator><dc:language>fr-FR</dc:language><dc:identifier>other</dc:identifier>"
    '<dc:identifier id="own">urn:pont:7</dc:identifier><dc:rights>© Rivière</dc:rights>'
    '<dc:date>2026-11-24</dc:date><meta property="dcterms:modified">2026-11-25T00:00:00Z</meta>'
    "<dc:subject>fleuves</dc:subject>"
)
DRM = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData>'
    '<EncryptionMethod Algorithm="{}"/><CipherData><CipherReference URI="{}"/></CipherData>'
    "</EncryptedData></encryption>"
)


def page(body: str, attributes: str = "") -> str:
    return f"<html {XHTML} {attributes}><head><title>t</title></head><body>{body}</body></html>"


def book(
    pages: Mapping[str, str | bytes],
    spine: Sequence[str] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    items: str = "",
    about: str = ABOUT,
) -> bytes:
    """A book with these pages, in this order."""
    manifest = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in pages
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in (spine or list(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="own">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata>'
        f"<manifest>{manifest}{items}</manifest><spine>{order}</spine></package>"
    )
    made: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package,
        **{f"OPS/{name}": words for name, words in pages.items()},
    }
    return zipped({**made, **(parts or {})}, first="mimetype")


ONE = page("<h1>La rive droite</h1><p>Le maire a ouvert le pont.</p>")
TWO = page("<p>Le trajet est court.</p><p>Fin.</p>", 'xml:lang="en"')
TWO_CHAPTERS = book({"one.xhtml": ONE, "two.xhtml": TWO})


def items_of(data: bytes) -> tuple[Item, ...]:
    with pytest.raises(SeveralArticlesError) as caught:
        read(data, "a.epub")
    assert caught.value.remedy
    return caught.value.items


def chapter(data: bytes, item: str) -> list[str]:
    reading = understand(Given(data, "a.epub", item=item)).reading
    return [block.span.of(reading.value) for block in reading.blocks]


def test_chapters_are_listed_in_the_order_of_the_book() -> None:
    data = book({"one.xhtml": ONE, "two.xhtml": TWO}, ["two.xhtml", "one.xhtml", "two.xhtml"])
    assert items_of(data) == (
        Item("OPS/two.xhtml", "Chapter 1", "2 paragraphs"),
        Item("OPS/one.xhtml", "La rive droite", "2 paragraphs"),
    )


def test_titles_come_from_the_table_of_contents() -> None:
    nav = page(
        '<nav epub:type="toc"><ol><li><a href="one.xhtml#top">I. <i>Rive</i></a><ol><li>'
        '<a href="one.xhtml#b">Later</a></li></ol></li><li><a href="../OPS/tw%6F.xhtml">II.</a>'
        "</li></ol></nav>"
    )
    item = '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    pages = {"one.xhtml": ONE, "two.xhtml": TWO}
    data = book(pages, ["one.xhtml", "n", "two.xhtml"], {"OPS/n.xhtml": nav}, item)
    assert [item.title for item in items_of(data)] == ["I. Rive", "II."]
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Un'
        '</text></navLabel><content src="one.xhtml"/><navPoint><navLabel><text>Deux</text>'
        '</navLabel><content src="two.xhtml"/></navPoint></navPoint></navMap></ncx>'
    )
    item = '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    data = book(pages, None, {"OPS/toc.ncx": ncx}, item)
    assert [item.title for item in items_of(data)] == ["Un", "Deux"]


def test_a_chapter_knows_its_book() -> None:
    understood = understand(Given(TWO_CHAPTERS, "a.epub", item="OPS/one.xhtml"))
    about = understood.reading.metadata
    assert (about.title, about.author) == ("La rive droite", "Odile Marchand, L. Ferry")
    assert (about.language, about.guid, about.copyright) == ("fr", "urn:pont:7", "© Rivière")
    assert (about.date, about.updated) == ("2026-11-24", "2026-11-25T00:00:00Z")
    assert about.keywords == ("fleuves",)
    assert [block.kind for block in understood.reading.blocks] == [
        BlockKind.HEADLINE, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    other = understand(Given(TWO_CHAPTERS, "a.epub", item="OPS/two.xhtml")).reading.metadata
    assert (other.language, other.title) == ("en", "Ponts")


def test_what_is_kept_is_a_book_of_one_chapter() -> None:
    picture = random.Random(7).randbytes(50_000)
    data = book({"one.xhtml": ONE, "two.xhtml": TWO}, parts={"OPS/p.png": picture})
    first = understand(Given(data, "a.epub", item="OPS/one.xhtml")).reading
    kept = first.kept
    assert kept is not None
    assert len(kept) < len(data) / 5
    again = understand(Given(kept, "a.epub", item="OPS/one.xhtml"))
    assert (again.kind, again.reading) == (FileKind.EPUB, first)
    alone = understand(Given(kept, "a.epub"))
    assert replace(alone.reading, kept=kept, warnings=()) == first
    assert alone.reading.warnings == ("Some of the book's pages are missing in the file.",)


def test_a_chapter_is_read_again_from_what_was_kept() -> None:
    document = open_bytes(TWO_CHAPTERS, "a.epub", Choices(item="OPS/two.xhtml"))
    assert document.article.source.item == "OPS/two.xhtml"
    again = reread(document, NO_CHOICES)
    assert again.article == document.article


def test_a_book_of_one_chapter_opens_at_once() -> None:
    cover = page('<img src="cover.png"/><p> 1 </p>')
    understood = understand(Given(book({"cover.xhtml": cover, "two.xhtml": TWO}), "a.epub"))
    assert understood.reading.value == "Le trajet est court.\n\nFin."
    assert understood.reading.metadata.title == "Ponts"
    assert understood.reading.kept is None
    assert understood.reading.warnings == ()


def test_words_of_a_page() -> None:
    body = (
        '<p>Un mot<a epub:type="noteref" href="#n">1</a> ici<span epub:type="pagebreak">12</span>.'
        "</p><p>Vers un,<br/>vers deux</p><pre>a\n  b</pre><p><ruby>漢<rt>kan</rt></ruby></p>"
        "<script src='x'/><p>Caf&eacute;&nbsp;!</p>"
    )
    data = book({"one.xhtml": page(body), "two.xhtml": TWO})
    assert chapter(data, "OPS/one.xhtml") == [
        "Un mot ici.", "Vers un,\nvers deux", "a\n  b", "漢", "Café\u00a0!",
    ]  # fmt: skip


def test_pages_in_other_encodings() -> None:
    words = '<?xml version="1.0" encoding="iso-8859-1"?>' + page("<p>Le pont doré.</p>")
    data = book({"one.xhtml": words.encode("latin-1"), "two.xhtml": TWO.encode("utf-16")})
    assert chapter(data, "OPS/one.xhtml") == ["Le pont doré."]
    assert chapter(data, "OPS/two.xhtml") == ["Le trajet est court.", "Fin."]


@pytest.mark.parametrize(
    ("way", "part", "locked"),
    [
        ("http://www.idpf.org/2008/embedding", "OPS/font.otf", False),
        ("http://ns.adobe.com/pdf/enc#RC", "OPS/one.xhtml", False),
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/one.xhtml", True),
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/video.mp4", False),
    ],
)
def test_a_lock_of_the_publisher_is_named(way: str, part: str, locked: bool) -> None:
    parts = {"META-INF/encryption.xml": DRM.format(way, part)}
    data = book({"one.xhtml": ONE}, parts=parts)
    if locked:
        with pytest.raises(CannotReadError, match="locked by its publisher"):
            read(data, "a.epub")
    else:
        assert "maire" in read(data, "a.epub").text.value


def test_a_chapter_that_is_not_there() -> None:
    for item in ("OPS/three.xhtml", "../../etc/passwd", "", "OPS/book.opf"):
        with pytest.raises(CannotReadError, match="There is no chapter") as caught:
            understand(Given(TWO_CHAPTERS, "a.epub", item=item))
        assert caught.value.remedy


def test_names_that_lead_out_of_the_book() -> None:
    items = "".join(
        f'<item id="x{n}" href="{href}" media-type="application/xhtml+xml"/>'
        for n, href in enumerate(
            ("../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\one.xhtml", "")
        )
    )
    order = ["x0", "x1", "x2", "x3", "x4", "one.xhtml"]
    article = read(book({"one.xhtml": ONE}, order, items=items), "a.epub")
    assert "root:" not in article.text.value
    assert "maire" in article.text.value


def test_books_without_a_frame() -> None:
    bare = zipped(
        {"mimetype": "application/epub+zip", "b.xhtml": TWO, "a.html": ONE}, first="mimetype"
    )
    assert [item.id for item in items_of(bare)] == ["a.html", "b.xhtml"]
    unnamed = book({"one.xhtml": ONE}, parts={"META-INF/container.xml": "<"})
    assert "maire" in read(unnamed, "a.epub").text.value
    orderless = book({"one.xhtml": ONE, "two.xhtml": TWO}, ["nothing"])
    assert len(items_of(orderless)) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped({"mimetype": "application/epub+zip"}, first="mimetype"), "which pages it has"),
        (book({"one.xhtml": page("<p>1</p>")}), "There is no text"),
        (book({}, ["one.xhtml"]), "which pages it has"),
    ],
    ids=["empty", "no words", "no pages"],
)
def test_books_without_text_say_why(data: bytes, words: str) -> None:
    with pytest.raises(CannotReadError, match=words) as caught:
        read(data, "a.epub")
    assert caught.value.remedy


def test_a_page_that_is_called_a_book() -> None:
    with pytest.raises(CannotReadError, match="is not an e-book"):
        understand(Given(ONE.encode(), "a.epub", kind=FileKind.EPUB))


def test_one_damaged_page_does_not_close_the_book() -> None:
    data = bytearray(book({"one.xhtml": ONE, "two.xhtml": TWO, "three.xhtml": TWO}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        entry = archive.getinfo("OPS/one.xhtml")
    data[entry.header_offset + 30 + len(entry.filename) + 8] ^= 0xFF
    assert [item.id for item in items_of(bytes(data))] == ["OPS/two.xhtml", "OPS/three.xhtml"]
    with pytest.raises(CannotReadError, match="cannot be unpacked"):
        understand(Given(bytes(data), "a.epub", item="OPS/one.xhtml"))


def test_entities_of_a_book_lead_nowhere() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "bang"><!ENTITY e SYSTEM "file:///etc/passwd">]>'
    data = book({"one.xhtml": bomb + page("<p>x &a; &e; y</p>"), "two.xhtml": TWO})
    words = "".join(chapter(data, "OPS/one.xhtml"))
    assert "bang" not in words
    assert "root:" not in words


@pytest.mark.parametrize(
    "data",
    [
        book({"one.xhtml": page("<div>" * 20_000 + "deep"), "two.xhtml": TWO}),
        book({"one.xhtml": ONE}, ["one.xhtml"] * 200_000),
        book({"one.xhtml": ONE}, items='<item id="x" href="one.xhtml"/>' * 100_000),
        book({"one.xhtml": ONE}, about="<a>" * 10_000),
        book({f"{n}.xhtml": ONE for n in range(3_000)}),
        book(
            {"one.xhtml": ONE},
            parts={"OPS/t.ncx": "<navPoint>" * 20_000},
            items='<item id="t" href="t.ncx" media-type="application/x-dtbncx+xml"/>',
        ),
    ],
    ids=["deep page", "long spine", "long manifest", "deep package", "many pages", "deep contents"],
)
@pytest.mark.timeout(30)
def test_no_book_takes_long(data: bytes) -> None:
    read_or_refused(Given(data, "a.epub"))


@pytest.mark.parametrize("part", range(1, 16))
def test_cut_books(part: int) -> None:
    with pytest.raises(CannotReadError):
        read(TWO_CHAPTERS[: len(TWO_CHAPTERS) * part // 16], "a.epub")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@examples(st.integers(0, len(TWO_CHAPTERS) - 1), st.integers(1, 255), st.booleans())
def test_one_changed_byte_of_a_book(place: int, by: int, chosen: bool) -> None:
    data = bytearray(TWO_CHAPTERS)
    data[place] ^= by
    read_or_refused(Given(bytes(data), "a.epub", item="OPS/one.xhtml" if chosen else None))


@pytest.mark.parametrize(
    ("name", "item", "facts"),
    [
        ("testEPUB.epub", None, "“testEPUB.epub” has 3 chapters."),
        ("testEPUB.epub", "OPS/TableOfContents.html",
         Facts("Table of Contents", "en", 3, "Table of Contents Chapte",
               "ents Chapter 1 Chapter 2")),
        ("testEPUB.epub", "OPS/chapters/chapter1.html",
         Facts("Chapter 1", "en", 7, "Chapter 1 This is the te", "a simple div, and a span")),
        ("testEPUB_xml_ext.epub", None, "“testEPUB_xml_ext.epub” has 2 chapters."),
        ("testEPUB_xml_ext.epub", "OPS/main1.xml", Facts("Chapter 1", "en", 2,
                                                             "Chapter 1 It was a brigh",
                                                             "entering along with him.")),
    ],
)  # fmt: skip
def test_samples_of_books(name: str, item: str | None, facts: Facts | str) -> None:
    assert facts_of_sample("epub", name, item) == facts
