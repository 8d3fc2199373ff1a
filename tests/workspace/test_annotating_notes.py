"""Writing notes: on words, the summary and the article; answers, colours, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from diptych.core.document import Document
from diptych.core.notes import Colour, NoteOn
from diptych.core.text import Span, Text
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.workspace import annotating
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.showcase import NOW

LATER = NOW + timedelta(hours=1)


def _document() -> Document:
    document = begin(article("One bridge. Two roads.\n\nThree ferries.", language="en"))
    answers = {"s1": Translated("Un pont."), "s3": Translated("Trois bacs.")}
    text, segments = assemble(document.source, answers)
    return document.with_version(
        Version("v1", VersionKind.MACHINE, "French", Text(text, "fr"), segments)
    )


def _noted() -> Document:
    return annotating.add_note(_document(), "source", Span(4, 10), "Why?", "Ann", Colour.BLUE, NOW)


def test_a_note_on_words_quotes_them() -> None:
    (note,) = _noted().notes
    assert (note.quote, note.prefix, note.suffix[:6]) == ("bridge", "One ", ". Two ")
    assert (note.created, note.changed) == (NOW.isoformat(timespec="seconds"), "")


def test_notes_on_the_summary_and_the_article() -> None:
    document = _document()
    for on, span in ((NoteOn.SUMMARY, Span(12, 22)), (NoteOn.SUMMARY, Span(3, 3))):
        document = annotating.add_note(document, "source", span, "", "Ann", Colour.PINK, NOW, on=on)
    document = annotating.add_note(
        document, "source", Span(0, 0), "All of it", "Ann", Colour.PINK, NOW, on=NoteOn.ARTICLE
    )
    sentence, summary, whole = document.notes
    assert (sentence.quote, sentence.on, sentence.overall) == ("Two roads.", NoteOn.SUMMARY, False)
    assert (summary.span, summary.prefix, summary.overall) == (Span(0, 0), "", True)
    assert (whole.on, whole.overall) == (NoteOn.ARTICLE, True)


@pytest.mark.parametrize(
    ("version", "span", "on"),
    [
        ("source", Span(11, 12), NoteOn.WORDS),
        ("source", Span(5, 99), NoteOn.WORDS),
        ("v1", Span(0, 2), NoteOn.SUMMARY),
        ("v1", Span(0, 0), NoteOn.ARTICLE),
        ("source", Span(0, 3), NoteOn.ARTICLE),
    ],
)
def test_notes_that_stand_nowhere_are_refused(version: str, span: Span, on: NoteOn) -> None:
    with pytest.raises(ValueError, match="note"):
        annotating.add_note(_document(), version, span, "", "", Colour.BLUE, NOW, on=on)


def test_what_changes_a_note_is_dated() -> None:
    document = _noted()
    (note,) = document.notes
    same = annotating.change_note(document, note.id, "Why?", Colour.BLUE, LATER)
    assert same is document
    (changed,) = annotating.change_note(document, note.id, "Why?", Colour.GREEN, LATER).notes
    assert changed == replace(
        note, colour=Colour.GREEN, changed=LATER.isoformat(timespec="seconds")
    )


def test_answers_stand_in_order_and_go() -> None:
    document = _noted()
    (note,) = document.notes
    document = annotating.reply(document, note.id, " Because. ", "Bo", NOW)
    document = annotating.reply(document, note.id, "I see.", "Ann", LATER)
    first, second = document.notes[0].replies
    assert [(r.body, r.author) for r in (first, second)] == [("Because.", "Bo"), ("I see.", "Ann")]
    document = annotating.remove_reply(document, note.id, first.id)
    assert document.notes[0].replies == (second,)
    with pytest.raises(ValueError, match="words"):
        annotating.reply(document, note.id, " \n", "Bo", NOW)


def test_a_note_is_settled_and_open_again() -> None:
    document = _noted()
    (note,) = document.notes
    settled = annotating.resolve(document, note.id)
    assert settled.notes[0].resolved
    assert annotating.resolve(settled, note.id, resolved=False) == document


def test_unknown_notes_are_told() -> None:
    document = _noted()
    with pytest.raises(KeyError):
        annotating.change_note(document, "x", "", Colour.BLUE, NOW)
    with pytest.raises(KeyError):
        annotating.reply(document, "x", "Yes.", "", NOW)
    with pytest.raises(KeyError):
        annotating.remove_reply(document, "x", "y")
    with pytest.raises(KeyError):
        annotating.resolve(document, "x")
    assert annotating.remove_note(document, "x") == document


def test_colours_have_meanings_in_their_order() -> None:
    given = {Colour.PINK: " check  facts ", Colour.YELLOW: "ask the author", Colour.BLUE: " "}
    document = annotating.set_meanings(_document(), given)
    assert document.meanings == (
        (Colour.YELLOW, "ask the author"),
        (Colour.PINK, "check facts"),
    )
    assert annotating.set_meanings(document, {}).meanings == ()
    with pytest.raises(ValueError, match="same"):
        annotating.set_meanings(document, {Colour.PINK: "Facts", Colour.BLUE: "facts"})


def test_a_note_shows_on_the_same_sentences_of_another_version() -> None:
    document = annotating.add_note(_noted(), "source", Span(4, 34), "", "Ann", Colour.BLUE, NOW)
    one, several = document.notes
    french = document.version("v1").text.value
    assert [s.of(french) for s in annotating.aligned(document, one, "v1")] == ["Un pont."]
    told = [s.of(french) for s in annotating.aligned(document, several, "v1")]
    assert told == ["Un pont.", "Trois bacs."]
    assert annotating.aligned(document, one, "source") == (one.span,)
    assert annotating.aligned(document, replace(one, orphan=True), "v1") == ()
    with pytest.raises(KeyError):
        annotating.aligned(document, one, "v9")


def test_orphans_of_a_version_that_was_gone_are_found_when_it_comes_back() -> None:
    document = annotating.add_note(_document(), "v1", Span(3, 7), "", "Ann", Colour.BLUE, NOW)
    version = document.version("v1")
    (note,) = document.notes
    without = replace(document, versions=document.versions[:1], notes=(replace(note, orphan=True),))
    assert without.with_version(version).notes == (note,)
