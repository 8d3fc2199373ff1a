"""The pieces of one column, put together to whole lines, and to the rows of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from diptych.formats.reading.pdf.lines import Line
from diptych.formats.reading.pdf.signs import (
    ends_at_hyphen,
    raised,
    starts_bullet,
    starts_item,
    unspaced,
)

_MOST_INITIALS = 20
_MOST_CELLS = 40
_MOST_CELL_LINES = 6
_INITIAL = 1.7
"""How many times as large as the letters beside it an initial is, at least."""

_NOTE = re.compile(r"\d{1,3}|[⁰¹²³⁴-⁹]{1,3}|[*†‡§]{1,3}")
"""What stands before a note."""

_TAB = 4.0
"""How wide a gap must be, in sizes of the letters, that no justified line has."""


def rows_of(pieces: Sequence[Line]) -> list[Line]:
    """Whole lines from the top: pieces on one level joined, and a line for each row of a table."""
    rows = levels(_with_initials(pieces))
    left, reach = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    lines: list[Line] = []
    place = 0
    while place < len(rows):
        end = _end_of_table(rows, place, left, reach)
        if end > place:
            lines += _table(rows[place:end])
            place = end
        else:
            filled = reach - rows[place][-1].right < 1.5 and _is_amid(rows, place)
            lines += (_one_line(part, filled) for part in _parts(rows[place]))
            place += 1
    return lines


def levels(pieces: Sequence[Line]) -> list[list[Line]]:
    """The pieces on one level together, from the top; on each from left to right."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        if rows:
            row = rows[-1][0]
            shared = min(row.top, piece.top) - max(row.bottom, piece.bottom)
            if shared > 0.5 * min(row.size, piece.size):
                rows[-1].append(piece)
                continue
        rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _parts(row: Sequence[Line]) -> list[Sequence[Line]]:
    """The row parted where pieces stand apart and are set in another size."""
    parts: list[Sequence[Line]] = []
    begin = 0
    for place, (before, after) in enumerate(pairwise(row), start=1):
        resized = abs(before.size - after.size) > 0.12 * max(before.size, after.size)
        if resized and after.left - before.right > max(before.size, after.size):
            parts.append(row[begin:place])
            begin = place
    return [*parts, row[begin:]]


def _is_amid(rows: Sequence[Sequence[Line]], place: int) -> bool:
    """Whether another line is as near as lines of a text are."""
    base, size = rows[place][0].base, rows[place][0].size
    others = [*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2]]
    return any(abs(base - row[0].base) < 1.6 * size for row in others)


def _one_line(row: Sequence[Line], filled: bool) -> Line:
    """The pieces of a row as one line, with a blank where there is a gap, and a tab in wide ones.

    A line with a tab in it is told like the row of a table. Of a line that is ``filled`` gaps may
    be as wide as they like: it is justified.
    """
    if len(row) == 1:
        return row[0]
    main = max(row, key=lambda piece: len(piece.words))
    row = [_raised(piece, main) for piece in row]
    words, cells = row[0].words, False
    for before, after in pairwise(row):
        gap = after.left - before.right
        wide = gap > _TAB * main.size and _is_row(row) and not filled
        close = gap < 0.12 * main.size
        if gap < 0.5 * main.size:
            close |= unspaced(before.words[-1]) or unspaced(after.words[0])
        words += ("" if close else "\t" if wide else " ") + after.words
        cells |= wide
    return replace(
        main, words=words, left=row[0].left, right=max(piece.right for piece in row),
        lead=row[0].lead, order=min(piece.order for piece in row), cells=cells,
        item=not _is_row(row) and row[1].left - row[0].right > 0.9 * main.size,
        bold=all(piece.bold for piece in row), blank=row[-1].blank,
    )  # fmt: skip


def _raised(piece: Line, main: Line) -> Line:
    """The piece, with such figures when it is the number of a note."""
    high = piece.base > main.base + 0.08 * main.size and piece.size < 0.86 * main.size
    return replace(piece, words=raised(piece.words)) if high and piece.words.isdigit() else piece


def _with_initials(pieces: Sequence[Line]) -> list[Line]:
    """The pieces, where a large initial beside several lines is joined to the first of these."""
    result = list(pieces)
    usual = median(piece.size for piece in pieces)
    initials = [piece for piece in pieces if piece.size > _INITIAL * usual and _is_initial(piece)]
    for initial in initials[:_MOST_INITIALS]:
        beside = [
            place for place, line in enumerate(result)
            if initial.size > _INITIAL * line.size
            and initial.bottom < line.top
            and line.bottom < initial.top
            and -0.3 * line.size < line.left - initial.right < 1.5 * line.size
        ]  # fmt: skip
        if not beside:
            continue
        first = max(beside, key=lambda place: result[place].base)
        for place in beside:
            result[place] = replace(result[place], left=initial.left)
        apart = " " if initial.blank else ""
        result[first] = replace(result[first], words=f"{initial.words}{apart}{result[first].words}")
        result.remove(initial)
    return result


