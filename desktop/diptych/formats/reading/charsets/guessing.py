"""The encoding of a text that does not say it: by what its letters would be in each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diptych.formats.reading.charsets.one_byte import ONE_BYTE, Sample, Weight, sample_of, weigh
from diptych.formats.reading.charsets.several_bytes import (
    SEVERAL_BYTES,
    WIDE,
    weigh_several,
    wide_share,
)

ENOUGH = 2_000
"""Bytes beyond ASCII that are looked at; more would tell nothing new."""

FURTHEST = 1 << 20
"""Bytes after the first of these within which they are looked for."""

_AROUND = 32
_FEW = 8
_HIGH = re.compile(rb"[\x80-\xff]")
_CLOSE = 10.0
"""Bits that two readings differ by when either may be right."""

_FAR = 40.0
"""Bits that a declared encoding may cost more than the best before it is doubted."""

_NO_LANGUAGE = 13.0
"""Bits for each byte beyond ASCII that a text in no known encoding costs at the least."""

# What charset-normalizer is asked about when no language of ours fits.
_FURTHER = ["cp1258", "cp864", "johab", "cp861", "cp865", "cp869", "kz1048"]


@dataclass(frozen=True, slots=True)
class Guess:
    """Python's name of the encoding, and of one that fits almost as well, if there is one."""

    encoding: str
    rival: str | None = None


def guess(data: bytes) -> Guess:
    """The encoding in which ``data`` reads most like a language, after Bayes.

    A reading costs the bits of its letters by their frequency in a language, of its marks, and of
    capitals and marks in places where nobody writes them; the cheapest is taken. Only a part that
    begins shortly before the first byte beyond ASCII is looked at: long texts take no longer.
    """
    part = _telling_part(data)
    counted = sample_of(part.data)
    ranked = _ranked(part, counted)
    best = ranked[0]
    name = best.encoding
    high = counted.high.total()
    if high >= _FEW and best.beyond > _NO_LANGUAGE * high:
        return Guess(_by_charset_normalizer(part.data) or name)
    for other in ranked[1:]:
        if other.bits > best.bits + _CLOSE:
            break
        if part.reads(other.encoding) != part.reads(name):
            return Guess(name, other.encoding)
    return Guess(name)


def better_than(data: bytes, encoding: str) -> str | None:
    """An encoding in which the letters make far more sense than in the one a file declares."""
    part = _telling_part(data)
    ranked = _ranked(part, sample_of(part.data))
    declared = next((weight for weight in ranked if weight.encoding == encoding), None)
    best = ranked[0]
    if declared is None or declared.bits < best.bits + _FAR:
        return None
    return None if part.reads(encoding) == part.reads(best.encoding) else best.encoding


def reads_as_wide(data: bytes) -> bool:
    """Whether it is UTF-16 of East Asia without a byte-order mark, which looks like noise."""
    return len(data) >= _FEW and wide_share(data[:ENOUGH]) > 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """Bytes that begin with a whole character, and whether they end with one for certain."""

    data: bytes
    whole: bool

    def reads(self, encoding: str) -> str:
        return self.data.decode(encoding, "replace")


def _telling_part(data: bytes) -> _Part:
    first = _HIGH.search(data)
    if first is None:
        return _Part(b"", whole=True)
    end = start = first.start()
    for count, found in enumerate(_HIGH.finditer(data, start, start + FURTHEST)):
        end = found.start()
        if count >= ENOUGH:
            break
    begin = max(0, start - _AROUND) & ~1  # UTF-16 is read from an even place
    end += 1 + _AROUND
    return _Part(data[begin:end], whole=end >= len(data))


def _ranked(part: _Part, counted: Sample) -> list[Weight]:
    """What the text costs in each encoding, the least first; the more usual one of two equals."""
    found = [weigh(counted, encoding) for encoding in ONE_BYTE]
    several = [*SEVERAL_BYTES, *(WIDE if len(part.data) >= _FEW else ())]
    found += [weigh_several(part.data, encoding, whole=part.whole) for encoding in several]
    return sorted(found, key=lambda weight: weight.bits)


def _by_charset_normalizer(part: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(part, cp_isolation=_FURTHER).best()
    return None if best is None else best.encoding
