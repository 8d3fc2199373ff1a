"""What is measured, and against which limit: prints a table, writes JSON to bench/results."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bench import desk, opening, start, summary, translation
from bench.figures import Figure, show, write

ROUNDS = 5

MEASURED: tuple[tuple[str, Callable[[], dict[str, float]], int], ...] = (
    ("start", start.measure, ROUNDS),
    ("opening", opening.measure, ROUNDS),
    ("translation", translation.measure, ROUNDS),
    ("summary", summary.measure, ROUNDS),
    ("desk", desk.measure, 3),
)

LIMITS: dict[str, Figure] = {
    "window shown": Figure("process start to window shown", "s", 0.5),
    "heavy modules": Figure("heavy packages imported by then", "", 0),
    "text visible": Figure("seed opened to all its text visible", "s", 0.2),
    "first sentence": Figure("first translated sentence, cold engine", "s", 0.6),
    "summary": Figure("summary of the seed, after imports", "s", 0.1),
    "longest gap": Figure("longest gap of the event loop, 10,000 sentences", "ms", 60),
    "memory": Figure("resident memory after all of it", "MB", 400),
}


def main() -> int:
    """Run everything; 0 whether or not a limit is kept: the table tells."""
    taken: dict[str, list[float]] = {}
    for name, measure, rounds in MEASURED:
        for number in range(rounds):
            print(f"\r{name} {number + 1}/{rounds}   ", end="", file=sys.stderr, flush=True)
            for key, value in measure().items():
                taken.setdefault(key, []).append(value)
    print("\r" + " " * 40 + "\r", end="", file=sys.stderr)
    show([(LIMITS[key], values) for key, values in taken.items()])
    write(taken)
    return 0


if __name__ == "__main__":
    sys.exit(main())
