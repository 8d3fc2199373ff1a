"""SRT and WebVTT: a block for each subtitle, with its times."""

from __future__ import annotations

from dataclasses import replace

from diptych.core.article import Metadata, Timing
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs
from diptych.formats.reading.units.counting import counted, language_in_name, limited
from diptych.formats.reading.units.cue_words import shown
from diptych.formats.reading.units.cues import Cue, CueFile, parse_cues


def read(given: Given) -> Reading:
    """The subtitles in the file's order; those without words are left out.

    Raises CannotReadError where there are none.
    """
    kind = given.kind if given.kind is FileKind.VTT else FileKind.SRT
    decoded = given.decoded()
    file = parse_cues(decoded.value, kind)
    if not file.cues:
        raise CannotReadError(
            f"There are no subtitles in “{given.name}”: no line of it has two times.",
            "Open it as plain text, or ask for the file again.",
        )
    cues, beyond = limited([_paragraph(file, cue, kind) for cue in file.cues])
    metadata = Metadata(title=file.title, language=file.language or language_in_name(given.name))
    warnings = (*_remarks(file), *beyond, *decoded.warnings)
    return replace(from_paragraphs(cues, metadata, warnings), encoding=decoded.encoding)


def _paragraph(file: CueFile, cue: Cue, kind: FileKind) -> Paragraph:
    timing = Timing(cue.start, cue.end, cue.settings)
    return Paragraph(shown(file.words(cue), kind), unit=cue.unit, timing=timing, whole=True)


def _remarks(file: CueFile) -> tuple[str, ...]:
    backward = sum(cue.end <= cue.start for cue in file.cues)
    return (
        *counted(
            backward,
            "1 subtitle ends when it begins, or before.",
            "{} subtitles end when they begin, or before.",
        ),
        *counted(file.notes, "1 comment is not shown.", "{} comments are not shown."),
        *counted(
            file.stray,
            "1 line that belongs to no subtitle is not shown.",
            "{} lines that belong to no subtitle are not shown.",
        ),
    )
