"""Our own layer on CTranslate2: order, cancelling, long sentences, and nothing written."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, TranslatorInfo
from diptych.engines.translation.argos import ArgosTranslator
from diptych.engines.translation.argos_model import ArgosModel
from diptych.engines.translation.chunks import PORTION, cut_long, portions
from diptych.engines.translation.pivot import PivotTranslator
from diptych.engines.translation.shelf import ModelShelf
from diptych.workspace.paths import starter_packs
from helpers.tiny_pack import build_tiny_pack
from helpers.translators import argos, words

INFO = TranslatorInfo("argos", "Argos", "en", "fr", "test")


def test_words_are_translated_and_names_come_through(tiny_pack: Path) -> None:
    sentences = ["the house and the river", "see file_name.txt , jean_dupont 20"]
    assert words(argos(tiny_pack), sentences) == [
        "la maison et la rivière",
        "see file_name.txt , jean_dupont 20",
    ]


def test_each_of_many_sentences_gets_its_own_answer(tiny_pack: Path) -> None:
    sentences = [f"the house {n}" for n in range(60)]
    assert words(argos(tiny_pack), sentences) == [f"la maison {n}" for n in range(60)]


def test_nothing_is_cut_from_a_long_sentence(tiny_pack: Path) -> None:
    (answer,) = words(argos(tiny_pack), ["the house , " * 300])
    assert answer.split() == ["la", "maison", ","] * 300


def test_cancelled_within_a_second(tiny_pack: Path) -> None:
    translator = argos(tiny_pack)
    context, seen = Context(), list[float]()

    def deliver(_index: int, _answer: Answer) -> None:
        if not seen:
            context.cancel()
            seen.append(time.monotonic())

    with pytest.raises(Cancelled):
        translator.translate(["the river " * 60] * 500, "careful", context, deliver)
    assert time.monotonic() - seen[0] < 1.0


def test_a_zip_is_read_in_memory_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = build_tiny_pack(tmp_path)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    before = sorted(tmp_path.rglob("*"))
    words(argos(pack), ["the house"])
    assert sorted(tmp_path.rglob("*")) == before


def test_a_damaged_model_is_told(tmp_path: Path, tiny_pack: Path) -> None:
    from diptych.packs.installing import install

    pack = install(tiny_pack, tmp_path, Context())
    (pack.location / "model" / "model.bin").write_bytes(b"nonsense")
    with pytest.raises(PackError, match="damaged"):
        words(ArgosTranslator(pack, INFO, ModelShelf()), ["the house"])


def test_a_pack_that_vanished_is_told(tmp_path: Path) -> None:
    gone = LanguagePack(
        "en", "fr", "1", tmp_path / "gone.argosmodel", PackPlace.INSTALLED, "gone", 1
    )
    with pytest.raises(PackError, match="cannot be read"):
        words(ArgosTranslator(gone, INFO, ModelShelf()), ["the house"])


def test_the_starter_pack_translates() -> None:
    path = starter_packs() / "translate-en_fr-0_1.argosmodel"
    (answer,) = words(argos(path), ["The president arrived in Paris on Monday."])
    assert "président" in answer
    assert "Paris" in answer


def test_unloading_and_loading_again(tiny_pack: Path) -> None:
    shelf: ModelShelf[ArgosModel] = ModelShelf()
    translator = argos(tiny_pack, shelf=shelf)
    words(translator, ["the house"])
    shelf.clear()
    assert list(shelf.loaded) == []
    assert words(translator, ["the house"]) == ["la maison"]
    assert shelf.loaded == (tiny_pack,)


def test_a_pivot_goes_sentence_by_sentence(tmp_path: Path, tiny_pack: Path) -> None:
    second = build_tiny_pack(tmp_path, "fr", "de", {"maison": "haus", "rivière": "fluss"})
    pivot = PivotTranslator(argos(tiny_pack), argos(second), INFO)
    sentences = [f"house river {n}" for n in range(20)]
    assert words(pivot, sentences) == [f"haus fluss {n}" for n in range(20)]


@given(st.integers(0, 200))
def test_portions_cover_all_in_order(count: int) -> None:
    found = list(portions(count))
    assert [index for portion in found for index in portion] == list(range(count))
    assert all(len(portion) <= PORTION for portion in found)
    assert not found or len(found[0]) == 1


@given(st.lists(st.sampled_from(["▁a", "b", ","])), st.integers(2, 10))
def test_cut_pieces_are_the_sentence(tokens: list[str], longest: int) -> None:
    pieces = cut_long(tokens, longest, frozenset({","}))
    assert [token for piece in pieces for token in piece] == tokens
    assert all(len(piece) <= longest for piece in pieces)
