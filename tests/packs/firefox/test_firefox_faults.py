"""Firefox models that are damaged, or are none: each fault is told, and nothing changes."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.core.errors import PackError
from diptych.core.firefox_models import ModelPlace
from diptych.core.progress import Context
from diptych.packs.firefox_layout import read_model
from diptych.packs.firefox_models import find_models, install
from helpers.firefox_files import MODEL, PARTS, SHORTLIST, VOCABULARY, copy_of
from helpers.marian_model import build_marian_model


def _patched(data: bytes, place: int, new: bytes) -> bytes:
    return data[:place] + new + data[place + len(new) :]


def _without(part: str) -> Callable[[Path], None]:
    def change(copy: Path) -> None:
        (copy / part).unlink()

    return change


def _model_of(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def rewrite(copy: Path) -> None:
        path = copy / MODEL
        path.write_bytes(change(path.read_bytes()))

    return rewrite


def _other_vocabulary(copy: Path) -> None:
    words = {f"word{n}": f"mot{n}" for n in range(200)}
    other = build_marian_model(copy.parent / "other", words=words, pieces=900)
    shutil.copy(other / VOCABULARY, copy / VOCABULARY)


def _write(part: str, data: bytes) -> Callable[[Path], None]:
    def change(copy: Path) -> None:
        (copy / part).write_bytes(data)

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_without(MODEL), "no model"),
        (_without(VOCABULARY), "no whole vocabulary"),
        (_model_of(lambda data: data[:-300]), "no whole model"),
        (_model_of(lambda data: data[:30]), "no whole model"),
        (_write(MODEL, b""), "no whole model"),
        (_model_of(lambda data: data + b"\0"), "no whole model"),
        (_model_of(lambda data: _patched(data, 8, struct.pack("<Q", 1 << 40))), "no whole model"),
        (_model_of(lambda data: _patched(data, 0, b"\2")), "no whole model"),
        (_model_of(lambda data: _patched(data, 16, b"\xff" * 8)), "no whole model"),
        (_model_of(lambda data: data.replace(b"_rnn_W\0", b"_xyz_W\0")), "decoder is of another"),
        (_model_of(lambda data: data.replace(b"special:model", b"special:other")), "another kind"),
        (_other_vocabulary, "belongs to another model"),
        (_write(VOCABULARY, b"junk"), "no vocabulary"),
        (_write(SHORTLIST, b"junk"), "no whole shortlist"),
        (_write(SHORTLIST, b"\1" * 400), "no whole shortlist"),
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
    model = copy / MODEL
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
