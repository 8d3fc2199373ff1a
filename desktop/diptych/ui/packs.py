"""The dialog of language packs, with installing and removing as jobs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from diptych.core.language_packs import LanguagePack
from diptych.ui.controller import Controller
from diptych.ui.packs_dialog import PacksDialog


def show_packs(controller: Controller, parent: QWidget) -> PacksDialog:
    """Open the dialog; what is installed or removed is known to the whole program at once."""
    dialog = PacksDialog(controller.toolbox.packs, parent)

    def done(words: str) -> None:
        dialog.say(words)
        dialog.refresh()
        controller.packs_known.emit()

    def install(path: Path) -> None:
        job = controller.runner.start(
            dialog.tr("Installing {0}").format(path.name),
            lambda context, _emit: controller.toolbox.install(path, context),
            lane="translate",
        )
        job.succeeded.connect(
            lambda pack: done(dialog.tr("Installed {0} {1}.").format(pack.name, pack.version))
        )
        job.failed.connect(lambda error: dialog.say(str(error)))

    def remove(pack: LanguagePack) -> None:
        job = controller.runner.start(
            dialog.tr("Removing {0}").format(pack.name),
            lambda _context, _emit: controller.toolbox.remove(pack),
            lane="translate",
        )
        job.succeeded.connect(lambda _none: done(dialog.tr("Removed {0}.").format(pack.name)))
        job.failed.connect(lambda error: dialog.say(str(error)))

    dialog.install.connect(install)
    dialog.remove.connect(remove)
    dialog.open()
    return dialog
