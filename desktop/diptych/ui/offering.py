"""What the bar above the article offers, and translating as it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject

from diptych.ui.controller import Controller
from diptych.ui.language_bar import LanguageBar
from diptych.ui.panes import LinkedPanes
from diptych.workspace.settings import Settings


class Keeper(Protocol):
    """Who has the settings."""

    settings: Settings

    def keep(self, settings: Settings) -> None:
        """Keep other settings."""
        ...


class Offering(QObject):
    """Connects the bar to what the toolbox can do for the article in front."""

    def __init__(
        self, controller: Controller, bar: LanguageBar, panes: LinkedPanes, keeper: Keeper
    ) -> None:
        super().__init__(bar)
        self._controller, self._bar, self._panes, self._keeper = controller, bar, panes, keeper
        bar.target_chosen.connect(self._target_chosen)

    def offer(self) -> None:
        """Offer what can be reached from the article's language."""
        opened = self._controller.desk.current
        origin = opened.document.language if opened else None
        toolbox, settings = self._controller.toolbox, self._keeper.settings
        targets = toolbox.targets(origin) if origin else ()
        self._bar.offer_targets(targets, settings.target_language)
        to = self._bar.target.currentData()
        infos = toolbox.engines(origin, to) if origin and to else ()
        labels = tuple((info.route, info.label) for info in infos)
        self._bar.offer_engines(labels or (("", self.tr("No engine")),), settings.engine)

    @property
    def pair(self) -> tuple[str, str]:
        """The language of the article in front (English without one), and the one to reach."""
        opened = self._controller.desk.current
        origin = (opened.document.language if opened else None) or "en"
        return origin, self._bar.target.currentData() or self._keeper.settings.target_language

    def _target_chosen(self, tag: str) -> None:
        self._keeper.keep(replace(self._keeper.settings, target_language=tag))
        self.offer()

    def translate(self) -> None:
        """Translate the article in front as the bar says, what is on the screen first."""
        bar, opened = self._bar, self._controller.desk.current
        to, quality = bar.target.currentData(), bar.quality.currentData()
        engine = bar.engine.currentData() or ""
        chosen = replace(self._keeper.settings, target_language=to, engine=engine, quality=quality)
        self._keeper.keep(chosen)
        if opened is not None:
            place = self._panes.source.top_place()
            first = place[0] if place is not None else None
            self._controller.translations.translate(opened, to, engine, quality, first)
