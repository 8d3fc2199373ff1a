"""Bodies of wires to paragraphs: elements, HTML as text, plain words, and what is left out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from diptych.core.article import BlockKind
from diptych.formats.reading.wires.body import (
    Body,
    joined,
    line,
    of_element,
    of_markup,
    of_text,
    plain,
)

PARAGRAPH, FURNITURE = BlockKind.PARAGRAPH, BlockKind.FURNITURE


def of(markup: str) -> Body:
    return of_element(etree.fromstring(f"<body>{markup}</body>"))


def told(body: Body) -> list[tuple[BlockKind | None, str]]:
    return [(paragraph.kind, paragraph.words) for paragraph in body.paragraphs]


def words(markup: str) -> list[str]:
    return [paragraph.words for paragraph in of(markup).paragraphs]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>The\n   river\t <b>ro</b>se.</p>\n  <p/>", ["The river rose."]),
        ("<p>10\u00a0000\u00a0francs</p>", ["10\u00a0000\u00a0francs"]),
        ("loose<p>one</p>between<p>two</p>after", ["loose", "one", "between", "two", "after"]),
        ("<p>one<br/>two <br/> three</p>", ["one\ntwo\nthree"]),
        ("<p>one<br/><br/>two<br/>\n<br/><br/>three</p>", ["one", "two", "three"]),
        ("<p>By <person><name.given>Ada</name.given> <name.family>Lake</name.family></person></p>",
         ["By Ada Lake"]),
        ("<div><div>one<div>two</div></div>three</div>", ["one", "two", "three"]),
        ("<pre>\none\n  two\n\nthree\n</pre>", ["one", "two", "three"]),
        ("<x:p xmlns:x='urn:y'>one</x:p><P>two</P>", ["one", "two"]),
    ],
)  # fmt: skip
def test_paragraphs_and_blanks(markup: str, expected: list[str]) -> None:
    assert words(markup) == expected


def test_headings_lists_and_quotations() -> None:
    body = of(
        "<hl2>Floods</hl2><p>The river rose.</p><h3>Roads</h3><ul><li>A1</li><li><p>B2</p></li>"
        "</ul><dl><dt>Level</dt><dd>9 m</dd></dl><bq><block><p>It is high.</p></block>"
        "<credit>Mayor Lake</credit></bq><blockquote>Very high.</blockquote>"
    )
    assert told(body) == [
        (BlockKind.HEADING, "Floods"), (None, "The river rose."), (BlockKind.HEADING, "Roads"),
        (PARAGRAPH, "A1"), (PARAGRAPH, "B2"), (None, "Level"), (None, "9 m"),
        (None, "It is high."), (FURNITURE, "Mayor Lake"), (None, "Very high."),
    ]  # fmt: skip


def test_rows_of_tables_are_lines() -> None:
    body = of(
        "<table><caption>Levels</caption><thead><tr><th>Place</th><th>Metres</th></tr></thead>"
        "<tbody><tr><td><p>North</p><p>port</p></td><td/><td>9<br/>or 10</td></tr>"
        "<tr><td><p>One.</p><p>Two.</p></td></tr><tr/></tbody></table>"
    )
    assert told(body) == [
        (None, "Levels"), (PARAGRAPH, "Place\tMetres"), (PARAGRAPH, "North port\t\t9 or 10"),
        (None, "One."), (None, "Two."),
    ]  # fmt: skip


def test_pictures_are_counted_and_their_captions_kept() -> None:
    body = of(
        '<media media-type="image"><media-reference source="a.jpg">a.jpg</media-reference>'
        '<media-metadata name="x" value="y"/><media-object encoding="x">/9j/4AAQ</media-object>'
        "<media-caption><p>The bridge.</p></media-caption><media-producer>Lake</media-producer>"
        '</media><figure><img src="b.jpg"/><div class="byline">Photo: Hill</div>'
        "<figcaption>The river.</figcaption></figure>"
    )
    assert told(body) == [
        (FURNITURE, "The bridge."), (FURNITURE, "Lake"), (FURNITURE, "Photo: Hill"),
        (FURNITURE, "The river."),
    ]  # fmt: skip
    assert body.media == 2


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ("", BlockKind.EDITORS_NOTE),
        ('noteclass="editorsnote" type="std"', BlockKind.EDITORS_NOTE),
        ('noteclass="cpyrt"', FURNITURE),
        ('type="pa"', BlockKind.ADVISORY),
        ('noteclass="cpyrt" type="npa"', BlockKind.NOT_FOR_PUBLICATION),
    ],
)
def test_notes_are_for_those_they_are_written_to(attributes: str, kind: BlockKind) -> None:
    body = of(f"<note {attributes}><body.content><p>See <b>it</b>.</p></body.content></note>")
    assert told(body) == [(kind, "See it.")]


def test_kinds_by_elements_and_by_the_names_of_styles() -> None:
    body = of(
        "<block><byline>By Ada Lake</byline><dateline>NORTHPORT</dateline><abstract><p>Short."
        "</p></abstract><copyrite>© Northport</copyrite></block><ednote>Eds: more soon</ednote>"
        '<div class="x Ingress"><p>Lead in.</p></div><p class="author">Hill</p>'
        '<p>Not <span class="byline">inline</span>.</p><tagline>al/hi</tagline>'
    )
    assert told(body) == [
        (BlockKind.BYLINE, "By Ada Lake"), (BlockKind.DATELINE, "NORTHPORT"),
        (BlockKind.STANDFIRST, "Short."), (FURNITURE, "© Northport"),
        (BlockKind.EDITORS_NOTE, "Eds: more soon"), (BlockKind.STANDFIRST, "Lead in."),
        (BlockKind.BYLINE, "Hill"), (None, "Not inline."), (BlockKind.SIGN_OFF, "al/hi"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("He said <q>yes</q>.", "He said “yes”."),
        ("He said “<q>yes</q>”.", "He said “yes”."),
        ("He said <q>«yes»</q> and <q> no</q>.", "He said «yes» and “ no”."),
        ("l'<q>eau</q>", "l'“eau”"),
        ("<q/>a<q></q>", "a"),
        ("2<frac><numer>1</numer><denom>2</denom></frac> m", "2 1/2 m"),
        ("<frac><numer>1</numer><frac-sep>/</frac-sep><denom>2</denom></frac>", "1/2"),
    ],
)
def test_signs_that_elements_stand_for(markup: str, expected: str) -> None:
    assert words(f"<p>{markup}</p>") == [expected]


def test_parts_that_only_a_style_sheet_keeps_apart() -> None:
    assert words("<div><span>Books</span><span>TT</span></div>") == ["Books TT"]
    assert words("<p><span>Jo</span><span>hn</span> <i>a</i><i>b</i></p>") == ["John ab"]
    assert words("<byline>Ada Lake<byttl>Reporter</byttl></byline>") == ["Ada Lake Reporter"]


def test_what_nobody_reads_is_not_there() -> None:
    body = of(
        "<head><title>x</title></head><p>one<script>x</script> two<style>y</style></p>"
        "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p><svg><text>z</text></svg>"
    )
    assert told(body) == [(None, "one two"), (None, "漢字")]
    assert body.warnings == ("Readings above the letters (ruby) are left out.",)
    assert not of("<p>x</p>").warnings


def test_elements_of_an_unknown_language_are_paragraphs() -> None:
    root = etree.fromstring("<sports><team>North</team><score>3</score>end</sports>")
    body = of_element(root, known=False)
    assert [paragraph.words for paragraph in body.paragraphs] == ["North", "3", "end"]


def test_elements_that_are_asked_to_be_left_out() -> None:
    root = etree.fromstring("<body><body.head><p>x</p></body.head>one<p>two</p></body>")
    body = of_element(root, without=frozenset({"body.head"}))
    assert [paragraph.words for paragraph in body.paragraphs] == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One &amp; &eacute;<p>Two<br>three", ["One & é", "Two\nthree"]),
        ("<html><head><title>x</title></head><body>One</body></html>", ["One"]),
        ("One\ntwo, 3 < 4\n\nThree", ["One", "two, 3 < 4", "Three"]),
        ("Caf&eacute; &amp; AT&T; &#146;", ["Café & AT&T; ’"]),
        ("  \n ", []),
        ("<o:p>One</o:p><p>two", ["One", "two"]),
    ],
)
def test_html_or_plain_words(text: str, expected: list[str]) -> None:
    assert [paragraph.words for paragraph in of_text(text).paragraphs] == expected


def test_plain_words_that_are_broken_at_a_column_stay_one_paragraph() -> None:
    wrapped = (
        "   The river at Northport rose to nine metres on Monday after a week of\n"
        "heavy rain, and hundreds of people left their houses near the old harbour\n"
        "for schools and halls on the hills.\n   The mayor said that it was over.\n"
    )
    assert [paragraph.words.split()[-1] for paragraph in plain(wrapped)] == ["hills.", "over."]
    assert [paragraph.words for paragraph in plain("  One.\n  Two.")] == ["One.", "Two."]


def test_bodies_after_each_other_and_lines() -> None:
    both = joined([of("<p>one</p><img/>"), of("<p>two</p><ruby><rt>x</rt></ruby><img/>")])
    assert ([p.words for p in both.paragraphs], both.media, both.readings) == (
        ["one", "two"], 2, True
    )  # fmt: skip
    assert line(etree.fromstring("<hl1>One<br/>two\u00a0%\n three<p>four</p></hl1>")) == (
        "One two\u00a0% three four"
    )
    assert line(None) == ""


@pytest.mark.parametrize("part", ["<div>", "<p>x</b>", "<q>", "<tr>", "<td>", "<pre>", "</div>"])
def test_long_damaged_html_takes_no_longer_than_long_html(part: str) -> None:
    begun = time.perf_counter()
    body = of_markup("<p>one</p>" + part * 30_000 + "two")
    assert body.paragraphs[0].words == "one"
    assert "two" in body.paragraphs[-1].words
    assert time.perf_counter() - begun < 10


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(
    ["<p>", "</p>", "<tr>", "</tr>", "<td>", "</td>", "<table>", "</table>", "<q>", "</q>", "one ",
     "<pre>", "</pre>", "<script>", "</script>", "<br>", "<div>", "</div>", "<span>", "</span>",
     "<figure>", "</figure>", "<rt>", "</rt>", "<!--", "-->", "<frac>", "<denom>", "<note>", "\x00",
     "é", "&amp;", "<li>", "</body>", "<html>", "<"]
), max_size=30))  # fmt: skip
def test_any_soup_of_html_gives_paragraphs_with_words(parts: list[str]) -> None:
    for paragraph in of_markup("".join(parts)).paragraphs:
        assert paragraph.words.strip()
