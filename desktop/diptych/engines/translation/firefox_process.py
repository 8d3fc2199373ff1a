"""The Firefox Translations engine in a process of its own.

Its native code holds Python's lock for as long as a sentence takes, belongs to the thread that
made it, and ends the whole process at some damaged models. Here it can do none of this to us.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.progress import Context

POLL = 0.05
"""Seconds between two looks at whether the user still wants the answer."""

LONGEST_WAIT = 120.0
"""Seconds after which loading, or a sentence, is given up."""

_AGAIN = "Remove the model and install it again, or use another engine."


@dataclass(frozen=True, slots=True)
class EngineFiles:
    """What the engine reads; both vocabularies are one file for most models."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path
    shortlist: Path | None


class FirefoxProcess:
    """One loaded model. Safe from any thread; two that ask at once wait for each other.

    The process ends with ``close``, or when nobody holds this object any more.
    """

    def __init__(self, files: EngineFiles, context: Context) -> None:
        """Start, and wait until the model is loaded. Raises PackError, Cancelled."""
        spawn = multiprocessing.get_context("spawn")
        self._connection, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs, files), daemon=True)
        self._process.start()
        theirs.close()
        self._end = weakref.finalize(self, _end, self._process, self._connection)
        self._lock = threading.Lock()
        self._asked = 0
        try:
            self._answer(context)
        # Even when the user interrupts it: no process may stay behind that nobody holds.
        except BaseException:
            self.close()
            raise

    def translate(self, words: str, context: Context) -> str:
        """The translation of one sentence. Raises PackError, Cancelled."""
        with self._turn(context):
            self._asked += 1
            try:
                self._connection.send((self._asked, words))
            except OSError as error:
                raise self._ended(error) from error
            return self._answer(context)

    def close(self) -> None:
        """End the process at once, whatever it is doing."""
        self._end()

    @contextmanager
    def _turn(self, context: Context) -> Iterator[None]:
        while not self._lock.acquire(timeout=POLL):
            context.check()
        try:
            yield
        finally:
            self._lock.release()

    def _answer(self, context: Context) -> str:
        """The answer to what was asked last; answers nobody waited for are passed over."""
        until = time.monotonic() + LONGEST_WAIT
        try:
            while True:
                while not self._connection.poll(POLL):
                    context.check()
                    if time.monotonic() > until:
                        raise TimeoutError(f"no answer within {LONGEST_WAIT:g} seconds")
                number, succeeded, payload = self._connection.recv()
                if number == self._asked:
                    break
        except (EOFError, OSError) as error:
            raise self._ended(error) from error
        if not succeeded:
            raise PackError("The Firefox engine cannot use this model.", _AGAIN, payload)
        return str(payload)

    def _ended(self, error: Exception) -> PackError:
        self.close()
        return PackError(
            "The Firefox engine ended before it had an answer.", _AGAIN, str(error) or repr(error)
        )


def _end(process: SpawnProcess, connection: Connection) -> None:
    connection.close()
    process.kill()
    process.join()


def _serve(connection: Connection, files: EngineFiles) -> None:
    """Load a model and answer until the other side hangs up: the process's whole work."""
    # Ctrl+C at a terminal reaches this process too; what it means is decided by the other side.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The engine writes what it stumbles over to standard error, and tells it in its errors too.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        from fxtranslate import Translator

        translator = Translator(
            model=files.model.read_bytes(),
            src_vocab=files.source_vocabulary.read_bytes(),
            trg_vocab=files.target_vocabulary.read_bytes(),
            shortlist=files.shortlist.read_bytes() if files.shortlist else None,
        )
    # The engine's “panics” are no Exceptions.
    except BaseException as error:
        connection.send((0, False, _told(error)))
        return
    connection.send((0, True, ""))
    while True:
        try:
            number, words = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = (number, True, translator.translate(words))
        # As above; the other side decides what becomes of it.
        except BaseException as error:
            answer = (number, False, _told(error))
        connection.send(answer)


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
