"""NewsML 1: items, components and their roles, languages, embargoes, and files without text."""

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
from diptych.formats.reading.wires.newsml_1 import read
from helpers.xml_wires import component, kinds_and_words, news, newsml, words_of

MANAGEMENT = (
    "<FirstCreated>20260112T080000Z</FirstCreated>"
    "<ThisRevisionCreated>20260112T083000+0100</ThisRevisionCreated>"
    '<Status FormalName="Usable"/><Urgency FormalName="2"/>'
)
LINES = """
 <HeadLine>Le pont est ouvert</HeadLine><SubHeadLine>Enfin</SubHeadLine>
 <ByLine>Par Ada Lake</ByLine><ByLineTitle>Reporter</ByLineTitle>
 <DateLine>VALMÈRE, 12 janv 2026 (RIV) -</DateLine><CreditLine>RIV/Lake</CreditLine>
 <CopyrightLine>© RIV 2026</CopyrightLine><RightsLine>Pas d'archives</RightsLine>
 <SeriesLine>Fleuves</SeriesLine><SlugLine>PONT-OUVERTURE</SlugLine>
 <KeywordLine>pont</KeywordLine>
 <NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>AJOUTE le maire</NewsLineText>
 </NewsLine><NewsLine><NewsLineType FormalName="ProductLine"/><NewsLineText>(Photo)</NewsLineText>
 </NewsLine>
"""
MORE = """
 <AdministrativeMetadata><Provider><Party FormalName="RIV"/></Provider>
 <Creator><Party FormalName="Luc Rive"/></Creator></AdministrativeMetadata>
 <RightsMetadata><UsageRights><Limitations>Pas en Rivonie</Limitations></UsageRights>
 <Copyright><CopyrightHolder>RIV</CopyrightHolder></Copyright></RightsMetadata>
 <DescriptiveMetadata><Language FormalName="fr"/>
 <SubjectCode><Subject FormalName="11000000" cat="POL"/></SubjectCode>
 <SubjectCode><SubjectMatter FormalName="04000000"/></SubjectCode>
 <Property FormalName="Keyword" Value="fleuve"/><Property FormalName="Category" Value="I"/>
 </DescriptiveMetadata>
"""
NITF = (
    "<nitf><head><title>slug</title></head><body><body.content><p>Un.</p><hl2>Ensuite</hl2>"
    "<p>Deux.</p></body.content></body></nitf>"
)


def told(data: bytes | str, **choices: str) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return read(Given(raw, "a.xml", **choices))  # type: ignore[arg-type]


def choices_of(data: bytes) -> tuple[Item, ...]:
    with pytest.raises(SeveralArticlesError) as caught:
        told(data)
    return caught.value.items


def language(tag: str) -> str:
    return f'<DescriptiveMetadata><Language FormalName="{tag}"/></DescriptiveMetadata>'


FULL = newsml(news(component(NITF, lines=LINES, more=MORE), management=MANAGEMENT))


def test_the_parts_of_a_story_in_order_of_reading() -> None:
    assert kinds_and_words(told(FULL)) == [
        (BlockKind.HEADLINE, "Le pont est ouvert"),
        (BlockKind.STANDFIRST, "Enfin"),
        (BlockKind.BYLINE, "Par Ada Lake, Reporter"),
        (BlockKind.DATELINE, "VALMÈRE, 12 janv 2026 (RIV) -"),
        (BlockKind.ADVISORY, "AJOUTE le maire"),
        (BlockKind.EDITORS_NOTE, "(Photo)"),
        (BlockKind.EDITORS_NOTE, "Fleuves"),
        (BlockKind.PARAGRAPH, "Un."),
        (BlockKind.HEADING, "Ensuite"),
        (BlockKind.PARAGRAPH, "Deux."),
        (BlockKind.FURNITURE, "RIV/Lake"),
        (BlockKind.EDITORS_NOTE, "Pas d'archives"),
        (BlockKind.EDITORS_NOTE, "Pas en Rivonie"),
    ]


