"""Firefox models run by the real engine, on a tiny model made here; and all that can go wrong."""

from __future__ import annotations

import multiprocessing
import os
import struct
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from diptych.core.alarms import AlarmKind
from diptych.core.errors import NoEngineError, PackError
from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, Translator
from diptych.engines.translation import firefox
from diptych.engines.translation.firefox import (
    LONGEST_TOKENS,
    FirefoxTranslator,
    LoadedModel,
    firefox_offers,
)
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs.firefox_layout import read_model
from helpers.marian_model import LIKE_BASE_MEMORY, MarianShape, build_marian_model

pytestmark = pytest.mark.skipif(find_spec("fxtranslate") is None, reason="fxtranslate is missing")

LONG = "Nurses, teachers and engineers met the minister; " * 40


def made(folder: Path, pair: str = "enfr", shape: MarianShape | None = None) -> FirefoxModel:
    return read_model(build_marian_model(folder, pair, shape=shape), ModelPlace.INSTALLED)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> FirefoxModel:
    return made(tmp_path_factory.mktemp("firefox") / "en-fr")


@pytest.fixture(scope="module")
def shared() -> Iterator[ModelShelf[LoadedModel]]:
    shelf: ModelShelf[LoadedModel] = ModelShelf()
    yield shelf
    shelf.clear()


@pytest.fixture
def shelf() -> Iterator[ModelShelf[LoadedModel]]:
    own: ModelShelf[LoadedModel] = ModelShelf()
    yield own
    own.clear()


def answers(
    translator: Translator, sentences: list[str], context: Context | None = None
) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    translator.translate(sentences, "balanced", context or Context(), found.__setitem__)
    return found


def words(translator: Translator, *sentences: str) -> list[str]:
    return [answer.words for answer in answers(translator, list(sentences)).values()]


# What it makes of sentences


