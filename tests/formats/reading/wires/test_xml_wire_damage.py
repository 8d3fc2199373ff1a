"""Wires in XML that break off, have a byte changed, or are put together from odd parts."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import understand
from helpers.soundness import read_or_refused
from helpers.xml_wires import component, item, message, news, newsml, nitf, package

BODY = (
    "<p>Le pont a été ouvert lundi à midi.</p><hl2>Péage</hl2><table><tr><td>a</td><td>b</td></tr>"
    "</table><media><media-caption>Le pont.</media-caption></media><ul><li>un</li></ul>"
    "<p>Personne ne paie &eacute;.</p>"
)
STORY = nitf(
    BODY,
    head="<docdata><doc-id id-string='1'/><date.release norm='20260113T060000Z'/></docdata>",
    start="<hedline><hl1>Pont</hl1></hedline><byline>Par Ada Lake</byline>",
    end="<body.end><tagline>al/hi</tagline></body.end>",
)
ABOUT = "<headline>Pont</headline><language tag='fr'/><description>Court.</description>"
LINES = "<HeadLine>Pont</HeadLine><DateLine>VALMÈRE</DateLine>"
WIRES = {
    FileKind.NITF: STORY,
    FileKind.NEWSML_G2: message(
        package("urn:x:1"),
        item(f"<inlineXML>{STORY.decode()}</inlineXML>", about=ABOUT),
        item("", guid="p", kind="picture", about=ABOUT),
    ),
    FileKind.NEWSML_1: newsml(
        news(
            component(STORY.decode(), lines=LINES),
            component("Photo.", role="Caption"),
            management='<Status FormalName="Embargoed"/>',
        )
    ),
}


@pytest.mark.parametrize("kind", WIRES)
def test_wires_that_break_off_give_what_comes_before(kind: FileKind) -> None:
    whole = WIRES[kind]
    read = 0
    for part in range(1, 17):
        found = read_or_refused(Given(whole[: len(whole) * part // 16], "a.xml", kind))
        if not isinstance(found, CannotReadError):
            read += 1
            damaged = any("damaged" in warning for warning in found.reading.warnings)
            assert damaged == (part < 16)
    assert read >= 5


@pytest.mark.parametrize("kind", WIRES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_wires_with_a_byte_changed(kind: FileKind, data: st.DataObject) -> None:
    whole = bytearray(WIRES[kind])
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    read_or_refused(Given(bytes(whole), "a.xml", kind))


@pytest.mark.parametrize("kind", WIRES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_wires_put_together_from_odd_parts(kind: FileKind, data: st.DataObject) -> None:
    whole = WIRES[kind].decode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=2, max_size=6)))
    parts = [whole[begin:end] for begin, end in zip((0, *cuts), (*cuts, len(whole)), strict=True)]
    mixed = "".join(data.draw(st.permutations(parts)))
    read_or_refused(Given(mixed.encode(), "a.xml", kind))


@pytest.mark.parametrize("kind", WIRES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_each_story_that_is_offered_can_be_read(kind: FileKind, data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 4))
    names = data.draw(st.lists(st.sampled_from(["1", "2", ""]), min_size=count, max_size=count))
    whole = {
        FileKind.NITF: STORY,
        FileKind.NEWSML_G2: message(
            *(item(f"<inlineData>Texte {n}.</inlineData>", guid=n) for n in names)
        ),
        FileKind.NEWSML_1: newsml(
            *(news(component(f"Texte {n}."), number=len(n)) for n in names)
        ),
    }[kind]  # fmt: skip
    items = []
    try:
        understand(Given(whole, "a.xml", kind))
    except SeveralArticlesError as error:
        items = [found.id for found in error.items]
    assert len(items) == len(set(items)) == (0 if kind is FileKind.NITF else count)
    for key in items:
        assert "Texte" in understand(Given(whole, "a.xml", kind, item=key)).reading.value


@pytest.mark.parametrize("kind", WIRES)
@pytest.mark.parametrize("others", WIRES)
def test_a_wire_opened_as_another_kind(kind: FileKind, others: FileKind) -> None:
    with suppress(CannotReadError):
        assert understand(Given(WIRES[others], "a.xml", kind)).reading.value
