"""The texts of telegrams: lines to paragraphs, and typesetters' codes to what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.structure import ends_sentence, paragraphs_of
from diptych.formats.reading.wires.line_kinds import kinds_of
from diptych.formats.reading.wires.telegram_headers import Header

_PADDING = re.compile("[\x00\x7f]+")
_SPACE_BAND = re.compile("[\x10\x0b\x0c]")
_CODE = re.compile("[\x01-\x08\x0e-\x1f]")
_INDENT = re.compile(r"(?:\t| {2,})[ \t]*(?=\S)")
_QUAD = re.compile(r"[ \t]*[<^=]+[ \t]*\Z")
_DASH = re.compile(r"(?<!\S)_(?!\S)|(?<=\w)__(?=\w)|(?<!\S)__(?!\S)")
_SLUG_LINE = re.compile(r"(?:[A-Za-z]{2}-\S.*|.*,\s*\d{2,5})\s*\Z")
_BYLINE = re.compile(r"by\s+\S", re.IGNORECASE)
_NOTE = re.compile(
    r"\(?(?:eds?\b|editors?\b|with\b|[A-Z]{2,4} (?:photo|graphic|video))", re.IGNORECASE
)
_LONGEST_TITLE = 200
_TITLE_LINE = 70
_NEAR_THE_TOP = 8


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs in order, and how many typesetting codes were left out of them."""

    paragraphs: list[Paragraph]
    codes: int


def iptc_body(text: str, header: Header) -> Body:
    """Paragraphs that are indented or stand between blank lines; a title ends with “=”."""
    words, codes = _without_codes(text)
    found = [Paragraph(part) for part in _indented(words.split("\n"))]
    if not header.titles:
        found = _titled(found)
    return Body(found, codes)


def anpa_body(text: str, header: Header) -> Body:
    """Paragraphs that are indented or end with a quad code; those that begin with “^” stand alone.

    “_” between blanks is a dash, and doubled accents are quotation marks.
    """
    words, codes = _without_codes(text)
    found: list[Paragraph] = []
    for line, display in _quadded(words.split("\n")):
        flat = " ".join(line.split())
        kind = _display_kind(flat, found, header) if display else None
        found.append(Paragraph(_typeset(flat if kind else line), kind))
    return Body(found, codes)


def _display_kind(line: str, before: Sequence[Paragraph], header: Header) -> BlockKind | None:
    """What a line that stands alone is: slug, headline, or byline with the place of work below."""
    if not before and (_SLUG_LINE.match(line) or line == header.slug):
        return BlockKind.TRANSMISSION
    below = bool(before) and before[-1].kind is BlockKind.BYLINE
    employer = below and len(line.split()) <= 6 and not ends_sentence(line)
    if employer or (_BYLINE.match(line) and len(line) <= 100):
        return BlockKind.BYLINE
    headed = any(paragraph.kind is BlockKind.HEADLINE for paragraph in before[:8])
    if not headed and len(before) < 8 and not _NOTE.match(line) and len(line) <= _LONGEST_TITLE:
        return BlockKind.HEADLINE
    return None


def _without_codes(text: str) -> tuple[str, int]:
    words, codes = _CODE.subn("", _SPACE_BAND.sub(" ", _PADDING.sub("", text)))
    return words, codes


def _typeset(words: str) -> str:
    return _DASH.sub("—", words).replace("``", "“").replace("''", "”")


def _indented(lines: Sequence[str]) -> Iterable[str]:
    """Paragraphs by indents where some lines have one, else as plain text shows them."""
    full = [line for line in lines if line.strip()]
    margin = min((len(line) - len(line.lstrip(" ")) for line in full), default=0)
    cut = [line[margin:] if line.strip() else "" for line in lines]
    begins = [_INDENT.match(line) is not None or line.startswith("#") for line in cut]
    if not any(begins):
        return _lines("\n".join(line.rstrip() for line in cut))
    return _grouped(
        (line.strip(), begun or not line) for line, begun in zip(cut, begins, strict=True)
    )


def _grouped(lines: Iterable[tuple[str, bool]]) -> list[str]:
    """Lines joined to paragraphs; the flag says that a new one begins before the line."""
    groups: list[list[str]] = [[]]
    for line, begins in lines:
        if begins and groups[-1]:
            groups.append([])
        if line:
            groups[-1].append(line)
    return ["\n".join(group) for group in groups if group]


def _lines(words: str) -> list[str]:
    """The paragraphs of a plain text, with the lines of its title joined to one.

    They are the first that speak to readers: two or three short ones, with a blank line after
    them, and none of them the end of a sentence.
    """
    spans = paragraphs_of(words)
    texts = [span.of(words) for span in spans]
    kinds = kinds_of(texts[:_NEAR_THE_TOP])
    first = next((place for place, kind in enumerate(kinds) if kind is None), len(kinds))
    last = first
    while last + 1 < len(kinds) and words[spans[last].end : spans[last + 1].start].count("\n") == 1:
        last += 1
    lines = texts[first : last + 1]
    short = all(len(line) <= _TITLE_LINE and not ends_sentence(line) for line in lines)
    if 2 <= len(lines) <= 3 and short and last + 1 < len(texts):
        return [*texts[:first], " ".join(lines), *texts[last + 1 :]]
    return texts


def _titled(found: list[Paragraph]) -> list[Paragraph]:
    """The first paragraph for readers as headline where “=” says so, or where it is wrapped and
    no sentence."""
    kinds = kinds_of([paragraph.words for paragraph in found[:_NEAR_THE_TOP]])
    place = next((place for place, kind in enumerate(kinds) if kind is None), None)
    if place is None:
        return found
    words = found[place].words.rstrip()
    flat = " ".join(words.rstrip("= ").split())
    said = words.endswith("=") and bool(flat)
    wrapped = "\n" in words and place + 1 < len(found) and not ends_sentence(flat)
    if len(flat) <= _LONGEST_TITLE and (said or wrapped):
        return [*found[:place], Paragraph(flat, BlockKind.HEADLINE), *found[place + 1 :]]
    return found


def _quadded(lines: Sequence[str]) -> Iterable[tuple[str, bool]]:
    """Paragraphs of ANPA, and whether each is a line on its own that “^” begins."""
    group: list[str] = []
    display = False
    for line in lines:
        begins_display = line.lstrip(" \t").startswith("^")
        stripped = _QUAD.sub("", line.strip().lstrip("^").strip())
        fresh = begins_display or not line.strip() or _INDENT.match(line) is not None
        if fresh and group:
            yield "\n".join(group), display
            group, display = [], False
        if stripped:
            group.append(stripped)
            display = display or begins_display
        if group and _QUAD.search(line.rstrip()):
            yield "\n".join(group), display
            group, display = [], False
    if group:
        yield "\n".join(group), display
