"""The methods of summarising by name."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.core.errors import SummaryError
from diptych.engines.base import Summariser
from diptych.engines.summarising.lead import Lead
from diptych.engines.summarising.sumy_methods import NAMES, SumyMethod
from diptych.engines.summarising.textrank import TextRank


@dataclass(frozen=True, slots=True)
class Method:
    """``apart`` methods cannot be asked to stop, so they run in a process of their own."""

    name: str
    label: str
    description: str
    apart: bool


DEFAULT = "textrank"

METHODS: tuple[Method, ...] = (
    Method(
        "textrank", "TextRank", "Central sentences, nothing said twice, the lead preferred", False
    ),
    Method("lead", "Lead", "The first sentences", False),
    Method("luhn", "Luhn", "Sentences with clusters of frequent words", True),
    Method("edmundson", "Edmundson", "Cue words, title words and place", True),
    Method("lexrank", "LexRank", "Sentences most like all others", True),
    Method(
        "lsa",
        "LSA (by content words)",
        "sumy's LSA as it is: it ranks by the number of content words, not by topics",
        True,
    ),
    Method("kl", "KL", "Sentences whose words are spread as in the whole text", True),
    Method("sum-basic", "SumBasic", "Sentences with frequent words, used once", True),
    Method("reduction", "Reduction", "Sentences that share most words with others", True),
)


def method(name: str) -> Method:
    """The method with that name; raises SummaryError naming those there are."""
    for known in METHODS:
        if known.name == name:
            return known
    raise SummaryError(
        f"There is no method “{name}”.", f"Use one of: {', '.join(m.name for m in METHODS)}."
    )


def summariser(name: str) -> Summariser:
    """A summariser by the name of its method. Raises SummaryError."""
    method(name)
    if name == "textrank":
        return TextRank()
    if name == "lead":
        return Lead()
    assert name in NAMES
    return SumyMethod(name)
