"""What stands out in a translated segment: its kind, and a sentence that explains it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AlarmKind(StrEnum):
    """The kinds of things that can be wrong with a translation; names are kept in files."""

    EMPTY = "empty"
    UNTRANSLATED = "untranslated"
    PARTLY_UNTRANSLATED = "partly-untranslated"
    LOOP = "loop"
    LENGTH = "length"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    QUOTATION = "quotation"
    SCRIPT = "script"
    CONFIDENCE = "confidence"
    UNKNOWN_WORD = "unknown-word"
    TERM = "term"
    IN_PARTS = "in-parts"
    REFUSAL = "refusal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that stands out. ``message`` is a plain phrase, as in “number missing: 473,000”."""

    kind: AlarmKind
    message: str

    def __str__(self) -> str:
        return self.message
