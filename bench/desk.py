"""A long article in the window: how long the event loop is ever kept waiting."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.figures import in_process

SENTENCES = 10_000

_CODE = """
import json, time
from pathlib import Path
from PySide6.QtCore import QElapsedTimer, QTimer, Qt
from diptych.app.assembly import Desktop
from diptych.app.main import application
from diptych.workspace.paths import Paths

app = application()
desktop = Desktop(Paths.usual())
window, desk, controller = desktop.window, desktop.desk, desktop.controller
window.show()
desktop.start([], None)
clock = QElapsedTimer()
gaps = []
stage = ["settle"]
ticker = QTimer()
ticker.setTimerType(Qt.TimerType.PreciseTimer)
ticker.setInterval(10)
settled = [0]

def tick():
    if clock.isValid() and stage[0] != "settle":
        gaps.append((clock.nsecsElapsed() / 1e6, stage[0]))
    clock.start()
    opened = desk.current
    idle = not desktop.runner.busy and not window.panes.source.pouring
    if stage[0] == "settle":
        settled[0] += 1
        if settled[0] > 30 and idle:
            stage[0] = "open"
            controller.open_paths([Path(PATH)])
    elif stage[0] == "open":
        if opened is not None and opened.document.summary is not None and idle:
            stage[0] = "translate"
            window.offering.translate()
    elif stage[0] == "translate":
        if opened.streaming is not None and len(opened.streaming.segments) >= 500:
            stage[0] = "stop"
            controller.stop()
    elif stage[0] == "stop":
        if opened.streaming is None and idle and not window.panes.target.pouring:
            stage[0] = "summarise"
            window.summarise()
    elif stage[0] == "summarise" and idle:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                memory = int(line.split()[1]) / 1024
        worst = {}
        for gap, where in gaps:
            worst[where] = max(worst.get(where, 0), gap)
        print(json.dumps(worst))
        print(json.dumps({"longest gap": max(gap for gap, _ in gaps), "memory": memory}))
        app.quit()

ticker.timeout.connect(tick)
ticker.start()
app.exec()
desktop.close()
"""


def measure() -> dict[str, float]:
    """Milliseconds of the longest gap between ticks 10 ms apart, and megabytes in memory."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "long.txt"
        article.write_text(long_article(SENTENCES), encoding="utf-8")
        return in_process(_CODE.replace("PATH", repr(str(article))))


def long_article(sentences: int) -> str:
    """Invented news in paragraphs of four sentences, under a headline."""
    places = ("Lisbon", "Oslo", "Nairobi", "Quito", "Hanoi", "Tunis", "Riga", "Cork")
    things = ("fishermen", "teachers", "two ministers", "the mayors", "engineers", "nurses")
    deeds = (
        "met in the old harbour",
        "asked for a new bridge",
        "counted the votes again",
        "signed a longer contract",
        "opened the second school",
        "left before the storm",
    )
    lines = []
    for n in range(sentences):
        who, where, what = things[n % 6], places[n // 6 % 8], deeds[n // 48 % 6]
        lines.append(f"In {where}, {who} {what} on day {n + 1}, an official said.")
    paragraphs = [" ".join(lines[n : n + 4]) for n in range(0, sentences, 4)]
    return "A long list of small events\n\n" + "\n\n".join(paragraphs) + "\n"
