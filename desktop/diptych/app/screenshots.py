"""Pictures of the window for the documentation: light, dark, and a right-to-left article."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from diptych.app.assembly import Desktop
from diptych.app.demo import wait_until
from diptych.app.main import application
from diptych.ui.desk import OpenDocument
from diptych.ui.packs import show_packs
from diptych.workspace.paths import Paths, sample_story

_ARABIC = """افتتاح جسر جديد على النهر

افتتح رئيس البلدية يوم الثلاثاء جسرا جديدا على النهر بحضور مئات السكان.

وقال رئيس البلدية إن الجسر سيقصر الطريق بين الضفتين إلى خمس دقائق. وبلغت تكلفته 20 مليون يورو.

ويعبر النهر كل يوم نحو ألفي شخص للذهاب إلى العمل أو إلى المدرسة، بحسب بلدية المدينة.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write light, dark, notes, sentence, packs and rtl.png into the folder that is named."""
    folder = Path((arguments or sys.argv[1:] or ["docs/pictures"])[0])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    with tempfile.TemporaryDirectory(prefix="diptych-pictures-") as home:
        desktop = Desktop(Paths.usual({"DIPTYCH_HOME": home}))
        try:
            _take(desktop, folder, Path(home))
        finally:
            desktop.close()
    return 0


def _take(desktop: Desktop, folder: Path, home: Path) -> None:
    window = desktop.window
    window.resize(1280, 800)
    window.show()
    desktop.start([], None)
    window.choose_theme("light")
    _open(desktop, sample_story())
    window.offering.translate()
    _settle(desktop)
    window.panes.go_to("s2")
    window.grab().save(str(folder / "light.png"))
    window.panes.go_to("s16")
    window.choose_theme("dark")
    _settle(desktop)
    window.show_tab(window.language)
    window.grab().save(str(folder / "dark.png"))
    window.choose_theme("light")
    marked = _current(desktop).document.source.segment("s8").span
    window.panes.source.setTextCursor(window.panes.source.span_cursor(marked))
    window.actions_by_name["note"].trigger()
    window.notes.body.setPlainText("The official name: keep it in full.")
    window.panes.go_to("s8")
    window.actions_by_name["edit_segment"].trigger()
    _settle(desktop)
    window.grab().save(str(folder / "notes.png"))
    window.panes.editor.drop()
    _take_sentence(desktop, folder)
    article = home / "جسر.txt"
    article.write_text(_ARABIC, encoding="utf-8")
    _open(desktop, article)
    window.show_tab(window.summary)
    window.panes.go_to("s2")
    window.grab().save(str(folder / "rtl.png"))


def _take_sentence(desktop: Desktop, folder: Path) -> None:
    """What else could stand for a sentence, and the languages there are."""
    window = desktop.window
    window.show_tab(window.sentence)
    window.panes.go_to("s17")
    failures: list[str] = []
    wait_until(failures, lambda: bool(window.sentence.offers))
    _settle(desktop)
    window.grab().save(str(folder / "sentence.png"))
    packs = show_packs(desktop.controller, window)
    _settle(desktop)
    packs.grab().save(str(folder / "packs.png"))
    packs.close()


def _open(desktop: Desktop, path: Path) -> None:
    before = len(desktop.desk.documents)
    failures: list[str] = []
    desktop.controller.open_paths([path])
    wait_until(failures, lambda: len(desktop.desk.documents) > before)
    wait_until(failures, lambda: _current(desktop).document.summary is not None)
    _settle(desktop)


def _current(desktop: Desktop) -> OpenDocument:
    current = desktop.desk.current
    assert current is not None
    return current


def _settle(desktop: Desktop) -> None:
    failures: list[str] = []
    panes = desktop.window.panes.panes
    wait_until(failures, lambda: not desktop.runner.busy and not any(p.pouring for p in panes))
    if failures:
        raise RuntimeError(failures[0])


if __name__ == "__main__":
    sys.exit(main())
