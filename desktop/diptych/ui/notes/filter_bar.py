"""Which notes the list shows: words to search for, and a menu of filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.document import Document
from diptych.core.note_filter import Standing, Wanted, authors
from diptych.core.notes import Colour, NoteOn
from diptych.ui.icons import icon
from diptych.ui.notes.names import colour_label, swatch
from diptych.ui.theme import Theme

Choice = tuple[str, dict[str, object], QIcon | None]


class FilterBar(QWidget):
    """``changed`` follows when other notes are wanted; ``more`` is the button for other things."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = Wanted()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search notes"))
        self.search.setAccessibleName(self.tr("Search notes"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda words: self.want(replace(self._wanted, words=words)))
        self.menu = QMenu(self)
        self.filters = _button("list-filter", self.tr("Which notes are shown"))
        self.filters.setMenu(self.menu)
        self.more = _button("ellipsis", self.tr("More about notes"))
        self.told = QLabel()
        self.told.setObjectName("faint")
        self.all = QPushButton(self.tr("Show all"))
        self.all.setFlat(True)
        self.all.setToolTip(self.tr("Show all notes"))
        self.all.clicked.connect(self.clear)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.search, 1)
        row.addWidget(self.filters)
        row.addWidget(self.more)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.told, 1)
        line.addWidget(self.all)
        self._line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._line)

    @property
    def wanted(self) -> Wanted:
        """What is wanted."""
        return self._wanted

    def want(self, wanted: Wanted) -> None:
        """Want other notes."""
        if wanted != self._wanted:
            self._wanted = wanted
            if self.search.text() != wanted.words:
                with QSignalBlocker(self.search):
                    self.search.setText(wanted.words)
            self.changed.emit()

    def clear(self) -> None:
        """Want all notes."""
        self.want(Wanted())

    def tell(self, shown: int, total: int) -> None:
        """Say how many notes are shown of how many, when some are left out."""
        self._line.setVisible(not self._wanted.everything)
        self.told.setText(self.tr("{0} of {1} notes").format(shown, total))

    def offer(self, document: Document | None, theme: Theme) -> None:
        """Offer the filters that mean something for this document."""
        self.menu.clear()
        meanings = dict(document.meanings) if document else {}
        self._group(
            self.menu,
            (
                (self.tr("&All"), {"standing": None}, None),
                (self.tr("&Open"), {"standing": Standing.OPEN}, None),
                (self.tr("&Resolved"), {"standing": Standing.RESOLVED}, None),
                (self.tr("&Words gone"), {"standing": Standing.ORPHANED}, None),
            ),
        )
        self.menu.addSeparator()
        any_: Choice = (self.tr("Any colour"), {"colour": None}, None)
        colours: list[Choice] = [
            (colour_label(colour, meanings), {"colour": colour}, swatch(colour, theme))
            for colour in Colour
        ]
        self._group(self.menu.addMenu(self.tr("&Colour")), (any_, *colours))
        self._group(self.menu.addMenu(self.tr("&On")), self._grounds(document))
        anybody: Choice = (self.tr("Anybody"), {"author": None}, None)
        names: list[Choice] = [
            (name, {"author": name}, None) for name in (authors(document) if document else ())
        ]
        self._group(self.menu.addMenu(self.tr("A&uthor")), (anybody, *names))

    def _grounds(self, document: Document | None) -> list[Choice]:
        anything: list[Choice] = [(self.tr("Anything"), {"on": None, "version": None}, None)]
        versions: list[Choice] = [
            (version.name, {"on": NoteOn.WORDS, "version": version.id}, None)
            for version in (document.versions if document else ())
        ]
        above: list[Choice] = [
            (self.tr("Summary"), {"on": NoteOn.SUMMARY, "version": None}, None),
            (self.tr("Whole article"), {"on": NoteOn.ARTICLE, "version": None}, None),
        ]
        return anything + versions + above

    def _group(self, menu: QMenu, choices: Sequence[Choice]) -> None:
        group = QActionGroup(menu)
        for words, parts, picture in choices:
            action = QAction(words, menu)
            if picture is not None:
                action.setIcon(picture)
            action.setCheckable(True)
            action.setChecked(all(getattr(self._wanted, k) == v for k, v in parts.items()))
            action.triggered.connect(partial(self._choose, parts))
            group.addAction(action)
            menu.addAction(action)

    def _choose(self, parts: dict[str, object], _checked: bool = True) -> None:
        self.want(replace(self._wanted, **parts))  # type: ignore[arg-type]


def _button(picture: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(picture))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
    return button
