"""Subtitles that are too fast, too short or too large are told with their figures."""

from __future__ import annotations

import pytest

from diptych.core.document import Document
from diptych.core.text import Text
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import article_of, understand
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.subtitle_speed import SpeedWarning, speed_warnings
from diptych.workspace.segmenting import begin
from helpers.articles import article


def film(*cues: tuple[int, int, str]) -> Document:
    """Subtitles from and to so many milliseconds."""
    parts = (
        f"{number}\n00:00:{start // 1000:02},{start % 1000:03} --> "
        f"00:00:{end // 1000:02},{end % 1000:03}\n{words}\n"
        for number, (start, end, words) in enumerate(cues, start=1)
    )
    given = Given("\n".join(parts).encode(), "film.srt", FileKind.SRT)
    return begin(article_of(given, understand(given)))


def said(document: Document, *words: str) -> Document:
    """With a translation of each subtitle."""
    segments = document.source.segments
    answers = {s.id: Translated(w) for s, w in zip(segments, words, strict=True)}
    text, cut = assemble(document.source, answers)
    return document.with_version(Version("v", VersionKind.MACHINE, "V", Text(text, "fr"), cut))


def warned(document: Document, copy: Copy | None = None) -> tuple[SpeedWarning, ...]:
    version = document.targets[-1] if document.targets else document.source
    return speed_warnings(document, version, copy or Copy())


def test_nothing_is_said_of_what_can_be_read() -> None:
    assert warned(film((0, 2000, "x" * 34), (3000, 3800, "Good"), (4000, 9000, "a\nb"))) == ()


def test_too_many_characters_a_second() -> None:
    (warning,) = warned(film((61, 2061, "x" * 34), (3000, 5000, "x" * 17 + " " + "y" * 17)))
    assert (warning.number, warning.unit, warning.start) == (2, "2", 3.0)
    assert (warning.seconds, warning.speed, warning.fastest) == (2.0, 17.5, 17.0)
    assert str(warning) == "Subtitle 2 at 0:00:03: 17.5 characters a second (17 at most)"


@pytest.mark.parametrize(
    "words", ["中" * 19, "これは字幕です、とても長い字幕ですね", "한국어 자막은 더 느리게 읽습니다"]
)
def test_chinese_japanese_and_korean_are_read_more_slowly(words: str) -> None:
    (warning,) = warned(film((0, 2000, words.ljust(19, words[0]))))
    assert (warning.speed, warning.fastest) == (9.5, 9.0)


def test_a_flicker_and_one_without_any_time() -> None:
    short, none = warned(film((0, 799, "Go"), (1000, 1000, "Now")))
    assert short.faults == ("shown for 0.799 seconds (0.8 at least)",)
    assert none.speed is None
    assert none.faults == ("shown for 0 seconds (0.8 at least)",)


def test_lines_that_are_too_wide_or_too_many() -> None:
    wide, many, both = warned(
        film((0, 9000, "x" * 43), (9000, 19000, "a\nb\nc"), (20000, 29000, f"{'中' * 22}\nb\nc"))
    )
    assert (wide.widest, wide.faults) == (43, ("a line of 43 columns (42 at most)",))
    assert (many.lines, many.faults) == (3, ("3 lines (2 at most)",))
    assert both.faults == ("a line of 44 columns (42 at most)", "3 lines (2 at most)")


def test_tags_and_signs_without_width_do_not_count() -> None:
    bare = "x" * 34
    assert warned(film((0, 2000, f"<i>{{\\an8}}{bare}</i>"), (3000, 5000, f"\u200f{bare}"))) == ()
    assert warned(film((0, 2000, "e\u0301" * 34))) == ()


def test_the_translation_is_measured_as_it_is_written() -> None:
    long = "Le port de Northport a été fermé à la suite d'une tempête lundi."
    document = said(film((0, 9000, "a\nb"), (9000, 19000, "Good")), long, "Bon")
    assert warned(document) == ()  # set in two lines, as the file has them
    document = said(film((0, 9000, "a"), (9000, 19000, "Good")), long, "Bon")
    (warning,) = warned(document)
    assert (warning.number, warning.widest) == (1, 64)
    narrow = warned(document, Copy(columns=20))
    assert [w.faults for w in narrow] == [("4 lines (2 at most)",)]


def test_an_article_without_times_has_no_subtitles() -> None:
    document = begin(article("One day. Two days."))
    assert speed_warnings(document, document.source) == ()
