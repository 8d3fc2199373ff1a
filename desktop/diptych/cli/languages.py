"""Languages as options of the commands that keep them: only those that are known."""

from __future__ import annotations

from typing import Annotated

import typer

from diptych.core.languages import language, normalise_tag


def _known(raw: str | None) -> str | None:
    """A language nobody knows is a mistake in the command, said before anything is kept."""
    if raw is None:
        return None
    tag = normalise_tag(raw)
    if tag is None:
        raise typer.BadParameter(f"“{raw}” is not a language known here.")
    return tag


KnownFrom = Annotated[
    str, typer.Option("--from", metavar="LANGUAGE", callback=_known, help="The source language.")
]
KnownTo = Annotated[
    str, typer.Option("--to", metavar="LANGUAGE", callback=_known, help="The target language.")
]
MaybeKnownFrom = Annotated[
    str | None,
    typer.Option("--from", metavar="LANGUAGE", callback=_known, help="Only from this language."),
]
MaybeKnownTo = Annotated[
    str | None,
    typer.Option("--to", metavar="LANGUAGE", callback=_known, help="Only into this language."),
]


def pair_name(from_language: str, to_language: str) -> str:
    """A pair of languages for people, as in “German to French”."""
    return f"{language(from_language).name} to {language(to_language).name}"
