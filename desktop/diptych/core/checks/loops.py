"""Whether a translation goes round in circles: words, clauses, signs or single letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import eq

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.pair import Pair

_SIGNS = re.compile(r"([^\w\s])(?:\s*\1){7,}")
_INSIDE = re.compile(r"(.{1,8}?)\1{2,}")
_MOST_WORDS = 1000
_LONG_BLOCK = 4
_SHORT_WORD = 2
_LONG_WORD = 12
_LONG_RUN = 6
_UNSPACED = "\u0e00"
_FEW_WORDS = 8
_WINDOW = 40
_FEWEST_DISTINCT = 0.4
_SHOWN = 40


def check_loops(pair: Pair) -> Iterator[Alarm]:
    """At most one alarm of the kind LOOP.

    A block of words counts when it stands in a row more often than a writer would put it, and at
    least twice as often as the source repeats anything: "Mayday, mayday, mayday" may stay.
    """
    found = (
        _blocks(pair.source_lows, pair.target_lows)
        or _inside_words(pair)
        or _few_words(pair)
        or _signs(pair)
    )
    if found:
        yield Alarm(AlarmKind.LOOP, found)


def _blocks(source: Sequence[str], target: Sequence[str]) -> str:
    source, target = source[:_MOST_WORDS], target[:_MOST_WORDS]
    block, times = _most_repeated(target)
    if not block or times < 2 * _most_repeated(source, strict=False)[1]:
        return ""
    return _told(" ".join(block), times)


def _most_repeated(words: Sequence[str], *, strict: bool = True) -> tuple[Sequence[str], int]:
    """The block that stands most often in a row, and how often; strict: more than is usual."""
    best: tuple[Sequence[str], int] = ((), 1)
    distinct = len(set(words))
    if distinct == len(words):
        return best
    longest = len(words) // 2 if distinct <= 0.7 * len(words) else _LONG_BLOCK
    for size in range(1, min(longest, len(words) // 2) + 1):
        if not any(map(eq, words, words[size:])):
            continue
        run = 0
        for at, (word, later) in enumerate(zip(words, words[size:], strict=False)):
            run = run + 1 if word == later else 0
            times = run // size + 1
            if times > best[1]:
                block = words[at + 1 - size : at + 1]
                if times >= _too_often(block) if strict else not "".join(block).isdigit():
                    best = (block, times)
    return best


def _too_often(block: Sequence[str]) -> int:
    """How often a block must stand in a row to be a loop."""
    if len(block) >= _LONG_BLOCK:
        return 2
    if all(word.isdigit() for word in block):
        return 6
    return 4 if len(block) == 1 and len(block[0]) <= _SHORT_WORD else 3


def _inside_words(pair: Pair) -> str:
    """Loops inside one word, or inside one run of a script that puts no spaces."""
    long = [word for word in pair.target_words if len(word) >= _LONG_RUN]
    for word in long:
        if len(word) < _LONG_WORD and word[0] < _UNSPACED:
            continue
        for match in _INSIDE.finditer(word):
            block = match[1]
            times = len(match[0]) // len(block)
            least = (6, 4)[len(block) - 1] if len(block) <= 2 else 3
            if times >= least and block * (times // 2 + 1) not in pair.source:
                return _told(block, times)
    return ""


def _few_words(pair: Pair) -> str:
    """Many words of few kinds, in no order: "testi testi test testi"."""
    words = pair.target_lows
    if len(words) < _FEW_WORDS or _variety(words) > 0.6:
        return ""
    if _variety(pair.source_lows) <= 0.6 and len(words) < 2 * len(pair.source_lows):
        return ""
    if min(_variety(words[i : i + _WINDOW]) for i in range(0, len(words), _WINDOW)) > (
        _FEWEST_DISTINCT
    ):
        return ""
    most, times = Counter(words).most_common(1)[0]
    return f"few different words: “{most}” comes {times} times"


def _variety(words: Sequence[str]) -> float:
    """The share of different words; 1 for texts too short to tell."""
    return len(set(words)) / len(words) if len(words) >= _FEW_WORDS else 1.0


def _signs(pair: Pair) -> str:
    match = _SIGNS.search(pair.target)
    if not match or match[1] in pair.source:
        return ""
    return _told(match[1], match[0].count(match[1]))


def _told(block: str, times: int) -> str:
    shown = block if len(block) <= _SHOWN else f"{block[:_SHOWN].rstrip()}…"
    return f"repeated {times} times: “{shown}”"
