"""Whether the source came back as it was, wholly or in part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.facts.quotations import find_quotations
from diptych.core.function_words import function_words
from diptych.core.pair import Pair
from diptych.core.scripts import letters_by_script

_MARKS = ".,;:!?…()[]{}<>\"'“”„«»‘’‚‹›-–—*/|"
_PLAIN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\Z")
_NEAR_ENOUGH = 8
_TITLE = 6
_SHOWN = 60


def check_untranslated(pair: Pair) -> Iterator[Alarm]:
    """At most one alarm, of the kind UNTRANSLATED or PARTLY_UNTRANSLATED.

    Names, titles of works and addresses may stay as they are; so may whole short sentences
    between languages that are near to each other.
    """
    if pair.from_base and pair.from_base == pair.to_base:
        return
    if pair.source_lows == pair.target_lows:
        if _is_left(pair):
            yield Alarm(AlarmKind.UNTRANSLATED, "left untranslated")
        return
    run = _longest_run(pair)
    if run:
        shown = " ".join(run)
        shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rstrip()}…"
        yield Alarm(AlarmKind.PARTLY_UNTRANSLATED, f"left untranslated: “{shown}”")
        return
    left = _foreign_letters(pair)
    if left:
        yield Alarm(AlarmKind.PARTLY_UNTRANSLATED, f"left in {left} letters")


def _is_left(pair: Pair) -> bool:
    """Whether equal words are more than names."""
    words = pair.source_words
    small, plain = _small_and_plain(pair, words)
    if pair.near:
        return len(words) >= _NEAR_ENOUGH and plain >= _NEAR_ENOUGH // 2
    if pair.across_scripts:
        unspaced = {"Chinese", "Japanese", "Thai"} & set(pair.from_scripts)
        return bool(unspaced) or plain > 0 or len(words) >= 4
    if pair.source.isupper():
        return len(words) >= 4 or (len(words) == 3 and small > 0)
    return len(words) >= 5 or (len(words) >= 3 and (plain >= 2 or (small >= 1 and plain >= 1)))


def _small_and_plain(pair: Pair, words: Sequence[str]) -> tuple[int, int]:
    """How many words only the source's language has, and how many more are no names."""
    known = function_words(pair.from_base) - function_words(pair.to_base)
    shouted = pair.source.isupper()
    small = sum(word.lower() in known and (shouted or not word.isupper()) for word in words)
    plain = sum(
        len(word) > 2 and word[0].islower() and _PLAIN.match(word) is not None and word not in known
        for word in words
    )
    return small, plain


def _longest_run(pair: Pair) -> Sequence[str]:
    """The longest run of the source's words that stands in the target and is no name.

    As it is written in the target, where places and titles may have got capitals.
    """
    size = 4
    if len(set(pair.source_lows).intersection(pair.target_lows)) < size:
        return ()
    source, target = _tokens(pair.source), _tokens(pair.target)
    there = {gram: at for at, gram in enumerate(_grams(_lows(target), size))}
    starts = [at for at, gram in enumerate(_grams(_lows(source), size)) if gram in there]
    best: Sequence[str] = ()
    at = 0
    while at < len(starts):
        end = at
        while end + 1 < len(starts) and starts[end + 1] == starts[end] + 1:
            end += 1
        first = there[tuple(_lows(source[starts[at] : starts[at] + size]))]
        run = target[first : first + starts[end] - starts[at] + size]
        if len(run) > len(best) and _is_prose(pair, run):
            best = run
        at = end + 1
    return best


def _tokens(text: str) -> Sequence[str]:
    """What stands between spaces, without the marks around it."""
    return [token.strip(_MARKS) for token in text.split()]


def _lows(words: Sequence[str]) -> Sequence[str]:
    return [word.lower() for word in words]


def _grams(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[i:] for i in range(size)), strict=False)


def _is_prose(pair: Pair, run: Sequence[str]) -> bool:
    small, plain = _small_and_plain(pair, run)
    if pair.near:
        return len(run) >= _NEAR_ENOUGH and 2 * len(run) >= len(pair.source_words) and plain >= 4
    enough = plain >= 3 or (small >= 1 and plain >= 1 and (small + plain >= 3 or len(run) > 4))
    return enough and not _is_title(pair, run)


def _is_title(pair: Pair, run: Sequence[str]) -> bool:
    """Whether all of a run stands between quotation marks in the target, in short pieces.

    Such are titles of works, and lists of words that are talked about.
    """
    pieces = [fact.readings[0].split() for fact in find_quotations(pair.target).facts]
    quoted = {word for piece in pieces if len(piece) <= _TITLE for word in piece}
    return all(word.isdigit() or word.lower() in quoted for word in run)


def _foreign_letters(pair: Pair) -> str:
    """The script of the source of which more than a sign or two is left in the target."""
    if not pair.across_scripts or "Latin" in pair.from_scripts:
        return ""
    letters = letters_by_script(pair.target)
    total = sum(letters.values())
    left = sum(letters.get(script, 0) for script in pair.from_scripts)
    return pair.from_scripts[0] if left >= 4 and 2 * left <= total else ""
