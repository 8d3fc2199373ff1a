"""Reading the files of a folder, or opening one file, in a process of its own."""

from __future__ import annotations

import contextlib
import json
import statistics
import sys
import time
from pathlib import Path

from bench.clock import peak_memory
from diptych.core.errors import CannotReadError
from diptych.core.progress import Context
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import understand
from diptych.workspace import opening
from diptych.workspace.reading_apart import read_in, reading_process

ROUNDS = 5


def read_all(folder: Path) -> dict[str, object]:
    """Milliseconds of reading each file, the median of some rounds; refusals are counted too."""
    times: dict[str, float] = {}
    for path in sorted(folder.iterdir()):
        given = Given(path.read_bytes(), path.name[4:])
        rounds = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            with contextlib.suppress(CannotReadError):
                understand(given)
            rounds.append(1000 * (time.perf_counter() - began))
        times[given.name] = statistics.median(rounds)
    worst = max(times, key=lambda name: times[name], default="")
    return {
        "files": len(times),
        "median": statistics.median(times.values()) if times else 0.0,
        "worst": times.get(worst, 0.0),
        "worst file": worst,
        "memory": peak_memory(),
    }


def open_one(path: Path) -> dict[str, object]:
    """Seconds from asking to a document cut into segments, with a cold process that reads."""
    worker = reading_process()
    began = time.perf_counter()
    document = opening.open_file(path, read=read_in(worker, Context()))
    seconds = time.perf_counter() - began
    worker.close()
    return {"open": seconds, "segments": len(document.source.segments)}


if __name__ == "__main__":
    asked = sys.argv[1:]
    found = open_one(Path(asked[1])) if asked[0] == "--open" else read_all(Path(asked[0]))
    print(json.dumps(found))
