"""Alarms follow the glossary; translations, and what only engines know, stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.progress import Cancelled, Context
from diptych.core.terms import Term
from diptych.core.text import Text
from diptych.core.versions import SegmentState, Translated, Version, VersionKind, assemble
from diptych.workspace import annotating
from diptych.workspace.rejudging import renew_alarms
from diptych.workspace.segmenting import begin
from diptych.workspace.translating import Aids, translate
from helpers.articles import article
from helpers.translators import Engine

TEXT = """The minister spoke

PARIS, Monday

The minister met 12 mayors. The mayors left.

20:30 – 21:45
"""
KINDS = (BlockKind.HEADLINE, BlockKind.DATELINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
FRENCH = {
    "s1": "La ministre a parlé",
    "s2": "PARIS, Monday",
    "s3": "Le ministre a rencontré 12 maires.",
    "s4": "Les maires sont partis.",
    "s5": "20:30 – 21:45",
}
MAYOR = Term("mayors", "édiles", "en", "fr")
IN_PARTS = Alarm(AlarmKind.IN_PARTS, "a long sentence, translated in parts")
CUT_OFF = Alarm(AlarmKind.LENGTH, "the engine stopped at its longest answer")
UNSURE = Alarm(AlarmKind.CONFIDENCE, "the model is unsure")
NUMBER = Alarm(AlarmKind.NUMBER, "number missing: 12")


def _document(alarms: dict[str, tuple[Alarm, ...]] | None = None, *but: str) -> Document:
    document = begin(article(TEXT, kinds=KINDS, language="en"))
    told = alarms or {}
    answers = {
        key: Translated(words, told.get(key, ())) for key, words in FRENCH.items() if key not in but
    }
    text, segments = assemble(document.source, answers)
    return document.with_version(
        Version("v1", VersionKind.MACHINE, "French", Text(text, "fr"), segments)
    )


def _alarms(document: Document, segment: str, version: str = "v1") -> list[str]:
    return [str(alarm) for alarm in document.version(version).segment(segment).alarms]


def test_a_new_term_marks_where_it_was_not_kept_and_its_end_takes_the_mark_away() -> None:
    before = _document()
    marked = renew_alarms(before, (MAYOR,))
    assert _alarms(marked, "s1") == []
    for segment in ("s3", "s4"):
        assert _alarms(marked, segment) == ["term “mayors” should be “édiles”"]
    assert renew_alarms(marked, ()) == before


def test_only_alarms_change() -> None:
    before = _document()
    after = renew_alarms(before, (MAYOR,)).version("v1")
    bare = tuple(replace(segment, alarms=()) for segment in after.segments)
    assert replace(after, segments=bare) == before.version("v1")


def test_the_same_document_comes_back_when_nothing_is_told_anew() -> None:
    before = _document({"s3": (IN_PARTS, UNSURE)})
    other_pair = replace(MAYOR, target_language="de")
    assert renew_alarms(before, (other_pair,)) is before


def test_what_only_the_engine_knows_is_kept_and_a_check_has_its_say_again() -> None:
    before = _document({"s3": (IN_PARTS, CUT_OFF, NUMBER, UNSURE)})
    alarms = renew_alarms(before, (MAYOR,)).version("v1").segment("s3").alarms
    assert [alarm.kind for alarm in alarms] == [
        AlarmKind.IN_PARTS,
        AlarmKind.LENGTH,
        AlarmKind.TERM,
        AlarmKind.CONFIDENCE,
    ]


def test_untranslated_segments_and_copied_ones_are_left_alone() -> None:
    terms = (MAYOR, Term("Monday", "lundi", "en", "fr"), Term("The minister", "X", "en", "fr"))
    renewed = renew_alarms(_document(None, "s1"), terms)
    assert _alarms(renewed, "s2") == _alarms(renewed, "s5") == _alarms(renewed, "s1") == []
    assert renewed.version("v1").segment("s1").state is SegmentState.UNTRANSLATED
    assert _alarms(renewed, "s3")


def test_a_copied_segment_that_somebody_edited_is_judged() -> None:
    edited = annotating.edit_segment(_document(), "v1", "s2", "PARIS, mardi")
    renewed = renew_alarms(edited, (Term("Monday", "lundi", "en", "fr"),))
    assert "term “Monday” should be “lundi”" in _alarms(renewed, "s2", "edited-v1")


def test_every_version_is_judged_and_confirmed_segments_stay_confirmed() -> None:
    edited = annotating.edit_segment(_document(), "v1", "s4", "Les édiles sont partis.")
    confirmed = annotating.confirm_segment(edited, "edited-v1", "s4")
    renewed = renew_alarms(confirmed, (MAYOR,))
    assert _alarms(renewed, "s4", "edited-v1") == []
    assert renewed.version("edited-v1").segment("s4").state is SegmentState.CONFIRMED
    assert _alarms(renewed, "s4") == ["term “mayors” should be “édiles”"]


def test_a_translation_made_with_the_terms_has_the_same_alarms() -> None:
    document = begin(article(TEXT, kinds=KINDS, language="en"))
    odd = {"The mayors left.": "The mayors left.", "The minister spoke": "Le ministre"}
    engine = Engine(lambda asked: odd.get(asked, "Le ministre a rencontré les maires."))
    made = translate(document, engine, "fast", Context(), aids=Aids(terms=(MAYOR,)))
    with_it = document.with_version(made)
    assert any(segment.alarms for segment in made.segments)
    assert renew_alarms(with_it, (MAYOR,)) is with_it


def test_it_can_be_stopped_and_says_how_far_it_is() -> None:
    steps: list[tuple[int, int]] = []
    renew_alarms(_document(), (MAYOR,), Context(lambda *step: steps.append(step)))
    assert steps == [(done, 5) for done in range(5)]
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        renew_alarms(_document(), (MAYOR,), context)
