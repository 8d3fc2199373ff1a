"""What language a text is in, how sure we are, and cues of an earlier language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diptych.core.text import Span


class Certainty(StrEnum):
    """How far a detection can be trusted; never a bare score."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A language (BCP 47) and one detector's own score, 0 to 1; for ordering only."""

    language: str
    score: float
    detector: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the detectors say of one stretch of text; ``language`` is None when they cannot say."""

    language: str | None
    certainty: Certainty
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockOpinion:
    """The opinion on one block of the article."""

    block: str
    language: str | None
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Cue:
    """A trace of another language's habits: where, what kind, and why it counts."""

    span: Span
    kind: str
    why: str
    weight: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Cues consistent with translation from ``language``; ``hint`` is words, never a score."""

    language: str
    hint: str
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Detection:
    """The language of an article, block by block and as a whole, with why."""

    language: str | None
    certainty: Certainty
    why: str
    candidates: tuple[Candidate, ...] = ()
    blocks: tuple[BlockOpinion, ...] = ()
    origin: Origin | None = None
