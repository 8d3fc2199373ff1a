"""Bytes to characters: which encoding, and how sure the file itself is of it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from diptych.core.errors import CannotReadError
from diptych.formats.reading.charsets.guessing import better_than, guess
from diptych.formats.reading.charsets.mixed_lines import decode_mixed
from diptych.formats.reading.charsets.wide import wide_encoding

ENCODINGS: tuple[tuple[str, str], ...] = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16-le", "Unicode (UTF-16, little endian)"),
    ("utf-16-be", "Unicode (UTF-16, big endian)"),
    ("cp1252", "Western (Windows-1252)"),
    ("iso8859-15", "Western (ISO 8859-15)"),
    ("mac-roman", "Western (Mac)"),
    ("cp437", "Western (DOS 437)"),
    ("cp850", "Western (DOS 850)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("iso8859-2", "Central European (ISO 8859-2)"),
    ("cp852", "Central European (DOS 852)"),
    ("mac-latin2", "Central European (Mac)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("koi8-u", "Cyrillic (KOI8-U)"),
    ("iso8859-5", "Cyrillic (ISO 8859-5)"),
    ("cp866", "Cyrillic (DOS 866)"),
    ("cp855", "Cyrillic (DOS 855)"),
    ("mac-cyrillic", "Cyrillic (Mac)"),
    ("cp1253", "Greek (Windows-1253)"),
    ("iso8859-7", "Greek (ISO 8859-7)"),
    ("cp737", "Greek (DOS 737)"),
    ("mac-greek", "Greek (Mac)"),
    ("cp1254", "Turkish (Windows-1254)"),
    ("cp857", "Turkish (DOS 857)"),
    ("mac-turkish", "Turkish (Mac)"),
    ("cp1255", "Hebrew (Windows-1255)"),
    ("cp862", "Hebrew (DOS 862)"),
    ("cp1256", "Arabic (Windows-1256)"),
    ("iso8859-6", "Arabic (ISO 8859-6)"),
    ("cp1257", "Baltic (Windows-1257)"),
    ("cp775", "Baltic (DOS 775)"),
    ("cp1258", "Vietnamese (Windows-1258)"),
    ("cp874", "Thai (Windows-874)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5hkscs", "Chinese, traditional (Big5)"),
    ("cp932", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC)"),
    ("iso2022_jp", "Japanese (ISO 2022)"),
    ("cp949", "Korean (Windows-949)"),
)

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift_jis_2004": "cp932",
    "shift_jisx0213": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "latin-1": "cp1252",
    "ascii": "utf-8",
}
_ESCAPES = (
    (re.compile(rb"\x1b\$[@B][\x21-\x7e]{2}"), "iso2022_jp"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_NOT_OF_FILES = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"}
)
"""Codecs of Python that no article is saved in; some of them fail in ways of their own."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, the encoding they came by, and what the reader should know."""

    value: str
    encoding: str
    warnings: tuple[str, ...] = ()


def canonical_name(encoding: str) -> str | None:
    """Python's own name of an encoding, None when it has none for text."""
    try:
        found = codecs.lookup(encoding.strip())
    except (LookupError, ValueError):
        return None
    if found.name in _NOT_OF_FILES or not getattr(found, "_is_text_encoding", True):
        return None
    return _SUPERSETS.get(found.name, found.name)


def declared_encoding(data: bytes) -> str | None:
    """The encoding an HTML or XML file declares in its first 4 KiB."""
    match = _DECLARED.search(data[:4096])
    return canonical_name(match.group(1).decode("ascii")) if match else None


def decode(data: bytes, *, chosen: str | None = None, declared: str | None = None) -> Decoded:
    """Decode by, in this order: the user's choice, byte-order mark, the pattern of NULs, the
    escapes of ISO 2022, UTF-8, the declared encoding, and what the letters say.

    Every guess and every place that could not be read is told in the warnings. Raises
    CannotReadError when a chosen encoding is not known.
    """
    if chosen is not None:
        return _chosen(data, chosen)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = wide_encoding(data)
    if wide:
        return _lenient(data, wide)
    if b"\x1b$" in data and data.isascii():
        escaped = next((name for escape, name in _ESCAPES if escape.search(data)), None)
        if escaped:
            return _lenient(data, escaped)
    return _utf8(data) or _declared(data, declared) or _guessed(data, declared=declared)


def _utf8(data: bytes) -> Decoded | None:
    """By UTF-8, strictly or with few faults; None when it is another encoding."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        halves = _with_surrogates(data)
        if halves is not None:
            return halves
        mixed = decode_mixed(data)
        if mixed is not None:
            value, lines, other = mixed
            return Decoded(value, "utf-8", (*_said(lines, other), *_faults(value, "utf-8")))
        return _lenient(data, "utf-8") if _almost_utf8(data, error) else None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """By the declaration, when the bytes agree with it; UTF has been tried by then."""
    if not declared or declared.startswith("utf"):
        return None
    try:
        value = data.decode(declared)
    except UnicodeDecodeError:
        return None
    better = better_than(data, declared)
    if better is None:
        return Decoded(value, declared)
    told = f"The file says that it is in {label(declared)}, but its letters look like"
    return Decoded(
        value, declared, (f"{told} {label(better)}. Change the encoding if they look wrong.",)
    )


def _chosen(data: bytes, chosen: str) -> Decoded:
    name = canonical_name(chosen)
    if name is None:
        raise CannotReadError(
            f"“{chosen}” is not an encoding.", "Choose one from the list of encodings."
        )
    decoded = _lenient(data, name)
    return replace(decoded, value=decoded.value.removeprefix("\ufeff"))


def _with_surrogates(data: bytes) -> Decoded | None:
    """UTF-8 that some programs write: characters beyond U+FFFF as two halves of three bytes."""
    try:
        halves = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    value = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Decoded(value, "utf-8", _faults(value, "utf-8"))


def _almost_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the bytes are UTF-8 with a few faults, not another encoding."""
    if error.start == 0 and len(data) < 64:
        return False
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = len(lenient) - len(lenient.encode("ascii", "ignore")) - broken
    return sound >= 10 * broken


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        value = data.decode(encoding, "replace")
        return Decoded(value, encoding, _faults(value, encoding))


def _faults(value: str, encoding: str) -> tuple[str, ...]:
    count = value.count("\ufffd")
    if not count:
        return ()
    subject, verb = ("1 place", "is") if count == 1 else (f"{count:,} places", "are")
    return (f"{subject} could not be read as {label(encoding)} and {verb} shown as “�”.",)


def _said(lines: int, encoding: str) -> tuple[str, ...]:
    subject, verb = ("1 line", "was") if lines == 1 else (f"{lines:,} lines", "were")
    told = f"{subject} of this Unicode text {verb} in another encoding, guessed as"
    return (f"{told} {label(encoding)}. Check the letters there.",)


def _guessed(data: bytes, *, declared: str | None) -> Decoded:
    found = guess(data)
    name = canonical_name(found.encoding) or "cp1252"
    decoded = _lenient(data, name)
    said = "The file names an encoding that does not fit. " if declared is not None else ""
    rival = f" It could also be {label(found.rival)}." if found.rival else ""
    told = f"{said}The encoding was guessed: {label(name)}.{rival} Change it if letters look wrong."
    return Decoded(decoded.value, name, (told, *decoded.warnings))


def label(encoding: str) -> str:
    """The name of an encoding for people."""
    return dict(ENCODINGS).get(encoding, encoding.upper())
