"""One separate process for work that cannot be asked to stop, or may go wrong: it can be ended."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

from diptych.core.errors import ProcessError
from diptych.core.network_guard import NetworkGuard
from diptych.core.progress import Cancelled, Context

POLL = 0.05
"""Seconds between two looks at whether the user still wants the answer."""

Answer = TypeVar("Answer")


def _serve(connection: Connection, memory: int | None) -> None:
    """Answer calls until the other side hangs up; nothing here has leave to use the network."""
    NetworkGuard().install()
    if memory is not None:
        _limit_memory(memory)
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            connection.send((True, function(*arguments)))
        # Whatever went wrong is the caller's: it is carried over and raised there.
        except Exception as error:
            connection.send((False, error))


def _limit_memory(most: int) -> None:
    """Let allocations fail beyond ``most`` bytes, where the system can do that."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most, hard))


class ProcessWorker:
    """Calls module-level functions in a process that is started late and kept warm.

    ``memory`` (bytes) and ``seconds`` a call are the most it may take. Not for use by two threads
    at once: give it to one lane of the job runner.
    """

    def __init__(self, *, memory: int | None = None, seconds: float | None = None) -> None:
        self._memory, self._seconds = memory, seconds
        self._context = multiprocessing.get_context("spawn")
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self.waiting = False
        """Whether the process has been asked, and has not answered yet."""

    def call(self, context: Context, function: Callable[..., Answer], *arguments: object) -> Answer:
        """The function's answer. Raises Cancelled, what it raised, or ProcessError if it died.

        Function, arguments and answer must be picklable.
        """
        connection = self._ready()
        try:
            connection.send((function, arguments))
            self.waiting = True
            until = None if self._seconds is None else time.monotonic() + self._seconds
            while not connection.poll(POLL):
                context.check()
                if until is not None and time.monotonic() > until:
                    raise TimeoutError(f"no answer in {self._seconds:g} s")
            succeeded, payload = connection.recv()
        except Cancelled:
            self.close()
            raise
        except (EOFError, OSError) as error:
            self.close()
            raise ProcessError(
                "The helper process ended before it had an answer.",
                "Your text is untouched. Try again, or choose a method that needs less memory.",
                str(error),
            ) from error
        finally:
            self.waiting = False
        if not succeeded:
            raise payload
        answer: Answer = payload
        return answer

    def _ready(self) -> Connection:
        if self._connection is None or self._process is None or not self._process.is_alive():
            self.close()
            ours, theirs = self._context.Pipe()
            self._process = self._context.Process(
                target=_serve, args=(theirs, self._memory), daemon=True
            )
            self._process.start()
            theirs.close()
            self._connection = ours
        return self._connection

    def close(self) -> None:
        """End the process at once, whatever it is doing."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._connection = self._process = None
