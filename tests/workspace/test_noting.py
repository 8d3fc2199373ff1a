"""Notes are put on other words, and replies mended."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from diptych.core.document import Document
from diptych.core.notes import Colour, NoteOn
from diptych.core.text import Span
from diptych.workspace import annotating, noting
from diptych.workspace.segmenting import begin
from helpers.articles import article

NOW = datetime(2026, 1, 2, tzinfo=UTC)
LATER = datetime(2026, 1, 3, tzinfo=UTC)


def _noted() -> Document:
    document = begin(article("A headline here\n\nThe first one. The second one.", language="en"))
    return annotating.add_note(
        document, "source", Span(2, 10), "Why?", "Ann", Colour.BLUE, NOW, NoteOn.WORDS
    )


def test_a_note_goes_to_other_words_and_keeps_what_was_said() -> None:
    before = _noted()
    (note,) = before.notes
    replied = annotating.reply(before, note.id, "So.", "Bob", NOW)
    (moved,) = noting.put_note(replied, note.id, "source", Span(16, 31), LATER).notes
    assert (moved.quote, moved.span) == ("The first one.", Span(17, 31))
    assert moved.prefix == "A headline here\n\n"
    assert (moved.body, moved.created, moved.changed) == ("Why?", note.created, LATER.isoformat())
    assert len(moved.replies) == 1


def test_a_note_on_the_article_becomes_one_on_words() -> None:
    document = annotating.add_note(
        _noted(), "source", Span(0, 0), "", "Ann", Colour.BLUE, NOW, NoteOn.ARTICLE
    )
    moved = noting.put_note(document, document.notes[1].id, "source", Span(0, 1), LATER)
    assert (moved.notes[1].on, moved.notes[1].quote) == (NoteOn.WORDS, "A")
    assert moved.notes[0] is document.notes[0]


@pytest.mark.parametrize("span", [Span(15, 17), Span(40, 400)])
def test_a_note_is_put_on_words_or_nowhere(span: Span) -> None:
    document = _noted()
    with pytest.raises(ValueError, match="words"):
        noting.put_note(document, document.notes[0].id, "source", span, LATER)


def test_a_reply_is_mended() -> None:
    document = _noted()
    (note,) = document.notes
    document = annotating.reply(document, note.id, "One", "Bob", NOW)
    document = annotating.reply(document, note.id, "Two", "Cid", NOW)
    first, second = document.notes[0].replies
    mended = noting.change_reply(document, note.id, first.id, "1")
    assert [reply.body for reply in mended.notes[0].replies] == ["1", "Two"]
    assert mended.notes[0].replies[1] is second
    assert noting.change_reply(document, note.id, first.id, "One") is document
    with pytest.raises(KeyError):
        noting.change_reply(document, "none", first.id, "1")
