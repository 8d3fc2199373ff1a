"""The pass over an RTF document: groups, marks and bytes become paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.documents.omissions import Omission
from diptych.formats.reading.documents.rtf_tables import charsets_in, codec_of, kinds_in
from diptych.formats.reading.documents.rtf_words import (
    DOCUMENT_CHARSETS,
    ENDS,
    HEADERS,
    OPENED,
    SIGNS,
    SILENT,
    SYMBOLS,
)
from diptych.formats.reading.parts import Paragraph

DEEPEST = 50_000
"""Groups inside of one another; each takes a few bytes only."""

MOST_BOXES = 8
"""Text boxes inside of one another; the words of more are those of the last."""

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])"
    r"|([^\\{}\r\n]+)|[\r\n]+|\\"
)
_WORD, _NUMBER, _HEX, _SYMBOL, _BRACE, _WORDS = range(1, 7)
_EDGE = re.compile(r"\\bin(\d{1,10}) ?|\\[^A-Za-z]|[{}]")
_HEADS = frozenset({"info", "title", "author", "keywords", *HEADERS})


@dataclass(slots=True, eq=False)
class _Flow:
    """Words on their way to paragraphs; those of boxes come after the paragraph they hang on."""

    boxed: bool = False
    words: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def end(self, kind: BlockKind | None = None) -> None:
        """The paragraph is at its end."""
        if self.words:
            self.paragraphs.append(Paragraph("".join(self.words), kind))
            self.words.clear()
        self.paragraphs += self.boxes
        self.boxes.clear()


class _Format(NamedTuple):
    """How the words of a group are meant; groups inside of it begin with the same."""

    flow: _Flow
    font: int | None = None
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    language: int | None = None
    style: int = 0
    outlined: bool = False
    boxes: int = 0


@dataclass(slots=True)
class Told:
    """What the document says. ``letters`` are counted by Windows' numbers of languages.

    ``about`` holds the words of its head by their names in RTF, dates as they stand there.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    omissions: Counter[Omission] = field(default_factory=Counter)
    letters: Counter[int | None] = field(default_factory=Counter)
    about: dict[str, str] = field(default_factory=dict)
    default_language: int | None = None
    broken: bool = False


