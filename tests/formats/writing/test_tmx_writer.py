"""The article's own memory as TMX: valid, with all versions, and the same when it is read."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.notes import Note, Reply
from diptych.core.text import Span, canonicalise
from diptych.core.versions import SegmentState, VersionKind
from diptych.formats.reading.kinds import FileKind
from diptych.formats.tmx import TmxReader
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from diptych.formats.xml_units import LANGUAGE
from helpers.exchange_files import noted, opened, opened_again, tmx_dtd, with_version

OPENED = "After years of work the mayor of the old town by the river opened the bridge."
STORY = "A bridge & more\n\n" + OPENED.replace("d the b", "d\nthe b") + " Nobody fell 😀 in.\n"


def sound(data: bytes) -> Any:
    """The root of a valid file."""
    root = etree.fromstring(data)
    assert tmx_dtd().validate(root), tmx_dtd().error_log
    return root


def story() -> Document:
    document = with_version(opened(STORY), lambda words: f"«{words}»")
    return with_version(
        document,
        {"s1": "Un pont", "s2": "Le maire a\nouvert le pont."},
        name="v2",
        kind=VersionKind.EDITED,
        states={"s1": SegmentState.CONFIRMED},
        based_on="v1",
    )


def words_of(unit: Any) -> list[tuple[str, str]]:
    return [(v.get(LANGUAGE), v.findtext("seg")) for v in unit.iter("tuv")]


def props(element: Any) -> dict[str, str]:
    return {prop.get("type"): prop.text for prop in element.findall("prop")}


def test_the_newest_version_alone() -> None:
    document = story()
    copy = Copy(cautions=["Careful"], made="2026-01-02T04:04:05+01:00", author="Ed\x01")
    root = sound(write(document, "tmx", copy))
    header = root.find("header")
    assert (header.get("srclang"), header.get("creationtool"), header.get("creationdate")) == (
        "en", "Diptych", "20260102T030405Z",
    )  # fmt: skip
    assert (header.get("creationid"), header.findtext("note")) == ("Ed", "Careful")
    assert props(header)["x-file"] == "wire.txt"
    assert props(header)["x-sha256"] == document.article.source.sha256
    units = list(root.iter("tu"))
    assert [words_of(unit) for unit in units] == [
        [("en", "A bridge & more"), ("fr", "Un pont")],
        [("en", OPENED), ("fr", "Le maire a ouvert le pont.")],
    ]
    assert [unit.get("tuid") for unit in units] == ["s1", "s2"]
    assert props(units[1]) == {
        "x-document": "A bridge & more",
        "x-context-before": "A bridge & more",
        "x-context-after": "Nobody fell 😀 in.",
    }
    assert [props(v).get("x-state") for v in root.iter("tuv")] == [
        None, "confirmed", None, "machine",
    ]  # fmt: skip


def test_all_chosen_versions_the_last_one_first() -> None:
    document = with_version(story(), str.upper, "de", name="v3", kind=VersionKind.HUMAN)
    units = list(sound(write(document, "tmx", Copy(versions=("v3", "v1", "v2")))).iter("tu"))
    assert words_of(units[0]) == [
        ("en", "A bridge & more"), ("fr", "Un pont"), ("fr", "«A bridge & more»"),
        ("de", "A BRIDGE & MORE"),
    ]  # fmt: skip
    assert words_of(units[2])[1:] == [("fr", "«Nobody fell 😀 in.»"), ("de", "NOBODY FELL 😀 IN.")]
    made = [props(v).get("x-made-by") for v in units[0].iter("tuv")]
    assert made == [None, None, "argos en-fr 1.9", None]


def test_the_same_words_are_there_once() -> None:
    document = with_version(story(), {"s1": "Un pont"}, name="v3", kind=VersionKind.HUMAN)
    (unit, *_) = sound(write(document, "tmx", Copy(versions=("v2", "v3")))).iter("tu")
    assert words_of(unit) == [("en", "A bridge & more"), ("fr", "Un pont")]


def test_notes_go_along_with_what_they_stand_on() -> None:
    answer = Reply("r", "The new one", "Carl", "")
    document = noted(story(), "source", "mayor", "Which?", replies=(answer,))
    document = noted(document, "v2", "pont", "")
    units = list(sound(write(document, "tmx")).iter("tu"))
    assert [[n.text for n in unit.findall("note")] for unit in units] == [
        ["“pont” (Ann Bee)"],
        ["“mayor”: Which? (Ann Bee)\nCarl: The new one"],
    ]
    assert b"<note>" not in write(document, "tmx", Copy(notes=False))


def test_subtitles_keep_their_lines() -> None:
    document = story()
    blocks = tuple(replace(block, whole=True) for block in document.article.blocks)
    document = replace(document, article=replace(document.article, blocks=blocks))
    units = list(sound(write(document, "tmx")).iter("tu"))
    assert words_of(units[1])[1] == ("fr", "Le maire a\nouvert le pont.")


def test_opened_again_it_is_a_version_for_each_language() -> None:
    document = with_version(story(), str.upper, "ar", name="v3", kind=VersionKind.HUMAN)
    back = opened_again(write(document, "tmx", Copy(versions=("v2", "v3"))), "back.tmx")
    assert back.language == "en"
    found = {v.text.language: [v.text_of(s) for s in v.segments] for v in back.targets}
    assert found == {
        "fr": ["Un pont", "Le maire a ouvert le pont.", ""],
        "ar": ["A BRIDGE & MORE", OPENED.upper(), "NOBODY FELL 😀 IN."],
    }


def test_as_a_memory_it_gives_entries_with_their_context() -> None:
    (first, second) = TmxReader(io.BytesIO(write(story(), "tmx")), "m.tmx")
    assert (second.source, second.target) == (
        OPENED, "Le maire a ouvert le pont.",
    )  # fmt: skip
    assert (second.before, second.after) == (first.source, "Nobody fell 😀 in.")
    assert (second.origin, dict(second.props)["x-state"]) == ("A bridge & more", "machine")


def test_what_cannot_be_a_memory() -> None:
    with pytest.raises(CannotSaveError, match="no translation") as caught:
        write(opened(STORY), "tmx")
    assert caught.value.remedy
    with pytest.raises(CannotSaveError, match="Nothing in this article is translated"):
        write(with_version(opened(STORY), {}), "tmx")
    for document in (
        with_version(opened(STORY, None), str.upper),
        with_version(opened(STORY), str.upper, None),
    ):
        with pytest.raises(CannotSaveError, match="one is not known"):
            write(document, "tmx")


WORDS = st.text(
    st.one_of(st.sampled_from("a .\n<>&\u00a0\u05d0\u200f😀\x01\ud800\ufffe"), st.characters()),
    max_size=15,
)


@given(st.data(), st.lists(WORDS, min_size=1, max_size=4))
def test_any_words_come_back(data: st.DataObject, sentences: list[str]) -> None:
    text = canonicalise("\n\n".join(f"One {words}." for words in sentences))
    document = opened(text)
    names = [s.id for s in document.source.segments]
    answers = data.draw(st.dictionaries(st.sampled_from(names), WORDS))
    document = with_version(document, {**answers, "s1": "x"}, "ar")
    blocks = tuple(replace(block, whole=True) for block in document.article.blocks)
    document = replace(document, article=replace(document.article, blocks=blocks))
    note = Note("n", "v1", Span(0, 1), "x", "", "", data.draw(WORDS), data.draw(WORDS), "")
    document = replace(document, notes=(note,))
    written = write(document, "tmx")
    sound(written)
    (target,) = document.targets
    wanted = [
        (canonicalise(document.source.text_of(ours)).strip(), words)
        for ours, theirs in zip(document.source.segments, target.segments, strict=True)
        if (words := canonicalise(target.text_of(theirs)).strip())
    ]
    found = TmxReader(io.BytesIO(written), "m.tmx")
    entries = [(entry.source, entry.target) for entry in found]
    # What XML cannot hold may be all there is; then there is no entry.
    assert entries == [pair for pair in wanted if pair[0]]
    if entries:
        back = opened_again(written, "back.tmx", FileKind.TMX)
        assert back.targets[0].text.language == "ar"
