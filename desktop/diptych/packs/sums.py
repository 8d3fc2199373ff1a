"""SHA-256 sums as they are told: in an index, or in the list that ``sha256sum -c`` reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

SUMS_FILE = "SHA256SUMS"
LARGEST_LIST = 1_000_000

_SUM = re.compile(r"[0-9a-fA-F]{64}\Z")
_LINE = re.compile(r"([0-9a-fA-F]{64}) [ *]([^/\\\x00-\x1f]+)\Z")


def sum_told(value: object) -> str | None:
    """A SHA-256 from an index, in small letters; None for what is none."""
    return value.lower() if isinstance(value, str) and _SUM.match(value) else None


def write_sums(sums: Mapping[str, str]) -> bytes:
    """The list for SHA-256 sums by file name."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def read_sums(folder: Path) -> dict[str, str]:
    """SHA-256 by name of a file in ``folder``, from its list; empty where there is none.

    Names that lead elsewhere are left out.
    """
    path = folder / SUMS_FILE
    try:
        if path.stat().st_size > LARGEST_LIST:
            return {}
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return {}
    found = (_LINE.match(line) for line in lines)
    return {line[2]: line[1].lower() for line in found if line and line[2] not in (".", "..")}
