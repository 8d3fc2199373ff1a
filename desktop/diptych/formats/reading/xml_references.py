"""Characters of XML written by their names and numbers, and signs that somebody forgot to write so.

Agencies use names of HTML without declaring them, numbers of Windows' own characters, and bare
ampersands. All of these would make a parser give up or drop words.
"""

from __future__ import annotations

import html
import html.entities
import re
from collections import Counter

from diptych.formats.xml_units import FORBIDDEN

_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SIGN = re.compile(
    r"&(?:#(?P<number>[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});|(?P<name>[A-Za-z_][\w.-]{0,63});)?"
    r"|<(?=[\s\d=<>.,;)\]\"'+*-])"
)
_MOST_NAMED = 3


def resolved(text: str) -> tuple[str, tuple[str, ...]]:
    """The same XML with characters for their names and numbers, and a warning on unknown ones.

    The five names of XML itself are left to the parser. Names that HTML does not know are words
    like any others, as the file's own declarations are never read. CDATA is not touched.
    """
    unknown: Counter[str] = Counter()

    def settled(match: re.Match[str]) -> str:
        return _settled(match, unknown)

    parts: list[str] = []
    place = 0
    while True:
        begin = text.find(_CDATA, place)
        end = len(text) if begin < 0 else begin
        parts.append(_SIGN.sub(settled, text[place:end]))
        if begin < 0:
            break
        end = text.find(_CDATA_END, begin)
        place = len(text) if end < 0 else end + len(_CDATA_END)
        parts.append(text[begin:place])
    return FORBIDDEN.sub("", "".join(parts)), _told(unknown)


def _settled(match: re.Match[str], unknown: Counter[str]) -> str:
    number, name = match.group("number", "name")
    if number:
        # Python knows what browsers make of the numbers that are no characters.
        return html.escape(html.unescape(match.group()))
    if not name:
        return html.escape(match.group())
    if name in _OF_XML:
        return match.group()
    known = html.entities.html5.get(f"{name};")
    if known is None:
        unknown[name] += 1
        return html.escape(match.group())
    return html.escape(known)


def _told(unknown: Counter[str]) -> tuple[str, ...]:
    if not unknown:
        return ()
    names = ", ".join(f"“&{name};”" for name in list(unknown)[:_MOST_NAMED])
    more = " and others" if len(unknown) > _MOST_NAMED else ""
    if unknown.total() == 1:
        return (f"1 abbreviation is not known and is shown as it is written: {names}.",)
    count = f"{unknown.total():,}"
    return (f"{count} abbreviations are not known and are shown as written: {names}{more}.",)
