"""Cues that an English text was translated from French: typography first, then wording.

They say "handled in a French newsroom" more than "translated", vanish in copy-edited text, and
are never turned into a probability. Two or more kinds are typographic in every hint we give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.core.detection import Cue, Origin
from diptych.core.text import Span

LEAST_WEIGHT = 5
LEAST_KINDS = 3
LEAST_WORDS = 100


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    weight: int
    pattern: re.Pattern[str]
    why: str
    typographic: bool = True


def _typography(kind: str, weight: int, pattern: str, why: str) -> _Pattern:
    return _Pattern(kind, weight, re.compile(pattern), why)


def _wording(kind: str, weight: int, pattern: str, why: str) -> _Pattern:
    return _Pattern(kind, weight, re.compile(pattern), why, typographic=False)


_PATTERNS = (
    _typography(
        "space before a mark",
        3,
        r"(?<=[^\s.])[ \u00a0\u202f]+[,;:!?](?=\s)",
        "French puts a space before ; : ! and ?; English puts none before any mark.",
    ),
    _typography(
        "stray full stop",
        2,
        r"\.[ \u00a0]\.(?=\s|\Z)",
        "Two full stops with a space between them.",
    ),
    _typography(
        "no-break space at a number",
        2,
        r"(?<=\w)[\u00a0\u202f]\d|\d[\u00a0\u202f](?=\w)",
        "French newsrooms keep a number and its word together with a no-break space.",
    ),
    _typography("guillemets", 3, r"[«»]", "French quotation marks."),
    _typography(
        "unequal quotation marks",
        2,
        r"\"[^\"“”\n]{3,300}”|“[^\"“”\n]{3,300}\"",
        "A quotation opens with one kind of mark and closes with another.",
    ),
    _typography(
        "day first",
        1,
        r"\b(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]|1[0-2])/(?:19|20)\d\d\b",
        "The date is written day/month/year.",
    ),
    _typography(
        "number format",
        2,
        r"\b\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b|\b\d+,\d{1,2}(?=\s?%|\s(?:million|billion|percent))",
        "Thousands set apart by spaces, or a decimal comma.",
    ),
    _typography("clock", 2, r"\b\d{1,2}h\d{2}\b", "Time written the French way."),
    _typography(
        "comma after the quotation",
        1,
        r"[\"”»] ?, (?:said|added|explained|declared|estimated|assured|indicated|underlined)\b",
        "The comma stands outside the quotation marks, before the verb of speech.",
    ),
    _wording(
        "verb of speech",
        1,
        r"\b(?:underlined|estimated|deplored|assured|specified|recalled) (?:that|the)\b"
        r"|\b(?:he|she) (?:underlined|estimated|deplored|assured|specified)\b"
        r"|\bfurther explained\b|\balso reports\b",
        "Verbs that stand where French has souligner, estimer, assurer, préciser.",
    ),
    _wording(
        "article before a country",
        2,
        r"\bthe (?:North Korea|South Korea|South Africa|France|Germany|China|Russia|Europe)\b"
        r"(?! \w+(?:an|ese|ish)\b)(?=[ ,.;:!?\"”»])(?! (?:war|crisis|team|talks|desk|office))",
        "An article before the name of a country, as in la Corée.",
    ),
    _wording(
        "French word",
        3,
        r"(?<![\w’'-])(?:avec|selon|une|où|Mme|MM\.|c'est|n'est|qu'il)(?=\s)",
        "A French function word left in.",
    ),
    _wording(
        "calque",
        1,
        r"\bin all respects\b|\bthe (?:rapprochements|ensemble of)\b|\bimportant (?:sum|number)\b",
        "Wording that follows French closely.",
    ),
)
_MR_PLAIN = re.compile(r"\bMrs? [A-Z]\w+")
_MR_STOP = re.compile(r"\bMrs?\. [A-Z]\w+")


def find_cues(value: str, spans: Sequence[Span]) -> Origin | None:
    """The hint with its cues, when they weigh enough; None otherwise.

    Only the given spans of ``value`` are looked at. A kind weighs once, however often it is seen:
    at least 5 points from at least 3 kinds in at least 100 words make a hint (none of 123 news
    texts written in English reached that).
    """
    if sum(len(span.of(value).split()) for span in spans) < LEAST_WORDS:
        return None
    cues = sorted(_cues(value, spans), key=lambda cue: cue.span)
    weights = {cue.kind: cue.weight for cue in cues}
    if sum(weights.values()) < LEAST_WEIGHT or len(weights) < LEAST_KINDS:
        return None
    typographic = {p.kind for p in _PATTERNS if p.typographic}
    worded = any(kind not in typographic for kind in weights)
    kinds = "typographic and wording cues" if worded else "typographic cues"
    return Origin("fr", f"{kinds} consistent with translation from French", tuple(cues))


def _cues(value: str, spans: Sequence[Span]) -> Iterator[Cue]:
    for span in spans:
        for pattern in _PATTERNS:
            for match in pattern.pattern.finditer(value, span.start, span.end):
                place = Span(match.start(), match.end())
                yield Cue(place, pattern.kind, pattern.why, pattern.weight)
    plain = _first(_MR_PLAIN, value, spans)
    if plain is not None and _first(_MR_STOP, value, spans) is not None:
        yield Cue(plain, "Mr and Mr.", "“Mr” and “Mr.” are both used in one text.", 2)


def _first(pattern: re.Pattern[str], value: str, spans: Sequence[Span]) -> Span | None:
    for span in spans:
        match = pattern.search(value, span.start, span.end)
        if match:
            return Span(match.start(), match.end())
    return None
