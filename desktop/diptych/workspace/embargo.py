"""What the agency says about publishing a story: not yet, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from diptych.core.article import Metadata
from diptych.workspace.moments import in_words, moment_of


@dataclass(frozen=True, slots=True)
class Embargo:
    """Until when a story must not be published: ``until`` is None where only words say it."""

    words: str
    until: datetime | None = None

    @property
    def sentence(self) -> str:
        """What is said of it while it stands."""
        if self.until is not None:
            return f"Embargo until {in_words(self.until)} — not for publication."
        local = moment_of(self.words)
        if local is not None:
            return f"Embargo until {in_words(local)}, no zone given — not for publication."
        if self.words:
            return f"Embargo: “{self.words}” — not for publication."
        return "Under embargo — not for publication."

    @property
    def lifted_sentence(self) -> str:
        """What is said of it afterwards."""
        when = in_words(self.until) if self.until is not None else self.words
        return f"Embargo lifted {when}."


class Recall(StrEnum):
    """Why a story must not be published at all."""

    CANCELLED = "cancelled"
    WITHHELD = "withheld"

    @property
    def sentence(self) -> str:
        """What is said of it."""
        if self is Recall.CANCELLED:
            return "The agency has cancelled this story — not for publication."
        return "The agency withholds this story — not for publication."


_RECALLS = {
    "canceled": Recall.CANCELLED,
    "cancelled": Recall.CANCELLED,
    "killed": Recall.CANCELLED,
    "withheld": Recall.WITHHELD,
}
"""IPTC's words for the status of publishing, and what agencies write instead."""


def embargo_of(metadata: Metadata) -> Embargo | None:
    """The embargo of a story, whether it stands or has been lifted; None where there is none."""
    words = " ".join((metadata.embargo or "").split())
    if not words:
        return Embargo("") if _status(metadata) == "embargoed" else None
    until = moment_of(words)
    return Embargo(words, until if until is not None and until.utcoffset() is not None else None)


def standing(metadata: Metadata, now: datetime) -> Embargo | None:
    """The embargo that holds at ``now`` (with a zone).

    Words that name no moment with its zone, as in “tomorrow noon”, hold for ever.
    """
    found = embargo_of(metadata)
    return found if found is not None and (found.until is None or now < found.until) else None


def lifted(metadata: Metadata, now: datetime) -> Embargo | None:
    """The embargo that held before ``now`` (with a zone)."""
    found = embargo_of(metadata)
    return found if found is not None and standing(metadata, now) is None else None


def recall_of(metadata: Metadata) -> Recall | None:
    """Whether the agency has taken the story back."""
    return _RECALLS.get(_status(metadata))


def why_not(metadata: Metadata, now: datetime) -> str:
    """Why the story must not be published at ``now``, in a sentence; empty when it may be."""
    recall = recall_of(metadata)
    if recall is not None:
        return recall.sentence
    found = standing(metadata, now)
    return found.sentence if found is not None else ""


def _status(metadata: Metadata) -> str:
    """The status without the name of its vocabulary, as in ``stat:canceled``."""
    return (metadata.status or "").rpartition(":")[2].strip().lower()
