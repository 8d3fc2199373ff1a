"""``engines``: what detects, translates and summarises here, and why something does not."""

from __future__ import annotations

from dataclasses import asdict

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json
from diptych.engines.registry import engine_states
from diptych.engines.summarising.methods import METHODS


def engines(*, json: Json = False) -> None:
    """List engines and summary methods, and what an unavailable engine lacks."""
    states = engine_states()
    if json:
        methods = [
            {"name": m.name, "label": m.label, "description": m.description} for m in METHODS
        ]
        found = [{**asdict(s), "missing": s.missing or None} for s in states]
        answer_json({"engines": found, "methods": methods})
        return
    for state in states:
        answer(f"{state.task:<12} {state.name:<11} {state.missing or 'ready'}")
    answer("")
    for method in METHODS:
        answer(f"--method {method.name:<11} {method.description}")
