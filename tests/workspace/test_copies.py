"""Copies: which formats suit an article, what they are called, and several saved at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.progress import Cancelled, Context
from diptych.core.versions import SegmentState
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.writer import FORMS, form_of
from diptych.workspace import annotating, copies
from diptych.workspace.copies import Wanted, save_copies
from diptych.workspace.opening import open_bytes
from helpers.exchange_files import with_version

STORY = "Harbour closed – after a storm\n\nThe harbour was closed. Ships wait.\n"
FILM = "1\n00:00:01,000 --> 00:00:01,200\nThe harbour of Northport was closed on Monday.\n"


def story(name: str = "wire.txt") -> Document:
    return open_bytes(STORY.encode(), name)


def in_french(document: Document) -> Document:
    words = {segment.id: f"mot {segment.id}" for segment in document.source.segments}
    return with_version(document, words)


def test_subtitles_are_for_what_has_times() -> None:
    timed = {form.name for form in FORMS if form.timed}
    assert not timed & {form.name for form in copies.forms_for(story())}
    film = open_bytes(FILM.encode(), "film.srt")
    assert timed <= {form.name for form in copies.forms_for(film)}


def test_why_a_format_cannot_be_had_yet() -> None:
    document = in_french(story())
    tmx, tbx, html = (form_of(name) for name in ("tmx", "tbx", "html"))
    assert copies.why_not(tmx, document, ()) == "needs a translation"
    assert copies.why_not(tmx, document, document.targets) == ""
    assert copies.why_not(tbx, document, document.targets) == "no terms of its own"
    assert copies.why_not(html, document, ()) == ""


def test_changes_can_be_tracked_in_what_somebody_edited() -> None:
    document = in_french(story())
    machine = document.targets[0]
    assert not copies.can_track(document, document.targets)
    edited = annotating.edit_segment(document, machine.id, "s1", "Le port", ())
    assert copies.can_track(edited, edited.targets)
    assert not copies.can_track(edited, (machine,))


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (STORY, "wire.txt", "Harbour-closed-after-a-storm"),
        ("the harbour was closed. ships wait for the tide\n", "pont.txt", "pont"),
        (FILM, "film.en.srt", "film"),
        (FILM, "film.part.srt", "film.part"),
    ],
)
def test_names_come_from_the_headline_or_the_stem_of_the_file(
    data: str, name: str, wanted: str
) -> None:
    document = open_bytes(data.encode(), name)
    document = replace(document, article=document.article.in_language("en"))
    assert copies.base_name(document) == wanted


def test_names_of_copies_say_their_languages() -> None:
    document = in_french(story())
    both = with_version(document, {"s1": "Hafen"}, "de", name="v2")
    name = "Harbour-closed-after-a-storm"
    assert copies.copy_name(document, ()) == name
    assert copies.copy_name(document, document.targets) == f"{name}.fr"
    assert copies.copy_name(both, both.targets) == f"{name}.fr.de"
    assert copies.copy_name(document, document.targets, Path("/w/job.fr.diptych")) == "job.fr"


def test_a_copy_is_never_offered_the_name_of_the_article_itself() -> None:
    document = open_bytes(FILM.encode(), "film.srt")
    assert copies.copy_name(document, ()) == "film-copy"


def test_an_ending_that_was_typed_counts_once_and_shared_endings_are_told_apart() -> None:
    forms = [form_of(name) for name in ("html", "xliff", "xliff-1.2")]
    assert copies.file_names("job.v2.docx", forms) == {
        "html": "job.v2.html",
        "xliff": "job.v2.xlf",
        "xliff-1.2": "job.v2.xliff-1.2.xlf",
    }
    assert copies.file_names("job", [forms[2]]) == {"xliff-1.2": "job.xlf"}


@given(st.text(max_size=30))
def test_names_stay_in_their_folder(name: str) -> None:
    if not copies.why_no_name(name):
        for found in copies.file_names(name, FORMS).values():
            assert Path(found).name == found
            assert len(set(copies.file_names(name, FORMS).values())) == len(FORMS)


@pytest.mark.parametrize("name", ["", "  ", "..", ".html", "a/b", "a\\b", "a\nb", "../x.html"])
def test_what_is_no_name(name: str) -> None:
    assert copies.why_no_name(name)


def test_several_are_saved_and_one_that_fails_keeps_no_other_back(tmp_path: Path) -> None:
    document = in_french(story())
    wanted = [Wanted(name, tmp_path / f"job{form_of(name).suffix}") for name in ("html", "tbx")]
    wanted.append(Wanted("text", tmp_path / "job.txt"))
    steps: list[tuple[int, int]] = []
    context = Context(lambda done, total: steps.append((done, total)))
    outcomes = list(save_copies(document, wanted, replace(USUAL, columns=20), context))
    assert [one.wanted for one in outcomes] == wanted
    assert [type(one.problem) for one in outcomes] == [type(None), CannotSaveError, type(None)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["job.html", "job.txt"]
    assert steps == [(0, 3), (1, 3), (2, 3)]


def test_nothing_is_replaced_of_which_it_was_not_said(tmp_path: Path) -> None:
    known, new = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (known, new):
        path.write_text("before")
    wanted = (Wanted("text", known), Wanted("text", new))
    first, second = save_copies(story(), wanted, USUAL, Context(), replaceable={known})
    assert first.problem is None
    assert known.read_text() == STORY
    assert isinstance(second.problem, CannotSaveError)
    assert "was not replaced" in str(second.problem)
    assert new.read_text() == "before"


def test_stopping_ends_between_two_copies(tmp_path: Path) -> None:
    context = Context()
    wanted = [Wanted("text", tmp_path / f"{number}.txt") for number in range(3)]
    saving = save_copies(story(), wanted, USUAL, context)
    assert next(saving).problem is None
    context.cancel()
    with pytest.raises(Cancelled):
        next(saving)
    assert [path.name for path in tmp_path.iterdir()] == ["0.txt"]


def test_subtitles_that_nobody_can_read() -> None:
    film = open_bytes(FILM.encode(), "film.srt")
    (warning,) = copies.subtitle_warnings(film, Copy(versions=()))
    assert warning.number == 1
    french = with_version(film, {film.source.segments[0].id: "Là."})
    assert "shown for 0.2 seconds" in str(*copies.subtitle_warnings(french, Copy()))


def test_the_newest_translation_into_a_language() -> None:
    document = in_french(story())
    edited = annotating.edit_segment(document, "v1", "s1", "Le port", ())
    found = copies.version_in(edited, "fr")
    assert found is not None
    assert found.segment("s1").state is SegmentState.EDITED
    assert copies.version_in(edited, "de") is None
