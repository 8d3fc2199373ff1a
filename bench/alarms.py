"""How many good translations the alarms flag, how many spoiled ones they find, and how fast.

Run from the repository as ``PYTHONPATH=tests python -m bench.alarms``. Prints a table, and leaves
the figures with the machine's name as JSON in ``bench/results``.
"""

from __future__ import annotations

import itertools
import json
import platform
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from diptych.core.checks.every import alarms
from helpers.damage import DAMAGES, Clean, clean_pairs, damaged

TIMED = 10_000
PLAIN = {
    "en": "Nobody in the town could say afterwards how it had come about or who had known.",
    "fr": "Personne en ville n’a su dire ensuite comment on en était arrivé là ni qui savait.",
    "de": "Niemand in der Stadt konnte später sagen, wie es dazu kam und wer davon wusste.",
    "es": "Nadie en la ciudad supo decir después cómo se había llegado a eso ni quién lo sabía.",
    "it": "Nessuno in città ha saputo dire poi come si fosse arrivati a tanto né chi lo sapesse.",
}
"""A sentence without facts for each language."""

LIMIT = 2.0
"""Seconds of processor time for so many pairs of about 25 words."""


@dataclass(frozen=True, slots=True)
class Found:
    """Of ``pairs`` spoiled translations, how many raise the right alarm, and how many any."""

    damage: str
    pairs: int
    right: int
    any: int


def false_alarms() -> tuple[Counter[str], int]:
    """Alarms on the clean pairs by kind, and the number of pairs that raise one."""
    kinds: Counter[str] = Counter()
    flagged = 0
    for pair in clean_pairs():
        found = _kinds(pair, pair.target)
        kinds.update(found)
        flagged += bool(found)
    return kinds, flagged


def found(damage: str) -> Found:
    """What the alarms find of one way to spoil a translation."""
    expected = set(DAMAGES[damage][0])
    answers = [_kinds(pair, words) for pair, words in damaged(damage)]
    right = sum(not expected.isdisjoint(answer) for answer in answers)
    return Found(damage, len(answers), right, sum(map(bool, answers)))


def seconds() -> float:
    """Of processor time, for 10,000 pairs of 20 to 30 words: a clean pair and a plain sentence."""
    long = [
        Clean(
            pair.from_language,
            pair.to_language,
            f"{pair.source} {PLAIN[pair.from_language]}",
            f"{pair.target} {PLAIN[pair.to_language]}",
        )
        for pair in clean_pairs()
    ]
    fitting = [pair for pair in long if 20 <= len(pair.source.split()) <= 30]
    pairs = list(itertools.islice(itertools.cycle(fitting), TIMED))
    began = time.process_time()
    for pair in pairs:
        alarms(pair.source, pair.target, pair.from_language, pair.to_language)
    return time.process_time() - began


def main() -> int:
    """Measure and print; 0 whether or not a limit is kept: the table tells."""
    kinds, flagged = false_alarms()
    total = len(clean_pairs())
    rows = [found(damage) for damage in DAMAGES]
    taken = min(seconds() for _ in range(3))
    print(f"good pairs with an alarm: {flagged} of {total} ({flagged / total:.2%}) {dict(kinds)}\n")
    print(f"{'spoiled':<28} {'pairs':>5} {'right alarm':>12} {'any alarm':>10}")
    for row in rows:
        right, some = row.right / row.pairs, row.any / row.pairs
        print(f"{row.damage:<28} {row.pairs:>5} {right:>12.1%} {some:>10.1%}")
    kept = "yes" if taken <= LIMIT else "NO"
    print(f"\n{TIMED:,} pairs of about 25 words: {taken:.2f} s of processor time")
    print(f"limit {LIMIT:g} s, kept: {kept}")
    _write({"good": total, "flagged": flagged, "kinds": dict(kinds), "seconds": taken}, rows)
    return 0


def _kinds(pair: Clean, words: str) -> set[str]:
    found = alarms(pair.source, words, pair.from_language, pair.to_language)
    return {str(alarm.kind) for alarm in found}


def _write(figures: dict[str, object], rows: list[Found]) -> None:
    folder = Path("bench/results")
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    report = {
        "when": now.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        **figures,
        "spoiled": [asdict(row) for row in rows],
    }
    file = folder / f"alarms-{now:%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
