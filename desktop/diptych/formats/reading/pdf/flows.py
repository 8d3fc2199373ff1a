"""The lines of a page by the way they run, each way on a page turned so that all run to the right.

Chinese and Japanese lines may run down the page, from right to left: turned by a quarter they are
lines like others. Pages of Hebrew and Arabic are mirrored, so that their columns are, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.formats.reading.pdf.characters import DOWN, SLANTED
from diptych.formats.reading.pdf.lines import Line, PageLines
from diptych.formats.reading.pdf.signs import square, unspaced

_SHORTEST_STACK = 4
_LITTLE = 3
"""How many times as much as what runs aside the rest says, at least."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that run one way on page ``number``, and the height of the page when turned so.

    What is ``aside`` runs another way than most of the page does, and does not say much.
    """

    number: int
    lines: tuple[Line, ...]
    height: float
    aside: bool = False

    @property
    def turn(self) -> int:
        """By how many degrees they leaned to the left; the same for all."""
        return self.lines[0].turn

    @property
    def weight(self) -> int:
        """How many letters they have."""
        return sum(len(line.words) for line in self.lines)


def flows_of(page: PageLines, number: int) -> list[Flow]:
    """The lines of a page by their turn: the way most of its letters run comes first."""
    by_turn: dict[int, list[Line]] = {}
    for line in _stood_up(page):
        by_turn.setdefault(line.turn, []).append(line)
    if page.rtl and 0 in by_turn:
        width = page.box.width
        by_turn[0] = [replace(p, left=width - p.right, right=width - p.left) for p in by_turn[0]]
    flows = [
        Flow(number, tuple(lines), page.box.turned(max(0, turn)).height)
        for turn, lines in by_turn.items()
    ]
    flows.sort(key=lambda flow: (flow.turn != SLANTED, flow.weight), reverse=True)
    return [
        replace(flow, aside=flow is not flows[0] and _LITTLE * flow.weight < flows[0].weight)
        for flow in flows
    ]


def _stood_up(page: PageLines) -> Sequence[Line]:
    """The lines, where signs that stand under one another are put together to lines that run down.

    pdfium takes each of them for a line of its own.
    """
    stacks: list[list[Line]] = []
    for line in page.pieces:
        if stacks and _under(stacks[-1][-1], line):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    down = sum(len(stack) for stack in stacks if len(stack) >= _SHORTEST_STACK)
    down += sum(len(line.words) for line in page.pieces if line.turn == DOWN)
    if 3 * down < sum(len(line.words) for line in page.pieces):
        return page.pieces
    lines: list[Line] = []
    for stack in stacks:
        short = len(stack) < _SHORTEST_STACK
        stands = any(_alone(line) for line in stack) and stack[0].turn == 0
        # Where most signs run down, one that stands by itself does so, too.
        lines += stack if short and not stands else [_down(line, page.box.height) for line in stack]
    return _joined(lines)


def _alone(line: Line) -> bool:
    return len(line.words) <= 2 and square(line.words[0])


def _under(above: Line, line: Line) -> bool:
    """Whether a sign stands right under another one of its size."""
    if line.turn or above.turn or not (_alone(line) and _alone(above)):
        return False
    size = max(above.size, line.size)
    middle = abs(above.left + above.right - line.left - line.right) / 2
    return middle < 0.4 * size and 0.4 * size < above.base - line.base < 2.2 * size


def _down(line: Line, height: float) -> Line:
    """The sign on the page turned to the left, where the line it stands in runs to the right."""
    base = (line.left + line.right) / 2 - 0.28 * line.size
    return replace(
        line, left=height - line.top, right=height - line.bottom, base=base, turn=DOWN,
    )  # fmt: skip


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Pieces that run down and follow right upon one another, as one piece."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last is None or last.turn != DOWN or line.turn != DOWN:
            joined.append(line)
            continue
        gap, size = line.left - last.right, max(last.size, line.size)
        if abs(last.base - line.base) < 0.6 * size and -0.3 * size < gap < 0.7 * size:
            apart = gap > 0.3 * size and not (unspaced(last.words[-1]) or unspaced(line.words[0]))
            words = f"{last.words}{' ' * apart}{line.words}"
            joined[-1] = replace(last, words=words, right=line.right, blank=line.blank)
        else:
            joined.append(line)
    return joined
