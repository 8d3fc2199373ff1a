"""NITF: the parts of a story, what it says of itself, embargoes, and files of all sorts."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import understand
from diptych.formats.reading.wires.nitf import read
from helpers.xml_wires import kinds_and_words, nitf, words_of

FULL = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en-GB">
 <head>
  <title>BC-Bridge</title>
  <meta name="provider" content="Northport Wire"/>
  <tobject tobject.type="news">
   <tobject.subject tobject.subject.refnum="10" tobject.subject.type="Transport"/>
   <tobject.subject tobject.subject.refnum="04" tobject.subject.type="Economy"
    tobject.subject.matter="Building"/>
  </tobject>
  <docdata management-status="usable">
   <correction info="Corrects the length of the bridge"/>
   <doc-id id-string="np-2026-77" regsrc="northport.example"/>
   <urgency ed-urg="3"/>
   <date.issue norm="20260112T090000Z"/>
   <date.release norm="20260112T090000Z"/>
   <series series.name="Rivers in winter" series.part="2" series.totalpart="3"/>
   <ed-msg msg-type="x" info="Pictures follow"/>
   <du-key key="Bridge-Opening" version="4" generation="2"/>
   <doc.copyright year="2026" holder="Northport News"/>
   <doc.rights owner="x" limitations="No archive" geography="Not in Rivonia"/>
   <key-list><keyword key="bridge"/><keyword key="river"/><keyword key="bridge"/></key-list>
  </docdata>
  <revision-history name="al" norm="20260112T080000Z" comment="First take"/>
  <revision-history name="hi" norm="20260112T093000Z"/>
 </head>
 <body>
  <body.head>
   <hedline><hl1>Bridge opens<br/>at last</hl1><hl2>Three years of work</hl2></hedline>
   <note noteclass="editorsnote"><body.content><p>Eds: adds quotes.</p></body.content></note>
   <rights>For print only.</rights>
   <byline>By <person>Ada Lake</person><byttl>Reporter</byttl></byline>
   <distributor>Northport News</distributor>
   <dateline><location>NORTHPORT</location>, <story.date norm="20260111">Jan 11</story.date>
   </dateline>
   <abstract><p>The mayor cut a ribbon.</p></abstract>
  </body.head>
  <body.content>
   <block><p>The new bridge at <location>Northport</location> opened on Monday.</p>
   <p>It is <num>900</num> metres long, said <person>Mayor Hill</person>.</p></block>
   <hl2>Tolls</hl2>
   <media media-type="image"><media-reference source="a.jpg"/>
    <media-caption>The bridge.</media-caption></media>
   <p>Nobody pays.</p>
  </body.content>
  <body.end><tagline>al/hi</tagline><bibliography>Bridges, 2020.</bibliography></body.end>
 </body>
</nitf>
"""


def story(data: bytes | str, **choices: str) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return read(Given(raw, "a.xml", **choices))  # type: ignore[arg-type]


def test_the_parts_of_a_story_in_order() -> None:
    assert kinds_and_words(story(FULL)) == [
        (BlockKind.HEADLINE, "Bridge opens at last"),
        (BlockKind.STANDFIRST, "Three years of work"),
        (BlockKind.STANDFIRST, "The mayor cut a ribbon."),
        (BlockKind.BYLINE, "By Ada Lake Reporter"),
        (BlockKind.DATELINE, "NORTHPORT, Jan 11"),
        (BlockKind.EDITORS_NOTE, "Pictures follow"),
        (BlockKind.CORRECTION, "Corrects the length of the bridge"),
        (BlockKind.EDITORS_NOTE, "Rivers in winter (2/3)"),
        (BlockKind.EDITORS_NOTE, "First take"),
        (BlockKind.EDITORS_NOTE, "Eds: adds quotes."),
        (BlockKind.PARAGRAPH, "The new bridge at Northport opened on Monday."),
        (BlockKind.PARAGRAPH, "It is 900 metres long, said Mayor Hill."),
        (BlockKind.HEADING, "Tolls"),
        (BlockKind.FURNITURE, "The bridge."),
        (BlockKind.PARAGRAPH, "Nobody pays."),
        (BlockKind.SIGN_OFF, "al/hi"),
        (BlockKind.FURNITURE, "Bridges, 2020."),
        (BlockKind.EDITORS_NOTE, "No archive; Not in Rivonia"),
        (BlockKind.EDITORS_NOTE, "For print only."),
    ]


