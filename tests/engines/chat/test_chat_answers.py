"""Answers of a language model that are more, or less, than a translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import AlarmKind
from diptych.engines.base import Answer
from diptych.engines.translation.chat_answers import answer_of


def clean(source: str, raw: str) -> str:
    answer = answer_of(source, raw, "stop")
    assert answer.alarms == ()
    return answer.words


@pytest.mark.parametrize(
    "raw",
    [
        "La maison.",
        "  La maison. \n",
        "<think>A house is\na maison.</think>\n\nLa maison.",
        "<THINKING>hm</THINKING>La maison.",
        "A house is a maison.</think>La maison.",
        "```\nLa maison.\n```",
        "```text\nLa maison.\n```",
        "“La maison.”",
        "« La maison. »",
        '"La maison."',
        "<think></think>\n```\n“La maison.”\n```",
    ],
)
def test_what_is_certainly_added_is_taken_off(raw: str) -> None:
    assert clean("The house.", raw) == "La maison."


@pytest.mark.parametrize(
    ("source", "raw"),
    [
        ("“The house.”", "« La maison. »"),
        ('He said "yes" and "no".', '"Oui" et "non", dit-il.'),
        ("Yes and no, he said.", '"Oui" et "non"'),
        ("Use ``` here.", "```\nici\n```".replace("\n", " ")),
        ("The tag <think> is open.", "La balise <think> est ouverte."),
        ("Here is the news: rain.", "Voici les nouvelles : de la pluie."),
        ("Note: the house is sold.", "Remarque : la maison est vendue."),
        ("1. The house", "1. La maison"),
        ("– Yes, he said.", "- Oui, dit-il."),
        ("As an AI, I cannot help, the machine said.", "As an AI, I cannot help, dit la machine."),
        ("OK", "OK"),
    ],
)
def test_what_the_source_has_is_left_alone(source: str, raw: str) -> None:
    assert clean(source, raw) == raw


@pytest.mark.parametrize(
    "raw",
    [
        "I'm sorry, but I can't help with that.",
        "I cannot translate this text.",
        "As an AI language model, I do not have opinions.",
        "Je suis désolé, je ne peux pas traduire ce texte.",
        "Lo siento, no puedo ayudar con eso.",
        "Ich kann diesen Text leider nicht übersetzen.",
    ],
)
def test_refusals_are_told(raw: str) -> None:
    answer = answer_of("The minister was shot.", raw, "stop")
    assert answer.words == raw
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.REFUSAL]


@pytest.mark.parametrize(
    "raw",
    [
        "Sure! Here is the translation:\n\nLa maison.",
        "Sure! Here is the translation: La maison.",
        "Here's the French translation: La maison.",
        "Translation: La maison.",
        "Voici la traduction : La maison.",
        "La maison.\n\n(Note: “maison” can also mean home.)",
        "La maison. (Note: this is literal.)",
        "1. La maison.\n2. Le foyer.",
        "La maison.\nLe foyer.",
        "La maison. Alternatively: le foyer.",
    ],
)
def test_chatter_and_alternatives_are_told(raw: str) -> None:
    answer = answer_of("The house.", raw, "stop")
    assert "maison" in answer.words
    assert "\n" not in answer.words
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.REFUSAL]


@pytest.mark.parametrize("raw", ["", " \n", "<think>never ends", "<think>x</think>"])
def test_empty_answers_are_told(raw: str) -> None:
    answer = answer_of("The house.", raw, "stop")
    assert answer == Answer("", answer.alarms)
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.EMPTY]


_BITS = ("<think>", "</think>", "```", "\n", "“", "”", '"', "Sure!", "maison", " ", "Note:", "1. ")


@given(source=st.lists(st.sampled_from(_BITS)), raw=st.lists(st.sampled_from(_BITS)))
def test_any_answer_becomes_one_line(source: list[str], raw: list[str]) -> None:
    answer = answer_of("".join(source), "".join(raw), "stop")
    assert "\n" not in answer.words
    assert answer.words == answer.words.strip()
    assert answer.words or answer.alarms
    assert answer_of("".join(source), "maison", "stop") == Answer("maison")
