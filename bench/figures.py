"""How one figure is measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured, in which unit, and the limit it must keep."""

    title: str
    unit: str
    limit: float


def in_process(code: str) -> dict[str, float]:
    """Run code in a fresh interpreter with a fresh home; its last line is JSON."""
    with tempfile.TemporaryDirectory() as home:
        environ = {
            **os.environ,
            "HOME": home,
            "DIPTYCH_HOME": home,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environ, check=True
        )
    answer: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer
