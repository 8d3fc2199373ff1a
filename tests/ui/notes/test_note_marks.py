"""How notes look in the text: never one over the other, told apart without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn
from diptych.core.text import Span, Text
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.ui.notes.field import written_rtl
from diptych.ui.notes.marking import Place, View, echoes, marks, places, ticks
from diptych.ui.notes.names import colour_label, colour_name, edge, tip_of
from diptych.ui.theme import DARK, LIGHT, Theme
from diptych.workspace.annotating import aligned
from diptych.workspace.segmenting import begin
from helpers.articles import article

TEXT = "A headline here\n\nThe first one. The second one."


def _note(start: int, end: int, name: str = "n", colour: Colour = Colour.YELLOW) -> Note:
    quote = TEXT[start:end]
    return Note(name, "source", Span(start, end), quote, "", "", "words", "Ann", "", colour)


def _translated(*notes: Note) -> Document:
    document = begin(article(TEXT, language="en"))
    answers = {s.id: Translated(f"T {s.id} fin") for s in document.source.segments}
    text, segments = assemble(document.source, answers)
    version = Version("v1", VersionKind.MACHINE, "French", Text(text, "fr"), segments)
    return replace(document.with_version(version), notes=notes)


spans = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(spans, max_size=8))
def test_marks_cover_what_is_noted_and_never_overlap(found: list[tuple[int, int]]) -> None:
    colours = list(Colour)
    notes = [_note(*span, f"n{i}", colours[i % 5]) for i, span in enumerate(found)]
    made = marks([Place(note, note.span) for note in notes], LIGHT, None)
    covered: dict[int, int] = {}
    for note in notes:
        for offset in range(note.span.start, note.span.end):
            covered[offset] = covered.get(offset, 0) + 1
    seen: dict[int, int] = {}
    for mark in made:
        depth = len(mark.background) if isinstance(mark.background, tuple) else 1
        for offset in range(mark.span.start, mark.span.end):
            assert offset not in seen
            seen[offset] = depth
    assert seen == covered


def test_resolved_chosen_and_echoed_notes_are_told_apart_by_their_lines() -> None:
    note = _note(17, 26)
    (plain,) = marks([Place(note, note.span)], LIGHT, None)
    (chosen,) = marks([Place(note, note.span)], LIGHT, "n")
    (settled,) = marks([Place(replace(note, resolved=True), note.span)], LIGHT, None)
    assert plain.underline
    assert plain.dashes is None
    assert chosen.background != plain.background
    assert settled.dashes is not None
    assert not settled.underline
    (dotted,) = echoes([Place(note, note.span, echo=True)], LIGHT, None)
    assert (dotted.background, dotted.underline) == (None, False)
    assert dotted.dots is not None


def test_a_note_echoes_on_its_sentence_in_the_other_version() -> None:
    note, gone = _note(21, 26), replace(_note(0, 1, "gone"), orphan=True)
    whole = replace(_note(0, 0, "whole"), on=NoteOn.ARTICLE)
    document = _translated(note, gone, whole)
    target = document.targets[0]
    (echo,) = places(document, target, View())
    assert (echo.note, echo.echo) == (note, True)
    assert (echo.span,) == aligned(document, note, target.id) == (target.segment("s2").span,)
    assert places(document, target, View(both_sides=False)) == ()
    assert places(document, target, View("n", both_sides=False)) == (echo,)
    (own,) = places(document, document.source, View())
    assert not own.echo
    assert ticks([echo], target, LIGHT) == ()
    (tick,) = ticks([own], document.source, LIGHT)
    assert tick.place == pytest.approx(21 / len(TEXT))


@given(spans)
def test_echoes_stand_where_the_sentences_are_aligned(span: tuple[int, int]) -> None:
    note = _note(*span)
    document = _translated(note)
    target = document.targets[0]
    found = tuple(place.span for place in places(document, target, View()))
    assert found == aligned(document, note, target.id)


def test_echoes_stand_in_a_version_that_is_still_arriving() -> None:
    document = _translated(_note(17, 46))
    whole = document.targets[0]
    coming = replace(whole, id="coming", segments=whole.segments[:2])
    (echo,) = places(document, coming, View())
    assert echo.span == whole.segment("s2").span


def test_a_sentence_of_the_summary_is_marked_as_an_echo_in_the_source_too() -> None:
    document = _translated(replace(_note(17, 31), on=NoteOn.SUMMARY))
    (place,) = places(document, document.source, View())
    assert place.echo


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("colour", list(Colour))
def test_words_can_be_read_on_every_colour(theme: Theme, colour: Colour) -> None:
    note = _note(0, 5, colour=colour)
    for chosen in (None, "n"):
        (mark,) = marks([Place(note, note.span)], theme, chosen)
        assert isinstance(mark.background, QColor)
        assert mark.ink is not None
        assert _contrast(mark.background, mark.ink) >= 4.5
        assert mark.line is not None
        assert _contrast(edge(colour, theme), QColor(theme.paper)) >= 3.0


def _contrast(one: QColor, other: QColor) -> float:
    """As the Web Content Accessibility Guidelines 2 define it."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return float(sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)))


def test_what_colours_and_notes_are_called() -> None:
    assert colour_label(Colour.PINK, {Colour.PINK: "ask"}) == "Pink: ask"
    assert colour_label(Colour.PINK, {}) == "Pink"
    assert len({colour_name(colour) for colour in Colour}) == 5
    assert tip_of(replace(_note(0, 1), body="")) == "Highlight without words"
    assert tip_of(replace(_note(0, 1), resolved=True)) == "Resolved: words"


@pytest.mark.parametrize(
    ("words", "rtl"), [("", False), ("12: abc", False), ("12 تحقق", True), ("«שלום", True)]
)
def test_the_side_that_words_begin_at(words: str, rtl: bool) -> None:
    assert written_rtl(words) is rtl
