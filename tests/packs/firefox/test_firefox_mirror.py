"""Firefox models from a mirror: listed, fetched with their sums checked, installed whole."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from diptych.core.errors import DownloadError
from diptych.core.progress import Cancelled, Context
from diptych.packs.firefox_mirror import MirrorModel, fetch_model, mirror_models
from diptych.packs.firefox_models import find_models
from helpers.firefox_files import PARTS, names


class Mirror:
    """A folder behind an address, and what was asked of it."""

    address = "https://mirror.example/models"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []

    def fetch(self, url: str, target: Path, context: Context) -> None:
        context.check()
        self.asked.append(url)
        name = url.removeprefix(f"{self.address}/")
        source = self.folder / name
        if not source.exists():
            raise DownloadError(f"“{url}” is not there.")
        target.write_bytes(source.read_bytes())

    def index(self, *entries: object) -> None:
        (self.folder / "index.json").write_text(json.dumps(entries), encoding="utf-8")


@pytest.fixture
def mirror(folder: Path, tmp_path: Path) -> Mirror:
    base = tmp_path / "mirror"
    (base / "tiny" / "enfr").mkdir(parents=True)
    for name in PARTS:
        packed = gzip.compress((folder / name).read_bytes())
        (base / "tiny" / "enfr" / f"{name}.gz").write_bytes(packed)
    made = Mirror(base)
    made.index(entry(base))
    return made


def entry(base: Path, **changes: object) -> dict[str, object]:
    files = [
        {
            "name": path.relative_to(base).as_posix(),
            "size": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(base.rglob("*.gz"))
    ]
    return {"from": "en", "to": "fr", "files": files, **changes}


@pytest.mark.parametrize(
    "address", [Mirror.address, f"{Mirror.address}/", f"{Mirror.address}/index.json"]
)
def test_a_model_is_fetched_from_a_mirror(address: str, mirror: Mirror, tmp_path: Path) -> None:
    (found,) = mirror_models(address, mirror.fetch, Context())
    assert (found.from_code, found.to_code) == ("en", "fr")
    assert [file.url for file in found.files] == [
        f"{Mirror.address}/tiny/enfr/{name}.gz" for name in sorted(PARTS)
    ]
    told: list[tuple[int, int]] = []
    context = Context(lambda done, total: told.append((done, total)))
    model = fetch_model(found, tmp_path / "own", mirror.fetch, context)
    assert names(model) == PARTS
    assert told[0] == (0, found.size)
    assert told[-1] == (found.size, found.size)
    assert find_models(tmp_path / "own", ()).models == (model,)


@pytest.mark.parametrize(
    "bad",
    [
        {"name": "../vocab.enfr.spm"},
        {"name": "/vocab.enfr.spm"},
        {"name": "https://elsewhere.example/vocab.enfr.spm"},
        {"name": "run.exe"},
        {"name": 3},
        {"size": 0},
        {"size": "7"},
        {"size": 1 << 40},
        {"sha256": "abc"},
        {"sha256": None},
    ],
)
def test_entries_that_make_no_sense_are_left_out(bad: dict[str, object], mirror: Mirror) -> None:
    good = entry(mirror.folder)
    files = good["files"]
    assert isinstance(files, list)
    mirror.index({**good, "to": "de", "files": [{**files[0], **bad}, *files[1:]]}, good)
    found = mirror_models(Mirror.address, mirror.fetch, Context())
    assert [(model.from_code, model.to_code) for model in found] == [("en", "fr")]


@pytest.mark.parametrize(
    "text",
    ["", "no json", "[]", "{}", "[" * 200_000, '[{"from": "en", "to": "en", "files": []}]', "[3]"],
)
def test_what_is_no_index_is_told(text: str, mirror: Mirror) -> None:
    (mirror.folder / "index.json").write_text(text, encoding="utf-8")
    with pytest.raises(DownloadError, match="no list of Firefox models"):
        mirror_models(Mirror.address, mirror.fetch, Context())


def test_unsafe_addresses_are_not_asked(mirror: Mirror) -> None:
    for address in ("http://mirror.example/models", "mirror.example", "https://u:p@mirror.example"):
        with pytest.raises(DownloadError):
            mirror_models(address, mirror.fetch, Context())
    assert mirror.asked == []


@pytest.mark.parametrize("damage", ["other bytes", "cut short", "gone"])
def test_what_arrives_damaged_is_not_installed(damage: str, mirror: Mirror, tmp_path: Path) -> None:
    (found,) = mirror_models(Mirror.address, mirror.fetch, Context())
    victim = mirror.folder / found.files[1].name
    data = victim.read_bytes()
    if damage == "gone":
        victim.unlink()
    else:
        victim.write_bytes(data[:-1] if damage == "cut short" else data[:-1] + b"?")
    with pytest.raises(DownloadError):
        fetch_model(found, tmp_path / "own", mirror.fetch, Context())
    assert list((tmp_path / "own").iterdir()) == []


def test_a_cancelled_download_leaves_nothing(mirror: Mirror, tmp_path: Path) -> None:
    (found,) = mirror_models(Mirror.address, mirror.fetch, Context())

    def report(done: int, total: int) -> None:
        if done:
            context.cancel()

    context = Context(report)
    with pytest.raises(Cancelled):
        fetch_model(found, tmp_path / "own", mirror.fetch, context)
    assert list((tmp_path / "own").iterdir()) == []
    assert len(mirror.asked) == 2


def test_a_mirror_model_knows_its_size() -> None:
    assert MirrorModel("en", "fr", ()).size == 0
