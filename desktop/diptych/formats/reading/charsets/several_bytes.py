"""Encodings of East Asia, told by whether their characters are those that texts are made of."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping

from diptych.formats.reading.charsets.one_byte import ASCII_BITS, Weight
from diptych.formats.reading.charsets.syllables import character_bits, seldom_bits

# As in ``one_byte``: bits of the choice itself, and the languages.
SEVERAL_BYTES: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "gb18030": (1, ("zh-hans", "zh-hant")),
    "big5hkscs": (1, ("zh-hant",)),
    "cp932": (1, ("ja",)),
    "euc_jp": (2, ("ja",)),
    "cp949": (1, ("ko",)),
}
WIDE: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "utf-16-le": (4, ("zh-hans", "zh-hant", "ja", "ko")),
    "utf-16-be": (4, ("zh-hans", "zh-hant", "ja", "ko")),
}
_FAULT = 25.0
_SWITCH = 4.0
"""Bits of a letter of ASCII beside a character of East Asia."""

_SWITCHES = re.compile(r"[A-Za-z](?=[^\x00-\x7f])|[^\x00-\x7f](?=[A-Za-z])")


def weigh_several(data: bytes, encoding: str, *, whole: bool) -> Weight:
    """What the text costs in ``encoding``, by the language that makes it the least.

    ``data`` begins with a whole character; it may end in the middle of one unless it is ``whole``.
    """
    prior, languages = SEVERAL_BYTES.get(encoding) or WIDE[encoding]
    value = codecs.getincrementaldecoder(encoding)("replace").decode(data, whole)
    counted = Counter(value)
    plain = sum(n * ASCII_BITS[ord(c)] for c, n in counted.items() if c < "\x80")
    other = {c: n for c, n in counted.items() if c >= "\x80"}
    switches = _SWITCH * len(_SWITCHES.findall(value))
    beyond = switches + min(_characters(other, language) for language in languages)
    return Weight(prior + plain + beyond, beyond, encoding)


def wide_share(data: bytes) -> float:
    """The share of the characters, read as UTF-16, that are frequent ones of East Asia."""
    best = 0.0
    for encoding, (_, languages) in WIDE.items():
        value = codecs.getincrementaldecoder(encoding)("replace").decode(data)
        for language in languages:
            known = character_bits(language)
            best = max(best, sum(c in known for c in value) / max(1, len(value)))
    return best


def _characters(counted: Mapping[str, int], language: str) -> float:
    known = character_bits(language)
    total = 0.0
    for character, count in counted.items():
        if character == "\ufffd":
            total += count * _FAULT
        else:
            total += count * (known.get(character) or seldom_bits(character, language))
    return total
