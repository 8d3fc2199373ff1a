"""From what detectors say to how far that can be trusted; agreement is the honest signal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from diptych.core.detection import Candidate, Certainty, Opinion

ENOUGH = 20
"""Letters from which agreement counts as sure (99.9 % right on whole lines)."""

ENOUGH_WHEN_CLOSE = 60
"""Letters from which agreement on one of a close pair counts as sure."""

TOO_FEW = 10

_CLOSE = (
    frozenset({"da", "nb", "nn", "sv"}),
    frozenset({"es", "gl", "pt", "pt-BR", "ca", "oc"}),
    frozenset({"hr", "bs", "sr", "sl", "mk", "bg"}),
    frozenset({"id", "ms"}),
    frozenset({"cs", "sk"}),
    frozenset({"ru", "uk", "be"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"af", "nl"}),
)


def count_letters(text: str) -> int:
    """Letters of any script."""
    return sum(1 for c in text if c.isalpha())


def weigh(text: str, answers: Sequence[tuple[str, tuple[Candidate, ...]]]) -> Opinion:
    """One opinion from each detector's (name, candidates); a ``script`` answer stands alone."""
    everything = tuple(candidate for _, found in answers for candidate in found)
    by_name = dict(answers)
    guard = by_name.get("script", ())
    letters = count_letters(text)
    if guard:
        certainty = Certainty.SURE if letters >= TOO_FEW else Certainty.LIKELY
        return Opinion(guard[0].language, certainty, everything)
    tops = [found[0].language for name, found in answers if name != "script" and found]
    if not tops or not letters:
        return Opinion(None, Certainty.UNSURE, everything)
    best = tops[0]
    agree = len(tops) > 1 and all(_same(best, other) for other in tops)
    if not agree or letters < TOO_FEW:
        return Opinion(best, Certainty.UNSURE, everything)
    close = any(best in group for group in _CLOSE)
    enough = letters >= (ENOUGH_WHEN_CLOSE if close else ENOUGH)
    return Opinion(best, Certainty.SURE if enough else Certainty.LIKELY, everything)


def _same(a: str, b: str) -> bool:
    return a.partition("-")[0] == b.partition("-")[0] or {a, b} == {"nb", "nn"}


def vote(opinions: Sequence[tuple[int, Opinion]]) -> tuple[Opinion, str]:
    """The language of the whole from (letters, opinion) of its paragraphs, and why, in words."""
    weights: Counter[str] = Counter()
    for letters, opinion in opinions:
        if opinion.language:
            weights[opinion.language] += letters
    total = sum(letters for letters, _ in opinions)
    if not weights or not total:
        return Opinion(None, Certainty.UNSURE), "No paragraph has enough words to tell."
    best, weight = weights.most_common(1)[0]
    sure = sum(n for n, o in opinions if o.language == best and o.certainty is Certainty.SURE)
    agreeing = sum(1 for _, o in opinions if o.language == best)
    share = weight / total
    if share >= 0.8 and sure >= 0.5 * total:
        certainty = Certainty.SURE
    elif share >= 0.5 and sure:
        certainty = Certainty.LIKELY
    else:
        certainty = Certainty.UNSURE
    noun = "paragraph" if len(opinions) == 1 else "paragraphs"
    why = f"{agreeing} of {len(opinions)} {noun} are in this language by two detectors."
    others = [tag for tag, other in weights.most_common() if tag != best and other > 0.1 * total]
    if others:
        why += f" Some are in another: {', '.join(others)}."
    return Opinion(best, certainty), why
