"""Answers of ``packs`` about the index, downloads and kits: as JSON, and as lines for people."""

from __future__ import annotations

from diptych.cli.shapes import Json, pack_shape
from diptych.core.language_packs import LanguagePack
from diptych.core.languages import from_argos, language
from diptych.packs.files import megabytes
from diptych.packs.folders import FolderInstallation
from diptych.packs.index import Index
from diptych.packs.kit import Kit
from diptych.packs.places import Skipped
from diptych.packs.record import Record
from diptych.packs.usage import DiskUse
from diptych.packs.verifying import Against, Verdict
from diptych.workspace.pack_store import Offer


def index_shape(index: Index) -> Json:
    """Where an index came from, and when."""
    return {
        "address": index.address,
        "fetched": index.fetched.isoformat(timespec="seconds"),
        "packs": len(index.entries),
    }


def offer_shape(offer: Offer) -> Json:
    """A pack that can be had."""
    entry, quality = offer.entry, offer.quality
    return {
        "name": entry.name,
        "from": offer.from_language,
        "to": offer.to_language,
        "version": entry.version,
        "size": entry.size,
        "sha256": entry.sha256,
        "installed": offer.installed.version if offer.installed else None,
        "update": offer.update,
        "have": offer.have,
        "comet": quality.comet if quality else None,
        "google": quality.google if quality else None,
        "standing": str(quality.standing) if quality else None,
    }


def recorded_shape(pack: LanguagePack, record: Record | None) -> Json:
    """A pack with the sum of the file it came in, and where that came from."""
    archive = record.archive if record else None
    return {
        **pack_shape(pack),
        "sha256": archive.sha256 if archive else None,
        "source": record.source if record else None,
    }


def verdict_shape(verdict: Verdict) -> Json:
    """What verifying a pack found."""
    return {
        **recorded_shape(verdict.pack, verdict.record),
        "against": str(verdict.against),
        "problems": list(verdict.problems),
    }


def skipped_shape(skipped: Skipped) -> Json:
    """What is no good pack, and why."""
    return {"location": str(skipped.location), "reason": skipped.reason}


def folder_shape(done: FolderInstallation) -> Json:
    """What became of a folder's packs."""
    return {
        "installed": [pack_shape(pack) for pack in done.installed],
        "kept": [pack_shape(pack) for pack in done.kept],
        "skipped": [skipped_shape(skipped) for skipped in done.skipped],
    }


def kit_shape(kit: Kit) -> Json:
    """A kit that was written."""
    return {
        "folder": str(kit.folder),
        "size": kit.size,
        "files": [{"name": f.name, "size": f.size, "sha256": f.sha256} for f in kit.files],
    }


def disk_shape(use: DiskUse) -> Json:
    """What packs take of the disk, in bytes."""
    return {"installed": use.installed, "others": use.others, "downloads": use.downloads}


def pack_line(pack: LanguagePack) -> str:
    """A pack that is there."""
    size = megabytes(pack.size)
    pair = pair_words(pack.from_code, pack.to_code)
    line = f"{pack.name}  {pair}, version {pack.version}, {size}, {pack.place}"
    return f"{line}\n    {pack.note}" if pack.note else line


def offer_line(offer: Offer) -> str:
    """A pack that can be had."""
    entry, quality = offer.entry, offer.quality
    words = [pair_words(entry.from_code, entry.to_code), f"version {entry.version}"]
    if entry.size:
        words.append(megabytes(entry.size))
    if offer.update and offer.installed:
        words.append(f"newer than the installed {offer.installed.version}")
    elif offer.installed:
        words.append("installed")
    if offer.have:
        words.append(f"{megabytes(offer.have)} downloaded")
    if quality:
        score = f"COMET {quality.comet:.2f}, Google {quality.google:.2f}"
        words.append(f"{score} ({str(quality.standing).replace('-', ' ')})")
    return f"{entry.name}  {', '.join(words)}"


def index_line(index: Index) -> str:
    """Where an index came from, and when."""
    return f"Index of {index.fetched.day} {index.fetched:%B %Y} from {index.address}"


def verdict_line(verdict: Verdict) -> str:
    """What verifying a pack found."""
    ways = {
        Against.RECORD: "every file is as it was installed",
        Against.ARCHIVE: "every file fits its checksum",
        Against.STRUCTURE: "all parts are there; no checksums are known",
    }
    pack, archive = verdict.pack, verdict.record.archive if verdict.record else None
    head = f"{pack.name}  {pack.place}: "
    if verdict.problems:
        return head + "damaged" + "".join(f"\n    {problem}" for problem in verdict.problems)
    sums = f"\n    SHA-256 of its file: {archive.sha256}" if archive else ""
    return head + ways[verdict.against] + sums


def disk_line(use: DiskUse) -> str:
    """What packs take of the disk."""
    downloads = f", unfinished downloads {megabytes(use.downloads)}" if use.downloads else ""
    return f"Installed packs take {megabytes(use.installed)}{downloads}."


def pair_words(from_code: str, to_code: str) -> str:
    """“English to French”."""
    names = [language(from_argos(code)).name for code in (from_code, to_code)]
    return f"{names[0]} to {names[1]}"
