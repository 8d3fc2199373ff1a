"""Work on an article whose file has become another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.core.text import Text
from diptych.core.versions import (
    SegmentState,
    Translated,
    Version,
    VersionKind,
    assemble,
)
from diptych.workspace import opening
from diptych.workspace.opening import NO_CHOICES
from diptych.workspace.segmenting import begin
from diptych.workspace.updating import updated, with_translations
from helpers.articles import article

SENTENCES = st.lists(st.sampled_from(["A.", "Bb.", "Ccc.", "Dddd.", "A b."]), min_size=1)


def _document(sentences: list[str], left_out: frozenset[int] = frozenset()) -> Document:
    """Each sentence in a paragraph of its own, with a translation that says which it is."""
    document = begin(article("\n\n".join(sentences)))
    source = document.source
    answers = {
        segment.id: Translated(f"{source.text_of(segment)}{number}")
        for number, segment in enumerate(source.segments)
        if number not in left_out
    }
    value, segments = assemble(source, answers)
    machine = Version("v1", VersionKind.MACHINE, "French", Text(value, "fr"), segments)
    return replace(document, versions=(source, machine))


def _told(document: Document, version_id: str) -> list[str]:
    version = document.version(version_id)
    return [version.text_of(segment) for segment in version.segments]


@given(SENTENCES, SENTENCES)
def test_only_sentences_that_were_there_are_translated(old: list[str], new: list[str]) -> None:
    document, fresh = _document(old), begin(article("\n\n".join(new)))
    after = with_translations(document, fresh)
    assert after.source == fresh.source
    if not set(old) & set(new):
        assert after.targets == ()
        return
    for sentence, words, segment in zip(
        new, _told(after, "v1"), after.version("v1").segments, strict=True
    ):
        assert bool(words) == (sentence in old)
        assert words.rstrip("0123456789") == (sentence if words else "")
        done = SegmentState.MACHINE if words else SegmentState.UNTRANSLATED
        assert segment.state is done


@given(SENTENCES)
def test_the_same_sentences_keep_all(sentences: list[str]) -> None:
    document = _document(sentences)
    after = with_translations(document, begin(article("\n\n".join(sentences))))
    assert after.versions == document.versions


def test_an_edited_version_is_of_no_version_that_went() -> None:
    document = _document(["A.", "Bb."], frozenset({0, 1}))
    machine = document.version("v1")
    edited = replace(
        machine.with_segment("s1", "Un.", SegmentState.CONFIRMED),
        id="edited-v1",
        kind=VersionKind.EDITED,
        based_on="v1",
    )
    document = replace(document, versions=(*document.versions, edited))
    after = with_translations(document, begin(article("Ccc.\n\nA.")))
    (kept,) = after.targets
    assert (kept.id, kept.based_on) == ("edited-v1", None)
    assert [s.state for s in kept.segments] == [SegmentState.UNTRANSLATED, SegmentState.CONFIRMED]


def test_another_encoding_of_the_file_is_no_loss(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from diptych.core.notes import Colour
    from diptych.core.text import Span
    from diptych.workspace import annotating

    path = tmp_path / "story.txt"
    words = "Le préfet a fermé la forêt.\n\nLe maire a été ému jusqu’à dimanche soir.\n"
    path.write_bytes(words.encode("cp1252"))
    document = opening.open_file(path)
    start = document.source.text.value.index("été ému")
    now = datetime.now(UTC)
    document = annotating.add_note(
        document, "source", Span(start, start + 7), "", "", Colour.PINK, now
    )
    path.write_bytes(words.replace("la forêt", "toute la forêt").encode())
    after = updated(document, NO_CHOICES)
    (note,) = after.notes
    assert not note.orphan
    assert note.span.of(after.source.text.value) == "été ému"
    assert updated(after, NO_CHOICES) is after


def test_what_came_from_no_file_cannot_be_read_again() -> None:
    document = opening.open_bytes(b"A headline\n\nA sentence.\n", "standard input")
    with pytest.raises(CannotReadError, match="not known which file"):
        updated(document, NO_CHOICES)
