"""Opening the sample story in a window that is there."""

from __future__ import annotations

from bench.figures import in_process

_CODE = """
import json, time
from diptych.app.assembly import Desktop
from diptych.app.main import application
from diptych.workspace.paths import Paths, sample_story

app = application()
desktop = Desktop(Paths.usual())
desktop.window.show()
app.processEvents()
began = time.perf_counter()

def poured():
    print(json.dumps({"text visible": time.perf_counter() - began}))
    app.quit()

desktop.window.panes.source.poured.connect(poured)
desktop.controller.open_paths([sample_story()])
app.exec()
desktop.close()
"""


def measure() -> dict[str, float]:
    """Seconds from asking for the file to all its text in the pane."""
    return in_process(_CODE)
