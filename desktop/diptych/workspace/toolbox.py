"""Engines and packs, brought together: which translator serves a pair of languages."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from diptych.core.errors import NoEngineError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, language
from diptych.core.progress import Context
from diptych.engines.base import Translator, TranslatorInfo
from diptych.engines.translation.apertium import (
    INSTALL,
    ApertiumTranslator,
    Mode,
    find_modes,
    find_version,
)
from diptych.engines.translation.argos import ArgosTranslator
from diptych.engines.translation.pivot import PivotTranslator
from diptych.packs import installing
from diptych.packs.known import full_pack_known
from diptych.packs.places import PackListing, find_packs, usual_argos_dirs
from diptych.workspace.paths import Paths, starter_packs

ENGINES = ("argos", "apertium")


class Toolbox:
    """Finds packs once (``refresh`` looks again) and keeps loaded translators for all articles."""

    def __init__(self, paths: Paths, environ: Mapping[str, str] = os.environ) -> None:
        self._paths = paths
        self._environ = environ
        self._listing: PackListing | None = None
        self._modes: tuple[Mode, ...] | None = None
        self._version = ""
        self._loaded: dict[Path, ArgosTranslator] = {}

    # Packs

    def packs(self) -> PackListing:
        """All packs there are, and the bad ones with the reason."""
        if self._listing is None:
            home = Path(self._environ.get("HOME") or Path.home())
            self._listing = find_packs(
                starter_packs(), self._paths.packs, usual_argos_dirs(self._environ, home)
            )
        return self._listing

    def refresh(self) -> None:
        """Look for packs and programs again at the next question."""
        self._listing = self._modes = None

    def install(self, file: Path, context: Context) -> LanguagePack:
        """Install a pack from a file. Raises PackError, Cancelled."""
        pack = installing.install(file, self._paths.packs, context)
        self.close()
        self.refresh()
        return pack

    def remove(self, pack: LanguagePack) -> None:
        """Remove an installed pack. Raises PackError."""
        self.close()
        installing.remove(pack)
        self.refresh()

    # Translators

    def targets(self, from_language: str) -> tuple[str, ...]:
        """Languages (BCP 47) that can be reached from one, best served first."""
        found: dict[str, None] = {}
        for info in self._offers(from_language, None):
            found.setdefault(info.to_language)
        found.pop(from_language, None)
        return tuple(found)

    def engines(self, from_language: str, to_language: str) -> tuple[TranslatorInfo, ...]:
        """What can translate the pair, best first."""
        return tuple(self._offers(from_language, to_language))

    def translator(
        self, from_language: str, to_language: str, engine: str | None = None
    ) -> Translator:
        """The best translator for the pair, or the best of one engine.

        Raises NoEngineError that names what is missing.
        """
        if engine is not None and engine not in ENGINES:
            raise NoEngineError(f"There is no engine “{engine}”.", f"Use {' or '.join(ENGINES)}.")
        if from_language == to_language:
            raise NoEngineError(
                f"The article is in {language(to_language).name} already.",
                "Choose another language to translate into.",
            )
        for translator in self._translators(from_language, to_language):
            if engine in (None, translator.info.engine):
                return translator
        pair = f"from {language(from_language).name} to {language(to_language).name}"
        if engine == "apertium":
            raise NoEngineError(f"Apertium does not translate {pair} here.", INSTALL)
        raise NoEngineError(
            f"There is no language pack {pair}.",
            "Install one from a file with Translate > Language packs, or with "
            "“diptych packs install FILE”.",
        )

    def close(self) -> None:
        """Unload all models."""
        for translator in tuple(self._loaded.values()):
            translator.unload()
        self._loaded.clear()

    def _offers(self, origin: str, to: str | None) -> Iterator[TranslatorInfo]:
        for translator in self._translators(origin, to):
            yield translator.info

    def _translators(self, origin: str, to: str | None) -> Iterator[Translator]:
        """Packs, pivots through English, Apertium's modes, its pivots; ``to`` None: any."""
        packs = self.packs().packs
        leaving = [p for p in packs if from_argos(p.from_code) == origin]
        for pack in leaving:
            if to in (None, from_argos(pack.to_code)):
                yield self._argos(pack)
        yield from self._pivots(leaving, packs, origin, to)
        modes = self._apertium_modes()
        for mode in modes:
            if mode.from_language == origin and to in (None, mode.to_language):
                yield self._apertium((mode,))
        for first in modes:
            for second in modes:
                joined = first.to_language == second.from_language
                reaches = to in (None, second.to_language) and second.to_language != origin
                if first.from_language == origin and joined and reaches:
                    yield self._apertium((first, second))

    def _pivots(
        self,
        leaving: list[LanguagePack],
        packs: tuple[LanguagePack, ...],
        origin: str,
        to: str | None,
    ) -> Iterator[Translator]:
        for first in leaving:
            if first.to_code != "en":
                continue
            for second in packs:
                goal = from_argos(second.to_code)
                if second.from_code == "en" and goal != origin and to in (None, goal):
                    yield self._pivot(first, second)

    def _argos(self, pack: LanguagePack) -> ArgosTranslator:
        if pack.location not in self._loaded:
            small = " (starter pack)" if pack.place is PackPlace.STARTER else ""
            info = TranslatorInfo(
                engine="argos",
                label=f"Argos{small}",
                from_language=from_argos(pack.from_code),
                to_language=from_argos(pack.to_code),
                model=f"{pack.name} {pack.version}",
                caution=_caution(pack),
            )
            # Two threads may ask at once: both must get the one that is unloaded at the end.
            return self._loaded.setdefault(pack.location, ArgosTranslator(pack, info))
        return self._loaded[pack.location]

    def _pivot(self, first: LanguagePack, second: LanguagePack) -> PivotTranslator:
        one, two = self._argos(first), self._argos(second)
        middle = one.info.to_language
        info = replace(
            one.info,
            label=f"Argos through {language(middle).name}",
            to_language=two.info.to_language,
            model=f"{one.info.model} + {two.info.model}",
            via=(middle,),
            caution=" ".join(dict.fromkeys(c for c in (one.info.caution, two.info.caution) if c)),
        )
        return PivotTranslator(one, two, info)

    def _apertium(self, modes: tuple[Mode, ...]) -> ApertiumTranslator:
        via = tuple(mode.from_language for mode in modes[1:])
        through = f" through {language(via[0]).name}" if via else ""
        info = TranslatorInfo(
            engine="apertium",
            label=f"Apertium{through}",
            from_language=modes[0].from_language,
            to_language=modes[-1].to_language,
            model=f"{' + '.join(mode.name for mode in modes)} {self._version}".strip(),
            via=via,
        )
        return ApertiumTranslator([mode.name for mode in modes], info)

    def _apertium_modes(self) -> tuple[Mode, ...]:
        if self._modes is None:
            self._version = find_version()
            self._modes = find_modes()
        return self._modes


def _caution(pack: LanguagePack) -> str:
    if not pack.note:
        return ""
    if full_pack_known(pack.from_code, pack.to_code):
        return (
            f"{pack.note} A full Argos pack exists for this pair: install its file for real work."
        )
    return pack.note
