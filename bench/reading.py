"""Reading files: each format's times and memory, large files, and a thousand wires in the window.

``python -m bench.reading`` takes two to three minutes. Samples that lie beside the checkout are
read as well as files made here; without them the table says how many files it stands on.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.figures import Figure, in_process, run, show, write
from diptych.formats.reading.kinds import FORMATS, FileKind
from diptych.formats.reading.sniffing import sniff
from helpers.french_sentences import french_sentences
from helpers.made_files import made_files
from helpers.made_pdf import MadePdf, wrapped
from helpers.sample_files import sample_files

WIRES = 1_000
PAGES = 300
LONG = 5 * 1024 * 1024

_WINDOW = """
import json, time
from pathlib import Path
from PySide6.QtCore import QElapsedTimer, QTimer, Qt
from diptych.app.assembly import Desktop
from diptych.app.main import application
from diptych.workspace.paths import Paths

app = application()
desktop = Desktop(Paths.usual())
desktop.window.show()
desktop.start([], None)
files = sorted(Path(FOLDER).iterdir())
clock = QElapsedTimer()
state = {"began": None, "gap": 0.0, "ticks": 0}
ticker = QTimer()
ticker.setTimerType(Qt.TimerType.PreciseTimer)
ticker.setInterval(10)

def tick():
    if state["began"] is not None and clock.isValid():
        state["gap"] = max(state["gap"], clock.nsecsElapsed() / 1e6)
    clock.start()
    state["ticks"] += 1
    if state["ticks"] == 60:
        state["began"] = time.perf_counter()
        desktop.controller.open_paths(files)
    elif state["began"] is not None and len(desktop.desk.documents) >= len(files):
        seconds = time.perf_counter() - state["began"]
        print(json.dumps({"wires": seconds, "gap": state["gap"]}))
        app.quit()

ticker.timeout.connect(tick)
ticker.start()
app.exec()
desktop.close()
"""


def report_pdf(pages: int) -> bytes:
    """A report with a running head, page numbers, and some 45 lines of text on each page."""
    pdf = MadePdf()
    sentences = french_sentences(12 * pages)
    for number in range(pages):
        page = pdf.page()
        page.line(50, 800, "Rapport annuel du port de Valmère", 9)
        height = 770.0
        for start in range(12 * number, 12 * number + 12, 4):
            lines = wrapped(" ".join(sentences[start : start + 4]), 82)
            height = page.lines(50, height, lines) - 12
        page.line(290, 30, str(number + 1), 9)
    return pdf.data()


def dense_pdf(pages: int) -> bytes:
    """A report as full as pages can be: 55 lines on each, some 4,500 letters."""
    sentences = french_sentences(64 * pages)
    paragraphs = [" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4)]
    lines = [
        (place == 0, words)
        for paragraph in paragraphs
        for place, words in enumerate(wrapped(paragraph, 92))
    ]
    pdf = MadePdf()
    for number in range(pages):
        page = pdf.page()
        page.line(50, 815, "Rapport annuel du port de Valmère", 9)
        height = 787.0
        for begins, words in lines[55 * number : 55 * number + 55]:
            height -= 3 * begins
            page.line(40, height, words, 9)
            height -= 13
        page.line(290, 20, str(number + 1), 9)
    return pdf.data()


def formats() -> list[dict[str, object]]:
    """Every format in a process of its own: how many files, median and worst seconds, memory."""
    files: dict[FileKind, list[tuple[str, bytes]]] = {}
    for file in made_files():
        files.setdefault(file.kind, []).append((file.name, file.data))
    files[FileKind.PDF] = [("made.pdf", report_pdf(3))]
    for path in sample_files():
        data = path.read_bytes()
        files.setdefault(sniff(data, path.name), []).append((path.name, data))
    rows: list[dict[str, object]] = []
    for form in FORMATS:
        print(f"\r{form.kind:<20}", end="", file=sys.stderr, flush=True)
        rows.append({"format": form.kind, **_measured(files.get(form.kind, []))})
    print("\r" + " " * 30 + "\r", end="", file=sys.stderr)
    return rows


def _measured(files: Sequence[tuple[str, bytes]]) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(files):
            (Path(folder) / f"{number:03}-{name}").write_bytes(data)
        return run(["-m", "bench.reading_side", folder])


def large() -> dict[str, float]:
    """Seconds from asking to a document of segments, the process that reads started cold."""
    line = "Le pont de Valmère est ouvert, et le fleuve passe dessous sans bruit. "
    paragraph = line * 12 + "\n\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "long.txt").write_text(
            paragraph * (LONG // len(paragraph.encode()) + 1), encoding="utf-8"
        )
        (folder / "long.pdf").write_bytes(report_pdf(PAGES))
        (folder / "dense.pdf").write_bytes(dense_pdf(PAGES))
        return {
            name: run(["-m", "bench.reading_side", "--open", str(folder / file)])["open"]
            for name, file in (("text", "long.txt"), ("pdf", "long.pdf"), ("dense", "dense.pdf"))
        }


def thousand_wires() -> dict[str, float]:
    """Seconds until a thousand small wires are on the desk, and the longest gap meanwhile."""
    wires = [
        file
        for file in made_files()
        if file.kind
        in (FileKind.NITF, FileKind.NEWSML_G2, FileKind.NINJS, FileKind.IPTC_7901, FileKind.TEXT)
    ]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(WIRES):
            file = wires[number % len(wires)]
            data = file.data.replace(b"14,2", f"{number},2".encode())
            (Path(folder) / f"{number:04}-{file.name}").write_bytes(data)
        return in_process(_WINDOW.replace("FOLDER", repr(folder)))


def show_formats(rows: Sequence[dict[str, object]]) -> None:
    """Print the table of formats."""
    print(f"{'format':<14}{'files':>6}{'median ms':>11}{'worst ms':>10}{'peak MB':>9}  worst file")
    for row in rows:
        print(
            f"{row['format']:<14}{row['files']:>6}{row['median']:>11.1f}{row['worst']:>10.1f}"
            f"{row['memory']:>9.0f}  {row['worst file']}"
        )


def main() -> int:
    """Run it all; 0 whether or not a limit is kept: the table tells."""
    rows = formats()
    show_formats(rows)
    print()
    opened = [large() for _ in range(3)]
    wires = thousand_wires()
    figures = [
        (Figure("5 MB of text, opened cold", "s", 3), [found["text"] for found in opened]),
        (Figure(f"a PDF of {PAGES} pages, opened cold", "s", 3), [f["pdf"] for f in opened]),
        (
            Figure(f"a dense PDF of {PAGES} pages, opened cold", "s", 3),
            [f["dense"] for f in opened],
        ),
        (Figure(f"{WIRES:,} wires on the desk", "s", 20), [wires["wires"]]),
        (Figure("longest gap of the event loop meanwhile", "ms", 100), [wires["gap"]]),
    ]
    show(figures)
    kept = {figure.title: values for figure, values in figures}
    medians = [statistics.median(values) for values in kept.values()]
    print(write(kept, "reading-", formats=rows, medians=medians))
    return 0


if __name__ == "__main__":
    sys.exit(main())
