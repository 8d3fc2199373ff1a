"""The methods of summarising by name."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.core.errors import SummaryError
from diptych.engines.base import Summariser
from diptych.engines.summarising.lead import Lead
from diptych.engines.summarising.sumy_methods import SumyMethod
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
        "textrank",
        "TextRank",
        "Central sentences, nothing said twice, the lead preferred",
        apart=False,
    ),
    Method("lead", "Lead", "The first sentences", apart=False),
    Method("luhn", "Luhn", "Sentences with clusters of frequent words", apart=True),
    Method("edmundson", "Edmundson", "Words of the title, place, English cue words", apart=True),
    Method("lexrank", "LexRank", "Sentences most like all others", apart=True),
    Method(
        "lsa",
        "LSA (sumy: ranks by content words, not topics)",
        "Sentences with many different content words",
        apart=True,
    ),
    Method("kl", "KL", "Sentences whose words are spread as in the whole text", apart=True),
    Method("sum-basic", "SumBasic", "Sentences of frequent words, used once", apart=True),
    Method("reduction", "Reduction", "Sentences that share most words with others", apart=True),
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
    """A summariser by the name of its method. Raises SummaryError naming those there are."""
    if method(name).apart:
        return SumyMethod(name)
    return Lead() if name == Lead.name else TextRank()
