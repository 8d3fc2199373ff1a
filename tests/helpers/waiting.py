"""Waiting for the program, never for the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.workspace.paths import sample_story

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from diptych.app.assembly import Desktop
    from diptych.ui.desk import OpenDocument

LIMIT = 20_000
"""Milliseconds after which a step has failed."""


def settle(qtbot: QtBot, desktop: Desktop) -> None:
    """Until no job runs and all text is in the panes."""
    panes = desktop.window.panes
    qtbot.waitUntil(
        lambda: not desktop.runner.busy and not any(pane.pouring for pane in panes.panes),
        timeout=LIMIT,
    )


def open_article(qtbot: QtBot, desktop: Desktop, path: Path | None = None) -> OpenDocument:
    """Open a file (the sample story by default) and wait until it is detected and summarised."""
    path = path or sample_story()
    with qtbot.waitSignal(desktop.controller.opened, timeout=LIMIT):
        desktop.controller.open_paths([path])
    current = desktop.desk.current
    assert current is not None
    qtbot.waitUntil(
        lambda: current.words is not None and current.document.detection is not None,
        timeout=LIMIT,
    )
    settle(qtbot, desktop)
    return current


def translate(qtbot: QtBot, desktop: Desktop) -> None:
    """Press Translate and wait for the version."""
    current = desktop.desk.current
    assert current is not None
    before = len(current.document.targets)
    desktop.window.bar.button.click()
    qtbot.waitUntil(lambda: len(current.document.targets) > before, timeout=LIMIT)
    settle(qtbot, desktop)
