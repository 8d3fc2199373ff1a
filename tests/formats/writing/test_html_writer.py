"""The web page stands alone, loses nothing, runs nothing foreign, and can be read by everyone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.golden import compare
from helpers.office_copies import reviewed
from helpers.showcase import showcase

VERSIONS = ("edited-v-fr", "v-ar")


def _page(document: Document, **options: Any) -> Any:
    page = write(document, ".html", Copy(**options))
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))


def _words(tree: Any, column: int) -> str:
    """A column's words without the numbers of its notes."""
    for number in tree.xpath("//table//sup"):
        tail = number.tail or ""
        before = number.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent = number.getparent()
            parent.text = (parent.text or "") + tail
        number.getparent().remove(number)
    cells = tree.xpath(f"//tbody/tr/td[{column + 1}]")
    return " ".join(" ".join(cell.text_content() for cell in cells).split())


def test_the_page_is_the_golden_one() -> None:
    page = write(showcase(), ".html", Copy(versions=VERSIONS, cautions=["Good for the gist."]))
    compare("showcase.html", page)


def test_every_word_of_every_version_is_there() -> None:
    document = showcase()
    tree = _page(document, versions=VERSIONS)
    for column, version_id in enumerate(("source", *VERSIONS)):
        assert _words(tree, column) == " ".join(document.version(version_id).text.value.split())


def test_columns_say_their_language_and_direction() -> None:
    cells = _page(showcase(), versions=VERSIONS).xpath("//tbody/tr[1]/td")
    assert [(c.get("lang"), c.get("dir")) for c in cells] == [
        ("en", "ltr"),
        ("fr", "ltr"),
        ("ar", "rtl"),
    ]


def test_links_lead_somewhere_and_back() -> None:
    tree = _page(showcase(), versions=VERSIONS)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = tree.xpath("//a/@href")
    assert {link[1:] for link in links} <= set(ids)
    for number in range(1, 7):  # the last note has lost its words
        assert f"#note-{number}" in links
    assert sum(link.startswith("#mark-") for link in links) == 6


def test_notes_tell_their_colour_author_time_and_lines() -> None:
    notes = _page(showcase(), versions=VERSIONS).xpath("//ol/li")
    told = [" ".join(note.itertext()) for note in notes]
    assert len(told) == 7
    assert any(
        "Ann Bee" in note and "2 January 2026, 03:04 UTC" in note and "green mark" in note
        for note in told
    )
    lost = [note for note in told if "no longer in the text" in note]
    assert len(lost) == 1
    assert "Paree" in lost[0]
    asked = next(note for note in notes if "Who <is> she?" in note.text_content())
    assert len(asked.xpath("./p/br")) == 1
    assert asked.xpath(".//time/@datetime") == ["2026-01-02T03:04:05+00:00"]


def test_an_edited_version_tells_whose_words_it_began_with() -> None:
    footer = _page(showcase(), versions=["edited-v-fr"]).xpath("//footer")[0].text_content()
    assert "edited" in footer
    assert "argos|en_fr 1" in footer


def test_the_summary_leads_to_its_sentences_and_has_the_translation() -> None:
    (item,) = _page(showcase(), versions=["v-fr"]).xpath("//section[@class='summary']//li")
    assert item.xpath("./a/@href") == ["#source-s3"]
    assert item.xpath("./span/@lang") == ["fr"]
    assert "La maire a ouvert le pont." in item.text_content()


def test_a_summary_of_sentences_that_are_gone_does_not_stop_the_copy() -> None:
    document = showcase()
    assert document.summary is not None
    gone = replace(document.summary.picks[0], segment="s99")
    summary = replace(document.summary, picks=(gone, *document.summary.picks))
    tree = _page(replace(document, summary=summary))
    assert len(tree.xpath("//section[@class='summary']//li")) == 1


HOSTILE = '"><script>alert(1)</script><b x="'


def _hostile_version(version: Version) -> Version:
    segments = tuple(
        replace(s, id=s.id + HOSTILE, alarms=(Alarm(AlarmKind.OTHER, HOSTILE),))
        for s in version.segments
    )
    text = replace(version.text, language="en" + HOSTILE)
    return replace(version, name=HOSTILE, segments=segments, text=text)


def _hostile_note(note: Note) -> Note:
    return replace(note, body=HOSTILE, author=HOSTILE, created=HOSTILE, quote=HOSTILE)


