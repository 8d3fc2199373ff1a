"""Archives of Firefox models that reach out, break off or swell: refused, with nothing left."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.progress import Context
from diptych.packs import firefox_archive
from diptych.packs.firefox_models import install
from helpers.firefox_files import squeezed, squeezed_one_by_one, tarred, zipped


def _archive_with(target: Path, folder: Path, member: tarfile.TarInfo, data: bytes = b"") -> Path:
    with tarfile.open(target, "w:gz") as archive:
        archive.add(folder, "stuff")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return target


def _member(name: str, kind: bytes = tarfile.REGTYPE, goal: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type = kind
    member.linkname = goal
    return member


@pytest.mark.parametrize(
    ("member", "told"),
    [
        (_member("../vocab.enfr.spm"), "outside its own folder"),
        (_member("/etc/vocab.enfr.spm"), "outside its own folder"),
        (_member("stuff/vocab.xxyy.spm", tarfile.SYMTYPE, "/etc/passwd"), "a link or a device"),
        (_member("stuff/vocab.xxyy.spm", tarfile.LNKTYPE, "stuff/README.txt"), "a link"),
        (_member("stuff/pipe", tarfile.FIFOTYPE), "a link or a device"),
    ],
)
def test_archives_that_reach_out_are_refused(
    member: tarfile.TarInfo, told: str, folder: Path, tmp_path: Path
) -> None:
    archive = _archive_with(tmp_path / "en-fr.tar.gz", folder, member)
    with pytest.raises(PackError, match=told):
        install(archive, tmp_path / "own", Context())
    assert list((tmp_path / "own").iterdir()) == []


def test_zip_files_that_reach_out_are_refused(folder: Path, tmp_path: Path) -> None:
    for name, mode in (("../vocab.x.spm", 0), ("C:\\vocab.x.spm", 0), ("stuff/link", 0o120777)):
        archive = tmp_path / "bad.zip"
        with zipfile.ZipFile(archive, "w") as packed:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = mode << 16
            packed.writestr(entry, "/etc/passwd")
            for path in folder.iterdir():
                packed.write(path, f"stuff/{path.name}")
        with pytest.raises(PackError, match=r"outside its own folder|a link or a device"):
            install(archive, tmp_path / "own", Context())


@pytest.mark.parametrize("cut", [None, 100_000])
@pytest.mark.parametrize("packed", [zipped, tarred, squeezed])
def test_archives_that_are_cut_short_are_told(
    packed: Callable[[Path, Path], Path], cut: int | None, folder: Path, tmp_path: Path
) -> None:
    archive = packed(folder, tmp_path)
    archive.write_bytes(archive.read_bytes()[:-cut] if cut else b"")
    with pytest.raises(PackError):
        install(archive, tmp_path / "own", Context())
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.parametrize("packed", [zipped, squeezed, squeezed_one_by_one])
def test_bombs_are_not_unpacked(
    packed: Callable[[Path, Path], Path],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(firefox_archive, "LARGEST_MODEL", 500_000)
    with pytest.raises(PackError, match="far more than a model holds"):
        install(packed(folder, tmp_path), tmp_path / "own", Context())
    assert list((tmp_path / "own").iterdir()) == []


def test_an_archive_of_thousands_of_files_is_refused(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "many.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for number in range(firefox_archive.MOST_ENTRIES + 1):
            packed.writestr(f"{number}.txt", "")
    with pytest.raises(PackError, match="far more"):
        install(archive, tmp_path / "own", Context())
