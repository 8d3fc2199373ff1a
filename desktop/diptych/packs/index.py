"""The index of packs that can be had: Argos's format, read with care and kept with its date."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urljoin

from diptych.core.errors import DownloadError
from diptych.packs.addresses import local_path, usable
from diptych.packs.files import write_atomically
from diptych.packs.layout import LONGEST_VERSION, pair_name, versioned_name
from diptych.packs.places import version_numbers
from diptych.packs.sums import sum_told

LARGEST_INDEX = 20_000_000
MOST_ENTRIES = 20_000
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A pack that can be had. Codes are Argos's; ``size`` in bytes and ``sha256`` where told.

    ``starter`` tells a pack of ours for the gist alone. ``links`` are whole addresses, best first:
    https, http on this machine, or files of it.
    """

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...]
    size: int | None = None
    sha256: str | None = None
    starter: bool = False

    @property
    def name(self) -> str:
        """The pack's name, as the list of packs has it."""
        return pair_name(self.from_code, self.to_code)

    @property
    def file_name(self) -> str:
        """The pack's file, with its version."""
        return f"{versioned_name(self.name, self.version)}.argosmodel"


@dataclass(frozen=True, slots=True)
class Index:
    """The newest pack of each pair, by name; ``fetched`` is when, in UTC."""

    address: str
    fetched: datetime
    entries: tuple[IndexEntry, ...]


def parse_index(data: bytes, address: str, fetched: datetime) -> Index:
    """Read an index that came from ``address``. Raises DownloadError when it is none.

    Entries that make no sense are left out, and so are links that are not used (IPFS, plain http
    elsewhere). Relative links are relative to ``address``, as in our own kits.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _no_index(address, str(error)) from error
    if not isinstance(value, list) or len(value) > MOST_ENTRIES:
        raise _no_index(address, "not a list, or too long a list")
    newest: dict[str, IndexEntry] = {}
    for raw in value:
        entry = _entry(raw, address)
        if entry is None:
            continue
        other = newest.get(entry.name)
        if other is None or _rank(entry) > _rank(other):
            newest[entry.name] = entry
    if value and not newest:
        raise _no_index(address, "no entry names a language pack")
    return Index(address, fetched, tuple(newest[name] for name in sorted(newest)))


def save_index(path: Path, data: bytes, address: str, fetched: datetime) -> None:
    """Keep an index as it came, with its address and date. Raises OSError."""
    kept = {
        "address": address,
        "fetched": fetched.isoformat(timespec="seconds"),
        "index": json.loads(data.decode("utf-8-sig")),
    }
    write_atomically(path, json.dumps(kept, ensure_ascii=False).encode() + b"\n")


def load_index(path: Path) -> Index | None:
    """The index kept at ``path``; None when there is none, or none that can be read."""
    try:
        if path.stat().st_size > 2 * LARGEST_INDEX:
            return None
        kept = json.loads(path.read_text(encoding="utf-8"))
        fetched = datetime.fromisoformat(kept["fetched"]).astimezone(UTC)
        address = str(kept["address"])
        return parse_index(json.dumps(kept["index"]).encode(), address, fetched)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, DownloadError):
        return None


def _rank(entry: IndexEntry) -> tuple[bool, tuple[int, ...]]:
    return bool(entry.links), version_numbers(entry.version)


def _entry(raw: object, address: str) -> IndexEntry | None:
    if not isinstance(raw, Mapping) or raw.get("type", "translate") != "translate":
        return None
    from_code, to_code = raw.get("from_code"), raw.get("to_code")
    if not isinstance(from_code, str) or not isinstance(to_code, str) or from_code == to_code:
        return None
    try:
        pair_name(from_code, to_code)
    except ValueError:
        return None
    links = raw.get("links")
    size = raw.get("size")
    return IndexEntry(
        from_code=from_code,
        to_code=to_code,
        version=str(raw.get("package_version") or "")[:LONGEST_VERSION],
        links=_links(links if isinstance(links, list) else [], address),
        size=size if type(size) is int and size > 0 else None,
        sha256=sum_told(raw.get("sha256")),
        starter=raw.get("starter") is True,
    )


def _links(raw: list[object], address: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for link in raw:
        if not isinstance(link, str) or not 0 < len(link) <= LONGEST_TEXT:
            continue
        whole = urljoin(address, link if "://" in link else quote(link))
        if local_path(whole) is not None:
            if _beside(address, whole):
                found.setdefault(whole)
            continue
        try:
            found.setdefault(usable(whole))
        except DownloadError:
            continue
    return tuple(found)


def _beside(address: str, link: str) -> bool:
    """Whether a file lies in the folder of its index; an index from elsewhere names no files."""
    index, file = local_path(address), local_path(link)
    return index is not None and file is not None and file.parent == index.parent


def _no_index(address: str, details: str) -> DownloadError:
    return DownloadError(
        f"What lies at “{address[:200]}” is no index of language packs.",
        "Check the address. An index is a file named index.json in Argos’s format.",
        details,
    )
