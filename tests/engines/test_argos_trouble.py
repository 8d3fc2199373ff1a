"""The Argos layer when things are not as usual: prefixes, no spaces, broken models, stopping."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.alarms import AlarmKind
from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, TranslatorInfo
from diptych.engines.translation.argos import ArgosTranslator
from diptych.engines.translation.argos_model import LONGEST_TOKENS, ArgosModel
from diptych.engines.translation.pack_files import PackFiles, load_files
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs.installing import install
from diptych.packs.layout import read_pack
from helpers.translators import answers, words

INFO = TranslatorInfo("argos", "Argos", "en", "fr", "tiny")
LONG = " ".join(["the house ,"] * LONGEST_TOKENS)


@pytest.fixture
def pack(tiny_pack: Path) -> LanguagePack:
    return read_pack(tiny_pack, PackPlace.INSTALLED)


def _translator(pack: LanguagePack, info: TranslatorInfo = INFO) -> ArgosTranslator:
    return ArgosTranslator(pack, info, ModelShelf())


def _one(translator: ArgosTranslator, sentence: str, quality: str = "fast") -> str:
    (answer,) = words(translator, [sentence], quality)
    return answer


def _nobody(_index: int, answer: Answer) -> None:
    pytest.fail(f"nobody asked for “{answer.words}”")


def test_a_target_prefix_leads_and_is_taken_off_again(pack: LanguagePack) -> None:
    # The tiny model copies by place, so the prefix stands where the first word would be.
    translator = _translator(replace(pack, target_prefix="▁rivière"))
    assert _one(translator, "the house and the river") == "maison et la rivière"
    assert "rivière" not in _one(translator, LONG)


def test_a_sentence_in_parts_says_so(pack: LanguagePack) -> None:
    long, short = answers(_translator(pack), [LONG, "the house"])
    assert [alarm.kind for alarm in long.alarms] == [AlarmKind.IN_PARTS]
    assert short.alarms == ()


def test_pieces_are_joined_without_spaces_where_a_language_has_none(pack: LanguagePack) -> None:
    spaced = _one(_translator(pack), LONG)
    joined = _one(_translator(pack, replace(INFO, to_language="ja")), LONG)
    assert spaced.split() == ["la", "maison", ","] * LONGEST_TOKENS
    assert joined.replace(" ", "") == spaced.replace(" ", "")
    assert ",la" in joined


@pytest.mark.parametrize("quality", ["fast", "balanced", "careful"])
def test_a_sentence_of_nothing_gives_nothing(pack: LanguagePack, quality: str) -> None:
    assert _one(_translator(pack), " ", quality) == ""


def test_no_sentences_are_no_work(pack: LanguagePack) -> None:
    _translator(pack).translate([], "fast", Context(), _nobody)


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("model/config.json", b""),
        ("model/shared_vocabulary.json", b'["a"]'),
        ("model/shared_vocabulary.json", b"{"),
        ("model/model.bin", b"x" * 100),
        ("sentencepiece.model", b"nonsense"),
    ],
)
def test_each_damaged_part_is_told(tiny_pack: Path, tmp_path: Path, part: str, data: bytes) -> None:
    installed = install(tiny_pack, tmp_path, Context())
    (installed.location / part).write_bytes(data)
    with pytest.raises(PackError, match="damaged") as caught:
        _one(_translator(installed), "the house")
    assert caught.value.remedy


def test_stopped_before_it_began(pack: LanguagePack) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        _translator(pack).translate(["the house"], "fast", context, _nobody)


def test_stopped_from_another_thread_while_it_waits(pack: LanguagePack) -> None:
    translator, context, asked = _translator(pack), Context(), list[float]()
    going = threading.Event()

    def stop() -> None:
        going.wait(10)
        asked.append(time.monotonic())
        context.cancel()

    other = threading.Thread(target=stop)
    other.start()
    with pytest.raises(Cancelled):
        translator.translate(
            ["the river " * 60] * 2000, "careful", context, lambda _index, _answer: going.set()
        )
    assert time.monotonic() - asked[0] < 1.0
    other.join()
    assert _one(translator, "the house") == "la maison"


def test_two_threads_load_it_once_and_both_get_answers(
    pack: LanguagePack, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[Path] = []

    def load(path: Path) -> PackFiles:
        loads.append(path)
        return load_files(path)

    monkeypatch.setattr("diptych.engines.translation.argos_model.load_files", load)
    translator, found = _translator(pack), list[str]()
    threads = [
        threading.Thread(target=lambda: found.append(_one(translator, "the house")))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["la maison"] * 4
    assert len(loads) == 1


def test_a_pack_unloaded_in_the_middle_goes_on_to_the_end(pack: LanguagePack) -> None:
    shelf: ModelShelf[ArgosModel] = ModelShelf()
    found: list[str] = []

    def deliver(_index: int, answer: Answer) -> None:
        shelf.drop(pack.location)
        found.append(answer.words)

    ArgosTranslator(pack, INFO, shelf).translate(["the house"] * 30, "fast", Context(), deliver)
    assert found == ["la maison"] * 30
    assert shelf.loaded == ()
