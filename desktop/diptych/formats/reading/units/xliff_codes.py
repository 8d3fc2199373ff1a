"""Inline codes of XLIFF as short stand-ins that people see and no engine may touch.

A code that stands alone is shown as ``{1}``, and one around words as ``{1}`` and ``{/1}``. The
numbers follow the order in which the codes of a unit are met, the source first, so that reading
the unit again gives the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from diptych.formats.xml_units import FORBIDDEN, local

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = re.compile(r"[ \t\r\n]+")
_AROUND = frozenset({"g", "pc"})
_OPENING = frozenset({"bpt", "bx", "sc"})
_CLOSING = frozenset({"ept", "ex", "ec"})
_ALONE = frozenset({"ph", "x"})


class Codes:
    """The stand-ins of one unit; ``texts`` are the elements of all its words.

    Where the words themselves have ``{1}`` in them, stand-ins are written ``{x1}``. ``count``
    codes were met, and ``inside`` texts within codes that are not shown.
    """

    def __init__(self, texts: Sequence[Any]) -> None:
        self._texts = texts
        self._mark: str | None = None
        self._numbers: dict[tuple[str, str], int] = {}
        self.count = 0
        self.inside = 0

    def words(self, text: Any) -> str:
        """The words of a source, a target or a marked part of one, with stand-ins."""
        parts: list[str] = [text.text or ""]
        stack = [(text, iter(text), "")]
        while stack:
            element, rest, closing = stack[-1]
            child = next(rest, None)
            if child is None:
                stack.pop()
                if stack:
                    parts += (closing, element.tail or "")
                continue
            name = local(child) if isinstance(child.tag, str) else ""
            if name == "mrk":
                parts.append(child.text or "")
                stack.append((child, iter(child), ""))
            elif name in _AROUND:
                number = self._number("around", child.get("id"))
                parts += (f"{{{number}}}", child.text or "")
                stack.append((child, iter(child), f"{{/{number}}}"))
            else:
                parts += (self._code(child, name), child.tail or "")
        words = "".join(parts)
        return words if _preserved(text) else _BLANKS.sub(" ", words).strip()

    def _code(self, element: Any, name: str) -> str:
        """What stands for an element without words of its own."""
        if name == "cp":
            return _character(element.get("hex"))
        if name in _OPENING or (name == "it" and element.get("pos") == "open"):
            found = f"{{{self._number('around', element.get('rid') or element.get('id'))}}}"
        elif name in _CLOSING or name == "it":
            begun = element.get("startRef") or element.get("rid") or element.get("id")
            found = f"{{/{self._number('around', begun)}}}"
        elif name in _ALONE:
            found = f"{{{self._number('alone', element.get('id'))}}}"
        else:
            return ""
        self.inside += any(local(c) == "sub" for c in element if isinstance(c.tag, str))
        return found

    def _number(self, kind: str, code: str | None) -> str:
        self.count += 1
        if self._mark is None:
            self._mark = ""
            words = "".join(piece for text in self._texts for piece in text.itertext())
            while re.search(rf"\{{/?{self._mark}\d+\}}", words):
                self._mark += "x"
        # A code without an id is like no other.
        key = (kind, code) if code else (kind, f"\0{len(self._numbers)}")
        return f"{self._mark}{self._numbers.setdefault(key, len(self._numbers) + 1)}"


def _preserved(text: Any) -> bool:
    """Whether blanks and line ends count, as the nearest element around it says."""
    for element in (text, *text.iterancestors()):
        told = element.get(_SPACE)
        if told is not None:
            return bool(told == "preserve")
    return False


def _character(code: str | None) -> str:
    """The character that a ``cp`` stands for; nothing for one that no text can hold."""
    if not code or not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) or int(code, 16) > 0x10FFFF:
        return ""
    return FORBIDDEN.sub("", chr(int(code, 16)))
