"""Gettext PO cut into entries, line by line; what is broken is passed over, and its line told.

GNU gettext manual, section 3.1 "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LINE = re.compile(r"\r\n|\r|\n")
_KEYWORD = re.compile(
    r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[[ \t]{0,9}(\d{1,3})[ \t]{0,9}\])?[ \t]*+(.*)",
    re.DOTALL,
)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)("?+)[ \t]*+\Z', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "f": "\f", "b": "\b", "a": "\a"}


@dataclass(slots=True)
class PoEntry:
    """A message: its parts by keyword and form, as in ("msgstr", 1), and what is said of it."""

    line: int
    parts: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    place: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    comments: int = 0

    def text(self, keyword: str, form: int = 0) -> str | None:
        """The words of a part, None where there is no such part."""
        pieces = self.parts.get((keyword, form))
        return None if pieces is None else "".join(pieces)

    @property
    def forms(self) -> int:
        """How many translations there are, or room for them, as plurals have several."""
        return 1 + max((form for keyword, form in self.parts if keyword == "msgstr"), default=-1)


class PoReader:
    """The entries in the file's order, the header among them.

    ``broken`` is the first line that could not be read (from 1 on), 0 while there is none.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.broken = 0

    def __iter__(self) -> Iterator[PoEntry]:
        entry = PoEntry(1)
        into: list[str] | None = None
        for number, raw in enumerate(self._lines(), start=1):
            line = raw.strip(" \t\ufeff")
            obsolete = line.startswith("#~")
            if obsolete:
                line = line[2:].lstrip()
            if not line or line.startswith("|"):
                continue
            if ("msgid", 0) in entry.parts and _begins(entry, line):
                yield entry
                entry, into = PoEntry(number), None
            if line.startswith("#"):
                self._comment(entry, line)
                continue
            entry.obsolete = entry.obsolete or obsolete
            into = self._words(entry, line, into, number)
        if ("msgid", 0) in entry.parts:
            yield entry

    def _lines(self) -> Iterator[str]:
        last = 0
        for match in _LINE.finditer(self._text):
            yield self._text[last : match.start()]
            last = match.end()
        yield self._text[last:]

    def _comment(self, entry: PoEntry, line: str) -> None:
        if line.startswith("#,"):
            flags = [flag.strip() for flag in line[2:].split(",")]
            entry.fuzzy = entry.fuzzy or "fuzzy" in flags
        elif line.startswith("#:"):
            if entry.place is None:
                entry.place = next(iter(line[2:].split(None, 1)), "").strip() or None
        elif not line.startswith("#|"):
            entry.comments += bool(line.lstrip("#.").strip())

    def _words(
        self, entry: PoEntry, line: str, into: list[str] | None, number: int
    ) -> list[str] | None:
        """Take a line with words; gives the part that further lines go on with."""
        match = _KEYWORD.match(line)
        quoted = line
        if match is not None:
            into = entry.parts.setdefault((match[1], int(match[2] or 0)), [])
            quoted = match[3]
        found = _STRING.match(quoted)
        if found is None or into is None:
            self.broken = self.broken or number
            return into
        if not found[2]:
            self.broken = self.broken or number
        into.append(_ESCAPE.sub(_character, found[1]))
        return into


def _begins(entry: PoEntry, line: str) -> bool:
    """Whether a line begins the next entry, this one being one already."""
    if line.startswith("#"):
        return entry.forms > 0
    return line.startswith(("msgctxt", "msgid")) and not line.startswith("msgid_plural")


def _character(match: re.Match[str]) -> str:
    octal, hexadecimal, sign = match.groups()
    if sign is not None:
        return _SIGNS.get(sign, sign)
    return chr(int(octal, 8) if octal else int(hexadecimal, 16))
