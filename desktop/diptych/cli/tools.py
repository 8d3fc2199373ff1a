"""The engines, packs and stores of this user, for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from diptych.cli.network import permits_of
from diptych.workspace.library import Library
from diptych.workspace.paths import Paths
from diptych.workspace.toolbox import Toolbox


@contextmanager
def borrowed_toolbox(context: typer.Context) -> Iterator[Toolbox]:
    """A toolbox whose models are unloaded at the end: CTranslate2 must not outlive its use."""
    toolbox = Toolbox(Paths.usual(), permits=permits_of(context))
    try:
        yield toolbox
    finally:
        toolbox.close()


@contextmanager
def borrowed_library() -> Iterator[Library]:
    """The answers, terms and sentences that are kept; their files are closed at the end."""
    library = Library(Paths.usual())
    try:
        yield library
    finally:
        library.close()
