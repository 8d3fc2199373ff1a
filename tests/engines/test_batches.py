"""In which batches sentences are translated: all of them, the first ones soon, none too large."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from diptych.engines.translation.chunks import (
    FIRST_WINDOW,
    PORTION,
    WIDEST_WINDOW,
    Batch,
    batches,
    portions,
)

LENGTHS = st.lists(st.integers(1, 900), max_size=150)
BUDGETS = st.sampled_from([1, 100, 512, 1024])


def cut(length: int) -> list[list[str]]:
    """A sentence of that many tokens, in pieces of 200 at most."""
    return [["x"] * min(200, length - start) for start in range(0, length, 200)]


def made(lengths: list[int], budget: int = 512) -> Iterator[Batch]:
    return batches(len(lengths), lambda index: cut(lengths[index]), budget)


def size(batch: Batch) -> int:
    """Tokens in a batch, padding included."""
    rows = [len(piece) for pieces in batch.pieces for piece in pieces]
    return len(rows) * max(rows)


@given(LENGTHS, BUDGETS)
def test_each_sentence_is_in_one_batch(lengths: list[int], budget: int) -> None:
    found = list(made(lengths, budget))
    assert sorted(i for batch in found for i in batch.indices) == list(range(len(lengths)))
    for batch in found:
        assert batch.pieces == tuple(cut(lengths[index]) for index in batch.indices)


@given(LENGTHS, BUDGETS)
def test_a_batch_keeps_to_its_budget(lengths: list[int], budget: int) -> None:
    for batch in made(lengths, budget):
        assert size(batch) <= budget or len(batch.indices) == 1


@given(LENGTHS.filter(bool), BUDGETS)
def test_the_first_sentence_goes_alone(lengths: list[int], budget: int) -> None:
    assert next(made(lengths, budget)).indices == (0,)


@given(LENGTHS, BUDGETS)
def test_what_is_read_next_is_not_far_behind(lengths: list[int], budget: int) -> None:
    done: set[int] = set()
    for batch in made(lengths, budget):
        missing = next(n for n in range(len(lengths)) if n not in done)
        assert max(batch.indices) - missing < WIDEST_WINDOW
        done.update(batch.indices)


def test_within_a_window_sentences_of_like_length_are_together() -> None:
    lengths = [1] + [100, 2] * (FIRST_WINDOW // 2)
    found = list(made(lengths, 500))[1:]
    assert [lengths[batch.indices[0]] for batch in found] == [100, 2, *[100] * 6]
    for batch in found:
        assert len({lengths[index] for index in batch.indices}) == 1
        assert list(batch.indices) == sorted(batch.indices)


def test_windows_become_wider_as_there_is_more_to_read() -> None:
    count = 1 + FIRST_WINDOW + 2 * FIRST_WINDOW + 2 * WIDEST_WINDOW
    sizes = [len(batch.indices) for batch in made([2] * count, 10**9)]
    assert sizes == [1, FIRST_WINDOW, 2 * FIRST_WINDOW, WIDEST_WINDOW, WIDEST_WINDOW]


def test_sentences_are_encoded_when_their_turn_is_near() -> None:
    encoded: list[int] = []

    def encode(index: int) -> list[list[str]]:
        encoded.append(index)
        return [["x"]]

    found = batches(10_000, encode, 512)
    next(found)
    assert encoded == [0]
    next(found)
    assert encoded == list(range(1 + FIRST_WINDOW))


@given(st.integers(0, 300))
def test_portions_begin_small(count: int) -> None:
    sizes = [len(portion) for portion in portions(count)]
    assert sum(sizes) == count
    assert sizes[:1] in ([], [1])
    assert all(size == PORTION for size in sizes[1:-1])
