"""OpenDocument texts: reading order, what stands beside the text, and damaged or hostile files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import read, understand
from helpers.document_facts import Facts, facts_of_sample
from helpers.made_files import zipped
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused

KIND = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
        ("svg", "svg-compatible"), ("manifest", "manifest"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
META = (
    "<office:meta><dc:title>Le pont</dc:title><meta:initial-creator>Odile Marchand"
    "</meta:initial-creator><dc:creator>Un autre</dc:creator><meta:creation-date>"
    "2026-11-24T06:30:00.123456789</meta:creation-date><dc:date>2026-11-25T08:00:00</dc:date>"
    "<dc:language>fr-FR</dc:language><meta:keyword>pont</meta:keyword><meta:keyword>fleuve"
    "</meta:keyword></office:meta>"
)


def root(name: str, inside: str) -> str:
    return f'<office:{name} {SPACES} office:version="1.3">{inside}</office:{name}>'


def content(body: str, styles: str = "", kind: str = "text") -> str:
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return f"{automatic}<office:body><office:{kind}>{body}</office:{kind}></office:body>"


def odt(
    body: str, styles: str = "", parts: Mapping[str, str | bytes] | None = None, kind: str = "text"
) -> bytes:
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
    made: dict[str, str | bytes] = {
        "mimetype": KIND,
        "content.xml": root("document-content", content(body, styles, kind)),
        "META-INF/manifest.xml": f"<manifest:manifest {SPACES}>{entry}</manifest:manifest>",
    }
    return zipped({**made, **(parts or {})}, first="mimetype")


def texts(data: bytes, name: str = "a.odt") -> list[str]:
    article = read(data, name)
    return [block.span.of(article.text.value) for block in article.blocks]


def p(words: str, style: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{words}</text:p>"


def test_lists_tables_sections_and_boxes_in_reading_order() -> None:
    items = "".join(f"<text:list-item>{p(words)}</text:list-item>" for words in ("one", "two"))
    cells = "".join(f"<table:table-cell>{p(words)}</table:table-cell>" for words in ("A", "B"))
    box = f"<draw:frame><svg:title>alt</svg:title><draw:text-box>{p('in a box')}</draw:text-box>"
    body = (
        f"<text:list>{items}</text:list>"
        f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        f"<text:section>{p(f'before {box}</draw:frame>and after')}</text:section>{p('end')}"
    )
    assert texts(odt(body)) == ["one", "two", "A", "B", "before and after", "in a box", "end"]


def test_blanks_are_those_the_document_means() -> None:
    words = (
        " \n a  <text:span> b</text:span>\n<text:s text:c='3'/>c<text:tab/>d<text:line-break/>e"
        "<text:soft-page-break/>f <text:s/>g"
    )
    assert read(odt(p(words)), "a.odt").text.value == "a b    c\td\nef  g"


def test_one_element_is_no_million_of_spaces() -> None:
    value = read(
        odt(p("a<text:s text:c='1000000000'/>b<text:s text:c='-1'/>c")), "a.odt"
    ).text.value
    assert len(value) < 100


def test_styles_tell_titles_headings_and_listings() -> None:
    styles = (
        '<style:style style:name="P1" style:parent-style-name="P2"/>'
        '<style:style style:name="P2" style:parent-style-name="Title"/>'
        '<style:style style:name="P3" style:parent-style-name="P3"/>'
    )
    body = (
        p("The bridge", "P1")
        + p("It is open", "Subtitle")
        + "<text:table-of-content><text:table-of-content-source><text:index-title-template>Of"
        "</text:index-title-template></text:table-of-content-source><text:index-body>"
        f"{p('Two banks<text:tab/>3')}</text:index-body></text:table-of-content>"
        + "<text:h text:outline-level='1'>Two banks</text:h>"
        + p("The mayor opened it.", "P3")
        + p("A third", "Heading_20_2")
    )
    blocks = read(odt(body, styles), "a.odt").blocks
    assert [block.kind for block in blocks] == [
        BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.FURNITURE, BlockKind.HEADING,
        BlockKind.PARAGRAPH, BlockKind.HEADING,
    ]  # fmt: skip


def test_a_text_that_opens_with_a_heading_is_headed_by_it() -> None:
    body = "<text:h>The bridge</text:h>" + p("The mayor opened it.") + "<text:h>Two banks</text:h>"
    kinds = [block.kind for block in read(odt(body), "a.odt").blocks]
    assert kinds == [BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.HEADING]


def test_what_is_left_out_is_counted_and_told() -> None:
    deletion = (
        "<text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region>"
    )
    note = "<text:note text:note-class='{}'><text:note-citation>1</text:note-citation></text:note>"
    styles = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        f"<text:tracked-changes>{deletion * 2}</text:tracked-changes>"
        + p("Seen" + note.format("footnote") * 2 + note.format("endnote") + " here.")
        + p("<office:annotation><dc:creator>Ann</dc:creator><text:p>When?</text:p>"
            "</office:annotation>And here.<text:span text:style-name='H'>not here</text:span>")
        + f"<text:section text:display='none'>{p('nor here')}</text:section>"
    )  # fmt: skip
    beside = root(
        "document-styles",
        f"<office:master-styles><style:master-page><style:footer>{p('Draft')}</style:footer>"
        "</style:master-page></office:master-styles>",
    )
    article = read(odt(body, styles, {"styles.xml": beside}), "a.odt")
    assert article.text.value == "Seen here.\n\nAnd here."
    assert article.warnings == (
        "Headers and footers of the document are not shown.",
        "2 footnotes are not shown.",
        "1 endnote is not shown.",
        "1 comment is not shown.",
        "2 passages that were deleted under tracked changes are left out.",
        "2 hidden passages are left out.",
    )


def test_what_the_document_says_of_itself() -> None:
    about = read(odt(p("Oui."), parts={"meta.xml": root("document-meta", META)}), "a.odt").metadata
    assert (about.title, about.author) == ("Le pont", "Odile Marchand")
    assert (about.date, about.updated) == ("2026-11-24T06:30:00", "2026-11-25T08:00:00")
    assert (about.language, about.keywords) == ("fr", ("pont", "fleuve"))


@pytest.mark.parametrize(("marked", "tag"), [("Oui", None), ("Oui, mais pas avant demain", "fr")])
def test_the_language_is_the_one_most_letters_have(marked: str, tag: str | None) -> None:
    styles = (
        '<style:style style:name="F"><style:text-properties fo:language="fr" fo:country="FR"/>'
        '</style:style><style:style style:name="T" style:parent-style-name="F"/>'
    )
    words = p(f"Some words <text:span text:style-name='T'>{marked}</text:span>")
    assert read(odt(words, styles), "a.odt").text.language == tag


def test_parts_that_are_missing_or_damaged_cost_no_words() -> None:
    assert texts(odt(p("Words."))) == ["Words."]
    assert texts(odt(p("Words."), parts={"meta.xml": "<", "styles.xml": b"\xff"})) == ["Words."]


def test_one_file_of_xml() -> None:
    picture = "<office:binary-data>" + "QUJD" * 3_000_000 + "</office:binary-data>"
    body = p(f"Words.<draw:frame><draw:image>{picture}</draw:image></draw:frame>")
    data = ('<?xml version="1.0"?>' + root("document", META + content(body))).encode()
    understood = understand(Given(data, "a.fodt"))
    assert understood.kind is FileKind.ODT
    assert understood.reading.value == "Words."
    assert understood.reading.metadata.title == "Le pont"
    assert understood.reading.warnings == ()


def test_a_bare_part_is_read() -> None:
    assert texts(root("document-content", content(p("Words."))).encode(), "content.xml") == [
        "Words."
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (odt("", kind="spreadsheet"), "is a spreadsheet, not a text"),
        (odt("", kind="presentation"), "is a presentation, not a text"),
        (odt(p("x"), parts={"content.xml": "<x/>"}), "is not an OpenDocument text"),
        (odt(p("x"), parts={"content.xml": b"\x00junk"}), "damaged"),
        (zipped({"mimetype": KIND}, first="mimetype"), "is not an OpenDocument text"),
        (odt(""), "There is no text"),
    ],
    ids=["sheet", "slides", "other", "junk", "no content", "empty"],
)
def test_what_is_no_text_says_why(data: bytes, words: str) -> None:
    with pytest.raises(CannotReadError, match=words) as caught:
        read(data, "a.odt")
    assert caught.value.remedy


def test_a_text_that_is_called_a_document() -> None:
    with pytest.raises(CannotReadError, match="is not an OpenDocument text"):
        understand(Given(b"Plain words.", "a.odt", kind=FileKind.ODT))


def test_a_password_is_named() -> None:
    locked = (
        f"<manifest:manifest {SPACES}><manifest:file-entry manifest:full-path='content.xml'>"
        "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    data = odt("", parts={"META-INF/manifest.xml": locked, "content.xml": b"\x8f\x01\x99" * 99})
    with pytest.raises(CannotReadError, match="protected by a password") as caught:
        read(data, "a.odt")
    assert "LibreOffice" in caught.value.remedy


def test_a_document_that_breaks_off_gives_what_comes_before() -> None:
    whole = root("document-content", content(p("First words.") + p("Second words.")))
    article = read(odt("", parts={"content.xml": whole[: whole.index("Second") + 6]}), "a.odt")
    assert article.text.value.startswith("First words.")
    assert any("damaged" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    "body",
    [
        "<text:list><text:list-item>" * 20_000 + p("deep"),
        "<text:span>" * 20_000 + "deep",
        p("<draw:frame><draw:text-box>" * 90 + p("deep")),
        p("<text:tab/>" * 200_000 + "x"),
        p("<text:note/>" * 100_000 + "x"),
        p("x") * 50_000,
    ],
    ids=["lists", "spans", "boxes", "tabs", "notes", "paragraphs"],
)
@pytest.mark.timeout(20)
def test_no_document_takes_long(body: str) -> None:
    read_or_refused(Given(root("document-content", content(body)).encode(), "content.xml"))


def test_entities_lead_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    data = odt("", parts={"content.xml": outside + root("document-content", content(p("x&e;y")))})
    assert "SECRET" not in "".join(texts(data))


DAMAGED = odt(
    p("Le maire a ouvert le pont.") + p("Le trajet est <text:span>court</text:span>."),
    parts={"meta.xml": root("document-meta", META)},
)


@pytest.mark.parametrize("part", range(1, 16))
def test_cut_texts_of_opendocument(part: int) -> None:
    with pytest.raises(CannotReadError):
        read(DAMAGED[: len(DAMAGED) * part // 16], "a.odt")
    flat = root("document", META + content(p("Un mot.") * 9)).encode()
    read_or_refused(Given(flat[: len(flat) * part // 16], "a.fodt"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@examples(st.integers(0, len(DAMAGED) - 1), st.integers(1, 255))
def test_one_changed_byte_of_an_odt(place: int, by: int) -> None:
    data = bytearray(DAMAGED)
    data[place] ^= by
    read_or_refused(Given(bytes(data), "a.odt"))


def test_another_library_reads_the_same_words() -> None:
    from odfdo import Document

    data = odt(
        "<text:h text:outline-level='1'>Le pont</text:h>" + p("Le maire <text:s/>a ouvert."),
        parts={"meta.xml": root("document-meta", META),
               "styles.xml": root("document-styles", "")},
    )  # fmt: skip
    theirs = Document(io.BytesIO(data)).get_formatted_text()
    assert "".join(theirs.split()) == "".join(read(data, "a.odt").text.value.split())


@needs_samples
@pytest.mark.parametrize("name", ["base_text.odt", "testODTStyles2.odt", "testFooter.odt"])
def test_another_library_reads_the_same_words_of_samples(name: str) -> None:
    from odfdo import Document

    data = (SAMPLES / "odt" / name).read_bytes()
    theirs = Document(io.BytesIO(data)).get_formatted_text()
    assert "".join(theirs.split()) == "".join(read(data, name).text.value.split())


FOOTED = ("Headers and footers of the document are not shown.",)
NOTED = ("2 footnotes are not shown.", "1 endnote is not shown.", "1 comment is not shown.")
PUBLISHED = "Publicatie Onbekwaamverklaring tov Belgisch Staatsblad"


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("base_text.odt", Facts("odfdo Test Case Document", "fr", 10, "odfdo Test Case Document",
                                "an external link inside.")),
        ("dormeur_notes.odt", Facts("Le dormeur du val", None, 3, "Le dormeur du val C'est ",
                                    "té droit. Arthur Rimbaud", NOTED)),
        ("lorem.odt", Facts("Lorem ipsum dolor sit amet", None, 6, "Lorem ipsum dolor sit am",
                            "urus. Curabitur eu amet.")),
        ("meta.odt", Facts(None, None, 1, "Only testing meta.xml he", "y testing meta.xml here…")),
        ("testFooter.odt", Facts(None, None, 2, "Here is some text... Her",
                                 "e is some text on page 2", FOOTED)),
        ("testODTEmbeddedImageLink.odt", "There is no text in “testODTEmbeddedImageLink.odt”."),
        ("testODTNoMeta.odt", Facts(None, None, 1, "Test text", "Test text")),
        ("testODTStyles2.odt", Facts(PUBLISHED, "nl", 23, "Publicatie Onbekwaamverk",
                                     ".280/1 en 162/18 W.Reg.)")),
        ("testODTStyles3.odt", Facts(PUBLISHED, "nl", 19, "Publicatie Onbekwaamverk",
                                     " eensluidend uittreksel,", ("2 comments are not shown.",))),
        ("test_diff1.odt", Facts("Exemple", None, 2, "Exemple content A", "Exemple content A")),
    ],
)  # fmt: skip
def test_samples_of_opendocument(name: str, facts: Facts | str) -> None:
    assert facts_of_sample("odt", name) == facts
