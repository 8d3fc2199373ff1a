"""Packs of right shape with no model in them, quick to make and of any size."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path


def made_pack(
    folder: Path,
    pair: tuple[str, str] = ("en", "fr"),
    version: str = "1.0",
    size: int = 1_000,
) -> Path:
    """Write an ``.argosmodel`` file whose weights are ``size`` random bytes; its path."""
    name = f"translate-{pair[0]}_{pair[1]}-{version.replace('.', '_')}"
    target = folder / f"{name}.argosmodel"
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": pair[0],
        "to_code": pair[1],
    }
    weights = random.Random(f"{pair}{version}").randbytes(size)
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(f"{name}/metadata.json", json.dumps(metadata))
        archive.writestr(f"{name}/model/model.bin", weights)
        archive.writestr(f"{name}/model/shared_vocabulary.json", "[]")
        archive.writestr(f"{name}/sentencepiece.model", b"pieces")
    return target


def unpacked(file: Path, folder: Path) -> Path:
    """Unpack a pack; its folder below ``folder``."""
    with zipfile.ZipFile(file) as archive:
        archive.extractall(folder)
    return folder / file.stem
