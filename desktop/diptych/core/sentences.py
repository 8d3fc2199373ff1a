"""Paragraphs to sentences, with exact spans: rules and tables, nothing to download.

A terminator followed by white space is a candidate; abbreviations, initials, ordinals and a lower
case letter after it veto it. Inside one block a line end is white space, not a boundary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from diptych.core.abbreviations import ABBREVIATIONS, AFTER_NUMBER, SOFT, STARTERS
from diptych.core.text import Span

Fallback = Callable[[str, str], Iterable[Span]]
"""Splits one paragraph in a language we have no table for; spans within the paragraph."""

_CLOSE = "\"'”’»›)\\]}」』）】〉》"
_CLOSE_UNSPACED = _CLOSE + "“‘«‹"  # they close in German and Danish, and open elsewhere
_OPEN = "\"'“‘«‹„([{「『（—–-"
_CANDIDATE = re.compile(
    rf"(?P<plain>[.!?…؟۔।॥](?:[.!?…؟]|[ \u00a0]\.(?=\s|$))*)"
    rf"[{_CLOSE_UNSPACED}]*(?:[ \u00a0\u202f][{_CLOSE}]+)?(?=\s|$)"
    rf"|(?P<wide>[。！？｡]+)[{_CLOSE}]*"
)
_LAST_WORD = re.compile(r"\S*$")
_FIRST_WORD = re.compile(r"\w+")
_ELIDED = re.compile(r"^\w{1,4}['’](?=\w)")
_WORD = re.compile(r"\w")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]\Z")
_GERMAN_ORDINAL = re.compile(r"\d{1,2}\Z|[IVX]+\Z")
_SPEECH = re.compile(r"[,;:،؛，、と」』”）]")
_CHINESE_SPEECH = re.compile(
    "[^，。！？：“「『]{0,8}[说說问問道答喊叫称稱][^，。！？：“「『]{0,3}[，。]"
)
_NUMBER_BEFORE = re.compile(r"\d\s*$")
_HAN_OR_KANA = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef\u3000-\u303f"
_NEXT_LINE = r"\n\s*(?:>\s*)*"
_BREAK = re.compile(rf"(?<![ \t])[ \t]*{_NEXT_LINE}")
_BREAK_BETWEEN_WIDE = re.compile(rf"(?<=[{_HAN_OR_KANA}])[ \t]*{_NEXT_LINE}(?=[{_HAN_OR_KANA}])")
_HYPHEN_BREAK = re.compile(rf"(?<=[^\W\d_A-Z]-)[ \t]*{_NEXT_LINE}(?=[^\W\d_A-Z])")


def has_table(language: str | None) -> bool:
    """Whether the rules know this language's abbreviations."""
    return language is None or _base(language) in ABBREVIATIONS


def split(
    value: str, span: Span, language: str | None, fallback: Fallback | None = None
) -> tuple[Span, ...]:
    """Sentences of one block: ordered, disjoint, trimmed spans that hold all its words.

    Signs without a word character (a lone ". .") join the sentence before them. Languages
    without a table go through ``fallback`` when it is given, else through the English rules.
    """
    if not has_table(language) and fallback is not None and language is not None:
        pieces = [s.shifted(span.start) for s in fallback(span.of(value), language)]
        return _tidy(value, span, [piece.end for piece in pieces])
    base = _base(language or "en")
    ends = [
        match.end()
        for match in _CANDIDATE.finditer(value, span.start, span.end)
        if _ends_sentence(value, match, span, base if base in ABBREVIATIONS else "en")
    ]
    return _tidy(value, span, ends)


def unwrap(value: str) -> str:
    """The words of a hard-wrapped sentence on one line.

    A line end with the blanks around it becomes one space; nothing between two Chinese or
    Japanese characters, and nothing after a hyphen between two small letters. The ``>`` that mail
    and Markdown begin each line of a quotation with goes as well.
    """
    if "\n" not in value:
        return value
    joined = _BREAK_BETWEEN_WIDE.sub("", value)
    return _BREAK.sub(" ", _HYPHEN_BREAK.sub("", joined))


def _base(language: str) -> str:
    return language.partition("-")[0]


def _tidy(value: str, span: Span, ends: Iterable[int]) -> tuple[Span, ...]:
    sentences: list[Span] = []
    start = span.start
    for end in (*ends, span.end):
        piece = Span(start, max(start, end)).stripped(value)
        start = max(start, end)
        if not piece:
            continue
        if sentences and not _WORD.search(piece.of(value)):
            sentences[-1] = Span(sentences[-1].start, piece.end)
        else:
            sentences.append(piece)
    return tuple(sentences)


def _ends_sentence(value: str, match: re.Match[str], span: Span, language: str) -> bool:
    after = value[match.end() : min(span.end, match.end() + 40)]
    if match.group("wide"):
        quoted = match.group()[-1] in "”」』"
        return not (_SPEECH.match(after) or (quoted and _CHINESE_SPEECH.match(after)))
    following = after.lstrip().lstrip(_OPEN.replace("\\", "") + " \u00a0\u202f")
    if not following:
        return not after.strip()
    if following[0].islower():
        return False
    stop = match.group("plain")
    if stop != ".":
        return True
    word = _LAST_WORD.search(value, max(span.start, match.start() - 30), match.start())
    token = word.group().lstrip(_OPEN) if word else ""
    before = value[max(span.start, match.start() - len(token) - 8) : match.start() - len(token)]
    if token.lower() in AFTER_NUMBER[language] and not _NUMBER_BEFORE.search(before):
        return False
    return not _is_abbreviation(token, following, language)


def _is_abbreviation(token: str, following: str, language: str) -> bool:
    """Whether the full stop after ``token`` belongs to it rather than to the sentence.

    Where we know the words that begin sentences, only they tell "in the U.S. The talks" from
    "the U.S. President"; elsewhere any capital does.
    """
    low = _ELIDED.sub("", token.lower())
    next_word = _FIRST_WORD.match(following)
    starters = STARTERS[language]
    starts = following[0].isupper() and (
        not starters or (next_word is not None and next_word.group().lower() in starters)
    )
    if low in ABBREVIATIONS[language]:
        return not (low in SOFT[language] and starts)
    if len(token) == 1 and token.isupper():
        return not (starters and starts)
    if _INITIALS.match(token) and token[0].isupper():
        return language == "de" or token.count(".") == 1 or not starts
    return language == "de" and bool(_GERMAN_ORDINAL.match(token))
