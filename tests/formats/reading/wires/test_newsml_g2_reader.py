"""NewsML-G2: items and messages, bodies in every form, packages, and what is no text."""

from __future__ import annotations

import base64
import time

import pytest

from diptych.core.article import BlockKind, Item
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import understand
from diptych.formats.reading.wires.newsml_g2 import read
from helpers.xml_wires import item, kinds_and_words, message, package, words_of

META = """
 <provider qcode="nprov:RIV"><name>Agence Rivière</name></provider>
 <versionCreated>2026-01-12T09:30:00+01:00</versionCreated>
 <firstCreated>2026-01-12T08:00:00+01:00</firstCreated>
 <pubStatus qcode="stat:usable"/><service><name>General</name></service>
 <edNote>Adds quotes.</edNote><signal qcode="sig:update"/>
"""
ABOUT = """
 <urgency>4</urgency><contentCreated>2026-01-12T07:30:00+01:00</contentCreated>
 <contentModified>2026-01-12T09:29:00+01:00</contentModified>
 <creator qcode="x:1"><name>Ada Lake</name></creator><language tag="fr-CA"/>
 <keyword>pont</keyword>
 <subject type="cpnat:abstract" qcode="medtop:1"><name>Transports</name></subject>
 <subject qcode="medtop:20000013"/>
 <subject type="cpnat:person"><name>Luc Rive</name></subject>
 <subject type="cpnat:event" qcode="event:77"/>
 <slugline>PONT-OUVERTURE</slugline>
 <headline>Le pont est ouvert</headline><headline role="hld:subHeadline">Enfin</headline>
 <headline role="hld:web">Pont ouvert</headline>
 <dateline>VALMÈRE, 12 janv (RIV) -</dateline><by>Par Ada Lake</by>
 <description role="drol:summary">Le maire a ouvert le pont.</description>
 <description role="drol:caption">Le pont, lundi.</description>
"""
RIGHTS = """<rightsInfo><copyrightHolder><name>Agence Rivière</name></copyrightHolder>
 <copyrightNotice>© RIV 2026</copyrightNotice><usageTerms>Pas d'archives.</usageTerms></rightsInfo>
"""
PAGE = "<html><body><p>Le pont a été ouvert lundi.</p><p>Bien.</p></body></html>"
BODY = f"<inlineXML>{PAGE}</inlineXML>"


def told(data: bytes | str, **choices: str) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return read(Given(raw, "a.xml", **choices))  # type: ignore[arg-type]


def bodies(data: bytes | str, **choices: str) -> list[str]:
    return words_of(told(data, **choices), BlockKind.PARAGRAPH)


def test_the_parts_of_an_item_in_order() -> None:
    reading = told(item(BODY, meta=META, about=ABOUT).replace("<itemMeta>", f"{RIGHTS}<itemMeta>"))
    assert kinds_and_words(reading) == [
        (BlockKind.HEADLINE, "Le pont est ouvert"),
        (BlockKind.STANDFIRST, "Enfin"),
        (BlockKind.STANDFIRST, "Le maire a ouvert le pont."),
        (BlockKind.BYLINE, "Par Ada Lake"),
        (BlockKind.DATELINE, "VALMÈRE, 12 janv (RIV) -"),
        (BlockKind.EDITORS_NOTE, "Adds quotes."),
        (BlockKind.PARAGRAPH, "Le pont a été ouvert lundi."),
        (BlockKind.PARAGRAPH, "Bien."),
        (BlockKind.EDITORS_NOTE, "Pas d'archives."),
    ]
    assert reading.warnings == ("Another headline is left out: “Pont ouvert”.",)