def test_nothing_in_a_document_becomes_markup() -> None:
    document = showcase()
    metadata = replace(document.article.metadata, author=HOSTILE, date=HOSTILE)
    source = replace(document.article.source, name=HOSTILE)
    assert document.summary is not None
    picks = tuple(replace(p, segment=p.segment + HOSTILE) for p in document.summary.picks)
    document = replace(
        document,
        article=replace(document.article, metadata=metadata, source=source),
        versions=tuple(_hostile_version(v) for v in document.versions),
        notes=tuple(_hostile_note(n) for n in document.notes),
        summary=replace(document.summary, picks=picks),
    )
    tree = _page(document, versions=VERSIONS, cautions=[HOSTILE])
    assert [script.get("type") for script in tree.xpath("//script")] == [
        "application/ld+json",
        None,
    ]
    assert tree.xpath("//b") == []


@given(st.text(st.characters(), max_size=30))
def test_any_note_leaves_a_page_in_utf_8(body: str) -> None:
    document = showcase()
    note = replace(document.notes[0], body=body)
    page = write(replace(document, notes=(note,)), ".html").decode("utf-8")
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", page) is None


@given(st.data())
def test_marks_anywhere_change_no_word(data: st.DataObject) -> None:
    document = showcase()
    length = len(document.source.text)
    spans = data.draw(
        st.lists(st.tuples(st.integers(0, length), st.integers(0, length)), max_size=6)
    )
    notes = tuple(
        replace(document.notes[0], id=f"n{number}", span=Span(min(pair), max(pair)))
        for number, pair in enumerate(spans)
    )
    tree = _page(replace(document, notes=notes), versions=["v-fr"])
    assert _words(tree, 0) == " ".join(document.source.text.value.split())


def test_the_page_loads_nothing() -> None:
    page = write(showcase(), ".html").decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'")
    assert "url(" not in page
    data = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
    assert re.search(r"\b(?:src|action)=|@import|https?:", data.sub("", page)) is None


def test_the_policy_names_the_style_and_the_script_by_their_hashes() -> None:
    page = write(showcase(), ".html").decode()
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page
    assert "unsafe-inline" not in page
    assert re.search(r"<[^>]+ (?:style|on\w+)=", page) is None


def test_it_prints_and_follows_light_and_dark() -> None:
    page = write(showcase(), ".html").decode()
    assert "@media print" in page
    assert "prefers-color-scheme: dark" in page


def _luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_what_is_under_them(scheme: int) -> None:
    roots = re.findall(r":root \{(.*?)\}", write(showcase(), ".html").decode(), re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w+)", roots[scheme]))
    marks = ("yellow", "green", "blue", "pink", "orange")
    pairs = [("ink", under) for under in ("paper", "lit", *marks)]
    readable = ("faint", "link", "added", "gone")
    pairs += [(words, under) for words in readable for under in ("paper", "lit")]
    for words, under in pairs:
        assert _contrast(colours[words], colours[under]) >= 4.5, (words, under)


EDITED = "edited-v-fr"


def test_replies_and_states_are_told_in_words() -> None:
    tree = _page(reviewed(), versions=[EDITED])
    asked = next(n for n in tree.xpath("//ol/li") if "Who <is> she?" in n.text_content())
    assert "resolved" in asked.text_content()
    replies = asked.xpath("./ul/li")
    assert [" ".join(" ".join(r.itertext()).split()) for r in replies] == [
        "Yes, she is. Sure. reply · Cy Dee · 2 January 2026, 05:04 UTC",
        "Thanks reply · Ann Bee · 2 January 2026, 05:04 UTC",
    ]


def test_notes_on_the_whole_stand_on_the_headings() -> None:
    tree = _page(reviewed(), versions=[EDITED])
    numbers = {
        place: tree.xpath(f"{place}//a[@role='doc-noteref']/@href")
        for place in ("//h1", "//h2[@id='summary']", "//section[@class='summary']//li")
    }
    said = {"//h1": "About all of it", "//h2[@id='summary']": "Too short"}
    said["//section[@class='summary']//li"] = "Which one?"
    for place, words in said.items():
        (link,) = numbers[place]
        (note,) = tree.xpath(f"//li[@id='{link[1:]}']")
        assert words in note.text_content()


def test_the_colours_are_explained_where_they_have_names() -> None:
    legend = _page(reviewed(), versions=[EDITED]).xpath("//section[@class='legend']//li")
    assert [item.text_content() for item in legend] == ["Green Ask", "Orange Check"]
    assert [item.xpath("./mark/@class") for item in legend] == [["green"], ["orange"]]


