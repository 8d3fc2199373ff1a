"""``open``: the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, cast

import typer

from diptych.core.errors import CannotReadError


def open_(
    context: typer.Context,
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", help="Articles to open.")
    ] = None,
) -> None:
    """Open the window, on these articles if any are named."""
    wanted = files or []
    for file in wanted:
        if not file.exists():
            raise CannotReadError(f"There is no file “{file}”.", "Check its name and folder.")
    open_window = cast("Callable[[list[Path]], int]", context.obj)
    raise typer.Exit(open_window(wanted))
