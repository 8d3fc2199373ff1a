"""Firefox models: found, installed whole from files or a mirror or not at all, and removed."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import shutil
import struct
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.core.errors import DownloadError, PackError
from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.progress import Cancelled, Context
from diptych.packs import firefox_archive
from diptych.packs.firefox_layout import read_model
from diptych.packs.firefox_mirror import MirrorModel, fetch_model, mirror_models
from diptych.packs.firefox_models import find_models, install, remove, usual_model_dirs
from helpers.marian_model import MarianShape, build_marian_model
from helpers.no_room import no_room

PARTS = {
    "model.enfr.intgemm.alphas.bin",
    "vocab.enfr.spm",
    "lex.50.50.enfr.s2t.bin",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as it is downloaded: a folder named for nothing, with things that do not matter."""
    made = build_marian_model(tmp_path_factory.mktemp("downloads") / "stuff")
    metadata = {
        "architecture": "tiny",
        "flores": {"bleu": 32.0, "comet": 0.9029},
        "sourceLanguage": "en",
        "targetLanguage": "fr",
    }
    (made / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (made / "README.txt").write_text("nothing", encoding="utf-8")
    return made


def names(model: FirefoxModel) -> set[str]:
    return {path.name for path in model.location.iterdir()}


def copy_of(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target


# Installing


def test_installed_listed_and_removed(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "firefox-models"
    told: list[tuple[int, int]] = []
    model = install(folder, own, Context(lambda done, total: told.append((done, total))))
    assert (model.from_code, model.to_code, model.name) == ("en", "fr", "en-fr")
    assert (model.from_language, model.to_language) == ("en", "fr")
    assert model.location == own / "en-fr"
    assert names(model) == PARTS | {"metadata.json"}
    assert (model.architecture, model.score) == (
        "tiny",
        "Flores, by Mozilla: BLEU 32, COMET 0.9029",
    )
    assert (
        told[-1][0] == told[-1][1] == sum((folder / name).stat().st_size for name in names(model))
    )
    assert find_models(own, ()).models == (model,)
    remove(model)
    assert list(own.iterdir()) == []


def _zipped(folder: Path, target: Path) -> Path:
    return Path(shutil.make_archive(str(target / "en-fr"), "zip", folder))


def _tarred(folder: Path, target: Path) -> Path:
    return Path(shutil.make_archive(str(target / "en-fr"), "tar", folder.parent, folder.name))


def _squeezed(folder: Path, target: Path) -> Path:
    return Path(shutil.make_archive(str(target / "en-fr"), "gztar", folder.parent, folder.name))


def _one_by_one(folder: Path, target: Path) -> Path:
    packed = target / "packed"
    packed.mkdir()
    for path in folder.iterdir():
        (packed / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    return packed


def _squeezed_one_by_one(folder: Path, target: Path) -> Path:
    return _squeezed(_one_by_one(folder, target), target)


def _model_file(folder: Path, target: Path) -> Path:
    return copy_of(folder, target / "copy") / "model.enfr.intgemm.alphas.bin"


@pytest.mark.parametrize(
    "packed", [_zipped, _tarred, _squeezed, _one_by_one, _squeezed_one_by_one, _model_file]
)
def test_every_way_of_packing_gives_the_same_model(
    packed: Callable[[Path, Path], Path], folder: Path, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    context = Context(lambda done, total: told.append((done, total)))
    model = install(packed(folder, tmp_path), tmp_path / "own", context)
    for name in PARTS:
        assert (model.location / name).read_bytes() == (folder / name).read_bytes()
    assert told[-1][0] == told[-1][1]
    assert all(done <= total for done, total in told)


def test_a_file_of_one_pair_leaves_those_of_others_alone(tmp_path: Path) -> None:
    flat = build_marian_model(tmp_path / "flat")
    build_marian_model(flat, "enes")
    model = install(flat / "model.enes.intgemm.alphas.bin", tmp_path / "own", Context())
    assert (model.name, model.source_vocabulary.name) == ("en-es", "vocab.enes.spm")
    with pytest.raises(PackError, match="more than one model"):
        install(flat, tmp_path / "own", Context())


def test_a_new_model_of_a_pair_takes_the_place_of_the_old(tmp_path: Path) -> None:
    own = tmp_path / "own"
    old = install(build_marian_model(tmp_path / "old"), own, Context())
    split = MarianShape(split=True)
    new = install(build_marian_model(tmp_path / "new", shape=split), own, Context())
    assert old.version != new.version
    assert find_models(own, ()).models == (new,)
    assert "vocab.enfr.spm" not in names(new)
    assert (new.source_vocabulary.name, new.target_vocabulary.name) == (
        "srcvocab.enfr.spm",
        "trgvocab.enfr.spm",
    )


@pytest.mark.parametrize(
    ("named", "file_pair", "codes", "languages"),
    [
        ("en-zh-hant", "x", ("en", "zh-hant"), ("en", "zh-Hant")),
        ("zh_hant-en", "x", ("zh-hant", "en"), ("zh-Hant", "en")),
        ("any", "enzh", ("en", "zh"), ("en", "zh-Hans")),
        ("any", "nben", ("nb", "en"), ("nb", "en")),
        ("esen", "x", ("es", "en"), ("es", "en")),
        ("fr-de", "fren", ("fr", "en"), ("fr", "en")),
    ],
)
def test_the_pair_is_told_by_the_files_or_the_folder(
    named: str,
    file_pair: str,
    codes: tuple[str, str],
    languages: tuple[str, str],
    tmp_path: Path,
) -> None:
    source = build_marian_model(tmp_path / named, file_pair)
    model = install(source, tmp_path / "own", Context())
    assert (model.from_code, model.to_code) == codes
    assert (model.from_language, model.to_language) == languages
    assert find_models(tmp_path / "own", ()).models == (model,)


def test_a_pair_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    source = build_marian_model(tmp_path / "data", "x")
    with pytest.raises(PackError, match="do not tell which languages") as caught:
        install(source, tmp_path / "own", Context())
    assert "en-es" in caught.value.remedy
    assert install(source, tmp_path / "own", Context(), ("is", "en")).name == "is-en"


# What is refused


def _patched(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + len(new) :]


def _without(part: str) -> Callable[[Path], None]:
    def change(copy: Path) -> None:
        (copy / part).unlink()

    return change


def _model_of(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def rewrite(copy: Path) -> None:
        path = copy / "model.enfr.intgemm.alphas.bin"
        path.write_bytes(change(path.read_bytes()))

    return rewrite


def _other_vocabulary(copy: Path) -> None:
    words = {f"word{n}": f"mot{n}" for n in range(200)}
    other = build_marian_model(copy.parent / "other", words=words, pieces=900)
    shutil.copy(other / "vocab.enfr.spm", copy / "vocab.enfr.spm")


def _write(part: str, data: bytes) -> Callable[[Path], None]:
    def change(copy: Path) -> None:
        (copy / part).write_bytes(data)

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_without("model.enfr.intgemm.alphas.bin"), "no model"),
        (_without("vocab.enfr.spm"), "no whole vocabulary"),
        (_model_of(lambda data: data[:-300]), "no whole model"),
        (_model_of(lambda data: data[:30]), "no whole model"),
        (_write("model.enfr.intgemm.alphas.bin", b""), "no whole model"),
        (_model_of(lambda data: data + b"\0"), "no whole model"),
        (_model_of(lambda data: _patched(data, 8, struct.pack("<Q", 1 << 40))), "no whole model"),
        (_model_of(lambda data: _patched(data, 0, b"\2")), "no whole model"),
        (_model_of(lambda data: _patched(data, 16, b"\xff" * 8)), "no whole model"),
        (_model_of(lambda data: data.replace(b"_rnn_W\0", b"_xyz_W\0")), "decoder is of another"),
        (_model_of(lambda data: data.replace(b"special:model", b"special:other")), "another kind"),
        (_other_vocabulary, "belongs to another model"),
        (_write("vocab.enfr.spm", b"junk"), "no vocabulary"),
        (_write("lex.50.50.enfr.s2t.bin", b"junk"), "no whole shortlist"),
        (_write("lex.50.50.enfr.s2t.bin", b"\1" * 400), "no whole shortlist"),
        (_write("model.other.bin", b""), "more than one model"),
        (_write("vocab.enfr.spm.gz", b"\x1f\x8bjunk"), None),
        (_write("metadata.json", b"[" * 100_000), None),
        (_write("metadata.json", b'{"flores": 3, "architecture": ["x"]}'), None),
    ],
)
def test_each_fault_is_told_and_nothing_changes(
    change: Callable[[Path], None], told: str | None, folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    there = install(folder, own, Context())
    copy = copy_of(folder, tmp_path / "stuff")
    change(copy)
    if told is None:
        assert install(copy, own, Context()).name == "en-fr"
        return
    with pytest.raises(PackError, match=told) as caught:
        install(copy, own, Context())
    assert caught.value.remedy
    assert find_models(own, ()).models == (there,)
    assert [path.name for path in own.iterdir()] == ["en-fr"]


@given(place=st.integers(0, 3_000), byte=st.integers(0, 255), part=st.sampled_from(sorted(PARTS)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_damage_is_either_told_or_harmless(
    place: int, byte: int, part: str, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    copy = copy_of(folder, tmp_path_factory.mktemp("damaged") / "stuff")
    path = copy / part
    path.write_bytes(_patched(path.read_bytes(), place, bytes([byte])))
    with suppress(PackError):
        assert read_model(copy, ModelPlace.INSTALLED).name == "en-fr"
    shutil.rmtree(copy)


def test_zstandard_is_not_read_and_says_so(folder: Path, tmp_path: Path) -> None:
    copy = copy_of(folder, tmp_path / "stuff")
    model = copy / "model.enfr.intgemm.alphas.bin"
    model.rename(f"{model}.zst")
    with pytest.raises(PackError, match="Zstandard") as caught:
        install(copy, tmp_path / "own", Context())
    assert "unzstd" in caught.value.remedy


def test_other_files_are_no_models(tmp_path: Path) -> None:
    text = tmp_path / "article.txt"
    text.write_text("words", encoding="utf-8")
    with pytest.raises(PackError, match="is no Firefox model"):
        install(text, tmp_path / "own", Context())
    with pytest.raises(PackError, match="There is no"):
        install(tmp_path / "nothing", tmp_path / "own", Context())


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
@pytest.mark.parametrize("packed", [_zipped, _tarred, _squeezed])
def test_archives_that_are_cut_short_are_told(
    packed: Callable[[Path, Path], Path], cut: int | None, folder: Path, tmp_path: Path
) -> None:
    archive = packed(folder, tmp_path)
    archive.write_bytes(archive.read_bytes()[:-cut] if cut else b"")
    with pytest.raises(PackError):
        install(archive, tmp_path / "own", Context())
    assert list((tmp_path / "own").iterdir()) == []


@pytest.mark.parametrize("packed", [_zipped, _squeezed, _squeezed_one_by_one])
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


@pytest.mark.parametrize("after", range(4))
def test_a_cancel_leaves_everything_as_it_was(after: int, folder: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def report(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > after:
            context.cancel()

    context = Context(report)
    with pytest.raises(Cancelled):
        install(folder, tmp_path / "own", context)
    assert list((tmp_path / "own").iterdir()) == []


def test_a_full_disk_leaves_everything_as_it_was(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    there = install(folder, own, Context())
    for packed in (folder, _squeezed(folder, tmp_path), _zipped(folder, tmp_path)):
        with (
            no_room(300_000),
            pytest.raises(PackError, match=r"could not be installed|not enough room"),
        ):
            install(packed, own, Context())
        assert find_models(own, ()).models == (there,)
        assert [path.name for path in own.iterdir()] == ["en-fr"]


# Finding and removing


def test_bad_models_are_skipped_with_a_reason(folder: Path, tmp_path: Path) -> None:
    own, shared = tmp_path / "own", tmp_path / "shared"
    ours = install(folder, own, Context())
    theirs = build_marian_model(shared / "en-es", "enes")
    broken = build_marian_model(shared / "en-de", "ende")
    (broken / "model.ende.intgemm.alphas.bin").write_bytes(b"half")
    (shared / "empty").mkdir()
    (shared / ".hidden").mkdir()
    (shared / "a file").write_bytes(b"")
    listing = find_models(own, [shared, tmp_path / "not there"])
    assert [(m.name, m.place) for m in listing.models] == [
        (ours.name, ModelPlace.INSTALLED),
        (theirs.name, ModelPlace.FXTRANSLATE),
    ]
    reasons = {skipped.location.name: skipped.reason for skipped in listing.skipped}
    assert reasons.keys() == {"en-de", "empty"}
    assert "no whole model" in reasons["en-de"]


def test_models_of_other_programs_are_not_removed(folder: Path) -> None:
    model = read_model(folder, ModelPlace.FXTRANSLATE)
    with pytest.raises(PackError, match="belongs to another program") as caught:
        remove(model)
    assert str(folder) in caught.value.remedy
    assert model.model.exists()


def test_a_model_that_is_gone_cannot_be_removed(folder: Path, tmp_path: Path) -> None:
    model = install(folder, tmp_path / "own", Context())
    with pytest.raises(PackError, match="could not be removed"):
        remove(replace(model, location=tmp_path / "own" / "nothing"))


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "home/.cache/fxtranslate/models"),
        ("linux", {"XDG_CACHE_HOME": "/cache"}, "/cache/fxtranslate/models"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "home/.cache/fxtranslate/models"),
        ("darwin", {}, "home/Library/Caches/fxtranslate/models"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/fxtranslate/models"),
        ("win32", {}, "home/AppData/Local/fxtranslate/models"),
    ],
)
def test_where_fxtranslate_keeps_its_models(
    platform: str, environ: dict[str, str], expected: str
) -> None:
    assert usual_model_dirs(environ, Path("home"), platform) == (Path(expected),)


# From a mirror


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
