"""Alarms on translated sentences: what they notice, and what they leave in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.checks import alarms, numbers

SOURCE = "The ministry said on Friday that the talks had been put off until the spring."
TARGET = "Le ministère a déclaré vendredi que les pourparlers étaient reportés au printemps."


def test_a_good_translation_raises_no_alarm() -> None:
    assert alarms(SOURCE, TARGET) == ()


@pytest.mark.parametrize("target", ["", "  ", "\n"])
def test_an_empty_answer_is_noticed(target: str) -> None:
    assert alarms(SOURCE, target) == ("nothing came back",)


def test_a_sentence_that_came_back_as_it_was_is_noticed() -> None:
    assert "left untranslated" in alarms(SOURCE, SOURCE.upper())


def test_a_short_name_may_stay_as_it_is() -> None:
    assert alarms("Kim Jong Un", "Kim Jong Un") == ()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It cut 3,200 jobs.", "Il supprime 3 200 emplois."),
        ("It cut 3,200 jobs.", "Il supprime 3\u202f200 emplois."),
        ("It cut 3,200 jobs.", "Es streicht 3.200 Stellen."),
        ("Up 2.4 percent.", "En hausse de 2,4 %."),
        ("In 2019 200 people came.", "En 2019, 200 personnes sont venues."),
        ("09/09/2023 09:19:23", "le 09/09/2023 à 09h19:23"),
        ("It is 75 years old.", "عمره ٧٥ عاما."),
        ("In 2019, the first.", "2019年、最初の。"),
    ],
)
def test_the_same_number_in_another_dress_is_the_same(source: str, target: str) -> None:
    assert not [alarm for alarm in alarms(source, target) if alarm.startswith("number")]


def test_a_lost_number_is_named() -> None:
    found = alarms("It sent 20 diplomats in 2019.", "Il a envoyé des diplomates en 2019.")
    assert found == ("number missing: 20",)


def test_a_number_said_twice_must_come_back_twice() -> None:
    assert alarms("From 5 to 5.", "De 5 à cinq.") == ("number missing: 5",)


def test_unknown_words_are_named_once_each() -> None:
    found = alarms("The zzqq and the wwkk.", "El *zzqq y el *wwkk, *zzqq.")
    assert found == ("unknown words: zzqq, wwkk",)
    assert alarms("The zzqq.", "El *zzqq.") == ("unknown word: zzqq",)


def test_a_star_of_the_source_is_no_unknown_word() -> None:
    assert alarms("*Prices in euros.", "*Prix en euros.".replace("Prix", "Prices")) == ()


def test_lengths_that_cannot_be_right_are_noticed() -> None:
    assert "much shorter than the source" in alarms(SOURCE, "Le ministère.")
    assert "much longer than the source" in alarms(SOURCE, f"{TARGET} {TARGET} Et ainsi de suite.")


def test_chinese_is_shorter_and_that_is_right() -> None:
    assert alarms(SOURCE, "该部周五表示，会谈已推迟到春天。") == ()


@pytest.mark.parametrize(
    "target",
    ["non non non non", "de la mer de la mer de la mer", "au revoir au revoir au revoir"],
)
def test_a_loop_is_noticed(target: str) -> None:
    assert "words are repeated" in alarms("He left the coast again.", target)


def test_a_loop_of_the_source_is_none_of_ours() -> None:
    assert "words are repeated" not in alarms("Ha ha ha ha, he said.", "Ha ha ha ha, dit-il.")


@given(st.lists(st.integers(0, 999_999), max_size=6), st.sampled_from([",", ".", "\u202f", "'"]))
def test_numbers_do_not_depend_on_how_thousands_are_parted(
    values: list[int], separator: str
) -> None:
    plain = " and ".join(str(value) for value in values)
    parted = " et ".join(f"{value:,}".replace(",", separator) for value in values)
    assert numbers(plain) == numbers(parted)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_pair_of_texts_breaks_the_checks(source: str, target: str) -> None:
    assert all(isinstance(alarm, str) and alarm for alarm in alarms(source, target))
