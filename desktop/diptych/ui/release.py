"""Whether an article may leave the window: asked once, while it is not for publication."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from diptych.ui.desk import Desk, OpenDocument
from diptych.ui.desk_list import right_now
from diptych.workspace.embargo import why_not

Then = Callable[[], object]


class Guarded(Protocol):
    """A widget with words of the article. While it is guarded it copies nothing by itself."""

    guarded: bool

    @property
    def copy_wanted(self) -> SignalInstance:
        """Tells the words that somebody wanted to copy."""
        ...


class Release(QObject):
    """Asks before an article under embargo, or one taken back, is saved or copied.

    One question for each article; yes holds until the program ends.
    """

    told = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.now = right_now
        self._released: set[tuple[str, str | None, str | None]] = set()
        self._guarded: tuple[Guarded, ...] = ()

    def why_not(self, opened: OpenDocument) -> str:
        """Why the article must not be published; empty when it may be."""
        return why_not(opened.document.article.metadata, self.now())

    def holds(self, opened: OpenDocument | None) -> bool:
        """Whether there is something to ask before the article goes anywhere."""
        return (
            opened is not None
            and _told(opened) not in self._released
            and bool(self.why_not(opened))
        )

    def guard(self, widgets: Iterable[Guarded]) -> None:
        """Watch over what is copied from these widgets."""
        self._guarded = tuple(widgets)
        for widget in self._guarded:
            widget.copy_wanted.connect(self.copy)

    def look(self) -> None:
        """Guard the widgets as the article in front asks for."""
        held = self.holds(self._desk.current)
        for widget in self._guarded:
            widget.guarded = held

    def copy(self, words: str, told: str = "") -> None:
        """Put words of the article in front on the clipboard, after asking if need be.

        ``told`` is said when it is done.
        """

        def put() -> None:
            QGuiApplication.clipboard().setText(words)
            if told:
                self.told.emit(told)

        current = self._desk.current
        if current is None:
            put()
        else:
            self.ask(current, self.tr("&Copy all the same"), put)

    def save(self, opened: OpenDocument, then: Then) -> None:
        """Go on to save, after asking if need be."""
        self.ask(opened, self.tr("&Save all the same"), then)

    def ask(self, opened: OpenDocument, words: str, then: Then) -> None:
        """Do something with the article: at once, or when the user says so with a button."""
        if not self.holds(opened):
            then()
            return
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("Not for publication"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(self.why_not(opened))
        box.setInformativeText(
            self.tr("{0}\n\nYou will not be asked again for this article.").format(
                opened.document.article.headline
            )
        )
        go_on = box.addButton(words, QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)

        def answered(_result: int) -> None:
            if box.clickedButton() is go_on:
                self._released.add(_told(opened))
                self.look()
                then()

        box.finished.connect(answered)
        box.open()


def _told(opened: OpenDocument) -> tuple[str, str | None, str | None]:
    """What the answer was about: other words of the agency are another question."""
    metadata = opened.document.article.metadata
    return opened.key, metadata.embargo, metadata.status
