"""A version in a widget: poured in by slices, and spans of it found again as places."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QWidget

from diptych.core.article import Block, BlockKind
from diptych.core.languages import language
from diptych.core.text import Span, Utf16Map
from diptych.core.versions import Segment, Version
from diptych.ui.copying import CopiedText
from diptych.ui.text_formats import (
    block_format,
    char_format,
    kind_of_line,
    lines,
    same_story,
    segments_touching,
)
from diptych.ui.theme import Theme, reading_font

SLICE = 2_500
"""Code points put into the widget at a time, so that long articles never stall the window."""

_MARGIN = 18


class PouredText(CopiedText):
    """Its text is exactly the version's, so offsets need no other map than UTF-16.

    Text is poured in by slices when the event loop is idle; ``poured`` tells when all is there.
    """

    poured = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self._theme = theme
        self._zoom = 100
        self._version: Version | None = None
        self._blocks: tuple[Block, ...] = ()
        self._map = Utf16Map("")
        self._filled = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._pour)
        self._quiet = False
        self._let_read(readable=False)

    def _let_read(self, *, readable: bool) -> None:
        """An empty pane has no caret, and is passed over by the keyboard."""
        flag = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flag.TextSelectableByMouse | flag.TextSelectableByKeyboard
            if readable
            else flag.NoTextInteraction
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if readable else Qt.FocusPolicy.NoFocus)

    # What is shown

    @property
    def version(self) -> Version | None:
        """The version on show."""
        return self._version

    @property
    def pouring(self) -> bool:
        """Whether some of the text is not in the widget yet."""
        return self._version is not None and self._filled < len(self._version.text)

    def show_version(self, version: Version | None, blocks: Sequence[Block]) -> None:
        """Show a version; keeps the place when the text merely changed somewhere."""
        blocks = tuple(blocks)
        before = self._version
        if (before is None) != (version is None):
            self._let_read(readable=version is not None)
        same_words = (
            before is not None
            and version is not None
            and before.text == version.text
            and self._blocks == blocks
        )
        self._version, self._blocks = version, blocks
        if same_words:
            return
        place = self.verticalScrollBar().value() if same_story(before, version) else 0
        self._map = Utf16Map(version.text.value if version else "")
        self._refill(place)

    def extend(self, version: Version) -> None:
        """Show a version whose text begins with the text on show: only the rest is added."""
        self._version = version
        self._map = Utf16Map(version.text.value)
        self._timer.start()

    def dress(self, theme: Theme, zoom: int) -> None:
        """Take another theme or zoom (percent)."""
        place = self.top_place()
        self._theme, self._zoom = theme, zoom
        self._refill(0)
        if place is not None:
            self.scroll_to_place(place)

    def _refill(self, place: int) -> None:
        self._quiet = True
        caret = self.textCursor().position()
        self.clear()
        self._filled = 0
        tag = self._version.text.language if self._version else None
        self.document().setDefaultFont(reading_font(tag, self._zoom))
        option = QTextOption()
        rtl = tag is not None and language(tag).rtl
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._pour()
        while self.pouring and place > self.verticalScrollBar().maximum():
            self._pour()
        self._quiet = False
        self.verticalScrollBar().setValue(place)
        cursor = self.textCursor()
        cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self._quiet = True
        self.setTextCursor(cursor)
        self._quiet = False
        self.verticalScrollBar().setValue(place)

    def _pour(self) -> None:
        """Put the next slice into the widget, paragraph by paragraph."""
        version = self._version
        if version is None or self._filled >= len(version.text):
            self._timer.stop()
            return
        value = version.text.value
        end = self._slice_end(value)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        near = self._blocks_of_segments(Span(self._filled, end))
        for number, (start, line) in enumerate(lines(value, self._filled, end)):
            looks = block_format(line, self._zoom)
            kind = kind_of_line(Span(start, start + len(line)), near)
            letters = char_format(kind, self._theme)
            if number:
                cursor.insertBlock(looks, letters)
            elif not start or value[start - 1] == "\n":
                cursor.setBlockFormat(looks)
            if line:
                cursor.insertText(line, letters)
        cursor.endEditBlock()
        self._filled = end
        if self.pouring:
            self._timer.start()
        else:
            self._timer.stop()
            self.poured.emit()

    def _slice_end(self, value: str) -> int:
        end = min(len(value), self._filled + SLICE)
        if end < len(value):
            line_end = value.find("\n", end, end + SLICE)
            end = line_end if line_end > 0 else end
        return end

    def holds(self, offset: int) -> bool:
        """Whether the code point at ``offset`` is in the widget already."""
        return offset < self._filled

    def pour_until(self, offset: int) -> None:
        """Make sure that the code point at ``offset`` is in the widget."""
        while self.pouring and self._filled <= offset:
            self._pour()

    def _blocks_of_segments(self, window: Span) -> list[tuple[Span, BlockKind]]:
        """Spans of the article's blocks in this version that touch ``window``, with their kinds."""
        version = self._version
        if version is None:
            return []
        kinds = {block.id: block.kind for block in self._blocks}
        found: dict[str, Span] = {}
        for segment in segments_touching(version.segments, window):
            known = found.get(segment.block)
            start = known.start if known else segment.span.start
            found[segment.block] = Span(start, segment.span.end)
        return [(span, kinds.get(block, BlockKind.PARAGRAPH)) for block, span in found.items()]

    # Places

    def span_cursor(self, span: Span) -> QTextCursor:
        """A cursor that selects the span."""
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._map.to_utf16(span.start), last))
        cursor.setPosition(min(self._map.to_utf16(span.end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    @property
    def selected_span(self) -> Span | None:
        """The selected words, in code points; None when nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return Span(
            self._map.from_utf16(cursor.selectionStart()),
            self._map.from_utf16(cursor.selectionEnd()),
        )

    @property
    def selected_words(self) -> str:
        """The selected words, as they stand in the version."""
        span = self.selected_span
        return span.of(self._version.text.value) if self._version and span else ""

    @property
    def caret(self) -> int:
        """Where the caret is, in code points."""
        return self._map.from_utf16(self.textCursor().position())

    def segment_under_caret(self) -> Segment | None:
        """The segment the caret is in."""
        return self._version.segment_at(self.caret) if self._version else None

    def go_to(self, span: Span) -> None:
        """Put the caret at the start of the span and bring the span into view."""
        self.pour_until(span.end)
        cursor = self.span_cursor(Span(span.start, span.start))
        self._quiet = True
        self.setTextCursor(cursor)
        self._quiet = False
        self.reveal(span)

    def reveal(self, span: Span) -> None:
        """Scroll no more than is needed to see the whole span, with some air around it."""
        self.pour_until(span.end)
        box = self._box(span)
        air = 40
        bar = self.verticalScrollBar()
        if box.top() < air:
            bar.setValue(bar.value() + box.top() - air)
        elif box.bottom() > self.viewport().height() - air:
            wanted = min(box.bottom() - self.viewport().height() + air, box.top() - air)
            bar.setValue(bar.value() + wanted)

    def _box(self, span: Span) -> QRect:
        whole = self.span_cursor(span)
        first, last = QTextCursor(self.document()), QTextCursor(self.document())
        first.setPosition(whole.selectionStart())
        last.setPosition(whole.selectionEnd())
        return self.cursorRect(first).united(self.cursorRect(last))

    def top_place(self) -> tuple[str, float] | None:
        """The segment at the top edge and how much of its height is above the edge (0 to 1)."""
        if self._version is None:
            return None
        position = self.cursorForPosition(QPoint(_MARGIN, 2)).position()
        segment = self._version.segment_at(self._map.from_utf16(position))
        if segment is None:
            return None
        box = self._box(segment.span)
        above = min(max(-box.top(), 0), box.height())
        return segment.id, above / max(1, box.height())

    def scroll_to_place(self, place: tuple[str, float]) -> None:
        """Bring a place of the other pane to the top edge here."""
        if self._version is None:
            return
        try:
            segment = self._version.segment(place[0])
        except KeyError:
            return
        self.pour_until(segment.span.end)
        box = self._box(segment.span)
        bar = self.verticalScrollBar()
        at_start = segment is self._version.segments[0] and place[1] == 0
        bar.setValue(0 if at_start else bar.value() + box.top() + round(place[1] * box.height()))

    def offset_at(self, place: QPoint) -> int:
        """The code point under a place of the viewport, the nearest one where there is none."""
        cursor = self.cursorForPosition(place)
        offset = self._map.from_utf16(cursor.position())
        # Qt answers with the nearest gap between two characters: it may be behind the one meant.
        beyond = self.cursorRect(cursor).left() - place.x()
        if cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft:
            beyond = -beyond
        return offset - 1 if offset and beyond > 0 else offset
