"""Headlines in capitals or in title case: told as sentences to an engine, and put back after.

Models have seen little else than sentences; what is written otherwise comes back untranslated or
as nonsense.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"(?<!\w)(?!\w*\d)[^\W\d_]+(?:['’\-‐‑.&][^\W\d_]+)*")
_TOKEN = re.compile(r"\S+")
_STARTS = re.compile(r"(?:^|[!?:…]\s+|(?<!\W[^\W\d_])\.\s+|[\"“«„‘]\s*)\W*$")
_ROMAN = re.compile(r"^[IVXLC]+$")
_SMALL = frozenset(
    re.findall(
        r"\S+",
        "a an the and but or nor for so yet as at by in of off on per to up via vs vs. if "
        "de la le von van der den da di du des del et y e und",
    )
)
TITLE_CASE_LANGUAGES = frozenset({"en"})
"""Where newspapers write headlines in title case."""

_GREEK_TONOS = str.maketrans("ΆΈΉΊΌΎΏ", "ΑΕΗΙΟΥΩ")


class Casing(StrEnum):
    """How the letters of a segment are written."""

    SENTENCE = "sentence"
    UPPER = "upper"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a text writes its words in mid-sentence: the folded word to its usual form."""

    forms: Mapping[str, str]

    def of(self, word: str) -> str | None:
        """The usual form of a word; None when the text never shows it."""
        return self.forms.get(word.casefold())


def learn_spelling(sentences: Iterable[str]) -> Spelling:
    """Learn from running text. Words that begin a sentence tell nothing, nor do headlines."""
    seen: dict[str, Counter[str]] = {}
    for sentence in sentences:
        if casing_of(sentence) is not Casing.SENTENCE:
            continue
        for match in _WORD.finditer(sentence):
            if not _STARTS.search(sentence[: match.start()]):
                seen.setdefault(match[0].casefold(), Counter())[match[0]] += 1
    return Spelling({word: forms.most_common(1)[0][0] for word, forms in seen.items()})


def casing_of(text: str) -> Casing:
    """Upper for two or more words in capitals; title when nearly all longer words have one."""
    words = [w for w in _WORD.findall(text) if w.upper() != w.lower()]
    letters = sum(len(word) for word in words)
    if len(words) >= 2 and letters >= 6 and all(word == word.upper() for word in words):
        return Casing.UPPER
    long = [word for word in words if len(word) > 3 and word.casefold() not in _SMALL]
    capitals = sum(word[0].isupper() for word in long)
    if len(long) >= 3 and capitals >= 0.85 * len(long) and not text.rstrip().endswith("."):
        return Casing.TITLE
    return Casing.SENTENCE


def to_sentence_case(text: str, casing: Casing, spelling: Spelling, language: str | None) -> str:
    """The text as a sentence: words as the article writes them elsewhere, the others in small.

    In title case a word that the article never shows keeps its capital, as it may be a name; of a
    text in capitals nothing is known, but that German writes most nouns with one.
    """
    first = True

    def one(match: re.Match[str]) -> str:
        nonlocal first
        begins, first = first or bool(_STARTS.search(text[: match.start()])), False
        word = _sentence_word(match[0], casing, spelling, language)
        return word[:1].upper() + word[1:] if begins else word

    return _WORD.sub(one, text)


def _sentence_word(word: str, casing: Casing, spelling: Spelling, language: str | None) -> str:
    known = spelling.of(word)
    if known is not None:
        return known
    if _ROMAN.match(word) and len(word) > 1:
        return word
    if casing is Casing.TITLE:
        return word.lower() if word.casefold() in _SMALL else word
    if "." in word:
        return word
    small = word.lower()
    if language == "de" and len(word) > 3:
        return small[:1].upper() + small[1:]
    return small


def restore_case(text: str, casing: Casing, language: str | None) -> str:
    """The translation by the rules of its language: capitals, or title case where it is used."""
    if casing is Casing.UPPER:
        return _upper(text, language)
    if casing is Casing.TITLE and language in TITLE_CASE_LANGUAGES:
        return _title(text)
    return text


def _upper(text: str, language: str | None) -> str:
    if language in ("tr", "az"):
        text = text.replace("i", "İ")
    upper = text.upper()
    return upper.translate(_GREEK_TONOS) if language == "el" else upper


def _title(text: str) -> str:
    """Every word with a capital but short ones between others, as most English papers do it."""
    tokens = list(_TOKEN.finditer(text))
    parts: list[str] = []
    last = 0
    for number, match in enumerate(tokens):
        word = match[0]
        inner = number not in (0, len(tokens) - 1) and not _STARTS.search(text[: match.start()])
        small = inner and word.strip(",;").casefold() in _SMALL
        parts += (text[last : match.start()], word if small else _capital(word))
        last = match.end()
    return "".join(parts) + text[last:]


def _capital(word: str) -> str:
    """The word with its first letter large, unless it is an address or has capitals already."""
    if any(c in word for c in "@/_") or word != word.lower():
        return word
    for place, character in enumerate(word):
        if character.isalpha():
            return word[:place] + character.upper() + word[place + 1 :]
    return word
