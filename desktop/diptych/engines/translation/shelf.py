"""Which models are in memory: shared by all who ask, the longest unused given up first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

DEFAULT_LIMIT = 600_000_000
"""Bytes of models kept loaded: some seven full packs."""


@dataclass(slots=True)
class _Place(Generic[T]):
    size: int
    loading: threading.Lock = field(default_factory=threading.Lock)
    model: T | None = None
    borrowers: int = 0


class ModelShelf(Generic[T]):
    """Loads a model at its first use and keeps it while there is room.

    A model in use is never given up, so that the limit can be passed while several are at work.
    Safe from any thread.
    """

    def __init__(self, limit: int = DEFAULT_LIMIT) -> None:
        self._limit = limit
        self._places: OrderedDict[Hashable, _Place[T]] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def borrow(self, key: Hashable, size: int, load: Callable[[], T]) -> Iterator[T]:
        """The model of ``key``, loaded if need be; ``size`` is its share of memory in bytes.

        Raises what ``load`` raises; then the next one to ask tries again.
        """
        with self._lock:
            place = self._places.setdefault(key, _Place(size))
            self._places.move_to_end(key)
            place.borrowers += 1
        try:
            with place.loading:
                if place.model is None:
                    self._make_room(but=key)
                    place.model = load()
            yield place.model
        finally:
            with self._lock:
                place.borrowers -= 1
            self._make_room()

    def limit(self, bytes_: int) -> None:
        """Keep at most that many bytes from now on."""
        self._limit = bytes_
        self._make_room()

    def drop(self, key: Hashable) -> None:
        """Forget a model: who has it keeps it until done, who asks next loads it anew."""
        with self._lock:
            self._places.pop(key, None)

    def clear(self) -> None:
        """Forget all models."""
        with self._lock:
            self._places.clear()

    @property
    def loaded(self) -> tuple[Hashable, ...]:
        """Keys of the models in memory, the longest unused first."""
        with self._lock:
            return tuple(key for key, place in self._places.items() if place.model is not None)

    def _make_room(self, but: Hashable = None) -> None:
        with self._lock:
            held = {k: p for k, p in self._places.items() if p.model is not None or k == but}
            total = sum(place.size for place in held.values())
            for key, place in held.items():
                if total <= self._limit:
                    return
                if place.borrowers == 0:
                    del self._places[key]
                    total -= place.size
