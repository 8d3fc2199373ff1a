"""In which order packs stand, which are replaced, and which are left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.packs.installing import install, remove
from diptych.packs.layout import read_pack
from diptych.packs.places import find_packs, usual_argos_dirs
from helpers.no_room import no_room
from helpers.tiny_pack import build_tiny_pack


def _folder(place: Path, version: object, to_code: str = "fr") -> Path:
    """An unpacked pack of right shape."""
    (place / "model").mkdir(parents=True)
    metadata = {"package_version": version, "from_code": "en", "to_code": to_code}
    (place / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    for part in ("model/model.bin", "model/shared_vocabulary.json", "sentencepiece.model"):
        (place / part).write_bytes(b"x")
    return place


def _versions(*folders: Path | None) -> list[str]:
    starter, own, *argos = folders
    assert own is not None
    return [p.version for p in find_packs(starter, own, [a for a in argos if a]).packs]


def test_the_newest_stands_first_and_starters_last(tmp_path: Path) -> None:
    for number, version in enumerate(["1.9", "1", "1.10", "1.9.1", "", "²"]):
        _folder(tmp_path / "own" / str(number), version)
    _folder(tmp_path / "argos" / "a", "1.9.2")
    _folder(tmp_path / "starter" / "s", "99")
    found = _versions(tmp_path / "starter", tmp_path / "own", tmp_path / "argos")
    assert found == ["1.10", "1.9.2", "1.9.1", "1.9", "1", "", "²", "99"]


def test_only_starters_are_used_from_their_file(tiny_pack: Path, tmp_path: Path) -> None:
    starter = find_packs(tiny_pack.parent, tmp_path, [])
    assert [(p.location, p.place) for p in starter.packs] == [(tiny_pack, PackPlace.STARTER)]
    assert find_packs(None, tiny_pack.parent, [tiny_pack.parent]).packs == ()


def test_a_broken_starter_hides_nothing(tiny_pack: Path, tmp_path: Path) -> None:
    (tmp_path / "a.argosmodel").write_bytes(tiny_pack.read_bytes()[:1000])
    (tmp_path / "b.argosmodel").write_bytes(tiny_pack.read_bytes())
    listing = find_packs(tmp_path, tmp_path / "none", [])
    assert [p.location.name for p in listing.packs] == ["b.argosmodel"]
    assert [s.location.name for s in listing.skipped] == ["a.argosmodel"]
    assert "cut short" in listing.skipped[0].reason


def test_a_starter_without_figures_cautions_all_the_same(tiny_pack: Path) -> None:
    note = read_pack(tiny_pack, PackPlace.STARTER).note
    assert note.startswith("A small starter pack: good for the gist")
    assert read_pack(tiny_pack, PackPlace.INSTALLED).note == ""


def test_folders_that_are_not_there_are_empty_and_stay_so(tmp_path: Path) -> None:
    listing = find_packs(tmp_path / "a", tmp_path / "b", [tmp_path / "c"])
    assert (listing.packs, listing.skipped) == ((), ())
    assert list(tmp_path.iterdir()) == []


def test_the_data_folder_of_the_desktop_is_followed(tmp_path: Path) -> None:
    environ = {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert usual_argos_dirs(environ, tmp_path) == (
        tmp_path / "data" / "argos-translate" / "packages",
    )


def test_a_pair_with_a_longer_code_is_not_replaced(tiny_pack: Path, tmp_path: Path) -> None:
    canadian = install(build_tiny_pack(tmp_path, "en", "fr-CA"), tmp_path / "own", Context())
    install(tiny_pack, tmp_path / "own", Context())
    assert canadian.location.exists()
    assert {p.to_code for p in find_packs(None, tmp_path / "own", []).packs} == {"fr", "fr-CA"}


def test_the_older_pack_stays_when_the_newer_fails(tiny_pack: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    older = install(tiny_pack, own, Context())
    newer = build_tiny_pack(tmp_path, version="1.1")
    with no_room(20_000), pytest.raises(PackError, match=r"could not be installed|enough room"):
        install(newer, own, Context())
    context = Context(lambda _done, _total: context.cancel())
    with pytest.raises(Cancelled):
        install(newer, own, context)
    assert find_packs(None, own, []).packs == (older,)
    assert [entry.name for entry in own.iterdir()] == [older.location.name]


def test_the_same_pack_stays_when_it_cannot_be_swapped(
    tiny_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = install(tiny_pack, tmp_path, Context())
    rename = Path.replace

    def refuse_fresh(self: Path, target: Path) -> Path:
        if target == older.location and self.name != "replaced":
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "replace", refuse_fresh)
    with pytest.raises(PackError, match="could not be installed"):
        install(tiny_pack, tmp_path, Context())
    assert find_packs(None, tmp_path, []).packs == (older,)


def test_a_full_disk_is_told_as_such(
    tiny_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.packs.installing.shutil.disk_usage", lambda _folder: _Nothing)
    with pytest.raises(PackError, match="not enough room") as caught:
        install(tiny_pack, tmp_path / "own", Context())
    assert "It needs 1 MB" in caught.value.remedy


class _Nothing:
    free = 0


def test_progress_counts_bytes_up_to_the_whole(tiny_pack: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    pack = install(tiny_pack, tmp_path, Context(lambda done, total: seen.append((done, total))))
    assert seen == sorted(seen)
    assert seen[-1] == (pack.size, pack.size)


def test_what_an_earlier_removal_left_is_not_in_the_way(tiny_pack: Path, tmp_path: Path) -> None:
    pack = install(tiny_pack, tmp_path, Context())
    left = tmp_path / f".removing-{pack.location.name}"
    left.mkdir()
    (left / "in-use").write_bytes(b"x")
    remove(pack)
    assert find_packs(None, tmp_path, []).packs == ()


def test_a_linked_pack_is_removed_but_not_what_it_points_at(tmp_path: Path) -> None:
    real = _folder(tmp_path / "elsewhere", "1.0")
    own = tmp_path / "own"
    own.mkdir()
    (own / "link").symlink_to(real, target_is_directory=True)
    (pack,) = find_packs(None, own, []).packs
    remove(pack)
    assert list(own.iterdir()) == []
    assert (real / "metadata.json").exists()


def test_a_pack_that_vanished_cannot_be_removed(tmp_path: Path) -> None:
    gone = LanguagePack("en", "fr", "1", tmp_path / "gone", PackPlace.INSTALLED, "gone", 1)
    with pytest.raises(PackError, match="could not be removed") as caught:
        remove(gone)
    assert caught.value.remedy
