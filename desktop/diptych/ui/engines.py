"""The dialog of engines, which asks the toolbox in the background."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from diptych.engines.registry import engine_states
from diptych.ui.controller import Controller
from diptych.ui.engines_dialog import EnginesDialog, Pair
from diptych.workspace.toolbox import PairReport


def show_engines(controller: Controller, pair: Pair, parent: QWidget) -> EnginesDialog:
    """Open the dialog on a pair of languages (BCP 47)."""
    dialog = EnginesDialog(engine_states(), pair, parent)
    toolbox, runner = controller.toolbox, controller.runner

    def ask(origin: str, to: str) -> None:
        def work(_context: object, _emit: object) -> tuple[PairReport, tuple[Pair, ...]]:
            return toolbox.report(origin, to), toolbox.pairs()

        def answered(answer: tuple[PairReport, tuple[Pair, ...]]) -> None:
            report, pairs = answer
            dialog.show_pairs(pairs)
            dialog.show_report(report)

        job = runner.start(dialog.tr("Looking at the engines"), work, lane="engines")
        job.succeeded.connect(answered)
        job.failed.connect(controller.failed)

    dialog.asked.connect(ask)
    dialog.open()
    dialog.ask()
    return dialog
