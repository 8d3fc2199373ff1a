"""A version that grows: begun anywhere, it is in the end what assembling all at once gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.assembly import Assembly
from diptych.core.document import Document
from diptych.core.versions import SegmentState, Translated, assemble
from diptych.workspace.segmenting import begin
from helpers.articles import article

SENTENCES = ("One thing.", "Another thing?", "12 %", "Last thing!")
TEXTS = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", "\n", "\n\n", "\n\n\n\t"])),
    min_size=1,
    max_size=8,
).map(lambda parts: "  " + "".join(a + b for a, b in parts))
ODD = Alarm(AlarmKind.OTHER, "odd")


def document(text: str) -> Document:
    return begin(article(text, language="en"))


def order(doc: Document, first: int) -> list[str]:
    """Segment ids from one place on, then those before it."""
    ids = [segment.id for segment in doc.source.segments]
    return [*ids[first:], *ids[:first]]


def answer(segment_id: str) -> Translated:
    number = int(segment_id[1:])
    return Translated("é" * (number % 4), (ODD,) if number % 2 else ())


@given(TEXTS, st.data())
def test_from_any_first_place_it_becomes_the_whole(text: str, data: st.DataObject) -> None:
    doc = document(text)
    first = data.draw(st.integers(0, len(doc.source.segments) - 1))
    assembly = Assembly(doc.source, "fr", "French", doc.source.segments[first].id)
    answers = {segment_id: answer(segment_id) for segment_id in order(doc, first)}
    for translated in answers.values():
        assembly.add(translated)
    whole = assembly.whole()
    assert (whole.text.value, whole.segments) == assemble(doc.source, answers)
    assert assembly.count == len(whole.segments)


@given(TEXTS, st.data())
def test_at_every_step_each_segment_holds_its_own_words(text: str, data: st.DataObject) -> None:
    doc = document(text)
    count = len(doc.source.segments)
    first = data.draw(st.integers(0, count - 1))
    assembly = Assembly(doc.source, "fr", "French", doc.source.segments[first].id)
    before = ""
    for done, segment_id in enumerate(order(doc, first), start=1):
        assembly.add(answer(segment_id))
        version = assembly.version()
        assert version.text.value.startswith(before)
        before = version.text.value
        shown = order(doc, first)[: min(done, count - first)]
        assert [s.id for s in version.segments] == shown
        assert [version.text_of(s) for s in version.segments] == [answer(s).words for s in shown]
        whole = assembly.whole()
        known = set(order(doc, first)[:done])
        for segment in whole.segments:
            words = answer(segment.id).words if segment.id in known else ""
            assert whole.text_of(segment) == words


def test_where_it_begins_in_the_middle_nothing_stands_before_it() -> None:
    doc = document("First one.\n\nSecond one.\n\nThird one.")
    assembly = Assembly(doc.source, "fr", "French", "s2")
    assembly.add(Translated("Deux."))
    assert assembly.version().text.value == "Deux."
    assembly.add(Translated("Trois."))
    assert assembly.version().text.value == "Deux.\n\nTrois."
    assert assembly.whole().text.value.startswith("\n\nDeux.\n\nTrois.")
    assert assembly.whole().segments[0].state is SegmentState.UNTRANSLATED
    assembly.add(Translated("Un."))
    assert assembly.version().text.value == "Deux.\n\nTrois."
    assert assembly.whole().text.value == "Un.\n\nDeux.\n\nTrois."


def test_from_the_beginning_what_stands_before_the_first_sentence_is_kept() -> None:
    doc = document("\n  First one. Second one.")
    assembly = Assembly(doc.source, "fr", "French")
    assembly.add(Translated("Un."))
    assert assembly.version().text.value == "\n  Un."
    assert assembly.version().text.language == "fr"


def test_a_first_place_that_is_not_there_is_the_beginning() -> None:
    doc = document("First one. Second one.")
    assembly = Assembly(doc.source, "fr", "French", "s99")
    assembly.add(Translated("Un."))
    assert [segment.id for segment in assembly.version().segments] == ["s1"]


@pytest.mark.parametrize("first", [None, "s1", "s2", "s3"])
def test_there_is_no_next_one_after_the_last(first: str | None) -> None:
    doc = document("First one. Second one. Third one.")
    assembly = Assembly(doc.source, "fr", "French", first)
    for _ in range(3):
        assembly.add(Translated("x"))
    whole = assembly.whole()
    with pytest.raises(IndexError):
        assembly.add(Translated("too much"))
    assert assembly.whole() == whole


def test_a_text_without_sentences_has_nothing_to_add() -> None:
    assembly = Assembly(document("\n\n").source, "fr", "French")
    assert assembly.version().segments == ()
    with pytest.raises(IndexError):
        assembly.add(Translated("x"))
