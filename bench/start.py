"""From the start of the process to the window on the screen."""

from __future__ import annotations

import time

from bench.figures import in_process

_CODE = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject
from diptych.app.assembly import Desktop
from diptych.app.main import application
from diptych.workspace.paths import Paths

app = application()
desktop = Desktop(Paths.usual())

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            heavy = [m for m in ("sumy", "nltk", "numpy", "ctranslate2") if m in sys.modules]
            print(json.dumps({"at": time.time(), "heavy": len(heavy)}))
            app.quit()
        return False

watch = Watch()
desktop.window.panes.source.viewport().installEventFilter(watch)
desktop.window.show()
app.exec()
desktop.close()
"""


def measure() -> dict[str, float]:
    """Seconds to the first painting of a pane, and heavy packages imported by then."""
    began = time.time()
    answer = in_process(_CODE)
    return {"window shown": answer["at"] - began, "heavy modules": answer["heavy"]}
