"""Shows the earlier versions of an article's file, and opens one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from diptych.jobs.runner import Job
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.earlier_dialog import EarlierDialog
from diptych.workspace import earlier
from diptych.workspace.earlier import Changes, Earlier
from diptych.workspace.moments import in_short

Found = tuple[tuple[Earlier, ...], tuple[Changes | None, ...]]


def show_earlier(
    controller: Controller, opened: OpenDocument, limit: Callable[[int], object], parent: QWidget
) -> EarlierDialog | None:
    """Open the dialog on an article that has a file; says how it gets one otherwise.

    ``limit`` is told how many versions are to be kept from now on.
    """
    path, projects = opened.path, controller.projects
    if path is None:
        controller.told.emit(
            controller.tr("This article has no .diptych file yet. Save it, and each later save "
                          "keeps the version before.")
        )  # fmt: skip
        return None
    dialog = EarlierDialog(path, projects.earlier.limit, parent)
    found: list[Earlier] = []

    def show(answer: Found) -> None:
        found[:] = answer[0]
        dialog.show_versions(*answer)

    def open_one(place: int) -> None:
        version = found[place]
        when = in_short(version.saved.astimezone())
        projects.open_unsaved(
            partial(earlier.read, version), controller.tr("as of {0}").format(when)
        )

    job = _look(controller, path)
    job.succeeded.connect(show)
    dialog.finished.connect(job.cancel)
    dialog.wanted.connect(open_one)
    dialog.limited.connect(limit)
    dialog.open()
    return dialog


def _look(controller: Controller, path: Path) -> Job:
    kept = controller.projects.earlier

    def look(_context: object, _emit: object) -> Found:
        versions = kept.of(path)
        return versions, earlier.told(versions, path)

    job = controller.runner.start(
        controller.tr("Looking for earlier versions"), look, lane="earlier"
    )
    job.failed.connect(controller.failed)
    return job
