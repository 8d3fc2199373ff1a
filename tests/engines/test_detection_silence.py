"""Texts on which a detector must say nothing, or not more than it can know."""

from __future__ import annotations

import pytest

from diptych.engines.base import Detector
from diptych.engines.detection.langdetect_detector import LangdetectDetector
from diptych.engines.detection.py3langid_detector import Py3langidDetector
from diptych.engines.detection.script_guard import ScriptGuard


@pytest.mark.parametrize("detector", [ScriptGuard(), LangdetectDetector(), Py3langidDetector()])
@pytest.mark.parametrize("text", ["\u200b\u00ad\ufe0f", "ꙮꙮꙮꙮ", "https://a.b/c"])
def test_marks_addresses_and_unknown_letters_give_nothing(detector: Detector, text: str) -> None:
    assert detector.candidates(text) == ()


def test_characters_of_both_forms_leave_chinese_undecided() -> None:
    found = ScriptGuard().candidates("北京中文大字小人口山水火木天地")
    assert [(c.language, c.score) for c in found] == [("zh-Hans", 0.5), ("zh-Hant", 0.5)]


def test_the_middle_dot_between_foreign_names_is_not_japanese() -> None:
    found = ScriptGuard().candidates("總統唐納・川普和弗拉基米爾・普丁今天談到戰爭")
    assert [c.language for c in found] == ["zh-Hant"]


def test_a_korean_text_that_quotes_kana_is_korean() -> None:
    found = ScriptGuard().candidates("일본어로 안녕하세요는 こんにちは라고 말합니다")
    assert [c.language for c in found] == ["ko"]
