"""What a zip file may hold: bombs, lies and overlaps are refused before anything is unpacked."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.limits import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MIB,
    MOST_ENTRIES,
    check_size,
    check_zip,
    read_entry,
)
from diptych.formats.reading.reader import read
from diptych.formats.reading.sniffing import sniff
from helpers.made_files import made, zipped

BODY = "word/document.xml"
SOUND = made(FileKind.DOCX).data


def _bomb(megabytes: int) -> bytes:
    """A document whose body unpacks to that much."""
    return zipped({"[Content_Types].xml": "<Types/>", BODY: b" " * (megabytes * MIB)})


def _lying(real: int, declared: int) -> bytes:
    """A document whose body says it has ``declared`` bytes and has ``real``."""
    data = bytearray(zipped({BODY: b" " * real}))
    for at in (data.find(b"PK\x03\x04") + 22, data.find(b"PK\x01\x02") + 24):
        data[at : at + 4] = struct.pack("<I", declared)
    return bytes(data)


def _overlapping(entries: int, size: int) -> bytes:
    """Many entries of the directory that all stand for the same bytes of the file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"\0" * size) + packer.flush()
    crc = zlib.crc32(b"\0" * size)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), size, 1, 0)
    body = local + b"a" + packed
    directory = b"".join(
        struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), size,
                    1, 0, 0, 0, 0, 0, 0) + b"a"
        for _ in range(entries)
    )  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, entries, entries, len(directory),
                      len(body), 0)  # fmt: skip
    return body + directory + end


def _many(entries: int) -> bytes:
    return zipped({BODY: "<a/>", **{f"word/media/{n}": b"" for n in range(entries)}})


def _long_name() -> bytes:
    return zipped({BODY: "<a/>", "a" * 5_000: b""})


def _bzipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(BODY, b"<a/>")
    return buffer.getvalue()


def _encrypted() -> bytes:
    data = bytearray(SOUND)
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: _bomb(200), "would unpack to 200 MB in 2 parts"),
        (lambda: _bomb(20), "would unpack to 20 MB"),
        (lambda: _lying(30 * MIB, 1_000), "is larger than it says"),
        (lambda: _lying(3 * MIB, 2 * MIB), "is larger than it says|would unpack to"),
        (lambda: _overlapping(3, 50_000), "lie on top of one another"),
        (lambda: _overlapping(1_000, 1_000), "lie on top of one another"),
        (lambda: _overlapping(1_000, 900_000), "would unpack to 858 MB"),
        (lambda: _many(MOST_ENTRIES + 1), "more than 4,000 parts"),
        (_long_name, "names longer than 512 letters"),
        (_bzipped, "packed in a way"),
        (_encrypted, "protected by a password"),
        (lambda: SOUND[: len(SOUND) // 2], "is damaged: its end is missing"),
        (lambda: b"PK\x03\x04", "is damaged: its end is missing"),
    ],
)
def test_zip_files_that_are_refused(data: Callable[[], bytes], words: str) -> None:
    whole = data()
    with pytest.raises(CannotReadError, match=words) as caught:
        check_zip(whole, "a.docx")
    assert "“a.docx”" in caught.value.sentence
    assert caught.value.remedy


@pytest.mark.parametrize(
    "data", [lambda: _bomb(60), lambda: _lying(60 * MIB, 1_000), lambda: _overlapping(900, MIB)]
)
def test_they_are_refused_in_little_memory(data: Callable[[], bytes]) -> None:
    whole = data()
    tracemalloc.start()
    with pytest.raises(CannotReadError):
        check_zip(whole, "a.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MIB


def test_the_reader_asks_first() -> None:
    with pytest.raises(CannotReadError, match="would unpack to 200 MB"):
        read(_bomb(200), "a.docx")


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.ODT, FileKind.EPUB])
def test_sound_files_pass(kind: FileKind) -> None:
    check_zip(made(kind).data, "a")


def test_as_many_parts_as_are_allowed_pass() -> None:
    check_zip(_many(MOST_ENTRIES - 1), "a.docx")


def test_a_large_part_that_tells_the_truth_passes() -> None:
    body = b"".join(b"<w:t>%d</w:t>" % n for n in range(400_000))
    assert 5 * MIB < len(body) < LARGEST_UNPACKED
    check_zip(zipped({BODY: body}), "a.docx")


def test_zip_files_inside_are_not_opened() -> None:
    check_zip(zipped({BODY: "<a/>", "word/embeddings/b.docx": _bomb(200)}), "a.docx")


def test_a_part_that_is_damaged_is_for_its_reader_to_find() -> None:
    body = b"".join(b"<w:t>%d</w:t>" % n for n in range(400_000))
    data = bytearray(zipped({BODY: body}))
    data[200:260] = b"\xff" * 60
    check_zip(bytes(data), "a.docx")
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        pytest.raises(CannotReadError, match="missing or cannot be unpacked"),
    ):
        read_entry(archive, BODY, LARGEST_UNPACKED)


def test_names_of_parts_lead_nowhere() -> None:
    data = zipped({"../../etc/passwd": "x", "/etc/passwd": "x", "C:\\a": "x", BODY: "<a/>"})
    check_zip(data, "a.docx")
    assert sniff(data, "a.docx") is FileKind.DOCX


def test_one_part_is_read_up_to_a_limit() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped({"a": b"x" * 1_000, "b": b""}))) as archive:
        assert read_entry(archive, "a", 1_000) == b"x" * 1_000
        assert read_entry(archive, "b", 0) == b""
        with pytest.raises(CannotReadError, match="A part of the file, “a”, is larger"):
            read_entry(archive, "a", 999)
        with pytest.raises(CannotReadError, match="is missing"):
            read_entry(archive, "c", 999)


@pytest.mark.parametrize("declared", [1_000, 100 * MIB])
def test_a_part_that_lies_unpacks_to_no_more_than_the_limit(declared: int) -> None:
    data = _lying(60 * MIB, declared)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tracemalloc.start()
        with pytest.raises(CannotReadError):
            read_entry(archive, BODY, MIB)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 8 * MIB


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.ODT, FileKind.EPUB])
def test_truncated_at_every_sixteenth(kind: FileKind) -> None:
    data = made(kind).data
    for part in range(16):
        with pytest.raises(CannotReadError):
            check_zip(data[: len(data) * part // 16], "a")


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_one_flipped_byte_is_passed_or_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SOUND) - 1))
    spoilt = bytearray(SOUND)
    spoilt[at] ^= data.draw(st.integers(1, 255))
    with suppress(CannotReadError):
        check_zip(bytes(spoilt), "a.docx")
        with zipfile.ZipFile(io.BytesIO(spoilt)) as archive:
            for part in archive.namelist():
                with suppress(CannotReadError):
                    assert len(read_entry(archive, part, MIB)) <= MIB


def test_sizes_before_reading() -> None:
    check_size(LARGEST_FILE, "a")
    with pytest.raises(CannotReadError, match="has 65 MB"):
        check_size(LARGEST_FILE + MIB, "a")
