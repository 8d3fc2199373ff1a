"""Files that are no good packs: each is told in a sentence, and nothing of it is left."""

from __future__ import annotations

import json
import random
import stat
import struct
import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.core.errors import PackError
from diptych.core.language_packs import PackPlace
from diptych.core.progress import Context
from diptych.packs.installing import install
from diptych.packs.layout import MOST_ENTRIES, RECORD, read_pack
from diptych.packs.record import read_record

METADATA = {"package_version": "1.0", "from_code": "en", "to_code": "fr"}
PARTS: dict[str, bytes] = {
    "metadata.json": json.dumps(METADATA).encode(),
    "model/model.bin": b"weights",
    "model/shared_vocabulary.json": b"[]",
    "sentencepiece.model": b"pieces",
}


def _pack(folder: Path, changes: Mapping[str, bytes | None]) -> Path:
    """A pack of right shape, with other parts or without some."""
    target = folder / "some.argosmodel"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in {**PARTS, **changes}.items():
            if data is not None:
                archive.writestr(f"top/{path}", data)
    return target


def _metadata(**values: object) -> dict[str, bytes | None]:
    return {"metadata.json": json.dumps({**METADATA, **values}).encode()}


def _fault(file: Path, own: Path) -> str:
    with pytest.raises(PackError) as caught:
        install(file, own, Context())
    assert caught.value.remedy
    assert not own.exists() or list(own.iterdir()) == []
    return caught.value.sentence


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("metadata.json", "no metadata.json"),
        ("model/model.bin", "no model"),
        ("model/shared_vocabulary.json", "no vocabulary"),
        ("sentencepiece.model", "no tokenizer"),
    ],
)
def test_a_missing_part_is_named(missing: str, words: str, tmp_path: Path) -> None:
    assert words in _fault(_pack(tmp_path, {missing: None}), tmp_path / "own")


@pytest.mark.parametrize("data", [b"[" * 100_000, b"[]", b"\xff", b'{"from_code": '])
def test_metadata_that_is_none(data: bytes, tmp_path: Path) -> None:
    file = _pack(tmp_path, {"metadata.json": data})
    assert "cannot be read" in _fault(file, tmp_path / "own")


@pytest.mark.parametrize("code", [None, 7, "", "e", "en/..", "en\n", "../fr"])
def test_codes_that_are_none(code: object, tmp_path: Path) -> None:
    file = _pack(tmp_path, _metadata(from_code=code))
    assert "does not say which languages" in _fault(file, tmp_path / "own")


def test_empty_values_in_the_metadata_count_as_missing(tmp_path: Path) -> None:
    file = _pack(tmp_path, _metadata(target_prefix=None, package_version=None))
    pack = read_pack(file, PackPlace.INSTALLED)
    assert (pack.target_prefix, pack.version) == ("", "")


def test_a_target_prefix_is_read(tmp_path: Path) -> None:
    file = _pack(tmp_path, _metadata(target_prefix="__fr__"))
    assert read_pack(file, PackPlace.INSTALLED).target_prefix == "__fr__"


def test_an_endless_version_makes_no_endless_name(tmp_path: Path) -> None:
    pack = install(_pack(tmp_path, _metadata(package_version="9" * 5000)), tmp_path, Context())
    assert len(pack.location.name) < 100


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    file = _pack(tmp_path, {"README.md": b"\0" * 40_000_000})
    assert "far more than a pack holds" in _fault(file, tmp_path / "own")


def test_thousands_of_files_are_refused(tmp_path: Path) -> None:
    file = _pack(tmp_path, {f"{n}.txt": b"" for n in range(MOST_ENTRIES)})
    assert "far more than a pack holds" in _fault(file, tmp_path / "own")


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "top/../../evil", "..\\evil", "C:/evil", "top/a:stream"]
)
def test_names_that_lead_outside_are_refused(name: str, tmp_path: Path) -> None:
    file = _pack(tmp_path, {})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, b"x")
    assert "outside its own folder" in _fault(file, tmp_path / "own")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_links_and_devices_are_refused(kind: int, tmp_path: Path) -> None:
    file = _pack(tmp_path, {})
    link = zipfile.ZipInfo("top/model/link")
    link.create_system = 3
    link.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "a link or a device" in _fault(file, tmp_path / "own")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("top/README.md", "the same file twice"),
        ("top/MODEL/model.bin", "the same file twice"),
        ("top/metadata.json/x", "one name for a file and a folder"),
        ("top/a\tb", "cannot be shown"),
    ],
)
def test_names_that_clash_are_refused(name: str, words: str, tmp_path: Path) -> None:
    file = _pack(tmp_path, {"README.md": b"x"})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(name, b"x")
    assert words in _fault(file, tmp_path / "own")


