"""Embargoes in the words of agencies: who forbids to publish, and until when.

A line counts when it begins with the words of an embargo, names a moment, and says no more: a
sentence of a story goes on after the moment, and names trade or arms before it. “Embargo:” may
head the words that forbid, as in “EMBARGO: not for publication before noon”.
"""

from __future__ import annotations

import re

from diptych.formats.reading.wires.line_marks import OPENING
from diptych.formats.reading.wires.moments import DECISIVE, FILLERS, iso_moment

_LONGEST = 400
_MOST_PARTS = 40
_LABEL = (
    r"(?:(?:achtung|attention|atención|attenzione|eds?|editors?['’]?(?:\s+note)?|advisory|"
    r"media advisory|note to editors|hinweis|note|nota)\s*[:,!–—-]+\s*)?"
)
_USE = (
    r"(?:release|publication|(?:online\s+)?use(?:\s+on\s+social\s+media)?|broadcast(?:ing)?|"
    r"distribution|transmission|print|online|social\s+media)"
)
_MARKS = (
    (
        r"(?:(?:this|the\s+following)\s+(?:story|report|article|item|text|material|information)"
        r"\s+is\s+)?(?:strictly\s+|strict\s+|news\s+|under\s+(?:strict\s+)?)?embargo(?:ed)?\b"
        r"(?:\s+for\s+(?:release|publication|use|broadcast)\b)?"
    ),
    r"(?:please\s+)?hold\s+(?:for\s+(?:release|use|publication)|until|till)\b",
    (
        r"(?:strictly\s+)?not\s+(?:to\s+be\s+(?:published|released|broadcast|used)"
        rf"|for\s+{_USE}(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and|nor)\s+){_USE}){{0,6}})"
        r"\s+(?:before|until|prior\s+to)\b"
    ),
    r"do\s+not\s+(?:publish|release|use|broadcast)\s+(?:before|until)\b",
    r"(?:for|to\s+be)\s+released?\s+(?:at|on|after|from|not\s+before)\b",
    r"sous\s+embargo\b(?:\s+(?:strict|absolu))?",
    r"(?:à\s+)?ne\s+pas\s+(?:publier|diffuser|utiliser)\s+avant\b",
    r"publication\s+interdite\s+avant\b",
    r"sperrfrist\b",
    r"unter\s+embargo\b",
    r"(?:gesperrt\s+bis|frei\s+ab|veröffentlichung\s+(?:frei\s+|erst\s+)?(?:ab|nicht\s+vor))\b",
    r"nicht\s+(?:zu\s+)?veröffentlichen\s+vor\b",
    r"bajo\s+embargo\b|embargad[oa]\b",
    r"no\s+(?:publicar|difundir|divulgar)\s+(?:antes\s+de|hasta)",
    r"sotto\s+embargo\b|embargat[oa]\b",
    r"non\s+(?:pubblicare|diffondere|divulgare)\s+prima\b",
)
_MARK = re.compile(
    rf"{_LABEL}(?P<embargo>(?:{'|'.join(_MARKS)}))(?P<rest>.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_AFTER_LABEL = re.compile(r"\s*[:,;!.–—-]+\s*")
_ALONE = re.compile(
    r"(?:strictly\s+|strict\s+|under\s+|sous\s+|bajo\s+|sotto\s+|unter\s+)?"
    r"(?:embargo(?:ed)?|embargad[oa]|embargat[oa]|sperrfrist)\Z",
    re.IGNORECASE,
)
_HELD = re.compile(r"(?:please\s+)?hold\s+for\s+release\Z", re.IGNORECASE)
_PART = re.compile(rf"[\s,:/]*(?:(?P<decisive>{DECISIVE})|{FILLERS})", re.IGNORECASE)
_OVER = re.compile(r"[\s)\]}>*#=_!–—-]*\Z")
_NEXT_SENTENCE = re.compile(r"\s*[.;!)\]\n]")
_DASH = re.compile(r"\s+[–—-]+\s|\s*/")
_NOTE = re.compile(
    r"[\s(\[*]*(?:eds?|editors?['’]?\s+notes?|note\s+to\s+editors|note\s+aux\s+rédactions|"
    r"hinweis\s+an\s+die\s+redaktion(?:en)?)\s*[:–—-]",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.;!)])\s+")


def embargo_in(words: str) -> str | None:
    """Until when a line forbids to publish, None where it forbids nothing.

    ISO 8601 where it gives a full date, and all that is said of the time is understood; without
    an offset where no zone is named. Else the words themselves.
    """
    head = words[:_LONGEST]
    lines = head.split("\n")
    for place, line in enumerate(lines):
        if place and not line.strip()[:1].isupper():
            continue  # the middle of a sentence that is broken at a column
        found = _in_line(line if place else head) or (_in_line(line) if not place else None)
        if found:
            return found
    if _NOTE.match(head):
        return next(filter(None, map(_in_line, _SENTENCES.split(head)[1:])), None)
    return None


def _in_line(line: str) -> str | None:
    match = _MARK.match(line.lstrip(OPENING))
    if match is None:
        return None
    label = _AFTER_LABEL.match(match.group("rest"))
    headed = _MARK.match(match.group("rest")[label.end() :]) if label else None
    return (headed and _until(headed, line)) or _until(match, line)


def _until(match: re.Match[str], line: str) -> str | None:
    said = match.group("embargo")
    rest = match.group("rest")
    end, decided = _moment_end(rest)
    left = rest[end:]
    told = " ".join((said + rest[:end]).split()).strip(" .,:;/–—-")
    if decided and _says_no_more(said + rest[:end], left):
        return iso_moment(rest[:end]) or told
    bare = " ".join(said.split())
    loud = bare.isupper() or line.lstrip()[:1] in "([*" or rest.lstrip()[:1] == "!"
    over = _OVER.match(rest.rstrip(" .:"))
    if over and (_HELD.match(bare) or (loud and _ALONE.match(bare))):
        return bare
    return None


def _says_no_more(said: str, left: str) -> bool:
    if _OVER.match(left) or _NEXT_SENTENCE.match(left):
        return True
    return said.isupper() and _DASH.match(left) is not None


def _moment_end(rest: str) -> tuple[int, bool]:
    """Where the words of a moment end, and whether one of them names a time or a day."""
    place, decided = 0, False
    for _ in range(_MOST_PARTS):
        match = _PART.match(rest, place)
        if match is None or match.end() == place:
            break
        decided = decided or match.group("decisive") is not None
        place = match.end()
    return place, decided
