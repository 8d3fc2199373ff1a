"""Sentences by terms, sparse: what it takes to compare sentences without comparing all pairs."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from diptych.core.progress import Context

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLICE = 200
"""Sentences between two looks at whether to go on."""

LEAST_WEIGHT = 0.1
"""What a term weighs that stands in every sentence."""


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """Rows are sentences of length one (or zero), columns terms; one entry a place.

    ``rows``, ``columns`` and ``values`` are parallel, ordered by row; row ``i`` has the entries
    ``starts[i]`` up to ``starts[i + 1]``. ``frequencies`` tells in how many rows a term stands.
    """

    rows: NDArray[Any]
    columns: NDArray[Any]
    values: NDArray[Any]
    starts: NDArray[Any]
    terms: tuple[str, ...]
    frequencies: NDArray[Any]

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.starts) - 1

    def across(self, weights: NDArray[Any]) -> NDArray[Any]:
        """Xᵀ p: for each term the weighted sum of its entries; ``weights`` has one a row."""
        import numpy as np

        entries = self.values * weights[self.rows]
        return np.bincount(self.columns, entries, minlength=max(1, len(self.terms)))

    def along(self, weights: NDArray[Any]) -> NDArray[Any]:
        """X t: for each row the weighted sum of its entries; ``weights`` has one a term."""
        import numpy as np

        entries = self.values * weights[self.columns]
        return np.bincount(self.rows, entries, minlength=self.height)

    def squares(self) -> NDArray[Any]:
        """The cosine of each row with itself: one, or zero for a row without terms."""
        import numpy as np

        return np.bincount(self.rows, self.values**2, minlength=self.height)

    def entries_of(self, row: int) -> slice:
        """Where the entries of a row are."""
        return slice(int(self.starts[row]), int(self.starts[row + 1]))

    def likeness(self, row: int) -> NDArray[Any]:
        """Cosine of each row with this one."""
        import numpy as np

        weights = np.zeros(max(1, len(self.terms)))
        own = self.entries_of(row)
        weights[self.columns[own]] = self.values[own]
        return self.along(weights)


def term_matrix(sentences: Iterable[tuple[str, ...]], context: Context) -> TermMatrix:
    """The tf-idf matrix of sentences given as their terms; raises Cancelled.

    A term weighs its count times ``log((1 + n) / (1 + n_term)) + LEAST_WEIGHT``, so that words
    like "the" hardly matter in any language and need no table.
    """
    import numpy as np

    columns: dict[str, int] = {}
    places, counts, starts = array("q"), array("d"), array("q", [0])
    for row, terms in enumerate(sentences):
        if row % SLICE == 0:
            context.check()
        for term, count in Counter(terms).items():
            places.append(columns.setdefault(term, len(columns)))
            counts.append(count)
        starts.append(len(places))
    column = np.array(places, dtype=np.int64)
    start = np.array(starts, dtype=np.int64)
    height = len(start) - 1
    row_of = np.repeat(np.arange(height), np.diff(start))
    frequencies = np.bincount(column, minlength=max(1, len(columns)))
    weight = np.log((1 + height) / (1 + frequencies)) + LEAST_WEIGHT
    values = np.array(counts) * weight[column]
    length = np.sqrt(np.bincount(row_of, values**2, minlength=height))
    length[length == 0] = 1
    values = values / length[row_of]
    return TermMatrix(row_of, column, values, start, tuple(columns), frequencies)
