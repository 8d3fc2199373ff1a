"""Bytes to characters: which encoding, and how sure the file itself is of it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from diptych.core.errors import CannotReadError

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
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("koi8-u", "Cyrillic (KOI8-U)"),
    ("iso8859-5", "Cyrillic (ISO 8859-5)"),
    ("cp866", "Cyrillic (DOS 866)"),
    ("cp1253", "Greek (Windows-1253)"),
    ("cp1254", "Turkish (Windows-1254)"),
    ("cp1255", "Hebrew (Windows-1255)"),
    ("cp1256", "Arabic (Windows-1256)"),
    ("cp1257", "Baltic (Windows-1257)"),
    ("cp1258", "Vietnamese (Windows-1258)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5hkscs", "Chinese, traditional (Big5)"),
    ("cp932", "Japanese (Shift JIS)"),
    ("euc-jp", "Japanese (EUC)"),
    ("iso2022-jp", "Japanese (ISO 2022)"),
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
    "latin-1": "cp1252",
    "ascii": "utf-8",
}
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r",
    "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_15", "mac_roman", "cp866", "cp437", "cp850",
    "gb18030", "big5", "cp932", "euc_jp", "euc_kr", "iso2022_jp", "cp949",
]  # fmt: skip
_LATIN = frozenset(
    {"cp1250", "cp1254", "cp1257", "iso8859_2", "iso8859_15", "cp437", "cp850", "mac_roman"}
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
# Frequent words with letters that the Western and the Central European encodings disagree about.
_WESTERN = re.compile(
    r"\b(?:à|où|là|très|après|être|même|für|über|können|más|está|según|también|è|più|perché|però|"
    r"não|são|até|também|één|är|för|på|också|også|når|être|façon|août|dès|près|mère|père)\b",
    re.IGNORECASE,
)
_CENTRAL = re.compile(
    r"\b(?:że|się|są|będzie|może|już|także|które|który|při|že|není|až|než|více|který|které|"
    r"és|hogy|ő|volt|első|több|után|și|că|să|după|în|iar|što|će|više|može|bił|był|było)\b",
    re.IGNORECASE,
)
SAMPLE = 8192


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
    text = getattr(found, "_is_text_encoding", True)
    return _SUPERSETS.get(found.name, found.name) if text else None


def declared_encoding(data: bytes) -> str | None:
    """The encoding an HTML or XML file declares in its first 4 KiB."""
    match = _DECLARED.search(data[:4096])
    return canonical_name(match.group(1).decode("ascii")) if match else None


def decode(data: bytes, *, chosen: str | None = None, declared: str | None = None) -> Decoded:
    """Decode by, in this order: the user's choice, byte-order mark, the pattern of NULs, strict
    UTF-8, the declared encoding, and statistics over a short list of real encodings.

    Raises CannotReadError when a chosen encoding is not known.
    """
    if chosen is not None:
        return _chosen(data, chosen)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    wide = _by_nulls(data[:SAMPLE])
    if wide:
        return _lenient(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _almost_utf8(data, error):
            return _lenient(data, "utf-8")
    return _declared(data, declared) or _by_statistics(data, wrong_declaration=declared is not None)


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    """By the declaration, when the bytes agree with it; UTF has been tried by then."""
    if not declared or declared.startswith("utf"):
        return None
    try:
        return Decoded(data.decode(declared), declared)
    except UnicodeDecodeError:
        return None


def _chosen(data: bytes, chosen: str) -> Decoded:
    name = canonical_name(chosen)
    if name is None:
        raise CannotReadError(
            f"“{chosen}” is not an encoding.", "Choose one from the list of encodings."
        )
    return _lenient(data, name)


def _by_nulls(sample: bytes) -> str | None:
    """UTF-16 without a mark: ASCII characters leave NULs in every other byte."""
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _almost_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the bytes are UTF-8 with a few faults, not another encoding."""
    if error.start == 0 and len(data) < 64:
        return False
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    sound = sum(1 for c in lenient if ord(c) > 0x7F and c != "\ufffd")
    return sound >= 10 * broken


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        value = data.decode(encoding, "replace")
        count = value.count("\ufffd")
        noun = "place" if count == 1 else "places"
        warning = f"{count} {noun} could not be read as {label(encoding)} and are shown as “�”."
        return Decoded(value, encoding, (warning,))


def _by_statistics(data: bytes, *, wrong_declaration: bool) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    raw = best.encoding if best is not None else "cp1252"
    name = canonical_name(raw) or "cp1252"
    if raw in _LATIN and not _speaks_for(data, raw):
        name = "cp1252"
    decoded = _lenient(data, name)
    said = "The file names an encoding that does not fit. " if wrong_declaration else ""
    told = f"{said}The encoding was guessed: {label(name)}. Change it if letters look wrong."
    return Decoded(decoded.value, name, (told, *decoded.warnings))


def _speaks_for(data: bytes, encoding: str) -> bool:
    """Whether the words speak for a Latin relative of cp1252 rather than for cp1252 itself."""
    other = data.decode(encoding, "replace")
    western = data.decode("cp1252", "replace")
    if encoding in ("cp437", "cp850", "mac_roman"):
        return len(_WESTERN.findall(other)) > len(_WESTERN.findall(western))
    return len(_CENTRAL.findall(other)) > len(_WESTERN.findall(western))


def label(encoding: str) -> str:
    """The name of an encoding for people."""
    return dict(ENCODINGS).get(encoding, encoding.upper())
