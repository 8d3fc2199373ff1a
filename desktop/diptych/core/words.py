"""Words of a sentence, for ranking and for counting."""

from __future__ import annotations

import re
import unicodedata

UNSPACED = (
    "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecf\u0edc-\u0edf"  # Thai, Lao
    "\u1000-\u103f\u1050-\u108f\u109a-\u109f\u1780-\u17d3"  # Burmese, Khmer
)
"""Inside of a character class: letters and marks of scripts that put no spaces between words."""

_MARKS = "".join(
    chr(code) for code in range(0x300, 0x1E00) if unicodedata.category(chr(code)).startswith("M")
)
_LETTERS = rf"[^\W\d_{UNSPACED}]+(?:[{_MARKS}\u200c\u200d]+[^\W\d_{UNSPACED}]*)*"
_SIGNS = rf"[^\W_{UNSPACED}]+(?:[{_MARKS}\u200c\u200d]+[^\W_{UNSPACED}]*)*"

_WORD = re.compile(rf"(?P<run>[{UNSPACED}]+)|{_LETTERS}(?:['’\-‐‑]{_LETTERS})*")
_COUNTED = re.compile(
    rf"(?![{_MARKS}])[{UNSPACED}]"
    rf"|{_SIGNS}(?:(?:['’.\-‐‑]|(?<=\d)[,:/\u00a0\u202f](?=\d)){_SIGNS})*"
)
_UNSPACED_LETTER = re.compile(rf"(?![{_MARKS}])[{UNSPACED}]")
_APOSTROPHE = re.compile("['’]")


def words_of(text: str) -> tuple[str, ...]:
    """Words as they are written, with inner apostrophes and hyphens; numbers are left out.

    Runs of scripts without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese) come as pairs of
    neighbouring characters, which stand in for words well enough to compare sentences.
    """
    words: list[str] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if match.lastgroup == "run":
            words += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return tuple(words)


def fold(word: str) -> str:
    """The form under which words are compared: case-folded, without elided neighbours.

    Of a word with apostrophes the longest part stays, the later one of equals: "l’Ukraine" and
    "Ukraine’s" both give "ukraine".
    """
    folded = word.casefold()
    if "'" in folded or "’" in folded:
        return max(reversed(_APOSTROPHE.split(folded)), key=len)
    return folded


def ranking_words(text: str) -> tuple[str, ...]:
    """The words of ``words_of``, folded."""
    return tuple(map(fold, words_of(text)))


def count_words(text: str) -> int:
    """Words for a limit. A number, a date or "U.S." is one word.

    In scripts without spaces each letter counts as one, as word processors do for Chinese.
    """
    # One by one: a single call over a long text would keep all other threads waiting.
    return sum(1 for _ in _COUNTED.finditer(text))


def unspaced_letters(text: str) -> int:
    """How many letters are of a script that puts no spaces between words."""
    return len(_UNSPACED_LETTER.findall(text))
