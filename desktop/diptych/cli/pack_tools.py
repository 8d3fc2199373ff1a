"""The store of language packs, for the length of one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

from diptych.cli.tools import borrowed_toolbox
from diptych.workspace.pack_store import PackStore
from diptych.workspace.paths import Paths
from diptych.workspace.toolbox import Toolbox


@dataclass(frozen=True, slots=True)
class Packs:
    """The store, the toolbox it installs into, and the folders of both."""

    store: PackStore
    toolbox: Toolbox
    paths: Paths


@contextmanager
def borrowed_packs(context: typer.Context) -> Iterator[Packs]:
    """The store of this user's packs, with leave to reach what the command fetches."""
    paths = Paths.usual()
    with borrowed_toolbox(context) as toolbox:
        yield Packs(PackStore(paths, toolbox, toolbox.permits), toolbox, paths)
