"""Notes are found again for certain or orphaned; they never move to other words."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diptych.core.anchoring import follow, reanchor, reanchor_all
from diptych.core.notes import Note, NoteOn, anchor
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, Version, VersionKind
from helpers.anchor_trials import note_on, outcome, trial, with_the_old_text, without_it

SURE = ("edits around it", "edits in it, too", "a word that stands often", "article updated")
HARD = ("of few phrases", "paragraphs reordered", "translated again", "encoding mended")

_TEXT = st.lists(
    st.sampled_from(["Kim", "left", "the", "town", "的", "学", "é", "e\u0301", ".", ",", "\n\n"]),
    max_size=30,
).map(" ".join)


def _marked(text: str, words: str, nth: int = 0) -> Note:
    place = -1
    for _ in range(nth + 1):
        place = text.index(words, place + 1)
    return note_on(text, Span(place, place + len(words)))


def _version(*sentences: str) -> Version:
    segments, value = [], ""
    for number, words in enumerate(sentences):
        segments.append(Segment(f"s{number}", "b1", Span(len(value), len(value) + len(words))))
        value += words + " "
    return Version("v", VersionKind.MACHINE, "V", Text(value), tuple(segments))


@pytest.mark.parametrize("kind", SURE)
def test_nearly_all_are_right_when_the_old_text_is_at_hand(kind: str) -> None:
    trials = [trial(kind, number) for number in range(300)]
    outcomes = [outcome(given, with_the_old_text(given)) for given in trials]
    assert "wrong" not in outcomes
    assert outcomes.count("right") >= 0.999 * len(outcomes) - 1


@pytest.mark.parametrize("kind", HARD)
def test_harder_changes_leave_few_orphans(kind: str) -> None:
    trials = [trial(kind, number) for number in range(100)]
    outcomes = [outcome(given, with_the_old_text(given)) for given in trials]
    assert "wrong" not in outcomes
    assert outcomes.count("right") >= 98


@pytest.mark.parametrize("kind", SURE[:3])
def test_the_words_around_are_enough_without_the_old_text(kind: str) -> None:
    outcomes = [outcome(given, without_it(given)) for given in (trial(kind, n) for n in range(100))]
    assert "wrong" not in outcomes
    assert outcomes.count("right") >= 98


def test_a_note_on_a_sentence_that_was_taken_out_is_an_orphan() -> None:
    for number in range(200):
        given = trial("taken out", number)
        assert outcome(given, with_the_old_text(given)) == "right", number


@given(_TEXT, _TEXT, st.integers(0, 40), st.integers(1, 12), st.booleans())
def test_a_note_quotes_what_it_stands_on_and_never_leaves_its_text(
    before: str, after: str, start: int, length: int, known: bool
) -> None:
    start = min(start, len(before))
    span = Span(start, min(start + length, len(before))).stripped(before)
    assume(len(span))
    note = note_on(before, span)
    found = reanchor(note, after, before if known else None)
    assert found.span.end <= len(after)
    if not found.orphan:
        assert anchor(after, found.span) == (found.quote, found.prefix, found.suffix)
    else:
        assert (found.quote, found.prefix) == (note.quote, note.prefix)


@given(_TEXT, st.integers(0, 40), st.integers(1, 12), st.booleans())
def test_a_text_that_stays_as_it_is_changes_nothing(
    text: str, start: int, length: int, known: bool
) -> None:
    start = min(start, len(text))
    note = note_on(text, Span(start, min(start + length, len(text))).stripped(text))
    assert reanchor(note, text, text if known else None) == note


@given(st.lists(_TEXT, min_size=3, max_size=3), st.lists(_TEXT, min_size=3, max_size=3))
def test_notes_follow_sentences_without_leaving_the_text(one: list[str], other: list[str]) -> None:
    old, new = _version(*one), _version(*other)
    value = old.text.value
    notes = [note_on(value, Span(s, min(s + 5, len(value)))) for s in range(0, len(value), 3)]
    for note in follow(notes, old, new):
        assert note.span.end <= len(new.text.value)
        assert note.orphan or note.span.of(new.text.value) == note.quote


def test_a_note_keeps_covering_words_that_were_changed_inside_of_it() -> None:
    before = "On Monday the mayor of the old town opened the bridge over the river."
    after = "On Monday the mayor of the small old town has opened the bridge over the river."
    note = _marked(before, "mayor of the old town opened")
    for known in (before, None):
        found = reanchor(note, after, known)
        assert found.quote == "mayor of the small old town has opened"


def test_half_a_word_stays_half_a_word() -> None:
    before = "They met at the town hall bridges, he said, in the rain of May."
    found = reanchor(_marked(before, "bridge"), before.replace("rain", "snow"), before)
    assert (found.quote, found.suffix[:1]) == ("bridge", "s")


def test_equal_words_elsewhere_do_not_draw_a_note_away() -> None:
    before = "Kim left early that day. Nobody saw why. Kim slept in the train. Kim woke in Rome."
    after = "Kim left early that day. Nobody saw why. Kim woke in Rome."
    assert reanchor(_marked(before, "Kim", 1), after, before).orphan
    for nth, start in ((0, 0), (2, 41)):
        found = reanchor(_marked(before, "Kim", nth), after, before)
        assert (found.orphan, found.span.start) == (False, start)


def test_a_place_that_two_equal_ones_dispute_is_not_certain() -> None:
    line = "The bridge is closed, said the mayor.\n"
    note = _marked(line * 5, "bridge", 2)
    assert reanchor(note, "New.\n" + line * 5).orphan
    assert reanchor(note, "New.\n" + line * 5, line * 5).span == note.span.shifted(5)


def test_an_orphan_comes_back_with_its_words_but_not_on_others_that_stood_there_before() -> None:
    twin = "Later the mayor slept in the train to Rome. "
    before = twin + "Nobody saw it, of course, or so they said. " + twin
    note = _marked(before, "slept", 1)
    gone = before[: len(before) - len(twin)]
    orphan = reanchor(note, gone, before)
    assert orphan.orphan
    again = reanchor(orphan, gone + "One more.", gone)
    assert again.orphan
    back = reanchor(again, before, gone + "One more.")
    assert not back.orphan
    assert back.span.of(before) == "slept"


def test_what_stands_on_no_words_stays() -> None:
    overall = Note("n", "v", Span(0, 0), "", "", "", "", "", "", on=NoteOn.ARTICLE)
    assert reanchor(overall, "Other words.", "Words.") == overall
    assert reanchor(overall, "") == overall


def test_no_text_at_all_leaves_an_orphan_at_its_start() -> None:
    note = _marked("One two three.", "two")
    for known in ("One two three.", None):
        found = reanchor(note, "", known)
        assert (found.orphan, found.span, found.quote) == (True, Span(0, 0), "two")


def test_a_note_on_a_moved_paragraph_goes_with_it() -> None:
    parts = [
        "The council met on Monday to talk about the bridge, the mayor said.",
        "A ferry has carried people over the river since May, and it is slow.",
        "Nobody knows what the new school will cost in the end.",
    ]
    before, after = "\n\n".join(parts), "\n\n".join([parts[2], parts[0], parts[1]])
    found = reanchor(_marked(before, "school"), after, before)
    assert (found.quote, found.span.start) == ("school", after.index("school"))


def test_another_translation_of_a_sentence_keeps_the_note_in_that_sentence() -> None:
    old = _version("Le pont est fermé.", "Le pont sera ouvert en mai.", "Le maire se tait.")
    new = _version("On ferme le pont.", "En mai, on ouvrira le pont.", "Le maire ne dit rien.")
    value = old.text.value
    notes = [_marked(value, "pont", 1), _marked(value, "sera ouvert"), _marked(value, "maire")]
    bridge, opened, mayor = follow(notes, old, new)
    assert bridge.span.start == new.text.value.index("pont", 20)
    assert opened.orphan
    assert mayor.quote == "maire"


def test_other_versions_notes_are_left_alone() -> None:
    old, new = _version("One."), replace(_version("Two."), id="w")
    note = replace(_marked(old.text.value, "One"), version="x")
    assert follow((note,), old, new) == (note,)


def test_large_texts_take_no_longer_than_a_second() -> None:
    lines = [f"Line {n}: the mayor of town {n * 7} has seen bridge {n % 91}." for n in range(9_000)]
    before = "\n".join(lines)
    changed = [line.replace("has seen", "saw") if n % 5 else line for n, line in enumerate(lines)]
    after = "\n".join(["A new line.", *changed])
    notes = [_marked(before, f"town {n * 7} ") for n in range(1, 9_000, 45)]
    began = time.process_time()
    found = reanchor_all(notes, after, before)
    assert time.process_time() - began < 2
    assert not any(note.orphan for note in found)
    assert all(note.quote == was.quote.strip() for note, was in zip(found, notes, strict=True))
