"""sumy's methods without NLTK data: our sentences and words go in, and ratings come out.

sumy hands back sentences only, in reading order. Here its own ratings are kept instead, so that
each pick has a score and a limit of words can be filled from the best sentence down.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from diptych.core.errors import SummaryError
from diptych.core.languages import language as language_entry
from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.core.words import ranking_words
from diptych.engines.base import Sentence
from diptych.engines.summarising.choosing import Room, choose, place


@dataclass(frozen=True, slots=True)
class _Method:
    """``seconds`` were measured at ``measured`` sentences; time grows with ``exponent``."""

    module: str
    summarizer: str
    label: str
    largest: int
    measured: int
    seconds: float
    exponent: float


_METHODS = {
    "luhn": _Method("luhn", "LuhnSummarizer", "Luhn", 10_000, 5_000, 3.6, 1.3),
    "edmundson": _Method("edmundson", "EdmundsonSummarizer", "Edmundson", 10_000, 5_000, 2.1, 1.0),
    "lexrank": _Method("lex_rank", "LexRankSummarizer", "LexRank", 1_500, 2_000, 16.0, 2.0),
    "lsa": _Method("lsa", "LsaSummarizer", "LSA", 1_000, 2_000, 19.0, 2.7),
    "kl": _Method("kl", "KLSummarizer", "KL", 150, 200, 3.6, 2.9),
    "sum-basic": _Method("sum_basic", "SumBasicSummarizer", "SumBasic", 5_000, 5_000, 7.6, 1.7),
    "reduction": _Method("reduction", "ReductionSummarizer", "Reduction", 1_500, 2_000, 8.9, 2.0),
}
NAMES = tuple(_METHODS)

_BONUS = ("announced", "reported", "said", "significant")
_STIGMA = ("however", "although")
_NO_WORD = "\ufffd"
"""Stands where sumy insists on at least one word; no sentence has it as a word."""


class SumyMethod:
    """One of sumy's methods; raises SummaryError for texts on which it would take minutes."""

    def __init__(self, name: str) -> None:
        """``name`` is one of NAMES; raises KeyError for another."""
        self.name = name
        self._method = _METHODS[name]

    def summarise(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[str],
        language: str,
        limit: Limit,
        context: Context,
    ) -> tuple[Pick, ...]:
        """See engines.base.Summariser. It cannot be asked to stop: run it where it can be ended."""
        context.check()
        if not sentences:
            return ()
        self._refuse_long(len(sentences))
        room = Room(sentences, limit)
        ratings = self._ratings(sentences, titles, language)
        context.check()
        return choose(self._ranked(ratings, len(sentences)), sentences, room)

    def _ratings(
        self, sentences: Sequence[Sentence], titles: Sequence[str], language: str
    ) -> list[float]:
        """sumy's rating of each sentence; empty when it found nothing to rate them by."""
        summarizer = _summarizer(self._method, language)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on texts of one or two sentences; handled here
            summarizer(_document(sentences, titles), len(sentences))
        # Rounded so that equal sentences tie: the last bits hang on the linear algebra library.
        ratings = [round(value, 9) if math.isfinite(value) else 0.0 for value in summarizer.ratings]
        return ratings if len(set(ratings)) > 1 or len(ratings) == 1 else []

    def _ranked(self, ratings: list[float], count: int) -> Iterator[tuple[int, float, str]]:
        label = self._method.label
        if not ratings:
            for index in range(count):
                yield index, 0.0, f"{place(index)}; {label} found nothing to rank by"
            return
        order = sorted(range(count), key=lambda index: (-ratings[index], index))
        for rank, index in enumerate(order, start=1):
            yield index, ratings[index], f"{place(index)}; number {rank} of {count} for {label}"

    def _refuse_long(self, count: int) -> None:
        method = self._method
        if count <= method.largest:
            return
        seconds = method.seconds * (count / method.measured) ** method.exponent
        minutes = max(1, round(seconds / 60))
        about = "a minute" if minutes == 1 else f"{minutes:,} minutes"
        raise SummaryError(
            f"{method.label} would need about {about} for {count:,} sentences.",
            f"It takes up to {method.largest:,} sentences. Choose TextRank or Lead instead.",
        )


