"""Firefox models from a mirror: what it has, and fetching one with its sums checked.

A mirror is a folder behind an address, with an ``index.json``: a list (or one) of objects with
``from``, ``to`` and ``files``, each of these with ``name``, ``size`` in bytes and ``sha256``.
Names are paths below the folder.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from diptych.core.errors import DownloadError
from diptych.core.firefox_models import FirefoxModel
from diptych.core.progress import Context, QuietContext
from diptych.packs.addresses import usable
from diptych.packs.files import file_sha256
from diptych.packs.firefox_archive import LARGEST_MODEL, take_model
from diptych.packs.firefox_layout import code_of, part_of
from diptych.packs.firefox_models import place_model
from diptych.packs.sums import sum_told

INDEX = "index.json"
LARGEST_INDEX = 8 * 1024 * 1024

Fetch = Callable[[str, Path, Context], None]
"""Fetches an address to a file that is not there yet. Raises DownloadError, Cancelled."""

_MOST_FILES = 16
_ANOTHER = "Use another mirror, or install the model from its files."


@dataclass(frozen=True, slots=True)
class MirrorFile:
    """One file of a model on a mirror; ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    url: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MirrorModel:
    """A model a mirror has; codes are Mozilla's, in small letters with hyphens."""

    from_code: str
    to_code: str
    files: tuple[MirrorFile, ...]

    @property
    def size(self) -> int:
        """Bytes to fetch."""
        return sum(file.size for file in self.files)


def mirror_models(address: str, fetch: Fetch, context: Context) -> tuple[MirrorModel, ...]:
    """What the mirror at an address (of its folder or its index) has, in its own order.

    Entries that make no sense are left out. Raises DownloadError, Cancelled.
    """
    base = usable(address.strip()).removesuffix(INDEX).rstrip("/")
    if urlsplit(base).query or urlsplit(base).fragment:
        raise _no_index(address, "the address has a query or a fragment")
    with tempfile.TemporaryDirectory(prefix="diptych-index-") as folder:
        file = Path(folder) / INDEX
        fetch(f"{base}/{INDEX}", file, context)
        try:
            if file.stat().st_size > LARGEST_INDEX:
                raise _no_index(address, "it is far too long")
            value = json.loads(file.read_bytes().decode("utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            raise _no_index(address, str(error)) from error
    entries = value if isinstance(value, list) else [value]
    models = [_model(base, entry) for entry in entries]
    if not any(models):
        raise _no_index(address, "it names no model")
    return tuple(model for model in models if model is not None)


def fetch_model(model: MirrorModel, own_dir: Path, fetch: Fetch, context: Context) -> FirefoxModel:
    """Fetch a model's files, check each against its sum, and install them.

    Progress is in bytes. Raises DownloadError, PackError, Cancelled; then everything is as it was.
    """

    def take(fresh: Path) -> None:
        with tempfile.TemporaryDirectory(prefix=".fetched-", dir=fresh.parent) as work:
            done = 0
            context.step(0, model.size)
            for file in model.files:
                target = Path(work) / PurePosixPath(file.name).name
                fetch(file.url, target, QuietContext(context))
                _check(file, target, context)
                done += file.size
                context.step(done, model.size)
            take_model(Path(work), fresh, QuietContext(context))

    pair = model.from_code, model.to_code
    return place_model(own_dir, "-".join(pair), take, pair)


def _check(file: MirrorFile, fetched: Path, context: Context) -> None:
    size = fetched.stat().st_size
    if size != file.size or file_sha256(fetched, context) != file.sha256:
        raise DownloadError(
            f"“{file.name}” did not arrive as the mirror's index describes it.",
            f"Try again later. {_ANOTHER}",
            f"{file.url}: {size} bytes, {file.size} expected, or another SHA-256",
        )


def _no_index(address: str, details: str) -> DownloadError:
    return DownloadError(
        f"There is no list of Firefox models at “{address[:200]}”.",
        "Check the mirror's address in the settings.",
        details,
    )


def _model(base: str, entry: Any) -> MirrorModel | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("files"), list):
        return None
    from_code, to_code = code_of(entry.get("from")), code_of(entry.get("to"))
    if not from_code or not to_code or from_code == to_code:
        return None
    files = [_file(base, told) for told in entry["files"][: _MOST_FILES + 1]]
    good = [file for file in files if file is not None]
    bare = [PurePosixPath(file.name).name for file in good]
    total = sum(file.size for file in good)
    whole = len(good) == len(files) <= _MOST_FILES and len(set(bare)) == len(bare)
    if not good or not whole or total > LARGEST_MODEL:
        return None
    return MirrorModel(from_code, to_code, tuple(good))


def _file(base: str, told: Any) -> MirrorFile | None:
    if not isinstance(told, dict):
        return None
    name, size, sha256 = told.get("name"), told.get("size"), sum_told(told.get("sha256"))
    if not isinstance(name, str) or not _plain(name) or not isinstance(size, int) or size <= 0:
        return None
    if sha256 is None:
        return None
    return MirrorFile(name, f"{base}/{quote(name)}", size, sha256)


def _plain(name: str) -> bool:
    """Whether a name stays below the mirror's folder and is that of a part of a model."""
    parts = name.split("/")
    bare = parts[-1].removesuffix(".gz")
    return part_of(bare) is not None and all(re.fullmatch(r"\w[\w.-]*", part) for part in parts)
