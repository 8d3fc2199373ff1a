"""News as JSON of three versions, and JSON that only resembles it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.wires import ninjs
from diptych.formats.reading.wires.markup_texts import paragraphs_of_markup
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused

K = BlockKind

LEAD = "Le pont de Valmère a rouvert mardi, après deux ans de travaux."
SECOND = "Quelque 9.400 véhicules l’empruntaient chaque jour."
VERSION_1: dict[str, Any] = {
    "uri": "urn:riviere:7", "type": "text", "version": "2", "language": "fr-FR", "urgency": 4,
    "pubstatus": "usable", "versioncreated": "2026-11-24T06:30:00Z",
    "firstcreated": "2026-11-24T05:00:00Z", "embargoed": "2026-11-25T06:00:00Z",
    "headline": "Le pont de Valmère rouvre", "byline": "Par Luc Besson-Ferry",
    "slugline": "FRANCE-PONT", "located": "Valmère", "ednote": "Photos suivent.",
    "usageterms": "Sauf la Suisse.", "copyrightholder": "Agence Rivière",
    "copyrightnotice": "© Agence Rivière 2026", "source": "Rivière", "profile": "text",
    "subject": [{"code": "04000000", "name": "Économie"}, {"name": "Transports"}],
    "keywords": ["pont", "travaux"],
    "body_text": f"{LEAD} {SECOND}",
    "body_xhtml": f"<div><p>{LEAD}</p><p>{SECOND}</p><p>(Actualise avec réactions)</p></div>",
    "associations": {"photo": {"type": "picture"}, "map": {"type": "graphic"}, "x": 3},
}  # fmt: skip
VERSION_3: dict[str, Any] = {
    "uri": "urn:nn:8", "type": "text", "version": 3, "language": "en", "pubStatus": "canceled",
    "versionCreated": "2026-11-24T06:30:00Z", "embargoedUntil": "2026-11-25T06:00:00Z",
    "headlines": [
        {"role": "short", "value": "Span reopens"},
        {"role": "main", "value": "Old bridge <i>opens</i> again &amp; again"},
        {"role": "subheadline", "value": "Town pays"},
    ],
    "bylines": [{"role": "main", "value": "By Anna Lee"}], "edNote": "Eds: with photos.",
    "bodies": [
        {"role": "text", "contentType": "text/plain", "charCount": 40, "value": "One.\nTwo."},
        {"role": "main", "contentType": "text/html",
         "value": "<h1>Old bridge opens again &amp; again</h1><p>One.</p><p>Two<br>more.</p>"
                  "<figure><figcaption>The bridge.</figcaption></figure>"
                  "<section class='np-nonpublic'><p>Call the desk.</p></section>"},
        {"role": "nitf", "contentType": "application/xml", "value": "<nitf><p>No.</p></nitf>"},
    ],
    "subjects": [{"name": "Transport"}], "infoSources": [{"name": "Northport News"}],
    "associations": [{"type": "picture"}, {"type": "text"}, {"type": "picture"}],
}  # fmt: skip


def reading_of(value: Any, item: str | None = None, name: str = "a.json") -> Reading:
    data = json.dumps(value, ensure_ascii=False).encode()
    return ninjs.read(Given(data, name, FileKind.NINJS, item=item))


def blocks_of(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(reading.value)) for block in reading.blocks]


def test_version_1() -> None:
    reading = reading_of(VERSION_1)
    assert blocks_of(reading) == [
        (K.HEADLINE, "Le pont de Valmère rouvre"),
        (K.BYLINE, "Par Luc Besson-Ferry"),
        (K.EDITORS_NOTE, "Photos suivent."),
        (K.EDITORS_NOTE, "Sauf la Suisse."),
        (K.PARAGRAPH, LEAD),
        (K.PARAGRAPH, SECOND),
        (K.ADVISORY, "(Actualise avec réactions)"),
    ]
    assert reading.metadata == Metadata(
        title="Le pont de Valmère rouvre", author="Par Luc Besson-Ferry",
        date="2026-11-24T05:00:00Z", language="fr", slug="FRANCE-PONT", dateline="Valmère",
        guid="urn:riviere:7", version="2", sent="2026-11-24T06:30:00Z", urgency="4",
        category=("Économie", "Transports"), keywords=("pont", "travaux"),
        copyright="© Agence Rivière 2026", status="usable", embargo="2026-11-25T06:00:00Z",
        service="Rivière",
    )  # fmt: skip
    assert reading.warnings == ("2 associated items are not shown (picture: 1, graphic: 1).",)
    assert reading.encoding == "utf-8"


def test_version_3() -> None:
    reading = reading_of(VERSION_3)
    assert blocks_of(reading) == [
        (K.HEADLINE, "Old bridge opens again & again"),
        (K.STANDFIRST, "Town pays"),
        (K.BYLINE, "By Anna Lee"),
        (K.EDITORS_NOTE, "Eds: with photos."),
        (K.PARAGRAPH, "One."),
        (K.PARAGRAPH, "Two\nmore."),
        (K.FURNITURE, "The bridge."),
        (K.NOT_FOR_PUBLICATION, "Call the desk."),
    ]
    told = reading.metadata
    assert (told.status, told.version, told.service) == ("canceled", "3", "Northport News")
    assert (told.embargo, told.category) == ("2026-11-25T06:00:00Z", ("Transport",))
    assert reading.warnings == (
        "The agency has cancelled this story.",
        "3 associated items are not shown (picture: 2, text: 1).",
        "1 other headline or description is not shown.",
    )


def test_plain_text_where_markup_lacks_much_of_it() -> None:
    long = "\n\n".join(f"Paragraph {number} of the story is told here." for number in range(9))
    both = {"headline": "Head", "body_text": long, "body_html": "<p>Paragraph 0 of the story.</p>"}
    assert reading_of(both).value.endswith("Paragraph 8 of the story is told here.")


def test_descriptions_where_there_is_no_body() -> None:
    reading = reading_of({"uri": "x", "headline": "Head", "description_text": "A <b>bridge</b>."})
    assert blocks_of(reading) == [(K.HEADLINE, "Head"), (K.PARAGRAPH, "A bridge.")]
    assert "no body" in reading.warnings[0]


def test_a_body_that_is_shorter_than_the_agency_says() -> None:
    item = {"headline": "Head", "bodies": [{"value": "One.", "charcount": 900}]}
    assert "counted 900 characters" in reading_of(item).warnings[0]


def test_embargoes_in_notes() -> None:
    item = {**VERSION_1, "embargoed": None, "ednote": "Embargo jusqu'à mardi 06h00."}
    assert reading_of(item).metadata.embargo == "Embargo jusqu'à mardi 06h00"


def test_several_articles() -> None:
    plain = {"uri": "urn:nn:9", "headline": "Third", "body_text": "Three."}
    lists = [[VERSION_1, VERSION_3, plain, plain], {"count": 4, "items": [VERSION_1, VERSION_3,
             plain, plain], "more": {"items": []}}]  # fmt: skip
    for several in lists:
        with pytest.raises(SeveralArticlesError, match="4 stories") as caught:
            reading_of(several)
        ids = [item.id for item in caught.value.items]
        assert ids == ["urn:riviere:7", "urn:nn:8", "urn:nn:9#3", "urn:nn:9#4"]
        assert caught.value.items[0].title == "Le pont de Valmère rouvre"
        chosen = reading_of(several, item="urn:nn:8")
        assert chosen.value == reading_of(VERSION_3).value
        assert json.loads(chosen.kept or b"") == VERSION_3
        again = ninjs.read(Given(chosen.kept or b"", "a.json", FileKind.NINJS, item="urn:nn:8"))
        assert again.value == chosen.value
        with pytest.raises(CannotReadError, match="no story “x”"):
            reading_of(several, item="x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
def test_what_is_kept_is_read_again(encoding: str) -> None:
    data = json.dumps([VERSION_1, VERSION_3], ensure_ascii=False).encode(encoding)
    one = ninjs.read(Given(data, "a.json", FileKind.NINJS, item="urn:riviere:7"))
    again = ninjs.read(Given(one.kept or b"", "a.json", encoding=one.encoding))
    assert again.value == one.value == reading_of(VERSION_1).value


def test_a_list_of_one() -> None:
    assert reading_of([VERSION_1]).value == reading_of(VERSION_1).value
    assert reading_of({"items": [VERSION_1]}).value == reading_of(VERSION_1).value
    assert reading_of({"items": [1, VERSION_1]}).kept is None


@pytest.mark.parametrize(
    "data",
    [b"[]", b"{}", b'"x"', b"3", b"[1, 2]", b'{"items": []}', b'{"headline": null}',
     b'{"bodies": [[[]]]}', b'{"uri": "x"}'],
)  # fmt: skip
def test_json_without_an_article(data: bytes) -> None:
    with pytest.raises(CannotReadError, match="There is no"):
        ninjs.read(Given(data, "a.json", FileKind.NINJS))


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b'{"headline": "x"', b"[" * 100_000, b'{"a":' * 100_000, b"nonsense",
     b'[{"headl', b'{"x": 1' + b"0" * 5_000 + b"}"],
)  # fmt: skip
def test_damaged_json(data: bytes) -> None:
    with pytest.raises(CannotReadError, match="damaged"):
        ninjs.read(Given(data, "a.json", FileKind.NINJS))


def test_a_list_that_breaks_off() -> None:
    told = "The file is damaged: some of its articles may be missing."
    one = json.dumps({"uri": "a", "headline": "One", "body_text": "Un."}).encode()
    two = json.dumps({"uri": "b", "headline": "Two", "body_text": "Deux."}).encode()
    reading = ninjs.read(Given(b"[" + one + b', {"headl', "a.json", FileKind.NINJS))
    assert reading.value == "One\n\nUn."
    assert reading.warnings == (told,)
    file = Given(b'{"items": [' + one + b"," + two + b', {"headl', "a.json", FileKind.NINJS)
    with pytest.raises(CannotReadError, match="damaged"):
        ninjs.read(file)
    cut = Given(b"[" + one + b"," + two + b", 1, tru", "a.json", FileKind.NINJS, item="b")
    assert ninjs.read(cut).warnings == (told,)


_LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("a<p>&;é\n", max_size=12)
)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["value", "role", "contenttype", "charcount", "type", "name"]), inner,
        max_size=3), max_leaves=8,
)  # fmt: skip
_KEYS = st.sampled_from(sorted({*VERSION_1, *VERSION_3, "bodies", "headlines", "items", "by"}))


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(_KEYS, _VALUES, max_size=6))
def test_wrong_types_never_crash(value: dict[str, Any]) -> None:
    data = json.dumps({**value, "headline": "Head"}).encode()
    words = ninjs.read(Given(data, "a.json", FileKind.NINJS)).value
    assert words.startswith("Head") or "headlines" in value


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 5_000), st.integers(1, 255))
def test_ninjs_with_a_changed_byte(place: int, by: int) -> None:
    data = bytearray(json.dumps(VERSION_3, ensure_ascii=False).encode())
    data[place % len(data)] ^= by
    read_or_refused(Given(bytes(data), "a.json"))


def test_markup_to_paragraphs() -> None:
    markup = (
        "<html><head><title>No</title><style>p{}</style></head><body>Before<h2>Heading</h2>"
        "<p>One <b>bold</b>\n  word.<br/>Line<br><br>Next</p><ul><li>First</li><li>Second</li></ul>"
        "<table><tr><td>A</td><td>B</td></tr></table><pre>  a\n  b</pre><script>no()</script>"
        "<span class='vignette'>Label</span><span class='source'>NN</span>After &eacute;&lt;"
    )
    assert [(p.kind, p.words) for p in paragraphs_of_markup(markup)] == [
        (None, "Before"), (K.HEADING, "Heading"), (None, "One bold word.\nLine"), (None, "Next"),
        (None, "First"), (None, "Second"), (None, "A"), (None, "B"), (None, "  a\n  b"),
        (K.FURNITURE, "Label"), (K.FURNITURE, "NN"), (None, "After é<"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 50_000 + "Deep", "<p" * 100_000, "<b>x" * 50_000, "<br>" * 100_000,
     "<p class='source'>" * 20_000 + "x"],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_no_markup_takes_long(markup: str) -> None:
    paragraphs_of_markup(markup)


EXPECTED = [
    ("dpa_text.json", "Faktencheck Derby-Elfmeter: Hat Schiedsrichter Zwayer recht?", "de", 11,
     "Für Lucien Favre", "Bestimmungen kommen.", 0),
    ("ninjsExSimpleText_2.json", "Captain of wrecked cruise ship on trial in Italy", None, 6,
     "GROSSETO, Italy (AP)", "Schettino has denied wrongdoing.", 0),
    ("ninjsExSimpleText_3.json", "Captain of wrecked cruise ship on trial in Italy", None, 6,
     "GROSSETO, Italy (AP)", "Schettino has denied wrongdoing.", 0),
    ("tt_text_image_2.json", "Militärövning i jätteformat hålls 2023", "sv", 9,
     "Pandemin satte stopp", "partners som deltar.", 1),
    ("tt_text_image_3.json", "Militärövning i jätteformat hålls 2023", "sv", 9,
     "Pandemin satte stopp", "partners som deltar.", 1),
]  # fmt: skip


@needs_samples
@pytest.mark.parametrize(
    ("name", "headline", "language", "blocks", "first", "last", "warnings"), EXPECTED
)
def test_samples_of_ninjs(
    name: str,
    headline: str,
    language: str | None,
    blocks: int,
    first: str,
    last: str,
    warnings: int,
) -> None:
    data = (SAMPLES / "ninjs" / name).read_bytes()
    found = read_or_refused(Given(data, name))
    assert not isinstance(found, CannotReadError)
    reading = found.reading
    told = [words for kind, words in blocks_of(reading) if kind is K.PARAGRAPH]
    assert found.kind is FileKind.NINJS
    assert blocks_of(reading)[0] == (K.HEADLINE, headline)
    assert (reading.metadata.language, len(reading.blocks)) == (language, blocks)
    assert told[0].startswith(first)
    assert told[-1].endswith(last)
    assert len(reading.warnings) == warnings


def test_lists_inside_an_object_are_told_to_be_news() -> None:
    data = json.dumps({"count": 2, "items": [VERSION_1, VERSION_3]}).encode()
    assert isinstance(read_or_refused(Given(data, "a.json")), SeveralArticlesError)
    found = read_or_refused(Given(data, "a.json", item="urn:nn:8"))
    assert not isinstance(found, CannotReadError)
    assert found.kind is FileKind.NINJS
