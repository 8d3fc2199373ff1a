"""The sample story, translated and summarised: in the window, or without a display in a folder."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from diptych.app.assembly import Desktop
from diptych.app.main import application, show_window
from diptych.core.network_guard import NetworkGuard
from diptych.core.notes import Colour
from diptych.workspace.paths import Paths, sample_story
from diptych.workspace.summarising import render

PATIENCE = 120_000
"""Milliseconds after which a step that does not end is given up."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration; 0 when all went well."""
    parser = argparse.ArgumentParser(prog="diptych.app.demo", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the copies")
    parser.add_argument("--headless", action="store_true", help="even where there is a display")
    chosen = parser.parse_args(arguments)
    if chosen.headless or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return _headless(chosen.out)
    return _window()


def has_display() -> bool:
    """Whether a window could be seen."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window() -> int:
    app = application()
    desktop = show_window()
    desktop.start([sample_story()], None)
    desktop.controller.packs_known.connect(lambda: _translate_when_ready(desktop))
    desktop.desk.altered.connect(lambda _opened: _translate_when_ready(desktop))
    code = app.exec()
    desktop.close()
    return code


def _translate_when_ready(desktop: Desktop) -> None:
    """Translate the sample once its language is known and it has no translation yet."""
    opened = desktop.desk.current
    if opened is None or opened.document.language is None or opened.document.targets:
        return
    if opened.document.summary is not None and not desktop.controller.translations.running(opened):
        QTimer.singleShot(0, desktop.window.offering.translate)


def _headless(out: Path) -> int:
    application()
    NetworkGuard().install()
    with tempfile.TemporaryDirectory(prefix="diptych-demo-") as home:
        desktop = Desktop(Paths.usual({"DIPTYCH_HOME": home}))
        try:
            return _demonstrate(desktop, out)
        finally:
            desktop.close()


def _demonstrate(desktop: Desktop, out: Path) -> int:
    window, failures = desktop.window, list[str]()
    desktop.controller.failed.connect(lambda error: failures.append(str(error)))
    window.show()
    desktop.start([sample_story()], None)
    wait_until(failures, lambda: _summarised(desktop) and not desktop.runner.busy)
    window.offering.translate()
    wait_until(failures, lambda: _translated(desktop) and not desktop.runner.busy)
    opened = desktop.desk.current
    _annotate(desktop)
    if failures or opened is None or opened.shown is None or opened.document.summary is None:
        sys.stderr.write("\n".join(failures or ["The demonstration did not finish."]) + "\n")
        return 1
    document, shown, summary = opened.document, opened.shown, opened.document.summary
    copy, picture = out / "sample.html", out / "window.png"
    out.mkdir(parents=True, exist_ok=True)
    window.saving.save_copy_to(opened, copy.absolute())
    wait_until(failures, lambda: not desktop.runner.busy)
    window.messages.hide()
    saved = window.grab().save(str(picture))
    if failures or not saved:
        sys.stderr.write("\n".join(failures or [f"{picture} could not be written."]) + "\n")
        return 1
    for heading, text in (
        ("Summary", render(document, summary)),
        (f"Summary, {shown.name}", render(document, summary, shown.id)),
        (f"Translation, {shown.name}", shown.text.value),
        ("Note", desktop.controller.translations.caution_of(opened, shown)),
        ("Saved", f"{copy}\n{picture}"),
    ):
        sys.stdout.write(f"{heading}\n{'=' * len(heading)}\n{text.strip()}\n\n")
    return 0


def _annotate(desktop: Desktop) -> None:
    """Mark each cue of translation, with why it counts, as a reader would."""
    opened = desktop.desk.current
    detection = opened.document.detection if opened else None
    if opened is None or detection is None or detection.origin is None:
        return
    for cue in detection.origin.cues:
        if cue.span.of(opened.document.source.text.value).strip():
            desktop.window.notebook.changes.add(
                opened,
                opened.document.source.id,
                cue.span,
                Colour.YELLOW,
                body=cue.why,
                author="Diptych",
            )


def _summarised(desktop: Desktop) -> bool:
    current = desktop.desk.current
    return current is not None and current.document.summary is not None


def _translated(desktop: Desktop) -> bool:
    current = desktop.desk.current
    return current is not None and bool(current.document.targets)


def wait_until(failures: list[str], done: Callable[[], bool]) -> None:
    """Let the event loop run until ``done``, a failure, or too long, which is a failure too."""
    loop = QEventLoop()
    look, enough = QTimer(), QTimer()
    look.setInterval(20)
    look.timeout.connect(lambda: loop.quit() if done() or failures else None)
    enough.setSingleShot(True)
    enough.timeout.connect(lambda: failures.append("A step took too long."))
    look.start()
    enough.start(PATIENCE)
    loop.exec()
    look.stop()
    enough.stop()


if __name__ == "__main__":
    sys.exit(main())
