"""Source and translation side by side, scrolling together sentence by sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.ui.kind_names import kind_name
from diptych.ui.mark_strip import MarkStrip, Tick
from diptych.ui.marks import Layer, Mark
from diptych.ui.notes.gutter import NoteGutter
from diptych.ui.notes.marking import View, echoes, marks, places, ticks
from diptych.ui.notes.names import plain_tip, tip_of
from diptych.ui.read_as import named_otherwise, read_as
from diptych.ui.segment_editor import SegmentEditor
from diptych.ui.text_pane import TextPane
from diptych.ui.theme import Theme


class _Column(QWidget):
    """A pane with its heading and its strip of marks."""

    def __init__(self, name: str, theme: Theme) -> None:
        super().__init__()
        self.bar = QWidget()
        self.bar.setObjectName("bar")
        self.heading = QLabel(name)
        self.heading.setObjectName("heading")
        self.about = QLabel()
        self.about.setObjectName("faint")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setMinimumWidth(1)
        self.row = QHBoxLayout(self.bar)
        self.row.setContentsMargins(18, 6, 10, 6)
        self.row.addWidget(self.heading)
        self.row.addWidget(self.about, 1)
        self.caution = QLabel()
        self.caution.setObjectName("caution")
        self.caution.setWordWrap(True)
        self.caution.setTextFormat(Qt.TextFormat.PlainText)
        self.caution.hide()
        self.pane = TextPane(name, theme)
        self.gutter = NoteGutter(self.pane, self.tr("Notes beside {0}").format(name), theme)
        self.strip = MarkStrip(name)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.pane, 1)
        body.addWidget(self.strip)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.caution)
        self.column.addLayout(body, 1)
        self.strip.asked.connect(self._go)

    def _go(self, place: float) -> None:
        version = self.pane.version
        if version is not None:
            offset = round(place * len(version.text))
            self.pane.reveal(Span(offset, offset))


class LinkedPanes(QSplitter):
    """Two panes that light the same sentence and keep it at the same height."""

    version_chosen = Signal(str)
    segment_opened = Signal(str)
    segment_edited = Signal(str, str)
    lit = Signal(str)
    notes_asked = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self._theme = theme
        self._notes = View()
        self._document: Document | None = None
        self._following = False
        self._segment: str | None = None
        self._left = _Column(self.tr("Source"), theme)
        self._right = _Column(self.tr("Translation"), theme)
        self.versions = QComboBox()
        self.versions.setAccessibleName(self.tr("Version on show"))
        self.versions.setToolTip(self.tr("Choose which version to show"))
        self.versions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.versions.activated.connect(self._choose_version)
        self._right.row.addWidget(self.versions)
        self.editor = SegmentEditor()
        self._right.column.addWidget(self.editor)
        self.editor.committed.connect(self.segment_edited)
        self.editor.dropped.connect(self._leave_editor)
        self.empty = QLabel(
            self.tr("No translation yet. Choose a language above and press Translate.")
        )
        self.empty.setObjectName("faint")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(18, 14, 18, 14)
        self._right.column.insertWidget(2, self.empty)
        self._tie()

    def _tie(self) -> None:
        """Put the columns side by side, each following the other."""
        # Both heads are as high as the one that may show a choice, or the lines would not meet.
        margins = self._right.row.contentsMargins()
        height = self.versions.sizeHint().height() + margins.top() + margins.bottom()
        for column, other in ((self._left, self._right), (self._right, self._left)):
            column.bar.setMinimumHeight(height)
            self.addWidget(column)
            column.pane.moved.connect(self.light)
            column.pane.scrolled.connect(lambda a=column.pane, b=other.pane: self._follow(a, b))
            column.gutter.asked.connect(self.notes_asked)
        self.target.opened.connect(self.segment_opened)
        self.setSizes([500, 500])

    def _leave_editor(self) -> None:
        if self.target.version is not None:
            self.target.setFocus()

    def _choose_version(self) -> None:
        self.version_chosen.emit(self.versions.currentData())

    @property
    def source(self) -> TextPane:
        """The pane of the source."""
        return self._left.pane

    @property
    def target(self) -> TextPane:
        """The pane of the version beside it."""
        return self._right.pane

    @property
    def panes(self) -> tuple[TextPane, TextPane]:
        """Both, in reading order."""
        return self.source, self.target

    @property
    def active(self) -> TextPane:
        """The pane with a selection, the one with the focus first; else the focused one."""
        in_focus = sorted(self.panes, key=lambda pane: not pane.hasFocus())
        for pane in in_focus:
            if pane.selected_span is not None:
                return pane
        return in_focus[0] if in_focus[0].version is not None else self.source

    @property
    def selected_words(self) -> tuple[str, str]:
        """The words selected in either pane; empty where none are."""
        source, target = (
            pane.selected_span.of(pane.version.text.value).strip()
            if pane.version is not None and pane.selected_span is not None
            else ""
            for pane in self.panes
        )
        return source, target

    @property
    def told(self) -> tuple[str, str]:
        """What is said of the source: beside its heading, and below as a caution."""
        return self._left.about.text(), self._left.caution.text()

    @property
    def caution(self) -> str:
        """What is said above the translation about its quality; empty when nothing is."""
        return self._right.caution.text()

    @property
    def alarm(self) -> str:
        """What is said to be wrong with the lit sentence; empty when nothing is."""
        return self._right.about.text()

    @property
    def segment(self) -> str | None:
        """The segment that is lit."""
        return self._segment

    def show_document(
        self, document: Document | None, target: Version | None, caution: str, *, arriving: bool
    ) -> None:
        """Show a document and one version beside it."""
        new_story = (
            self._document is None
            or document is None
            or document.article.id != self._document.article.id
        )
        self._document = document
        blocks = document.article.blocks if document else ()
        self.source.show_version(document.source if document else None, blocks)
        if target is not None and arriving and not new_story and self._grows(target):
            self.target.extend(target)
        else:
            self.target.show_version(target, blocks)
        for pane in self.panes:
            if pane.version is None and pane.hasFocus():
                self.source.setFocus() if document is not None else pane.clearFocus()
        self._show_heading(document, target, caution)
        if new_story:
            self._segment = None
            if self.editor.segment:
                self.editor.drop()
        self.mark()

    def _grows(self, target: Version) -> bool:
        """Whether ``target`` merely adds to what the pane shows."""
        shown = self.target.version
        return shown is not None and shown.id == target.id and bool(shown.segments)

    def _show_heading(
        self, document: Document | None, target: Version | None, caution: str
    ) -> None:
        self._tell_source()
        warnings = ""
        if document is not None:
            otherwise = named_otherwise(document.article.source)
            warnings = " ".join(filter(None, (otherwise, *document.article.warnings)))
        self._left.caution.setText(warnings)
        self._left.caution.setVisible(bool(warnings))
        self._right.caution.setText(caution)
        self._right.caution.setVisible(bool(caution))
        self.empty.setVisible(document is not None and target is None)
        self.versions.clear()
        for version in document.targets if document else ():
            self.versions.addItem(version.name, version.id)
        self.versions.setVisible(self.versions.count() > 0)
        if target is not None:
            self.versions.setCurrentIndex(self.versions.findData(target.id))

    def dress(self, theme: Theme, zoom: int) -> None:
        """Take another theme or zoom."""
        self._theme = theme
        for pane in self.panes:
            pane.dress(theme, zoom)
        self.mark()

    # Marks

    def view_notes(self, view: View) -> None:
        """Show notes in another way."""
        if view != self._notes:
            self._notes = view
            self.mark()

    def mark(self) -> None:
        """Paint summary sentences, notes and the lit sentence in both panes and their strips."""
        for column in (self._left, self._right):
            pane, document = column.pane, self._document
            version = pane.version
            if version is None or document is None:
                column.strip.show_ticks(())
                column.gutter.show_places((), self._theme)
                pane.set_tips(())
                continue
            picked = self._picked(version)
            noted = places(document, version, self._notes)
            tint, alarm = _colour(self._theme.summary), _colour(self._theme.alarm)
            chosen = self._notes.chosen
            pane.set_layers(
                {
                    Layer.SUMMARY: (Mark(span, tint) for span in picked),
                    Layer.NOTES: marks(noted, self._theme, chosen),
                    Layer.ALIGNED: echoes(noted, self._theme, chosen),
                    Layer.ALARMS: (Mark(s.span, wave=alarm) for s in version.segments if s.alarms),
                }
            )
            pane.set_tips((p.span, plain_tip(tip_of(p.note))) for p in noted)
            self._light_in(pane)
            column.gutter.show_places(noted, self._theme)
            own = self._ticks(version, picked)
            column.strip.show_ticks((*own, *ticks(noted, version, self._theme)))

    def _picked(self, version: Version) -> list[Span]:
        summary = self._document.summary if self._document else None
        wanted = {pick.segment for pick in summary.picks} if summary else set()
        return [s.span for s in version.segments if s.id in wanted and s.span]

    def _ticks(self, version: Version, picked: list[Span]) -> tuple[Tick, ...]:
        total = max(1, len(version.text))
        accent, alarm = _colour(self._theme.accent), _colour(self._theme.alarm)
        chosen = self.tr("In the summary")
        return (
            *(Tick(span.start / total, accent, 0, chosen) for span in picked),
            *(
                Tick(s.span.start / total, alarm, 1, "; ".join(map(str, s.alarms)))
                for s in version.segments
                if s.alarms
            ),
        )

    def light(self, segment: str) -> None:
        """Light one sentence in both panes and bring it into view in the other one."""
        self._segment = segment
        self.lit.emit(segment)
        for pane in self.panes:
            self._light_in(pane)
        other = self.target if self.source.hasFocus() else self.source
        span = _span_of(other, segment)
        if span is not None and not self._following:
            self._following = True
            other.reveal(span)
            self._following = False

    def _light_in(self, pane: TextPane) -> None:
        span = _span_of(pane, self._segment) if self._segment else None
        if pane is self.target:
            self._tell_alarms()
        else:
            self._tell_source()
        colour = _colour(self._theme.current)
        pane.set_marks(Layer.CURRENT, (Mark(span, colour),) if span else ())

    def _tell_source(self) -> None:
        """Say how the file was read, and what the lit block is when it stands apart."""
        if self._document is None:
            self._left.about.setText("")
            return
        article = self._document.article
        block = next((s.block for s in self._document.source.segments if s.id == self._segment), "")
        kind = next((b.kind for b in article.blocks if b.id == block), None)
        told = [kind_name(kind), article.source.name, read_as(article.source)]
        self._left.about.setText(" · ".join(filter(None, told)))
        self._left.about.setToolTip(read_as(article.source))

    def _tell_alarms(self) -> None:
        """Say beside the heading what is wrong with the lit sentence, if anything plainly is."""
        segments = self.target.version.segments if self.target.version else ()
        alarms = next((s.alarms for s in segments if s.id == self._segment), ())
        told = "; ".join(map(str, alarms))
        self._right.about.setText(f"⚠ {told}" if told else "")
        self._right.about.setToolTip(told)

    def go_to(self, segment: str) -> None:
        """Light a sentence and bring it into view in both panes."""
        self._segment = segment
        self.lit.emit(segment)
        self._following = True
        for pane in self.panes:
            span = _span_of(pane, segment)
            if span is not None:
                pane.go_to(span)
            self._light_in(pane)
        self._following = False

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) sentence."""
        version = self.source.version
        if version is None or not version.segments:
            return
        ids = [segment.id for segment in version.segments]
        here = ids.index(self._segment) if self._segment in ids else (-1 if by > 0 else len(ids))
        self.go_to(ids[min(max(here + by, 0), len(ids) - 1)])

    def _follow(self, moved: TextPane, other: TextPane) -> None:
        if self._following or other.version is None:
            return
        place = moved.top_place()
        if place is not None:
            self._following = True
            other.scroll_to_place(place)
            self._following = False


def _span_of(pane: TextPane, segment: str) -> Span | None:
    if pane.version is None:
        return None
    return next((s.span for s in pane.version.segments if s.id == segment and s.span), None)


def _colour(name: str) -> QColor:
    return QColor(name)