def test_what_an_item_says_of_itself() -> None:
    data = item(BODY, meta=META, about=ABOUT).replace("<itemMeta>", f"{RIGHTS}<itemMeta>")
    metadata = told(message(data)).metadata
    assert (metadata.title, metadata.author) == ("Le pont est ouvert", "Par Ada Lake")
    assert (metadata.date, metadata.sent, metadata.updated) == (
        "2026-01-12T07:30:00+01:00", "2026-01-12T09:00:00+00:00", "2026-01-12T09:30:00+01:00",
    )  # fmt: skip
    assert (metadata.guid, metadata.version, metadata.urgency) == ("urn:x:1", "2", "4")
    assert (metadata.language, metadata.slug) == ("fr", "PONT-OUVERTURE")
    assert metadata.category == ("Transports",)
    assert metadata.keywords == ("pont", "Luc Rive")
    assert (metadata.copyright, metadata.service) == ("© RIV 2026", "Agence Rivière")
    assert (metadata.status, metadata.embargo) == ("usable", None)
    assert metadata.dateline == "VALMÈRE, 12 janv (RIV) -"


NITF = (
    '<nitf xmlns="urn:n"><head><title>slug</title></head><body><body.head><hedline><hl1>Pont</hl1>'
    "</hedline></body.head><body.content><p>Un.</p><p>Deux.</p></body.content></body></nitf>"
)
HTML = "&lt;h1&gt;Le pont&lt;/h1&gt;&lt;p&gt;Un.&lt;p&gt;Deux.&amp;nbsp;"
AS_BASE64 = base64.b64encode(b"<p>Un.</p><p>Deux.</p>").decode()


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="text/plain">{NITF}</inlineXML>',
        "<inlineXML><html><head/><body><p>Un.</p><p>Deux.</p></body></html></inlineXML>",
        "<inlineXML><x:div xmlns:x='urn:h'><x:p>Un.</x:p><x:p>Deux.</x:p></x:div></inlineXML>",
        "<inlineXML><p>Un.</p><p>Deux.</p></inlineXML>",
        f'<inlineData contenttype="text/html">{HTML}</inlineData>',
        f'<inlineData contenttype="text/plain">{HTML}</inlineData>',
        "<inlineData><![CDATA[<html><body><p>Un.<p>Deux.</body></html>]]></inlineData>",
        "<inlineData>Un.\n\nDeux.</inlineData>",
        f"<inlineData><![CDATA[<?xml version='1.0'?>{NITF}]]></inlineData>",
        f'<inlineData encoding="http://www.iptc.org/enc#base64">{AS_BASE64}</inlineData>',
        f"<inlineData contenttype='image/jpeg'>/9j/4AAQ</inlineData>{BODY}".replace(
            "Le pont a été ouvert lundi.", "Un."
        ).replace("Bien.", "Deux."),
    ],
)
def test_bodies_in_every_form(content: str) -> None:
    data = item(content, about="<headline>Le pont</headline>")
    assert bodies(data) == ["Un.", "Deux."]
    assert len(words_of(told(data), BlockKind.HEADLINE)) == 1


def test_a_body_in_a_form_that_nobody_knows() -> None:
    content = "<inlineXML><scores><team>Nord</team><score>3</score></scores></inlineXML>"
    reading = told(item(content, about="<headline>Match</headline>"))
    assert reading.value == "Match\n\nNord\n\n3"
    assert reading.warnings == (
        "The body is in a form that is not known here (“scores”): all its words are shown.",
    )


def test_the_richest_of_several_forms() -> None:
    content = f"<inlineData>Un.\nDeux.\nTrois.</inlineData><inlineXML>{NITF}</inlineXML>"
    reading = told(item(content))
    assert words_of(reading, BlockKind.PARAGRAPH) == ["Un.", "Deux."]
    assert reading.warnings == ("The story comes in 2 forms, of which the richest is shown.",)


def test_a_summary_that_only_begins_the_text_is_not_said_twice() -> None:
    about = "<description>Le pont a été ouvert lun</description>"
    assert words_of(told(item(BODY, about=about)), BlockKind.STANDFIRST) == []


