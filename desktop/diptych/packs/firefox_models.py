"""Firefox Translations models: where they lie, installing one from files, and removing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.progress import Context
from diptych.packs.firefox_archive import ARCHIVES, take_model
from diptych.packs.firefox_layout import pair_named, read_model
from diptych.packs.places import Skipped, folders_in, read_each
from diptych.packs.placing import not_put, put, take_away, work_folder

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
        good, bad = read_each(folders_in(folder), partial(_read, place=place))
        models += good
        skipped += bad
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
        with work_folder(own_dir) as work:
            fresh = work / "fresh" / (name or "model")
            fresh.mkdir(parents=True)
            take(fresh)
            checked = read_model(fresh, ModelPlace.INSTALLED, pair)
            place = own_dir / checked.name
            put(fresh, place, work)
        return read_model(place, ModelPlace.INSTALLED, (checked.from_code, checked.to_code))
    except OSError as error:
        raise not_put(error, own_dir, "model") from error


def remove(model: FirefoxModel) -> None:
    """Remove a model that we installed. Raises PackError for those of others."""
    if model.place is not ModelPlace.INSTALLED:
        raise PackError(
            "This model belongs to another program.",
            f"Remove it there, or delete the folder “{model.location}”.",
        )
    take_away(model.location, model.name)


def _read(location: Path, place: ModelPlace) -> FirefoxModel:
    return read_model(location, place, pair_named(location.name))
