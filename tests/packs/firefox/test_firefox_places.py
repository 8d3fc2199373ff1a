"""Firefox models found in our folder and in that of another program, and removed from ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.firefox_models import ModelPlace
from diptych.core.progress import Context
from diptych.packs.firefox_layout import read_model
from diptych.packs.firefox_models import find_models, install, remove, usual_model_dirs
from helpers.marian_model import build_marian_model


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
