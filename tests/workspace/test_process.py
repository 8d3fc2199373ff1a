"""Work in a process that can be ended, and starts again."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from diptych.core.errors import DiptychError
from diptych.core.progress import Cancelled, Context
from diptych.workspace.process import ProcessWorker
from helpers import far_work


@pytest.fixture
def worker() -> Iterator[ProcessWorker]:
    worker = ProcessWorker()
    yield worker
    worker.close()


def test_answers_errors_and_a_warm_process(worker: ProcessWorker) -> None:
    assert worker.call(Context(), far_work.add, 2, 3) == 5
    with pytest.raises(ValueError, match="on purpose"):
        worker.call(Context(), far_work.fail, "on purpose")
    assert worker.call(Context(), far_work.add, 4, 5) == 9
    assert worker.call(Context(), far_work.loaded) == []


def test_a_process_that_dies_is_told_and_replaced(worker: ProcessWorker) -> None:
    with pytest.raises(DiptychError, match="ended before"):
        worker.call(Context(), far_work.die)
    assert worker.call(Context(), far_work.add, 1, 1) == 2


def test_cancelling_ends_work_that_never_would(worker: ProcessWorker) -> None:
    context = Context()
    timer = threading.Timer(0.3, context.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        worker.call(context, far_work.never)
    timer.join()
    assert worker.call(Context(), far_work.add, 1, 2) == 3
