"""Language packs as the user sees them: what can be had, what is newer, damaged, or to be taken."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from diptych.core.errors import DownloadError, PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, normalise_tag
from diptych.core.network import Permits
from diptych.core.progress import Context, QuietContext
from diptych.packs.addresses import index_address, local_path
from diptych.packs.download import Fetched, Patience, check_file, download
from diptych.packs.folders import FolderInstallation, install_folder
from diptych.packs.index import Index, IndexEntry, load_index, parse_index, save_index
from diptych.packs.index_source import fetch_index
from diptych.packs.kit import Kit, write_kit
from diptych.packs.meter import Transfer
from diptych.packs.parts import Part, Pending, discard_all, pending
from diptych.packs.places import PackListing, version_numbers
from diptych.packs.portions import portions
from diptych.packs.quality import Quality, measured
from diptych.packs.record import Record, note_source, read_record
from diptych.packs.usage import DiskUse, disk_use
from diptych.packs.verifying import Verdict, verify
from diptych.packs.web import Web
from diptych.workspace.paths import Paths

UPDATE_INDEX = "“diptych packs update-index” fetches it; so does Translate > Language packs."


class PackHome(Protocol):
    """Where packs are installed and used: the toolbox."""

    def packs(self) -> PackListing:
        """All packs there are."""

    def install(self, file: Path, context: Context) -> LanguagePack:
        """Install one pack, from a file or from the folder of an unpacked one."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A pack that the index lists, and what there is of it here.

    ``installed`` is the full pack in use for the pair, ours or another program's; starter packs
    count for their own kind only. ``quality`` was measured of Argos's packs. ``have`` are the bytes
    of an unfinished download.
    """

    entry: IndexEntry
    installed: LanguagePack | None
    update: bool
    quality: Quality | None
    have: int

    @property
    def from_language(self) -> str:
        """BCP 47."""
        return from_argos(self.entry.from_code)

    @property
    def to_language(self) -> str:
        """BCP 47."""
        return from_argos(self.entry.to_code)


class PackStore:
    """Use cases of language packs. Nothing here reaches the network but ``update_index`` and
    ``fetch``, which are to be called when the user asks, and do so under ``permits``.

    All long calls take a Context: progress in bytes (a total of 0: not known), and a wish to stop
    is followed within a tenth of a second, but for name look-ups, which go on unheard.
    """

    def __init__(
        self,
        paths: Paths,
        home: PackHome,
        permits: Permits,
        environ: Mapping[str, str] = os.environ,
        web: Web | None = None,
        patience: Patience | None = None,
    ) -> None:
        self._home = home
        self._environ = environ
        self._web = web or Web(permits)
        self._patience = patience or Patience()
        self._index_file = paths.cache / "packs" / "index.json"
        self._downloads = paths.cache / "packs" / "downloads"

    # The index

    def index(self) -> Index | None:
        """The index fetched last, with its date; None when there is none."""
        return load_index(self._index_file)

    def address(self, told: str | None = None) -> str:
        """Where ``update_index`` would go. Raises DownloadError for what is no address to go to."""
        return index_address(told, self._environ)

    def update_index(self, context: Context, address: str | None = None) -> Index:
        """Fetch the index, by default from ``ARGOS_PACKAGE_INDEX`` or Argos, and keep it.

        ``address`` is an address, or a folder or file of this machine. Raises DownloadError, and
        Cancelled; then the index kept until now stays.
        """
        wanted = self.address(address)
        data = fetch_index(wanted, self._web, context, self._patience)
        fetched = datetime.now(UTC).replace(microsecond=0)
        index = parse_index(data, wanted, fetched)
        try:
            save_index(self._index_file, data, wanted, fetched)
        except OSError as error:
            raise DownloadError(
                f"The index cannot be kept in “{self._index_file.parent}”.",
                "Check that you may write there, and that there is room.",
                str(error),
            ) from error
        return index

    def offers(self, language: str | None = None) -> tuple[Offer, ...]:
        """What the kept index lists, by name; only pairs with ``language`` if one is named.

        ``language`` is a tag or one of Argos's codes. Raises PackError when there is no index.
        """
        index = self.index()
        if index is None:
            raise PackError("There is no index of language packs here yet.", UPDATE_INDEX)
        there: dict[tuple[str, bool], LanguagePack] = {}
        for pack in self._home.packs().packs:
            if pack.place is not PackPlace.STARTER:
                there.setdefault((pack.name, bool(pack.note)), pack)
        offers = (self._offer(e, there.get((e.name, e.starter))) for e in index.entries)
        return tuple(o for o in offers if language is None or _concerns(o.entry, language))

    def updates(self) -> tuple[Offer, ...]:
        """Those of which a newer version than the installed one is listed. Raises PackError."""
        return tuple(offer for offer in self.offers() if offer.update)

    def offer(self, name: str) -> Offer:
        """The offer of that name. Raises PackError."""
        for offer in self.offers():
            if offer.entry.name == name:
                return offer
        raise PackError(
            f"The index lists no pack “{name}”.", "“diptych packs list --available” shows them."
        )

    def offer_for(self, from_language: str, to_language: str) -> Offer:
        """The offer for a pair of tags or Argos codes. Raises PackError."""
        for offer in self.offers():
            entry = offer.entry
            if is_language(entry.from_code, from_language) and is_language(
                entry.to_code, to_language
            ):
                return offer
        raise PackError(
            f"The index lists no pack from {from_language} to {to_language}.",
            "Many pairs go through English: two packs do the work of one.",
        )

    # Getting packs

    def fetch(
        self,
        offer: Offer,
        context: Context,
        report: Callable[[Transfer], None] | None = None,
    ) -> Fetched:
        """Download a pack's file and check it; ``install_fetched`` is to follow.

        To pause, cancel the context: what has come stays, also over a restart of the program, and
        the next call goes on from there. ``report`` is told how it goes, some five times a second.
        Raises DownloadError, PackError, Cancelled.
        """
        entry = offer.entry
        files = [path for link in entry.links if (path := local_path(link)) is not None]
        for path in files:
            if path.is_file():
                check_file(path, entry, QuietContext(context))
                return Fetched(path, "")
        far = replace(entry, links=tuple(x for x in entry.links if local_path(x) is None))
        if files and not far.links:
            raise PackError(
                f"“{files[0]}” is not there any more.",
                "Plug in what holds the packs, or update the index from another place.",
            )
        return download(far, self._downloads, self._web, context, report, self._patience)

    def install_fetched(self, offer: Offer, fetched: Fetched, context: Context) -> LanguagePack:
        """Install a downloaded pack; an older one is replaced at the very end.

        Raises PackError, Cancelled; then what was installed still is, and the download stays.
        """
        pack = self._home.install(fetched.file, context)
        try:
            note_source(pack.location, fetched.link or fetched.file.name, offer.entry.version)
            discard_all(self._downloads, offer.entry.name)
        except OSError as error:
            raise PackError(
                f"“{pack.name}” is installed, but its download is still there.",
                f"Delete “{self._downloads}” if you want its room.",
                str(error),
            ) from error
        return pack

    def download(
        self,
        offer: Offer,
        context: Context,
        report: Callable[[Transfer], None] | None = None,
    ) -> LanguagePack:
        """``fetch``, then ``install_fetched``.

        ``context`` counts the bytes that come, and then those that are unpacked.
        """
        return self.install_fetched(offer, self.fetch(offer, context, report), context)

    def pending(self) -> tuple[Pending, ...]:
        """Unfinished downloads."""
        return pending(self._downloads)

    def waiting(self) -> tuple[Pending, ...]:
        """Downloads that are whole and were not installed: ``fetch`` finds them again."""
        try:
            files = sorted(self._downloads.glob("*.argosmodel"))
            sizes = [file.stat().st_size for file in files]
        except OSError:
            return ()
        return tuple(Pending(f.name, size, size) for f, size in zip(files, sizes, strict=True))

    def discard(self, unfinished: Pending) -> None:
        """Throw away what has come of a download, part or whole. Raises PackError."""
        goal = self._downloads / unfinished.file_name
        try:
            Part(goal).discard()
            goal.unlink(missing_ok=True)
        except OSError as error:
            raise PackError(
                f"What there is of “{unfinished.file_name}” cannot be removed.",
                "Close other windows of the program, and try again.",
                str(error),
            ) from error

    def install(
        self, path: Path, context: Context, names: Sequence[str] = ()
    ) -> FolderInstallation:
        """Install from a file, the folder of one pack, a folder of packs, or a kit.

        From a folder all packs are installed that are newer than those here, or those ``names``.
        Raises PackError, Cancelled.
        """
        if path.is_dir() and not (path / "metadata.json").is_file():
            there = self._home.packs().packs
            return install_folder(path, names, there, self._home.install, context)
        if names:
            raise PackError(
                f"“{path}” is one pack, so none of it can be chosen.", "Leave out the names."
            )
        return FolderInstallation((self._home.install(path, context),), (), ())

    # Looking after packs

    def record(self, pack: LanguagePack) -> Record | None:
        """What was written when a pack was installed: its sums, and where it came from."""
        return read_record(pack.location)

    def verify(self, context: Context, names: Sequence[str] = ()) -> tuple[Verdict, ...]:
        """Read all packs, or those ``names``, and tell what has changed. Raises PackError."""
        packs = self._home.packs().packs
        for name in names:
            _named(packs, name)
        wanted = [pack for pack in packs if not names or pack.name in names]
        parts = portions(context, [pack.size for pack in wanted])
        return tuple(verify(pack, part) for pack, part in zip(wanted, parts, strict=True))

    def kit(self, folder: Path, context: Context, names: Sequence[str] = ()) -> Kit:
        """Write packs into a folder, to be installed elsewhere: all full ones, or those ``names``.

        A kit that lies there is replaced. Raises PackError, Cancelled.
        """
        packs = self._home.packs().packs
        if names:
            chosen = {name: _named(packs, name) for name in names}
        else:
            full = [pack for pack in packs if pack.place is not PackPlace.STARTER]
            chosen = {pack.name: _named(full, pack.name) for pack in full}
        return write_kit(list(chosen.values()), folder, context)

    def disk_use(self) -> DiskUse:
        """What packs and unfinished downloads take of the disk."""
        return disk_use(self._home.packs().packs, self._downloads)

    def _offer(self, entry: IndexEntry, installed: LanguagePack | None) -> Offer:
        return Offer(
            entry=entry,
            installed=installed,
            update=installed is not None and _is_newer(entry, installed),
            quality=None if entry.starter else measured(entry.from_code, entry.to_code),
            have=Part(self._downloads / entry.file_name).have,
        )


def _named(packs: Sequence[LanguagePack], name: str) -> LanguagePack:
    """The best pack of that name: they stand best first."""
    for pack in packs:
        if pack.name == name:
            return pack
    raise PackError(f"There is no pack “{name}”.", "“diptych packs list” shows the names.")


def _is_newer(entry: IndexEntry, installed: LanguagePack) -> bool:
    """Some packs tell another version than their index does; what it told then is in the record."""
    record = read_record(installed.location)
    known = [installed.version, record.offered if record else ""]
    return version_numbers(entry.version) > max(map(version_numbers, known))


def _concerns(entry: IndexEntry, told: str) -> bool:
    return is_language(entry.from_code, told) or is_language(entry.to_code, told)


def is_language(code: str, told: str) -> bool:
    """Whether one of Argos's codes is meant by ``told``, a tag or a code."""
    return told == code or from_argos(code) == (normalise_tag(told) or told)