def test_what_a_story_says_of_itself() -> None:
    reading = story(FULL)
    metadata = reading.metadata
    assert (metadata.title, metadata.author) == (
        "Bridge opens at last", "By Ada Lake Reporter",
    )  # fmt: skip
    assert (metadata.dateline, metadata.slug) == ("NORTHPORT, Jan 11", "Bridge-Opening")
    assert (metadata.guid, metadata.version) == ("np-2026-77", "4")
    assert (metadata.date, metadata.sent) == ("2026-01-11", "2026-01-12T09:00:00+00:00")
    assert metadata.updated == "2026-01-12T09:30:00+00:00"
    assert (metadata.language, metadata.urgency) == ("en", "3")
    assert metadata.category == ("Transport", "Building")
    assert metadata.keywords == ("bridge", "river")
    assert metadata.copyright == "© 2026 Northport News"
    assert (metadata.status, metadata.embargo) == ("usable", None)
    assert metadata.service == "Northport News"
    assert reading.warnings == ("1 picture or other medium is not shown.",)
    assert reading.encoding == "utf-8"


@pytest.mark.parametrize(
    ("docdata", "embargo"),
    [
        ('<date.issue norm="20260112T090000Z"/><date.release norm="20260112T090000Z"/>', None),
        ('<date.issue norm="20260112T090000Z"/><date.release norm="20260112T030000-0500"/>', None),
        ('<date.issue norm="20260112T090000Z"/><date.release norm="20260113T060000-0500"/>',
         "2026-01-13T06:00:00-05:00"),
        ('<date.issue norm="20260112T090000"/><date.release norm="20260113T060000Z"/>',
         "2026-01-13T06:00:00+00:00"),
        ('<date.release norm="20260113T060000Z"/>', "2026-01-13T06:00:00+00:00"),
        ('<date.issue norm="Monday"/><date.release norm="Tuesday"/>', "Tuesday"),
        ('<date.issue norm="20260112"/><date.release norm="20260113000000-0000"/>',
         "2026-01-13T00:00:00+00:00"),
        ("", None),
        ('<ed-msg info="EMBARGO until 13 January 2026 06:00 GMT"/>', "2026-01-13T06:00Z"),
        ('<ed-msg info="Speech of the mayor, under embargo, check at noon"/>',
         "Speech of the mayor, under embargo, check at noon"),
        ('<ed-msg info="The embargo was lifted"/>', None),
    ],
)  # fmt: skip
def test_embargoes(docdata: str, embargo: str | None) -> None:
    reading = story(nitf("<p>One.</p>", head=f"<docdata>{docdata}</docdata>"))
    assert reading.metadata.embargo == embargo


def test_a_story_whose_status_is_an_embargo_is_held() -> None:
    head = '<docdata management-status="embargoed">{}</docdata>'
    release = '<date.release norm="20260113T060000Z"/><date.issue norm="20260114T060000Z"/>'
    held = story(nitf("<p>One.</p>", head=head.format(release))).metadata
    assert (held.status, held.embargo) == ("embargoed", "2026-01-13T06:00:00+00:00")
    assert story(nitf("<p>One.</p>", head=head.format(""))).metadata.embargo == (
        "until the agency lifts it"
    )


@pytest.mark.parametrize(
    ("status", "warning"),
    [
        ("canceled", "The agency has cancelled this story."),
        ("Withheld", "The agency withholds this story: it is not to be published."),
    ],
)
def test_a_story_that_was_taken_back(status: str, warning: str) -> None:
    head = f'<docdata management-status="{status}"/>'
    reading = story(nitf("<p>One.</p>", head=head))
    assert reading.metadata.status == status.lower()
    assert reading.warnings == (warning,)
    with pytest.raises(CannotReadError) as caught:
        story(nitf("", head=head))
    assert caught.value.sentence == f"{warning} There is no text in “a.xml”."


@pytest.mark.parametrize(
    "wrapped",
    [
        '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">{}</nitf>',
        '<n:nitf xmlns:n="http://iptc.org/std/NITF/2006-10-18/">{}</n:nitf>',
        "<wire:nitf>{}</wire:nitf>",
        '<envelope xmlns="urn:x"><nitf>{}</nitf></envelope>',
    ],
)
def test_namespaces_and_prefixes_do_not_matter(wrapped: str) -> None:
    inner = (
        "<body><body.head><hedline><hl1>Bridge</hl1></hedline></body.head>"
        "<body.content><p>It opened.</p></body.content></body>"
    )
    if "n:nitf" in wrapped:
        inner = inner.replace("</", "</n:").replace("<b", "<n:b").replace("<h", "<n:h")
        inner = inner.replace("<p", "<n:p")
    assert kinds_and_words(story(wrapped.format(inner))) == [
        (BlockKind.HEADLINE, "Bridge"), (BlockKind.PARAGRAPH, "It opened."),
    ]  # fmt: skip