def test_what_it_says_of_itself() -> None:
    metadata = told(FULL).metadata
    assert (metadata.title, metadata.author) == ("Le pont est ouvert", "Par Ada Lake")
    assert (metadata.slug, metadata.dateline) == ("PONT-OUVERTURE", "VALMÈRE, 12 janv 2026 (RIV) -")
    assert (metadata.guid, metadata.version) == ("urn:newsml:riviere.example:20260112:R1", "1")
    assert (metadata.date, metadata.sent, metadata.updated) == (
        "2026-01-12T08:00:00+00:00", "2026-01-12T09:00:00+00:00", "2026-01-12T08:30:00+01:00",
    )  # fmt: skip
    assert (metadata.language, metadata.urgency) == ("fr", "2")
    assert metadata.category == ("POL", "04000000", "I")
    assert metadata.keywords == ("pont", "fleuve")
    assert (metadata.copyright, metadata.service) == ("© RIV 2026", "RIV")
    assert (metadata.status, metadata.embargo) == ("usable", None)


def test_what_it_says_where_its_lines_say_nothing() -> None:
    content = component("Un.", more=MORE)
    metadata = told(newsml(news(content))).metadata
    assert (metadata.author, metadata.copyright) == ("Luc Rive", "© RIV")
    assert (metadata.urgency, metadata.title) == ("3", None)
    assert told(newsml(news(component("Un.")))).metadata.service == "riviere.example"


@pytest.mark.parametrize(
    "content",
    [
        NITF,
        "<html xmlns='urn:h'><head/><body><p>Un.</p><h2>Ensuite</h2><p>Deux.</p></body></html>",
        "<p>Un.</p><p>Ensuite</p><p>Deux.</p>",
        "\n   Un.\n\n   Ensuite\n\n   Deux.\n",
        "<![CDATA[<p>Un.<p>Ensuite<p>Deux.]]>",
        f"<![CDATA[<?xml version='1.0' encoding='iso-8859-1'?>{NITF}]]>",
        f"<x>{NITF}</x>",
    ],
)
def test_contents_in_every_form(content: str) -> None:
    lines = "<HeadLine>Le pont</HeadLine>"
    assert told(newsml(news(component(content, lines=lines)))).value == (
        "Le pont\n\nUn.\n\nEnsuite\n\nDeux."
    )


def test_a_content_in_base64_and_one_that_only_says_so() -> None:
    packed = base64.b64encode("L’été.".encode("cp1252")).decode()
    wrapped = (
        '<ContentItem><Encoding Notation="Base64"><DataContent>{}</DataContent></Encoding>'
        "</ContentItem>"
    )
    for words, expected in ((packed, "L’été."), ("L'été, a.", "L'été, a.")):
        content = f"<NewsComponent>{wrapped.format(words)}</NewsComponent>"
        assert told(newsml(news(content))).value == expected


def test_several_items_are_a_question() -> None:
    data = newsml(
        news(component("Un.", lines="<HeadLine>Pont</HeadLine>", more=language("fr"))),
        news(
            component("Zwei.", lines="<SlugLine>BRUECKE</SlugLine>", more=language("de")),
            number=2,
            management='<Status FormalName="Canceled"/>',
        ),
    )
    assert choices_of(data) == (
        Item("urn:newsml:riviere.example:20260112:R1", "Pont", "French, version 1"),
        Item("urn:newsml:riviere.example:20260112:R2", "BRUECKE", "German, version 2, cancelled"),
    )
    chosen = told(data, item="urn:newsml:riviere.example:20260112:R2")
    assert (chosen.value, chosen.metadata.language) == ("Zwei.", "de")
    assert chosen.warnings == ("The agency has cancelled this story.",)
    with pytest.raises(CannotReadError, match="There is no story “x”"):
        told(data, item="x")


def test_one_item_in_two_languages_or_with_two_main_texts() -> None:
    data = newsml(
        news(
            "<NewsComponent EquivalentsList='yes'>",
            component("Le pont.", more=language("fr"), role="Main"),
            component("The bridge.", more=language("en"), role="Main"),
            "</NewsComponent>",
            component("Die Brücke.", more=language("de")),
            component("Der Fluss.", more=language("de")),
        )
    )
    items = choices_of(data)
    assert [item.about for item in items] == [
        f"{name}, version 1" for name in ("French", "English", "German", "German")
    ]
    assert [told(data, item=item.id).value for item in items] == [
        "Le pont.", "The bridge.", "Die Brücke.", "Der Fluss.",
    ]  # fmt: skip


