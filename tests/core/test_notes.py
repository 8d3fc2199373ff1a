"""Notes are found again after edits, or become orphans; they never move to other words."""

from __future__ import annotations

import random

from diptych.core.anchoring import reanchor
from diptych.core.notes import Note, anchor
from diptych.core.text import Span

WORDS = [
    "the",
    "mayor",
    "of",
    "the",
    "old",
    "town",
    "said",
    "that",
    "a",
    "new",
    "bridge",
    "over",
    "the",
    "river",
    "would",
    "open",
    "on",
]


def _note(value: str, span: Span) -> Note:
    quote, prefix, suffix = anchor(value, span)
    return Note("n1", "source", span, quote, prefix, suffix, "", "", "2026-01-01T00:00:00+00:00")


def test_found_again_after_three_in_a_hundred_words_are_edited() -> None:
    chance = random.Random(7)
    right = 0
    for _ in range(400):
        words = [chance.choice(WORDS) for _ in range(200)]
        first = chance.randrange(80, 115)
        value = " ".join(words)
        start = len(" ".join(words[:first])) + 1
        span = Span(start, start + len(" ".join(words[first : first + 4])))
        note = _note(value, span)
        edited = list(words)
        for place in range(200):
            if not first <= place < first + 4 and chance.random() < 0.03:
                edited[place] = chance.choice(["", "another", "many more words"])
        changed = " ".join(edited)
        wanted = len(" ".join(edited[:first])) + 1
        right += reanchor(note, changed).span.start == wanted
    assert right >= 396


def test_words_that_are_gone_make_an_orphan_which_can_come_back() -> None:
    value = "One two three four."
    note = _note(value, Span(4, 7))
    orphan = reanchor(note, "One three four.")
    assert orphan.orphan
    assert (orphan.quote, orphan.span) == ("two", note.span)
    assert not reanchor(orphan, "Zero one two three.").orphan


def test_words_after_the_quotation_count_as_much_as_those_before() -> None:
    value = "Kim left early. Later came Kim."
    moved = reanchor(_note(value, Span(0, 3)), "Kim and Kim left early. Later came Kim.")
    assert moved.span == Span(8, 11)


def test_an_unchanged_text_changes_no_note() -> None:
    value = "Kim left early. Later Kim came back. Kim slept."
    for place in (0, 22, 37):
        note = _note(value, Span(place, place + 3))
        assert reanchor(note, value) == note


def test_of_two_equal_quotations_the_one_with_its_context_wins() -> None:
    value = "Kim left early. Later Kim came back."
    note = _note(value, Span(22, 25))
    moved = reanchor(note, "Kim, Kim left early. Later Kim came back.")
    assert moved.span == Span(27, 30)
