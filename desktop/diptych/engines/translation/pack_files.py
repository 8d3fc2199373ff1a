"""The files of a pack, from its folder or straight from its zip file; nothing is written."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from diptych.core.errors import PackError


@dataclass(frozen=True, slots=True)
class PackFiles:
    """``model`` maps CTranslate2's file names to bytes; one of the tokenizers is set."""

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
    return PackFiles(model, parts.get("sentencepiece.model"), parts.get("bpe.model"))


def _wanted(path: str) -> bool:
    return path.startswith("model/") or path in ("sentencepiece.model", "bpe.model")


def _from_folder(location: Path) -> dict[str, bytes]:
    files = {p.relative_to(location).as_posix(): p for p in location.rglob("*") if p.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if _wanted(path)}


def _from_zip(location: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(location) as archive:
        names = {name.partition("/")[2]: name for name in archive.namelist()}
        return {path: archive.read(name) for path, name in names.items() if _wanted(path)}
