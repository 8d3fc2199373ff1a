"""Characters as PDF files have them: what is put right in them, and what they say of a line."""

from __future__ import annotations

import re
import unicodedata

from diptych.core.words import UNSPACED

RIGHT_TO_LEFT = re.compile("[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""A letter, mark or sign of Hebrew, Arabic and their kin; digits are none of them."""

_WIDE_SIGNS = "\u2e80-\u2fdf\u3000-\u303f\u30fb\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uff65\uffe0-\uffe6"
_UNSPACED = re.compile(f"[{UNSPACED}{_WIDE_SIGNS}]")
_SQUARE = re.compile(
    f"[\u3041-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
    f"{_WIDE_SIGNS}]"
)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_BULLET = re.compile(r"[•◦▪▫‣●○■□◆◇➢➤✓✔✗⁃∙·*]\s*(?!\w*\*)")
_ITEM = re.compile(r"(?:[-–—]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)])(?:\s|\Z)")
_CLOSERS = "\\s\"'”’»›)\\]」』）*†‡¹²³⁰⁴-⁹"
_STOPS = ".!?…。．！？؟۔।"
_FINISHED = re.compile(rf"(?:[{_STOPS}][{_CLOSERS}]*|(?<!\d)[{_STOPS}][{_CLOSERS}]*\d{{1,3}})\Z")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAY_BE_WRONG = re.compile("[\u00ad\u2f00-\U0010ffff]")
_SOFT = re.compile("\u00ad(?=.)")
_OWN_BULLET = re.compile("[\ue000-\uf8ff](?=\\s|\\Z)")
_BULLETS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF06E: "■", 0xF071: "□", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–",
}  # fmt: skip
"""Those that word processors take from symbol fonts."""


def _table() -> dict[int, str]:
    shapes = [
        *range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18), *range(0xFB1D, 0xFD3E),
        *range(0xFD50, 0xFDFC), *range(0xFE70, 0xFEFD), *range(0x2F00, 0x2FD6),
    ]  # fmt: skip
    table = {shape: unicodedata.normalize("NFKC", chr(shape)) for shape in shapes}
    for shape in (*range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE45)):
        sign = unicodedata.normalize("NFKC", chr(shape))
        wide = len(sign) == 1 and "!" <= sign <= "~"
        table[shape] = chr(ord(sign) + 0xFEE0) if wide else sign
    return {**table, **_BULLETS, 0xFFFE: "-"}


_PUT_RIGHT = _table()


def put_right(words: str) -> str:
    """The same words in the letters that searches, translation and alarms know.

    Ligatures become their letters, shapes of Arabic letters and radicals of Han characters what
    they are shapes of, and halves of characters whole ones. Soft hyphens amid a line go. Bullets of
    symbol fonts become bullets, as does any sign at the beginning that only one font knows.
    """
    if not _MAY_BE_WRONG.search(words):
        return words
    words = _SOFT.sub("", _PAIR.sub(_whole, words)).translate(_PUT_RIGHT)
    return f"•{words[1:]}" if _OWN_BULLET.match(words) else words


def raised(words: str) -> str:
    """The same with figures that stand high: those of exponents, and of notes."""
    return words.translate(_RAISED)


def unspaced(sign: str) -> bool:
    """Whether this character is of a script that puts no spaces between words."""
    return _UNSPACED.match(sign) is not None


def has_unspaced(words: str) -> bool:
    """Whether any of the characters is of such a script."""
    return not words.isascii() and _UNSPACED.search(words) is not None


def square(sign: str) -> bool:
    """Whether the character stands upright in lines that run down the page."""
    return _SQUARE.match(sign) is not None


def has_square(words: str) -> bool:
    """Whether any of the characters does."""
    return not words.isascii() and _SQUARE.search(words) is not None


def ends_at_hyphen(words: str) -> bool:
    """Whether it ends with a hyphen, and not with a dash that has a blank before it."""
    return words[-1:] in ("-", "‐", "\u00ad") and not words[-2:-1].isspace() and len(words) > 1


def starts_small(words: str) -> bool:
    """Whether it begins with a small letter, signs before it aside."""
    for sign in words[:8]:
        if sign.isalnum():
            return sign.islower()
    return False


def starts_bullet(words: str) -> bool:
    """Whether it begins with a bullet, which can only be that of an item of a list."""
    return _BULLET.match(words) is not None


def starts_item(words: str) -> bool:
    """Whether it may begin an item: with a dash, or a number or letter and a stop or bracket."""
    return _ITEM.match(words) is not None


def finished(words: str) -> bool:
    """Whether it ends as a sentence does; closing signs and a note's number may follow the stop."""
    return _FINISHED.search(words, max(0, len(words) - 16)) is not None


def _whole(pair: re.Match[str]) -> str:
    return pair.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le")
