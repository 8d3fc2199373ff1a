"""Kits: written whole or not at all, the same bytes each time, and installed elsewhere."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.packs.files import file_sha256
from diptych.packs.folders import FolderInstallation, install_folder
from diptych.packs.installing import install
from diptych.packs.kit import Kit, write_kit
from diptych.packs.layout import read_pack
from diptych.packs.places import find_packs
from diptych.workspace.paths import starter_packs
from helpers.made_packs import made_pack, unpacked
from helpers.no_room import no_room

PAIRS = [("en", "fr"), ("de", "en")]
NAMES = {"index.json", "README.txt", "SHA256SUMS"}


@pytest.fixture
def packs(tmp_path: Path) -> list[LanguagePack]:
    own = tmp_path / "own"
    made = [made_pack(tmp_path, pair, "1.9", size=60_000) for pair in PAIRS]
    return [install(file, own, Context()) for file in made]


def kit_of(packs: list[LanguagePack], folder: Path) -> Kit:
    return write_kit(packs, folder, Context())


def put_in(folder: Path, own: Path, *names: str) -> FolderInstallation:
    there = find_packs(None, own, []).packs
    return install_folder(folder, names, there, lambda f, c: install(f, own, c), Context())


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_kit_holds_packs_index_sums_and_words(packs: list[LanguagePack], tmp_path: Path) -> None:
    kit = kit_of(packs, tmp_path / "stick")
    files = contents(kit.folder)
    models = {"translate-de_en-1_9.argosmodel", "translate-en_fr-1_9.argosmodel"}
    assert set(files) == NAMES | models
    assert {f.name: f.sha256 for f in kit.files} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    assert kit.size == sum(map(len, files.values()))
    entries = json.loads(files["index.json"])
    assert [entry["code"] for entry in entries] == ["translate-de_en", "translate-en_fr"]
    french = entries[1]
    assert (french["from_name"], french["to_name"]) == ("English", "French")
    assert (french["package_version"], french["argos_version"]) == ("1.9", "1.9")
    assert french["links"] == ["translate-en_fr-1_9.argosmodel"]
    assert french["sha256"] == hashlib.sha256(files[french["links"][0]]).hexdigest()
    assert french["size"] == len(files[french["links"][0]])
    assert "starter" not in french
    words = files["README.txt"].decode()
    assert "German to English, version 1.9, 1 MB: translate-de_en-1_9.argosmodel" in words
    assert "diptych packs install FOLDER translate-de_en" in words


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_sums_are_such_as_other_programs_check(packs: list[LanguagePack], tmp_path: Path) -> None:
    kit = kit_of(packs, tmp_path / "stick")
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=kit.folder, capture_output=True, text=True, check=True)
    assert done.stdout.count(": OK") == len(kit.files) - 1


def test_a_kit_of_a_kit_is_the_same(packs: list[LanguagePack], tmp_path: Path) -> None:
    first = kit_of(packs, tmp_path / "first")
    done = put_in(first.folder, tmp_path / "there")
    assert sorted(pack.name for pack in done.installed) == sorted(pack.name for pack in packs)
    for pack in done.installed:
        os.utime(pack.location / "metadata.json", (0, 0))
        (pack.location / "metadata.json").chmod(0o600)
    second = kit_of(list(reversed(done.installed)), tmp_path / "second")
    assert contents(second.folder) == contents(first.folder)


def test_nothing_in_a_kit_tells_when_or_by_whom_it_was_made(
    packs: list[LanguagePack], tmp_path: Path
) -> None:
    kit = kit_of(packs, tmp_path / "stick")
    for path in kit.folder.glob("*.argosmodel"):
        with zipfile.ZipFile(path) as archive:
            assert archive.comment == b""
            for entry in archive.infolist():
                assert entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert (entry.external_attr >> 16, entry.create_system) == (0o100644, 3)
                assert (entry.compress_type, entry.extra) == (zipfile.ZIP_STORED, b"")


def test_starters_go_along_and_keep_their_caution(tmp_path: Path) -> None:
    starters = list(find_packs(starter_packs(), tmp_path / "none", []).packs)
    kit = kit_of(starters, tmp_path / "stick")
    entries = json.loads((kit.folder / "index.json").read_bytes())
    assert [entry["starter"] for entry in entries] == [True, True]
    done = put_in(kit.folder, tmp_path / "own")
    assert {pack.name: pack.note for pack in done.installed} == {p.name: p.note for p in starters}
    again = kit_of(list(done.installed), tmp_path / "again")
    assert contents(again.folder) == contents(kit.folder)


def test_packs_of_other_programs_go_along(tmp_path: Path) -> None:
    folder = unpacked(made_pack(tmp_path), tmp_path / "argos")
    kit = kit_of([read_pack(folder, PackPlace.ARGOS)], tmp_path / "stick")
    (pack,) = put_in(kit.folder, tmp_path / "own").installed
    assert (pack.location / "model" / "model.bin").read_bytes() == (
        folder / "model" / "model.bin"
    ).read_bytes()


def test_an_earlier_kit_is_replaced_and_nothing_else(
    packs: list[LanguagePack], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    kit_of(packs, stick)
    (stick / "story.txt").write_text("mine")
    kit_of(packs[:1], stick)
    assert set(contents(stick)) == NAMES | {"translate-en_fr-1_9.argosmodel", "story.txt"}
    fresh = kit_of(packs[:1], tmp_path / "fresh")
    assert contents(stick) == {**contents(fresh.folder), "story.txt": b"mine"}


@pytest.mark.parametrize(
    "name", ["index.json", "README.txt", "SHA256SUMS", "translate-en_fr-1_9.argosmodel"]
)
def test_the_files_of_others_are_not_overwritten(
    packs: list[LanguagePack], tmp_path: Path, name: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / name).write_text("mine")
    with pytest.raises(PackError, match="is there already") as caught:
        kit_of(packs, stick)
    assert "Nothing was overwritten" in caught.value.remedy
    assert contents(stick) == {name: b"mine"}


def test_a_changed_file_of_an_earlier_kit_belongs_to_its_owner(
    packs: list[LanguagePack], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    kit_of(packs, stick)
    (stick / "README.txt").write_text("my notes")
    before = contents(stick)
    with pytest.raises(PackError, match=r"README\.txt.* is there already"):
        kit_of(packs, stick)
    assert contents(stick) == before


def test_a_dangling_link_is_not_written_through(packs: list[LanguagePack], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "index.json").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PackError, match="is there already"):
        kit_of(packs, stick)
    assert not (tmp_path / "elsewhere").exists()


def test_no_room_leaves_nothing(
    packs: list[LanguagePack], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with no_room(50_000), pytest.raises(PackError, match=r"could not be written|enough room"):
        kit_of(packs, tmp_path / "stick")
    assert not (tmp_path / "stick").exists()

    class Little:
        free = 1_100_000

    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Little)
    with pytest.raises(PackError, match="not enough room") as caught:
        kit_of(packs, tmp_path / "stick")
    assert "It needs 1 MB" in caught.value.remedy
    assert not (tmp_path / "stick").exists()


def test_cancelled_leaves_the_earlier_kit(packs: list[LanguagePack], tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    kit_of(packs[:1], stick)
    before = contents(stick)
    context = Context(lambda done, total: context.cancel() if done >= total else None)
    with pytest.raises(Cancelled):
        write_kit(packs, stick, context)
    assert contents(stick) == before
    with pytest.raises(Cancelled):
        write_kit(packs, tmp_path / "new" / "stick", context)
    assert not (tmp_path / "new" / "stick").exists()


def test_no_folder_and_no_packs_are_told(packs: list[LanguagePack], tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no pack to put"):
        kit_of([], tmp_path / "stick")
    (tmp_path / "file").write_text("x")
    with pytest.raises(PackError, match="could not be written"):
        kit_of(packs, tmp_path / "file")
    damaged = made_pack(tmp_path, size=50_000)
    data = bytearray(damaged.read_bytes())
    data[30_000] ^= 1
    damaged.write_bytes(data)
    with pytest.raises(PackError, match="is damaged"):
        kit_of([read_pack(damaged, PackPlace.STARTER)], tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_progress_is_in_bytes_up_to_the_whole(packs: list[LanguagePack], tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_kit(packs, tmp_path / "k", Context(lambda done, total: seen.append((done, total))))
    assert seen == sorted(seen)
    total = sum(pack.size for pack in packs)
    assert seen[-1] == (total, total)


# Installing from kits and folders


def test_named_packs_only(packs: list[LanguagePack], tmp_path: Path) -> None:
    kit = kit_of(packs, tmp_path / "stick")
    own = tmp_path / "there"
    done = put_in(kit.folder, own, "translate-de_en")
    assert [pack.name for pack in done.installed] == ["translate-de_en"]
    with pytest.raises(PackError, match="no pack “translate-xx_yy”") as caught:
        put_in(kit.folder, own, "translate-xx_yy")
    assert "translate-de_en, translate-en_fr" in caught.value.remedy


def test_a_damaged_kit_installs_nothing(packs: list[LanguagePack], tmp_path: Path) -> None:
    kit = kit_of(packs, tmp_path / "stick")
    own = tmp_path / "there"
    model = kit.folder / "translate-en_fr-1_9.argosmodel"
    data = bytearray(model.read_bytes())
    data[1_000] ^= 1
    model.write_bytes(data)
    with pytest.raises(PackError, match=r"translate-en_fr-1_9\.argosmodel” is not as it was"):
        put_in(kit.folder, own)
    assert not own.exists()
    assert put_in(kit.folder, own, "translate-de_en").installed
    model.unlink()
    with pytest.raises(PackError, match="is not as it was"):
        put_in(kit.folder, own)


@pytest.mark.parametrize("name", ["index.json", "SHA256SUMS"])
def test_a_kit_whose_lists_were_changed_is_refused(
    packs: list[LanguagePack], tmp_path: Path, name: str
) -> None:
    kit = kit_of(packs, tmp_path / "stick")
    path = kit.folder / name
    old, new = (b"English", b"Anglish") if name == "index.json" else (b"a", b"b")
    path.write_bytes(path.read_bytes().replace(old, new))
    with pytest.raises(PackError, match="is not as it was"):
        put_in(kit.folder, tmp_path / "there")
    assert not (tmp_path / "there").exists()


def test_a_kit_that_lists_what_is_no_index_is_refused(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "index.json").write_text("{}")
    digest = file_sha256(stick / "index.json", Context())
    (stick / "SHA256SUMS").write_text(f"{digest}  index.json\n")
    with pytest.raises(PackError, match="is not as it was"):
        put_in(stick, tmp_path / "there")


def test_what_is_as_new_is_kept_unless_named(packs: list[LanguagePack], tmp_path: Path) -> None:
    own, stick = tmp_path / "own", tmp_path / "stick"
    kit_of(packs, stick)
    install(made_pack(tmp_path, ("en", "fr"), "1.10"), own, Context())
    done = put_in(stick, own)
    assert done.installed == ()
    assert {(p.name, p.version) for p in done.kept} == {
        ("translate-en_fr", "1.10"), ("translate-de_en", "1.9"),
    }  # fmt: skip
    assert [p.version for p in put_in(stick, own, "translate-en_fr").installed] == ["1.9"]


def test_a_folder_of_packs_is_no_kit_and_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    made_pack(folder, version="1.0")
    made_pack(folder, version="1.1")
    unpacked(made_pack(tmp_path, ("de", "en")), folder)
    (folder / "broken.argosmodel").write_bytes(b"PK")
    (folder / "half").mkdir()
    (folder / "half" / "metadata.json").write_text("{}")
    (folder / "notes.txt").write_text("x")
    done = put_in(folder, tmp_path / "own")
    assert [(p.name, p.version) for p in done.installed] == [
        ("translate-de_en", "1.0"), ("translate-en_fr", "1.1"),
    ]  # fmt: skip
    assert {s.location.name for s in done.skipped} == {"broken.argosmodel", "half"}
    assert all(skipped.reason for skipped in done.skipped)


def test_an_unpacked_pack_with_links_is_refused(tmp_path: Path) -> None:
    folder = unpacked(made_pack(tmp_path), tmp_path / "folder")
    (folder / "model" / "extra").symlink_to("/etc/passwd")
    own = tmp_path / "own"
    with pytest.raises(PackError, match="holds a link"):
        install(folder, own, Context())
    assert list(own.iterdir()) == []


@pytest.mark.parametrize("name", ["empty", "missing", "bad"])
def test_folders_without_packs_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "x.argosmodel").write_bytes(b"PK")
    with pytest.raises(PackError) as caught:
        put_in(tmp_path / name, tmp_path / "own")
    assert caught.value.remedy
    assert not (tmp_path / "own").exists()


def test_progress_of_installing_a_kit(packs: list[LanguagePack], tmp_path: Path) -> None:
    stick, own = tmp_path / "stick", tmp_path / "there"
    kit_of(packs, stick)
    seen: list[tuple[int, int]] = []
    context = Context(lambda done, total: seen.append((done, total)))
    install_folder(stick, (), (), lambda f, c: install(f, own, c), context)
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1] == sum(pack.size for pack in packs)
