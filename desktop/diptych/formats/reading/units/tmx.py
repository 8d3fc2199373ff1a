"""TMX as an article: the units of one source language, with a translation for each other one."""

from __future__ import annotations

import io

from diptych.core.article import Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import language
from diptych.core.memory import Entry
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, Target, from_paragraphs
from diptych.formats.reading.units.counting import MOST_UNITS, counted, left_beyond
from diptych.formats.reading.xml_tree import markup_of
from diptych.formats.tmx import TmxReader


def read(given: Given) -> Reading:
    """Each unit as a block, in order, its number as its name.

    The source is the language that the first unit has as its own. Raises CannotReadError.
    """
    markup = markup_of(given)
    first = next(iter(TmxReader(io.BytesIO(markup.data), given.name)), None)
    if first is None:
        raise CannotReadError(
            f"“{given.name}” holds no translation between two languages that are known here.",
            "Choose another file, or export it again in the program it comes from.",
        )
    source = first.source_language
    reader = TmxReader(io.BytesIO(markup.data), given.name, from_language=source)
    units: dict[int, list[Entry]] = {}
    with_source = notes = 0
    last = 0
    for entry in reader:
        if reader.units != last:
            last = reader.units
            with_source += 1
        if last in units or len(units) < MOST_UNITS:
            units.setdefault(last, []).append(entry)
            notes += bool(entry.note)
    name = language(source).name
    warnings = (
        *markup.warnings,
        *reader.remarks(),
        *counted(
            reader.units - reader.left_out - with_source,
            f"1 unit without a text in {name} is not shown.",
            "{} units without a text in " + f"{name} are not shown.",
        ),
        *counted(notes, "1 note is not shown.", "{} notes are not shown."),
        *left_beyond(with_source - len(units)),
    )
    paragraphs = [_paragraph(number, entries) for number, entries in units.items()]
    return from_paragraphs(paragraphs, Metadata(language=source), warnings)


def _paragraph(number: int, entries: list[Entry]) -> Paragraph:
    targets = tuple((entry.target_language, Target(entry.target)) for entry in entries)
    return Paragraph(entries[0].source, unit=str(number), whole=True, targets=targets)
