"""Downloads on show: how far each is, and buttons to pause, resume, try again and cancel."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diptych.packs.addresses import host_of
from diptych.ui.pack_downloads import Download, Downloads, Stage
from diptych.ui.pack_words import amount, tr, transfer_words

STEPS = 1_000
TICK = 1_000
"""Milliseconds between two looks at whether a transfer has fallen silent."""

SETTLED = 1.0
"""Seconds after which a speed means something."""

BUTTON = 88
HIGHEST = 168
"""Pixels that all rows may take; one scrolls to those that need more."""


class TransferRow(QFrame):
    """One download. Its buttons stay enabled while work ends, so that the focus stays too."""

    def __init__(self, item: Download, downloads: Downloads) -> None:
        super().__init__()
        self._item, self._downloads = item, downloads
        self.name = QLabel(item.name)
        self.name.setObjectName("heading")
        self.words = QLabel()
        self.words.setObjectName("faint")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble = QLabel()
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.main = QPushButton()
        self.main.clicked.connect(self._press)
        self.cancel = QPushButton()
        self.cancel.clicked.connect(lambda: self._downloads.drop(item.file_name))
        for button in (self.main, self.cancel):
            button.setAutoDefault(False)
            button.setMinimumWidth(BUTTON)
        self._lay_out()
        self.show_item(item)

    def _lay_out(self) -> None:
        texts = QHBoxLayout()
        texts.addWidget(self.name)
        texts.addSpacing(10)
        texts.addWidget(self.words, 1)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addLayout(texts)
        told.addWidget(self.bar)
        told.addWidget(self.trouble)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(8)
        row.addLayout(told, 1)
        row.addWidget(self.main)
        row.addWidget(self.cancel)

    @property
    def item(self) -> Download:
        """What is shown."""
        return self._item

    def show_item(self, item: Download) -> None:
        """Show how it stands now."""
        self._item = item
        self.name.setText(item.name)
        self.tell()
        known = item.total > 0 and item.stage not in (Stage.FETCHED, Stage.PLACING)
        busy = item.stage in (Stage.FETCHING, Stage.PLACING) and not known
        self.bar.setRange(0, 0 if busy else STEPS)
        if known:
            self.bar.setValue(min(STEPS, item.have * STEPS // item.total))
        elif not busy:
            self.bar.setValue(STEPS if item.stage is Stage.FETCHED else 0)
        self._show_buttons()

    def tell(self) -> None:
        """Say how it stands now; while it is fetched, that changes with time."""
        self.words.setText(_words(self._item))
        failed = self._item.stage is Stage.FAILED and not self._item.stopping
        self.trouble.setText(self._item.trouble if failed else "")
        self.trouble.setVisible(failed)
        self.bar.setVisible(not failed)

    def height_at(self, width: int) -> int:
        """Pixels that it needs at a width: more when it has a trouble to tell."""
        if self.hasHeightForWidth():
            return self.heightForWidth(width)
        return self.sizeHint().height()

    def _show_buttons(self) -> None:
        item = self._item
        words = {Stage.PAUSED: self.tr("Resume"), Stage.FAILED: self.tr("Try again")}
        self.main.setText(words.get(item.stage, self.tr("Pause")))
        self.main.setVisible(item.stage not in (Stage.FETCHED, Stage.PLACING))
        self.main.setEnabled(
            item.stage not in (Stage.PAUSED, Stage.FAILED) or item.offer is not None
        )
        rests = item.stage in (Stage.PAUSED, Stage.FAILED)
        self.cancel.setText(self.tr("Discard") if rests else self.tr("Cancel"))
        for button in (self.main, self.cancel):
            button.setAccessibleName(f"{button.text()}: {item.name}")
        self.bar.setAccessibleName(self.tr("Progress of {0}").format(item.name))

    def _press(self) -> None:
        if self._item.stage in (Stage.PAUSED, Stage.FAILED):
            self._downloads.resume(self._item.file_name)
        else:
            self._downloads.pause(self._item.file_name)


class TransferPanel(QWidget):
    """All downloads that are not finished; hidden when there are none."""

    def __init__(self, downloads: Downloads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._downloads = downloads
        self.rows: dict[str, TransferRow] = {}
        self.heading = QLabel()
        self.heading.setObjectName("faint")
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch()
        self._area = QScrollArea()
        self._area.setObjectName("transfers")
        self._area.setWidget(self._inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.heading)
        column.addWidget(self._area)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK)
        self._tick.timeout.connect(self._look)
        downloads.listed.connect(self.show_items)
        downloads.moved.connect(self._move)
        self.show_items()

    def show_items(self) -> None:
        """Show what there is now; rows that stay are the same, so that the focus stays."""
        items = self._downloads.items
        gone = set(self.rows) - {item.file_name for item in items}
        for key in gone:
            row = self.rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, item in enumerate(items):
            if item.file_name not in self.rows:
                self.rows[item.file_name] = TransferRow(item, self._downloads)
                self._column.insertWidget(place, self.rows[item.file_name])
            self.rows[item.file_name].show_item(item)
        self.setVisible(bool(items))
        self.heading.setText(
            self.tr("Downloads ({0}) · they go on when this window is closed").format(len(items))
        )
        self._fit()
        fetching = any(item.stage is Stage.FETCHING for item in items)
        if fetching != self._tick.isActive():
            self._tick.start() if fetching else self._tick.stop()

    def _fit(self) -> None:
        """As high as its rows need at this width, but not too high."""
        width = self._area.viewport().width()
        height = sum(row.height_at(width) for row in self.rows.values())
        self._area.setFixedHeight(min(HIGHEST, height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _move(self, key: str) -> None:
        row = self.rows.get(key)
        if row is not None:
            row.show_item(row.item)

    def _look(self) -> None:
        for row in self.rows.values():
            row.tell()


def _words(item: Download) -> str:
    if item.stopping:
        return tr("Stopping…")
    if item.stage is Stage.PAUSED:
        return _paused_words(item)
    if item.stage is Stage.FETCHING:
        return _fetching_words(item)
    return {
        Stage.WAITING: tr("Waiting for its turn"),
        Stage.FETCHED: tr("Downloaded · waiting to be installed"),
        Stage.PLACING: tr("Installing…"),
        Stage.FAILED: tr("Failed"),
    }[item.stage]


def _paused_words(item: Download) -> str:
    told = [tr("Paused")]
    if item.have:
        told.append(amount(item.have, item.total))
    if item.offer is None:
        told.append(tr("the list does not name it"))
    return " · ".join(told)


def _fetching_words(item: Download) -> str:
    if item.transfer is not None:
        settled = item.heard - item.begun >= SETTLED
        return transfer_words(item.transfer, time.monotonic() - item.heard, settled=settled)
    links = item.offer.entry.links if item.offer else ()
    host = host_of(links[0]) if links else ""
    return tr("Asking {0}…").format(host) if host else tr("Beginning…")
