"""Which copies a command asks for, and what is said of them afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.output import say
from diptych.core.document import Document
from diptych.core.errors import CannotSaveError, DiptychError
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import FORMS, Form, form_of
from diptych.workspace.copies import Outcome, Wanted, subtitle_warnings
from diptych.workspace.saving import PROJECT

_PROJECT_FORM = "diptych"


def _known_form(names: list[str] | None) -> list[str]:
    known = [form.name for form in FORMS]
    for name in names or []:
        if name not in known:
            raise typer.BadParameter(f"“{name}” is not one of: {', '.join(known)}.")
    return names or []


def _writable(paths: list[Path]) -> list[Path]:
    """A format we cannot write is a mistake in the command, said before any work is done."""
    for path in paths:
        if path.suffix.lower() != PROJECT:
            try:
                form_of(path.suffix)
            except CannotSaveError as error:
                raise typer.BadParameter(f"{error.sentence} {error.remedy}") from error
    if len(set(paths)) < len(paths):
        raise typer.BadParameter("each copy needs a path of its own")
    return paths


Output = Annotated[
    list[Path],
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        callback=_writable,
        help="Where to save; the ending says the format. Can be given several times.",
    ),
]
AsForm = Annotated[
    list[str] | None,
    typer.Option(
        "--as",
        metavar="NAME",
        callback=_known_form,
        help="The format, where several share an ending: xliff-1.2.",
    ),
]
Wrap = Annotated[
    int | None,
    typer.Option(
        "--wrap",
        metavar="COLUMNS",
        min=10,
        max=1000,
        help="Set the lines of a text or of subtitles anew, this wide.",
    ),
]


def wanted_copies(paths: Sequence[Path], names: Sequence[str]) -> tuple[Wanted, ...]:
    """The copies with their forms: by the ending, unless one of ``names`` shares it."""
    named: dict[str, Form] = {}
    for name in names:
        form = form_of(name)
        if form.suffix in named:
            raise typer.BadParameter(
                f"--as {named[form.suffix].name} and --as {name} are for the same ending"
            )
        named[form.suffix] = form
    wanted = []
    for path in paths:
        if path.suffix.lower() == PROJECT:
            wanted.append(Wanted(_PROJECT_FORM, path))
            continue
        usual = form_of(path.suffix)
        wanted.append(Wanted(named.get(usual.suffix, usual).name, path))
    for form in named.values():
        if form.name not in [one.form for one in wanted]:
            raise typer.BadParameter(f"--as {form.name} needs a copy that ends in {form.suffix}")
    return tuple(wanted)


def check_options(wanted: Sequence[Wanted], *, wrap: int | None, tracked: bool) -> None:
    """Options that apply to none of the copies are a mistake in the command."""
    forms = [form_of(one.form) for one in wanted if one.form != _PROJECT_FORM]
    if wrap is not None and not any(form.lines for form in forms):
        lines = ", ".join(form.suffix for form in FORMS if form.lines)
        raise typer.BadParameter(f"--wrap is for copies that end in one of: {lines}")
    if tracked and not any(form.tracks for form in forms):
        tracks = ", ".join(form.suffix for form in FORMS if form.tracks)
        raise typer.BadParameter(f"--tracked is for copies that end in one of: {tracks}")


def tell_outcomes(document: Document, outcomes: Sequence[Outcome], copy: Copy) -> bool:
    """Say of each copy what became of it; whether all were saved.

    Raises the error of a copy that is the only one.
    """
    for outcome in outcomes:
        problem = outcome.problem
        if problem is None:
            say(f"Saved {outcome.wanted.path}")
        elif len(outcomes) == 1 or not isinstance(problem, DiptychError):
            raise problem
        else:
            say(f"Not saved: {outcome.wanted.path}\n{problem.sentence}\n{problem.remedy}".rstrip())
    saved = [form_of(one.wanted.form) for one in outcomes if one.problem is None
             and one.wanted.form != _PROJECT_FORM]  # fmt: skip
    if any(form.timed for form in saved):
        for warning in subtitle_warnings(document, copy):
            say(f"Note: {warning}.")
    return all(outcome.problem is None for outcome in outcomes)
