"""Subtitle files as players read them, held against two libraries that read them, too."""

from __future__ import annotations

import time

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.units.cues import CueFile, parse_cues

TIMES = "00:00:01,000 --> 00:00:02,500"


def of_srt(text: str) -> CueFile:
    return parse_cues(text, FileKind.SRT)


def of_vtt(text: str) -> CueFile:
    return parse_cues(text, FileKind.VTT)


def words(file: CueFile) -> list[str]:
    return [file.words(cue) for cue in file.cues]


def times(file: CueFile) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in file.cues]


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("00:00:01,000 --> 00:00:02,500", 1_000, 2_500),
        ("00:00:01.000 --> 00:00:02.500", 1_000, 2_500),
        ("00:01.000 --> 00:02.500", 1_000, 2_500),
        ("1:2:3,4 --> 1:2:3,45", 3_723_004, 3_723_045),
        ("00:00:01 --> 00:00:02", 1_000, 2_000),
        ("00:00:01,000-->00:00:02,500", 1_000, 2_500),
        ("00:00:01,000 -> 00:00:02,500", 1_000, 2_500),
        ("00:00:01,000 - -> 00:00:02,500", 1_000, 2_500),
        ("\t00:00:01:000  -->  00:00:02:500", 1_000, 2_500),
        ("00:00:01,123456 --> 00:00:02,500000", 1_123, 2_500),
        ("100:00:00,000 --> 1000:00:00,000", 360_000_000, 3_600_000_000),
        ("-00:00:01,000 --> 00:00:02,500", -1_000, 2_500),
        ("00:00:05,000 --> 00:00:02,000", 5_000, 2_000),
        ("00:00:05,000 --> 00:00:05,000", 5_000, 5_000),
        ("00:00:01，000 --> 00:00:02。500", 1_000, 2_500),
    ],
)
def test_times_in_all_the_ways_they_are_written(line: str, start: int, end: int) -> None:
    for file in (of_srt(f"1\n{line}\nWords\n"), of_vtt(f"WEBVTT\n\n1\n{line}\nWords\n")):
        assert times(file) == [(start, end)]
        assert words(file) == ["Words"]
        assert file.cues[0].unit == "1"


@pytest.mark.parametrize(
    "line",
    ["12:30 -> 13:45", "00:00:01,000 00:00:02,500", "00:00:01,000 -->", "at 00:01.000 --> 00:02.0"],
)
def test_what_is_no_line_of_times(line: str) -> None:
    assert of_srt(f"1\n{TIMES}\nFirst\n{line}\n").cues[1:] == ()


def test_mixed_line_ends_make_no_blank_lines() -> None:
    text = f"1\r\r\n{TIMES}\r\r\nOne\r\r\nTwo\r\r\n\r\r\n2\n{TIMES}\nThree\r4\r{TIMES}\rFour"
    assert words(of_srt(text)) == ["One\r\r\nTwo", "Three", "Four"]
    assert [cue.unit for cue in of_srt(text).cues] == ["1", "2", "4"]


def test_numbers_may_be_missing_wrong_or_words() -> None:
    text = (
        f"{TIMES}\nOne\n\n7\n{TIMES}\n1984\n\n{TIMES}\nThree\n\n-2\n{TIMES}\nFour\n9\n{TIMES}\nFive"
    )
    file = of_srt(text)
    assert words(file) == ["One", "1984", "Three", "Four", "Five"]
    assert [cue.unit for cue in file.cues] == [None, "7", None, "-2", "9"]


def test_blank_lines_inside_of_a_subtitle() -> None:
    inside = f"1\n{TIMES}\n\nOne\n\nTwo\n\n\n2\n{TIMES}\nThree\n"
    assert words(of_srt(inside)) == ["One\n\nTwo", "Three"]
    web = of_vtt(f"WEBVTT\n\n{TIMES}\nOne\n\nTwo\n\n{TIMES}\nThree\n")
    assert words(web) == ["One", "Three"]
    assert web.stray == 1


def test_subtitles_without_words() -> None:
    file = of_srt(f"1\n{TIMES}\n\n2\n{TIMES}\n3\n{TIMES}\nWords\n4\n{TIMES}")
    assert words(file) == ["", "", "Words", ""]
    assert [cue.unit for cue in file.cues] == ["1", "2", "3", "4"]


