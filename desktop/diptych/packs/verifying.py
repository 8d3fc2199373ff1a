"""Whether packs are still what they were when they came."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack
from diptych.core.progress import Context
from diptych.packs.files import CHUNK, file_sha256
from diptych.packs.layout import RECORD, ZIP_FAULTS, read_pack
from diptych.packs.portions import portions
from diptych.packs.record import Record, read_record


class Against(StrEnum):
    """What a pack was held against: our own sums, the sums of its zip file, or its structure."""

    RECORD = "record"
    ARCHIVE = "archive"
    STRUCTURE = "structure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying a pack found; no problems: as it was, as far as ``against`` can tell.

    ``record`` tells the sum of the file it was installed from, and when; None if there is none.
    """

    pack: LanguagePack
    against: Against
    problems: tuple[str, ...]
    record: Record | None = None


def verify(pack: LanguagePack, context: Context) -> Verdict:
    """Read all of a pack. Progress is in bytes. Raises Cancelled."""
    location = pack.location
    if not location.is_dir():
        return Verdict(pack, Against.ARCHIVE, zip_problems(location, context))
    record = read_record(location)
    against = Against.STRUCTURE if record is None else Against.RECORD
    try:
        read_pack(location, pack.place)
        problems = [] if record is None else _changes(location, record, context)
    except PackError as error:
        problems = [error.sentence]
    except OSError as error:
        problems = [f"it cannot be read: {error}"]
    return Verdict(pack, against, tuple(problems), record)


def _changes(location: Path, record: Record, context: Context) -> list[str]:
    problems = []
    parts = portions(context, [entry.size for entry in record.files.values()])
    for (path, entry), part in zip(record.files.items(), parts, strict=True):
        problem = _change(location / path, entry.size, entry.sha256, part)
        if problem:
            problems.append(f"{path} {problem}")
        part.step(1, 1)
    there = {p.relative_to(location).as_posix() for p in location.rglob("*") if not p.is_dir()}
    added = sorted(there - record.files.keys() - {RECORD})
    return problems + [f"{path} was added" for path in added]


def _change(path: Path, size: int, sha256: str, context: Context) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            return "is missing"
        if path.stat().st_size != size:
            return "has another size"
        return "" if file_sha256(path, context) == sha256 else "has changed"
    except OSError as error:
        return f"cannot be read: {error}"


def zip_problems(location: Path, context: Context) -> tuple[str, ...]:
    """Every entry of a zip file has a sum (CRC-32), which reading it to its end checks."""
    try:
        with zipfile.ZipFile(location) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
            done = 0
            for entry in archive.infolist():
                with archive.open(entry) as reading:
                    while chunk := reading.read(CHUNK):
                        done += len(chunk)
                        context.step(min(done, total), total)
    except ZIP_FAULTS as error:
        return (f"{location.name} is damaged: {error}",)
    return ()
