"""Packs: listed, installed whole or not at all, removed; bad ones never hide good ones."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.language_packs import PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.packs.installing import install, remove
from diptych.packs.layout import read_pack
from diptych.packs.places import find_packs, usual_argos_dirs
from diptych.workspace.paths import starter_packs
from helpers.no_room import no_room
from helpers.tiny_pack import build_tiny_pack


def test_installed_listed_and_removed(tiny_pack: Path, tmp_path: Path) -> None:
    own = tmp_path / "packs"
    pack = install(tiny_pack, own, Context())
    assert (pack.from_code, pack.to_code, pack.version) == ("en", "fr", "1.0")
    assert find_packs(None, own, ()).packs == (pack,)
    remove(pack)
    assert list(own.iterdir()) == []


def test_a_newer_pack_replaces_the_older(tiny_pack: Path, tmp_path: Path) -> None:
    own = tmp_path / "packs"
    install(tiny_pack, own, Context())
    newer = build_tiny_pack(tmp_path, version="1.1")
    assert install(newer, own, Context()).version == "1.1"
    assert [p.version for p in find_packs(None, own, ()).packs] == ["1.1"]


def test_installing_the_same_twice_is_well(tiny_pack: Path, tmp_path: Path) -> None:
    install(tiny_pack, tmp_path / "packs", Context())
    assert install(tiny_pack, tmp_path / "packs", Context()).version == "1.0"


def test_bad_folders_are_skipped_with_a_reason(tiny_pack: Path, tmp_path: Path) -> None:
    own, argos = tmp_path / "own", tmp_path / "argos"
    good = install(tiny_pack, own, Context())
    (argos / "half-unpacked").mkdir(parents=True)
    broken = argos / "translate-en_de-1_0"
    (broken / "model").mkdir(parents=True)
    (broken / "metadata.json").write_text('{"from_code": "en", "to_code": "de"}')
    (own / ".installing-x").mkdir()
    listing = find_packs(None, own, [argos])
    assert listing.packs == (good,)
    reasons = {s.location.name: s.reason for s in listing.skipped}
    assert "no metadata.json" in reasons["half-unpacked"]
    assert "no model" in reasons["translate-en_de-1_0"]


def _rewritten(tiny_pack: Path, target: Path, **changes: bytes | None) -> Path:
    with zipfile.ZipFile(tiny_pack) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            path = entry.filename.partition("/")[2]
            if path not in changes:
                new.writestr(entry.filename, old.read(entry))
        for path, data in changes.items():
            if data is not None:
                new.writestr(path if path.startswith("../") else f"top/{path}", data)
    return target


def _metadata(**values: object) -> bytes:
    return json.dumps(
        {"package_version": "1", "from_code": "en", "to_code": "fr", **values}
    ).encode()


def test_each_fault_is_told_and_nothing_is_left(tiny_pack: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.argosmodel"
    cut.write_bytes(tiny_pack.read_bytes()[:-5000])
    faults = {
        "cut short": cut,
        "2 folders": _rewritten(tiny_pack, tmp_path / "a", readme=b"x"),
        "outside its own": _rewritten(tiny_pack, tmp_path / "b", **{"../evil": b"x"}),
    }
    single = {
        "into itself": _metadata(to_code="en"),
        "another type": _metadata(type="sbd"),
        "does not say": _metadata(from_code="../x"),
        "cannot be read": b"{",
    }
    for number, (words, metadata) in enumerate(single.items()):
        target = tmp_path / f"m{number}.argosmodel"
        with zipfile.ZipFile(tiny_pack) as old, zipfile.ZipFile(target, "w") as new:
            for entry in old.infolist():
                data = metadata if entry.filename.endswith("metadata.json") else old.read(entry)
                new.writestr(entry.filename, data)
        faults[words] = target
    for words, file in faults.items():
        with pytest.raises(PackError, match=words) as caught:
            install(file, tmp_path / "own", Context())
        assert caught.value.remedy
    assert not (tmp_path / "own").exists() or list((tmp_path / "own").iterdir()) == []


def test_a_pack_cannot_overwrite_another(tiny_pack: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    victim = install(build_tiny_pack(tmp_path, "de", "en"), own, Context())
    before = (victim.location / "metadata.json").read_bytes()
    hijack = tmp_path / "hijack.argosmodel"
    with zipfile.ZipFile(tiny_pack) as old, zipfile.ZipFile(hijack, "w") as new:
        for entry in old.infolist():
            name = entry.filename.partition("/")[2]
            new.writestr(f"{victim.location.name}/{name}", old.read(entry))
    install(hijack, own, Context())
    assert (victim.location / "metadata.json").read_bytes() == before
    assert {(p.from_code, p.to_code) for p in find_packs(None, own, ()).packs} == {
        ("de", "en"), ("en", "fr"),
    }  # fmt: skip


def test_no_room_on_the_disk(tiny_pack: Path, tmp_path: Path) -> None:
    with no_room(20_000), pytest.raises(PackError) as caught:
        install(tiny_pack, tmp_path / "own", Context())
    assert caught.value.remedy
    assert list((tmp_path / "own").iterdir()) == []


def test_cancelled_leaves_nothing(tiny_pack: Path, tmp_path: Path) -> None:
    context = Context(lambda _done, _total: context.cancel())
    with pytest.raises(Cancelled):
        install(tiny_pack, tmp_path / "own", context)
    assert list((tmp_path / "own").iterdir()) == []


def test_the_packs_of_others_are_not_removed(tiny_pack: Path) -> None:
    starter = find_packs(starter_packs(), Path("nowhere"), ()).packs[0]
    with pytest.raises(PackError, match="came with the program"):
        remove(starter)
    with pytest.raises(PackError, match="another Argos program"):
        remove(read_pack(tiny_pack, PackPlace.ARGOS))


def test_starter_packs_say_their_measured_score() -> None:
    listing = find_packs(starter_packs(), Path("nowhere"), ())
    assert {(p.from_code, p.to_code) for p in listing.packs} == {("en", "fr"), ("fr", "en")}
    for pack in listing.packs:
        readme = starter_packs() / f"{pack.location.stem}.README.md"
        row = next(line for line in readme.read_text().splitlines() if line.startswith("| NTREX"))
        bleu, chrf = (cell.strip() for cell in row.split("|")[3:5])
        assert f"{bleu} BLEU, {chrf} chrF" in pack.note


def test_where_argos_programs_keep_packs(tmp_path: Path) -> None:
    told = {"ARGOS_PACKAGES_DIR": "/there"}
    assert usual_argos_dirs(told, tmp_path) == (Path("/there"),)
    usual = tmp_path / ".local/share/argos-translate/packages"
    assert usual_argos_dirs({}, tmp_path) == (usual,)
    assert not usual.exists()
