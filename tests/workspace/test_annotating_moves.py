"""Where notes stand after edits of other sentences, and what an edit may not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.text import Span, Text
from diptych.core.versions import SegmentState, Translated, Version, VersionKind, assemble
from diptych.workspace import annotating
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.showcase import NOW

SAME = "Le pont est fermé."


def _translated(words: str = SAME) -> Document:
    paragraphs = "\n\n".join(["The bridge is closed."] * 5)
    document = begin(article(paragraphs, language="en"))
    answers = {s.id: Translated(words) for s in document.source.segments}
    text, segments = assemble(document.source, answers)
    return document.with_version(
        Version("v1", VersionKind.MACHINE, "French", Text(text, "fr"), segments)
    )


def _marked(document: Document, version_id: str, segment_id: str) -> Document:
    """The document with the second word of a sentence marked."""
    start = document.version(version_id).segment(segment_id).span.start
    span = Span(start + 3, start + 7)
    return annotating.add_note(document, version_id, span, segment_id, "", Colour.BLUE, NOW)


def test_equal_sentences_do_not_draw_a_note_away() -> None:
    document = _translated()
    for segment in document.source.segments:
        document = _marked(document, "v1", segment.id)
    edited = annotating.edit_segment(document, "v1", "s3", "Long. " * 30)
    edited = annotating.edit_segment(edited, "edited-v1", "s1", "")
    version = edited.version("edited-v1")
    for note in edited.notes:
        start = version.segment(note.body).span.start
        if note.body in {"s2", "s4", "s5"}:
            assert not note.orphan
            assert note.span == Span(start + 3, start + 7)
            assert note.span.of(version.text.value) == note.quote == "pont"


@given(
    st.lists(st.tuples(st.sampled_from(["s1", "s2", "s3", "s5"]), st.text("ab pont\n", max_size=9)))
)
def test_a_note_stays_on_its_sentence_whatever_is_edited_around_it(
    edits: list[tuple[str, str]],
) -> None:
    document = _marked(_translated(), "v1", "s4")
    for segment, words in edits:
        document = annotating.edit_segment(document, "v1", segment, words)
    (note,) = document.notes
    start = document.version(note.version).segment("s4").span.start
    assert note.span == Span(start + 3, start + 7)
    assert not note.orphan


def test_a_note_whose_words_are_edited_away_comes_back_with_them() -> None:
    document = _marked(_translated("Un mot rare."), "v1", "s4")
    for segment in ("s1", "s2", "s3", "s5"):
        document = annotating.edit_segment(document, "v1", segment, "Rien")
    lost = annotating.edit_segment(document, "edited-v1", "s4", "Autre chose")
    assert lost.notes[0].orphan
    back = annotating.revert_segment(lost, "edited-v1", "s4")
    assert not back.notes[0].orphan
    assert back.notes[0].span == document.notes[0].span


def test_notes_on_the_source_stay_when_a_translation_is_edited() -> None:
    document = _marked(_translated(), "source", "s4")
    edited = annotating.edit_segment(document, "v1", "s1", "Plus long qu’avant")
    assert edited.notes == document.notes


def test_notes_follow_a_version_that_is_made_anew() -> None:
    document = _marked(_translated(), "v1", "s5")
    other = _translated("Fermé : le pont.").version("v1")
    (note,) = document.with_version(other).notes
    assert note.span.of(other.text.value) == "pont"
    gone = _translated("Rien.").version("v1")
    assert document.with_version(gone).notes[0].orphan


def test_a_note_made_on_the_machines_words_after_an_edit_is_found_in_the_edited_ones() -> None:
    edited = annotating.edit_segment(_translated(), "v1", "s1", "Un commencement bien plus long")
    noted = _marked(edited, "v1", "s4")
    again = annotating.edit_segment(noted, "v1", "s1", "Court")
    (note,) = again.notes
    assert note.version == "edited-v1"
    assert note.span.of(again.version("edited-v1").text.value) == "pont"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Un\n\n  mot\r\n", "Un mot"),
        ("Un\u2029mot", "Un mot"),
        ("Quoi\u00a0? Un\tmot", "Quoi\u00a0? Un\tmot"),
        ("a\x00b\ud800", "ab\ufffd"),
        ("\n", ""),
    ],
)
def test_a_sentence_is_one_line(typed: str, kept: str) -> None:
    edited = annotating.edit_segment(_translated(), "v1", "s2", typed).version("edited-v1")
    assert edited.text_of(edited.segment("s2")) == kept
    assert edited.segment("s2").state is SegmentState.EDITED
    assert edited.text_of(edited.segment("s3")) == SAME


def test_the_source_is_never_edited() -> None:
    document = _translated()
    with pytest.raises(ValueError, match="source"):
        annotating.edit_segment(document, "source", "s1", "Other words")
    with pytest.raises(KeyError):
        annotating.edit_segment(document, "v1", "s99", "Other words")
    with pytest.raises(KeyError):
        annotating.edit_segment(document, "v9", "s1", "Other words")
    assert annotating.revert_segment(document, "v1", "s1") == document
