"""Subtitles become an article: a block for each, with its times, its name and its tags."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind, Timing
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import understand
from diptych.formats.reading.units.cue_words import shown, stored, turned
from diptych.formats.reading.units.subtitles import read
from helpers.sample_files import SAMPLES, needs_samples

TIMES = "00:00:01,000 --> 00:00:02,500"


def of_srt(text: str, name: str = "film.srt") -> Reading:
    return read(Given(text.encode(), name, FileKind.SRT))


def of_vtt(text: str) -> Reading:
    return read(Given(f"WEBVTT\n\n{text}".encode(), "film.vtt", FileKind.VTT))


def said(reading: Reading) -> list[str]:
    return [block.span.of(reading.value) for block in reading.blocks]


@needs_samples
@pytest.mark.parametrize(
    ("name", "count", "first", "last", "language", "warnings"),
    [
        ("test_subrip.srt", 10, "ESSAI DE SOUS-TITRES", "2e épisode :\nET LA SUITE", None, ()),
        (
            "testWebVTT.vtt",
            8,
            "Everyone wants the most from life",
            "Simply for <u>everyone</u>",
            None,
            (),
        ),
        ("testWebVTT_header.vtt", 1, "- What?\n- Where are we now?", None, None, ()),
        (
            "testWebVTT_simple.vtt",
            2,
            "- Never drink liquid nitrogen.",
            "- It will perforate your stomach.\n- You could die.",
            None,
            ("1 comment is not shown.",),
        ),
        (
            "testWebVTT_utf8.vtt",
            10,
            "Well, the feedback indicates",
            "about who does what and who reports to whom.",
            None,
            (),
        ),
    ],
)
def test_samples(
    name: str,
    count: int,
    first: str,
    last: str | None,
    language: str | None,
    warnings: tuple[str, ...],
) -> None:
    reading = understand(Given((SAMPLES / "subtitles" / name).read_bytes(), name)).reading
    words = said(reading)
    assert (len(words), words[0], words[-1]) == (count, first, last or first)
    assert reading.metadata.language == language
    assert reading.warnings == warnings
    assert {block.kind for block in reading.blocks} == {BlockKind.PARAGRAPH}
    assert all(block.whole and block.timing for block in reading.blocks)


def test_times_names_and_settings_stay_with_the_words() -> None:
    reading = of_vtt(
        "intro\n00:01.000 --> 00:02.500 line:0\nWords\n\n00:03.000 --> 00:04.000\nMore\n"
    )
    assert [(block.unit, block.timing) for block in reading.blocks] == [
        ("intro", Timing(1_000, 2_500, "line:0")),
        (None, Timing(3_000, 4_000)),
    ]


def test_short_and_repeated_subtitles_are_nothing_but_paragraphs() -> None:
    reading = of_srt("\n\n".join(f"{n}\n{TIMES}\nPage 7 of the book" for n in range(3)))
    assert [block.kind for block in reading.blocks] == [BlockKind.PARAGRAPH] * 3
    assert [block.repeats for block in reading.blocks] == [None] * 3


def test_tags_stay_in_the_words() -> None:
    words = '{\\an8}<i>He <b>said</b></i> <font color="#fff">so</font>'
    assert said(of_srt(f"1\n{TIMES}\n{words}\n")) == [words]
    assert said(of_vtt("00:01.000 --> 00:02.000\n<v Ann>Yes</v> <c.loud>no\n")) == [
        "<v Ann>Yes</v> <c.loud>no"
    ]


def test_what_web_subtitles_escape() -> None:
    reading = of_vtt("00:01.000 --> 00:02.000\nAT&amp;T &lt;i&gt; 5&nbsp;%&lrm; &amp;lt; AT&T\n")
    assert said(reading) == ["AT&T &lt;i&gt; 5\u00a0%\u200e &amp;lt; AT&T"]
    assert said(of_srt(f"1\n{TIMES}\nAT&amp;T\n")) == ["AT&amp;T"]


@pytest.mark.parametrize(
    ("raw", "data"),
    [
        ("Café à Nîmes", "Café à Nîmes, où il a été vu hier.".encode("cp1252")),
        ("BOM", b"\xef\xbb\xbf" + "Café à Nîmes".encode()),
    ],
)
def test_encodings(raw: str, data: bytes) -> None:
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef") else b""
    body = f"1\r\n{TIMES}\r\n".encode() + data.removeprefix(mark)
    reading = understand(Given(mark + body, "film.srt")).reading
    assert reading.value.startswith("Café à Nîmes")
    assert reading.encoding == ("utf-8" if raw == "BOM" else "cp1252")


def test_what_is_odd_is_told() -> None:
    text = f"by nobody\n\n1\n00:00:05,000 --> 00:00:01,000\nOne\n\n2\n{TIMES}\nTwo\n"
    assert of_srt(text).warnings == (
        "1 subtitle ends when it begins, or before.",
        "1 line that belongs to no subtitle is not shown.",
    )


@pytest.mark.parametrize(
    ("name", "language"),
    [("film.fr.srt", "fr"), ("film_pt-BR.srt", "pt-BR"), ("film.srt", None), ("sign_in.srt", None)],
)
def test_the_language_in_a_name(name: str, language: str | None) -> None:
    assert of_srt(f"1\n{TIMES}\nWords\n", name).metadata.language == language


@pytest.mark.parametrize("kind", [FileKind.SRT, FileKind.VTT])
def test_a_file_without_subtitles_is_refused(kind: FileKind) -> None:
    with pytest.raises(CannotReadError, match="no subtitles"):
        read(Given(b"WEBVTT\n\nwords", "film", kind))


@pytest.mark.parametrize(
    ("words", "raw"),
    [
        ("a & b", "a &amp; b"),
        ("&#65;", "&amp;#65;"),
        ("&lt;i&gt;", "&lt;i&gt;"),
        ("5\u00a0%", "5\u00a0%"),
        (
            "<i>x</i> <c.loud>y</c> <v Ann>z <00:01.000>",
            "<i>x</i> <c.loud>y</c> <v Ann>z <00:01.000>",
        ),
        ("a < b, <b and c>", "a &lt; b, <b and c>"),
        ("<script>", "&lt;script>"),
    ],
)
def test_web_words_in_a_file(words: str, raw: str) -> None:
    assert stored(words, FileKind.VTT) == raw
    assert shown(raw, FileKind.VTT).replace("&lt;", "<") == words.replace("&lt;", "<")


def test_no_words_can_end_a_subtitle() -> None:
    assert stored("a\n \n\nb --> c", FileKind.SRT) == "a\nb → c"
    assert stored("a\n\nb --> c", FileKind.VTT) == "a\nb --&gt; c"


def test_tags_of_the_other_kind() -> None:
    assert turned("<v Ann>Yes</v> <c.loud><i>no</i></c> &lt;", FileKind.SRT) == "Yes <i>no</i> <"
    assert turned("{\\an8}<font color=red>no</font> <b>x</b>", FileKind.VTT) == "no <b>x</b>"
