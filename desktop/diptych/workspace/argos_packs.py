"""Translators from Argos packs: one for each pack, and two in a row through English."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, language
from diptych.engines.base import Translator, TranslatorInfo
from diptych.engines.translation.argos import ArgosTranslator
from diptych.engines.translation.argos_model import ArgosModel
from diptych.engines.translation.pivot import PivotTranslator
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs.known import full_pack_known
from diptych.packs.places import PackListing
from diptych.workspace.providers import through

_MIDDLE = "en"


class ArgosProvider:
    """See providers.Provider. All translators share one shelf of models."""

    name = "argos"
    label = "Argos packs"

    def __init__(self, listing: Callable[[], PackListing], shelf: ModelShelf[ArgosModel]) -> None:
        self._listing = listing
        self._shelf = shelf

    def offers(self, origin: str, to: str | None) -> Iterator[Translator]:
        """Packs of the pair, then pairs of packs through English."""
        packs = self._listing().packs
        leaving = [p for p in packs if from_argos(p.from_code) == origin]
        for pack in leaving:
            if to in (None, from_argos(pack.to_code)):
                yield self.translator(pack)
        for first in leaving:
            if first.to_code != _MIDDLE:
                continue
            for second in packs:
                goal = from_argos(second.to_code)
                if second.from_code == _MIDDLE and goal != origin and to in (None, goal):
                    yield self._pivot(first, second)

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs of all good packs."""
        packs = self._listing().packs
        return dict.fromkeys((from_argos(p.from_code), from_argos(p.to_code)) for p in packs)

    def why_not(self, origin: str, to: str) -> str:
        """Which pack is missing."""
        pair = f"from {language(origin).name} to {language(to).name}"
        ours, theirs = language(origin).argos, language(to).argos
        if ours is None or theirs is None:
            return f"Argos has no packs {pair}."
        if full_pack_known(ours, theirs):
            return f"No pack {pair} is installed; there is one to download."
        middle = all(full_pack_known(*pair) for pair in ((ours, _MIDDLE), (_MIDDLE, theirs)))
        if middle:
            return f"No packs {pair} are installed; there are two to download, through English."
        return f"No pack {pair} is installed, and none is known."

    def refresh(self) -> None:
        """The listing is refreshed by whom it belongs to."""

    def close(self) -> None:
        """Forget all models."""
        self._shelf.clear()

    def translator(self, pack: LanguagePack) -> ArgosTranslator:
        """The translator of one pack."""
        small = " (starter pack)" if pack.place is PackPlace.STARTER else ""
        info = TranslatorInfo(
            engine=self.name,
            label=f"Argos{small}",
            from_language=from_argos(pack.from_code),
            to_language=from_argos(pack.to_code),
            model=f"{pack.name} {pack.version}",
            caution=_caution(pack),
            fingerprint=_fingerprint(pack.location),
        )
        return ArgosTranslator(pack, info, self._shelf)

    def _pivot(self, first: LanguagePack, second: LanguagePack) -> PivotTranslator:
        one, two = self.translator(first), self.translator(second)
        via = (one.info.to_language,)
        cautions = dict.fromkeys(c for c in (one.info.caution, two.info.caution) if c)
        info = replace(
            one.info,
            label=f"Argos{through(via)}",
            to_language=two.info.to_language,
            model=f"{one.info.model} + {two.info.model}",
            via=via,
            caution=" ".join(cautions),
            fingerprint=f"{one.info.fingerprint}+{two.info.fingerprint}",
        )
        return PivotTranslator(one, two, info)


def _fingerprint(location: Path) -> str:
    """A name for the pack's bytes, from sizes and times alone: reading them would take longer."""
    files = [location]
    if location.is_dir():
        files = [location / "model" / "model.bin", location / "sentencepiece.model"]
    told = []
    for file in files:
        with suppress(OSError):
            status = file.stat()
            told.append((file.name, status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _caution(pack: LanguagePack) -> str:
    if not pack.note:
        return ""
    if full_pack_known(pack.from_code, pack.to_code):
        return (
            f"{pack.note} A full Argos pack exists for this pair: install its file for real work."
        )
    return pack.note
