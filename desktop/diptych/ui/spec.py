"""What an action of the window says and answers to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spec:
    """What an action says and answers to."""

    name: str
    words: str
    keys: str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False
    group: str = ""


def QT_TRANSLATE_NOOP(context: str, words: str) -> str:  # noqa: ARG001
    """Marks words for the translators; they are translated when they are shown."""
    return words
