"""OpenDocument texts, zipped or as one XML file: what the text says, and what stands beside it.

The parts are taken out of the zip file here, and read with lxml. odfdo, which would do that too,
gives hidden words as well, cuts a paragraph in two at a text box, and refuses a document that is
damaged near its end or holds any part that packs very small. The tests compare its words with ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from diptych.core.article import Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.documents.odf_styles import Styles, short_name
from diptych.formats.reading.documents.odf_text import words_of_body
from diptych.formats.reading.documents.omissions import Omission, left_out
from diptych.formats.reading.documents.style_names import headed
from diptych.formats.reading.documents.zip_parts import ZipParts
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Reading, from_paragraphs
from diptych.formats.reading.xml_tree import parse

_PICTURE = re.compile(rb"<office:binary-data[^<>]*>[^<>]*</office:binary-data\s*>")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
_BESIDE = frozenset({"style:header", "style:footer", "style:header-left", "style:footer-left",
                     "style:header-first", "style:footer-first"})  # fmt: skip
_OTHERS = {
    "office:spreadsheet": "a spreadsheet",
    "office:presentation": "a presentation",
    "office:drawing": "a drawing",
    "office:chart": "a chart",
    "office:database": "a database",
}


def read(given: Given) -> Reading:
    """The text of the document's body, in reading order.

    Raises CannotReadError for documents of other kinds, damaged ones, and those with a password:
    no library opens these.
    """
    if given.data.startswith(b"PK"):
        return _from_package(given)
    if given.data.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").startswith(b"<"):
        return _from_one_file(given)
    raise _not_one(given.name)


def _from_package(given: Given) -> Reading:
    parts = ZipParts(given.data, given.name)
    _refuse_encrypted(parts, given.name)
    content = parts.tree("content.xml")
    if content is None:
        raise _not_one(given.name)
    roots = [content.root]
    for part in ("styles.xml", "meta.xml"):
        tree = parts.tree_if_sound(part)
        if tree is not None:
            roots.append(tree.root)
    return _reading(roots, given.name).warned(*content.warnings)


def _from_one_file(given: Given) -> Reading:
    # Pictures can be longer than the parser lets any text be, and nobody reads them.
    data = _PICTURE.sub(b"", given.data)
    tree = parse(Given(data, given.name, encoding=given.encoding))
    return _reading([tree.root], given.name).warned(*tree.warnings)


def _reading(roots: list[Any], name: str) -> Reading:
    """The text in the first root; styles and metadata in any of them."""
    body = _body(roots[0], name)
    styles = Styles(roots)
    told = words_of_body(body, styles)
    if _has_words_beside(roots):
        told.omissions[Omission.HEADERS] = 1
    metadata = _metadata(roots, told.language)
    return from_paragraphs(headed(told.paragraphs), metadata, left_out(told.omissions))


def _body(root: Any, name: str) -> Any:
    for holder in _named(root, "office:body"):
        for child in _named(holder, "office:text"):
            return child
        for child in holder:
            kind = _OTHERS.get(short_name(child.tag))
            if kind is not None:
                raise CannotReadError(
                    f"“{name}” is {kind}, not a text.",
                    "Save what you want to read in it as an OpenDocument text (.odt).",
                )
    raise _not_one(name)


def _refuse_encrypted(parts: ZipParts, name: str) -> None:
    manifest = parts.tree_if_sound("META-INF/manifest.xml")
    if manifest is None:
        return
    if any(short_name(e.tag) == "manifest:encryption-data" for e in manifest.root.iter("*")):
        raise CannotReadError(
            f"“{name}” is protected by a password.",
            "Open it in LibreOffice, remove the password, and save it again.",
        )


def _has_words_beside(roots: Iterable[Any]) -> bool:
    """Whether any header or footer of a page says something."""
    for root in roots:
        for masters in _named(root, "office:master-styles"):
            for element in masters.iter("*"):
                if short_name(element.tag) in _BESIDE and "".join(element.itertext()).strip():
                    return True
    return False


def _metadata(roots: Iterable[Any], marked: str | None) -> Metadata:
    said: dict[str, list[str]] = {}
    for root in roots:
        for meta in _named(root, "office:meta"):
            for element in meta.iterchildren("*"):
                words = " ".join("".join(element.itertext()).split())
                if words:
                    said.setdefault(short_name(element.tag), []).append(words)
    first = {name: words[0] for name, words in said.items()}
    declared = first.get("dc:language")
    created, changed = _date(first.get("meta:creation-date")), _date(first.get("dc:date"))
    return Metadata(
        title=first.get("dc:title"),
        author=first.get("meta:initial-creator") or first.get("dc:creator"),
        date=created or changed,
        updated=changed,
        language=marked or (normalise_tag(declared) if declared else None),
        keywords=tuple(said.get("meta:keyword", ())),
    )


def _date(value: str | None) -> str | None:
    match = _DATE.match(value or "")
    return match.group() if match else None


def _named(element: Any, name: str) -> list[Any]:
    return [child for child in element.iterchildren("*") if short_name(child.tag) == name]


def _not_one(name: str) -> CannotReadError:
    return CannotReadError(
        f"“{name}” is damaged, or is not an OpenDocument text.",
        "Open it in LibreOffice and save it again, or ask for another copy.",
    )
