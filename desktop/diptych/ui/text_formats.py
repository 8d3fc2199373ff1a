"""How lines of an article look in a pane, by what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat

from diptych.core.article import APART, TITLES, BlockKind
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.ui.kind_names import kind_name
from diptych.ui.theme import Theme

_LINE_HEIGHT = 140.0
_BLANK_LINE = 7.0


def block_format(line: str, zoom: int) -> QTextBlockFormat:
    """The height of a line, at ``zoom`` percent."""
    result = QTextBlockFormat()
    if line.strip():
        result.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
    else:
        result.setLineHeight(
            _BLANK_LINE * zoom / 100, QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
    return result


def char_format(kind: BlockKind | None, theme: Theme) -> QTextCharFormat:
    """Titles are bold; what stands apart is faint, and says what it is under the mouse."""
    result = QTextCharFormat()
    result.setForeground(QColor(theme.faint if kind in APART else theme.ink))
    if kind in APART:
        result.setToolTip(kind_name(kind))
    if kind in TITLES:
        result.setFontWeight(700)
    return result


def lines(value: str, start: int, end: int) -> Iterable[tuple[int, str]]:
    """The lines of ``value[start:end]`` with where each begins in ``value``."""
    for line in value[start:end].split("\n"):
        yield start, line
        start += len(line) + 1


def kind_of_line(line: Span, near: Sequence[tuple[Span, BlockKind]]) -> BlockKind | None:
    """The kind of the block that a line is in."""
    for span, kind in near:
        if span.overlaps(line):
            return kind
    return None


def segments_touching(segments: Sequence[Segment], window: Span) -> Iterable[Segment]:
    """The segments that touch a part of the text, found by halving."""
    low, high = 0, len(segments)
    while low < high:
        middle = (low + high) // 2
        if segments[middle].span.end < window.start:
            low = middle + 1
        else:
            high = middle
    for segment in segments[low:]:
        if segment.span.start > window.end:
            return
        yield segment


def same_story(before: Version | None, after: Version | None) -> bool:
    """Whether places in one version are places in the other: as many sentences, one language."""
    return (
        before is not None
        and after is not None
        and bool(before.segments)
        and len(before.segments) == len(after.segments)
        and before.text.language == after.text.language
    )
