"""Which engines there are, and why one is not available."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib.util import find_spec

from diptych.engines.translation.apertium import INSTALL


@dataclass(frozen=True, slots=True)
class EngineState:
    """An engine's name, what it does, and why it cannot be used; empty when it can."""

    name: str
    label: str
    task: str
    missing: str = ""


_PACKAGES = (
    ("argos", "Argos packs (CTranslate2)", "translation", "ctranslate2"),
    ("langdetect", "langdetect", "detection", "langdetect"),
    ("py3langid", "py3langid", "detection", "py3langid"),
    ("textrank", "TextRank with redundancy control", "summarising", "scipy"),
    ("sumy", "sumy's methods", "summarising", "sumy"),
)


def engine_states() -> tuple[EngineState, ...]:
    """Every built-in engine; nothing is imported to find out."""
    states = [
        EngineState(name, label, task, "" if find_spec(package) else f"{package} is not installed.")
        for name, label, task, package in _PACKAGES
    ]
    there = shutil.which("apertium") is not None
    states.append(EngineState("apertium", "Apertium", "translation", "" if there else INSTALL))
    return tuple(states)
