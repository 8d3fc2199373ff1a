"""A patch makes one snapshot into the other, whatever lies between them, and is small."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, Reply
from diptych.core.summary import Limit
from diptych.core.terms import Term
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, SegmentState, Version, VersionKind
from diptych.workspace import annotating, patches, project
from diptych.workspace.detecting import choose_language
from diptych.workspace.project_json import Json
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.showcase import NOW, showcase

Change = Callable[[Document, str, int], Document]

WORDS = st.text("aé😀 \u00a0\u200f\ud800\n.", max_size=12) | st.text(max_size=12)


def _note(document: Document, number: int) -> Note:
    return document.notes[number % len(document.notes)]


def _with_note(document: Document, note: Note) -> Document:
    notes = tuple(note if other.id == note.id else other for other in document.notes)
    return replace(document, notes=notes)


def _edit(document: Document, words: str, number: int) -> Document:
    version = document.targets[number % len(document.targets)]
    segment = version.segments[number % len(version.segments)]
    return annotating.edit_segment(document, version.id, segment.id, words)


def _add_version(document: Document, words: str, number: int) -> Document:
    segments = tuple(replace(s, span=Span(0, 0)) for s in document.source.segments)
    version = Version(f"new{number}", VersionKind.HUMAN, words, Text(words, "de"), segments)
    return document.with_version(version)


def _drop_version(document: Document, _words: str, _number: int) -> Document:
    return replace(document, versions=document.versions[:-1] or document.versions)


def _add_note(document: Document, words: str, number: int) -> Document:
    span = Span(2, 3 + number % 9)
    return annotating.add_note(document, "source", span, words, "Ann", Colour.PINK, NOW)


def _write_note(document: Document, words: str, number: int) -> Document:
    return _with_note(document, replace(_note(document, number), body=words, changed=words))


def _answer_note(document: Document, words: str, number: int) -> Document:
    note = _note(document, number)
    replies = (*note.replies, Reply(f"r{number}", words, "Bob", NOW.isoformat()))
    return _with_note(document, replace(note, replies=replies, resolved=bool(number % 2)))


def _drop_note(document: Document, _words: str, number: int) -> Document:
    return annotating.remove_note(document, _note(document, number).id)


def _turn_notes(document: Document, _words: str, number: int) -> Document:
    place = number % len(document.notes)
    return replace(document, notes=(*document.notes[place:], *document.notes[:place]))


def _reorder_versions(document: Document, _words: str, _number: int) -> Document:
    return replace(document, versions=(document.source, *reversed(document.targets)))


def _summary(document: Document, words: str, number: int) -> Document:
    summary = document.summary
    assert summary is not None
    return replace(document, summary=replace(summary, method=words, limit=Limit(words=number + 1)))


def _no_summary(document: Document, _words: str, _number: int) -> Document:
    return replace(document, summary=None)


def _terms(document: Document, words: str, number: int) -> Document:
    term = Term(words, f"t{number}", "en", "fr", forms=(words, "x"))
    return replace(document, terms=(*document.terms, term), meanings=((Colour.BLUE, words),))


def _language(document: Document, _words: str, number: int) -> Document:
    return choose_language(document, ("fr", "de", "en")[number % 3])


def _other_article(_document: Document, words: str, number: int) -> Document:
    return begin(article(f"Another {words.strip()} story\n\nWords {number}.", name="other.txt"))


def _confirm(document: Document, _words: str, number: int) -> Document:
    version = document.targets[0]
    segment = version.segments[number % len(version.segments)]
    return annotating.confirm_segment(document, version.id, segment.id)


def _rename(document: Document, words: str, number: int) -> Document:
    version = document.targets[number % len(document.targets)]
    return document.with_version(replace(version, name=words, based_on=None, signature=None))


def _cut_anew(document: Document, _words: str, _number: int) -> Document:
    version = document.targets[0]
    return document.with_version(replace(version, segments=version.segments[:2]))


def _of_tomorrow(document: Document, words: str, _number: int) -> Document:
    more = {"more.json": words.encode("utf-8", "replace")}
    return replace(document, extra=(("members", more),))


CHANGES: tuple[Change, ...] = (
    _edit, _edit, _edit, _add_version, _drop_version, _add_note, _write_note, _answer_note,
    _drop_note, _turn_notes, _reorder_versions, _summary, _no_summary, _terms, _language,
    _confirm, _rename, _cut_anew,
)  # fmt: skip


def _usable(document: Document) -> bool:
    return bool(document.targets and document.notes and document.summary)


def _through_json(changes: object) -> Json:
    text = json.dumps(changes, ensure_ascii=False).encode("utf-8", "surrogatepass")
    found: Json = json.loads(text.decode("utf-8", "surrogatepass"))
    return found


@given(st.lists(st.tuples(st.sampled_from(CHANGES), WORDS, st.integers(0, 40)), max_size=5))
def test_a_patch_makes_the_one_into_the_other(steps: list[tuple[Change, str, int]]) -> None:
    before = after = showcase()
    for change, words, number in steps:
        if _usable(after):
            after = change(after, words, number)
    assert patches.apply(before, _through_json(patches.patch(before, after))) == after
    assert patches.apply(after, _through_json(patches.patch(after, before))) == before


@given(WORDS, st.integers(0, 20), st.sampled_from((_other_article, _of_tomorrow)))
def test_even_into_another_one(words: str, number: int, change: Change) -> None:
    before = showcase()
    after = change(before, words, number)
    assert patches.apply(before, _through_json(patches.patch(before, after))) == after
    back = patches.apply(after, _through_json(patches.patch(after, before)))
    assert back == before


@given(st.data())
def test_segments_anywhere_in_a_text_are_found_again(data: st.DataObject) -> None:
    def version() -> Version:
        value = data.draw(st.text("ab", max_size=12))
        count = data.draw(st.integers(0, 4))
        places = st.integers(0, len(value))
        spans = [sorted((data.draw(places), data.draw(places))) for _ in range(count)]
        segments = tuple(
            Segment(f"s{n}", "b1", Span(*span), data.draw(st.sampled_from(SegmentState)))
            for n, span in enumerate(spans)
        )
        return Version("v", VersionKind.HUMAN, "v", Text(value, "fr"), segments)

    plain = begin(article("A headline\n\nSome words."))
    before, after = plain.with_version(version()), plain.with_version(version())
    assert patches.apply(before, _through_json(patches.patch(before, after))) == after


def test_things_with_the_same_id_are_told_as_a_whole() -> None:
    before = showcase()
    twice = replace(before, notes=(*before.notes, *before.notes), versions=before.versions * 2)
    for old, new in ((before, twice), (twice, before)):
        assert patches.apply(old, _through_json(patches.patch(old, new))) == new


def test_nothing_is_told_of_nothing() -> None:
    document = showcase()
    assert patches.patch(document, document) == {}
    assert patches.patch(document, project.from_bytes(project.to_bytes(document), "x")) == {}


def test_one_edited_sentence_of_a_long_article_is_a_small_patch() -> None:
    lines = "\n\n".join(f"This is the sentence with the number {n}." for n in range(2_000))
    before = begin(article(lines))
    before = before.with_version(
        replace(before.source, id="v", kind=VersionKind.EDITED, based_on=None)
    )
    middle = before.source.segments[1_000].id
    after = annotating.edit_segment(before, "v", middle, "Quite other words, and more of them.")
    changes = patches.patch(before, after)
    assert len(json.dumps(changes)) < 1_000
    assert patches.apply(before, changes) == after


def test_the_original_bytes_are_told_only_when_they_change() -> None:
    before = showcase()
    after = choose_language(before, "fr")
    assert "original" not in patches.patch(before, after)["article"]
    other = replace(before.article, source=replace(before.article.source, data=b"other"))
    changes = patches.patch(before, replace(before, article=other))
    assert changes == {"article": {"original": "b3RoZXI="}}


def test_every_part_of_a_document_is_told() -> None:
    assert {field.name for field in fields(Document)} == {
        "article", "versions", "detection", "summary", "notes", "terms", "meanings", "extra",
    }  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"no such part": 1},
        {"versions": {"changed": {"v-fr": {"text": {"language": "fr", "change": [9, 99999, ""]}}}}},
        {"versions": {"order": ["nobody"]}},
        {"notes": {"put": [{}]}},
    ],
)
def test_a_patch_of_something_else_is_refused(changes: Json) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        patches.apply(showcase(), changes)
