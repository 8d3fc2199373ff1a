"""A translation memory opened as an article: its source, and a version for each other language."""

from __future__ import annotations

import pytest

from diptych.core.errors import CannotReadError
from diptych.core.versions import SegmentState
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import Understood, article_of
from diptych.formats.reading.units.tmx import read
from diptych.workspace.segmenting import begin


def unit(*variants: tuple[str, str], more: str = "", **attributes: str) -> str:
    told = "".join(f' {name}="{value}"' for name, value in attributes.items())
    texts = "".join(f'<tuv xml:lang="{tag}"><seg>{words}</seg></tuv>' for tag, words in variants)
    return f"<tu{told}>{more}{texts}</tu>"


def memory(*units: str, source: str = "fr") -> bytes:
    return (
        f'<?xml version="1.0"?><tmx version="1.4"><header srclang="{source}" datatype="plaintext" '
        'segtype="sentence" adminlang="en" o-tmf="x" creationtool="x" creationtoolversion="1"/>'
        f"<body>{''.join(units)}</body></tmx>"
    ).encode()


def opened(data: bytes) -> Reading:
    return read(Given(data, "port.tmx", FileKind.TMX))


def said(reading: Reading) -> list[str]:
    return [block.span.of(reading.value) for block in reading.blocks]


def targets(reading: Reading) -> dict[str | None, list[tuple[str, str]]]:
    return {r.language: [(b, t.words) for b, t in r.targets] for r in reading.renderings}


def test_units_in_two_languages() -> None:
    reading = opened(
        memory(unit(("fr", "Le port."), ("en", "The port.")), unit(("fr", "Oui."), ("en", "Yes.")))
    )
    assert said(reading) == ["Le port.", "Oui."]
    assert targets(reading) == {"en": [("b1", "The port."), ("b2", "Yes.")]}
    assert [block.unit for block in reading.blocks] == ["1", "2"]
    assert all(block.whole for block in reading.blocks)
    assert (reading.metadata.language, reading.warnings) == ("fr", ())


def test_each_other_language_is_a_version() -> None:
    data = memory(
        unit(("fr", "Le port."), ("en", "The port."), ("de", "Der Hafen.")),
        unit(("de", "Ja."), ("fr", "Oui.")),
    )
    reading = opened(data)
    assert targets(reading) == {
        "en": [("b1", "The port.")],
        "de": [("b1", "Der Hafen."), ("b2", "Ja.")],
    }
    given = Given(data, "port.tmx", FileKind.TMX)
    document = begin(article_of(given, Understood(FileKind.TMX, reading)), reading.renderings)
    assert [version.name for version in document.targets] == [
        "English, from the file",
        "German, from the file",
    ]
    assert [s.state for s in document.targets[0].segments] == [
        SegmentState.EDITED,
        SegmentState.UNTRANSLATED,
    ]


def test_any_source_is_that_of_the_first_unit() -> None:
    data = memory(
        unit(("EN-us", "Yes."), ("fr", "Oui.")), unit(("fr", "Non."), ("en", "No.")), source="*all*"
    )
    reading = opened(data)
    assert (said(reading), reading.metadata.language) == (["Yes.", "No."], "en")
    assert targets(reading) == {"fr": [("b1", "Oui."), ("b2", "Non.")]}


def test_what_is_not_shown_is_told() -> None:
    reading = opened(
        memory(
            unit(("fr", "Le <hi>port</hi><ph/>."), ("en", "The port."), more="<note>A town</note>"),
            unit(("de", "Ja."), ("en", "Yes.")),
            unit(("fr", "Seul.")),
            unit(("fr", "Oui."), ("tlh", "HIja'")),
            unit(("fr", "x" * 20_001), ("en", "x")),
        )
    )
    assert said(reading) == ["Le port."]
    assert reading.warnings == (
        "2 inline tags were left out of the text.",
        "2 units were left out: no text in two known languages.",
        "1 unit was left out: longer than 20,000 characters.",
        "Languages that are not known here were left out: tlh.",
        "1 unit without a text in French is not shown.",
        "1 note is not shown.",
    )


def test_more_units_than_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.formats.reading.units.tmx.MOST_UNITS", 2)
    reading = opened(
        memory(*(unit(("fr", f"n{n}"), ("en", f"m{n}"), ("de", "d")) for n in range(5)))
    )
    assert said(reading) == ["n0", "n1"]
    assert len(targets(reading)["de"]) == 2
    assert "3 more are left out" in reading.warnings[-1]


def test_a_file_that_breaks_off_gives_what_comes_before() -> None:
    data = memory(*(unit(("fr", f"n{n}"), ("en", f"m{n}")) for n in range(9)))
    reading = opened(data[: len(data) * 2 // 3])
    assert 0 < len(reading.blocks) < 9
    assert "damaged from line" in reading.warnings[-1]


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"<html/>", memory(), memory(unit(("fr", "Seul."))), memory(unit())[:90]],
)
def test_what_holds_no_translation_is_refused(data: bytes) -> None:
    with pytest.raises(CannotReadError) as caught:
        opened(data)
    assert caught.value.remedy
