"""The script guard, langdetect and py3langid, each by itself."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.engines.base import Detector
from diptych.engines.detection.langdetect_detector import LangdetectDetector
from diptych.engines.detection.py3langid_detector import Py3langidDetector
from diptych.engines.detection.script_guard import ScriptGuard

GUARD, LANGDETECT, PY3LANGID = ScriptGuard(), LangdetectDetector(), Py3langidDetector()
ALL: tuple[Detector, ...] = (GUARD, LANGDETECT, PY3LANGID)
STATISTICAL: tuple[Detector, ...] = (LANGDETECT, PY3LANGID)

SPACED = {
    "ar": "أعلنت الحكومة أمس عن إجراءات جديدة لمساعدة الأسر والشركات الصغيرة في البلاد.",
    "bg": "Правителството обяви вчера нови мерки в помощ на семействата и фирмите.",
    "cs": "Vláda včera oznámila nová opatření, která mají pomoci rodinám a firmám v celé zemi.",
    "da": "Regeringen fremlagde i går en ny plan, der skal hjælpe familier og firmaer i byerne.",
    "de": "Die Regierung hat gestern neue Maßnahmen angekündigt, die den Familien helfen sollen.",
    "el": "Η κυβέρνηση ανακοίνωσε χθες νέα μέτρα για να βοηθήσει τις οικογένειες της χώρας.",
    "en": "The government announced new measures yesterday that should help families pay for heat.",
    "es": "El gobierno anunció ayer nuevas medidas para ayudar a las familias de todo el país.",
    "fi": "Hallitus kertoi eilen uusista toimista, joiden on määrä auttaa perheitä koko maassa.",
    "fr": "Le gouvernement a annoncé hier de nouvelles mesures pour aider les familles du pays.",
    "he": "הממשלה הודיעה אתמול על צעדים חדשים שיעזרו למשפחות ולעסקים קטנים בכל רחבי הארץ.",
    "hi": "सरकार ने कल नए उपायों की घोषणा की जिनसे देश भर के परिवारों को मदद मिलेगी।",
    "hu": "A kormány tegnap új intézkedéseket jelentett be, amelyek az ország családjait segítik.",
    "it": "Il governo ha annunciato ieri nuove misure per aiutare le famiglie in tutto il paese.",
    "nl": "De regering kondigde gisteren nieuwe maatregelen aan om gezinnen in het land te helpen.",
    "pl": "Rząd ogłosił wczoraj nowe środki, które mają pomóc rodzinom i małym firmom w kraju.",
    "pt": "O governo anunciou ontem novas medidas para ajudar as famílias em todo o país.",
    "ru": "Правительство вчера объявило о новых мерах, которые помогут семьям по всей стране.",
    "sv": "Regeringen lade i går fram en ny plan som ska hjälpa familjer och små företag i landet.",
    "tr": "Hükümet dün ülke genelinde ailelere yardım edecek yeni önlemler açıkladı.",
    "uk": "Уряд учора оголосив про нові заходи, які допоможуть родинам і малим підприємствам.",
    "vi": "Chính phủ hôm qua công bố những biện pháp mới để giúp đỡ các gia đình trên cả nước.",
}
BY_SCRIPT = {
    "ja": "政府は昨日、全国の家庭を支援するための新しい対策を発表した。",
    "ko": "정부는 어제 전국의 가정을 돕기 위한 새로운 대책을 발표했다.",
    "zh-Hans": "政府昨天宣布了新的措施来帮助全国的家庭和小企业渡过难关。",
    "zh-Hant": "政府昨天宣布了新的措施來幫助全國的家庭和小企業渡過難關。",
}


@pytest.mark.parametrize("detector", STATISTICAL, ids=lambda d: d.name)
@pytest.mark.parametrize("tag", SPACED)
def test_a_sentence_is_recognised(detector: Detector, tag: str) -> None:
    found = detector.candidates(SPACED[tag])
    assert found[0].language == tag
    assert {candidate.detector for candidate in found} == {detector.name}


@pytest.mark.parametrize("detector", STATISTICAL, ids=lambda d: d.name)
def test_scores_are_shares_best_first(detector: Detector) -> None:
    scores = [candidate.score for candidate in detector.candidates(SPACED["es"][:24])]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert 0 < sum(scores) <= 1.001


@pytest.mark.parametrize("tag", BY_SCRIPT)
def test_the_guard_tells_the_east_asian_languages(tag: str) -> None:
    assert [c.language for c in GUARD.candidates(BY_SCRIPT[tag])] == [tag]


def test_traditional_chinese_is_never_korean_for_the_guard() -> None:
    words = BY_SCRIPT["zh-Hant"]
    pieces = [words[i : i + n] for n in (1, 2, 4, 8) for i in range(len(words) - n)]
    told = {c.language for piece in pieces for c in GUARD.candidates(piece)}
    assert told <= {"zh-Hant", "zh-Hans"}
    assert "zh-Hant" in told


@pytest.mark.parametrize("tag", SPACED)
def test_the_guard_is_silent_on_all_other_scripts(tag: str) -> None:
    assert GUARD.candidates(SPACED[tag]) == ()


def test_a_few_foreign_characters_do_not_wake_the_guard() -> None:
    assert GUARD.candidates("The capital is called 北京 by those who live in it.") == ()


@pytest.mark.parametrize("detector", ALL, ids=lambda d: d.name)
@pytest.mark.parametrize("text", ["", "   \n", "12 345,6", "!!! ... ?"])
def test_a_text_without_letters_gives_nothing(detector: Detector, text: str) -> None:
    assert detector.candidates(text) == ()


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_makes_a_detector_fail_or_change_its_mind(text: str) -> None:
    for detector in ALL:
        assert detector.candidates(text) == detector.candidates(text)


@pytest.mark.parametrize("detector", STATISTICAL, ids=lambda d: d.name)
def test_only_the_first_ten_thousand_characters_are_looked_at(detector: Detector) -> None:
    start = (SPACED["fr"] + " ") * 200
    assert detector.candidates(start[:10_000] + SPACED["ru"] * 500) == detector.candidates(
        start[:10_000]
    )


_COLD_THREADS = """
import sys, threading
from diptych.engines.detection.langdetect_detector import LangdetectDetector
from diptych.engines.detection.py3langid_detector import Py3langidDetector
sys.setswitchinterval(1e-5)
words = "Le gouvernement a annoncé hier de nouvelles mesures pour aider les familles."
second = Py3langidDetector()
start, told = threading.Barrier(8), []
def ask():
    start.wait()
    told.append((LangdetectDetector().candidates(words), second.candidates(words)))
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(told) == 8, told
assert len(set(told)) == 1, told
print(told[0])
"""


def _run(code: str, hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_eight_threads_of_cold_processes_all_get_the_same_answer() -> None:
    first, second = (_run(_COLD_THREADS, seed) for seed in ("1", "2"))
    assert first == second
    assert first.count("language='fr'") >= 2
