"""What the workspace asks of an engine, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from diptych.core.alarms import Alarm
from diptych.core.detection import Candidate
from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.core.text import Span


@dataclass(frozen=True, slots=True)
class Answer:
    """An engine's translation of one sentence, and what the engine itself noticed about it."""

    words: str
    alarms: tuple[Alarm, ...] = ()


Deliver = Callable[[int, Answer], None]
"""Called with the index of a sentence and its answer, in the order they become known."""


class Detector(Protocol):
    """Guesses the language of one stretch of text."""

    name: str

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Languages (BCP 47), best first; empty when the text has no features. Never raises."""
        ...


@dataclass(frozen=True, slots=True)
class TranslatorInfo:
    """What a translator can tell of itself for one pair of languages (BCP 47).

    ``model`` names pack and version; ``via`` lists the languages between; ``caution`` is a plain
    sentence about quality, with its measured score, or empty. ``fingerprint`` changes whenever
    the model's bytes do: answers are kept under it. ``options`` are those beyond quality that
    change answers.
    """

    engine: str
    label: str
    from_language: str
    to_language: str
    model: str
    via: tuple[str, ...] = ()
    caution: str = ""
    fingerprint: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def route(self) -> str:
        """The engine and the languages between, as in ``apertium:es``: one way to translate."""
        return ":".join((self.engine, "+".join(self.via))) if self.via else self.engine


class Translator(Protocol):
    """Translates sentences of one pair of languages."""

    info: TranslatorInfo

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """Translate each sentence (one line each, none empty, no duplicates) and deliver it.

        ``quality`` is fast, balanced or careful. Reports progress through ``context`` and
        raises Cancelled within a second of being asked. Raises PackError or NoEngineError.
        ``deliver`` may itself call ``translate`` for other sentences.
        """
        ...


TermsOf = Callable[[str], tuple[tuple[str, str], ...]]
"""Given a sentence, the (source, target) of the fixed terms that occur in it."""


@runtime_checkable
class TakesTerms(Protocol):
    """An engine that can be told fixed terms beforehand, rather than be corrected afterwards."""

    def with_terms(self, terms: TermsOf, name: str) -> Translator:
        """The same translator with terms; ``name`` stands for all of them in its ``info``."""
        ...


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another translation, and the mean natural log probability of its tokens; 0 is certain."""

    words: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """A word of the source and one of the translation that belong together, by guess.

    Spans are code points of each; ``weight`` is 0..1.
    """

    source: Span
    target: Span
    weight: float


@runtime_checkable
class Advisor(Protocol):
    """An engine that can tell more about single sentences. Raises PackError, Cancelled."""

    def alternatives(
        self, sentence: str, start: str, count: int, context: Context
    ) -> tuple[Alternative, ...]:
        """Up to ``count`` translations that begin with ``start``, the likeliest first."""
        ...

    def scores(self, pairs: Sequence[tuple[str, str]], context: Context) -> tuple[float, ...]:
        """How likely the model finds each (source, translation), as in Alternative."""
        ...

    def links(self, source: str, target: str, context: Context) -> tuple[Link, ...]:
        """Which words belong together, as the model's attention has it: approximate."""
        ...


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate for a summary: its segment id, its words, its index of paragraph."""

    segment: str
    words: str
    paragraph: int


class Summariser(Protocol):
    """Chooses sentences that stand for the whole."""

    name: str

    def summarise(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[str],
        language: str,
        limit: Limit,
        context: Context,
    ) -> tuple[Pick, ...]:
        """Picks in reading order, never over ``limit``. Raises SummaryError when it cannot."""
        ...
