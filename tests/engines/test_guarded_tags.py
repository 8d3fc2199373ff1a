"""Tags in and around a sentence: no engine is asked about them, and no word suffers by them."""

from __future__ import annotations

from diptych.core.casing import Spelling
from diptych.core.progress import Context
from diptych.engines.base import Answer
from diptych.engines.translation.guarded import GuardedTranslator, Sentence
from helpers.translators import Engine


def told(engine: Engine, *sentences: str) -> list[str]:
    found: dict[int, Answer] = {}
    asked = [Sentence(words) for words in sentences]
    GuardedTranslator(engine, Spelling({})).translate(asked, "fast", Context(), found.__setitem__)
    return [found[index].words for index in range(len(asked))]


def test_tags_around_a_sentence_are_not_asked_about_and_stay() -> None:
    engine = Engine(str.upper)
    sentences = ["<i>The house.</i>", "{\\an8}- The house.", "The house.", "<i></i>"]
    assert told(engine, *sentences) == [
        "<i>THE HOUSE.</i>",
        "{\\an8}- THE HOUSE.",
        "THE HOUSE.",
        "<i></i>",
    ]
    assert engine.asked == ["The house.", "- The house."]


def test_a_tag_inside_is_set_apart_from_the_words_it_touches() -> None:
    engine = Engine(str.upper)
    assert told(engine, "The <b>house</b> of {n}cards.") == ["THE <b>HOUSE</b> OF {n}CARDS."]
    assert engine.asked == ["The X1 house X2 of X3 cards."]
