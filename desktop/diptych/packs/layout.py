"""One language pack: Argos's layout, in a folder or in an ``.argosmodel`` zip file, checked."""

from __future__ import annotations

import json
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace

MIB = 1024 * 1024
LARGEST_PACK = 4096 * MIB
MOST_ENTRIES = 2_000
HIGHEST_RATIO = 1_000
SMALL_TEXT = MIB
LONGEST_VERSION = 40
RECORD = "diptych-record.json"
"""The file in an installed pack's folder that holds its sums; it is no part of the pack."""

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    UnicodeDecodeError,
    RuntimeError,
)
"""What reading a damaged or encrypted zip file raises; RuntimeError: a password is wanted."""

_ANOTHER = "Get the pack again from where it came from, or choose another one."
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_VOCABULARIES = ("model/shared_vocabulary.", "model/source_vocabulary.")
_STARTER = re.compile(r"#[^\n]* starter pack\b")
_SCORE = re.compile(
    r"^\|\s*(NTREX[^|]*?)\s*\|\s*\d+\s*\|\s*([\d.]+)\s*\|\s*([\d.]+)\s*\|", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a pack holds: sizes in bytes by path below its top folder, and a way to read one."""

    sizes: dict[str, int]
    read: Callable[[str], bytes]


def pair_name(from_code: str, to_code: str) -> str:
    """The name of all packs of a pair of Argos codes. Raises ValueError for what is no code."""
    if not (_CODE.match(from_code) and _CODE.match(to_code)):
        raise ValueError(f"no codes: {from_code[:20]!r}, {to_code[:20]!r}")
    return f"translate-{from_code}_{to_code}"


def versioned_name(name: str, version: str) -> str:
    """A pack's folder, and the stem of its file: the name with its version, safe as a file name."""
    safe = "".join(c if c.isascii() and c.isalnum() else "_" for c in version[:LONGEST_VERSION])
    return f"{name}-{safe or '0'}"


def read_pack(location: Path, place: PackPlace) -> LanguagePack:
    """The pack at ``location``. Raises PackError with what is wrong with it."""
    if location.is_dir():
        return _checked(location, place, _folder(location))
    try:
        with zipfile.ZipFile(location) as archive:
            return _checked(location, place, _zipped(archive, location.name))
    except ZIP_FAULTS as error:
        raise _cut_short(location, error) from error


def read_metadata(location: Path) -> dict[str, object]:
    """The ``metadata.json`` of a pack. Raises PackError."""
    if location.is_dir():
        return _metadata(location.name, _folder(location))
    try:
        with zipfile.ZipFile(location) as archive:
            return _metadata(location.name, _zipped(archive, location.name))
    except ZIP_FAULTS as error:
        raise _cut_short(location, error) from error


def check_archive(archive: zipfile.ZipFile, name: str) -> str:
    """The one top folder of a pack's zip file. Raises PackError when the zip is not safe."""
    entries = archive.infolist()
    for entry in entries:
        _check_entry(entry, name)
    _check_sizes(archive, name)
    # Names that differ in case only are one file on many disks.
    names = [entry.filename.rstrip("/").casefold() for entry in entries]
    if len(set(names)) != len(names):
        raise PackError(f"“{name}” names the same file twice.", _ANOTHER)
    files = {n for n, entry in zip(names, entries, strict=True) if not entry.is_dir()}
    if any(str(above) in files for n in names for above in PurePosixPath(n).parents):
        raise PackError(f"“{name}” uses one name for a file and a folder.", _ANOTHER)
    tops = {PurePosixPath(entry.filename).parts[0] for entry in entries}
    if len(tops) != 1:
        raise PackError(f"“{name}” holds {len(tops)} folders; a pack holds one.", _ANOTHER)
    return str(tops.pop())


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    parts = PurePosixPath(entry.filename).parts
    unsafe = not parts or parts[0] == "/" or ".." in parts or "\\" in entry.filename
    if unsafe or ":" in entry.filename:
        raise PackError(f"“{name}” wants to write outside its own folder.", _ANOTHER)
    if not entry.filename.isprintable():
        raise PackError(f"“{name}” has a file whose name cannot be shown.", _ANOTHER)
    if len(parts) == 1 and not entry.is_dir():
        raise PackError(f"“{name}” has files outside a folder of its own.", _ANOTHER)
    # The upper half holds the Unix mode where the zip was made on Unix, and is empty elsewhere.
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackError(
            f"“{name}” holds a link or a device, which no pack needs: {entry.filename}", _ANOTHER
        )


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    # Entries that together are longer than the file share their bytes, as in bombs.
    if (
        len(entries) > MOST_ENTRIES
        or total > LARGEST_PACK
        or total > HIGHEST_RATIO * max(1, packed)
        or packed > archive.start_dir
    ):
        raise PackError(f"“{name}” would unpack to far more than a pack holds.", _ANOTHER)


def _cut_short(location: Path, error: Exception) -> PackError:
    return PackError(
        f"“{location.name}” is not a whole language pack: it is cut short or damaged.",
        _ANOTHER,
        str(error),
    )


def _zipped(archive: zipfile.ZipFile, name: str) -> _Contents:
    top = check_archive(archive, name)
    sizes = {
        entry.filename.removeprefix(f"{top}/"): entry.file_size
        for entry in archive.infolist()
        if not entry.is_dir() and entry.filename != f"{top}/{RECORD}"
    }
    return _Contents(sizes, lambda path: archive.read(f"{top}/{path}"))


def _folder(location: Path) -> _Contents:
    sizes = {
        path.relative_to(location).as_posix(): path.stat().st_size
        for path in location.rglob("*")
        if path.is_file() and path != location / RECORD
    }
    return _Contents(sizes, lambda path: (location / path).read_bytes())


def _checked(location: Path, place: PackPlace, contents: _Contents) -> LanguagePack:
    name = location.name
    metadata = _metadata(name, contents)
    codes = [metadata.get("from_code"), metadata.get("to_code")]
    if not all(isinstance(code, str) and _CODE.match(code) for code in codes):
        raise PackError(f"“{name}” does not say which languages it translates.", _ANOTHER)
    if codes[0] == codes[1]:
        raise PackError(f"“{name}” translates a language into itself.", _ANOTHER)
    kind = metadata.get("type", "translate")
    if kind != "translate":
        raise PackError(f"“{name}” is a pack of another type: {kind}.", _ANOTHER)
    _require_parts(name, contents)
    from_code, to_code = str(codes[0]), str(codes[1])
    return LanguagePack(
        from_code=from_code,
        to_code=to_code,
        version=str(metadata.get("package_version") or "")[:LONGEST_VERSION],
        location=location,
        place=place,
        name=pair_name(from_code, to_code),
        size=sum(contents.sizes.values()),
        target_prefix=str(metadata.get("target_prefix") or ""),
        note=_caution(contents, place),
    )


def _metadata(name: str, contents: _Contents) -> dict[str, object]:
    if contents.sizes.get("metadata.json", SMALL_TEXT + 1) > SMALL_TEXT:
        raise PackError(f"“{name}” has no metadata.json, so it is no language pack.", _ANOTHER)
    try:
        metadata = json.loads(contents.read("metadata.json").decode("utf-8-sig"))
    except (ValueError, OSError, RecursionError) as error:
        raise PackError(
            f"The metadata of “{name}” cannot be read.", _ANOTHER, str(error)
        ) from error
    if not isinstance(metadata, dict):
        raise PackError(f"The metadata of “{name}” cannot be read.", _ANOTHER)
    return metadata


def _require_parts(name: str, contents: _Contents) -> None:
    sizes = contents.sizes
    if not sizes.get("model/model.bin"):
        raise PackError(f"“{name}” has no model.", _ANOTHER)
    if not any(path.startswith(_VOCABULARIES) for path in sizes):
        raise PackError(f"“{name}” has no vocabulary.", _ANOTHER)
    if not (sizes.get("sentencepiece.model") or sizes.get("bpe.model")):
        raise PackError(f"“{name}” has no tokenizer.", _ANOTHER)


def _caution(contents: _Contents, place: PackPlace) -> str:
    """What a starter pack must say of itself, wherever it lies, with the score in its README."""
    readme = ""
    if contents.sizes.get("README.md", SMALL_TEXT + 1) <= SMALL_TEXT:
        readme = contents.read("README.md").decode("utf-8", "replace")
    if place is not PackPlace.STARTER and not _STARTER.match(readme):
        return ""
    score = _SCORE.search(readme)
    measured = f" ({score[1]}: {score[2]} BLEU, {score[3]} chrF)" if score else ""
    return (
        f"A small starter pack{measured}: good for the gist, wrong in long sentences. "
        "Check every sentence against the original."
    )
