"""Firefox Translations models: where they lie, installing one from files, and removing it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.progress import Context
from diptych.packs.cleaning import clean_leftovers
from diptych.packs.files import sync_folder
from diptych.packs.firefox_archive import ARCHIVES, take_model
from diptych.packs.firefox_layout import pair_named, read_model
from diptych.packs.places import Skipped

FOLDER = "firefox-models"
"""The folder's name below the program's data."""


@dataclass(frozen=True, slots=True)
class ModelListing:
    """Good models, ours first, and bad ones with the reason: those never hide the good."""

    models: tuple[FirefoxModel, ...]
    skipped: tuple[Skipped, ...]


def find_models(own_dir: Path, shared_dirs: Sequence[Path]) -> ModelListing:
    """All models in both places; folders that do not exist are empty. Creates nothing."""
    models: list[FirefoxModel] = []
    skipped: list[Skipped] = []
    places = [(own_dir, ModelPlace.INSTALLED), *((d, ModelPlace.FXTRANSLATE) for d in shared_dirs)]
    for folder, place in places:
        for location in _folders(folder):
            try:
                models.append(read_model(location, place, pair_named(location.name)))
            except PackError as error:
                skipped.append(Skipped(location, error.sentence))
            except OSError as error:
                skipped.append(Skipped(location, f"It cannot be read: {error}"))
    return ModelListing(tuple(models), tuple(skipped))


def usual_model_dirs(environ: Mapping[str, str], home: Path, platform: str) -> tuple[Path, ...]:
    """Where fxtranslate keeps models, by its own rules; ``platform`` as in ``sys.platform``.

    Firefox itself has no such folder: it keeps models in a data base of its profile.
    """
    if platform == "darwin":
        base = home / "Library" / "Caches"
    elif platform == "win32":
        told = environ.get("LOCALAPPDATA")
        base = Path(told) if told else home / "AppData" / "Local"
    else:
        told = environ.get("XDG_CACHE_HOME", "")
        base = Path(told) if told.startswith("/") else home / ".cache"
    return (base / "fxtranslate" / "models",)


def install(
    source: Path, own_dir: Path, context: Context, pair: tuple[str, str] | None = None
) -> FirefoxModel:
    """Check a model's files, write them beside their place, and rename that into place.

    ``source`` is as in ``firefox_archive.take_model``; ``pair`` are the model's codes where the
    files do not tell them. An older model of the pair is replaced only when the new one is whole.
    Progress is in bytes. Raises PackError, and Cancelled; then everything is as it was.
    """
    if not source.exists():
        raise PackError(f"There is no “{source}”.", "Choose a folder or an archive of a model.")

    name = source.name
    for ending in ARCHIVES:
        name = name.removesuffix(ending)
    return place_model(own_dir, name, lambda fresh: take_model(source, fresh, context), pair)


def place_model(
    own_dir: Path,
    name: str,
    take: Callable[[Path], None],
    pair: tuple[str, str] | None = None,
) -> FirefoxModel:
    """Let ``take`` fill an empty folder, check what is there, and rename it into place.

    ``name`` is what errors call the model; it may tell the pair. Raises PackError and what
    ``take`` raises; then everything is as it was.
    """
    try:
        clean_leftovers(own_dir)
        own_dir.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".installing-", dir=own_dir) as work:
            fresh = Path(work) / (name or "model")
            fresh.mkdir()
            take(fresh)
            checked = read_model(fresh, ModelPlace.INSTALLED, pair)
            place = own_dir / checked.name
            _swap(fresh, place, Path(work))
            sync_folder(own_dir)
        return read_model(place, ModelPlace.INSTALLED, (checked.from_code, checked.to_code))
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise PackError(
            "There is not enough room on the disk for this model."
            if full
            else f"The model could not be installed in “{own_dir}”.",
            "Free some space and install it again."
            if full
            else "Check that you may read it and write there, and install it again.",
            str(error),
        ) from error


def remove(model: FirefoxModel) -> None:
    """Remove a model that we installed. Raises PackError for those of others."""
    if model.place is not ModelPlace.INSTALLED:
        raise PackError(
            "This model belongs to another program.",
            f"Remove it there, or delete the folder “{model.location}”.",
        )
    try:
        # A folder of its own each time: what an earlier try could not delete is not in the way.
        with tempfile.TemporaryDirectory(prefix=".removing-", dir=model.location.parent) as doomed:
            model.location.replace(Path(doomed) / model.location.name)
    except OSError as error:
        raise PackError(
            f"“{model.name}” could not be removed.", "Close other programs that use it.", str(error)
        ) from error


def _folders(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        # Path.is_dir() raises where a folder may be listed but not entered; this one says no.
        if not entry.name.startswith(".") and os.path.isdir(entry):  # noqa: PTH112
            yield entry


def _swap(fresh: Path, place: Path, work: Path) -> None:
    """Put ``fresh`` at ``place``; what stood there goes to ``work`` and with it."""
    old = work / ".replaced"
    if place.exists():
        place.replace(old)
    try:
        fresh.replace(place)
    except OSError:
        if old.exists():
            old.replace(place)
        raise
