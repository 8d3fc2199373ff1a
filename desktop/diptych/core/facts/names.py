"""Names in a text: capitalised words that are neither the start of a sentence nor a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from diptych.core.facts.calendar_words import calendar_words
from diptych.core.facts.fact import Fact, FactKind
from diptych.core.facts.name_forms import LONGEST_STEM, NO_PLACES, PLACES, SAME
from diptych.core.facts.number_words import number_words
from diptych.core.facts.quotations import find_quotations
from diptych.core.facts.title_words import TITLE_WORDS
from diptych.core.function_words import function_words
from diptych.core.text import Span

_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"[^\W\d_a-z](?<![^\W_].)[^\W\d_]*")
_GERMAN_TITLE = re.compile(
    r"(?:minister|präsident|kanzler|meister|sprecher|politiker|trainer|chef|sänger|spieler|autor|"
    r"regisseur|anwält|richter|forscher|direktor|leiter|vorsitzende|kommissar|stürmer|torhüter|"
    r"schriftsteller|professor|doktor|bischof|könig|prinz)(?:in|s|r|n)?\Z|(?:herrn?|frau|dr|prof|"
    r"anwalt|arzt|ärztin|papst)\Z"
)
_NO_NAMES = frozenset(["ende", "anfang", "mitte", "am", "im", "vor", "nach"])
_ENDINGS = {4: 1, 5: 3}
"""How many letters may follow a beginning of so many; the rest is bounded by the whole word."""

_ROMAN = re.compile(r"[IVXLC]+(?:e|er|ème)?\Z")
_ENDS = ".!?:;…—–-•*|/\"“„«»‘'([)]¿¡"
_NEAR = re.compile(r"(?:\s|-|[\s-](?:de|da|di|do|van|von|der|al|el|bin|du)\s)\Z")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_PLAIN_LETTERS = str.maketrans({
    "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "þ": "th", "ð": "d",
})  # fmt: skip


def folded(text: str) -> str:
    """Lower case without accents, as names are compared across languages."""
    low = text.lower()
    if low.isascii():
        return low
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", low)).translate(_PLAIN_LETTERS)


def stem_group(word: str) -> frozenset[str]:
    """The beginnings that a folded word may come back with, from the table; empty if not there."""
    found: frozenset[str] = frozenset()
    for length in range(min(len(word), LONGEST_STEM), 1, -1):
        group = SAME.get(word[:length])
        if group and (length > 3 or len(word) - length <= 4):
            found |= group
    return found


def find_names(text: str, base: str) -> tuple[Fact, ...]:
    """Names of a text in a language (base language) of Latin letters, in order of place.

    Words that follow each other make one name. Abbreviations ("NATO") are told by their capitals;
    in German, where every noun has one, only they, names of places from our table and words after
    a title are taken. Nothing is taken from lines all in capitals, and little from headlines in
    title case. Names of one word, which may be something else, are not certain.
    """
    words = [match for match in _CAPITAL.finditer(text) if match[0][0].isupper()]
    if not words or text.isupper():
        return ()
    headline = 3 * len(words) > text.count(" ") and is_title_case(text, base)
    free = base != "de" and not headline
    titles = [q.span for q in find_quotations(text).facts if is_title_case(q.text, base)]
    words = [w for w in words if not any(w.start() in title for title in titles)]
    numbers = number_words(base).values
    plain = TITLE_WORDS.get(base, TITLE_WORDS["en"])
    calendar = calendar_words(base)
    kept = [
        match
        for place, match in enumerate(words)
        if (low := match[0].lower()) not in plain
        and low.removesuffix("s") not in plain
        and not _ROMAN.match(match[0])
        and not calendar.says(low)
        and low not in numbers
        and (
            is_acronym(match[0])
            or (free and len(low) > 2 and not _starts(text, match.start()))
            or is_place(low)
            or (base == "de" and _follows_title(text, words, place))
        )
    ]
    return tuple(_fact(text, run) for run in _runs(text, kept))


def is_title_case(text: str, base: str) -> bool:
    """Whether nearly all words but the small ones begin with a capital, as in a headline."""
    small = function_words(base)
    words = [w for w in _WORD.findall(text) if len(w) > 2 and w.lower() not in small]
    large = sum(word[0].isupper() for word in words)
    least = 0.9 if text.rstrip().endswith(".") else 0.7
    return len(words) >= 2 and large >= least * len(words)


def is_acronym(word: str) -> bool:
    """Whether it is an abbreviation in capitals, with or without an English s."""
    word = word.removesuffix("s")
    return 2 <= len(word) <= 6 and word.isupper()


def _starts(text: str, at: int) -> bool:
    """Whether a sentence, a quotation or a bracket begins at ``at``."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at == 0 or text[at - 1] in _ENDS


def is_place(low: str) -> bool:
    """Whether most of a word in lower case is the name of a country, city or people we know."""
    word = folded(low)
    if word in NO_PLACES:
        return False
    for length in range(max(4, 3 * len(word) // 5), min(len(word), LONGEST_STEM) + 1):
        if word[:length] in PLACES and len(word) - length <= _ENDINGS.get(length, len(word)):
            return True
    return False


def _follows_title(text: str, words: Sequence[re.Match[str]], place: int) -> bool:
    """Whether a word of a German sentence stands after a title or an office."""
    if words[place][0].lower() in _NO_NAMES:
        return False
    for before in range(place - 1, max(place - 3, -1), -1):
        if not _NEAR.match(text[words[before].end() : words[before + 1].start()]):
            return False
        if _GERMAN_TITLE.search(words[before][0].lower()):
            return True
    return False


def _runs(text: str, words: Sequence[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Words with next to nothing between them."""
    run: list[re.Match[str]] = []
    for match in words:
        if run and not _NEAR.match(text[run[-1].end() : match.start()]):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def _fact(text: str, run: Sequence[re.Match[str]]) -> Fact:
    place = Span(run[0].start(), run[-1].end())
    reading = " ".join(folded(match[0]) for match in run)
    certain = len(run) > 1 or is_acronym(run[0][0])
    return Fact(FactKind.NAME, place, place.of(text), (reading,), certain)
