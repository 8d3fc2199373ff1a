"""What a pack's model tells of single sentences: other translations, scores, linked words."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Advisor, TranslatorInfo
from diptych.engines.translation.argos import ArgosTranslator
from diptych.engines.translation.argos_model import LONGEST_TOKENS
from diptych.engines.translation.shelf import ModelShelf
from diptych.workspace.paths import starter_packs
from helpers.tiny_pack import build_tiny_pack
from helpers.translators import argos

SOURCE, TARGET = "the house and the river", "la maison et la rivière"
NEWS = "The president arrived in Paris on Monday."


@pytest.fixture(scope="module")
def tiny(tiny_pack: Path) -> ArgosTranslator:
    return argos(tiny_pack)


@pytest.fixture(scope="module")
def french() -> ArgosTranslator:
    return argos(starter_packs() / "translate-en_fr-0_1.argosmodel")


def told(translator: ArgosTranslator, sentence: str, start: str, count: int = 4) -> list[str]:
    offers = translator.alternatives(sentence, start, count, Context())
    return [offer.words for offer in offers]


def test_a_pack_is_an_advisor(tiny: ArgosTranslator) -> None:
    assert isinstance(tiny, Advisor)


# Other translations


@pytest.mark.parametrize("start", ["", "La", "Le président est ", "Lundi", "À"])
def test_they_differ_and_begin_as_was_typed_and_the_likeliest_comes_first(
    french: ArgosTranslator, start: str
) -> None:
    offers = french.alternatives(NEWS, start, 4, Context())
    words = [offer.words for offer in offers]
    assert len(words) == len(set(words)) == 4
    assert all(w.startswith(start.rstrip()) for w in words)
    scores = [offer.score for offer in offers]
    assert scores == sorted(scores, reverse=True)
    assert all(score <= 0 for score in scores)


@pytest.mark.parametrize(
    ("start", "word"),
    [("L", "Le"), ("Le prés", "président"), ("Le président est arr", "arrivé")],
)
def test_half_a_word_is_made_whole(french: ArgosTranslator, start: str, word: str) -> None:
    words = told(french, NEWS, start)
    assert all(w.casefold().startswith(start.casefold()) for w in words)
    assert word in words[0].split()


def test_half_a_word_is_made_whole_by_the_copying_model(tiny: ArgosTranslator) -> None:
    assert told(tiny, SOURCE, "la mai")[0] == TARGET
    assert told(tiny, SOURCE, "la maison et la riv")[0] == TARGET


def test_the_best_one_without_a_start_is_the_translation(tiny: ArgosTranslator) -> None:
    assert told(tiny, SOURCE, "")[0] == TARGET
    assert told(tiny, SOURCE, " ")[0] == TARGET


def test_what_nobody_would_say_is_gone_on_with_all_the_same(tiny: ArgosTranslator) -> None:
    words = told(tiny, SOURCE, "zz")
    assert words
    assert all(w.startswith("zz") for w in words)


@pytest.mark.parametrize("count", [1, 2, 6])
def test_there_are_no_more_than_wanted(french: ArgosTranslator, count: int) -> None:
    assert len(told(french, NEWS, "", count)) == count


def test_scores_are_those_of_the_whole_sentence(french: ArgosTranslator) -> None:
    best = french.alternatives(NEWS, "", 1, Context())[0]
    (score,) = french.scores([(NEWS, best.words)], Context())
    assert score == pytest.approx(best.score, abs=0.05)


def test_too_long_a_sentence_has_none(tiny: ArgosTranslator) -> None:
    assert told(tiny, "the house , " * LONGEST_TOKENS, "") == []


def test_a_mark_before_the_sentence_is_not_shown_and_not_counted_twice(tmp_path: Path) -> None:
    translator = argos(build_tiny_pack(tmp_path, target_prefix="__fr__"))
    offers = {o.words: o.score for o in translator.alternatives(SOURCE, "", 4, Context())}
    assert not any("__fr__" in words for words in offers)
    # The model copies by place, and the mark takes the first one.
    (score,) = translator.scores([(SOURCE, "maison et la rivière")], Context())
    assert offers["maison et la rivière"] == pytest.approx(score, abs=0.01)


# Scores


def test_the_right_translation_is_likelier_than_a_wrong_one(
    tiny: ArgosTranslator, french: ArgosTranslator
) -> None:
    right, shuffled, other = tiny.scores(
        [(SOURCE, TARGET), (SOURCE, "rivière la et maison la"), (SOURCE, "zz")], Context()
    )
    assert right > -0.01
    assert shuffled < -5
    assert other < -5
    pairs = [
        (NEWS, "Le président est arrivé à Paris lundi."),
        (NEWS, "Le chien est vert, dit-on au village."),
    ]
    good, bad = french.scores(pairs, Context())
    assert good > -0.5 > bad


def test_each_of_many_pairs_has_its_score_in_order(tiny: ArgosTranslator) -> None:
    pairs = [(SOURCE, TARGET), (SOURCE, "zz")] * 50
    steps: list[tuple[int, int]] = []
    scores = tiny.scores(pairs, Context(lambda *step: steps.append(step)))
    assert [score > -1 for score in scores] == [True, False] * 50
    assert steps == [(done, 100) for done in range(0, 100, 8)]


def test_no_words_have_scores_too(tiny: ArgosTranslator) -> None:
    assert tiny.scores([], Context()) == ()
    assert len(tiny.scores([(SOURCE, ""), ("", TARGET), ("", "")], Context())) == 3


# Links


def linked(translator: ArgosTranslator, source: str, target: str) -> list[tuple[str, str]]:
    links = translator.links(source, target, Context())
    return [(link.source.of(source), link.target.of(target)) for link in links]


def test_the_copying_models_links_are_exact(tiny: ArgosTranslator) -> None:
    assert linked(tiny, SOURCE, TARGET) == list(zip(SOURCE.split(), TARGET.split(), strict=True))
    assert linked(tiny, "see the house, 20", "see la maison, 20") == [
        ("see", "see"),
        ("the", "la"),
        ("house", "maison"),
        ("20", "20"),
    ]


def test_links_of_a_real_model_are_mostly_right(french: ArgosTranslator) -> None:
    found = linked(french, NEWS, "Le président est arrivé à Paris lundi.")
    assert {("The", "Le"), ("president", "président"), ("arrived", "arrivé")} <= set(found)
    assert ("Paris", "Paris") in found


@pytest.mark.parametrize(("source", "target"), [("", TARGET), (SOURCE, ""), ("", ""), ("!", "?")])
def test_where_there_are_no_words_there_are_no_links(
    tiny: ArgosTranslator, source: str, target: str
) -> None:
    assert linked(tiny, source, target) == []


@pytest.mark.parametrize("long", [("x " * 500, TARGET), (SOURCE, "x " * 500)])
def test_too_long_sentences_have_no_links(tiny: ArgosTranslator, long: tuple[str, str]) -> None:
    assert linked(tiny, *long) == []


def test_links_count_from_behind_the_mark_before_the_sentence(tmp_path: Path) -> None:
    translator = argos(build_tiny_pack(tmp_path, target_prefix="__fr__"))
    # The model copies by place, and the mark takes the first one.
    assert linked(translator, SOURCE, TARGET) == [
        ("house", "la"),
        ("and", "maison"),
        ("the", "et"),
        ("river", "la"),
    ]


# Trouble


def test_the_user_may_stop(tiny: ArgosTranslator) -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        tiny.alternatives(SOURCE, "", 4, context)
    with pytest.raises(Cancelled):
        tiny.scores([(SOURCE, TARGET)], context)
    with pytest.raises(Cancelled):
        tiny.links(SOURCE, TARGET, context)


def test_a_pack_that_vanished_is_told_by_all(tmp_path: Path) -> None:
    gone = LanguagePack("en", "fr", "1", tmp_path / "gone.argosmodel", PackPlace.INSTALLED, "g", 1)
    info = TranslatorInfo("argos", "Argos", "en", "fr", "test")
    translator = ArgosTranslator(gone, info, ModelShelf())
    with pytest.raises(PackError):
        translator.alternatives(SOURCE, "", 4, Context())
    with pytest.raises(PackError):
        translator.scores([(SOURCE, TARGET)], Context())
    with pytest.raises(PackError):
        translator.links(SOURCE, TARGET, Context())
