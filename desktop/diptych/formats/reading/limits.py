"""How much a file may hold before we refuse it, told before it is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

from diptych.core.errors import CannotReadError

MIB = 1024 * 1024
LARGEST_FILE = 64 * MIB
LARGEST_UNPACKED = 64 * MIB
MOST_ENTRIES = 4_000
LONGEST_NAME = 512
"""Characters of the name of a part; those of documents have some thirty."""

HIGHEST_RATIO = 200

ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, EOFError,
    OSError, RuntimeError,
)  # fmt: skip
"""What zipfile raises for files that are damaged, or made in a way it does not know."""

_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_NAME_LENGTHS = slice(26, 30)
_MOST_BY_DEFLATE = 1_032
"""How many bytes one byte of Deflate can stand for at the most."""

_CHUNK = 256 * 1024
_HARM = "It may be damaged or made to do harm. Ask the sender for plain text."


def check_size(size: int, name: str) -> None:
    """Raise CannotReadError when a file of ``size`` bytes is too large to open."""
    if size > LARGEST_FILE:
        raise CannotReadError(
            f"“{name}” has {size // MIB} MB; articles of up to {LARGEST_FILE // MIB} MB can be "
            "opened.",
            "Split the file, or save only the text you need and open that.",
        )


def check_zip(data: bytes, name: str) -> None:
    """Raise CannotReadError when a zip file is damaged, encrypted or would unpack to too much.

    Sizes are not believed: what its parts unpack to is counted, in a few hundred kilobytes of
    memory, so that libraries may unpack them afterwards. Zip files inside of it are parts.
    """
    if data.count(_DIRECTORY_ENTRY) > MOST_ENTRIES:
        raise CannotReadError(
            f"“{name}” has more than {MOST_ENTRIES:,} parts, which no article has.", _HARM
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except ZIP_FAULTS as error:
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
    _check_declared(entries, name)
    _check_places(data, entries, name)
    for entry in entries:
        _check_unpacked(data, entry, name)


def read_entry(archive: zipfile.ZipFile, part: str, most: int) -> bytes:
    """The bytes of one part of a zip file. No more than ``most`` bytes are ever unpacked.

    Raises CannotReadError when it is missing, damaged or larger.
    """
    try:
        with archive.open(part) as opened:
            data = opened.read(most + 1)
    except (KeyError, *ZIP_FAULTS) as error:
        raise CannotReadError(
            f"The file is damaged: its part “{part}” is missing or cannot be unpacked.",
            "Open it in the program it comes from and save it again, or ask for another copy.",
            f"{type(error).__name__}: {error}",
        ) from error
    if len(data) > most:
        raise CannotReadError(
            f"A part of the file, “{part}”, is larger than {max(1, most // MIB)} MB.", _HARM
        )
    return data


def _check_declared(entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """By what the file says of itself."""
    unpacked = sum(entry.file_size for entry in entries)
    bomb = any(
        entry.file_size > MIB and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    if bomb or unpacked > LARGEST_UNPACKED:
        raise CannotReadError(
            f"“{name}” would unpack to {unpacked // MIB} MB in {len(entries)} parts, which no "
            "article does.",
            _HARM,
        )
    if any(len(entry.filename) > LONGEST_NAME for entry in entries):
        raise CannotReadError(
            f"“{name}” has parts with names longer than {LONGEST_NAME} letters.", _HARM
        )
    methods = {entry.compress_type for entry in entries}
    if not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise CannotReadError(
            f"“{name}” is packed in a way that documents are not packed in.",
            "Open it in the program it comes from and save it again.",
        )


def _check_places(data: bytes, entries: Sequence[zipfile.ZipInfo], name: str) -> None:
    """No byte may belong to two parts: that is how small files unpack to endless ones."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if not 0 <= entry.header_offset <= len(data) - _LOCAL_HEADER:
            raise CannotReadError(
                f"“{name}” is damaged: its part “{entry.filename}” is not where it should be.",
                "Ask for the file again, or open a copy that was downloaded completely.",
            )
        if entry.header_offset < end:
            raise CannotReadError(f"The parts of “{name}” lie on top of one another.", _HARM)
        end = _content(data, entry) + entry.compress_size


def _check_unpacked(data: bytes, entry: zipfile.ZipInfo, name: str) -> None:
    """Raise when a part unpacks to more than it says."""
    small = entry.compress_size * _MOST_BY_DEFLATE <= entry.file_size + MIB
    if small or entry.compress_type == zipfile.ZIP_STORED:
        return
    begin = _content(data, entry)
    packed = memoryview(data)[begin : begin + entry.compress_size]
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = entry.file_size
    try:
        for at in range(0, len(packed), _CHUNK):
            waiting: bytes | memoryview = packed[at : at + _CHUNK]
            while waiting and not inflater.eof and left >= 0:
                left -= len(inflater.decompress(waiting, _CHUNK))
                waiting = inflater.unconsumed_tail
    except zlib.error:
        return  # its reader says which part is damaged, if it needs that part at all
    if left < 0:
        raise CannotReadError(
            f"“{name}” is damaged: a part of it, “{entry.filename}”, is larger than it says.",
            _HARM,
        )


def _content(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a part begin: after its header, its name and what is extra."""
    header = data[entry.header_offset : entry.header_offset + _LOCAL_HEADER]
    lengths: tuple[int, int] = struct.unpack("<HH", header[_NAME_LENGTHS])
    return entry.header_offset + _LOCAL_HEADER + sum(lengths)
