"""What `make run` does where there is no display, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_the_sample_story_without_a_display(tmp_path: Path, home: Path) -> None:
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "diptych.app.demo", "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        env={**environ, "LANG": "C.UTF-8"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Corée du Nord" in done.stdout
    assert "starter pack" in done.stdout
    assert (tmp_path / "out" / "sample.html").read_text(encoding="utf-8").startswith("<!DOCTYPE")
    assert "<mark" in (tmp_path / "out" / "sample.html").read_text(encoding="utf-8")
    assert (tmp_path / "out" / "window.png").stat().st_size > 20_000
    assert not (home / ".local").exists()


def test_nothing_goes_out() -> None:
    code = (
        "import socket, urllib.request\n"
        "from diptych.core.network_guard import NetworkGuard\n"
        "guard = NetworkGuard(); guard.install()\n"
        "try:\n    urllib.request.urlopen('http://192.0.2.1/')\n"
        "except OSError as error:\n    print(type(error).__name__, guard.refused)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "1"


def test_heavy_packages_wait_until_they_are_needed() -> None:
    code = (
        "import sys\n"
        "from diptych.app.assembly import Desktop\n"
        "from diptych.app.main import application\n"
        "from diptych.workspace.paths import Paths\n"
        "app = application(); desktop = Desktop(Paths.usual()); desktop.window.show()\n"
        "print([m for m in ('sumy','nltk','numpy','ctranslate2','argostranslate') "
        "if m in sys.modules])\n"
        "desktop.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
