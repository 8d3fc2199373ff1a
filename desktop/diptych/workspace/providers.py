"""Where translators come from: each kind of engine says which pairs it serves, and why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from diptych.core.languages import language
from diptych.engines.base import Translator


class Provider(Protocol):
    """One kind of engine with everything that is installed for it. Languages are BCP 47."""

    name: str
    label: str

    def offers(self, origin: str, to: str | None) -> Iterator[Translator]:
        """Its translators from one language into another, or into any; the best first."""
        ...

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs it serves now, without those by way of a third language."""
        ...

    def why_not(self, origin: str, to: str) -> str:
        """Why it does not serve the pair, and what to do about it, in a sentence or two."""
        ...

    def refresh(self) -> None:
        """Look again at what is installed, at the next question."""
        ...

    def close(self) -> None:
        """Give up what is in memory."""
        ...


def through(via: tuple[str, ...]) -> str:
    """How a label tells the languages between, as in `` through English``."""
    return f" through {language(via[0]).name}" if via else ""
