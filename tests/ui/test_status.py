"""The line at the bottom: what it shows of the work that runs."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.progress import Context
from diptych.jobs.runner import Emit
from diptych.ui import status
from diptych.ui.told_line import ToldLine
from helpers.waiting import LIMIT, settle


def test_work_that_tells_how_far_it_is_is_shown_before_other_work(
    qtbot: QtBot, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "PATIENCE", 0)
    settle(qtbot, desktop)
    end = threading.Event()

    def counting(context: Context, _emit: Emit) -> None:
        context.step(3, 40)
        end.wait(20)

    shown = desktop.window.status.doing
    desktop.runner.start("Opening articles", counting, lane="one")
    qtbot.waitUntil(lambda: shown.text() == "Opening articles · 3 of 40", timeout=LIMIT)
    desktop.runner.start("Detecting", lambda _c, _e: end.wait(20), lane="two")
    with qtbot.waitSignal(
        desktop.runner.start("Short", lambda _c, _e: None, lane="three").finished, timeout=LIMIT
    ):
        pass
    qtbot.wait(50)
    assert shown.text() == "Opening articles · 3 of 40"
    end.set()
    settle(qtbot, desktop)


def test_stop_ends_what_a_dialog_has_started(qtbot: QtBot, desktop: Desktop) -> None:
    line = ToldLine()
    qtbot.addWidget(line)
    end = threading.Event()

    def importing(context: Context, _emit: Emit) -> None:
        end.wait(20)
        context.check()

    job = desktop.runner.start("Importing", importing, lane="memory")
    line.follow(job)
    with qtbot.waitSignal(job.cancelled, timeout=LIMIT):
        desktop.controller.stop()
        end.set()
