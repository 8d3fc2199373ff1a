"""An article becomes a document, and keeps its segments when work stands on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.article import Metadata, Timing
from diptych.core.document import Document
from diptych.core.notes import Note, anchor
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span
from diptych.core.versions import SegmentState, Signature, Version, VersionKind, text_sha256
from diptych.formats.reading.parts import Paragraph, Reading, Target, from_paragraphs
from diptych.workspace import segmenting
from diptych.workspace.segmenting import begin, resegment
from helpers.articles import article, seed_article

GERMAN = "Er kam am 8. September nach Bonn. Dann ging er.\n\nDas war z. B. gut. Alle freuten sich."


def _words(version: Version) -> list[str]:
    return [version.text_of(segment) for segment in version.segments]


def _summary() -> Summary:
    signature = Signature("lead", "", (), "0", text_sha256(GERMAN))
    return Summary("lead", Limit(sentences=1), (Pick("s1", 1.0),), signature)


def _note(version: Version) -> Note:
    place = Span(0, 6)
    quote, prefix, suffix = anchor(version.text.value, place)
    return Note("n1", version.id, place, quote, prefix, suffix, "", "", "2026-01-02T03:04:05Z")


def test_a_document_begins_with_its_source_alone() -> None:
    story = article("One day. Two days.\n\nThree days.", language="en")
    document = begin(story)
    source = document.source
    assert document.versions == (source,)
    assert (source.id, source.kind, source.name) == ("source", VersionKind.SOURCE, "Source")
    assert source.text == story.text
    assert [segment.id for segment in source.segments] == ["s1", "s2", "s3"]
    assert [segment.block for segment in source.segments] == ["b1", "b1", "b2"]
    assert _words(source) == ["One day.", "Two days.", "Three days."]
    assert {segment.state for segment in source.segments} == {SegmentState.SOURCE}


def test_every_word_of_the_seed_is_in_one_segment_of_its_block() -> None:
    story = seed_article()
    source = begin(story).source
    assert len({segment.id for segment in source.segments}) == len(source.segments)
    assert "".join("".join(_words(source)).split()) == "".join(story.text.value.split())
    for segment in source.segments:
        block = story.block(segment.block).span
        assert block.start <= segment.span.start < segment.span.end <= block.end


def test_an_empty_text_has_no_segments() -> None:
    assert begin(article("")).source.segments == ()


@given(
    st.text(alphabet="aB .!?\n\u00a0。é", max_size=80), st.sampled_from(["en", "de", "ja", None])
)
def test_segments_are_in_order_and_never_overlap(text: str, tag: str | None) -> None:
    source = begin(article(text, language=tag)).source
    ends = [0, *(segment.span.end for segment in source.segments)]
    starts = [segment.span.start for segment in source.segments]
    assert all(end <= start for end, start in zip(ends, starts, strict=False))
    assert all(words == words.strip() != "" for words in _words(source))


def test_another_language_cuts_by_its_own_rules() -> None:
    document = begin(article(GERMAN, language="en"))
    changed = resegment(document, "de")
    assert changed.language == changed.source.text.language == "de"
    assert _words(changed.source) == [
        "Er kam am 8. September nach Bonn.",
        "Dann ging er.",
        "Das war z. B. gut.",
        "Alle freuten sich.",
    ]
    assert len(document.source.segments) > 4


def test_the_text_never_changes_with_the_language() -> None:
    document = begin(article(GERMAN))
    assert resegment(document, "de").source.text.value == GERMAN
    assert resegment(resegment(document, "de"), None) == document


@pytest.mark.parametrize("work", ["translation", "summary", "note"])
def test_segments_stay_when_work_stands_on_them(work: str) -> None:
    begun = begin(article(GERMAN, language="en"))
    translation = replace(begun.source, id="v1", kind=VersionKind.MACHINE)
    document = {
        "translation": begun.with_version(translation),
        "summary": replace(begun, summary=_summary()),
        "note": replace(begun, notes=(_note(begun.source),)),
    }[work]
    changed = resegment(document, "de")
    assert changed.source.segments == begun.source.segments
    assert changed.language == changed.source.text.language == "de"
    assert changed.targets == document.targets
    assert (changed.summary, changed.notes) == (document.summary, document.notes)


def test_languages_without_a_table_are_fed_one_paragraph_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fed: list[tuple[str, str]] = []

    def spy(paragraph: str, tag: str) -> tuple[()]:
        fed.append((paragraph, tag))
        return ()

    monkeypatch.setattr(segmenting, "split_other", spy)
    source = begin(article("Yksi. Kaksi.\n\nKolme.", language="fi")).source
    assert fed == [("Yksi. Kaksi.", "fi"), ("Kolme.", "fi")]
    assert _words(source) == ["Yksi. Kaksi.", "Kolme."]


def _begun(reading: Reading) -> Document:
    story = replace(article(reading.value, language="en"), blocks=reading.blocks)
    return begin(story, reading.renderings)


def test_a_unit_is_one_segment_whatever_its_sentences() -> None:
    reading = from_paragraphs(
        [Paragraph("One. Two.\n- Three.\n- Four.", whole=True), Paragraph("Five. Six.")], Metadata()
    )
    assert _words(_begun(reading).source) == [
        "One. Two.\n- Three.\n- Four.",
        "Five.",
        "Six.",
    ]


def test_each_turn_in_a_subtitle_is_a_segment() -> None:
    cues = ["- Who? Me?\n- You.", "Not me. Never,\nI say."]
    reading = from_paragraphs(
        [Paragraph(words, whole=True, timing=Timing(0, 9)) for words in cues], Metadata()
    )
    source = _begun(reading).source
    assert _words(source) == ["- Who? Me?", "- You.", "Not me. Never,\nI say."]
    assert [segment.block for segment in source.segments] == ["b1", "b1", "b2"]


def test_translations_that_came_along_are_versions() -> None:
    done, draft = SegmentState.CONFIRMED, SegmentState.EDITED
    reading = from_paragraphs(
        [
            Paragraph("One. Two.", whole=True, targets=(("fr", Target("Un. Deux.", done)),)),
            Paragraph("Three.", whole=True, targets=((None, Target("Drei.")), ("fr", Target("")))),
            Paragraph("Four.", whole=True, targets=(("fr", Target(" Quatre\r\n", draft)),)),
        ],
        Metadata(),
    )
    document = _begun(reading)
    french, other = document.targets
    assert [(v.id, v.kind, v.name, v.text.language) for v in document.targets] == [
        ("human-1", VersionKind.HUMAN, "French, from the file", "fr"),
        ("human-2", VersionKind.HUMAN, "Translation, from the file", None),
    ]
    assert _words(french) == ["Un. Deux.", "", "Quatre"]
    assert [s.state for s in french.segments] == [done, SegmentState.UNTRANSLATED, draft]
    assert _words(other) == ["", "Drei.", ""]
    assert french.text.value == "Un. Deux.\n\n\n\nQuatre"
    assert [s.id for s in french.segments] == [s.id for s in document.source.segments]
