"""Progress of a part, told as progress of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from diptych.core.progress import Context


class Portion(Context):
    """A context for one part: its units count from ``begin`` up to ``end`` of ``total``.

    A wish to stop the whole stops the part.
    """

    def __init__(self, outer: Context, begin: int, end: int, total: int) -> None:
        super().__init__()
        self._outer = outer
        self._begin, self._end, self._total = begin, end, total

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the whole, or this part, to stop."""
        return self._outer.cancelled or super().cancelled

    def check(self) -> None:
        """Raise Cancelled if somebody asked to stop."""
        self._outer.check()
        super().check()

    def step(self, done: int, total: int) -> None:
        """Report ``done`` of the part's ``total``; raise Cancelled if somebody asked to stop."""
        self.check()
        share = (self._end - self._begin) * min(done, total) // total if total > 0 else 0
        self._outer.step(self._begin + share, self._total)


def portions(outer: Context, sizes: Sequence[int]) -> Iterator[Portion]:
    """A context for each of several parts, one after the other; ``sizes`` are in outer units."""
    total = sum(sizes)
    done = 0
    for size in sizes:
        yield Portion(outer, done, done + size, total)
        done += size
