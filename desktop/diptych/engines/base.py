"""What the workspace asks of an engine, whatever stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from diptych.core.detection import Candidate
from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick

Deliver = Callable[[int, str], None]
"""Called with the index of a sentence and its translation, in the order they become known."""


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
    sentence about quality, with its measured score, or empty.
    """

    engine: str
    label: str
    from_language: str
    to_language: str
    model: str
    via: tuple[str, ...] = ()
    caution: str = ""


class Translator(Protocol):
    """Translates sentences of one pair of languages."""

    info: TranslatorInfo

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """Translate each sentence (one line each, none empty, no duplicates) and deliver it.

        ``quality`` is fast, balanced or careful. Reports progress through ``context`` and
        raises Cancelled within a second of being asked. Raises PackError or NoEngineError.
        """
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
