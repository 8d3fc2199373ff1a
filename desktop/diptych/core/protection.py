"""Things no engine may touch: addresses, handles, tags, file names, code, placeholders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from diptych.core.text import Span

_TOP = "com|org|net|info|int|gov|edu|mil|eu|io|fr|de|es|it|uk|ch|be|at|nl|pt|pl|ru|cn|jp|br|ca|us"
_ENDINGS = (
    "pdf|docx?|odt|rtf|txt|md|xlsx?|ods|csv|pptx?|odp|html?|xml|json|ya?ml|zip|tar|gz|7z|exe|py|js|"
    "sh|c|cpp|h|java|jpe?g|png|gif|svg|webp|tiff?|mp[34]|wav|mov|avi|mkv|epub|srt|vtt|tmx|xliff|po"
)
_PATTERNS = (
    r"`[^`\n]+`",
    r"\$?\{\{?[^{}\n]{1,60}\}?\}",
    r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]",
    r"%\d+\$[a-zA-Z@]|(?<![\d\w ]%)(?<!\d)%[sdifg](?!\w)",
    r"\[\[[^\[\]\n]{1,80}\]\]",
    r"</?(?:c|v|b|i|u|lang|ruby|rt)(?:\.[\w.-]{1,40})?(?:[ \t][^<>\n]{1,80})?>",
    r"</?font(?:[ \t][^<>\n]{1,80})?>|<(?:\d{1,3}:)?\d\d:\d\d\.\d{3}>",
    r"</?[A-Za-z][\w:-]*(?:\s+[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'))*\s*/?>",
    r"&(?:[A-Za-z]{2,8}|#\d{1,6});",
    r"[A-Za-z][A-Za-z0-9+.-]{1,12}://[^\s<>\"«»“”„]+",
    r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    rf"(?<![\w@./-])(?:[A-Za-z0-9](?:[\w-]*\w)?\.)+(?:{_TOP})(?![\w-])(?:/[^\s<>\"«»“”„]*)?",
    r"(?<![\w@#/])@\w(?:[\w.]*\w)?",
    r"(?<![\w#&])#\w*[^\W\d_]\w*",
    r"(?<![\w/])(?:~|\.{1,2})?/(?:[\w.@-]+/)+[\w.@-]*",
    r"(?<!\w)[A-Za-z]:\\[\w.\\-]+",
    rf"(?<![\w.])[\w-]+(?:\.[\w-]+)*\.(?:{_ENDINGS})(?!\w)",
    r"(?<!\w)\w+(?:\.\w+)*\(\)",
    r"(?<![\w-])--[A-Za-z][\w-]*(?:=\S+)?",
    r"(?<!\w)\w*[^\W_]_[^\W_]\w*",
)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_TAG = r"(?:</?[A-Za-z][^<>\n]{0,200}>|<[\d:.]{5,20}>|\{\\[^{}\n]{1,60}\})"
_FRAME = re.compile(rf"((?:{_TAG}[ \t]*+)*+)(.*?[^\s<>{{}}].*?)((?:[ \t]*{_TAG})*)", re.DOTALL)
_PAIR = re.compile(r"(\{(x*\d+)\}[ \t]*)(.*\S)([ \t]*\{/\2\})", re.DOTALL)
_TRAILING = ".,;:!?…'’)]"
_PREFIXES = ("X", "ZQ", "XQ", "QX")


def protected(text: str) -> tuple[Span, ...]:
    """Spans (code points) that must reach the translation letter by letter; they never overlap.

    Marks that end a sentence or a bracket around an address do not belong to it.
    """
    found = []
    for match in _ANY.finditer(text):
        start, end = match.span()
        if not match[0].endswith((">", "}", "]", "`", "()", ";")):
            end = start + len(_without_trailing(match[0]))
        found.append(Span(start, end))
    return tuple(found)


def _without_trailing(address: str) -> str:
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def framed(text: str) -> tuple[str, str, str]:
    """Tags before all words, the words, and tags behind them, with the blanks between.

    Numbered stand-ins of a file belong to the tags only where a pair goes around all words.
    """
    head, words, tail = "", text, ""
    if "<" in words or "{" in words:
        for form, groups in ((_FRAME, (1, 2, 3)), (_PAIR, (1, 3, 4))):
            match = form.fullmatch(words)
            if match is not None:
                before, words, behind = match.group(*groups)
                head, tail = head + before, behind + tail
    return head, words, tail


@dataclass(frozen=True, slots=True)
class Shielded:
    """A text with stand-ins in the place of some spans; ``items`` are (stand-in, words).

    ``tight`` are those that stood right before or behind a word, as tags do, and have been set
    apart from it by a blank: the side is "before" or "behind".
    """

    text: str
    items: tuple[tuple[str, str], ...]
    tight: frozenset[tuple[str, str]] = frozenset()

    def restore(self, words: str) -> str | None:
        """The translation with the words back in their places.

        None when a stand-in is missing or came more than once: then nobody knows where it stands.
        """
        if not self.items:
            return words
        originals = dict(self.items)
        any_of_them = re.compile(rf"({'|'.join(map(re.escape, originals))})(?!\d)")
        # All at once, as what is put back may itself look like a stand-in.
        pieces = any_of_them.split(words)
        if sorted(pieces[1::2]) != sorted(originals):
            return None
        for place in range(1, len(pieces), 2):
            stand_in = pieces[place]
            if (stand_in, "behind") in self.tight:
                pieces[place - 1] = pieces[place - 1].removesuffix(" ")
            if (stand_in, "before") in self.tight:
                pieces[place + 1] = pieces[place + 1].removeprefix(" ")
            pieces[place] = originals[stand_in]
        return "".join(pieces)


def shield(text: str, parts: Sequence[tuple[Span, str]], attempt: int = 0) -> Shielded:
    """Put a short stand-in, as ``X1``, in the place of each span; the words come back instead.

    Spans are in order and apart. Of the forms that were tried, models copy a capital with a
    number best; another ``attempt`` takes another form.
    """
    free = [p for p in _PREFIXES if not re.search(rf"{p}\d", text)] or ["XZQ"]
    prefix = free[attempt % len(free)]
    starts = [*(span.start for span, _ in parts[1:]), len(text)]
    pieces: list[str] = []
    items: list[tuple[str, str]] = []
    tight: set[tuple[str, str]] = set()
    last = 0
    for number, ((span, words), limit) in enumerate(zip(parts, starts, strict=False), start=1):
        stand_in = f"{prefix}{number}"
        before = text[last : span.start]
        tag = text[span.start : span.start + 1] in ("<", "{")
        last = span.end
        while last < limit and text[last].isdecimal():
            last += 1  # a digit that follows would be read as one of the stand-in's
        items.append((stand_in, words + text[span.end : last]))
        # A word that a stand-in is glued to would not be known to any engine.
        if tag and before[-1:].isalnum():
            tight.add((stand_in, "behind"))
            before += " "
        pieces += (before, stand_in)
        if tag and last < limit and text[last].isalpha():
            tight.add((stand_in, "before"))
            pieces.append(" ")
    return Shielded("".join(pieces) + text[last:], tuple(items), frozenset(tight))


def between(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    """The stretches around the spans: one more than there are spans, some of them empty."""
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    return tuple(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
