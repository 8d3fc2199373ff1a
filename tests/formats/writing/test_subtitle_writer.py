"""Subtitles come back with the same times, names and settings, whatever was said in between."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.text import Text
from diptych.core.versions import SegmentState, Translated, Version, VersionKind, assemble
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import Understood, article_of
from diptych.formats.reading.units.subtitles import read
from diptych.formats.writing.columns import width
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.sample_files import SAMPLES, needs_samples

FILM = (
    "1\r\n00:00:01,000 --> 00:00:03,000 X1:40\r\n<i>The harbour of Northport</i>\r\nwas closed.\r\n"
    "\r\n\r\n2\r\n0:00:04.5 --> 00:00:06,000\r\n- Who says so?\r\n- The mayor.\r\n\r\n"
    "00:00:07,000 --> 00:00:07,000\r\n\r\n3\r\n00:00:08,000 --> 00:00:09,000\r\nGood.\r\n"
)
WEB = (
    "WEBVTT - Harbour\nLanguage: en\n\nNOTE by hand\n\nSTYLE\n::cue { color: red }\n\n"
    "intro\n00:01.000 --> 00:02.000 line:0\n<v Ann>Salt &amp; fish\n\nNOTE again\n\n"
    "00:03.000 --> 00:04.000\nGood\n"
)


def reading(data: bytes, kind: FileKind, name: str = "film") -> tuple[Given, Reading]:
    given_ = Given(data, name, kind)
    return given_, read(given_)


def opened(data: str | bytes, kind: FileKind = FileKind.SRT) -> Document:
    given_, found = reading(data.encode() if isinstance(data, str) else data, kind)
    return begin(article_of(given_, Understood(kind, found)))


def put(document: Document, say: Callable[[str], str], *left: str) -> Document:
    """With a version in which every segment but those named is what ``say`` makes of it."""
    source = document.source
    answers = {
        s.id: Translated(say(source.text_of(s))) for s in source.segments if s.id not in left
    }
    value, segments = assemble(source, answers)
    return document.with_version(Version("v", VersionKind.MACHINE, "V", Text(value), segments))


def times(found: Reading) -> list[object]:
    return [(block.timing, block.unit) for block in found.blocks]


def said(found: Reading) -> list[str]:
    return [block.span.of(found.value) for block in found.blocks]


@needs_samples
@pytest.mark.parametrize("path", sorted((SAMPLES / "subtitles").glob("*.[sv][rt]t")), ids=str)
def test_a_sample_comes_back_byte_by_byte(path: Path) -> None:
    kind = FileKind(path.suffix[1:])
    assert write(opened(path.read_bytes(), kind), path.suffix) == path.read_bytes()


@pytest.mark.parametrize(("text", "kind"), [(FILM, FileKind.SRT), (WEB, FileKind.VTT)])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_source_comes_back_byte_by_byte(text: str, kind: FileKind, mark: str) -> None:
    data = (mark + text).encode()
    assert write(opened(data, kind), f".{kind}") == data


def test_only_words_change_in_srt() -> None:
    written = write(put(opened(FILM), str.upper), ".srt").decode()
    assert written == (
        "1\r\n00:00:01,000 --> 00:00:03,000 X1:40\r\n<I>THE HARBOUR OF NORTHPORT</I>\r\nWAS CLOSED."
        "\r\n\r\n\r\n2\r\n0:00:04.5 --> 00:00:06,000\r\n- WHO SAYS SO?\r\n- THE MAYOR.\r\n\r\n"
        "00:00:07,000 --> 00:00:07,000\r\n\r\n3\r\n00:00:08,000 --> 00:00:09,000\r\nGOOD.\r\n"
    )


def test_only_words_change_in_vtt() -> None:
    written = write(put(opened(WEB, FileKind.VTT), lambda w: f"{w} <"), ".vtt").decode()
    assert written == WEB.replace("fish", "fish &lt;").replace("Good", "Good &lt;")


def test_the_same_words_keep_their_own_way_of_writing() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nAT&T&nbsp;&amp;  co\n"
    document = put(opened(text, FileKind.VTT), lambda words: words)
    assert write(document, ".vtt").decode() == text


def test_a_long_answer_is_set_in_two_lines_where_the_file_does_so() -> None:
    long = "Le port de Northport a été fermé <i>à la suite d'une tempête</i> lundi."
    lines = said(reading(write(put(opened(FILM), lambda _: long), ".srt"), FileKind.SRT)[1])[
        0
    ].split("\n")
    assert len(lines) == 2
    assert all(width(re.sub("<[^>]*>", "", line)) <= 42 for line in lines)
    assert " ".join(lines) == long
    one_line = FILM.replace("\r\nwas closed", " was closed")
    kept = reading(write(put(opened(one_line), lambda _: long), ".srt"), FileKind.SRT)[1]
    assert said(kept)[0] == long


def test_tags_are_never_broken() -> None:
    long = '<font face="Some Font Of Many Words Indeed" color="#ffffff">Words and words</font> ' * 3
    written = write(put(opened(FILM), lambda _: long.strip()), ".srt").decode()
    assert '<font face="Some Font Of Many Words Indeed" color="#ffffff">' in written
    assert written.count('<font face="Some Font Of Many Words Indeed"') == 12


@pytest.mark.parametrize("suffix", [".srt", ".vtt"])
def test_columns_set_every_subtitle_anew(suffix: str) -> None:
    document = put(opened(FILM), lambda w: f"{w} et encore bien des mots")
    kind = FileKind(suffix[1:])
    words = said(reading(write(document, suffix, Copy(columns=16)), kind)[1])
    assert all(width(re.sub("<[^>]*>", "", line)) <= 16 for w in words for line in w.split("\n"))
    assert words[1].startswith("- Who says so?\n")
    assert "\n- The mayor." in words[1]


def test_speakers_keep_their_lines() -> None:
    document = put(opened(FILM), lambda words: words.replace("The mayor", "Le maire de la ville"))
    assert "- Who says so?\r\n- Le maire de la ville." in write(document, ".srt").decode()


def test_what_is_not_translated_keeps_its_source() -> None:
    document = put(opened(FILM), str.upper, "s2", "s4")
    written = write(document, ".srt").decode()
    assert "- Who says so?\r\n- THE MAYOR." in written
    assert "\r\nGood.\r\n" in written
    assert document.targets[0].segment("s4").state is SegmentState.UNTRANSLATED


def test_words_that_would_end_a_subtitle() -> None:
    document = put(opened(FILM), lambda words: f"{words}\n\n00:00:01,000 --> 00:00:02,000\n\nmore")
    written = reading(write(document, ".srt"), FileKind.SRT)[1]
    assert times(written) == times(reading(FILM.encode(), FileKind.SRT)[1])


def test_from_srt_to_vtt() -> None:
    written = write(opened(FILM.replace("<i>", "{\\an8}<i>").replace("Good", "A < B & C")), ".vtt")
    assert written.decode() == (
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\n<i>The harbour of Northport</i>\nwas closed."
        "\n\n2\n00:00:04.005 --> 00:00:06.000\n- Who says so?\n- The mayor.\n\n"
        "3\n00:00:08.000 --> 00:00:09.000\nA &lt; B &amp; C.\n"
    )


def test_from_vtt_to_srt() -> None:
    written = write(opened(WEB, FileKind.VTT), ".srt")
    assert written.decode() == (
        "1\n00:00:01,000 --> 00:00:02,000\nSalt & fish\n\n2\n00:00:03,000 --> 00:00:04,000\nGood\n"
    )


def test_an_encoding_that_cannot_hold_the_words_becomes_utf_8() -> None:
    data = FILM.replace("Good", "Déjà vu, où ça").encode("cp1252")
    document = opened(data)
    assert document.article.source.encoding == "cp1252"
    assert write(document, ".srt") == data
    assert "ÉTÉ".encode("cp1252") in write(put(document, lambda _: "ÉTÉ"), ".srt")
    greek = write(put(document, lambda _: "Καλημέρα"), ".srt")
    assert greek.startswith(b"\xef\xbb\xbf")
    assert "Καλημέρα" in greek.decode("utf-8-sig")


def test_vtt_is_always_utf_8() -> None:
    document = opened(WEB.replace("Good", "Déjà vu, où ça").encode("cp1252"), FileKind.VTT)
    assert "Déjà vu" in write(document, ".vtt").decode()


def test_a_file_that_is_read_in_another_way_by_now_is_written_from_its_blocks() -> None:
    document = opened(WEB, FileKind.VTT)
    blocks = document.article.blocks[:1]
    source = replace(document.source, segments=document.source.segments[:1])
    document = replace(
        document, article=replace(document.article, blocks=blocks), versions=(source,)
    )
    shorter = replace(document.article.source, data=b"WEBVTT\n\nnothing")
    document = replace(document, article=replace(document.article, source=shorter))
    assert write(document, ".vtt").decode() == (
        "WEBVTT\n\nintro\n00:00:01.000 --> 00:00:02.000 line:0\n<v Ann>Salt &amp; fish\n"
    )


@pytest.mark.parametrize("suffix", [".srt", ".vtt", ".SRT"])
def test_an_article_without_times_is_refused(suffix: str) -> None:
    with pytest.raises(CannotSaveError, match="no times") as caught:
        write(begin(article("One day. Two days.")), suffix)
    assert ".txt" in caught.value.remedy


LINE = st.text(alphabet="abé 1.,!<i>{}&-\u00a0中", min_size=1, max_size=30).map(str.strip)
CUES = st.lists(
    st.tuples(
        st.sampled_from(["7\n", "", "-1\n", "x\n\n"]),
        st.sampled_from(
            ["00:00:01,000 --> 00:00:02,500", "0:1:2.3 -> 0:0:1.9 X1:4", "00:1.5-->9:9.1"]
        ),
        st.lists(LINE.filter(lambda line: line and "-->" not in line), min_size=0, max_size=3),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


def bare(words: str) -> str:
    return "".join(words.replace("!", "").replace("&lt;", "<").split())


def film(cues: list[tuple[str, str, list[str]]], end: str) -> str:
    return "".join(f"{n}{t}{end}{end.join(w)}{end}{end}" for n, t, w in cues).replace("\n", end)


@given(CUES, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from([FileKind.SRT, FileKind.VTT]))
def test_read_written_and_read_again(
    cues: list[tuple[str, str, list[str]]], end: str, kind: FileKind
) -> None:
    text = ("WEBVTT" + end * 2 if kind is FileKind.VTT else "") + film(cues, end)
    document = opened(text, kind)
    if not document.article.blocks:
        return
    assert write(document, f".{kind}") == text.encode()
    first = reading(text.encode(), kind)[1]
    changed = reading(write(put(document, lambda words: f"{words}!"), f".{kind}"), kind)[1]
    assert times(changed) == times(first)
    assert [bare(words) for words in said(changed)] == [bare(words) for words in said(first)]
    for suffix in (".srt", ".vtt"):
        other = reading(write(document, suffix), FileKind(suffix[1:]))[1]
        assert [t.start for b in other.blocks if (t := b.timing)] == [
            t.start for b in first.blocks if (t := b.timing)
        ]
