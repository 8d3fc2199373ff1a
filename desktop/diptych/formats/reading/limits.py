"""How much a file may hold before we refuse it, told before it is unpacked."""

from __future__ import annotations

import io
import zipfile

from diptych.core.errors import CannotReadError

MIB = 1024 * 1024
LARGEST_FILE = 64 * MIB
LARGEST_UNPACKED = 64 * MIB
MOST_ENTRIES = 4_000
HIGHEST_RATIO = 200


def check_size(size: int, name: str) -> None:
    """Raise CannotReadError when a file of ``size`` bytes is too large to open."""
    if size > LARGEST_FILE:
        raise CannotReadError(
            f"“{name}” has {size // MIB} MB; articles of up to {LARGEST_FILE // MIB} MB can be "
            "opened.",
            "Split the file, or save only the text you need and open that.",
        )


def check_zip(data: bytes, name: str) -> None:
    """Raise CannotReadError when a zip file is damaged, encrypted or would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise CannotReadError(
            f"“{name}” is damaged: its end is missing or it is not a whole file.",
            "Ask for the file again, or open a copy that was downloaded completely.",
            str(error),
        ) from error
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise CannotReadError(
            f"“{name}” is protected by a password.",
            "Open it in the program it comes from, remove the password, and save it again.",
        )
    unpacked = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > MIB and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if bomb or unpacked > LARGEST_UNPACKED or len(entries) > MOST_ENTRIES:
        raise CannotReadError(
            f"“{name}” would unpack to {unpacked // MIB} MB in {len(entries)} parts, which no "
            "article does.",
            "It may be damaged or made to do harm. Ask the sender for plain text.",
        )
