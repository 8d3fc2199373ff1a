"""How figures are measured in processes of their own, shown against their limits, and kept."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

RESULTS = Path("bench/results")


@dataclass(frozen=True, slots=True)
class Figure:
    """What is measured, in which unit, and the limit: the most, or the least, it may be."""

    title: str
    unit: str
    limit: float
    at_least: bool = False

    def kept(self, value: float) -> bool:
        """Whether the limit is kept."""
        return value >= self.limit if self.at_least else value <= self.limit


def in_process(code: str) -> dict[str, float]:
    """Run code in a fresh interpreter with a fresh home; its last line is JSON."""
    return run(["-c", code])


def run(
    arguments: Sequence[str], given: object = None, environ: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Run Python in a fresh process with a fresh home; the last line it prints is JSON.

    ``given`` is its standard input, as JSON.
    """
    with tempfile.TemporaryDirectory() as home:
        everything = {
            **os.environ,
            "HOME": home,
            "DIPTYCH_HOME": home,
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
            **(environ or {}),
        }
        done = subprocess.run(
            [sys.executable, *arguments],
            input=json.dumps(given),
            stdout=subprocess.PIPE,
            text=True,
            env=everything,
            check=True,
        )
    answer: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def show(taken: Sequence[tuple[Figure, Sequence[float]]]) -> None:
    """Print a table: a line for each figure, with the median of all that was measured."""
    width = max(50, *(len(figure.title) for figure, _ in taken))
    print(f"{'figure':<{width}} {'median':>9} {'min':>9} {'max':>9} {'limit':>8}  kept")
    for figure, values in taken:
        median = statistics.median(values)
        numbers = "".join(f" {value:>9.3f}" for value in (median, min(values), max(values)))
        limit = f"{'≥' if figure.at_least else ''}{figure.limit:g}"
        kept = "yes" if figure.kept(median) else "NO"
        print(f"{figure.title:<{width}}{numbers} {limit:>8} {figure.unit:<3} {kept}")


def write(figures: Mapping[str, Sequence[float]], kind: str = "", **more: object) -> Path:
    """Keep every single value, with the machine it was measured on; the file's path."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    report = {
        "when": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "figures": figures,
        **more,
    }
    file = RESULTS / f"{kind}{now:%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return file
