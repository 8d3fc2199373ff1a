"""Words of two texts are paired in order, as people change texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diptych.core import word_matching
from diptych.core.passages import common_passages
from diptych.core.word_matching import Pair, in_order, matched, unique_pairs, words_in

_WORDS = st.lists(st.sampled_from(["a", "b", "c", ".", "\n"]), max_size=24)


def _matched(old: str, new: str) -> list[Pair]:
    return matched(words_in(old), words_in(new))


def _longest(one: list[str], other: list[str]) -> int:
    """The length of a longest common subsequence, by the plain table."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = list(row)
        for place, there in enumerate(other, start=1):
            row[place] = (
                before[place - 1] + 1 if word == there else max(before[place], row[place - 1])
            )
    return row[-1]


@given(_WORDS, _WORDS)
def test_pairs_are_equal_in_order_and_as_many_as_can_be(one: list[str], other: list[str]) -> None:
    old, new = words_in(" ".join(one)), words_in(" ".join(other))
    pairs = matched(old, new)
    assert all(old.keys[i] == new.keys[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in zip(pairs, pairs[1:], strict=False))
    ends = word_matching._common(old.keys, new.keys)
    assert len(pairs) >= ends
    assert len(pairs) <= _longest(list(old.keys), list(new.keys))
    if not ends and (not pairs or pairs[-1] != (len(old) - 1, len(new) - 1)):
        assert len(pairs) == _longest(list(old.keys), list(new.keys))


def test_words_next_to_their_neighbours_are_taken() -> None:
    assert _matched("Kim left early", "Kim and Kim left early") == [(0, 2), (1, 3), (2, 4)]
    assert _matched("Kim slept . Kim woke up .", "Kim woke up today .") == [
        (3, 0),
        (4, 1),
        (5, 2),
        (6, 4),
    ]


def test_what_is_left_out_begins_with_a_sentence() -> None:
    pairs = _matched("He left. He slept. He woke.", "He left. He woke.")
    assert pairs == [(0, 0), (1, 1), (2, 2), (6, 3), (7, 4), (8, 5)]


def test_case_composition_and_apostrophes_make_no_difference() -> None:
    assert words_in("L’ÉTÉ").keys == words_in("l'e\u0301te\u0301").keys
    assert words_in("大桥 ab").keys == ("大", "桥", "ab")


@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
def test_unique_things_are_paired_and_rise(one: list[int], other: list[int]) -> None:
    pairs = unique_pairs(one, other)
    assert all(one.count(one[i]) == other.count(one[i]) == 1 for i, _ in pairs)
    rising = in_order(pairs)
    assert rising == sorted(rising, key=lambda pair: pair[1])
    assert set(rising) <= set(pairs)


@given(_WORDS, _WORDS)
def test_passages_are_equal_and_do_not_overlap(one: list[str], other: list[str]) -> None:
    old, new = ", ".join(one) * 3, ", ".join(other) * 3
    common = common_passages(old, new)
    for passage in (*common.staying, *common.moved):
        assert old[passage.old : passage.old_end] == new[passage.new : passage.new_end]
        assert passage.length
    for before, after in zip(common.staying, common.staying[1:], strict=False):
        assert before.old_end <= after.old
        assert before.new_end <= after.new


def test_passages_stay_or_move() -> None:
    old = "The first clause is here. The second one follows now. The third ends it all."
    new = "The second one follows now. The third ends it all. The first clause is here."
    common = common_passages(old, new)
    assert [p.old for p in common.moved] == []
    assert [(p.old, p.new) for p in common.staying] == [(26, 0)]
