"""What the window of language packs shows, read in one go, and what it asks to be installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from diptych.core.errors import DiptychError
from diptych.core.firefox_models import FirefoxModel
from diptych.core.language_packs import LanguagePack
from diptych.core.progress import Context, QuietContext
from diptych.packs.firefox_models import ModelListing
from diptych.packs.index import Index
from diptych.packs.parts import Pending
from diptych.packs.places import PackListing, Skipped
from diptych.packs.portions import Portion
from diptych.packs.record import Record
from diptych.packs.usage import DiskUse
from diptych.workspace.firefox_provider import FirefoxProvider, may_be_model
from diptych.workspace.pack_store import Offer, PackStore
from diptych.workspace.toolbox import Toolbox

PACK_SUFFIX = ".argosmodel"
_PARTS = 1_000


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is, and what could be had.

    ``records`` are by the pack's location. ``idle`` says why Firefox models are not used; empty
    when they are. ``unfinished`` are downloads that broke off or were not installed.
    """

    packs: PackListing
    records: Mapping[Path, Record]
    models: ModelListing
    idle: str
    index: Index | None
    offers: tuple[Offer, ...]
    unfinished: tuple[Pending, ...]
    use: DiskUse

    @property
    def updates(self) -> Mapping[Path, Offer]:
        """Newer versions, by the location of the pack that they would replace."""
        return {o.installed.location: o for o in self.offers if o.update and o.installed}


def read_stock(toolbox: Toolbox, store: PackStore, *, anew: bool) -> Stock:
    """Read everything; ``anew``: what other programs changed meanwhile too. Takes some disk."""
    if anew:
        toolbox.refresh()
    packs, models = toolbox.packs(), toolbox.firefox.models()
    index = store.index()
    found = ((pack.location, store.record(pack)) for pack in packs.packs)
    return Stock(
        packs=packs,
        records={location: record for location, record in found if record is not None},
        models=models,
        idle=_idle(toolbox.firefox, models),
        index=index,
        offers=() if index is None else store.offers(),
        unfinished=(*store.pending(), *store.waiting()),
        use=store.disk_use(),
    )


def _idle(firefox: FirefoxProvider, models: ModelListing) -> str:
    if not models.models or firefox.pairs():
        return ""
    first = models.models[0]
    return firefox.why_not(first.from_language, first.to_language)


# Installing


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of files and folders; ``troubles`` are sentences, one for each that failed."""

    packs: tuple[LanguagePack, ...] = ()
    models: tuple[FirefoxModel, ...] = ()
    kept: tuple[LanguagePack, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def subjects(self) -> tuple[LanguagePack | FirefoxModel, ...]:
        """All that was installed."""
        return (*self.packs, *self.models)


def installable(path: Path) -> bool:
    """Whether a path may be dropped here: a pack, an archive of a model, or any folder."""
    return path.is_dir() or path.suffix.lower() == PACK_SUFFIX or may_be_model(path)


def brings_packs(path: Path) -> bool:
    """Whether something dropped on the window of articles is for packs: most folders are not."""
    if not path.is_dir():
        return installable(path)
    unpacked = ("metadata.json", "*/metadata.json")
    return may_be_model(path) or any(
        any(path.glob(pattern)) for pattern in (f"*{PACK_SUFFIX}", *unpacked)
    )


def install_all(
    toolbox: Toolbox, store: PackStore, paths: Sequence[Path], context: Context
) -> Installed:
    """Install packs, kits and models, whatever each path is. One that fails stops no other.

    Progress is in parts of all. Raises Cancelled; what was installed until then stays.
    """
    packs: list[LanguagePack] = []
    models: list[FirefoxModel] = []
    kept: list[LanguagePack] = []
    skipped: list[Skipped] = []
    troubles: list[str] = []
    total = _PARTS * len(paths)
    for number, path in enumerate(paths):
        part = Portion(context, number * _PARTS, (number + 1) * _PARTS, total)
        try:
            if _is_model(path):
                models.append(toolbox.firefox.install(path, part))
                continue
            done = store.install(path, part)
        except DiptychError as error:
            troubles.append(str(error))
            continue
        packs += done.installed
        kept += done.kept
        skipped += done.skipped
    return Installed(tuple(packs), tuple(models), tuple(kept), tuple(skipped), tuple(troubles))


def _is_model(path: Path) -> bool:
    """A folder with packs in it is one of packs, whatever else it holds."""
    if path.is_dir() and any(path.glob(f"*{PACK_SUFFIX}")):
        return False
    return path.suffix.lower() != PACK_SUFFIX and may_be_model(path)


class Percent(QuietContext):
    """Tells progress in percent: counts of bytes can be more than a signal carries."""

    def __init__(self, outer: Context) -> None:
        super().__init__(outer)
        self._told = -1

    def step(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` as a share of 100; raise Cancelled as any context does."""
        self.check()
        share = min(100, 100 * done // total) if total > 0 else -1
        if share != self._told:
            self._told = share
            self._outer.step(max(0, share), 100 if share >= 0 else 0)
