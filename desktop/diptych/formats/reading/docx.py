"""Word documents: paragraphs, tables, text boxes and content controls in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.parts import Reading, from_paragraphs

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_MC}Fallback"})


def read(data: bytes, name: str) -> Reading:
    """The text of the document's body. Raises CannotReadError when it is not a whole document."""
    from docx import Document

    try:
        return _reading(Document(BytesIO(data)))
    # python-docx lets through whatever its zip and XML layers raise on damaged files.
    except Exception as error:
        raise CannotReadError(
            f"“{name}” is damaged, or is not a Word document.",
            "Open it in Word or LibreOffice and save it again, or ask for another copy.",
            f"{type(error).__name__}: {error}",
        ) from error


def _reading(document: Any) -> Reading:
    body = document.element.body
    styles = {style.style_id: (style.name or "").lower() for style in document.styles}
    paragraphs = [
        (words, _kind(paragraph, styles)) for paragraph, words in _walk(body) if words.strip()
    ]
    properties = document.core_properties
    modified = properties.modified
    metadata = Metadata(
        title=properties.title or None,
        author=properties.author or None,
        date=modified.isoformat() if modified else None,
        language=_language(body, document),
    )
    return from_paragraphs(paragraphs, metadata, _left_out(document))


def _walk(root: Any) -> Iterator[tuple[Any, str]]:
    """Paragraphs below ``root`` in document order; text boxes after their own paragraph."""
    for element in root.iterchildren():
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_W}p":
            words, boxes = _words(element)
            yield element, words
            for box in boxes:
                yield from _walk(box)
        else:
            yield from _walk(element)


def _words(paragraph: Any) -> tuple[str, list[Any]]:
    parts: list[str] = []
    boxes: list[Any] = []
    pending = [paragraph]
    while pending:
        element = pending.pop()
        tag = element.tag
        if tag in _SKIPPED:
            continue
        if tag == f"{_W}txbxContent":
            boxes.append(element)
        elif tag == f"{_W}t":
            parts.append(element.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif tag == f"{_W}tab":
            parts.append("\t")
        elif tag == f"{_W}noBreakHyphen":
            parts.append("\u2011")
        else:
            pending.extend(reversed(list(element)))
    return "".join(parts), boxes


def _kind(paragraph: Any, styles: dict[str, str]) -> BlockKind | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = styles.get(style.get(f"{_W}val"), "") if style is not None else ""
    if name == "title":
        return BlockKind.HEADLINE
    if name == "subtitle":
        return BlockKind.STANDFIRST
    return BlockKind.HEADING if name.startswith("heading") else None


def _language(body: Any, document: Any) -> str | None:
    """The language that most letters are marked with, else the one in the file's properties.

    Marks on a few words, as on a quotation, say nothing of the whole.
    """
    counted: Counter[str] = Counter()
    letters = 0
    for run in body.iter(f"{_W}r"):
        length = sum(len(t.text or "") for t in run.iterchildren(f"{_W}t"))
        letters += length
        mark = run.find(f"{_W}rPr/{_W}lang")
        tag = mark.get(f"{_W}val") if mark is not None else None
        if tag:
            counted[tag] += length
    for tag, length in counted.most_common(1):
        if 2 * length > letters:
            return normalise_tag(tag)
    declared = document.core_properties.language
    return normalise_tag(declared) if declared else None


def _left_out(document: Any) -> list[str]:
    """What the file holds besides its body, in plain words."""
    warnings = []
    if any(_says_something(rel) for rel in document.part.rels.values()):
        warnings.append("Headers and footers of the document are not shown.")
    if _has(document, "footnoteReference", "endnoteReference"):
        warnings.append("Footnotes and endnotes of the document are not shown.")
    if _has(document, "commentReference"):
        warnings.append("Comments in the document are not shown.")
    return warnings


def _says_something(relation: Any) -> bool:
    """Whether it leads to a header or footer with words in it."""
    if relation.is_external or str(relation.reltype).rpartition("/")[2] not in ("header", "footer"):
        return False
    element = getattr(relation.target_part, "element", None)
    return element is not None and any((t.text or "").strip() for t in element.iter(f"{_W}t"))


def _has(document: Any, *references: str) -> bool:
    tags = [f"{_W}{name}" for name in references]
    return any(True for _ in document.element.body.iter(*tags))
