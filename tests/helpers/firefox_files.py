"""A Firefox model as people get one: a folder or an archive, with things that do not matter."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

from diptych.core.firefox_models import FirefoxModel
from helpers.marian_model import build_marian_model

MODEL, VOCABULARY, SHORTLIST = (
    "model.enfr.intgemm.alphas.bin",
    "vocab.enfr.spm",
    "lex.50.50.enfr.s2t.bin",
)
PARTS = {MODEL, VOCABULARY, SHORTLIST}


def downloaded(folder: Path) -> Path:
    """Make a model as it is downloaded, in a folder named for nothing; that folder."""
    made = build_marian_model(folder / "stuff")
    metadata = {
        "architecture": "tiny",
        "flores": {"bleu": 32.0, "comet": 0.9029},
        "sourceLanguage": "en",
        "targetLanguage": "fr",
    }
    (made / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (made / "README.txt").write_text("nothing", encoding="utf-8")
    return made


def names(model: FirefoxModel) -> set[str]:
    """The names of a model's files."""
    return {path.name for path in model.location.iterdir()}


def copy_of(folder: Path, target: Path) -> Path:
    """Copy a folder; the copy."""
    shutil.copytree(folder, target)
    return target


def zipped(folder: Path, target: Path) -> Path:
    """As a ``.zip`` file; its path."""
    return Path(shutil.make_archive(str(target / "en-fr"), "zip", folder))


def tarred(folder: Path, target: Path) -> Path:
    """As a ``.tar`` file with the folder's name in it; its path."""
    return Path(shutil.make_archive(str(target / "en-fr"), "tar", folder.parent, folder.name))


def squeezed(folder: Path, target: Path) -> Path:
    """As a ``.tar.gz`` file; its path."""
    return Path(shutil.make_archive(str(target / "en-fr"), "gztar", folder.parent, folder.name))


def one_by_one(folder: Path, target: Path) -> Path:
    """As a folder of files packed with gzip, each by itself; its path."""
    packed = target / "packed"
    packed.mkdir()
    for path in folder.iterdir():
        (packed / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    return packed


def squeezed_one_by_one(folder: Path, target: Path) -> Path:
    """As a ``.tar.gz`` file of files packed before; its path."""
    return squeezed(one_by_one(folder, target), target)


def model_file(folder: Path, target: Path) -> Path:
    """As a copy of the folder, named by its model file alone; that file's path."""
    return copy_of(folder, target / "copy") / MODEL