def _is_initial(piece: Line) -> bool:
    letters = piece.words.strip("«»“”„\"'’ ")
    return len(letters) == 1 and letters.isalpha()


def _end_of_table(rows: Sequence[Sequence[Line]], start: int, left: float, reach: float) -> int:
    """The place after the last row of the table that begins at ``start``, or ``start``.

    Rows that all go from the ``left`` edge of the column to its right one, ``reach``, are justified
    lines, unless all of them end with figures.
    """
    if not _is_row(rows[start]):
        return start
    last, count = rows[start], 1
    lefts = [cell.left for cell in last]
    justified, figures = _goes(last, left, reach), _is_figure(last[-1])
    end = place = start + 1
    while place < len(rows) and place - end < _MOST_CELL_LINES:
        row = rows[place]
        near = rows[place - 1][0].base - row[0].base < 3.5 * row[0].size
        if not near or (len(row) == 1 and not _continues(row[0], lefts)):
            break
        place += 1
        if _is_row(row) and _aligned(last, row):
            last, end = row, place
            lefts += (cell.left for cell in row)
            justified &= _goes(row, left, reach)
            figures &= _is_figure(row[-1])
            count += 1
    inner = [left for left in lefts if left > min(lefts) + 1.2]
    while end < len(rows) and len(rows[end]) == 1 and _continues(rows[end][0], inner):
        if rows[end - 1][-1].base - rows[end][0].base > 1.6 * rows[end][0].size:
            break
        end += 1
    gap = max(after.left - before.right for before, after in pairwise(rows[start]))
    enough = count > (1 if gap > 2 * rows[start][0].size else 2)
    return end if enough and (figures or not justified) else start


def _goes(row: Sequence[Line], left: float, right: float) -> bool:
    """Whether the row goes from one place to the other."""
    return row[0].left - left < 1.5 and right - row[-1].right < 1.5


def _is_row(row: Sequence[Line]) -> bool:
    """Whether it may be the row of a table: several pieces, and not a bullet and what it marks."""
    if len(row) != 2:
        return 2 < len(row) <= _MOST_CELLS
    first = row[0].words.strip()
    near = row[1].left - row[0].right < 3 * row[1].size
    marks = starts_bullet(first) or starts_item(first) or (near and _NOTE.fullmatch(first))
    return not (len(first) < 5 and marks)


def _aligned(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the cells of the shorter row stand under or over cells of the other one."""
    fewer, more = sorted((above[1:], below[1:]), key=len)
    return all(
        any(
            abs(cell.left - other.left) < 1.2
            or abs(cell.left + cell.right - other.left - other.right) < 2.4
            or (abs(cell.right - other.right) < 1.2 and _is_figure(cell) and _is_figure(other))
            for other in more
        )
        for cell in fewer
    )


def _is_figure(cell: Line) -> bool:
    return 2 * sum(map(str.isdigit, cell.words)) >= len(cell.words)


def _continues(piece: Line, lefts: Sequence[float]) -> bool:
    """Whether a piece by itself begins where cells do, and ends before the next one of them."""
    begins = any(abs(piece.left - left) < 1.2 for left in lefts)
    return begins and not any(piece.left + 1.2 < left < piece.right - 1.2 for left in lefts)


def _table(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """The rows of a table as lines, with a tab between cells.

    Where the file has the cells one by one, lines of the same cell are joined first.
    """
    pieces = sorted((piece for row in rows for piece in row), key=lambda piece: piece.order)
    cells: list[list[Line]] = []
    for piece in pieces:
        above = cells[-1][-1] if cells else None
        if above and _same_cell(above, piece):
            cells[-1].append(piece)
        else:
            cells.append([piece])
    told: list[list[list[Line]]] = []
    for cell in cells:
        if told and cell[0].left > told[-1][-1][0].left:
            told[-1].append(cell)
        else:
            told.append([cell])
    tops = [max(cell[0].base for cell in row) for row in told]
    if len(cells) == len(pieces) or any(below >= above for above, below in pairwise(tops)):
        told = [[[piece] for piece in row] for row in rows]
    return [_row_of_cells(row) for row in told]


def _same_cell(above: Line, piece: Line) -> bool:
    step = above.base - piece.base
    return abs(above.left - piece.left) < 1.2 and 0 < step < 1.6 * max(above.size, piece.size)


def _row_of_cells(row: Sequence[Sequence[Line]]) -> Line:
    words = []
    for cell in row:
        text = cell[0].words
        for before, after in pairwise(cell):
            close = unspaced(before.words[-1]) and unspaced(after.words[0])
            close |= ends_at_hyphen(before.words)
            text += ("" if close else " ") + after.words
        words.append(text)
    first = row[0][0]
    pieces = [piece for cell in row for piece in cell]
    return replace(
        first, words="\t".join(words), right=max(piece.right for piece in pieces),
        bold=all(piece.bold for piece in pieces), cells=len(row) > 1,
    )  # fmt: skip