def test_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """Two entries of the directory point at one file's bytes, as in bombs that need no ratio."""
    file = _pack(tmp_path, {"one.bin": random.Random(1).randbytes(5_000)})
    data = file.read_bytes()
    begin = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    at = data.rindex(b"PK\x01\x02", begin, end)
    last = data[at:end]
    assert b"top/one.bin" in last
    twins = b"".join(last.replace(b"one.bin", b"%d.bin" % number) for number in range(100, 120))
    directory = data[begin:end] + twins
    count = 5 + 20
    tail = data[end : end + 8] + struct.pack("<HHII", count, count, len(directory), begin) + b"\0\0"
    file.write_bytes(data[:begin] + directory + tail)
    assert len(zipfile.ZipFile(file).namelist()) == count
    assert "far more than a pack holds" in _fault(file, tmp_path / "own")


def test_two_pairs_with_one_folder_name_do_not_replace_each_other(tmp_path: Path) -> None:
    own = tmp_path / "own"
    victim = install(_pack(tmp_path, _metadata(from_code="en", to_code="fr_CA")), own, Context())
    hijack = _pack(tmp_path, _metadata(from_code="en_fr", to_code="CA"))
    with pytest.raises(PackError, match="take the place of another pack"):
        install(hijack, own, Context())
    assert read_pack(victim.location, PackPlace.INSTALLED) == victim


def test_a_record_that_a_pack_brings_along_is_not_believed(tmp_path: Path) -> None:
    file = _pack(tmp_path, {RECORD: b'{"format": 1, "files": {}}'})
    pack = install(file, tmp_path / "own", Context())
    record = read_record(pack.location)
    assert record is not None
    assert set(record.files) == set(PARTS)
    assert pack.size == sum(len(data) for data in PARTS.values())


def test_loose_files_are_refused(tmp_path: Path) -> None:
    file = _pack(tmp_path, {})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("loose.txt", b"x")
    assert "files outside a folder" in _fault(file, tmp_path / "own")


@pytest.mark.parametrize("part", ["top/metadata.json", "top/model/model.bin"])
@pytest.mark.parametrize(("place", "value"), [(0, 1), (0, 0x40), (2, 77)])
def test_a_pack_with_a_password_or_packed_in_an_unknown_way_is_told(
    part: str, place: int, value: int, tmp_path: Path
) -> None:
    """``place`` counts from the flags of a zip entry; the way it is packed stands 2 bytes on."""
    file = _pack(tmp_path, {})
    data = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        data[archive.getinfo(part).header_offset + 6 + place] = value
    directory = data.rindex(part.encode()) - 46
    assert data[directory : directory + 4] == b"PK\x01\x02"
    data[directory + 8 + place] = value
    file.write_bytes(data)
    assert "damaged" in _fault(file, tmp_path / "own")


def test_no_file_and_no_zip(tmp_path: Path) -> None:
    assert "There is no file" in _fault(tmp_path / "nowhere.argosmodel", tmp_path / "own")
    (tmp_path / "words.argosmodel").write_text("not a zip file")
    assert "not a whole" in _fault(tmp_path / "words.argosmodel", tmp_path / "own")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_flipped_bytes_are_told_or_do_no_harm(tiny_pack: Path, data: st.DataObject) -> None:
    raw = bytearray(tiny_pack.read_bytes())
    start = raw.index(b"PK\x01\x02") if data.draw(st.booleans()) else 0
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(start, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _installs_or_is_told(bytes(raw))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_file_cut_short_is_told(tiny_pack: Path, data: st.DataObject) -> None:
    raw = tiny_pack.read_bytes()
    assert not _installs_or_is_told(raw[: data.draw(st.integers(0, len(raw) - 1))])


def _installs_or_is_told(raw: bytes) -> bool:
    with tempfile.TemporaryDirectory() as work:
        own, file = Path(work) / "own", Path(work) / "x.argosmodel"
        own.mkdir()
        file.write_bytes(raw)
        told: PackError | None = None
        try:
            install(file, own, Context())
        except PackError as error:
            told = error
        assert told is None or (told.sentence and told.remedy and not list(own.iterdir()))
        return told is None
