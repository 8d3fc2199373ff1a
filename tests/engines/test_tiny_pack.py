"""The pack that the tests make is a real one, small, and the same each time."""

from __future__ import annotations

from pathlib import Path

from diptych.core.language_packs import PackPlace
from diptych.packs.layout import read_pack
from helpers.tiny_pack import build_tiny_pack
from helpers.translators import argos, words


def test_it_is_the_same_each_time_and_small(tiny_pack: Path, tmp_path: Path) -> None:
    again = build_tiny_pack(tmp_path)
    assert again.name == tiny_pack.name == "translate-en_fr-1_0.argosmodel"
    first, second = read_pack(tiny_pack, PackPlace.STARTER), read_pack(again, PackPlace.STARTER)
    assert first.size == second.size
    assert tiny_pack.stat().st_size < 600_000


def test_it_knows_the_words_it_is_given(tmp_path: Path) -> None:
    path = build_tiny_pack(tmp_path, "de", "en", {"haus": "house", "rot": "red"}, "2.1")
    pack = read_pack(path, PackPlace.INSTALLED)
    assert (pack.from_code, pack.to_code, pack.version) == ("de", "en", "2.1")
    translator = argos(path)
    sentences = ["haus rot", "rot Haus 7"]
    for quality in ("fast", "balanced", "careful"):
        assert words(translator, sentences, quality) == ["house red", "red Haus 7"]