def test_a_body_without_frames_and_a_head_with_unknown_parts() -> None:
    reading = story(
        "<nitf><head><title>Bridge</title></head><body><body.head><x><y>Seen</y></x></body.head>"
        "<p>It opened.</p>and closed.</body></nitf>"
    )
    assert [words for _, words in kinds_and_words(reading)] == [
        "Bridge", "Seen", "It opened.", "and closed.",
    ]  # fmt: skip
    assert reading.metadata.title == "Bridge"


def test_what_agencies_put_into_other_places() -> None:
    head = (
        '<meta name="category" content="SSS"/><docdata><series series.part="1"/>'
        '<ed-msg info=""/></docdata>'
    )
    start = (
        "<rights><rights.owner>NPN</rights.owner><rights.geography>Not here</rights.geography>"
        '</rights><dateline><story.date norm="20260112T090000+0000">20260112T090000+0000'
        "</story.date></dateline>"
    )
    data = nitf("<p class='lead'>In short.</p><p>One.</p>", head=head, start=start)
    reading = story(data.replace(b"<nitf", b'<nitf baselang="nb-NO"'))
    assert kinds_and_words(reading) == [
        (BlockKind.STANDFIRST, "In short."), (BlockKind.PARAGRAPH, "One."),
        (BlockKind.EDITORS_NOTE, "Not here"),
    ]  # fmt: skip
    metadata = reading.metadata
    assert (metadata.language, metadata.category, metadata.date) == (
        "nb", ("SSS",), "2026-01-12T09:00:00+00:00",
    )  # fmt: skip


def test_a_part_of_the_head_is_not_said_again() -> None:
    start = (
        "<hedline><hl1>Bridge opens</hl1><hl2>Bridge opens</hl2></hedline>"
        "<byline>By Ada Lake</byline><dateline>NORTHPORT</dateline>"
    )
    content = "<hl2>Bridge opens!</hl2><byline>By Ada Lake</byline><p>NORTHPORT - It opened.</p>"
    assert kinds_and_words(story(nitf(content, start=start))) == [
        (BlockKind.HEADLINE, "Bridge opens"),
        (BlockKind.BYLINE, "By Ada Lake"),
        (BlockKind.DATELINE, "NORTHPORT"),
        (BlockKind.PARAGRAPH, "NORTHPORT - It opened."),
    ]


def test_lines_to_newsrooms_in_the_body_are_told_by_their_words() -> None:
    content = (
        "<p>Eds: adds quotes from the mayor.</p><p>The bridge opened on Monday.</p>"
        "<p>The mayor was glad.</p><p>al/hi</p>"
    )
    reading = story(nitf(content, start="<hedline><hl1>Bridge opens</hl1></hedline>"))
    assert words_of(reading, BlockKind.EDITORS_NOTE) == ["Eds: adds quotes from the mayor."]
    assert words_of(reading, BlockKind.SIGN_OFF) == ["al/hi"]


def test_characters_of_agencies() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>'
    body = "<p>L’été à la Rivière &mdash; 5&nbsp;€, R&D &#146;&hellip; caf&eacute;</p>"
    data = head.encode() + nitf("PLACE").replace(b"PLACE", body.encode("cp1252"))
    reading = story(data)
    assert reading.value == "L’été à la Rivière — 5\u00a0€, R&D ’… café"
    assert (reading.encoding, reading.warnings) == ("cp1252", ())
    assert story(data, encoding="cp1250").encoding == "cp1250"


def test_a_file_that_breaks_off_says_so() -> None:
    whole = FULL[: FULL.index("It is")]
    reading = story(whole)
    assert words_of(reading, BlockKind.PARAGRAPH) == [
        "The new bridge at Northport opened on Monday."
    ]
    line = whole.count("\n") + 1
    assert reading.warnings == (f"The file is damaged at line {line}: some of it may be missing.",)


def test_what_is_no_nitf_is_refused() -> None:
    with pytest.raises(CannotReadError, match="is not a wire in NITF"):
        story("<html><body>x</body></html>")
    with pytest.raises(CannotReadError, match="There is no text"):
        story("<nitf><head/></nitf>")


def test_it_is_found_by_its_content() -> None:
    found = understand(Given(FULL.encode(), "wire.txt"))
    assert found.kind is FileKind.NITF
    assert found.reading == story(FULL)


def test_a_headline_of_signs_alone_is_kept() -> None:
    start = "<hedline><hl1>…?</hl1><hl2>!</hl2></hedline>"
    assert kinds_and_words(story(nitf("<p>One.</p>", start=start))) == [
        (BlockKind.HEADLINE, "…?"), (BlockKind.STANDFIRST, "!"), (BlockKind.PARAGRAPH, "One."),
    ]  # fmt: skip
