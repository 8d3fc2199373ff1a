"""XLIFF that other tools accept: valid, whole, and the same when it is opened again."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn, Reply
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span, Text, canonicalise
from diptych.core.versions import SegmentState, VersionKind
from diptych.formats.reading.kinds import FileKind
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import form_of, write
from helpers.exchange_files import (
    SIGNATURE,
    SPACES,
    noted,
    opened,
    opened_again,
    pairs,
    sound_xliff_2,
    with_version,
    xliff_1_schema,
)

STORY = (
    "A bridge <opens> & stays\n\nThe mayor opened the bridge. Nobody fell 😀 in.\n\n"
    "A bridge <opens> & stays\n\nNEXT NEWS\n"
)
FORMS = ("xliff", "xliff-1.2")


def sound(data: bytes, form: str = "xliff") -> Any:
    """The root of a valid file."""
    if form == "xliff":
        return sound_xliff_2(data)
    root = etree.fromstring(data)
    xliff_1_schema().assertValid(root)
    return root


def found(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces=SPACES))


def story(language: str = "fr") -> Document:
    """A machine version, and an edited one on it in which every state is."""
    document = with_version(opened(STORY), lambda words: f"«{words}»", language)
    return with_version(
        document,
        {"s1": "Un pont ouvre", "s2": "Le maire a ouvert le pont.", "s4": "«x»", "s5": ""},
        language,
        name="v2",
        kind=VersionKind.EDITED,
        based_on="v1",
        states={
            "s1": SegmentState.CONFIRMED,
            "s2": SegmentState.EDITED,
            "s4": SegmentState.MACHINE,
            "s5": SegmentState.EDITED,
        },
    )


def test_the_whole_of_version_2() -> None:
    root = sound(write(story(), "xliff", Copy(cautions=["Only a <gist>."])))
    assert dict(root.attrib) == {"version": "2.1", "srcLang": "en", "trgLang": "fr"}
    (file,) = found(root, "x:file")
    assert (file.get("original"), file.get("srcDir"), file.get("trgDir")) == (
        "wire.txt", "ltr", "ltr",
    )  # fmt: skip
    units = found(root, "//x:unit")
    assert [(u.get("id"), u.get("type"), u.get("translate")) for u in units] == [
        ("b1", "diptych:headline", None),
        ("b2", "diptych:paragraph", None),
        ("b3", "diptych:repeated", "no"),
        ("b4", "diptych:furniture", "no"),
    ]
    states = [(s.get("id"), s.get("state"), s.get("subState")) for s in found(root, "//x:segment")]
    assert states == [
        ("s1", "reviewed", None),
        ("s2", "translated", None),
        ("s3", "initial", None),
        ("s4", "initial", "diptych:machine"),
        ("s5", "translated", None),
    ]
    assert found(root, "//x:segment[@id='s3']/x:target") == []
    assert [p.tag.rpartition("}")[2] for p in found(units[1], "x:segment | x:ignorable")] == [
        "segment", "ignorable", "segment",
    ]  # fmt: skip
    assert found(root, "//x:ignorable/*/text()") == [" ", " "]
    assert found(root, "x:file/x:notes/x:note/text()") == ["Only a <gist>."]


def test_the_machines_answer_is_a_match_with_its_origin() -> None:
    root = sound(write(story(), "xliff"))
    match = found(root, "//mtc:match[@ref='#s2']")[0]
    assert (match.get("type"), match.get("subType"), match.get("origin")) == (
        "mt", "diptych:machine", "argos en-fr 1.9",
    )  # fmt: skip
    assert (match.get("similarity"), match.get("matchQuality")) == ("100.0", None)
    assert found(match, "x:source/text()") == ["The mayor opened the bridge."]
    assert found(match, "x:target/text()") == ["«The mayor opened the bridge.»"]
    assert len(found(root, "//mtc:match")) == 5


def test_other_chosen_versions_are_matches_too() -> None:
    document = with_version(story(), str.upper, "de", name="v3", kind=VersionKind.HUMAN)
    document = with_version(document, str.lower, "fr", name="v4", kind=VersionKind.HUMAN)
    root = sound(write(document, "xliff", Copy(versions=("v3", "v4", "v2"))))
    kinds = [
        (m.get("type"), m.get("subType"), m.get("reference"), found(m, "x:target/@xml:lang"))
        for m in found(root, "//mtc:match[@ref='#s2']")
    ]
    assert kinds == [
        ("other", "diptych:human", None, []),
        ("other", "diptych:human", "yes", ["de"]),
        ("mt", "diptych:machine", None, []),
    ]
    old = sound(write(document, "xliff-1.2", Copy(versions=("v3", "v4", "v2"))), "xliff-1.2")
    assert [
        (a.get("alttranstype"), *found(a, "o:target/@xml:lang"), *found(a, "o:target/text()"))
        for a in found(old, "//o:trans-unit[@id='s2']/o:alt-trans")
    ] == [
        ("proposal", "fr", "the mayor opened the bridge."),
        ("reference", "de", "THE MAYOR OPENED THE BRIDGE."),
        ("proposal", "fr", "«The mayor opened the bridge.»"),
    ]


def test_what_is_known_of_file_and_article() -> None:
    document = story()
    article = document.article
    about = replace(article.metadata, author="Ann & Bee", keywords=("a", "b"), embargo="noon")
    picks = (Pick("s2", 1.0), Pick("s3", 0.5))
    document = replace(
        document,
        article=replace(article, metadata=about),
        summary=Summary("lead", Limit(sentences=2), picks, SIGNATURE),
    )
    copy = Copy(made="2026-01-02T04:04:05+01:00", author="Ed")
    root = sound(write(document, "xliff", copy))
    old = sound(write(document, "xliff-1.2", copy), "xliff-1.2")
    assert found(old, "o:file/@date") == ["2026-01-02T03:04:05Z"]

    def values(name: str, group: str = "article") -> list[str]:
        path = f"x:file/mda:metadata/mda:metaGroup[@category='{group}']/mda:meta[@type='{name}']"
        return [str(meta.text) for meta in found(root, path)]

    assert values("sha256") == [article.source.sha256]
    assert (values("author"), values("keywords")) == (["Ann & Bee"], ["a", "b"])
    assert (values("embargo"), values("encoding")) == (["noon"], ["utf-8"])
    assert (values("target"), values("target-kind")) == (["v2"], ["edited"])
    assert (values("saved"), values("saved-by")) == (["2026-01-02T03:04:05Z"], ["Ed"])
    assert values("segment", "summary") == ["s2", "s3"]
    offsets = found(root, "//mda:metaGroup[@category='segment:s2']/mda:meta/text()")
    assert Span(*map(int, offsets)).of(article.text.value) == "The mayor opened the bridge."


@pytest.mark.parametrize("made", ["", "today", "2026-01-02", "2026-01-02T03:04:05"])
def test_a_moment_that_is_none_is_left_out(made: str) -> None:
    for form in FORMS:
        assert b"2026" not in write(story(), form, Copy(made=made))


def test_alarms_are_told_with_their_segment() -> None:
    document = story()
    alarmed = replace(
        document.targets[1].segments[1], alarms=(Alarm(AlarmKind.NUMBER, "number missing: 7"),)
    )
    segments = (document.targets[1].segments[0], alarmed, *document.targets[1].segments[2:])
    document = document.with_version(replace(document.targets[1], segments=segments))
    path = "//mda:metaGroup[@category='segment:s2']/mda:meta[@type='alarm:number']/text()"
    assert found(sound(write(document, "xliff")), path) == ["number missing: 7"]


def annotated() -> Document:
    """Notes that nest, cross, reach over sentences, stand in both versions, or on no words."""
    document = noted(story(), "source", "mayor opened", "Who <is> he?", colour=Colour.GREEN)
    document = noted(document, "source", "opened the bri", "Crosses")
    document = noted(document, "source", "bridge. Nobody", "Two sentences")
    document = noted(document, "v2", "maire", "In French", resolved=True)
    document = noted(document, "v2", "Un pont", "")
    answer = Reply("r1", "She is.", "Carl Dee", "2026-01-03T00:00:00+00:00")
    document = noted(document, "source", "Nobody fell", "Nested", replies=(answer,))
    document = noted(document, "source", "Nobody", "On the first word")
    gone = Note("n8", "v2", Span(0, 4), "lost", "", "", "Words gone", "A", "", orphan=True)
    whole = Note("n9", "source", Span(0, 0), "", "", "", "All of it", "A", "", on=NoteOn.ARTICLE)
    elsewhere = Note("n10", "v1", Span(1, 9), "A bridge", "", "", "On the machine's", "A", "")
    other = Note("n11", "gone", Span(0, 1), "x", "", "", "Of no version", "A", "")
    notes = (*document.notes, gone, whole, elsewhere, other)
    return replace(document, notes=notes, meanings=((Colour.GREEN, "ask the desk"),))


def test_notes_stand_on_their_words() -> None:
    root = sound(write(annotated(), "xliff"))
    unit = found(root, "//x:unit[@id='b2']")[0]
    told = [(n.get("id"), n.get("appliesTo"), n.text) for n in found(unit, "x:notes/x:note")]
    assert told == [
        ("n1", "source", "Who <is> he?"),
        ("n2", "source", "Crosses"),
        ("n3", "source", "Two sentences"),
        ("n4", "target", "In French"),
        ("n6", "source", "Nested"),
        ("n6.r1", None, "She is."),
        ("n7", "source", "On the first word"),
    ]
    nested = found(unit, "x:segment[@id='s3']/x:source")[0]
    assert "".join(nested.itertext()) == "Nobody fell 😀 in."
    outer = found(nested, "x:mrk")[0]
    assert (outer.get("ref"), "".join(outer.itertext())) == ("#n=n6", "Nobody fell")
    marks = {m.get("ref"): "".join(m.itertext()) for m in found(nested, ".//x:mrk")}
    assert marks == {"#n=n6": "Nobody fell", "#n=n3": "Nobody", "#n=n7": "Nobody"}
    target = found(unit, "x:segment[@id='s2']/x:target/x:mrk")
    assert [(m.get("ref"), m.text) for m in target] == [("#n=n4", "maire")]


def test_notes_that_cross_have_a_beginning_and_an_end() -> None:
    root = sound(write(annotated(), "xliff"))
    source = found(root, "//x:segment[@id='s2']/x:source")[0]
    assert "".join(source.itertext()) == "The mayor opened the bridge."
    shape, names = source.text, dict[str, str]()
    for child in source:
        name = child.get("id") or child.get("startRef")
        names[name] = child.get("ref") or names[name]
        shape += f"[{'/' if child.tag.endswith('em') else ''}{names[name][-1]}]{child.tail or ''}"
    assert shape == "The [1]mayor [2]opened[/1] the [3]bri[/2]dge.[/3]"


def test_highlights_are_marks_of_their_colour() -> None:
    root = sound(write(annotated(), "xliff"))
    mark = found(root, "//x:segment[@id='s1']/x:target/x:mrk")[0]
    assert (mark.get("type"), mark.get("value"), mark.text) == (
        "diptych:highlight", "yellow", "Un pont",
    )  # fmt: skip
    assert found(root, "//mda:metaGroup[@category='highlight:n5']/mda:meta[@type='quote']/text()")


def test_who_wrote_a_note_and_when() -> None:
    root = sound(write(annotated(), "xliff"))

    def about(name: str) -> dict[str, str]:
        metas = found(root, f"//mda:metaGroup[@category='note:{name}']/mda:meta")
        return {meta.get("type"): meta.text for meta in metas}

    assert about("n1") == {
        "author": "Ann Bee", "created": "2026-01-02T03:04:05+00:00", "colour": "green",
        "meaning": "ask the desk", "version": "source", "quote": "mayor opened",
    }  # fmt: skip
    assert about("n4")["resolved"] == "yes"
    assert found(root, "//x:note[@id='n4']/@priority") == ["10"]
    assert about("n6.r1") == {
        "to": "n6", "author": "Carl Dee", "created": "2026-01-03T00:00:00+00:00",
    }  # fmt: skip


def test_notes_on_no_words_stand_at_the_head() -> None:
    root = sound(write(annotated(), "xliff"))
    notes = [(n.get("category"), n.text) for n in found(root, "x:file/x:notes/x:note")]
    assert notes == [("orphan", "Words gone"), ("article", "All of it")]
    machine = found(root, "//x:unit[@id='b1']/x:notes/x:note")
    assert [n.text for n in machine] == ["On the machine's"]
    assert b"Of no version" not in write(annotated(), "xliff")


def test_a_copy_without_notes() -> None:
    for form in FORMS:
        root = sound(write(annotated(), form, Copy(notes=False)), form)
        assert not found(root, "//x:note | //x:mrk | //x:sm | //o:note")


def test_the_notes_of_version_1_quote_their_words() -> None:
    root = sound(write(annotated(), "xliff-1.2"), "xliff-1.2")
    notes = [
        (n.get("from"), n.get("annotates"), n.text)
        for n in found(root, "//o:trans-unit[@id='s2']/o:note")
    ]
    assert notes == [
        ("Ann Bee", "source", "“mayor opened”: Who <is> he?"),
        ("Ann Bee", "source", "“opened the bri”: Crosses"),
        ("Ann Bee", "source", "“bridge. Nobody”: Two sentences"),
        ("Ann Bee", "target", "“maire”: In French"),
    ]
    assert found(root, "//o:note[@from='Carl Dee']/text()") == ["She is."]
    assert found(root, "//o:header/o:note/text()") == ["“lost”: Words gone", "All of it"]
    assert not found(root, "//o:mrk")


def test_the_whole_of_version_1() -> None:
    root = sound(write(story("ar"), "xliff-1.2", Copy(cautions=["Careful"])), "xliff-1.2")
    (file,) = found(root, "o:file")
    assert (file.get("source-language"), file.get("target-language")) == ("en", "ar")
    assert found(root, "//o:header/o:note/text()") == ["Careful"]
    units = [
        (u.get("id"), u.get("approved"), u.get("translate"), *found(u, "o:target/@state"))
        for u in found(root, "//o:trans-unit")
    ]
    assert units == [
        ("s1", "yes", None, "signed-off"),
        ("s2", None, None, "translated"),
        ("s3", None, None, "needs-translation"),
        ("s4", None, "no", "needs-review-translation"),
        ("s5", None, "no", "translated"),
    ]
    groups = [(g.get("id"), g.get("restype")) for g in found(root, "//o:group")]
    assert groups[:2] == [("b1", "x-headline"), ("b2", "x-paragraph")]


@pytest.mark.parametrize("form", FORMS)
def test_opened_again_it_is_two_versions(form: str) -> None:
    document = story("ar")
    back = opened_again(write(document, form))
    assert (back.language, back.targets[0].text.language) == ("en", "ar")
    assert back.targets[0].kind is VersionKind.HUMAN
    prefix = {"xliff": ["f1/b1/s1", "f1/b2/s2"], "xliff-1.2": ["wire.txt/s1", "wire.txt/s2"]}
    rows = pairs(back)
    assert [row[0] for row in rows[:2]] == prefix[form]
    assert [row[1:] for row in rows] == [
        ("A bridge <opens> & stays", "Un pont ouvre", "confirmed"),
        ("The mayor opened the bridge.", "Le maire a ouvert le pont.", "edited"),
        ("Nobody fell 😀 in.", "", "untranslated"),
        ("A bridge <opens> & stays", "«x»", "machine"),
        ("NEXT NEWS", "", "untranslated"),
    ]
    kinds = [block.kind for block in back.article.blocks]
    assert kinds[3:] == [BlockKind.FURNITURE, BlockKind.FURNITURE]


@pytest.mark.parametrize("form", FORMS)
def test_without_a_translation_there_is_the_source_alone(form: str) -> None:
    root = sound(write(opened(STORY), form), form)
    open_ = "@state='needs-translation' and . = ../o:source"
    assert not found(root, f"//x:target | //o:target[not({open_})] | //mtc:match | //o:alt-trans")
    back = opened_again(write(opened(STORY), form))
    assert back.targets == ()
    assert "Nobody fell 😀 in." in back.article.text.value


@pytest.mark.parametrize("form", FORMS)
def test_languages_that_are_not_known(form: str) -> None:
    document = with_version(opened(STORY, None), str.upper, None)
    back = opened_again(write(document, form))
    assert (back.language, back.targets[0].text.language) == (None, None)
    sound(write(document, form), form)
    odd = document.with_version(
        replace(document.targets[0], text=Text(document.targets[0].text.value, "not a tag"))
    )
    sound(write(odd, form), form)


def test_directions_of_both_languages() -> None:
    root = sound(write(story("ar"), "xliff"))
    assert found(root, "x:file/@trgDir") == ["rtl"]
    document = opened(STORY)
    blocks = (replace(document.article.blocks[0], language="he"), *document.article.blocks[1:])
    document = replace(document, article=replace(document.article, blocks=blocks))
    root = sound(write(document, "xliff"))
    assert found(root, "//x:unit[@id='b1']/@srcDir") == ["rtl"]
    assert found(root, "//x:unit[@id='b2']/@srcDir") == []


def test_characters_that_xml_cannot_hold() -> None:
    document = with_version(story(), lambda words: f"a\x01b\ud800\uffff{words}", name="v5")
    document = noted(document, "v5", "b\ud800", "c\x02d", author="E\x03")
    root = sound(write(document, "xliff"))
    target = found(root, "//x:segment[@id='s1']/x:target")[0]
    assert [e.get("hex") for e in target.iter(f"{{{SPACES['x']}}}cp")] == ["0001", "D800"]
    assert found(root, "//x:note/text()") == ["cd"]
    for form in FORMS:
        back = opened_again(write(document, form)).targets[0]
        assert back.text_of(back.segments[0]) == "abA bridge <opens> & stays"
        sound(write(document, form), form)


def test_ids_that_xml_does_not_take_get_others() -> None:
    document = story()
    clashing = tuple(
        replace(s, id=name)
        for s, name in zip(
            document.source.segments, ("a b", "a/b", "mark", "a-b", "é"), strict=True
        )
    )
    versions = tuple(
        replace(
            v,
            segments=tuple(replace(s, id=c.id) for s, c in zip(v.segments, clashing, strict=True)),
        )
        for v in document.versions
    )
    document = noted(replace(document, versions=versions), "source", "Nobody", "x")
    for form in FORMS:
        sound(write(document, form), form)
        assert [row[2] for row in pairs(opened_again(write(document, form)))][:2] == [
            "Un pont ouvre", "Le maire a ouvert le pont.",
        ]  # fmt: skip


def test_a_block_without_segments_is_kept_and_not_translated() -> None:
    document = opened(STORY)
    source = document.source
    document = replace(document, versions=(replace(source, segments=source.segments[:-1]),))
    for form, path in (("xliff", "//x:unit[@id='b4']"), ("xliff-1.2", "//o:group[@id='b4']")):
        (unit,) = found(sound(write(document, form), form), path)
        assert unit.get("translate") == "no"
        assert "NEXT NEWS" in "".join(unit.itertext())


def test_the_two_forms_are_found_by_name_and_by_suffix() -> None:
    assert form_of(".xlf").name == form_of(".xliff").name == "xliff"
    assert form_of("xliff-1.2").suffix == ".xlf"


# Texts of documents are canonical: no half of a surrogate pair ever reaches a writer.
WORDS = st.text(
    st.one_of(
        st.sampled_from(
            "ab .\n\t\u00a0<>&\"'{1}]]>\u202f\u2028é\u05d0\u200f\u200e😀中\x01\x0b\x7f\ufffe\ufdd0"
        ),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=20,
)
TAGS = st.sampled_from(["fr", "ar", "zh-Hant", "pt-BR"])
STATES = st.sampled_from([SegmentState.MACHINE, SegmentState.EDITED, SegmentState.CONFIRMED])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Sentences in one to three paragraphs with any answers, and notes at any places."""
    paragraphs = draw(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=3))
    text = "\n\n".join(" ".join(f"One {words}." for words in p) for p in paragraphs)
    document = opened(canonicalise(text), draw(st.sampled_from(["en", "he"])))
    names = [s.id for s in document.source.segments]
    answers = draw(st.dictionaries(st.sampled_from(names), WORDS, max_size=len(names)))
    states = {name: draw(STATES) for name in answers}
    document = with_version(document, answers, draw(TAGS), states=states)
    for number in range(draw(st.integers(0, 5))):
        version = draw(st.sampled_from(document.versions))
        place = st.integers(0, len(version.text))
        start, end = sorted((draw(place), draw(place)))
        span = Span(start, end)
        note = Note(
            f"n{number}", version.id, span, span.of(version.text.value), "", "", draw(WORDS),
            draw(WORDS), "", draw(st.sampled_from(Colour)), orphan=draw(st.booleans()),
        )  # fmt: skip
        document = replace(document, notes=(*document.notes, note))
    return document


