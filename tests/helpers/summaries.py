"""Sentences to summarise, and what every summary must keep to."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.summary import Limit, Pick
from diptych.core.words import count_words
from diptych.engines.base import Sentence

STORIES = {
    "en": "The council met on Friday. The council talked about the new bridge. Nobody slept.",
    "fr": "Le conseil s’est réuni vendredi. Le conseil a parlé du pont. Personne n’a dormi.",
    "de": "Der Rat traf sich am Freitag. Der Rat sprach über die neue Brücke. Niemand schlief.",
    "es": "El consejo se reunió el viernes. El consejo habló del nuevo puente. Nadie durmió.",
    "ru": "Совет собрался в пятницу. Совет говорил о новом мосте. Никто не спал.",
    "ar": "اجتمع المجلس يوم الجمعة. تحدث المجلس عن الجسر الجديد. لم ينم أحد.",
    "zh-Hans": "市议会星期五开会。市议会讨论了新桥。没有人睡觉。",
    "ja": "市議会は金曜日に開かれた。市議会は新しい橋について話した。誰も眠らなかった。",
    "th": "สภาเมืองประชุมวันศุกร์ สภาเมืองพูดถึงสะพานใหม่ ไม่มีใครนอนหลับ",
    "hi": "परिषद की बैठक शुक्रवार को हुई। परिषद ने नए पुल पर बात की। कोई नहीं सोया।",
    "ko": "의회가 금요일에 모였다. 의회가 새 다리에 대해 이야기했다. 아무도 자지 않았다.",
    "el": "Το συμβούλιο συνήλθε χθες. Το συμβούλιο μίλησε για τη γέφυρα. Κανείς δεν μίλησε.",
}
"""Three sentences in each language, with a shared word in the first two."""


def sentences_of(texts: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences with ids s1, s2... , two a paragraph."""
    return tuple(Sentence(f"s{i}", text, (i - 1) // 2) for i, text in enumerate(texts, start=1))


def story(language: str) -> tuple[Sentence, ...]:
    """The story of STORIES as sentences."""
    words = STORIES[language]
    for stop in ".。।":
        words = words.replace(stop, f"{stop}|")
    if language == "th":
        words = words.replace(" ", "|")
    return sentences_of([part.strip() for part in words.split("|") if part.strip()])


def indices(sentences: Sequence[Sentence], picks: Sequence[Pick]) -> list[int]:
    """Where the picks stand in the list they were picked from, as they were given."""
    ids = [sentence.segment for sentence in sentences]
    return [ids.index(pick.segment) for pick in picks]


def keeps_to(limit: Limit, sentences: Sequence[Sentence], picks: Sequence[Pick]) -> None:
    """Assert: reading order, nothing twice, within the limit, a reason with each."""
    found = indices(sentences, picks)
    assert found == sorted(set(found))
    assert all(pick.why for pick in picks)
    if limit.sentences is not None:
        assert len(picks) == min(limit.sentences, len(sentences))
    if limit.words is not None:
        assert sum(count_words(sentences[i].words) for i in found) <= limit.words
