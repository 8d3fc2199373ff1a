"""UTF-16 and UTF-32 without a byte-order mark, told by where their NULs stand."""

from __future__ import annotations

import unicodedata

SAMPLE = 8192
_MOST_PAGES = 6
_FEW = 10
_MANY = 40
_FEW_NULS = 2


def wide_encoding(data: bytes) -> str | None:
    """Python's name of the wide encoding of ``data``, None when it is not in one.

    Latin text has a NUL in every other byte of UTF-16; other alphabets have NULs at blanks and
    signs, and few different high bytes; UTF-32 has one or two NULs in every character.
    """
    sample = data[:SAMPLE]
    if 0 not in sample:
        return None
    for encoding in ("utf-32-le", "utf-32-be"):
        if _reads(sample[: len(sample) // 4 * 4], encoding):
            return encoding
    pairs = sample[: len(sample) // 2 * 2]
    even, odd = pairs[0::2], pairs[1::2]
    # With half a character at the end a long text is damaged; a short one is likelier not wide.
    fits = len(data) % 2 == 0 or len(odd) >= _MANY
    if len(odd) < _FEW and not fits:
        return None
    for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        share = 0.3 if fits and len(high) >= _FEW else 0.8
        if high.count(0) > share * len(high) and low.count(0) < 0.05 * len(low):
            return encoding
    fitting = [
        (len(set(high)), encoding)
        for encoding, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd))
        if fits and _nuls_are_signs(high, low) and _reads(pairs, encoding)
    ]
    return min(fitting)[1] if fitting else None


def _nuls_are_signs(high: bytes, low: bytes) -> bool:
    """Whether the characters with a NUL for high byte are blanks and signs, and no low byte is."""
    ascii_part = [byte for byte, page in zip(low, high, strict=False) if page == 0]
    signs = sum(byte < 0x41 and byte != 0 for byte in ascii_part)
    few_pages = len(set(high)) <= min(_MOST_PAGES, len(high) / 4)
    return (
        len(ascii_part) >= max(_FEW_NULS, 0.05 * len(high))
        and low.count(0) <= 0.1 * len(ascii_part)
        and (few_pages or signs >= 0.8 * len(ascii_part))
    )


def _reads(sample: bytes, encoding: str) -> bool:
    """Whether the bytes decode to characters that texts are made of."""
    try:
        value = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    odd = sum(1 for c in value if unicodedata.category(c) in ("Cc", "Cn", "Co") and not c.isspace())
    return bool(value) and odd <= 0.02 * len(value)
