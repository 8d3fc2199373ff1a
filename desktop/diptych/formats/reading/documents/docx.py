"""Word documents: paragraphs, tables, text boxes and content controls in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.core.languages import normalise_tag
from diptych.formats.reading.documents.omissions import Omission, left_out
from diptych.formats.reading.documents.style_names import headed, kind_of_style
from diptych.formats.reading.documents.word_package import WordPackage
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs

_MOST_PARENTS = 20
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SILENT = frozenset(
    {
        "del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "tblPr", "tcPr",
        "trPr", "sectPr", "sdtPr", "tblGrid", "rt",
    }
)  # fmt: skip
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_COUNTED = {
    "footnoteReference": Omission.FOOTNOTES,
    "endnoteReference": Omission.ENDNOTES,
    "commentReference": Omission.COMMENTS,
    "altChunk": Omission.ENCLOSED,
    "sym": Omission.SYMBOLS,
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?")


def read(given: Given) -> Reading:
    """The text of the document's body. Raises CannotReadError when it is not a whole document."""
    package = WordPackage(given)
    space = str(package.root.tag).rpartition("}")[0] + "}"
    body = package.root.find(f"{space}body")
    if body is None:
        raise package.not_one()
    walker = _Walker(space, _Styles(package.related("styles"), space))
    walker.walk(body)
    if any(_says_something(part, space) for part in package.related("header", "footer")):
        walker.omissions[Omission.HEADERS] = 1
    metadata = _metadata(package.properties(), walker.language())
    reading = from_paragraphs(headed(walker.paragraphs), metadata, left_out(walker.omissions))
    return reading.warned(*package.warnings)


class _Styles:
    """What paragraphs are by their styles; each style by those it is based on as well."""

    def __init__(self, parts: Iterable[Any], space: str) -> None:
        self._space = space
        self._styles: dict[str, tuple[str, str | None]] = {}
        for part in parts:
            for style in part.iterchildren(f"{space}style"):
                name = self._value(style, "name") or ""
                based = self._value(style, "basedOn")
                self._styles[style.get(f"{space}styleId") or ""] = name, based
        self._known: dict[str | None, BlockKind | None] = {None: None}

    def kind(self, paragraph: Any) -> BlockKind | None:
        """The kind of a paragraph by its style, else by its level in the outline."""
        properties = paragraph.find(f"{self._space}pPr")
        if properties is None:
            return None
        style = self._value(properties, "pStyle")
        if style not in self._known:
            self._known[style] = kind_of_style(self._names(style))
        level = self._value(properties, "outlineLvl")
        outlined = level is not None and level.isdigit() and int(level) < 9
        return self._known[style] or (BlockKind.HEADING if outlined else None)

    def _names(self, style: str | None) -> Iterator[str]:
        for _ in range(_MOST_PARENTS):
            if style is None or style not in self._styles:
                return
            name, style = self._styles[style]
            yield name

    def _value(self, element: Any, child: str) -> str | None:
        found = element.find(f"{self._space}{child}")
        return None if found is None else found.get(f"{self._space}val")


@dataclass(slots=True)
class _Open:
    """A paragraph that is not at its end yet, and the text boxes that hang on it."""

    kind: BlockKind | None
    words: list[str] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)


class _Walker:
    """One pass over the body; text boxes come after their own paragraph.

    ``space`` is the namespace of the document: that of the strict standard is another one.
    """

    def __init__(self, space: str, styles: _Styles) -> None:
        self._space, self._styles = space, styles
        self.paragraphs: list[Paragraph] = []
        self.omissions: Counter[Omission] = Counter()
        self._open: list[_Open] = []
        self._marked: Counter[str | None] = Counter()
        self._language: str | None = None

    def walk(self, body: Any) -> None:
        """Read the body and all in it."""
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        silent = None
        for event, element in walk:
            name = self._name(element)
            if event == "start":
                if self._leaves_out(name, element):
                    silent = element
                    walk.skip_subtree()
                else:
                    self._start(name, element)
            elif element is silent:
                silent = None
            elif name == "p" and self._open:
                self._end_paragraph()

    def language(self) -> str | None:
        """The language that more than half of the letters are marked with.

        Marks on a few words, as on a quotation, say nothing of the whole.
        """
        for tag, count in self._marked.most_common(1):
            if 2 * count > self._marked.total():
                return normalise_tag(tag) if tag else None
        return None

    def _name(self, element: Any) -> str:
        """Its name without the namespace of Word; that of others in full."""
        tag = str(element.tag)
        return tag.removeprefix(self._space) if tag.startswith(self._space) else tag

    def _leaves_out(self, name: str, element: Any) -> bool:
        if name in ("del", "moveFrom"):
            self.omissions[Omission.DELETIONS] += self._has_text(element, "delText", "t")
        elif name == "r" and self._is_hidden(element):
            self.omissions[Omission.HIDDEN] += self._has_text(element, "t")
            return True
        return name in _SILENT or name == _FALLBACK

    def _start(self, name: str, element: Any) -> None:
        if name == "p":
            self._open.append(_Open(self._styles.kind(element)))
        elif name in _COUNTED:
            self.omissions[_COUNTED[name]] += 1
        elif not self._open:
            return
        elif name == "r":
            mark = element.find(f"{self._space}rPr/{self._space}lang")
            self._language = None if mark is None else mark.get(f"{self._space}val")
        elif name == "t":
            words = element.text or ""
            self._open[-1].words.append(words)
            self._marked[self._language] += len(words)
        elif name in _SIGNS:
            self._open[-1].words.append(_SIGNS[name])

    def _end_paragraph(self) -> None:
        done = self._open.pop()
        paragraphs = self._open[-1].boxes if self._open else self.paragraphs
        paragraphs += [Paragraph("".join(done.words), done.kind), *done.boxes]

    def _has_text(self, element: Any, *names: str) -> bool:
        tags = [f"{self._space}{name}" for name in names]
        return any((found.text or "").strip() for found in element.iter(*tags))

    def _is_hidden(self, run: Any) -> bool:
        mark = run.find(f"{self._space}rPr/{self._space}vanish")
        return mark is not None and mark.get(f"{self._space}val") not in ("0", "false", "off")


def _metadata(properties: Any, marked: str | None) -> Metadata:
    said: dict[str, str] = {}
    for element in () if properties is None else properties.iterchildren("*"):
        words = " ".join((element.text or "").split())
        if words:
            said.setdefault(str(element.tag).rpartition("}")[2], words)
    created, changed = _date(said.get("created")), _date(said.get("modified"))
    declared = said.get("language")
    keywords = re.split(r"\s*[,;]\s*", said.get("keywords", ""))
    return Metadata(
        title=said.get("title"),
        author=said.get("creator"),
        date=created or changed,
        updated=changed,
        language=marked or (normalise_tag(declared) if declared else None),
        keywords=tuple(word for word in keywords if word),
    )


def _date(value: str | None) -> str | None:
    match = _DATE.match(value or "")
    return match.group() if match else None


def _says_something(part: Any, space: str) -> bool:
    """Whether a header or footer has words in it."""
    return any((t.text or "").strip() for t in part.iter(f"{space}t"))
