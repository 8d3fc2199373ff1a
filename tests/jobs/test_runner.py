"""Jobs end once, on the UI thread, and never deliver what nobody wants any more."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from diptych.core.progress import Context
from diptych.jobs.runner import Emit, JobRunner


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.shutdown(), "a job outlived its test"


def test_the_answer_arrives_on_the_ui_thread(runner: JobRunner, qtbot: QtBot) -> None:
    threads: dict[str, int] = {}

    def work(_context: Context, _emit: Emit) -> int:
        threads["work"] = threading.get_ident()
        return 42

    job = runner.start("test", work)
    job.succeeded.connect(lambda _answer: threads.setdefault("ui", threading.get_ident()))
    with qtbot.waitSignal(job.succeeded, timeout=2000) as blocker:
        pass
    assert blocker.args == [42]
    assert threads["ui"] == threading.main_thread().ident != threads["work"]
    qtbot.waitUntil(lambda: not runner.busy, timeout=2000)


def test_stopping_leaves_what_must_be_done(runner: JobRunner, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def work(context: Context, _emit: Emit) -> str:
        go_on.wait(10)
        context.check()
        return "done"

    ended: dict[str, str] = {}
    for name, stoppable in (("import", True), ("write", False)):
        job = runner.start(name, work, lane=name)
        job.stoppable = stoppable
        job.cancelled.connect(lambda n=name: ended.setdefault(n, "stopped"))
        job.succeeded.connect(lambda answer, n=name: ended.setdefault(n, answer))
    runner.stop()
    go_on.set()
    qtbot.waitUntil(lambda: not runner.busy, timeout=2000)
    assert ended == {"import": "stopped", "write": "done"}


def test_an_error_arrives_as_an_exception(runner: JobRunner, qtbot: QtBot) -> None:
    def work(_context: Context, _emit: Emit) -> None:
        raise OSError("disk full")

    with qtbot.waitSignal(runner.start("test", work).failed, timeout=2000) as blocker:
        pass
    assert str(blocker.args[0]) == "disk full"


def test_parts_arrive_in_order_before_the_end(runner: JobRunner, qtbot: QtBot) -> None:
    def work(context: Context, emit: Emit) -> str:
        for number in range(50):
            context.step(number, 50)
            emit(number)
        return "done"

    job = runner.start("test", work)
    seen: list[object] = []
    job.streamed.connect(seen.append)
    job.succeeded.connect(seen.append)
    with qtbot.waitSignal(job.finished, timeout=2000):
        pass
    assert seen == [*range(50), "done"]


def test_cancelled_midway(runner: JobRunner, qtbot: QtBot) -> None:
    gate, started = threading.Event(), threading.Event()

    def work(context: Context, _emit: Emit) -> str:
        started.set()
        gate.wait(2)
        context.step(1, 2)
        return "never"

    job = runner.start("test", work)
    got: list[object] = []
    job.succeeded.connect(got.append)
    assert started.wait(2)
    job.cancel()
    with qtbot.waitSignal(job.cancelled, timeout=2000):
        gate.set()
    assert got == []


def test_cancelled_in_the_queue_never_runs(runner: JobRunner, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[int] = []
    runner.start("first", lambda _c, _e: gate.wait(2))
    job = runner.start("second", lambda _c, _e: ran.append(1))
    job.cancel()
    with qtbot.waitSignal(job.cancelled, timeout=2000):
        gate.set()
    assert ran == []


def test_lanes_run_beside_each_other(runner: JobRunner, qtbot: QtBot) -> None:
    gate = threading.Event()
    slow = runner.start("slow", lambda _c, _e: gate.wait(5), lane="one")
    quick = runner.start("quick", lambda _c, _e: "here", lane="two")
    with qtbot.waitSignal(quick.succeeded, timeout=2000):
        pass
    with qtbot.waitSignal(slow.succeeded, timeout=2000):
        gate.set()


@pytest.mark.parametrize("number", range(60))
def test_many(runner: JobRunner, qtbot: QtBot, number: int) -> None:
    def work(context: Context, _emit: Emit) -> int:
        for step in range(50):
            context.step(step, 50)
        return number

    seen: list[int] = []
    job = runner.start("test", work)
    job.progress.connect(lambda done, _total: seen.append(done))
    with qtbot.waitSignal(job.succeeded, timeout=2000) as blocker:
        pass
    assert blocker.args == [number]
    assert seen == sorted(seen)
