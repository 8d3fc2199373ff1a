"""How sentences are made ready for the memory, and what a score is."""

from __future__ import annotations

import pytest

from diptych.core.memory import comparable, exact_form, keys_of, score_of


@pytest.mark.parametrize(
    ("sentence", "characters", "numbers"),
    [
        ("Rose 12 percent", "rose 0 percent", ("12",)),
        ("Rose 3,200.5 points", "rose 0 points", ("3200.5",)),
        ("Rose 3\u202f200 points", "rose 0 points", ("3200",)),
        ("In 2023 400 people", "in 0 0 people", ("2023", "400")),
        ("٣٢٠٠", "0", ("3200",)),
        ("3.5 is not 35", "0 is not 0", ("3.5", "35")),
        ("At 18:30.", "at 0.", ("18:30",)),
        ("l’eau  \n de", "l'eau de", ()),
    ],
)
def test_numbers_are_placeables(sentence: str, characters: str, numbers: tuple[str, ...]) -> None:
    found = comparable(sentence)
    assert (found.characters, found.numbers) == (characters, numbers)


def test_words_and_signs() -> None:
    assert comparable("L’eau, 12 % 中国!").words == (
        "l",
        "'",
        "eau",
        ",",
        "0",
        "%",
        "中",
        "国",
        "!",
    )


def test_keys_are_short_words_and_pairs_of_letters() -> None:
    assert keys_of("translated translations 0 l'eau") == ("eau", "l", "transl")
    assert keys_of("中国人") == ("中国", "国人")
    assert keys_of("中") == ("中",)
    assert keys_of("0, 0!") == ("",)


def test_exact_forms_differ_in_case_and_not_in_composition() -> None:
    assert exact_form(" cafe\u0301 \n noir ") == exact_form("café noir")
    assert exact_form("Café") != exact_form("café")


def test_scores() -> None:
    assert score_of(0.0, 0.0, exact=True, numbers_differ=False) == 100
    assert score_of(1.0, 1.0, exact=False, numbers_differ=False) == 99
    assert score_of(1.0, 1.0, exact=False, numbers_differ=True) == 98
    assert score_of(0.8, 0.9, exact=False, numbers_differ=False) == 85
    assert score_of(0.8, 0.9, exact=False, numbers_differ=True) == 84
    assert score_of(0.0, 0.0, exact=False, numbers_differ=True) == 0