def test_the_same_text_in_several_forms_is_one() -> None:
    inner = (
        "<NewsLines><HeadLine>Le pont</HeadLine></NewsLines>"
        "<ContentItem><DataContent>Un. Ensuite</DataContent></ContentItem>"
        f"<ContentItem><DataContent>{NITF}</DataContent></ContentItem>"
    )
    for parts in (inner, f"{component('Un.')}{component(NITF)}"):
        reading = told(
            newsml(news(f"<NewsComponent EquivalentsList='yes'>{parts}</NewsComponent>"))
        )
        assert reading.value.endswith("Un.\n\nEnsuite\n\nDeux.")
        assert reading.value.count("Un.") == 1


def test_parts_of_one_text_come_after_each_other() -> None:
    inner = "".join(
        f"<ContentItem><DataContent>{words}</DataContent></ContentItem>"
        for words in ("Un.", "Deux.")
    )
    assert told(newsml(news(f"<NewsComponent>{inner}</NewsComponent>"))).value == "Un.\n\nDeux."


PHOTO = (
    '<NewsComponent><Role FormalName="Photo"/>{}<ContentItem Href="a.jpg"><MediaType '
    'FormalName="Photo"/></ContentItem><ContentItem Href="b.jpg"><MediaType FormalName="Photo"/>'
    "</ContentItem></NewsComponent>"
)


def test_captions_and_summaries_stand_beside_their_text() -> None:
    data = newsml(
        news(
            component("Le maire a ouvert le pont.", role="Abstract"),
            component("Un.", role="Main", lines="<HeadLine>Pont</HeadLine>"),
            PHOTO.format(component("Le pont, lundi.", role="Caption")),
            PHOTO.format(component("Le fleuve.")),
        )
    )
    reading = told(data)
    assert kinds_and_words(reading) == [
        (BlockKind.HEADLINE, "Pont"), (BlockKind.STANDFIRST, "Le maire a ouvert le pont."),
        (BlockKind.PARAGRAPH, "Un."), (BlockKind.FURNITURE, "Le pont, lundi."),
        (BlockKind.FURNITURE, "Le fleuve."),
    ]  # fmt: skip
    assert reading.warnings == ("2 pictures or other media are not shown.",)


def test_a_caption_that_may_be_of_either_text_is_left_out() -> None:
    data = newsml(news(component("Un."), component("Deux."), component("Photo.", role="Caption")))
    chosen = told(data, item=choices_of(data)[0].id)
    assert chosen.value == "Un."
    assert chosen.warnings == ("1 caption or summary that belongs to no text is left out.",)


def test_captions_follow_the_language_of_their_text() -> None:
    data = newsml(
        news(
            component("Le pont.", more=language("fr")),
            component("The bridge.", more=language("en")),
            component("Photo de lundi.", role="Caption", more=language("fr")),
        )
    )
    french, english = choices_of(data)
    assert told(data, item=french.id).value == "Le pont.\n\nPhoto de lundi."
    assert told(data, item=english.id).value == "The bridge."


def test_a_caption_alone_is_the_text() -> None:
    data = newsml(news(PHOTO.format(component("Le pont, lundi.", role="Caption"))))
    assert words_of(told(data), BlockKind.PARAGRAPH) == ["Le pont, lundi."]


def test_an_alert_is_a_headline_and_no_more() -> None:
    lines = "<NewsLines><HeadLine>ALERTE Pont ouvert</HeadLine></NewsLines>"
    alert = f"<NewsComponent>{lines}</NewsComponent>"
    assert told(newsml(news(alert))).value == "ALERTE Pont ouvert"
    picture = PHOTO.format("<NewsLines><HeadLine>Pont</HeadLine></NewsLines>")
    assert told(newsml(news(picture))).value == "Pont"
    both = newsml(news(component("Un.")), news(alert, number=2), news(picture, number=3))
    assert [item.title for item in choices_of(both)] == [
        "urn:newsml:riviere.example:20260112:R1", "ALERTE Pont ouvert",
    ]  # fmt: skip


def test_lines_of_outer_components_count_for_inner_ones() -> None:
    content = (
        f"<NewsComponent><NewsLines>{LINES}</NewsLines>{MORE}{component('Un.', role='Main')}"
        "</NewsComponent>"
    )
    reading = told(newsml(news(content, management=MANAGEMENT)))
    assert kinds_and_words(reading)[0] == (BlockKind.HEADLINE, "Le pont est ouvert")
    assert (reading.metadata.language, reading.metadata.category[0]) == ("fr", "POL")