class RtfText:
    """One document. Nothing in it makes the pass go back, so its time grows with its length."""

    def __init__(self, data: bytes, name: str) -> None:
        """``data`` begins with the first brace."""
        self._text = data.decode("latin-1")  # a byte is a character, until its font is known
        self._name = name
        self._place = 0
        self._told = Told()
        self._body = _Flow()
        self._heads: dict[str, _Flow] = {}
        self._now = _Format(self._body)
        self._groups: list[_Format] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._starred = False
        self._was_left_out: Omission | None = None
        self._charset = "cp1252"
        self._charsets: dict[int, str] = {}
        self._default_font: int | None = None
        self._kinds: dict[int, BlockKind | None] = {}

    def told(self) -> Told:
        """Read it. Raises CannotReadError when groups are nested deeper than any text's are."""
        text, match_at = self._text, _TOKEN.match
        while self._place < len(text):
            match = match_at(text, self._place)
            if match is None:  # every character begins a token
                raise AssertionError(self._place)
            self._place = match.end()
            self._take(match)
            if not self._groups:
                break
        self._told.broken = bool(self._groups)
        while self._groups:
            self._brace("}")
        self._flush()
        self._end_paragraph()
        for name, flow in self._heads.items():
            flow.end()
            words = " ".join(p.words for p in flow.paragraphs)
            if name in HEADERS:
                self._told.omissions[Omission.HEADERS] |= bool(words.strip())
            elif words.strip():
                self._told.about[name] = words
        self._told.paragraphs = self._body.paragraphs
        return self._told

    def _take(self, match: re.Match[str]) -> None:
        group = match.lastindex
        if group == _WORDS:
            self._raw(match[_WORDS])
        elif group == _HEX:
            self._raw(chr(int(match[_HEX], 16)))
        elif group == _BRACE:
            self._brace(match[_BRACE])
        elif group == _SYMBOL:
            self._symbol(match[_SYMBOL])
        elif group is not None:
            number = match[_NUMBER]
            self._word(match[_WORD], None if number is None else int(number))

    def _raw(self, words: str) -> None:
        """Bytes as characters; what stands for a Unicode sign to older programs is passed over."""
        self._starred = False
        if self._to_skip:
            skipped = min(self._to_skip, len(words))
            self._to_skip -= skipped
            words = words[skipped:]
        self._bytes += words.encode("latin-1")

    def _brace(self, brace: str) -> None:
        self._flush()
        self._to_skip = 0
        self._starred = False
        if brace == "{":
            if len(self._groups) >= DEEPEST:
                raise CannotReadError(
                    f"“{self._name}” nests its groups deeper than any document does.",
                    "It may be damaged or made to do harm. Ask the sender for plain text.",
                )
            self._groups.append(self._now)
            return
        before = self._now
        self._now = self._groups.pop() if self._groups else before
        if before.flow is not self._now.flow and before.flow.boxed:
            before.flow.end(self._kind(before))
            self._now.flow.boxes += before.flow.paragraphs

    def _symbol(self, symbol: str) -> None:
        if self._passed_over():
            return
        if symbol == "*":
            self._starred = True
        elif symbol in "\\{}":
            self._bytes += symbol.encode()
        elif symbol in "\r\n":
            self._end_paragraph()
        elif symbol in SYMBOLS:
            self._put(SYMBOLS[symbol])

    def _passed_over(self) -> bool:
        """Whether a word or sign stands for a Unicode sign to older programs."""
        if self._to_skip:
            self._to_skip -= 1
            return True
        return False

    def _word(self, word: str, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "bin":
            self._place += max(0, number or 0)
        elif self._passed_over():
            return
        elif word in SIGNS:
            self._put(SIGNS[word])
        elif word in ENDS:
            self._end_paragraph()
        elif word == "u":
            self._unicode(number)
        elif word in _MARKS:
            self._flush()
            self._now = _MARKS[word](self._now, number)
        elif self._destination(word):
            return
        elif word in SILENT or (starred and word not in OPENED):
            self._skip_group()
        else:
            self._of_document(word, number)

    def _destination(self, word: str) -> bool:
        """Whether a word gives its group a meaning of its own; then the group is seen to."""
        if word == "fonttbl":
            self._charsets.update(charsets_in(self._skip_group()))
        elif word == "stylesheet":
            self._kinds.update(kinds_in(self._skip_group()))
        elif word in ("footnote", "annotation"):
            self._told.omissions[self._kind_of_note(word)] += 1
            self._skip_group()
        elif word == "upr":
            self._twice()
        elif word in ("creatim", "revtim"):
            self._told.about.setdefault(word, self._skip_group())
        elif word in ("shptxt", "dptxbxtext"):
            self._flush()
            self._open_box()
        elif word in _HEADS:
            self._flush()
            self._now = self._now._replace(flow=self._heads.setdefault(word, _Flow()))
        else:
            return False
        return True

    def _open_box(self) -> None:
        now = self._now
        if now.boxes < MOST_BOXES:
            self._now = now._replace(
                flow=_Flow(boxed=True), boxes=now.boxes + 1, style=0, outlined=False
            )

    def _kind_of_note(self, word: str) -> Omission:
        if word == "annotation":
            return Omission.COMMENTS
        endnote = self._text.startswith("\\ftnalt", self._place)
        return Omission.ENDNOTES if endnote else Omission.FOOTNOTES

    def _unicode(self, number: int | None) -> None:
        self._to_skip = self._now.fallback
        if number is not None:
            code = number + 0x10000 if number < 0 else number
            self._put(chr(code) if 0 <= code < 0x110000 else "\ufffd")

    def _of_document(self, word: str, number: int | None) -> None:
        """What is said once, in the head of the document, and what goes back to it."""
        if word in DOCUMENT_CHARSETS:
            self._charset = DOCUMENT_CHARSETS[word]
        elif word == "ansicpg" and number:
            self._charset = codec_of(number) or self._charset
        elif word == "deff":
            self._default_font = number
            self._now = self._now._replace(font=number)
        elif word == "deflang":
            self._told.default_language = number
        elif word == "plain":
            self._flush()
            self._now = self._now._replace(
                font=self._default_font, hidden=False, deleted=False, language=None
            )

    # Groups with a meaning of their own

    def _twice(self) -> None:
        """A group for programs without Unicode, and the same in Unicode: the first is skipped."""
        begin = self._text.find("{", self._place)
        if begin >= 0:
            self._place = begin + 1
            self._skip_group()
            self._place += 1

    def _skip_group(self) -> str:
        """Go to the brace that ends the group; what was passed over comes back."""
        begin, text, level = self._place, self._text, 0
        place = begin
        while (edge := _EDGE.search(text, place)) is not None:
            place = edge.end()
            sign = edge[0]
            if edge[1] is not None:
                place += int(edge[1])
            elif sign == "{":
                level += 1
            elif sign == "}":
                if level == 0:
                    self._place = edge.start()
                    return text[begin : self._place]
                level -= 1
        self._place = len(text)
        return text[begin:]

    # Words

    def _flush(self) -> None:
        """Bytes that waited become characters, by the alphabet of the font they stand in."""
        if self._bytes:
            codec = self._charsets.get(self._now.font or 0, self._charset)
            words = self._bytes.decode(codec, "replace")
            self._bytes.clear()
            self._put(words)

    def _put(self, words: str) -> None:
        if self._bytes:
            self._flush()
        now = self._now
        lost = Omission.DELETIONS if now.deleted else Omission.HIDDEN if now.hidden else None
        if lost is None:
            now.flow.words.append(words)
            if now.flow is self._body:
                self._told.letters[now.language] += len(words)
        elif lost is not self._was_left_out and words.strip():
            self._told.omissions[lost] += 1
        elif not words.strip():
            return
        self._was_left_out = lost

    def _end_paragraph(self) -> None:
        self._flush()
        if not (self._now.hidden or self._now.deleted):
            self._now.flow.end(self._kind(self._now))

    def _kind(self, now: _Format) -> BlockKind | None:
        return self._kinds.get(now.style) or (BlockKind.HEADING if now.outlined else None)


_MARKS: dict[str, Callable[[_Format, int | None], _Format]] = {
    "f": lambda now, number: now._replace(font=number),
    "uc": lambda now, number: now._replace(fallback=min(max(0, number or 0), 16)),
    "v": lambda now, number: now._replace(hidden=number != 0),
    "deleted": lambda now, number: now._replace(deleted=number != 0),
    "lang": lambda now, number: now._replace(language=number),
    "s": lambda now, number: now._replace(style=number or 0),
    "outlinelevel": lambda now, number: now._replace(outlined=(number or 0) < 9),
    "pard": lambda now, _: now._replace(style=0, outlined=False),
}
