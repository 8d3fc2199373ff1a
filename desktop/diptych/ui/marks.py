"""What can be marked in a pane, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtGui import QColor

from diptych.core.text import Span


class Layer(IntEnum):
    """What a mark means; later ones are painted over earlier ones."""

    SUMMARY = 0
    NOTES = 1
    CURRENT = 2
    ALARMS = 3
    LINKS = 4
    FIND = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A coloured span; ``underline`` and ``wave`` (its colour) tell it apart without colour."""

    span: Span
    background: QColor | None = None
    underline: bool = False
    wave: QColor | None = None
