"""What comes into the window: files and folders that are chosen, dropped, recent or watched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from diptych.ui import files
from diptych.ui.controller import Controller
from diptych.ui.message_bar import MessageBar
from diptych.ui.offering import Keeper
from diptych.ui.recent_menu import RecentMenu
from diptych.ui.status import Status
from diptych.ui.watching import Offer
from diptych.workspace.paths import sample_story
from diptych.workspace.settings import RECENT_LIMIT


class Intake(QObject):
    """Lets the controller open what the user points at, and keeps what was opened lately."""

    def __init__(
        self,
        controller: Controller,
        keeper: Keeper,
        recent: RecentMenu,
        watch: QAction,
        messages: MessageBar,
        status: Status,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._controller, self._keeper, self._window = controller, keeper, window
        self._recent, self._watch, self._messages, self._status = recent, watch, messages, status
        recent.chosen.connect(lambda path: controller.open_paths([path]))
        recent.show_paths(keeper.settings.recent)
        controller.opening.remembered.connect(self.remember)
        controller.watching.told.connect(self._tell)
        controller.watching.changed.connect(self._show_watched)
        controller.watching.seen.connect(self._keep_seen)

    def open_files(self) -> None:
        """Open files that are asked for."""
        self._controller.open_paths(files.ask_open(self._window))

    def open_folder(self) -> None:
        """Open the articles in a folder that is asked for."""
        folder = files.ask_folder(self._window, self.tr("Open all articles in a folder"))
        if folder is not None:
            self._controller.open_paths([folder])

    def open_sample(self) -> None:
        """Open the story that came with the program."""
        self._controller.open_paths([sample_story()])

    def take(self, dropped: QMimeData) -> None:
        """Open what was dropped on the window; packs are installed."""
        from diptych.ui.packs import install_dropped

        paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
        self._controller.open_paths(install_dropped(self._controller, paths, self._window))

    def remember(self, paths: Sequence[Path]) -> None:
        """Put files at the head of the recent ones."""
        settings = self._keeper.settings
        for path in paths[-RECENT_LIMIT:]:
            settings = settings.with_recent(str(path.absolute()))
        self._keeper.keep(settings)
        self._recent.show_paths(settings.recent)

    # The watched folder

    def watch(self) -> None:
        """Watch a folder that is asked for, or watch no longer."""
        watching = self._controller.watching
        if watching.folder is not None:
            watching.stop()
            return
        folder = files.ask_folder(self._window, self.tr("Watch a folder"))
        if folder is not None:
            watching.start(folder)
        self._show_watched()

    def resume(self) -> None:
        """Watch the folder that was watched when the program ended."""
        settings = self._keeper.settings
        if settings.watched:
            self._controller.watching.start(Path(settings.watched), settings.watched_until)

    def _keep_seen(self, until: float) -> None:
        """Keep until when files have been told: what comes later is offered next time."""
        self._keeper.keep(replace(self._keeper.settings, watched_until=until))

    def _show_watched(self) -> None:
        folder = self._controller.watching.folder
        self._watch.setChecked(folder is not None)
        self._status.show_watched(folder)
        watched = str(folder) if folder is not None else ""
        if watched != self._keeper.settings.watched:
            self._keeper.keep(replace(self._keeper.settings, watched=watched, watched_until=0.0))

    def _tell(self, sentence: str, offer: Offer | None) -> None:
        self._messages.say(sentence, offer=offer)
