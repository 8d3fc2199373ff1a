"""A summary: sentences chosen from the source, each with its score and the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.core.versions import Signature


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a summary may be: ``sentences`` or ``words``; exactly one is set."""

    sentences: int | None = None
    words: int | None = None

    def __post_init__(self) -> None:
        if (self.sentences is None) == (self.words is None):
            raise ValueError("a limit is a number of sentences or a number of words")
        if (self.sentences or self.words or 0) < 1:
            raise ValueError("a limit is at least 1")


@dataclass(frozen=True, slots=True)
class Pick:
    """A chosen segment with its score (method's own scale, higher is better) and why."""

    segment: str
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Picks in reading order; the words are found in any version by segment id."""

    method: str
    limit: Limit
    picks: tuple[Pick, ...]
    signature: Signature
