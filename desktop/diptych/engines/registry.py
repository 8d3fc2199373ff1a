"""Which engines there are, and why one is not available."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from importlib.util import find_spec

from diptych.core.languages import language
from diptych.engines import plugins
from diptych.engines.translation import apertium, chat_server, firefox


@dataclass(frozen=True, slots=True)
class EngineState:
    """An engine's name, what it does, and why it cannot be used; empty when it can.

    ``needs`` is what it wants besides itself before it translates a pair, in a sentence; empty
    for those that do all they can at once.
    """

    name: str
    label: str
    task: str
    missing: str = ""
    needs: str = ""


_PACKAGES = (
    ("argos", "Argos packs (CTranslate2)", "translation", "ctranslate2"),
    ("langdetect", "langdetect", "detection", "langdetect"),
    ("py3langid", "py3langid", "detection", "py3langid"),
    ("textrank", "TextRank with redundancy control", "summarising", "scipy"),
    ("sumy", "sumy's methods", "summarising", "sumy"),
)
_NEEDS = {
    "argos": "Install an Argos pack for the pair.",
    "apertium": "Install an Apertium pair for these languages.",
    firefox.NAME: "Install a Firefox model for the pair.",
    chat_server.NAME: chat_server.NEEDS,
}
_TRANSLATION = "translation"


def engine_states() -> tuple[EngineState, ...]:
    """Every built-in engine, then installed plug-ins; nothing is imported to find out."""
    states = [
        EngineState(name, label, task, _absent(package), _NEEDS.get(name, ""))
        for name, label, task, package in _PACKAGES
    ]
    there = shutil.which("apertium") is not None
    absent = _absent(firefox.PACKAGE)
    states += [
        _translating("apertium", "Apertium", "" if there else apertium.INSTALL),
        _translating(firefox.NAME, firefox.LABEL, f"{absent} {firefox.INSTALL}" if absent else ""),
        _translating(chat_server.NAME, chat_server.LABEL, ""),
    ]
    return (*states, *_plugin_states({state.name for state in states}))


def _translating(name: str, label: str, missing: str) -> EngineState:
    return EngineState(name, label, _TRANSLATION, missing, _NEEDS[name])


def _absent(package: str) -> str:
    return "" if find_spec(package) else f"{package} is not installed."


def _plugin_states(taken: Collection[str]) -> list[EngineState]:
    states: dict[str, EngineState] = {}
    for found in plugins.find_plugins():
        label = f"{found.name} (plug-in of {found.package})" if found.package else found.name
        if found.name not in taken:
            states.setdefault(found.name, EngineState(found.name, label, _TRANSLATION))
    return list(states.values())


def why_not(state: EngineState, pairs: Collection[tuple[str, str]], origin: str, to: str) -> str:
    """Why an engine does not translate from one language to another; empty when it does.

    ``pairs`` are those (BCP 47) it serves now. What is missing altogether comes first, then what
    would have to be installed for this pair.
    """
    if state.task != _TRANSLATION:
        return f"{state.label} does not translate."
    if state.missing:
        return state.missing
    if (origin, to) in pairs:
        return ""
    if not pairs and state.needs:
        return state.needs
    pair = f"from {language(origin).name} to {language(to).name}"
    return f"{state.label} has nothing {pair} here. {state.needs}".strip()
