"""sumy's methods without NLTK data: our sentences and words go in, and come out by identity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from diptych.core.errors import SummaryError
from diptych.core.languages import language as language_entry
from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.core.words import ranking_words
from diptych.engines.base import Sentence
from diptych.engines.summarising.choosing import choose


@dataclass(frozen=True, slots=True)
class _Method:
    """``seconds`` were measured at ``measured`` sentences; time grows with ``exponent``."""

    largest: int
    measured: int
    seconds: float
    exponent: float


_METHODS = {
    "luhn": _Method(10_000, 5_000, 3.6, 1.3),
    "edmundson": _Method(10_000, 5_000, 2.1, 1.0),
    "lexrank": _Method(1_500, 2_000, 16.0, 2.0),
    "lsa": _Method(1_000, 2_000, 19.0, 2.7),
    "kl": _Method(150, 200, 3.6, 2.9),
    "sum-basic": _Method(5_000, 5_000, 7.6, 1.7),
    "reduction": _Method(1_500, 2_000, 8.9, 2.0),
}
NAMES = tuple(_METHODS)

_BONUS = ("announced", "reported", "said", "significant")
_STIGMA = ("however", "although")


class SumyMethod:
    """One of sumy's methods; raises SummaryError for texts on which it would take minutes."""

    def __init__(self, name: str) -> None:
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
        model, wrapped = _document(sentences, titles)
        summarizer = _summarizer(self.name, language)
        wanted = limit.sentences if limit.sentences is not None else len(sentences)
        picked = list(summarizer(model, min(wanted, len(sentences))))
        context.check()
        place = {id(sentence): index for index, sentence in enumerate(wrapped)}
        indices = [place[id(sentence)] for sentence in picked if id(sentence) in place]
        if not indices:
            return choose(
                ((i, 0.0, "the method found no content words; the lead stands in")
                 for i in range(len(sentences))),
                sentences,
                limit,
            )  # fmt: skip
        if limit.words is not None:
            indices = self._by_growth(summarizer, model, place, len(sentences))
        return choose(((i, 0.0, f"picked by {self.name}") for i in indices), sentences, limit)

    @staticmethod
    def _by_growth(summarizer: Any, model: Any, place: dict[int, int], count: int) -> list[int]:
        """Best first: sumy answers in reading order, so the order is seen by asking for more."""
        order: list[int] = []
        for wanted in range(1, min(count, 40) + 1):
            for sentence in summarizer(model, wanted):
                index = place.get(id(sentence))
                if index is not None and index not in order:
                    order.append(index)
        return order

    def _refuse_long(self, count: int) -> None:
        method = self._method
        if count <= method.largest:
            return
        seconds = method.seconds * (count / method.measured) ** method.exponent
        minutes = max(1, round(seconds / 60))
        noun = "minute" if minutes == 1 else "minutes"
        raise SummaryError(
            f"“{self.name}” would need about {minutes} {noun} for {count:,} sentences.",
            f"It takes texts of up to {method.largest:,} sentences. Use TextRank or Lead.",
        )


class _Words:
    """The tokenizer sumy asks for."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return ranking_words(text)


def _document(sentences: Sequence[Sentence], titles: Sequence[str]) -> tuple[Any, list[Any]]:
    """sumy's model of the document, and its sentences in our order."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence

    class OwnSentence(SumySentence):  # type: ignore[misc]
        """sumy hashes sentences by their text, which mixes up equal ones: here by identity."""

        __slots__ = ()

        def __eq__(self, other: object) -> bool:
            return self is other

        __hash__ = object.__hash__

    tokenizer = _Words()
    wrapped = [OwnSentence(sentence.words, tokenizer) for sentence in sentences]
    paragraphs: list[list[Any]] = []
    last: int | None = None
    for sentence, own in zip(sentences, wrapped, strict=True):
        if sentence.paragraph != last:
            paragraphs.append([])
            last = sentence.paragraph
        paragraphs[-1].append(own)
    headings = [OwnSentence(title, tokenizer, is_heading=True) for title in titles]
    first = [*headings, *paragraphs[0]]
    model = ObjectDocumentModel([Paragraph(first), *(Paragraph(p) for p in paragraphs[1:])])
    return model, wrapped


def _summarizer(name: str, language: str) -> Any:
    from sumy.nlp.stemmers import Stemmer, null_stemmer
    from sumy.utils import get_stop_words

    known = language_entry(language).sumy
    try:
        stemmer = Stemmer(known) if known else null_stemmer
    except LookupError:
        stemmer = null_stemmer
    try:
        stop = get_stop_words(known) if known else frozenset()
    except LookupError:
        stop = frozenset()
    summarizer = _construct(name, stemmer)
    if name == "edmundson":
        summarizer.bonus_words = _BONUS
        summarizer.stigma_words = _STIGMA
        summarizer.null_words = stop or _STIGMA
    elif name != "reduction" or hasattr(type(summarizer), "stop_words"):
        summarizer.stop_words = stop
    return summarizer


def _construct(name: str, stemmer: Any) -> Any:
    from importlib import import_module

    module, cls = {
        "luhn": ("luhn", "LuhnSummarizer"),
        "edmundson": ("edmundson", "EdmundsonSummarizer"),
        "lexrank": ("lex_rank", "LexRankSummarizer"),
        "lsa": ("lsa", "LsaSummarizer"),
        "kl": ("kl", "KLSummarizer"),
        "sum-basic": ("sum_basic", "SumBasicSummarizer"),
        "reduction": ("reduction", "ReductionSummarizer"),
    }[name]
    made = getattr(import_module(f"sumy.summarizers.{module}"), cls)
    if name == "lsa":
        made = _sorted_lsa(made)
    return made(stemmer)


def _sorted_lsa(base: Any) -> Any:
    """LSA with its dictionary in order: sumy's own order hangs on the hash seed, and so do ties."""

    class SortedLsa(base):  # type: ignore[misc]
        def _create_dictionary(self, document: Any) -> dict[str, int]:
            words = super()._create_dictionary(document)
            return {word: place for place, word in enumerate(sorted(words))}

    return SortedLsa