def test_settings_and_places() -> None:
    file = of_srt(f"1\n{TIMES}  X1:40 X2:600 Y1:20 Y2:50\nWords\n")
    assert file.cues[0].settings == "X1:40 X2:600 Y1:20 Y2:50"
    web = of_vtt("WEBVTT\n\nintro\n00:01.000 --> 00:02.000 line:0 align:start\nWords\n")
    assert (web.cues[0].settings, web.cues[0].unit) == ("line:0 align:start", "intro")


def test_what_else_stands_in_web_subtitles() -> None:
    text = (
        "WEBVTT - The bridge\nKind: captions\nLanguage: fr-CA\n\nSTYLE\n::cue(b) {\n color: red;\n}"
        f"\n\nREGION\nid:top\n\nNOTE one\nmore\n\nNOTE\n\n{TIMES}\nWords\n\nstray\nstray\n"
        "\nNOTEbook\n"
    )
    file = of_vtt(text)
    assert words(file) == ["Words"]
    assert (file.title, file.language, file.notes, file.stray) == ("The bridge", "fr-CA", 2, 3)
    junk = of_srt(f"Subtitles by nobody\n\n1\n{TIMES}\nWords")
    assert (words(junk), junk.stray, junk.title, junk.language) == (["Words"], 1, None, None)


def test_a_header_right_before_the_first_subtitle() -> None:
    file = of_vtt(f"WEBVTT\n{TIMES}\nWords")
    assert (words(file), file.cues[0].unit, file.stray) == (["Words"], None, 0)


@pytest.mark.parametrize("text", ["", "\n", "WEBVTT", "WEBVTT\n\nNOTE -->\n", "Words\nand words"])
@pytest.mark.parametrize("kind", [FileKind.SRT, FileKind.VTT])
def test_a_text_without_subtitles(text: str, kind: FileKind) -> None:
    assert parse_cues(text, kind).cues == ()


@pytest.mark.parametrize(
    "junk", ["\n" * 200_000, "1" * 500_000, "1\n" * 100_000, "0:" * 200_000, "-" * 400_000]
)
def test_time_grows_with_size_alone(junk: str) -> None:
    began = time.process_time()
    of_srt(f"1\n{TIMES}\n{junk}\n2\n{TIMES}\nWords")
    assert time.process_time() - began < 3


SAFE = st.text(alphabet="abé 1.,!<i>{}&-\u00a0中", min_size=1, max_size=30).filter(str.strip)
LINE = SAFE.map(str.strip).filter(lambda line: "-->" not in line)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
MOMENTS = st.integers(0, 9 * 3_600_000)


@st.composite
def cue_lists(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    return draw(st.lists(st.tuples(MOMENTS, MOMENTS, LINES), min_size=1, max_size=6))


def clock(milliseconds: int, mark: str) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"


@given(cue_lists())
def test_srt_as_the_srt_library_reads_it(cues: list[tuple[int, int, str]]) -> None:
    text = "\n".join(
        f"{n}\n{clock(a, ',')} --> {clock(b, ',')}\n{said}\n"
        for n, (a, b, said) in enumerate(cues, start=1)
    )
    file = of_srt(text)
    assert times(file) == [(a, b) for a, b, _ in cues]
    theirs = list(srt.parse(text))
    assert [cue.content for cue in theirs] == words(file) == [said for _, _, said in cues]
    assert [str(cue.index) for cue in theirs] == [cue.unit for cue in file.cues]


@given(cue_lists())
def test_vtt_as_the_webvtt_library_reads_it(cues: list[tuple[int, int, str]]) -> None:
    text = "WEBVTT\n\n" + "\n".join(
        f"id {n}\n{clock(a, '.')} --> {clock(b, '.')}\n{said}\n"
        for n, (a, b, said) in enumerate(cues)
    )
    file = of_vtt(text)
    theirs = webvtt.from_string(text).captions
    assert [cue.raw_text for cue in theirs] == words(file) == [said for _, _, said in cues]
    assert [cue.identifier for cue in theirs] == [cue.unit for cue in file.cues]
    assert [(clock(a, "."), clock(b, ".")) for a, b in times(file)] == [
        (cue.start, cue.end) for cue in theirs
    ]


@given(st.text(alphabet="1:0,.->\n\r \tWEBVTTNOTEab", max_size=120))
def test_any_text_is_cut_without_overlap(text: str) -> None:
    for file in (of_srt(f"1\n{TIMES}\n{text}"), of_vtt(f"WEBVTT\n\n{TIMES}\n{text}")):
        ends = [0, *(cue.place.end for cue in file.cues)]
        starts = [cue.place.start for cue in file.cues]
        assert all(end <= start for end, start in zip(ends, starts, strict=False))
        assert all(said == said.strip("\r\n") for said in words(file))
