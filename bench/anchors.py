"""How often notes are found again in changed texts, beside plainer ways, and how fast.

Run from the repository as ``PYTHONPATH=tests python -m bench.anchors [trials]``. Prints a table,
and leaves the figures with the machine's name as JSON in ``bench/results``.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from bench.figures import Figure, show, write
from diptych.core.anchoring import reanchor_all
from diptych.core.notes import Note
from diptych.core.text import Span
from helpers.anchor_trials import (
    KINDS,
    LANGUAGES,
    Article,
    Trial,
    article,
    edited,
    joined,
    note_on,
    outcome,
    trial,
    with_the_old_text,
    without_it,
)

TRIALS = 3_000
LARGE, NOTES = 1_000_000, 200
OUTCOMES = ("right", "orphaned", "wrong")


def by_exact_words(given: Trial) -> Note:
    """The plain way: where the quotation stands, the place with the most agreeing context."""
    note, value = given.note, given.value
    best, rank = -1, (-1, 0)
    place = value.find(note.quote)
    while place >= 0:
        end = place + len(note.quote)
        before, after = value[max(0, place - 32) : place][::-1], value[end : end + 32]
        agreeing = _shared(before, note.prefix[::-1]) + _shared(after, note.suffix)
        if (agreeing, -abs(place - note.span.start)) > rank:
            best, rank = place, (agreeing, -abs(place - note.span.start))
        place = value.find(note.quote, place + 1)
    if best < 0:
        return replace(note, orphan=True)
    return replace(note, span=Span(best, best + len(note.quote)))


def by_position(given: Trial) -> Note:
    """The plainest way: the same offsets, whatever stands there."""
    span, value = given.note.span, given.value
    kept = Span(min(span.start, len(value)), min(span.end, len(value)))
    return replace(given.note, span=kept, quote=kept.of(value))


def _shared(one: str, other: str) -> int:
    count = 0
    for ours, theirs in zip(one, other, strict=False):
        if ours != theirs:
            break
        count += 1
    return count


WAYS: dict[str, Callable[[Trial], Note]] = {
    "with the old text": with_the_old_text,
    "without it": without_it,
    "exact words, best context": by_exact_words,
    "position alone": by_position,
}


def counts(kind: str, trials: int) -> dict[str, Counter[str]]:
    """The outcomes of every way, over the same trials."""
    found: dict[str, Counter[str]] = {way: Counter() for way in WAYS}
    for number in range(trials):
        given = trial(kind, number)
        for way, find in WAYS.items():
            found[way][outcome(given, find(given))] += 1
    return found


def seconds() -> dict[str, list[float]]:
    """Of processor time for 200 notes on 1 MB: words edited, paragraphs reordered, all replaced."""
    chance = random.Random(1)
    parts: list[Article] = []
    length = 0
    while length < LARGE:
        parts.append(article(chance, chance.choice(LANGUAGES[:4]), 100_000 * len(parts)))
        length += len(joined(parts[-1].atoms))
    whole = Article("en", tuple(p for part in parts for p in part.paragraphs))
    before = joined(whole.atoms)
    starts = sorted(chance.sample(range(len(before) - 40), NOTES))
    notes = [note_on(before, Span(start, start + 30).stripped(before)) for start in starts]
    mixed = chance.sample(whole.paragraphs, len(whole.paragraphs))
    changed = {
        "3 % of words edited": edited(chance, whole.atoms, whole.words),
        "paragraphs reordered": Article("en", tuple(mixed)).atoms,
        "another text": article(chance, "ru").atoms * (length // 4_000),
    }
    return {name: _timed(notes, joined(atoms), before) for name, atoms in changed.items()}


def _timed(notes: Sequence[Note], after: str, before: str) -> list[float]:
    taken = []
    for _ in range(3):
        began = time.process_time()
        reanchor_all(notes, after, before)
        taken.append(time.process_time() - began)
    return taken


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 0 whatever comes of it: the table tells."""
    trials = int(arguments[0]) if arguments else TRIALS
    taken = seconds()
    print(f"{trials:,} trials each\n{'change':<28} {'found':<26}", end="")
    print(*(f"{name:>9}" for name in OUTCOMES), f"{'right':>9}")
    found = {}
    for kind in KINDS:
        found[kind] = counts(kind, trials)
        for way, counted in found[kind].items():
            numbers = " ".join(f"{counted[name]:>9,}" for name in OUTCOMES)
            print(f"{kind:<28} {way:<26}{numbers} {counted['right'] / trials:>9.2%}", flush=True)
    print()
    show([(Figure(f"{NOTES} notes, 1 MB: {name}", "s", 1), took) for name, took in taken.items()])
    write(taken, "anchors-", trials=trials, found=found)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
