"""The dialog of engines, which asks the toolbox in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from diptych.core.firefox_models import FirefoxModel
from diptych.engines.registry import engine_states
from diptych.engines.translation.chat_server import find_models
from diptych.ui.controller import Controller
from diptych.ui.engines_dialog import EnginesDialog, Pair
from diptych.workspace.settings import Settings
from diptych.workspace.toolbox import PairReport


def show_engines(
    controller: Controller,
    pair: Pair,
    settings: Settings,
    keep: Callable[[Settings], None],
    parent: QWidget,
) -> EnginesDialog:
    """Open the dialog on a pair of languages (BCP 47); ``keep`` takes a changed choice."""
    dialog = EnginesDialog(engine_states(), pair, parent)
    dialog.show_chat(settings.chat_address, settings.chat_model)
    _Answers(controller, dialog, settings, keep)
    dialog.open()
    dialog.ask()
    return dialog


class _Answers(QObject):
    """Answers what the dialog asks; lives as long as it does."""

    def __init__(
        self,
        controller: Controller,
        dialog: EnginesDialog,
        settings: Settings,
        keep: Callable[[Settings], None],
    ) -> None:
        super().__init__(dialog)
        self._controller, self._dialog = controller, dialog
        self._settings, self._keep = settings, keep
        dialog.asked.connect(self._report)
        dialog.models_wanted.connect(self._find)
        dialog.chat_chosen.connect(self._choose)
        dialog.model_wanted.connect(self._fetch)

    def _report(self, origin: str, to: str) -> None:
        toolbox, dialog = self._controller.toolbox, self._dialog

        def work(_context: object, _emit: object) -> tuple[PairReport, tuple[Pair, ...]]:
            return toolbox.report(origin, to), toolbox.pairs()

        def answered(answer: tuple[PairReport, tuple[Pair, ...]]) -> None:
            report, pairs = answer
            dialog.show_pairs(pairs)
            dialog.show_report(report)

        job = self._controller.runner.start(self.tr("Looking at the engines"), work, lane="engines")
        job.succeeded.connect(answered)
        job.failed.connect(lambda error: dialog.say(str(error)))

    def _find(self, address: str) -> None:
        permits, dialog = self._controller.toolbox.permits, self._dialog
        job = self._controller.runner.start(
            self.tr("Asking the server"),
            lambda context, _emit: find_models(address, permits, context),
            lane="engines",
        )
        job.succeeded.connect(dialog.offer_models)
        job.failed.connect(lambda error: dialog.say(str(error)))

    def _fetch(self, address: str, origin: str, to: str) -> None:
        store, dialog = self._controller.model_store(), self._dialog
        dialog.get.setEnabled(False)
        dialog.say(self.tr("Downloading…"))

        def arrived(model: FirefoxModel) -> None:
            dialog.say(self.tr("Installed {0}.").format(model.name))
            dialog.ask()
            self._controller.packs_known.emit()

        job = self._controller.runner.start(
            self.tr("Downloading a Firefox model"),
            lambda context, _emit: store.download(address, origin, to, context),
            lane="download",
        )
        job.succeeded.connect(arrived)
        job.failed.connect(lambda error: dialog.say(str(error)))
        job.finished.connect(lambda: dialog.get.setEnabled(True))
        dialog.finished.connect(job.cancel)

    def _choose(self, address: str, model: str) -> None:
        whole = bool(address and model)
        self._keep(
            replace(
                self._settings,
                chat_address=address if whole else "",
                chat_model=model if whole else "",
            )
        )
        self._controller.toolbox.refresh()
        self._dialog.say(
            self.tr("Translate with it from the bar above the article.")
            if whole
            else self.tr("No server is used.")
        )
        self._dialog.ask()
        self._controller.packs_known.emit()