def test_several_stories_are_a_question() -> None:
    data = message(
        item(BODY, guid="urn:1", about="<headline>Pont</headline><language tag='fr'/>"),
        item(
            "<inlineData>Die Brücke ist offen.</inlineData>",
            guid="urn:2",
            meta="<pubStatus qcode='stat:canceled'/><embargoed/>",
            about="<slugline>BRUECKE</slugline><language tag='de'/>",
        ),
        item("", guid="urn:3", kind="picture"),
    )
    with pytest.raises(SeveralArticlesError) as caught:
        told(data)
    assert caught.value.items == (
        Item("urn:1", "Pont", "French, version 2"),
        Item("urn:2", "BRUECKE", "German, version 2, cancelled, under embargo"),
    )
    assert str(caught.value) == "“a.xml” holds 2 stories. Choose the one to open."
    chosen = told(data, item="urn:2")
    assert chosen.value == "Die Brücke ist offen."
    assert chosen.metadata.language == "de"
    assert chosen.warnings[0] == "The agency has cancelled this story."
    with pytest.raises(CannotReadError, match="There is no story “urn:9”"):
        told(data, item="urn:9")


def test_stories_with_the_same_name_or_none_are_told_apart() -> None:
    data = message(
        item("<inlineData>Un.</inlineData>", guid="urn:1"),
        item("<inlineData>Deux.</inlineData>", guid="urn:1"),
        item("<inlineData>Trois.</inlineData>", guid=""),
    )
    with pytest.raises(SeveralArticlesError) as caught:
        told(data)
    keys = [found.id for found in caught.value.items]
    assert keys == ["urn:1#1", "urn:1#2", "#3"]
    assert [told(data, item=key).value for key in keys] == ["Un.", "Deux.", "Trois."]


def test_one_item_in_two_languages_is_two_stories() -> None:
    content = (
        "<inlineData xml:lang='fr'>Le pont est ouvert.</inlineData>"
        "<inlineData xml:lang='en'>The bridge is open.</inlineData>"
    )
    with pytest.raises(SeveralArticlesError) as caught:
        told(item(content))
    assert [found.about for found in caught.value.items] == [
        "French, version 2", "English, version 2",
    ]  # fmt: skip
    english = told(item(content), item=caught.value.items[1].id)
    assert (english.value, english.metadata.language) == ("The bridge is open.", "en")


def test_pictures_beside_a_text_are_counted_and_their_captions_kept() -> None:
    data = message(
        item("", guid="p1", kind="picture", about="<description>Le pont, lundi.</description>"),
        item(BODY, guid="t"),
        item("", guid="v1", kind="video", about="<headline>Film</headline>"),
        item("", guid="c1", kind="concept"),
    )
    reading = told(data)
    assert reading.metadata.guid == "t"
    assert kinds_and_words(reading)[-1] == (BlockKind.FURNITURE, "Le pont, lundi.")
    assert reading.warnings == (
        "2 pictures or other media are not shown.",
        "1 other item of the file has no text.",
    )


def test_a_picture_alone_gives_its_caption() -> None:
    about = (
        "<headline>Pont</headline><description role='drol:caption'>Le pont, lundi.</description>"
    )
    reading = told(item("<remoteContent href='a.jpg'/>", kind="picture", about=about))
    assert kinds_and_words(reading) == [
        (BlockKind.HEADLINE, "Pont"), (BlockKind.PARAGRAPH, "Le pont, lundi."),
    ]  # fmt: skip
    assert reading.warnings == ("Only the caption is shown: the item itself is no text.",)


def test_a_text_that_lies_elsewhere() -> None:
    reading = told(
        item("<remoteContent href='https://x.example/1'/>", about="<headline>Pont</headline>")
    )
    assert reading.value == "Pont"
    assert reading.warnings == (
        "The text itself is not in the file: it is at “https://x.example/1”.",
    )


