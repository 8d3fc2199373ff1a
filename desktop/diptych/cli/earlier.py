"""``earlier``: what a .diptych file held before it was saved over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.cli.tools import borrowed_library
from diptych.core.errors import CannotReadError
from diptych.workspace.earlier import Changes, Earlier, read, told
from diptych.workspace.moments import in_words
from diptych.workspace.saving import PROJECT, save


def _new_project(path: Path | None) -> Path | None:
    if path is not None and path.suffix.lower() != PROJECT:
        raise typer.BadParameter(f"earlier versions are saved as {PROJECT}")
    if path is not None and path.exists():
        raise typer.BadParameter(f"“{path}” exists; choose a new name")
    return path


def earlier(
    file: Annotated[Path, typer.Argument(help="The .diptych file; it need not exist any more.")],
    number: Annotated[
        int | None,
        typer.Option("--save", metavar="N", min=1, help="Save the one with this number as a file."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", callback=_new_project, help="Where to save it."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """List what a .diptych file held before each save, newest first, or save one of them."""
    if (number is None) is not (output is None):
        raise typer.BadParameter("--save and --output belong together")
    with borrowed_library() as library:
        versions = library.earlier.of(file)
    if number is None or output is None:
        _list(versions, file, as_json=as_json)
        return
    if number > len(versions):
        raise CannotReadError(
            f"There is no earlier version {number} of “{file}”.",
            f"“diptych earlier {file}” lists them.",
        )
    save(read(versions[number - 1]), output)
    if as_json:
        answer_json({"saved": str(output)})
    else:
        say(f"Saved {output}")


def _list(versions: tuple[Earlier, ...], file: Path, *, as_json: bool) -> None:
    rows = [
        _shape(number, version, changes)
        for number, (version, changes) in enumerate(
            zip(versions, told(versions, file), strict=True), start=1
        )
    ]
    if as_json:
        answer_json({"file": str(file), "earlier": rows})
        return
    for row, version in zip(rows, versions, strict=True):
        changed = "cannot be compared"
        if row["words"] is not None:
            changed = f"changed after it: {row['words']} words, {row['notes']} notes"
        when = in_words(version.saved.astimezone().replace(tzinfo=None))
        answer(f"{row['number']:>3}  {when}  {row['size']:>10,} bytes  {changed}")
    if not rows:
        say("There are none. Each save over the file keeps what it held before.")


def _shape(number: int, version: Earlier, changes: Changes | None) -> dict[str, object]:
    return {
        "number": number,
        "saved": version.saved.isoformat(),
        "size": version.size,
        "words": changes.words if changes else None,
        "notes": changes.notes if changes else None,
    }
