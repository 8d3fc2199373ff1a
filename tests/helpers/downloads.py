"""Downloads of one pack, from English to French, that do not wait between two tries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.errors import DiptychError, DownloadError, PackError
from diptych.core.network import Permits
from diptych.core.progress import Context
from diptych.packs.download import Fetched, Patience, download
from diptych.packs.index import IndexEntry
from diptych.packs.web import Web

QUICK = Patience(tries=2, pause=0)
FILE = "translate-en_fr-1_0.argosmodel"
SIZE = 300_000
"""Bytes of the pack's weights."""


def entry(*links: str, **told: object) -> IndexEntry:
    """The pack as an index has it; ``told`` is what else the index tells."""
    return replace(IndexEntry("en", "fr", "1.0", links), **told)  # type: ignore[arg-type]


def fetch(
    wanted: IndexEntry, folder: Path, context: Context | None = None, timeout: float = 2.0
) -> Fetched:
    """Download into ``folder``; a server may be silent for ``timeout`` seconds."""
    web = Web(Permits(), timeout=timeout)
    return download(wanted, folder, web, context or Context(), patience=QUICK)


def fault(wanted: IndexEntry, folder: Path, timeout: float = 2.0) -> DiptychError:
    """Why the pack cannot be downloaded; nothing whole is left."""
    with pytest.raises((DownloadError, PackError)) as caught:
        fetch(wanted, folder, timeout=timeout)
    assert caught.value.remedy
    assert not (folder / FILE).exists()
    return caught.value