def test_a_package_without_text_names_what_it_points_to() -> None:
    data = package(*(f"urn:{number}" for number in range(7)))
    with pytest.raises(CannotReadError) as caught:
        told(data)
    assert caught.value.sentence == (
        "“a.xml” is a package without text: it points to 7 items, which are not in the file."
    )
    assert caught.value.remedy == (
        "Open instead: “urn:0”, “urn:1”, “urn:2”, “urn:3”, “urn:4” and 2 more."
    )
    assert caught.value.details.splitlines() == [f"urn:{number}" for number in range(7)]
    one = package().replace(
        '<group id="main">', '<group id="main"><itemRef residref="u"><title>Pont</title></itemRef>'
    )
    with pytest.raises(CannotReadError, match=r"1 item, which is not in the file\..*“Pont”"):
        told(one)


def test_stories_come_in_the_order_of_the_package() -> None:
    stories = [item(f"<inlineData>{n}.</inlineData>", guid=f"urn:{n}") for n in range(4)]
    inner = '<group id="more"><itemRef residref="urn:3"/><groupRef idref="main"/></group>'
    pack = package("urn:2", "urn:none", groups=inner).replace(
        '<itemRef residref="urn:none"/>', '<groupRef idref="more"/><itemRef residref="urn:0"/>'
    )
    with pytest.raises(SeveralArticlesError) as caught:
        told(message(*stories, pack))
    assert [found.id for found in caught.value.items] == ["urn:2", "urn:3", "urn:0", "urn:1"]


@pytest.mark.parametrize(
    ("meta", "embargo"),
    [
        ("<embargoed>2026-01-13T06:00:00+01:00</embargoed>", "2026-01-13T06:00:00+01:00"),
        ("<embargoed/>", "until the agency lifts it"),
        ("<edNote>EMBARGO until 13 January 2026 06:00 GMT</edNote>", "2026-01-13T06:00Z"),
        ("<edNote>Adds quotes.</edNote>", None),
    ],
)
def test_embargoes_of_items(meta: str, embargo: str | None) -> None:
    assert told(item(BODY, meta=meta)).metadata.embargo == embargo


@pytest.mark.parametrize(
    ("status", "warning"),
    [
        ("stat:canceled", "The agency has cancelled this story."),
        ("stat:withheld", "The agency withholds this story: it is not to be published."),
    ],
)
def test_items_that_were_taken_back(status: str, warning: str) -> None:
    meta = f'<pubStatus qcode="{status}"/>'
    reading = told(item(BODY, meta=meta))
    assert reading.metadata.status == status.removeprefix("stat:")
    assert reading.warnings == (warning,)
    with pytest.raises(CannotReadError) as caught:
        told(item("", meta=meta))
    assert caught.value.sentence == f"{warning} There is no text in “a.xml”."


def test_subjects_without_names_count_where_no_other_is_there() -> None:
    about = '<subject qcode="medtop:1"/><subject literal="ALR"/>'
    assert told(item(BODY, about=about)).metadata.category == ("ALR",)
    about = about.replace("literal", "qcode")
    assert told(item(BODY, about=about)).metadata.category == ("medtop:1", "ALR")


def test_notes_in_parts_are_said_once_and_some_are_for_newsrooms_alone() -> None:
    meta = (
        "<edNote><section><h3>Notizblock</h3><ul><li>Bilder folgen</li></ul>"
        '<section class="np-nonpublic"><p>Kontakt: Lake</p></section></section></edNote>'
        '<edNote>Bilder folgen</edNote><edNote pubconstraint="x:nonpublic">Tel. 12</edNote>'
    )
    assert kinds_and_words(told(item(BODY, meta=meta)))[:4] == [
        (BlockKind.EDITORS_NOTE, "Notizblock"),
        (BlockKind.EDITORS_NOTE, "Bilder folgen"),
        (BlockKind.NOT_FOR_PUBLICATION, "Kontakt: Lake"),
        (BlockKind.NOT_FOR_PUBLICATION, "Tel. 12"),
    ]


