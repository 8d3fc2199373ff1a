"""Firefox models installed from files: whole, under the right pair, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.progress import Cancelled, Context
from diptych.packs.firefox_models import find_models, install, remove
from helpers.firefox_files import (
    PARTS,
    VOCABULARY,
    model_file,
    names,
    one_by_one,
    squeezed,
    squeezed_one_by_one,
    tarred,
    zipped,
)
from helpers.marian_model import MarianShape, build_marian_model
from helpers.no_room import no_room


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


@pytest.mark.parametrize(
    "packed", [zipped, tarred, squeezed, one_by_one, squeezed_one_by_one, model_file]
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
    assert VOCABULARY not in names(new)
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
    for packed in (folder, squeezed(folder, tmp_path), zipped(folder, tmp_path)):
        with (
            no_room(300_000),
            pytest.raises(PackError, match=r"could not be installed|not enough room"),
        ):
            install(packed, own, Context())
        assert find_models(own, ()).models == (there,)
        assert [path.name for path in own.iterdir()] == ["en-fr"]