@given(documents())
def test_any_document_comes_back(document: Document) -> None:
    (target,) = document.targets
    wanted = []
    for ours, theirs in zip(document.source.segments, target.segments, strict=True):
        words = canonicalise(document.source.text_of(ours)).strip()
        answer = canonicalise(target.text_of(theirs)).strip()
        if words:
            state = theirs.state if answer else SegmentState.UNTRANSLATED
            wanted.append((words, answer, state.value))
    for form in FORMS:
        data = write(document, form)
        sound(data, form)
        back = opened_again(data, kind=FileKind.XLIFF)
        assert back.language == document.language
        if any(answer for _, answer, _ in wanted):
            assert back.targets[0].text.language == target.text.language
            assert [row[1:] for row in pairs(back)] == wanted
        else:
            assert [back.source.text_of(s) for s in back.source.segments] == [w[0] for w in wanted]


def test_ten_thousand_sentences_take_no_time_to_speak_of() -> None:
    sentence = "The mayor of town {} opened bridge {} today."
    text = "\n\n".join(" ".join(sentence.format(i, j) for j in range(4)) for i in range(2500))
    document = with_version(opened(text), str.upper)
    assert len(document.source.segments) == 10_000
    for form in FORMS:
        begun = time.process_time()
        assert write(document, form).count(b"THE MAYOR") >= 10_000
        assert time.process_time() - begun < 4  # measured: 1.0 seconds
