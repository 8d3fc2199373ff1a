"""What was recorded at installation, and what verifying finds against it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.packs.files import file_sha256
from diptych.packs.installing import install
from diptych.packs.layout import RECORD, read_pack
from diptych.packs.record import FileSum, note_source, read_record
from diptych.packs.usage import DiskUse, disk_use
from diptych.packs.verifying import Against, verify
from helpers.made_packs import made_pack, unpacked


@pytest.fixture
def pack(tmp_path: Path) -> LanguagePack:
    return install(made_pack(tmp_path), tmp_path / "own", Context())


def problems(pack: LanguagePack) -> tuple[str, ...]:
    return verify(pack, Context()).problems


def test_installing_records_every_file(pack: LanguagePack, tmp_path: Path) -> None:
    record = read_record(pack.location)
    assert record is not None
    there = {
        p.relative_to(pack.location).as_posix(): FileSum(
            p.stat().st_size, hashlib.sha256(p.read_bytes()).hexdigest()
        )
        for p in pack.location.rglob("*")
        if p.is_file() and p.name != RECORD
    }
    assert record.files == there
    file = tmp_path / "translate-en_fr-1_0.argosmodel"
    assert record.archive == FileSum(file.stat().st_size, file_sha256(file, Context()))
    assert (record.source, record.offered) == (file.name, "")
    assert record.installed.endswith("+00:00")


def test_a_whole_pack_is_as_it_was(pack: LanguagePack) -> None:
    seen: list[tuple[int, int]] = []
    verdict = verify(pack, Context(lambda done, total: seen.append((done, total))))
    assert (verdict.against, verdict.problems) == (Against.RECORD, ())
    assert verdict.record == read_record(pack.location)
    assert seen[-1] == (pack.size, pack.size)


def test_each_change_is_named(pack: LanguagePack) -> None:
    model = pack.location / "model" / "model.bin"
    weights = model.read_bytes()
    model.write_bytes(bytes([weights[0] ^ 1]) + weights[1:])
    assert problems(pack) == ("model/model.bin has changed",)
    model.write_bytes(weights[1:])
    assert problems(pack) == ("model/model.bin has another size",)
    model.write_bytes(weights)
    (pack.location / "extra.txt").write_text("x")
    assert problems(pack) == ("extra.txt was added",)
    (pack.location / "extra.txt").unlink()
    vocabulary = pack.location / "model" / "shared_vocabulary.json"
    elsewhere = pack.location.parent / "elsewhere.json"
    vocabulary.rename(elsewhere)
    vocabulary.symlink_to(elsewhere)
    assert problems(pack) == ("model/shared_vocabulary.json is missing",)
    vocabulary.unlink()
    assert problems(pack) == ("“translate-en_fr-1_0” has no vocabulary.",)


def test_packs_of_others_are_checked_by_their_structure(tmp_path: Path) -> None:
    folder = unpacked(made_pack(tmp_path), tmp_path / "argos")
    pack = read_pack(folder, PackPlace.ARGOS)
    assert verify(pack, Context()).against is Against.STRUCTURE
    assert problems(pack) == ()
    (folder / "model" / "model.bin").unlink()
    assert "no model" in problems(pack)[0]


def test_packs_in_their_file_are_read_to_the_end(tmp_path: Path) -> None:
    file = made_pack(tmp_path, size=50_000)
    pack = read_pack(file, PackPlace.STARTER)
    assert verify(pack, Context()).against is Against.ARCHIVE
    assert problems(pack) == ()
    data = bytearray(file.read_bytes())
    data[30_000] ^= 1
    file.write_bytes(data)
    assert "damaged" in problems(pack)[0]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format": 2}', '{"format": 1, "files": [], "archive": 7}', "[" * 9_999],
)
def test_a_broken_record_counts_as_none(pack: LanguagePack, text: str) -> None:
    (pack.location / RECORD).write_text(text)
    assert read_record(pack.location) is None
    assert verify(pack, Context()).against is Against.STRUCTURE
    note_source(pack.location, "https://packs.example/x", "1.1")
    assert (pack.location / RECORD).read_text() == text


def test_where_a_pack_came_from_is_added(pack: LanguagePack) -> None:
    before = read_record(pack.location)
    note_source(pack.location, "https://packs.example/é", "1.1")
    after = read_record(pack.location)
    assert before
    assert after
    assert (after.source, after.offered) == ("https://packs.example/é", "1.1")
    assert (after.files, after.archive) == (before.files, before.archive)
    assert problems(pack) == ()
    assert json.loads((pack.location / RECORD).read_text(encoding="utf-8"))["format"] == 1


def test_verifying_can_be_cancelled(pack: LanguagePack) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        verify(pack, context)


def test_what_packs_take_of_the_disk(pack: LanguagePack, tmp_path: Path) -> None:
    argos = read_pack(unpacked(made_pack(tmp_path, ("de", "en")), tmp_path / "a"), PackPlace.ARGOS)
    starter = read_pack(made_pack(tmp_path), PackPlace.STARTER)
    downloads = tmp_path / "downloads"
    assert disk_use([pack, argos, starter], downloads) == DiskUse(pack.size, argos.size, 0)
    downloads.mkdir()
    (downloads / "x.part").write_bytes(b"12345")
    assert disk_use([], downloads) == DiskUse(0, 0, 5)
