"""Words of a sentence, for ranking and for counting."""

from __future__ import annotations

import re

_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_RUN = re.compile(rf"[{_UNSPACED}]+")
_COUNTED = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+(?:[.,'’\-\u00a0\u202f]\w+)*")


def ranking_words(text: str) -> tuple[str, ...]:
    """Lower-case words; runs written without spaces (Chinese, Thai...) as pairs of characters."""
    words: list[str] = []
    for match in _WORD.finditer(text.casefold()):
        word = match.group()
        if _RUN.search(word):
            words += [word[i : i + 2] for i in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return tuple(words)


def count_words(text: str) -> int:
    """Words for a limit: a number is one word, and so is each Chinese or Japanese character."""
    # One by one: a single call over a long text would keep all other threads waiting.
    return sum(1 for _ in _COUNTED.finditer(text))