class _Words:
    """The tokenizer that sumy asks for."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return ranking_words(text)


class _KeepsRatings:
    """Stands before a summarizer of sumy: keeps the ratings where it would cut to the best."""

    ratings: tuple[float, ...] = ()

    def _get_best_sentences(
        self, sentences: Any, _count: Any, rating: Any, *arguments: Any
    ) -> tuple[()]:
        rate = rating.__getitem__ if isinstance(rating, dict) else rating
        self.ratings = tuple(float(rate(sentence, *arguments)) for sentence in sentences)
        return ()


class _KeepsOrder:
    """Stands before LSA: sumy's order of words hangs on the hash seed, and so did ties."""

    def _create_dictionary(self, document: Any) -> dict[str, int]:
        words = super()._create_dictionary(document)  # type: ignore[misc]
        return {word: row for row, word in enumerate(sorted(words))}


class _LooksUp:
    """Stands before Luhn: finding a word among thousands should not take a walk through all."""

    def _get_significant_words(self, words: Any) -> frozenset[str]:
        return frozenset(super()._get_significant_words(words))  # type: ignore[misc]


_REPAIRS: dict[str, tuple[type, ...]] = {"lsa": (_KeepsOrder,), "luhn": (_LooksUp,)}


def _document(sentences: Sequence[Sentence], titles: Sequence[str]) -> Any:
    """sumy's model of the document: its sentences in our order, titles as headings."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence

    class OwnSentence(SumySentence):  # type: ignore[misc]
        """sumy takes sentences of the same words for one, and adds up their ratings."""

        def __eq__(self, other: object) -> bool:
            return self is other

        __hash__ = object.__hash__

    tokenizer = _Words()
    paragraphs: list[list[Any]] = []
    last: int | None = None
    for sentence in sentences:
        if sentence.paragraph != last:
            paragraphs.append([])
            last = sentence.paragraph
        paragraphs[-1].append(OwnSentence(sentence.words, tokenizer))
    paragraphs[0] += [OwnSentence(title, tokenizer, is_heading=True) for title in titles]
    return ObjectDocumentModel([Paragraph(paragraph) for paragraph in paragraphs])


def _summarizer(method: _Method, language: str) -> Any:
    from importlib import import_module

    module = import_module(f"sumy.summarizers.{method.module}")
    base = getattr(module, method.summarizer)
    bases = (*_REPAIRS.get(method.module, ()), _KeepsRatings, base)
    made = type(f"Own{method.summarizer}", bases, {})
    entry = language_entry(language)
    stemmer, stop_words = _language_tools(entry.sumy)
    if method.module != "edmundson":
        summarizer = made(stemmer)
        summarizer.stop_words = stop_words
        return summarizer
    # The cue words are English; elsewhere title words and place decide alone.
    summarizer = made(stemmer, cue_weight=1.0 if entry.tag == "en" else 0.0)
    summarizer.bonus_words = _BONUS
    summarizer.stigma_words = _STIGMA
    summarizer.null_words = stop_words or (_NO_WORD,)
    return summarizer


def _language_tools(name: str | None) -> tuple[Any, frozenset[str]]:
    """Stemmer and stop words by sumy's name of a language; where there are none, neutral ones."""
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.utils import get_stop_words

    if name is None:
        return null_stemmer, frozenset()
    try:
        stemmer = Stemmer(name)
        stemmer("a")  # some tell only here that a package is missing
    except (LookupError, ValueError, ImportError):
        stemmer = null_stemmer
    try:
        return stemmer, frozenset(get_stop_words(name))
    except LookupError:
        return stemmer, frozenset()
