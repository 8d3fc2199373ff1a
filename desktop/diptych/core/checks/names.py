"""Whether the names of the source stand in the target, in any form a translator would give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.facts.fact import Fact
from diptych.core.facts.names import find_names, folded, is_acronym, stem_group
from diptych.core.pair import Pair

_SOUNDS = (
    ("tsch", "c"), ("sch", "k"), ("tch", "c"), ("sh", "k"), ("ch", "k"), ("ph", "f"), ("th", "t"),
    ("kh", "k"), ("gh", "g"), ("ck", "k"), ("x", "ks"), ("w", "v"), ("q", "k"), ("z", "s"),
    ("c", "k"), ("j", ""), ("h", ""),
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aeiouy]+")
_DOUBLE = re.compile(r"(.)\1+")


def check_names(pair: Pair) -> Iterator[Alarm]:
    """At most one alarm of the kind NAME. Only for two languages with Latin letters.

    A word of a name is missing when nothing like it stands in the target: not the same word, nor
    one that begins or sounds alike, nor another form from our table, nor any name of the target
    that the source does not account for and that begins with the same letter.
    """
    if "Latin" not in pair.from_scripts or "Latin" not in pair.to_scripts:
        return
    names = find_names(pair.source, pair.from_base)
    if not names:
        return
    target = _Target(pair)
    missing = [lost for name in names if (lost := target.lacks(name))]
    if missing:
        noun = "name" if len(missing) == 1 else "names"
        yield Alarm(AlarmKind.NAME, f"{noun} missing: {', '.join(dict.fromkeys(missing))}")


class _Target:
    """The words of a target, as names are looked for in them."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair

    def lacks(self, name: Fact) -> str:
        """The words of a name that do not stand there in any form; empty when they all do.

        Of a name with several words those of three letters and abbreviations may go.
        """
        written = _PLAIN.findall(name.text)
        single = len(written) == 1
        words = [w for w in written if single or (len(w) > 3 and not is_acronym(w))]
        return " ".join(w for w in words if w not in self._pair.target_words and not self._has(w))

    def _has(self, written: str) -> bool:
        acronym = is_acronym(written)
        word = folded(written.removesuffix("s") if acronym else written)
        if word in self._words or (len(word) > 3 and word in self._text):
            return True
        if acronym and len(word) > 2 and any(w.startswith(word) for w in self._words):
            return True
        group = stem_group(word)
        stems = tuple(stem for stem in group if len(stem) > 2)
        if not group.isdisjoint(self._words) or any(w.startswith(stems) for w in self._words):
            return True
        if acronym:
            return self._spells_out(word) or any(w.isupper() for w in self._spare_names)
        head = word[: 4 if len(word) > 4 else 3]
        if any(w.startswith(head) for w in self._words) or _sound(word) in self._sounds:
            return True
        return any(folded(spare)[:1] == word[:1] for spare in self._spare_names)

    def _spells_out(self, acronym: str) -> bool:
        """Whether words in a row begin with the letters of an abbreviation."""
        initials = "".join(w[0] for w in self._pair.target_lows)
        return len(acronym) > 2 and acronym in initials

    @cached_property
    def _text(self) -> str:
        return folded(self._pair.target)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_PLAIN.findall(self._text))

    @cached_property
    def _sounds(self) -> frozenset[str]:
        capital = (folded(w) for w in self._pair.target_words if w[0].isupper())
        return frozenset(_sound(w) for w in capital)

    @cached_property
    def _spare_names(self) -> Sequence[str]:
        """Names of the target whose beginnings the source does not have."""
        source = {folded(w)[:3] for w in self._pair.source_words}
        names = find_names(self._pair.target, self._pair.to_base)
        words = (w for name in names for w in _PLAIN.findall(name.text))
        return [w for w in words if folded(w)[:3] not in source]


def _sound(word: str) -> str:
    """The consonants of a folded word, those that languages write differently made alike."""
    for written, spoken in _SOUNDS:
        word = word.replace(written, spoken)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", word)) or word
