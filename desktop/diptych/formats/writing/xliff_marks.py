"""Words with marks for notes in XLIFF 2: around the words where that can be, else at both ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diptych.formats.writing.exchange_parts import TOOL, Names, Placed
from diptych.formats.xml_units import FORBIDDEN

_NO_CHARACTERS = ("\ufffe", "\uffff")
"""XML cannot hold them either, but the rules of XLIFF do not have them as a ``cp``."""

_NAMESPACE = "{urn:oasis:names:tc:xliff:document:2.0}"


class Marks:
    """Names of marks within a unit, and of the notes there by the ids they have in the document.

    A note whose name is empty is a mere highlight.
    """

    def __init__(self, names: Names | None = None, notes: dict[str, str] | None = None) -> None:
        self._names = names or Names()
        self._notes = notes or {}

    def attributes(self, placed: Placed) -> dict[str, str]:
        """What the mark of a note says: the note it belongs to, or the colour."""
        name = self._names("mark")
        note = self._notes.get(placed.note.id)
        if note:
            return {"id": name, "type": "comment", "ref": f"#n={note}"}
        return {"id": name, "type": f"{TOOL}:highlight", "value": placed.note.colour.value}


def put_words(element: Any, words: str, notes: Sequence[Placed], marks: Marks) -> None:
    """Fill an element with words and the marks of the notes on them.

    Characters that XML cannot hold become ``cp``, and noncharacters go. Marks that cross one
    another are written as a beginning and an end, all others around their words.
    """
    if not notes and not FORBIDDEN.search(words):
        element.text = words
        return
    _Filler(element, words, notes, marks).fill()


class _Filler:
    def __init__(self, element: Any, words: str, notes: Sequence[Placed], marks: Marks) -> None:
        self._words, self._marks = words, marks
        self._notes = sorted(notes, key=lambda n: (n.span.start, -n.span.end))
        self._open: list[tuple[Any, int]] = [(element, len(words) + 1)]
        """The elements we are in, each with where it ends."""
        self._ends: list[tuple[int, str]] = []
        """Where marks that cross others end, and their names."""

    def fill(self) -> None:
        crossing = self._crossing()
        last = 0
        for number, placed in enumerate(self._notes):
            self._advance(last, placed.span.start)
            last = placed.span.start
            attributes = self._marks.attributes(placed)
            if number in crossing:
                self._child("sm", attributes)
                self._ends.append((placed.span.end, attributes["id"]))
            else:
                self._open.append((self._child("mrk", attributes), placed.span.end))
        self._advance(last, len(self._words))

    def _crossing(self) -> set[int]:
        """The notes, by their places, that begin in another one and end after it."""
        found: set[int] = set()
        for place, first in enumerate(self._notes):
            for other in range(place + 1, len(self._notes)):
                second = self._notes[other]
                if second.span.start >= first.span.end:
                    break
                if first.span.start < second.span.start and first.span.end < second.span.end:
                    found |= {place, other}
        return found

    def _advance(self, start: int, end: int) -> None:
        """Write the words from ``start`` on, and end what ends there or on the way to ``end``."""
        while True:
            crossed = min(self._ends, default=(end + 1, ""))
            stop = min(self._open[-1][1], crossed[0])
            if stop > end:
                break
            self._say(start, stop)
            start = stop
            if crossed[0] == stop:
                self._ends.remove(crossed)
                self._child("em", {"startRef": crossed[1]})
            else:
                self._open.pop()
        self._say(start, end)

    def _say(self, start: int, end: int) -> None:
        words = self._words[start:end]
        last = 0
        for match in FORBIDDEN.finditer(words):
            self._add(words[last : match.start()])
            if match.group() not in _NO_CHARACTERS:
                self._child("cp", {"hex": f"{ord(match.group()):04X}"})
            last = match.end()
        self._add(words[last:])

    def _add(self, words: str) -> None:
        element = self._open[-1][0]
        if len(element):
            element[-1].tail = (element[-1].tail or "") + words
        else:
            element.text = (element.text or "") + words

    def _child(self, name: str, attributes: dict[str, str]) -> Any:
        from lxml import etree

        return etree.SubElement(self._open[-1][0], _NAMESPACE + name, attributes)
