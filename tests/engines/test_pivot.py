"""Through a third language: in portions, in order, and stopped at once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, Deliver, TranslatorInfo
from diptych.engines.translation.pivot import PivotTranslator
from helpers.translators import answers

INFO = TranslatorInfo("test", "Test", "fr", "de", "a + b", via=("en",))


class Wrapping:
    """Puts each sentence into brackets and notes how many it got at a time."""

    def __init__(self, marks: str, *alarms: Alarm) -> None:
        self.info = INFO
        self.marks = marks
        self.alarms = alarms
        self.portions: list[int] = []

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        self.portions.append(len(sentences))
        for index, sentence in enumerate(sentences):
            context.step(index, len(sentences))
            deliver(
                index, Answer(f"{self.marks[0]}{quality} {sentence}{self.marks[1]}", self.alarms)
            )


class Silent(Wrapping):
    """Has nothing to say to any sentence."""

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        super().translate(
            sentences, quality, context, lambda index, _answer: deliver(index, Answer(""))
        )


@given(st.integers(0, 40))
def test_each_sentence_goes_through_both_in_order(count: int) -> None:
    found: list[tuple[int, Answer]] = []
    pivot = PivotTranslator(Wrapping("()"), Wrapping("[]"), INFO)
    sentences = [str(n) for n in range(count)]
    pivot.translate(sentences, "fast", Context(), lambda *answer: found.append(answer))
    assert found == [(n, Answer(f"[fast (fast {n})]")) for n in range(count)]


def test_the_first_answer_waits_for_one_sentence_alone() -> None:
    first = Wrapping("()")
    seen: list[list[int]] = []
    pivot = PivotTranslator(first, Wrapping("[]"), INFO)
    pivot.translate(
        ["x"] * 20, "fast", Context(), lambda _index, _answer: seen.append(list(first.portions))
    )
    assert seen[0] == [1]
    assert first.portions == [1, 16, 3]


def test_progress_is_that_of_the_whole() -> None:
    steps: list[tuple[int, int]] = []
    pivot = PivotTranslator(Wrapping("()"), Wrapping("[]"), INFO)
    context = Context(lambda done, total: steps.append((done, total)))
    pivot.translate(["x"] * 5, "fast", context, lambda _index, _answer: None)
    assert steps == [(1, 5), (5, 5)]


def test_stopped_within_a_portion() -> None:
    first, context = Wrapping("()"), Context()
    pivot = PivotTranslator(first, Wrapping("[]"), INFO)
    with pytest.raises(Cancelled):
        pivot.translate(["x"] * 100, "fast", context, lambda _index, _answer: context.cancel())
    assert first.portions == [1]


def test_a_silent_first_half_does_not_stop_the_second() -> None:
    second = Wrapping("[]")
    pivot = PivotTranslator(Silent("()"), second, INFO)
    pivot.translate(["x", "y"], "fast", Context(), lambda _index, _answer: None)
    assert second.portions == [1, 1]


def test_what_either_half_noticed_is_told_once() -> None:
    parts, loop = Alarm(AlarmKind.IN_PARTS, "in parts"), Alarm(AlarmKind.LOOP, "repeated")
    pivot = PivotTranslator(Wrapping("()", parts), Wrapping("[]", loop, parts), INFO)
    assert [answer.alarms for answer in answers(pivot, ["x", "y"])] == [(parts, loop)] * 2


def test_it_tells_the_language_between() -> None:
    assert PivotTranslator(Wrapping("()"), Wrapping("[]"), INFO).info.via == ("en",)
