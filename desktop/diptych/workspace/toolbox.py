"""Engines and packs, brought together: which translator serves a pair of languages."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.core.document import Document
from diptych.core.errors import NoEngineError
from diptych.core.language_packs import LanguagePack
from diptych.core.languages import language
from diptych.core.network import Permits
from diptych.core.progress import Context
from diptych.core.versions import Version
from diptych.engines.base import Translator, TranslatorInfo
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs import installing
from diptych.packs.places import PackListing, find_packs, usual_argos_dirs
from diptych.workspace import settings
from diptych.workspace.paths import Paths, starter_packs
from diptych.workspace.providers import Provider

if TYPE_CHECKING:
    from diptych.engines.plugins import BrokenPlugin
    from diptych.engines.translation.argos_model import ArgosModel
    from diptych.workspace.firefox_provider import FirefoxProvider
    from diptych.workspace.own_engines import OwnEngines
    from diptych.workspace.plugin_provider import PluginProvider

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class PairReport:
    """What can translate a pair (BCP 47), best first, and of each other engine why it cannot."""

    from_language: str
    to_language: str
    offers: tuple[TranslatorInfo, ...]
    reasons: tuple[tuple[str, str], ...]


class Toolbox:
    """Finds packs once (``refresh`` looks again) and keeps loaded models for all articles."""

    def __init__(
        self,
        paths: Paths,
        environ: Mapping[str, str] = os.environ,
        permits: Permits | None = None,
    ) -> None:
        self.permits = permits or Permits()
        self._paths = paths
        self._environ = environ
        self._home = Path(environ.get("HOME") or Path.home())
        self._looking = threading.RLock()
        self._listing: PackListing | None = None
        chosen = settings.load(paths.settings_file)
        self.shelf: ModelShelf[ArgosModel] = ModelShelf(chosen.model_memory * MEGABYTE)
        self._engines: OwnEngines | None = None
        self._plugins: tuple[PluginProvider, ...] | None = None
        self._broken: tuple[BrokenPlugin, ...] = ()

    @property
    def _own(self) -> OwnEngines:
        """Our own engines; what they need is imported when they are first asked for."""
        with self._looking:
            if self._engines is None:
                from diptych.workspace.own_engines import OwnEngines

                self._engines = OwnEngines(
                    self._paths, self._environ, self._home, self.packs, self.shelf, self.permits
                )
            return self._engines

    @property
    def firefox(self) -> FirefoxProvider:
        """Firefox's models."""
        return self._own.firefox

    @property
    def _ours(self) -> tuple[Provider, ...]:
        own = self._own
        return own.argos, own.firefox, own.apertium, own.chat

    @property
    def _providers(self) -> tuple[Provider, ...]:
        """Our own engines in the order of their worth, then those of other packages."""
        ours = self._ours
        with self._looking:
            if self._plugins is None:
                from diptych.workspace.plugin_provider import installed_plugins

                self._plugins, loaded = installed_plugins([provider.name for provider in ours])
                self._broken = loaded.broken
            return (*ours, *self._plugins)

    # Packs

    def packs(self) -> PackListing:
        """All packs there are, and the bad ones with the reason."""
        with self._looking:
            if self._listing is None:
                self._listing = find_packs(
                    starter_packs(), self._paths.packs, usual_argos_dirs(self._environ, self._home)
                )
            return self._listing

    def refresh(self) -> None:
        """Look for packs and programs again at the next question."""
        # Not while somebody looks: what was found before a change must not be kept after it.
        with self._looking:
            self._listing = None
            self._plugins = None
        for provider in self._ours if self._engines is not None else ():
            provider.refresh()

    def install(self, file: Path, context: Context) -> LanguagePack:
        """Install a pack from a file. Raises PackError, Cancelled."""
        pack = installing.install(file, self._paths.packs, context)
        self.shelf.drop(pack.location)
        self.refresh()
        return pack

    def remove(self, pack: LanguagePack) -> None:
        """Remove an installed pack. Raises PackError."""
        installing.remove(pack)
        self.shelf.drop(pack.location)
        self.refresh()

    # Translators

    @property
    def engine_names(self) -> tuple[str, ...]:
        """The names by which ``translator`` knows engines."""
        return tuple(provider.name for provider in self._providers)

    def targets(self, from_language: str) -> tuple[str, ...]:
        """Languages (BCP 47) that can be reached from one, best served first."""
        found: dict[str, None] = {}
        for translator in self._translators(from_language, None):
            found.setdefault(translator.info.to_language)
        found.pop(from_language, None)
        return tuple(found)

    def engines(self, from_language: str, to_language: str) -> tuple[TranslatorInfo, ...]:
        """What can translate the pair, best first, each way once."""
        return tuple(found.info for found in self.translators(from_language, to_language))

    def translators(self, from_language: str, to_language: str) -> tuple[Translator, ...]:
        """The translators of a pair, best first, the best of each way."""
        ways: dict[str, Translator] = {}
        for translator in self._translators(from_language, to_language):
            ways.setdefault(translator.info.route, translator)
        return tuple(ways.values())

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All pairs that some engine serves directly, sorted by the names of their languages."""
        found = {pair for provider in self._providers for pair in provider.pairs()}
        return tuple(sorted(found, key=lambda pair: [language(tag).name for tag in pair]))

    def report(self, from_language: str, to_language: str) -> PairReport:
        """Which engines can translate a pair, and why the others cannot."""
        offers = self.engines(from_language, to_language)
        able = {info.engine for info in offers}
        reasons = tuple(
            (provider.label, provider.why_not(from_language, to_language))
            for provider in self._providers
            if provider.name not in able
        )
        reasons += tuple((f"{b.name} ({b.package})", b.reason) for b in self._broken)
        return PairReport(from_language, to_language, offers, reasons)

    def translator(
        self, from_language: str, to_language: str, engine: str | None = None
    ) -> Translator:
        """The best translator for the pair; the best of one engine, or of one of its routes.

        ``engine`` is a name as in ``engine_names`` or a TranslatorInfo's ``route``. Raises
        NoEngineError that names what is missing.
        """
        name = (engine or "").partition(":")[0]
        if name and name not in self.engine_names:
            names = ", ".join(self.engine_names)
            raise NoEngineError(f"There is no engine “{engine}”.", f"Use one of: {names}.")
        if from_language == to_language:
            raise NoEngineError(
                f"The article is in {language(to_language).name} already.",
                "Choose another language to translate into.",
            )
        for translator in self._translators(from_language, to_language):
            if not engine or engine in (translator.info.engine, translator.info.route):
                return translator
        raise self._nothing(from_language, to_language, name)

    def made_by(self, document: Document, version: Version) -> Translator | None:
        """The translator that made a version, or the one it stands on, if it is still there."""
        while version.signature is None and version.based_on is not None:
            version = document.version(version.based_on)
        origin, to = document.language, version.text.language
        if version.signature is None or origin is None or to is None:
            return None
        for translator in self._translators(origin, to):
            if translator.info.model == version.signature.model:
                return translator
        return None

    def _nothing(self, origin: str, to: str, name: str) -> NoEngineError:
        pair = f"from {language(origin).name} to {language(to).name}"
        if name and name != "argos":
            provider = next(p for p in self._providers if p.name == name)
            return NoEngineError(
                f"{provider.label} does not translate {pair} here.", provider.why_not(origin, to)
            )
        return NoEngineError(
            f"There is no language pack {pair}.",
            "Get one with Translate > Language packs, or with “diptych packs download” or "
            "“diptych packs install FILE”.",
        )

    def close(self) -> None:
        """Unload all models."""
        for provider in self._providers if self._engines is not None else ():
            provider.close()

    def _translators(self, origin: str, to: str | None) -> Iterator[Translator]:
        """Lazily, as asking a program takes time. Small starter packs stand behind Firefox."""
        argos = tuple(self._own.argos.offers(origin, to))
        yield from (translator for translator in argos if not translator.info.caution)
        yield from self.firefox.offers(origin, to)
        yield from (translator for translator in argos if translator.info.caution)
        for provider in self._providers[2:]:
            yield from provider.offers(origin, to)
