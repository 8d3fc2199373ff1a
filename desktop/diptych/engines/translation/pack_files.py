"""The files of a pack, from its folder or straight from its zip file; nothing is written."""

from __future__ import annotations

import os
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from diptych.core.errors import PackError

_TOKENIZERS = ("sentencepiece.model", "bpe.model")


@dataclass(frozen=True, slots=True)
class PackFiles:
    """What a model is loaded from: ``folder`` when it lies unpacked, else ``model``.

    ``model`` maps CTranslate2's file names to bytes; one of the tokenizers is set. From a folder
    CTranslate2 reads by itself: bytes it is given are kept beside its own for as long as it lives.
    """

    folder: Path | None
    model: dict[str, bytes]
    sentencepiece: bytes | None
    bpe: bytes | None


def load_files(location: Path) -> PackFiles:
    """Read what translating needs. Raises PackError when a part is missing or damaged."""
    try:
        parts = _from_folder(location) if location.is_dir() else _from_zip(location)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise PackError(
            f"The language pack “{location.name}” cannot be read.",
            "Remove it and install it again.",
            str(error),
        ) from error
    model = {
        path.removeprefix("model/"): data
        for path, data in parts.items()
        if path.startswith("model/")
    }
    folder = location / "model" if location.is_dir() and not model else None
    return PackFiles(folder, model, parts.get("sentencepiece.model"), parts.get("bpe.model"))


def _wanted(path: str) -> bool:
    return path.startswith("model/") or path in _TOKENIZERS


def _from_folder(location: Path) -> dict[str, bytes]:
    """The tokenizers; the model too where CTranslate2 may not find its folder by name."""
    files = {p.relative_to(location).as_posix(): p for p in location.rglob("*") if p.is_file()}
    if not (location / "model" / "model.bin").is_file():
        raise FileNotFoundError(location / "model" / "model.bin")
    # On Windows its names are in the code page of the system.
    nameable = os.name != "nt" or str(location).isascii()
    return {
        path: file.read_bytes()
        for path, file in files.items()
        if path in _TOKENIZERS or (_wanted(path) and not nameable)
    }


def _from_zip(location: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(location) as archive:
        names = {name.partition("/")[2]: name for name in archive.namelist()}
        return {path: archive.read(name) for path, name in names.items() if _wanted(path)}
