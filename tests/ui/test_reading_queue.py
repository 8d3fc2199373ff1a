"""Reading in a queue: in order, the urgent first, and one failure stops no other."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import Understood
from diptych.jobs.runner import JobRunner
from diptych.ui.reading_queue import Piece, ReadingQueue
from diptych.workspace.opening import Read
from diptych.workspace.reading_apart import reading_process
from helpers.waiting import LIMIT


@pytest.fixture
def runner(qapp: object) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    assert runner.shutdown()


@pytest.fixture
def queue(runner: JobRunner) -> Iterator[ReadingQueue]:
    worker, parent = reading_process(), QObject()
    yield ReadingQueue(runner, worker, parent)
    runner.shutdown()
    worker.close()


def told(answers: list[object], words: str) -> Piece:
    """A piece that needs no reading."""
    return Piece(lambda _read: words, answers.append)


def test_pieces_are_done_in_order_and_urgent_ones_first(qtbot: QtBot, queue: ReadingQueue) -> None:
    answers: list[object] = []
    may_go = threading.Event()

    def wait(_read: Read) -> str:
        assert may_go.wait(LIMIT / 1000)
        return "first"

    queue.add("Reading", Piece(wait, answers.append), told(answers, "second"))
    queue.add("Reading", told(answers, "third"))
    queue.add("Reading", told(answers, "urgent 1"), told(answers, "urgent 2"), urgent=True)
    may_go.set()
    qtbot.waitUntil(lambda: len(answers) == 5, timeout=LIMIT)
    assert answers in (
        ["first", "urgent 1", "urgent 2", "second", "third"],
        ["urgent 1", "urgent 2", "first", "second", "third"],
    )


def test_one_that_fails_stops_no_other(qtbot: QtBot, queue: ReadingQueue) -> None:
    answers: list[object] = []
    empty, whole = Given(b"", "empty.txt"), Given(b"A bridge opens.", "whole.txt")
    queue.add(
        "Reading",
        Piece(lambda read: read(empty), answers.append),
        Piece(lambda _read: 1 // 0, answers.append),
        Piece(lambda read: read(whole), answers.append),
    )
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=LIMIT)
    refused, broken, understood = answers
    assert isinstance(refused, CannotReadError)
    assert isinstance(broken, ZeroDivisionError)
    assert isinstance(understood, Understood)
    assert understood.reading.value == "A bridge opens."


def test_what_waits_when_it_is_stopped_never_comes(qtbot: QtBot, queue: ReadingQueue) -> None:
    answers: list[object] = []
    begun, may_go = threading.Event(), threading.Event()

    def wait(_read: Read) -> str:
        begun.set()
        assert may_go.wait(LIMIT / 1000)
        return "too late"

    queue.add("Reading", Piece(wait, answers.append), told(answers, "never"))
    assert begun.wait(LIMIT / 1000)
    with qtbot.waitSignal(queue.stopped, timeout=LIMIT):
        queue.stop()
        queue.add("Reading", told(answers, "after"))
        may_go.set()
    qtbot.waitUntil(lambda: bool(answers), timeout=LIMIT)
    assert answers == ["after"]


def test_progress_counts_all_that_wait(
    qtbot: QtBot, runner: JobRunner, queue: ReadingQueue
) -> None:
    steps: list[tuple[int, int]] = []
    runner.started.connect(
        lambda job: job.progress.connect(lambda done, total: steps.append((done, total)))
    )
    answers: list[object] = []
    queue.add("Reading", *(told(answers, str(n)) for n in range(4)))
    qtbot.waitUntil(lambda: not runner.busy, timeout=LIMIT)
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_after_the_end_nothing_is_begun(
    qtbot: QtBot, runner: JobRunner, queue: ReadingQueue
) -> None:
    answers: list[object] = []
    runner.shutdown()
    queue.add("Reading", told(answers, "never"))
    assert not runner.busy
    assert answers == []
