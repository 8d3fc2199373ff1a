"""Answers kept between runs: found again for the same question alone, and never in the way."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, TranslatorInfo
from diptych.workspace.sentence_cache import CachedTranslator, SentenceCache
from helpers.translators import Engine, answers

INFO = TranslatorInfo(
    "test", "Test", "en", "fr", "m 1", fingerprint="f1", options=(("glossary", "x"),)
)
ALARMS = (Alarm(AlarmKind.IN_PARTS, "in parts"), Alarm(AlarmKind.OTHER, "“odd”"))


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[SentenceCache]:
    sentences = SentenceCache(tmp_path / "cache" / "sentences.sqlite")
    yield sentences
    sentences.close()


def test_what_was_kept_is_known(cache: SentenceCache) -> None:
    kept = {"One.": Answer("Un."), "Two.": Answer("Deux.", ALARMS)}
    cache.keep(INFO, "fast", kept)
    assert cache.known(INFO, "fast", ["One.", "Three.", "Two."]) == kept
    assert cache.count() == 2


@given(st.dictionaries(st.text(), st.text(), max_size=4), st.sampled_from(AlarmKind), st.text())
def test_any_words_come_back(
    tmp_path_factory: pytest.TempPathFactory, pairs: dict[str, str], kind: AlarmKind, told: str
) -> None:
    cache = SentenceCache(tmp_path_factory.getbasetemp() / "any.sqlite")
    kept = {source: Answer(words, (Alarm(kind, told),)) for source, words in pairs.items()}
    cache.keep(INFO, "fast", kept)
    assert cache.known(INFO, "fast", kept) == kept
    cache.close()


def test_half_a_character_is_not_kept_and_stops_nothing(cache: SentenceCache) -> None:
    engine = Engine(lambda _words: "\ud800")
    for _ in range(2):
        (answer,) = answers(CachedTranslator(engine, cache), ["One."])
        assert answer.words == "\ud800"
    assert engine.asked == ["One."] * 2
    cache.keep(INFO, "fast", {"\udfff": Answer("x")})
    assert cache.known(INFO, "fast", ["\udfff"]) == {"\udfff": Answer("x")}


@pytest.mark.parametrize(
    "other",
    [
        replace(INFO, fingerprint="f2"),
        replace(INFO, model="m 2"),
        replace(INFO, engine="other"),
        replace(INFO, from_language="de"),
        replace(INFO, to_language="de"),
        replace(INFO, options=(("glossary", "y"),)),
        replace(INFO, options=()),
    ],
    ids=["bytes", "model", "engine", "from", "to", "option", "no option"],
)
def test_another_model_is_another_question(cache: SentenceCache, other: TranslatorInfo) -> None:
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    assert cache.known(other, "fast", ["One."]) == {}
    cache.keep(other, "fast", {"One.": Answer("Eins.")})
    assert cache.known(INFO, "fast", ["One."]) == {"One.": Answer("Un.")}


def test_another_quality_or_sentence_is_another_question(cache: SentenceCache) -> None:
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    assert cache.known(INFO, "careful", ["One."]) == {}
    assert cache.known(INFO, "fast", ["one.", "One. ", "One"]) == {}


def test_what_does_not_change_answers_is_the_same_question(cache: SentenceCache) -> None:
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    told = replace(INFO, label="Other", caution="Careful!")
    assert cache.known(told, "fast", ["One."]) == {"One.": Answer("Un.")}


def test_another_release_asks_anew(cache: SentenceCache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    monkeypatch.setattr("diptych.workspace.sentence_cache.VERSION", "99.0")
    assert cache.known(INFO, "fast", ["One."]) == {}


def test_a_later_answer_takes_the_place_of_an_earlier(cache: SentenceCache) -> None:
    for words in ("Un.", "Une."):
        cache.keep(INFO, "fast", {"One.": Answer(words)})
    assert cache.known(INFO, "fast", ["One."]) == {"One.": Answer("Une.")}
    assert cache.count() == 1


def test_many_are_found_at_once(cache: SentenceCache) -> None:
    kept = {f"Sentence {n}.": Answer(f"Phrase {n}.") for n in range(1300)}
    cache.keep(INFO, "fast", kept)
    assert cache.known(INFO, "fast", list(kept)) == kept


def test_it_survives_being_opened_again(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    first = SentenceCache(file)
    first.keep(INFO, "fast", {"One.": Answer("Un.", ALARMS)})
    first.close()
    assert SentenceCache(file).known(INFO, "fast", ["One."]) == {"One.": Answer("Un.", ALARMS)}
    assert first.count() == 1


def test_all_can_be_forgotten(cache: SentenceCache) -> None:
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    cache.clear()
    assert cache.count() == 0
    assert cache.known(INFO, "fast", ["One."]) == {}


# When there are too many


def _unused_for_days(cache: SentenceCache, file: Path, days: int) -> None:
    """All that is kept now was last used so many days ago."""
    cache.close()
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE answers SET used = used - ?", (days,))
    connection.close()


def test_the_longest_unused_go_first(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    cache = SentenceCache(file)
    for name in ("old", "newer"):
        cache.keep(INFO, "fast", {f"{name} {n}": Answer("x") for n in range(10)})
        _unused_for_days(cache, file, 1)
    assert len(cache.known(INFO, "fast", ["old 3", "old 4"])) == 2
    cache.prune(most=11)
    assert cache.count() == 10
    assert len(cache.known(INFO, "fast", ["old 3", "old 4"])) == 2
    assert cache.known(INFO, "fast", ["old 1"]) == {}
    assert len(cache.known(INFO, "fast", [f"newer {n}" for n in range(10)])) == 8


def test_few_enough_are_left_alone(cache: SentenceCache) -> None:
    cache.keep(INFO, "fast", {str(n): Answer("x") for n in range(20)})
    cache.prune(most=20)
    assert cache.count() == 20
    cache.prune()
    assert cache.count() == 20


# Files that cannot be used


@pytest.mark.parametrize("data", [b"nonsense " * 900, b"SQLite format 3\x00" + b"\xff" * 3000])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "sentences.sqlite"
    file.write_bytes(data)
    cache = SentenceCache(file)
    assert cache.known(INFO, "fast", ["One."]) == {}
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    assert cache.known(INFO, "fast", ["One."]) == {"One.": Answer("Un.")}


def test_a_file_damaged_while_in_use_costs_no_more_than_its_answers(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    cache = SentenceCache(file)
    cache.keep(INFO, "fast", {str(n): Answer("x" * 200) for n in range(300)})
    cache.close()
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    assert cache.known(INFO, "fast", ["1"]) == {}
    for _ in range(2):
        cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    assert cache.known(INFO, "fast", ["One."]) == {"One.": Answer("Un.")}


def _does_without(file: Path) -> None:
    cache = SentenceCache(file)
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    assert cache.known(INFO, "fast", ["One."]) == {}
    assert cache.count() == 0
    cache.prune(0)
    cache.clear()
    cache.close()
    engine = Engine(str.upper)
    found = answers(CachedTranslator(engine, cache), ["One.", "Two."])
    assert [answer.words for answer in found] == ["ONE.", "TWO."]
    assert engine.asked == ["One.", "Two."]


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    _does_without(tmp_path / "cache" / "sentences.sqlite")
    assert (tmp_path / "cache").read_text() == "a file"


def test_a_folder_in_the_place_of_the_file_is_done_without(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    file.mkdir()
    _does_without(file)
    assert file.is_dir()


def test_a_file_of_a_newer_program_is_read_and_not_changed(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    cache = SentenceCache(file)
    cache.keep(INFO, "fast", {"One.": Answer("Un.")})
    cache.close()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    cache.keep(INFO, "fast", {"Two.": Answer("Deux.")})
    assert cache.known(INFO, "fast", ["One.", "Two."]) == {"One.": Answer("Un.")}
    cache.close()


def test_an_answer_with_alarms_of_tomorrow_is_asked_for_anew(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    cache = SentenceCache(file)
    cache.keep(INFO, "fast", {"One.": Answer("Un.", ALARMS), "Two.": Answer("Deux.")})
    cache.close()
    connection = sqlite3.connect(file)
    with connection:
        connection.execute("UPDATE answers SET alarms = replace(alarms, 'in-parts', 'tone')")
    connection.close()
    assert cache.known(INFO, "fast", ["One.", "Two."]) == {"Two.": Answer("Deux.")}


def test_many_threads_use_it_at_once(cache: SentenceCache) -> None:
    together = threading.Barrier(6)
    missing: list[str] = []

    def work(name: int) -> None:
        together.wait(10)
        for n in range(15):
            sentence = f"{name} {n}"
            cache.keep(INFO, "fast", {sentence: Answer(sentence.upper())})
            if cache.known(INFO, "fast", [sentence, "shared"]).get(sentence) is None:
                missing.append(sentence)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert missing == []
    assert cache.count() == 90


def test_two_programs_share_a_file(tmp_path: Path) -> None:
    file = tmp_path / "sentences.sqlite"
    one, other = SentenceCache(file), SentenceCache(file)
    one.keep(INFO, "fast", {"One.": Answer("Un.")})
    other.keep(INFO, "fast", {"Two.": Answer("Deux.")})
    assert len(one.known(INFO, "fast", ["One.", "Two."])) == 2


# The translator in front of it


def test_the_engine_is_asked_only_for_what_is_not_known(cache: SentenceCache) -> None:
    engine = Engine(lambda words: Answer(words.upper(), ALARMS))
    translator = CachedTranslator(engine, cache)
    assert translator.info == engine.info
    first = answers(translator, ["a", "b", "c"])
    again = answers(translator, ["x", "c", "a", "y", "b"])
    assert engine.asked == ["a", "b", "c", "x", "y"]
    assert [answer.words for answer in again] == ["X", "C", "A", "Y", "B"]
    assert {answer.alarms for answer in (*first, *again)} == {ALARMS}


def test_what_is_known_comes_first(cache: SentenceCache) -> None:
    translator = CachedTranslator(Engine(str.upper), cache)
    answers(translator, ["b", "d"])
    order: list[int] = []
    translator.translate(
        ["a", "b", "c", "d"], "balanced", Context(), lambda index, _answer: order.append(index)
    )
    assert order == [1, 3, 0, 2]


def test_when_all_is_known_the_engine_is_not_asked(cache: SentenceCache) -> None:
    engine = Engine(str.upper)
    translator = CachedTranslator(engine, cache)
    answers(translator, ["a", "b"])
    engine.asked.clear()
    steps: list[tuple[int, int]] = []
    answers(translator, ["b", "a"], context=Context(lambda *step: steps.append(step)))
    assert engine.asked == []
    assert steps == [(2, 2)]


def test_what_came_before_the_user_stopped_is_kept(cache: SentenceCache) -> None:
    context = Context()

    def stop(words: str) -> str:
        if words == "c":
            context.cancel()
        return words.upper()

    engine = Engine(stop)
    with pytest.raises(Cancelled):
        answers(CachedTranslator(engine, cache), ["a", "b", "c", "d"], context=context)
    assert engine.asked == ["a", "b", "c"]
    engine.asked.clear()
    answers(CachedTranslator(engine, cache), ["a", "b", "c", "d"], context=Context())
    assert engine.asked == ["d"]


def test_what_came_before_an_error_is_kept(cache: SentenceCache) -> None:
    def fail(words: str) -> str:
        if words == "99":
            raise RuntimeError("broken")
        return words

    engine = Engine(fail)
    with pytest.raises(RuntimeError, match="broken"):
        answers(CachedTranslator(engine, cache), [str(n) for n in range(150)])
    assert cache.count() == 99


def test_it_may_be_asked_while_it_answers(cache: SentenceCache) -> None:
    translator = CachedTranslator(Engine(str.upper), cache)
    inner: list[str] = []

    def deliver(_index: int, answer: Answer) -> None:
        inner.extend(found.words for found in answers(translator, [f"again {answer.words}"]))

    translator.translate(["a", "b"], "fast", Context(), deliver)
    assert inner == ["AGAIN A", "AGAIN B"]


def test_many_answers_are_kept_as_they_come(cache: SentenceCache) -> None:
    counts: list[int] = []

    def look(words: str) -> str:
        counts.append(cache.count())
        return words

    answers(CachedTranslator(Engine(look), cache), [str(n) for n in range(200)])
    assert counts[0] == 0
    assert counts[-1] >= 100
    assert cache.count() == 200
