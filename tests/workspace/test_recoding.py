"""Notes go along when a file is read in another encoding, or in a newer state."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diptych.core.document import Document
from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.workspace import annotating, opening
from diptych.workspace.recoding import find_again
from diptych.workspace.segmenting import begin
from helpers.anchor_trials import note_on
from helpers.articles import article
from helpers.showcase import NOW

RUSSIAN = "Мэр города сказал, что мост закрыт. Никто не знает, почему мост закрыт. Мост старый."


@pytest.mark.parametrize("wrong", ["latin-1", "cp1251", "koi8-r", "cp1252"])
@pytest.mark.parametrize("nth", [0, 1])
def test_a_text_in_which_no_letter_stays_keeps_its_notes(wrong: str, nth: int) -> None:
    words = "мост закрыт"
    start = RUSSIAN.index(words, 30 * nth)
    bad = RUSSIAN.encode().decode(wrong, "replace")
    begin_, end = (
        len(RUSSIAN[:place].encode().decode(wrong, "replace"))
        for place in (start, start + len(words))
    )
    note = note_on(bad, Span(begin_, end))
    (found,) = find_again((note,), bad, RUSSIAN, (wrong, "utf-8"))
    assert (found.quote, found.span.start, found.orphan) == (words, start, False)
    (back,) = find_again((found,), RUSSIAN, bad, ("utf-8", wrong))
    assert back.span.start == begin_


def test_an_orphan_is_brought_into_the_new_encoding_as_well() -> None:
    bad = RUSSIAN.encode().decode("latin-1")
    note = note_on(RUSSIAN, Span(0, 3))
    (orphan,) = find_again((replace(note, orphan=True),), bad, RUSSIAN, (None, "utf-8"))
    assert (orphan.orphan, orphan.span) == (False, Span(0, 3))


def test_an_encoding_that_python_has_not_is_no_hindrance() -> None:
    note = note_on("The café is closed today.", Span(4, 8))
    newer = "So: the café is closed today."
    (found,) = find_again((note,), "The café is closed today.", newer, ("x", "y"))
    assert found.span == Span(8, 12)


def _noted(text: str, words: str) -> Document:
    document = begin(article(text, language="en"))
    start = text.index(words)
    document = annotating.add_note(
        document, "source", Span(start, start + len(words)), "", "Ann", Colour.BLUE, NOW
    )
    return annotating.set_meanings(document, {Colour.BLUE: "ask"})


def test_work_is_carried_to_an_updated_article() -> None:
    text = "The mayor spoke on Monday.\n\nThe bridge is closed.\n\nThe ferry is slow."
    document = _noted(text, "bridge is")
    gone = replace(document.notes[0], id="other", version="v1")
    document = replace(document, notes=(*document.notes, gone))
    parts = ("An update.", "The ferry is slow.", "The mayor spoke on Monday.")
    newer = "\n\n".join((*parts, "The old bridge is closed."))
    fresh = begin(article(newer, language="en"))
    carried = opening.carried(document, fresh)
    found, orphan = carried.notes
    assert (found.quote, found.orphan) == ("bridge is", False)
    assert found.span.start == newer.index("bridge is")
    assert orphan.orphan
    assert carried.meanings == document.meanings
    assert carried.article == fresh.article