CHANGE = (
    '<StatusWillChange><FutureStatus FormalName="{}"/><DateAndTime>20260113T060000Z</DateAndTime>'
    "</StatusWillChange>"
)


@pytest.mark.parametrize(
    ("management", "embargo"),
    [
        (f'<Status FormalName="Embargoed"/>{CHANGE.format("Usable")}', "2026-01-13T06:00:00+00:00"),
        (f'<Status FormalName="Withheld"/>{CHANGE.format("Usable")}', "2026-01-13T06:00:00+00:00"),
        ('<Status FormalName="Embargoed"/>', "until the agency lifts it"),
        (f'<Status FormalName="Embargoed"/>{CHANGE.format("Canceled")}',
         "until the agency lifts it"),
        (f'<Status FormalName="Usable"/>{CHANGE.format("Canceled")}', None),
        (f'<Status FormalName="Usable"/>{CHANGE.format("Usable")}', None),
        ('<Status FormalName="Withheld"/>', None),
        ("<EmbargoDate>20260113T060000+0100</EmbargoDate>", "2026-01-13T06:00:00+01:00"),
        ('<Property FormalName="EmbargoDate" Value="20260113T060000Z"/>',
         "2026-01-13T06:00:00+00:00"),
        ("", None),
    ],
)  # fmt: skip
def test_embargoes_of_news_items(management: str, embargo: str | None) -> None:
    data = newsml(news(component("Un."), management=management))
    assert told(data).metadata.embargo == embargo


def test_an_embargo_in_a_line_to_newsrooms() -> None:
    lines = (
        '<NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>EMBARGO until 13 January '
        "2026 06:00 GMT</NewsLineText></NewsLine>"
    )
    data = newsml(news(component("Un.", lines=lines)))
    assert told(data).metadata.embargo == "2026-01-13T06:00Z"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (newsml(), "There is no text in “a.xml”."),
        (newsml(news(PHOTO.format(""))), "There is no text in “a.xml”."),
        (newsml(news(management='<Status FormalName="Canceled"/>')),
         "The agency has cancelled this story. There is no text in “a.xml”."),
        (newsml(news("<NewsComponent><NewsItemRef NewsItem='urn:9'/></NewsComponent>")),
         "“a.xml” is a package without text: it points to 1 item, which is not in the file."),
        (newsml(news("<NewsComponent><ContentItem Href='t.txt'/></NewsComponent>")),
         "“a.xml” is a package without text: it points to 1 item, which is not in the file."),
    ],
)  # fmt: skip
def test_files_without_text(data: bytes, sentence: str) -> None:
    with pytest.raises(CannotReadError) as caught:
        told(data)
    assert caught.value.sentence == sentence


def test_version_1_0_and_an_item_that_is_the_root() -> None:
    old = FULL.replace(b'Version="1.2"', b'Version="1.0"').replace(
        b"<NewsML", b'<!DOCTYPE NewsML SYSTEM "NewsMLv1.0.dtd"><NewsML xmlns="urn:x"'
    )
    assert kinds_and_words(told(old)) == kinds_and_words(told(FULL))
    root = news(component(NITF, lines=LINES, more=MORE), management=MANAGEMENT)
    assert kinds_and_words(told(root)) == kinds_and_words(told(FULL))


def test_thousands_of_components_take_no_longer_than_one_by_one() -> None:
    begun = time.perf_counter()
    captions = [component(f"Photo {n}.", role="Caption") for n in range(2_000)]
    texts = [component(f"Texte {n}.") for n in range(2_000)]
    assert len(choices_of(newsml(news(*captions, *texts)))) == 2_000
    inner = "<ContentItem><DataContent>Un.</DataContent></ContentItem>" * 5_000
    assert told(newsml(news(f"<NewsComponent>{inner}</NewsComponent>"))).value == "Un."
    assert time.perf_counter() - begun < 20


def test_it_is_known_by_its_content() -> None:
    found = understand(Given(FULL, "a.dat"))
    assert (found.kind, found.reading) == (FileKind.NEWSML_1, told(FULL))
