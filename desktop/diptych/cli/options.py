"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from diptych.engines.summarising.methods import METHODS
from diptych.formats.reading.kinds import FORMATS


class Quality(StrEnum):
    """How much time a translation may take."""

    FAST = "fast"
    BALANCED = "balanced"
    CAREFUL = "careful"


def _known_method(name: str) -> str:
    """A method that is not there is a mistake in the command, said before anything is read."""
    names = [method.name for method in METHODS]
    if name not in names:
        raise typer.BadParameter(f"“{name}” is not one of: {', '.join(names)}.")
    return name


def _known_format(name: str | None) -> str | None:
    """A format we cannot read is a mistake in the command, too."""
    names = [form.kind for form in FORMATS]
    if name is not None and name not in names:
        raise typer.BadParameter(f"“{name}” is not one of: {', '.join(names)}.")
    return name


File = Annotated[
    str, typer.Argument(help="The article; “-” reads it from standard input.", metavar="FILE")
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, with code-point offsets.")]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", help="The encoding of the file, when it is told wrongly."),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        callback=_known_format,
        help="What the file is, when it is taken for something else.",
    ),
]
ItemId = Annotated[
    str | None,
    typer.Option("--item", metavar="ID", help="Which article, in a file that holds several."),
]
Password = Annotated[
    str | None,
    typer.Option("--password", help="Opens a protected file; asked for on a terminal otherwise."),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="LANGUAGE", help="The article's language; detected by default."),
]
To = Annotated[
    str, typer.Option("--to", metavar="LANGUAGE", help="The language to translate into.")
]
MaybeTo = Annotated[
    str | None, typer.Option("--to", metavar="LANGUAGE", help="Translate into this language.")
]
Engine = Annotated[
    str | None, typer.Option("--engine", help="As “engines” lists them; the best one by default.")
]
HowWell = Annotated[Quality, typer.Option("--quality", help="How much time translating may take.")]
Method = Annotated[
    str,
    typer.Option(
        "--method",
        callback=_known_method,
        help="How sentences are chosen; “engines” lists the methods.",
    ),
]
Sentences = Annotated[
    int | None, typer.Option("--sentences", min=1, help="At most this many sentences.")
]
Words = Annotated[int | None, typer.Option("--words", min=1, help="At most this many words.")]