def test_sentences_are_translated_in_order(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    told: list[tuple[int, int]] = []
    context = Context(lambda done, total: told.append((done, total)))
    translator = FirefoxTranslator(model, shared)
    found = answers(translator, ["the house and the river was sold.", "A long road."], context)
    assert found == {0: Answer("la maison et la rivière was sold."), 1: Answer("A long road.")}
    assert list(found) == [0, 1]
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_the_engine_never_enters_this_process(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    assert words(FirefoxTranslator(model, shared), "the house") == ["la maison"]
    assert "fxtranslate" not in sys.modules


def test_letters_the_vocabulary_lacks_come_back_as_letters(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    found = answers(FirefoxTranslator(model, shared), ["Zoë met 日本 and 😀."])
    assert found == {0: Answer("Zoë met 日本 et 😀.")}


def test_what_only_looks_like_bytes_is_left_alone(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    (answer,) = words(FirefoxTranslator(model, shared), "the <0x41>")
    assert "A" not in answer


def test_half_a_surrogate_pair_does_no_harm(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    assert words(FirefoxTranslator(model, shared), "the \ud83d house") == ["la maison"]


def test_a_long_sentence_is_translated_whole_and_told(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    (answer,) = answers(FirefoxTranslator(model, shared), [LONG.strip()]).values()
    assert answer.words.split() == LONG.replace("and", "et").replace("the", "la").split()
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.IN_PARTS]


def test_an_endless_answer_is_told(tmp_path: Path, shelf: ModelShelf[LoadedModel]) -> None:
    endless = made(tmp_path / "en-fr", shape=MarianShape(endless=True))
    (answer,) = answers(FirefoxTranslator(endless, shelf), ["the house"]).values()
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.LENGTH]


@pytest.mark.parametrize("split", [False, True])
def test_models_without_a_shortlist_and_with_two_vocabularies(
    split: bool, tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    folder = build_marian_model(tmp_path, shape=MarianShape(split=split), shortlist=False)
    translator = FirefoxTranslator(read_model(folder, ModelPlace.INSTALLED), shelf)
    assert words(translator, "the house and the river") == ["la maison et la rivière"]


def test_the_same_sentence_has_the_same_answer_beside_any_other(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    translator = FirefoxTranslator(model, shared)
    alone = words(translator, "The market road in 2024.")
    beside = words(translator, "the house", "The market road in 2024.", "the river")
    assert beside[1:2] == alone


def test_a_delivery_may_ask_again(model: FirefoxModel, shared: ModelShelf[LoadedModel]) -> None:
    translator = FirefoxTranslator(model, shared)
    inner: list[str] = []

    def deliver(index: int, answer: Answer) -> None:
        inner.extend(words(translator, f"{answer.words} and"))

    translator.translate(["the house", "the river"], "fast", Context(), deliver)
    assert inner == ["la maison et", "la rivière et"]


def test_two_threads_share_a_model(model: FirefoxModel, shared: ModelShelf[LoadedModel]) -> None:
    translator = FirefoxTranslator(model, shared)
    found: dict[str, list[str]] = {}

    def work(word: str) -> None:
        found[word] = words(translator, *(f"{word} {n}" for n in range(30)))

    threads = [threading.Thread(target=work, args=(word,)) for word in ("house", "river")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found["house"] == [f"maison {n}" for n in range(30)]
    assert found["river"] == [f"rivière {n}" for n in range(30)]


# Stopping


def test_what_was_cancelled_before_loads_nothing(
    model: FirefoxModel, shelf: ModelShelf[LoadedModel]
) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        answers(FirefoxTranslator(model, shelf), ["the house"], context)
    assert shelf.loaded == ()


def test_no_sentence_is_begun_after_a_cancel(
    model: FirefoxModel, shared: ModelShelf[LoadedModel]
) -> None:
    context = Context()
    delivered: list[int] = []

    def deliver(index: int, answer: Answer) -> None:
        delivered.append(index)
        context.cancel()

    with pytest.raises(Cancelled):
        FirefoxTranslator(model, shared).translate(["the", "and"], "fast", context, deliver)
    assert delivered == [0]


def test_a_cancel_does_not_wait_for_the_sentence(
    tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    slow = made(tmp_path / "en-fr", shape=LIKE_BASE_MEMORY)
    translator = FirefoxTranslator(slow, shelf)
    assert words(translator, "the house") == ["la maison"]
    context = Context()
    asked: list[float] = []

    def stop() -> None:
        asked.append(time.monotonic())
        context.cancel()

    threading.Timer(0.3, stop).start()
    with pytest.raises(Cancelled):
        answers(translator, [LONG.strip() * 4], context)
    assert time.monotonic() - asked[0] < 1
    # What was left half-way is not taken for the answer to the next question.
    assert words(translator, "the river") == ["la rivière"]


# Trouble


def test_a_damaged_model_is_told_and_can_be_replaced(
    tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    model = made(tmp_path / "en-fr")
    good = model.model.read_bytes()
    model.model.write_bytes(good[:-5000])
    translator = FirefoxTranslator(model, shelf)
    with pytest.raises(PackError, match="cannot use this model") as caught:
        words(translator, "the house")
    assert "truncated" in caught.value.details
    assert shelf.loaded == ()
    model.model.write_bytes(good)
    assert words(translator, "the house") == ["la maison"]


def test_a_model_that_ends_the_engine_does_not_end_us(
    model: FirefoxModel, tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    deadly = tmp_path / "model.enfr.intgemm.alphas.bin"
    deadly.write_bytes(struct.pack("<2Q", 1, 1 << 40) + model.model.read_bytes()[16:])
    with pytest.raises(PackError, match="ended before"):
        words(FirefoxTranslator(replace(model, model=deadly), shelf), "the house")


def test_a_damaged_shortlist_is_told_though_the_engine_panics(
    model: FirefoxModel, tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    damaged = tmp_path / "lex.50.50.enfr.s2t.bin"
    damaged.write_bytes(b"\0" * 20)
    with pytest.raises(PackError, match="cannot use this model") as caught:
        words(FirefoxTranslator(replace(model, shortlist=damaged), shelf), "the house")
    assert "Panic" in caught.value.details


def test_a_file_that_is_gone_is_told(tmp_path: Path, shelf: ModelShelf[LoadedModel]) -> None:
    model = made(tmp_path / "en-fr")
    model.source_vocabulary.unlink()
    with pytest.raises(PackError, match="cannot be read"):
        words(FirefoxTranslator(model, shelf), "the house")


def test_a_killed_engine_is_told_and_started_anew(
    model: FirefoxModel, shelf: ModelShelf[LoadedModel]
) -> None:
    translator = FirefoxTranslator(model, shelf)
    others = set(multiprocessing.active_children())

    def deliver(index: int, answer: Answer) -> None:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
            process.join()

    with pytest.raises(PackError, match="ended before"):
        translator.translate(["the", "and"], "fast", Context(), deliver)
    assert words(translator, "the house") == ["la maison"]


def test_without_the_package_it_is_told_how_to_get_it(
    model: FirefoxModel, shelf: ModelShelf[LoadedModel], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(firefox, "find_spec", lambda _name: None)
    with pytest.raises(NoEngineError, match="fxtranslate is not installed") as caught:
        words(FirefoxTranslator(model, shelf), "the house")
    assert "pip install" in caught.value.remedy


def test_unloading_ends_the_process(model: FirefoxModel, shelf: ModelShelf[LoadedModel]) -> None:
    before = {process.pid for process in multiprocessing.active_children()}
    words(FirefoxTranslator(model, shelf), "the house")
    started = {process.pid for process in multiprocessing.active_children()} - before
    assert len(started) == 1
    shelf.clear()
    assert started.isdisjoint(process.pid for process in multiprocessing.active_children())


# What is offered


def test_pairs_without_a_model_go_through_english(
    tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    models = [made(tmp_path / pair, pair) for pair in ("fren", "ende", "enfr")]
    offers = list(firefox_offers(models, "fr", "de", shelf))
    assert [(o.info.label, o.info.route) for o in offers] == [
        ("Firefox Translations through English", "firefox:en")
    ]
    info = offers[0].info
    assert (info.from_language, info.to_language) == ("fr", "de")
    assert info.fingerprint.count("+") == 1
    assert words(offers[0], "the house", "the river") == ["la maison", "la rivière"]


def test_any_target_is_offered_once_the_direct_way_first(
    tmp_path: Path, shelf: ModelShelf[LoadedModel]
) -> None:
    models = [made(tmp_path / pair, pair) for pair in ("fren", "ende", "enfr", "frde")]
    offers = firefox_offers([*models, *models], "fr", None, shelf)
    assert [(o.info.to_language, o.info.via) for o in offers] == [
        ("en", ()),
        ("de", ()),
        ("de", ("en",)),
    ]
    assert list(firefox_offers(models, "it", None, shelf)) == []


def test_the_fingerprint_follows_the_bytes(tmp_path: Path, shelf: ModelShelf[LoadedModel]) -> None:
    model = made(tmp_path / "en-fr")
    first = FirefoxTranslator(model, shelf).info.fingerprint
    assert FirefoxTranslator(model, shelf).info.fingerprint == first
    os.utime(model.model, (1, 1))
    assert FirefoxTranslator(model, shelf).info.fingerprint != first


def test_pieces_stay_within_what_models_have_seen() -> None:
    assert LONGEST_TOKENS < 127
