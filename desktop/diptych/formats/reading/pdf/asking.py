"""Where many characters of a page stand, asked of pdfium in one go.

A page has thousands of them, and to ask for each by itself takes longer than the answer: ctypes
looks at every argument and makes an object of every number. Here the answers of a whole run of
characters are written beside one another, by functions whose arguments are made beforehand.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

AT_ONCE = 64
"""How many characters can be asked for at once."""


class Asking:
    """Functions of pdfium that tell of characters, with room for their answers; one for a file.

    ``raw`` is ``pypdfium2.raw``. Pages are pdfium's own texts of them; points count from the corner
    of the page as the file has it.
    """

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.object_of = _unchecked(raw.FPDFText_GetTextObject, ctypes.c_void_p)
        self.matrix_of = _unchecked(raw.FPDFText_GetMatrix)
        self.font_of = _unchecked(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
        self._box_of = _unchecked(raw.FPDFText_GetLooseCharBox)
        self._origin_of = _unchecked(raw.FPDFText_GetCharOrigin)
        self._edges = array("f", bytes(16 * AT_ONCE))
        self._xs, self._ys = (array("d", bytes(8 * AT_ONCE)) for _ in range(2))
        self._boxes = _slots(raw.FS_RECTF, self._edges)
        self._left, self._low = (_slots(ctypes.c_double, xs) for xs in (self._xs, self._ys))

    def boxes(
        self, page: Any, places: Sequence[int]
    ) -> Iterator[tuple[float, float, float, float]]:
        """The left, top, right and bottom edges of the characters at these places.

        There may be ``AT_ONCE`` of them.
        """
        deque(map(self._box_of, repeat(page), places, self._boxes), maxlen=0)
        edges, end = self._edges, 4 * len(places)
        return zip(
            edges[0:end:4], edges[1:end:4], edges[2:end:4], edges[3:end:4], strict=True
        )  # fmt: skip

    def origins(self, page: Any, places: Sequence[int]) -> Iterator[tuple[float, float]]:
        """Where the characters at these places, ``AT_ONCE`` at most, begin on their lines."""
        deque(map(self._origin_of, repeat(page), places, self._left, self._low), maxlen=0)
        return zip(self._xs[: len(places)], self._ys[: len(places)], strict=True)


def _unchecked(function: Any, result: type[Any] = ctypes.c_int) -> Any:
    """The same function of pdfium, whose arguments are passed on as they are.

    They must be pointers, numbers that are of C's ``int``, and objects of ctypes for all others.
    The lock of the interpreter is kept: to give it back takes longer than what is asked.
    """
    same = ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)
    same.argtypes = None  # type: ignore[assignment]
    return same


def _slots(kind: Any, numbers: array[float]) -> list[Any]:
    """Pointers into an array of numbers, one for each answer that is a ``kind``."""
    first = kind.from_buffer(numbers)
    size = ctypes.sizeof(kind)
    return [ctypes.byref(first, size * place) for place in range(AT_ONCE)]
