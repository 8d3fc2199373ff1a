"""Writing that survives a pulled plug, room on a disk, and sums of files."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
from pathlib import Path

from diptych.core.progress import Context

CHUNK = 1024 * 1024
MB = 1_000_000


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside ``path`` and rename into place. Raises OSError, with nothing left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name[:40]}-{secrets.token_hex(6)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def file_sha256(path: Path, context: Context) -> str:
    """SHA-256 of a file in hexadecimal, read in parts. Raises OSError, Cancelled."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            context.check()
            digest.update(chunk)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make renames in ``folder`` last, where the system can be asked to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def need_room(folder: Path, size: int) -> None:
    """Raise OSError, as a full disk does, unless ``size`` bytes have room in ``folder``."""
    if shutil.disk_usage(folder).free < size:
        raise OSError(errno.ENOSPC, f"{size:,} bytes are needed")


def is_full(error: OSError) -> bool:
    """Whether the disk, or the user's share of it, had no room."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def megabytes(size: int) -> str:
    """A size in bytes for people, in decimal megabytes: at least “1 MB” for what is not empty."""
    return f"{max(1, round(size / MB)) if size else 0:,} MB"
