"""Models in memory: loaded once for all, given up when there is no room, never while in use."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.engines.translation.shelf import ModelShelf


class Models:
    """Makes models, which are strings here, and notes which."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, key: str) -> Callable[[], str]:
        def load() -> str:
            self.made.append(key)
            return f"{key} {len(self.made)}"

        return load


def use(shelf: ModelShelf[str], models: Models, key: str, size: int = 1) -> str:
    with shelf.borrow(key, size, models(key)) as model:
        return model


def loaded(shelf: ModelShelf[str]) -> list[object]:
    return list(shelf.loaded)


def test_a_model_is_loaded_at_its_first_use_alone() -> None:
    shelf, models = ModelShelf[str](), Models()
    assert loaded(shelf) == []
    assert {use(shelf, models, "a") for _ in range(5)} == {"a 1"}
    assert loaded(shelf) == ["a"]


def test_many_threads_load_it_once() -> None:
    shelf, models = ModelShelf[str](), Models()
    together = threading.Barrier(8)
    found: list[str] = []

    def borrow() -> None:
        together.wait(10)
        found.extend(use(shelf, models, key) for key in ("a", "b"))

    threads = [threading.Thread(target=borrow) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(found) == 16
    assert sorted(models.made) == ["a", "b"]
    assert len(set(found)) == 2


def test_who_asks_while_it_loads_waits_for_it() -> None:
    shelf, models = ModelShelf[str](), Models()
    found: list[str] = []
    other = threading.Thread(target=lambda: found.append(use(shelf, models, "a")))

    def load() -> str:
        other.start()
        other.join(0.05)
        assert other.is_alive(), "did not wait"
        return models("a")()

    with shelf.borrow("a", 1, load) as model:
        other.join(10)
        assert found == [model] == ["a 1"]


def test_one_that_loads_does_not_keep_others_waiting() -> None:
    shelf, models = ModelShelf[str](), Models()
    loading, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        loading.set()
        assert go_on.wait(10)
        return "slow"

    found: list[str] = []

    def borrow() -> None:
        with shelf.borrow("slow", 1, slow) as model:
            found.append(model)

    thread = threading.Thread(target=borrow)
    thread.start()
    assert loading.wait(10)
    assert use(shelf, models, "quick") == "quick 1"
    assert loaded(shelf) == ["quick"]
    go_on.set()
    thread.join(10)
    assert found == ["slow"]


def test_the_longest_unused_goes_first() -> None:
    shelf, models = ModelShelf[str](limit=3), Models()
    for key in ("a", "b", "c", "a", "d"):
        use(shelf, models, key)
    assert loaded(shelf) == ["c", "a", "d"]
    use(shelf, models, "b")
    assert models.made == ["a", "b", "c", "d", "b"]


def test_a_large_one_makes_several_go() -> None:
    shelf, models = ModelShelf[str](limit=10), Models()
    for key in ("a", "b", "c"):
        use(shelf, models, key, 3)
    use(shelf, models, "large", 7)
    assert loaded(shelf) == ["c", "large"]


def test_room_is_made_before_the_next_one_is_loaded() -> None:
    shelf, models = ModelShelf[str](limit=2), Models()
    use(shelf, models, "a")
    use(shelf, models, "b")
    there: list[tuple[object, ...]] = []

    def load() -> str:
        there.append(shelf.loaded)
        return "c"

    with shelf.borrow("c", 1, load):
        pass
    assert there == [("b",)]


def test_one_that_is_larger_than_all_the_room_is_used_and_given_up() -> None:
    shelf, models = ModelShelf[str](limit=2), Models()
    assert use(shelf, models, "huge", 5) == "huge 1"
    assert loaded(shelf) == []
    assert use(shelf, models, "huge", 5) == "huge 2"


def test_what_is_in_use_is_never_given_up() -> None:
    shelf, models = ModelShelf[str](limit=1), Models()
    with shelf.borrow("a", 1, models("a")) as first:
        with shelf.borrow("b", 1, models("b")):
            assert set(loaded(shelf)) == {"a", "b"}
            shelf.limit(0)
            assert set(loaded(shelf)) == {"a", "b"}
        assert loaded(shelf) == ["a"]
        with shelf.borrow("a", 1, models("a")) as again:
            assert again is first
    assert loaded(shelf) == []


def test_less_room_takes_effect_at_once() -> None:
    shelf, models = ModelShelf[str](limit=3), Models()
    for key in ("a", "b", "c"):
        use(shelf, models, key)
    shelf.limit(1)
    assert loaded(shelf) == ["c"]


def test_one_that_is_dropped_is_loaded_anew_and_kept_by_whom_it_was_lent_to() -> None:
    shelf, models = ModelShelf[str](), Models()
    with shelf.borrow("a", 1, models("a")) as old:
        shelf.drop("a")
        assert loaded(shelf) == []
        assert use(shelf, models, "a") == "a 2"
        assert old == "a 1"
    assert loaded(shelf) == ["a"]
    assert use(shelf, models, "a") == "a 2"
    shelf.drop("never there")


def test_all_can_be_forgotten() -> None:
    shelf, models = ModelShelf[str](), Models()
    for key in ("a", "b"):
        use(shelf, models, key)
    shelf.clear()
    assert loaded(shelf) == []
    assert use(shelf, models, "a") == "a 3"


def test_an_error_of_loading_is_told_and_the_next_one_tries_again() -> None:
    shelf, models = ModelShelf[str](limit=1), Models()

    def broken() -> str:
        raise OSError("disk")

    for _ in range(2):
        with pytest.raises(OSError, match="disk"), shelf.borrow("a", 1, broken):
            pytest.fail("there is no model")
        assert loaded(shelf) == []
    assert use(shelf, models, "a") == "a 1"


def test_an_error_of_the_borrower_gives_the_model_back() -> None:
    shelf, models = ModelShelf[str](limit=1), Models()
    with pytest.raises(RuntimeError), shelf.borrow("a", 1, models("a")):
        raise RuntimeError
    use(shelf, models, "b")
    assert loaded(shelf) == ["b"]


SIZES = {"a": 1, "b": 2, "c": 3, "d": 4, "e": 9}


@given(st.integers(0, 10), st.lists(st.sampled_from(sorted(SIZES)), max_size=30))
def test_unused_models_never_take_more_than_the_room(limit: int, keys: list[str]) -> None:
    shelf, models = ModelShelf[str](limit), Models()
    for key in keys:
        assert use(shelf, models, key, SIZES[key]).startswith(key)
        assert sum(SIZES[str(kept)] for kept in shelf.loaded) <= limit
        if SIZES[key] <= limit:
            assert shelf.loaded[-1] == key


@given(
    st.integers(0, 6),
    st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=20),
)
def test_the_borrowed_ones_are_always_there(limit: int, steps: list[tuple[str, bool]]) -> None:
    from contextlib import ExitStack

    shelf, models = ModelShelf[str](limit), Models()
    lent: dict[str, str] = {}
    with ExitStack() as stack:
        for key, keep in steps:
            if keep:
                model = stack.enter_context(shelf.borrow(key, SIZES[key], models(key)))
                assert lent.setdefault(key, model) is model
            else:
                use(shelf, models, key, SIZES[key])
            assert set(lent) <= set(loaded(shelf))
