"""Cyclic garbage is collected while nobody waits.

Python's own moment for it is whenever enough objects have been made: in the middle of opening a
long article, with the interpreter held for a tenth of a second. Documents hold no cycles, so
collecting can wait until no job runs.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from diptych.jobs.runner import JobRunner

EVERY = 10_000
"""Milliseconds between two looks at whether this is a good moment."""


class IdleCollector(QObject):
    """Takes garbage collection over from Python.

    It is not given back: a collection that begins while a QObject is being destroyed may destroy
    another one inside, and the two wait for each other.
    """

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.collect)
        gc.disable()
        self._timer.start()

    def collect(self) -> None:
        """Collect now unless a job runs; what survives is not looked at again."""
        if not self._runner.busy:
            gc.collect()
            gc.freeze()

    def close(self) -> None:
        """Collect no more."""
        self._timer.stop()
        gc.unfreeze()
