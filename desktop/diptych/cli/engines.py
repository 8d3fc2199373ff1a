"""``engines``: what detects, translates and summarises here, and why something does not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json
from diptych.cli.tools import borrowed_toolbox
from diptych.core.languages import language
from diptych.engines.registry import engine_states
from diptych.engines.summarising.methods import METHODS
from diptych.workspace.toolbox import PairReport


def engines(
    context: typer.Context,
    *,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="LANGUAGE", help="Only pairs from here.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="LANGUAGE", help="Only pairs into here.")
    ] = None,
    json: Json = False,
) -> None:
    """List engines and methods, what serves each pair of languages, and why others do not.

    With both languages, the pair is told of even if nothing serves it.
    """
    with borrowed_toolbox(context) as toolbox:
        origin, goal = from_ and language(from_).tag, to and language(to).tag
        if origin and goal:
            pairs = [(origin, goal)]
        else:
            pairs = [p for p in toolbox.pairs() if origin in (None, p[0]) and goal in (None, p[1])]
        reports = [toolbox.report(*pair) for pair in pairs]
    if json:
        states = [{**asdict(s), "missing": s.missing or None} for s in engine_states()]
        methods = [
            {"name": m.name, "label": m.label, "description": m.description} for m in METHODS
        ]
        shapes = [_shape(report) for report in reports]
        answer_json({"engines": states, "methods": methods, "pairs": shapes})
        return
    if not (from_ or to):
        for state in engine_states():
            answer(f"{state.task:<12} {state.name:<11} {state.missing or state.needs or 'ready'}")
        answer("")
        for method in METHODS:
            answer(f"--method {method.name:<11} {method.description}")
        answer("")
    for report in reports:
        _tell(report)


def _shape(report: PairReport) -> dict[str, object]:
    return {
        "from": report.from_language,
        "to": report.to_language,
        "offers": [
            {
                "engine": info.route,
                "label": info.label,
                "model": info.model,
                "caution": info.caution or None,
            }
            for info in report.offers
        ],
        "missing": [{"engine": label, "reason": reason} for label, reason in report.reasons],
    }


def _tell(report: PairReport) -> None:
    answer(f"{language(report.from_language).name} to {language(report.to_language).name}")
    for info in report.offers:
        answer(f"  + {info.label} (--engine {info.route}): {info.model}")
    for label, reason in report.reasons:
        answer(f"  - {label}: {reason}")
