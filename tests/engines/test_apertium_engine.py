"""Apertium as it is installed, and a stand-in for the ways an external program can fail."""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from diptych.core.errors import NoEngineError
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, TranslatorInfo
from diptych.engines.translation.apertium import CHUNK, ApertiumTranslator, Mode, find_modes

INFO = TranslatorInfo("apertium", "Apertium", "en", "es", "eng-spa")
INSTALLED = {mode.name for mode in find_modes()}
needs_apertium = pytest.mark.skipif(
    shutil.which("apertium") is None, reason="Apertium is not installed"
)
needs_posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


def needs_modes(*names: str) -> pytest.MarkDecorator:
    missing = set(names) - INSTALLED
    return pytest.mark.skipif(bool(missing), reason=f"Apertium has no {', '.join(sorted(missing))}")


def translate(
    modes: list[str], sentences: list[str], context: Context | None = None
) -> dict[int, str]:
    answers: dict[int, str] = {}

    def deliver(index: int, answer: Answer) -> None:
        answers[index] = answer.words

    ApertiumTranslator(modes, INFO).translate(sentences, "balanced", context or Context(), deliver)
    return answers


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a shell script of our own on the PATH as ``apertium``."""

    def write(body: str) -> Path:
        script = tmp_path / "apertium"
        script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")
        return script

    return write


# The real program


@needs_modes("eng-spa")
def test_a_sentence_is_translated() -> None:
    assert translate(["eng-spa"], ["The house is red."]) == {0: "La casa es roja."}


@needs_modes("eng-spa")
@pytest.mark.parametrize(
    "signs", ["[", "]", "{", "}", "^", "$", "\\", "/", "@", "<", ">", "[]{}^$\\/@<>", "[[/]]", "~"]
)
def test_signs_the_program_reserves_come_through(signs: str) -> None:
    answers = translate(["eng-spa"], [f"The house {signs} is red.", "The end."])
    assert answers[0].count(signs) == 1
    assert answers[1] == "El fin."


@needs_modes("eng-spa")
def test_unknown_words_keep_their_mark() -> None:
    assert translate(["eng-spa"], ["The qqzzkk is red."])[0] == "El *qqzzkk es rojo."


@needs_modes("eng-spa")
def test_each_answer_belongs_to_its_sentence_whatever_stands_beside() -> None:
    names = ["house", "dog", "book", "river", "table"]
    sentences = [f"The {names[n % 5]} {n}" for n in range(4 * CHUNK)]
    answers = translate(["eng-spa"], sentences)
    assert list(answers) == list(range(len(sentences)))
    assert all(answers[n].split()[-1] == str(n) for n in answers)


@needs_modes("eng-spa")
def test_answers_stay_with_their_sentences_among_any_signs() -> None:
    signs = "[]{}^$\\/@<>~#*+_|&;.:!?\"'()\u00a0\u00e9\u4e2d\U0001f600 aZ"
    chance = random.Random(2023)
    sentences = [
        f"{n} {''.join(chance.choices(signs, k=chance.randrange(1, 30)))} {n}" for n in range(200)
    ]
    answers = translate(["eng-spa"], sentences)
    assert [answers[n].split()[0] for n in range(200)] == [str(n) for n in range(200)]
    assert [answers[n].split()[-1] for n in range(200)] == [str(n) for n in range(200)]


@needs_modes("eng-spa")
def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    context = Context(lambda done, total: told.append((done, total)))
    translate(["eng-spa"], [f"The house {n}." for n in range(CHUNK + 1)], context)
    assert told == [(0, CHUNK + 1), (CHUNK, CHUNK + 1), (CHUNK + 1, CHUNK + 1)]


@needs_modes("fra-cat")
def test_an_answer_does_not_depend_on_the_place_of_its_sentence() -> None:
    wanted = "Des voleurs de cuivre ont paralysé le trafic ferroviaire."
    alone = translate(["fra-cat"], [wanted])[0]
    behind = translate(["fra-cat"], ["Le chat dort.", "Titre sans point", wanted])[2]
    assert alone == behind


@needs_modes("eng-spa")
def test_no_break_spaces_are_kept() -> None:
    assert translate(["eng-spa"], ["The house : 5\u00a0% red."])[0].count("\u00a0") == 1


@needs_modes("eng-cat", "cat-fra")
def test_two_modes_meet_in_a_third_language() -> None:
    answer = translate(["eng-cat", "cat-fra"], ["The house of qqzzkk."])[0]
    assert "maison" in answer.lower()
    assert answer.count("*") == 1


@needs_modes("spa-eng")
def test_one_mode_is_found_for_each_pair() -> None:
    modes = find_modes()
    assert Mode("spa-eng", "es", "en") in modes
    assert len({(m.from_language, m.to_language) for m in modes}) == len(modes)


@needs_apertium
def test_a_mode_that_is_not_there_is_no_engine() -> None:
    with pytest.raises(NoEngineError) as caught:
        translate(["xxx-yyy"], ["A house."])
    assert "apt install" in caught.value.remedy


@needs_modes("eng-spa")
def test_another_locale_of_the_user_harms_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    assert translate(["eng-spa"], ["The café “Zoë” is red."])[0].count("“") == 1


# The stand-in


def test_without_the_program_there_are_no_modes_and_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_modes() == ()
    with pytest.raises(NoEngineError, match="no longer installed") as caught:
        translate(["eng-spa"], ["A house."])
    assert "sudo apt install" in caught.value.remedy


@needs_posix
def test_modes_are_read_from_the_list(stand_in: Callable[[str], Path]) -> None:
    stand_in("printf '  eco-es-fr\\n  en-es\\n  eng-cat_valencia\\n  eng-cat\\n'")
    assert set(find_modes()) == {Mode("en-es", "en", "es"), Mode("eng-cat", "en", "ca")}


@needs_posix
def test_a_program_that_fails_is_told_with_its_own_words(
    stand_in: Callable[[str], Path],
) -> None:
    stand_in("echo 'no such file: eng-spa.bin' >&2; exit 3")
    with pytest.raises(NoEngineError) as caught:
        translate(["eng-spa"], ["A house."])
    assert caught.value.details == "no such file: eng-spa.bin"
    assert caught.value.remedy


@needs_posix
def test_a_file_that_is_no_program_is_no_engine(stand_in: Callable[[str], Path]) -> None:
    stand_in("").write_bytes(b"\x00\x01 not a program")
    assert find_modes() == ()
    with pytest.raises(NoEngineError, match="could not be started"):
        translate(["eng-spa"], ["A house."])


@needs_posix
def test_answers_that_run_together_are_asked_for_one_by_one(
    stand_in: Callable[[str], Path],
) -> None:
    stand_in("tr '\\n' ' '")
    assert translate(["eng-spa"], ["One.", "Two.", "Three."]) == {0: "One.", 1: "Two.", 2: "Three."}


@needs_posix
def test_a_program_that_hangs_is_ended_with_all_it_started(
    stand_in: Callable[[str], Path], tmp_path: Path
) -> None:
    started = tmp_path / "started"
    os.mkfifo(started)
    stand_in(f"exec 3> '{started}'; echo here >&3; sleep 600 | cat")
    context = Context()
    asked: list[float] = []

    def ask() -> None:
        with started.open(encoding="utf-8") as pipe:
            pipe.readline()
            asked.append(time.monotonic())
            context.cancel()
            pipe.read()  # comes to its end when the last program of the pipeline has gone

    user = threading.Thread(target=ask, daemon=True)
    user.start()
    with pytest.raises(Cancelled):
        translate(["eng-spa"], ["A house."], context)
    user.join(10)
    assert not user.is_alive()
    assert time.monotonic() - asked[0] < 5


@needs_posix
def test_what_was_cancelled_before_starts_no_program(
    stand_in: Callable[[str], Path], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    stand_in(f"touch '{trace}'; cat")
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        translate(["eng-spa"], ["A house."], context)
    assert not trace.exists()
