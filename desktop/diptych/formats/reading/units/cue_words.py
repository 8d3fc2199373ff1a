"""The words of a subtitle: as they are shown and translated, and as a file holds them.

Tags, as in ``<i>`` and ``{\\an8}``, stay: they are part of what is shown on the screen, and no
engine may touch them.
"""

from __future__ import annotations

import re

from diptych.core.text import canonicalise
from diptych.formats.reading.kinds import FileKind

_SIGNS = {"amp": "&", "nbsp": "\u00a0", "lrm": "\u200e", "rlm": "\u200f"}
_ESCAPED = "amp|nbsp|lrm|rlm|lt|gt"
# Escaped once more, as in "&amp;lt;", it is no sign but the words themselves.
_SIGN = re.compile(rf"&(?:amp;(?!(?:{_ESCAPED});)|nbsp;|lrm;|rlm;)")
_BARE = re.compile(rf"&(?!(?:{_ESCAPED});)")
_OPENING = re.compile(r"<(?!/?(?:c|v|b|i|u|lang|ruby|rt)(?:[.\s][^<>]{0,200})?>|\d\d[\d:.]{1,20}>)")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_DRAWN = re.compile(r"\{\\[^{}\n]{1,60}\}")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>\n]{0,200}>")
_OF_SRT = frozenset({"b", "i", "u", "font", "s"})
_OF_WEB = frozenset({"b", "i", "u", "c", "v", "lang", "ruby", "rt"})


def shown(raw: str, kind: FileKind) -> str:
    """The words as people read them; the signs that only WebVTT escapes stand for themselves."""
    words = canonicalise(raw)
    if kind is FileKind.VTT:
        words = _SIGN.sub(lambda match: _SIGNS[match[0][1:-1]], words)
    return words.strip()


def stored(words: str, kind: FileKind) -> str:
    """The words as a file of that kind may hold them: with no blank line and no arrow of times."""
    kept = _BLANK_LINES.sub("\n", words.strip())
    if kind is FileKind.VTT:
        kept = _OPENING.sub("&lt;", _BARE.sub("&amp;", kept))
        return kept.replace("-->", "--&gt;")
    return kept.replace("-->", "→")


def turned(words: str, kind: FileKind) -> str:
    """Words of the other kind of file without the tags that ``kind`` does not know.

    Where nothing would be left they stay: the subtitle may not vanish.
    """
    if kind is FileKind.VTT:
        return _known(_DRAWN.sub("", words), _OF_WEB).strip() or words
    left = _known(words, _OF_SRT).strip() or words
    return left.replace("&lt;", "<").replace("&gt;", ">")


def _known(words: str, names: frozenset[str]) -> str:
    def kept(match: re.Match[str]) -> str:
        return match[0] if match[1].lower() in names else ""

    return _TAG.sub(kept, words)
