"""Translators from Firefox's models: where the models lie, and which of them are in memory."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from diptych.core.firefox_models import FirefoxModel
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.engines.base import Translator
from diptych.engines.translation import firefox
from diptych.engines.translation.firefox import LoadedModel, firefox_offers
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs import firefox_models
from diptych.packs.firefox_archive import ARCHIVES
from diptych.packs.firefox_layout import part_of
from diptych.packs.firefox_models import ModelListing, find_models, usual_model_dirs


def may_be_model(path: Path) -> bool:
    """Whether a path may be a Firefox model, by names alone.

    An archive, a model's own file, or a folder that holds one, itself or in a folder of it.
    """
    if not path.is_dir():
        return path.name.lower().endswith(ARCHIVES) or _is_model_file(path)
    return any(_is_model_file(file) for glob in ("*", "*/*") for file in path.glob(glob))


def _is_model_file(file: Path) -> bool:
    return part_of(file.name.removesuffix(".gz").removesuffix(".zst")) == "model"


class FirefoxProvider:
    """See providers.Provider. Without the package ``fxtranslate`` it offers nothing."""

    name = firefox.NAME
    label = firefox.LABEL

    def __init__(self, own_dir: Path, environ: Mapping[str, str], home: Path) -> None:
        self.own_dir, self._environ, self._home = own_dir, environ, home
        self._listing: ModelListing | None = None
        self._lock = threading.Lock()
        self._shelf: ModelShelf[LoadedModel] = ModelShelf()

    def models(self) -> ModelListing:
        """All models there are, and the bad ones with the reason."""
        with self._lock:
            if self._listing is None:
                shared = usual_model_dirs(self._environ, self._home, sys.platform)
                self._listing = find_models(self.own_dir, shared)
            return self._listing

    def install(self, source: Path, context: Context) -> FirefoxModel:
        """Install a model from its folder or archive. Raises PackError, Cancelled."""
        model = firefox_models.install(source, self.own_dir, context)
        self._forget(model)
        return model

    def remove(self, model: FirefoxModel) -> None:
        """Remove a model that we installed. Raises PackError."""
        firefox_models.remove(model)
        self._forget(model)

    def _forget(self, model: FirefoxModel) -> None:
        self._shelf.drop(model.location)
        self.refresh()

    def offers(self, origin: str, to: str | None) -> Iterator[Translator]:
        """Models of the pair, then pairs of models through English."""
        if find_spec(firefox.PACKAGE) is not None:
            yield from firefox_offers(self.models().models, origin, to, self._shelf)

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs of all good models, where they can be used."""
        if find_spec(firefox.PACKAGE) is None:
            return ()
        return {(m.from_language, m.to_language) for m in self.models().models}

    def why_not(self, origin: str, to: str) -> str:
        """Whether it is the package or the model that is missing."""
        if find_spec(firefox.PACKAGE) is None:
            return f"{firefox.PACKAGE} is not installed. {firefox.INSTALL}"
        pair = f"from {language(origin).name} to {language(to).name}"
        return f"No Firefox model {pair} is installed."

    def refresh(self) -> None:
        """Look at the folders again; a look that was begun before does not count."""
        with self._lock:
            self._listing = None

    def close(self) -> None:
        """End the processes of all models."""
        self._shelf.clear()
