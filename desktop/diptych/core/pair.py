"""A sentence and its translation, with what all checks want to know about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from diptych.core.languages import language
from diptych.core.scripts import scripts_of

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile("[\u0300-\u036f\u0900-\u0dff]")
_MARKED_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff][^\W_]*)*")
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*")
_CLOSE = (
    frozenset({"da", "nb", "nn", "sv"}),
    frozenset({"es", "gl", "pt", "ca", "oc", "ast", "an"}),
    frozenset({"hr", "bs", "sr", "sl", "mk", "bg"}),
    frozenset({"id", "ms"}),
    frozenset({"cs", "sk"}),
    frozenset({"ru", "uk", "be"}),
    frozenset({"hi", "mr", "ne"}),
    frozenset({"af", "nl"}),
    frozenset({"kk", "ky", "tt"}),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Source and target, their words in order, and their languages.

    ``words`` are runs of letters and digits as they are written, ``lows`` the same in lower case;
    addresses of pages and of people have none. Languages are base languages ("en", "" when not
    known), scripts the names of those they are written in (empty when not known).
    """

    source: str
    target: str
    from_base: str
    to_base: str
    from_scripts: tuple[str, ...]
    to_scripts: tuple[str, ...]
    source_words: tuple[str, ...]
    target_words: tuple[str, ...]
    source_lows: tuple[str, ...]
    target_lows: tuple[str, ...]

    @property
    def near(self) -> bool:
        """Whether the two languages share so much that a sentence may be the same in both."""
        if self.from_base and self.from_base == self.to_base:
            return True
        return any(self.from_base in group and self.to_base in group for group in _CLOSE)

    @property
    def across_scripts(self) -> bool:
        """Whether the two languages are surely written in different letters."""
        return (
            bool(self.from_scripts)
            and bool(self.to_scripts)
            and set(self.from_scripts).isdisjoint(self.to_scripts)
        )


def pair_of(source: str, target: str, from_language: str | None, to_language: str | None) -> Pair:
    """The pair of two texts in two languages (BCP 47, None where not known)."""
    source_words, target_words = words_in(source), words_in(target)
    return Pair(
        source,
        target,
        base_of(from_language),
        base_of(to_language),
        scripts_of(from_language),
        scripts_of(to_language),
        source_words,
        target_words,
        tuple(map(str.lower, source_words)),
        tuple(map(str.lower, target_words)),
    )


def words_in(text: str) -> tuple[str, ...]:
    """Runs of letters and digits, without those of addresses."""
    if "://" in text or "@" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    if text.isascii() or not _MARK.search(text):
        return tuple(_WORD.findall(text))
    return tuple(_MARKED_WORD.findall(text))


@lru_cache(maxsize=256)
def base_of(tag: str | None) -> str:
    """The base language of a tag ("pt-BR": "pt"); empty for None."""
    return language(tag).tag.partition("-")[0] if tag else ""