def test_orphans_are_listed_apart_and_lead_nowhere() -> None:
    tree = _page(reviewed(), versions=[EDITED])
    (lost,) = tree.xpath("//section[@aria-labelledby='gone']//ol/li")
    assert "Paree" in lost.text_content()
    assert lost.xpath(".//a") == []
    listed = tree.xpath("//section[@aria-labelledby='notes']/ol/li")
    assert tree.xpath("//section[@aria-labelledby='gone']/ol/@start") == [str(len(listed) + 1)]


def test_the_translation_alone_is_a_text_with_its_own_headline() -> None:
    tree = _page(reviewed(), versions=[EDITED], source=False)
    assert tree.get("lang") == "fr"
    assert tree.xpath("//table") == []
    assert tree.xpath("//h1")[0].get("lang") == "fr"
    for number in tree.xpath("//sup"):
        number.text = number[0].text = ""
    flow = tree.xpath("//section[contains(@class,'flow')]/div")[0]
    words = f"{tree.xpath('//h1')[0].text_content()} {flow.text_content()}"
    assert " ".join(words.split()) == " ".join(reviewed().version(EDITED).text.value.split())
    assert "mayor" not in tree.xpath("//main")[0].text_content()
    assert tree.xpath("//section[@class='summary']//li/*[1]/@lang") == ["fr"]


def test_two_translations_alone_follow_one_another() -> None:
    tree = _page(reviewed(), versions=[EDITED, "v-ar"], source=False)
    flows = tree.xpath("//section[contains(@class,'flow')]")
    assert [flow.xpath("./div/@lang")[0] for flow in flows] == ["fr", "ar"]
    assert [flow.xpath("./div/@dir")[0] for flow in flows] == ["ltr", "rtl"]


def test_edits_are_shown_as_changes_to_the_machine_s_words() -> None:
    document = reviewed()
    for source in (True, False):
        tree = _page(document, versions=[EDITED], tracked=True, source=source)
        assert [e.text_content() for e in tree.xpath("//main//span/del")] == ["y "]
        assert [e.text_content() for e in tree.xpath("//main//span/ins")] == [" dedans"]
        assert "were added" in tree.xpath("//section[@class='legend']")[0].text_content()
    assert _page(document, versions=[EDITED]).xpath("//ins | //del") == []


def test_a_copy_without_notes_says_nothing_of_them() -> None:
    page = write(reviewed(), ".html", Copy(versions=[EDITED], notes=False)).decode()
    assert "<mark" not in page
    assert "ld+json" not in page
    assert "Ann Bee" not in page
    assert "Paree" not in page


@given(st.text(st.characters(), max_size=30))
def test_the_page_carries_its_notes_as_data(body: str) -> None:
    document = reviewed()
    note = replace(document.notes[0], body=f"</script><!--{body}")
    tree = _page(replace(document, notes=(note, *document.notes[1:])), versions=[EDITED])
    (data,) = tree.xpath("//script[@type='application/ld+json']")
    found = json.loads(data.text)
    said = [item["body"][0]["value"] for item in found["first"]["items"] if "body" in item]
    assert re.sub("[\ud800-\udfff]", "\ufffd", note.body) in said


def test_landmarks_headings_and_links_serve_those_who_listen() -> None:
    tree = _page(reviewed(), versions=VERSIONS)
    for name in ("header", "main", "footer", "nav"):
        assert len(tree.xpath(f"//{name}")) == 1
    assert tree.xpath("//body/*[1]/@href") == ["#text"]
    assert len(tree.xpath("//h1")) == 1
    assert all(th.get("scope") == "col" for th in tree.xpath("//th"))
    ids = set(tree.xpath("//@id"))
    assert set(tree.xpath("//section/@aria-labelledby")) <= ids
    for link in tree.xpath("//a[@role='doc-noteref']"):
        assert link.get("aria-label") == f"Note {link.text_content()}"
    assert all(th.get("dir") == "rtl" for th in tree.xpath("//th[3]"))


def test_lines_that_end_for_their_length_alone_are_not_kept_as_lines() -> None:
    wrapped = "The mayor of the town opened the bridge on Monday\nmorning.\n\nOne\ntwo\n"
    tree = _page(begin(article(wrapped, kinds=(BlockKind.PARAGRAPH,) * 2)))
    classes = [p.get("class") for p in tree.xpath("//section[contains(@class,'flow')]//p")]
    assert classes == ["paragraph wrapped", "paragraph"]
