"""The vocabulary of RTF: alphabets of fonts, words that are signs, groups that say nothing.

After Microsoft's Rich Text Format specification, version 1.9.1.
"""

from __future__ import annotations

FONT_CHARSETS = {
    0: "cp1252", 2: "cp1252", 77: "mac-roman", 78: "cp932", 79: "cp949", 80: "gb18030",
    81: "big5hkscs", 82: "johab", 83: "cp1255", 84: "mac-arabic", 85: "mac-greek",
    86: "mac-turkish", 87: "cp874", 88: "mac-latin2", 89: "mac-cyrillic", 128: "cp932",
    129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 179: "cp1256", 180: "cp1256", 181: "cp1255",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Python's codecs by the number of a font's character set; 1 stands for the document's own."""

DOCUMENT_CHARSETS = {"ansi": "cp1252", "mac": "mac-roman", "pc": "cp437", "pca": "cp850"}

SIGNS = {
    "line": "\n", "lbr": "\n", "tab": "\t", "emdash": "\u2014", "endash": "\u2013",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "\u2022",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
    "zwj": "\u200d", "zwnj": "\u200c", "zwbo": "\u200b", "zwnbo": "\u2060", "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}  # fmt: skip
"""Control words that stand for characters."""

SYMBOLS = {"~": "\u00a0", "_": "\u2011"}
"""The same of one sign; "-" is where a word may be cut, and says nothing."""

ENDS = frozenset({"par", "cell", "nestcell", "row", "nestrow", "sect", "page", "column"})
"""Words that end a paragraph: each cell of a table is one of its own."""

SILENT = frozenset(
    {
        "pict", "nonshppict", "objdata", "objclass", "objname", "objalias", "objsect", "shprslt",
        "sp", "sn", "sv", "listtext", "pntext", "pn", "listtable", "listoverridetable", "revtbl",
        "colortbl", "filetbl", "rsidtbl", "xe", "tc", "txe", "rxe", "bkmkstart", "bkmkend",
        "fldinst", "datafield", "formfield", "nonesttables", "nesttableprops", "template",
        "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "operator", "company",
        "category", "manager", "subject", "doccomm", "comment", "hlinkbase", "printim", "buptim",
        "generator", "themedata", "colorschememapping", "latentstyles", "datastore", "userprops",
        "xmlnstbl", "background", "atnid", "atnauthor", "mmathPict", "private", "private1",
        "fontemb", "fontfile", "panose", "falt", "fname",
    }
)  # fmt: skip
"""Groups of these say nothing that is shown, or say again what another one says."""

OPENED = frozenset({"shpinst", "shptxt", "ud", "do", "dptxbxtext"})
"""Groups that programs may skip when they do not know them, and that hold text all the same."""

HEADERS = frozenset(
    {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}
)

_PRIMARY = {
    0x01: "ar", 0x02: "bg", 0x03: "ca", 0x05: "cs", 0x06: "da", 0x07: "de", 0x08: "el", 0x09: "en",
    0x0A: "es", 0x0B: "fi", 0x0C: "fr", 0x0D: "he", 0x0E: "hu", 0x0F: "is", 0x10: "it", 0x11: "ja",
    0x12: "ko", 0x13: "nl", 0x15: "pl", 0x16: "pt", 0x18: "ro", 0x19: "ru", 0x1B: "sk", 0x1C: "sq",
    0x1D: "sv", 0x1E: "th", 0x1F: "tr", 0x20: "ur", 0x21: "id", 0x22: "uk", 0x23: "be", 0x24: "sl",
    0x25: "et", 0x26: "lv", 0x27: "lt", 0x29: "fa", 0x2A: "vi", 0x2B: "hy", 0x2C: "az", 0x2D: "eu",
    0x2F: "mk", 0x36: "af", 0x37: "ka", 0x39: "hi", 0x3A: "mt", 0x3B: "se", 0x3C: "ga", 0x3E: "ms",
    0x3F: "kk", 0x40: "ky", 0x41: "sw", 0x44: "tt", 0x45: "bn", 0x46: "pa", 0x47: "gu", 0x49: "ta",
    0x4A: "te", 0x4B: "kn", 0x4C: "ml", 0x4E: "mr", 0x52: "cy", 0x56: "gl", 0x61: "ne", 0x77: "so",
    0x7E: "br", 0x82: "oc",
}  # fmt: skip
_EXACT = {
    0x0404: "zh-Hant", 0x0804: "zh-Hans", 0x0C04: "zh-Hant", 0x1004: "zh-Hans", 0x1404: "zh-Hant",
    0x0414: "nb", 0x0814: "nn", 0x0416: "pt-BR", 0x041A: "hr", 0x101A: "hr", 0x081A: "sr",
    0x0C1A: "sr", 0x141A: "bs", 0x201A: "bs", 0x241A: "sr", 0x281A: "sr",
}  # fmt: skip


def language_of(number: int) -> str | None:
    """The language (BCP 47) of one of Windows' numbers for languages, None for those unknown.

    The low ten bits are the language and the rest the country (MS-LCID).
    """
    return _EXACT.get(number) or _PRIMARY.get(number & 0x3FF)