def test_the_page_around_a_story_is_furniture() -> None:
    page = (
        "<inlineXML><html><body><header><ul class='slugline'><li class='subject'>Bau</li><li>Pont"
        "</li></ul><time class='publicationDate'>12.01.2026 09:30</time><p class='genre'>Extra</p>"
        "<h1>Le pont</h1><p class='byline'>Par Ada Lake</p></header><section class='main'><p><span "
        "class='dateline'>VALMÈRE <span class='credit'>(RIV)</span></span>Le pont est <time>lundi"
        "</time> ouvert.</p></section></body></html></inlineXML>"
    )
    about = "<headline>Le pont</headline><by>Par Ada Lake</by>"
    assert kinds_and_words(told(item(page, about=about))) == [
        (BlockKind.HEADLINE, "Le pont"), (BlockKind.BYLINE, "Par Ada Lake"),
        (BlockKind.FURNITURE, "Bau"), (BlockKind.FURNITURE, "Pont"),
        (BlockKind.FURNITURE, "12.01.2026 09:30"), (BlockKind.FURNITURE, "Extra"),
        (BlockKind.PARAGRAPH, "VALMÈRE (RIV) Le pont est lundi ouvert."),
    ]  # fmt: skip


def test_lines_in_one_element_are_plain_words() -> None:
    lines = (
        "<p>\n     (RIV) - Valmère, le pont a été ouvert lundi matin\npar le maire de la ville, "
        'devant des centaines de gens\ntrempés.\n   "C\'est un beau pont", a dit le maire.\n  </p>'
    )
    words = bodies(item(f"<inlineData><![CDATA[{lines}]]></inlineData>"))
    assert [part.split()[-1] for part in words] == ["trempés.", "maire."]


def test_a_correction_says_that_it_is_one() -> None:
    meta = '<edNote>CORRECTS the length</edNote><signal qcode="sig:correction"/>'
    reading = told(item(BODY, meta=meta))
    assert words_of(reading, BlockKind.CORRECTION) == ["CORRECTS the length"]
    assert reading.warnings == ("The agency sends this as a correction.",)


def test_prefixes_and_missing_namespaces() -> None:
    plain = item(BODY, about="<headline>Pont</headline>")
    expected = kinds_and_words(told(plain))
    bare = plain.replace(' xmlns="http://iptc.org/std/nar/2006-10-01/"', "")
    odd = bare.replace("</", "</n-1:").replace("<", "<n-1:").replace("<n-1:/n-1:", "</n-1:")
    assert kinds_and_words(told(bare)) == expected
    assert kinds_and_words(told(odd)) == expected
    declared = odd.replace("<n-1:newsItem", "<n-1:newsItem xmlns:n-1='urn:any'", 1)
    assert kinds_and_words(told(declared)) == expected


@pytest.mark.parametrize("data", [message(), message(item("")), package().encode()])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(CannotReadError, match="There is no text"):
        told(data)


def test_twenty_thousand_divisions_in_escaped_html() -> None:
    begun = time.perf_counter()
    deep = "&lt;div&gt;" * 20_000
    assert bodies(item(f"<inlineData>{deep}Le pont est ouvert.</inlineData>")) == [
        "Le pont est ouvert."
    ]
    assert time.perf_counter() - begun < 10


def test_words_in_words_in_words_are_opened_once() -> None:
    inner = "<x>un</x>"
    for _ in range(3):
        inner = f"<?xml version='1.0'?><x>{inner.replace('&', '&amp;').replace('<', '&lt;')}</x>"
    escaped = inner.replace("&", "&amp;").replace("<", "&lt;")
    assert "un" in told(item(f"<inlineData>{escaped}</inlineData>")).value


def test_it_is_told_by_its_content() -> None:
    data = message(item(BODY))
    found = understand(Given(data, "a.txt"))
    assert (found.kind, found.reading) == (FileKind.NEWSML_G2, told(data))
