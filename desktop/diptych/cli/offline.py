"""``offline``: proof that nothing leaves this machine unasked."""

from __future__ import annotations

from dataclasses import asdict

import typer

from diptych.cli.exit_status import ExitStatus
from diptych.cli.network import Calling
from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json
from diptych.core.network_guard import NetworkGuard


def offline(context: typer.Context, *, json: Json = False) -> None:
    """Really try to reach other machines, and tell whether the guard refused every way."""
    calling = context.find_object(Calling)
    guard = calling.guard if calling is not None else NetworkGuard()
    test = guard.self_test()
    if json:
        answer_json({"passed": test.passed, "probes": [asdict(probe) for probe in test.probes]})
    else:
        for probe in test.probes:
            answer(f"{'refused' if probe.refused else 'OPEN':<8} {probe.way} {probe.target}")
        answer("Nothing can leave this machine unasked." if test.passed else "It is not closed.")
    if not test.passed:
        raise typer.Exit(ExitStatus.FAILED)
