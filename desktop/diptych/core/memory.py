"""Translations that were confirmed once: what is kept of them, and how sentences compare."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from diptych.core.differences import NUMBER, Difference
from diptych.core.folding import MARKS, WORD, fold
from diptych.core.words import UNSPACED

KEY_LENGTH = 6
"""Letters of a word that count when candidates are looked for, so that most inflections meet."""

_NUMBER = re.compile(NUMBER)
_GROUPING = re.compile(r"[ '.,](?=\d{3}(?!\d))")
_WORD = re.compile(rf"[{UNSPACED}]|{WORD}|[^\w\s]")
_LETTERS = rf"[^\W\d_{UNSPACED}]"
_KEYED = re.compile(rf"(?P<run>[{UNSPACED}]+)|{_LETTERS}+(?:[{MARKS}]+{_LETTERS}*)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A source sentence and its confirmed translation. What is not known is empty.

    Languages are BCP 47 tags; ``origin`` names the document; ``created`` and ``changed`` are ISO
    8601 in UTC, as in 2026-01-31T12:00:00Z; ``used`` counts how often the translation was taken
    again; ``before`` and ``after`` are the sentences around the source; ``props`` are named
    values that came with the entry; ``id`` is its number in the memory, 0 outside of it.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    origin: str = ""
    author: str = ""
    created: str = ""
    changed: str = ""
    used: int = 0
    before: str = ""
    after: str = ""
    note: str = ""
    props: tuple[tuple[str, str], ...] = ()
    id: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry whose source is like a sentence that was asked about.

    ``score`` is a whole percentage, 100 only when ``exact``; ``differences`` lead from the
    entry's source to the sentence; ``numbers_differ`` warns that the translation's numbers are
    not those of the sentence; ``same_context``: the sentences around are the same, too.
    """

    entry: Entry
    score: int
    exact: bool
    differences: tuple[Difference, ...] = ()
    numbers_differ: bool = False
    same_context: bool = False


@dataclass(frozen=True, slots=True)
class Comparable:
    """A sentence made ready for comparing.

    ``characters`` is folded (``core.folding``), each number a 0; ``words`` are its words and
    signs; ``numbers`` are the numbers by their digits.
    """

    characters: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]


def comparable(sentence: str) -> Comparable:
    """The sentence in the form in which similarity is measured: numbers are placeables."""
    folded = fold(sentence).text.strip()
    numbers = tuple(_digits(match.group()) for match in _NUMBER.finditer(folded))
    characters = _NUMBER.sub("0", folded)
    return Comparable(characters, tuple(_WORD.findall(characters)), numbers)


def exact_form(sentence: str) -> str:
    """Two sentences with the same form are the same: composition and white space aside."""
    return " ".join(unicodedata.normalize("NFC", sentence).split())


def keys_of(characters: str) -> tuple[str, ...]:
    """The words of a comparable sentence by which it is found again, sorted, each once.

    Words are cut to six letters; scripts without spaces give pairs of neighbours. A sentence
    without words has one key, which is empty.
    """
    keys: set[str] = set()
    for match in _KEYED.finditer(characters):
        word = match.group()
        if match.lastgroup == "run":
            keys.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        else:
            keys.add(word[:KEY_LENGTH])
    return tuple(sorted(keys)) or ("",)


def score_of(words: float, characters: float, *, exact: bool, numbers_differ: bool) -> int:
    """The score in percent from the similarity of words and that of characters (0 to 1 each).

    It is their mean, rounded down. Only an exact match has 100; one whose numbers differ has one
    percent less than it would have otherwise.
    """
    if exact:
        return 100
    mean = min(99, int(50 * (words + characters) + 1e-9))
    return max(0, mean - 1) if numbers_differ else mean


def _digits(number: str) -> str:
    """A number by its digits; of its separators those stay that cannot group thousands."""
    told = "".join(str(unicodedata.decimal(s)) if s.isdecimal() else s for s in number)
    return _GROUPING.sub("", told)
