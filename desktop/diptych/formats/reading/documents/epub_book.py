"""The frame of an e-book: what it is called, the order of its pages, and their titles."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from diptych.core.errors import CannotReadError
from diptych.formats.reading.documents.zip_parts import ZipParts

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/xml", "text/xml",
                    "text/x-oeb1-document"})  # fmt: skip
_ENDINGS = (".xhtml", ".html", ".htm")
_OF_FONTS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways in which fonts are made useless outside of the book; its text is none the worse for it."""


class Book:
    """A book by its package document; names of parts are those in the zip file.

    Nothing here leads out of the file: an address is only ever looked up among its parts.
    """

    def __init__(self, parts: ZipParts, name: str) -> None:
        """Raises CannotReadError when no page is found, or when the pages are locked."""
        self._parts = parts
        self._package, root = _package(parts)
        self.frame: list[str] = [
            part for part in ("mimetype", _CONTAINER, self._package) if parts.find(part) is not None
        ]
        """Parts that a book of one chapter alone needs besides it."""
        self._said: dict[str, list[str]] = {}
        self._items: dict[str, Any] = {}
        if root is not None:
            self._read_package(root)
        self.spine = tuple(dict.fromkeys(self._spine(root)))
        """The pages in order, each once; some may be missing."""
        if not self.spine:
            raise CannotReadError(
                f"“{name}” is damaged: it does not say which pages it has.",
                "Ask for the file again, or for another format.",
            )
        if _locked(parts) & set(self.spine):
            raise CannotReadError(
                f"“{name}” is locked by its publisher (DRM).",
                "Ask the publisher for a copy without a lock.",
            )
        self.titles = self._titles()
        """What the table of contents calls the pages."""

    @property
    def title(self) -> str | None:
        """The title of the whole book."""
        return self._first("title")

    @property
    def authors(self) -> tuple[str, ...]:
        """Those who made it."""
        return tuple(dict.fromkeys(self._said.get("creator", ())))

    @property
    def subjects(self) -> tuple[str, ...]:
        """What it is about."""
        return tuple(dict.fromkeys(self._said.get("subject", ())))

    @property
    def language(self) -> str | None:
        """The language as the book declares it."""
        return self._first("language")

    @property
    def identifier(self) -> str | None:
        """The identifier that the package calls its own, else its first."""
        return self._first("unique-identifier") or self._first("identifier")

    @property
    def rights(self) -> str | None:
        """What may be done with it."""
        return self._first("rights")

    @property
    def date(self) -> str | None:
        """When it was published."""
        return self._first("date")

    @property
    def modified(self) -> str | None:
        """When this file of it was made."""
        return self._first("dcterms:modified")

    def _first(self, name: str) -> str | None:
        return next(iter(self._said.get(name, ())), None)

    def _read_package(self, root: Any) -> None:
        own = root.get("unique-identifier")
        for element in root.iter("*"):
            name = _local(element)
            if name == "item":
                self._items.setdefault(element.get("id") or "", element)
                continue
            words = _words(element)
            if not words or _local(element.getparent()) not in ("metadata", "dc-metadata"):
                continue
            self._said.setdefault(element.get("property") or name, []).append(words)
            if name == "identifier" and own and element.get("id") == own:
                self._said["unique-identifier"] = [words]

    def _spine(self, root: Any) -> Iterator[str]:
        """The pages in reading order; all pages in the file where there is no order.

        Tables of contents are left out: they say again what the chapters are called.
        """
        if root is None:
            yield from sorted(p for p in self._parts.names if p.lower().endswith(_ENDINGS))
            return
        contents = self._contents(root)
        told = False
        for reference in root.iter("*"):
            if _local(reference) == "itemref":
                item = self._items.get(reference.get("idref") or "")
                if item is not None and self._is_page(item):
                    told = True
                    part = self._address(self._package, item.get("href"))
                    if part not in contents:
                        yield part
        if not told:
            for item in self._items.values():
                if self._is_page(item):
                    yield self._address(self._package, item.get("href"))

    def _is_page(self, item: Any) -> bool:
        kind = (item.get("media-type") or "").strip().lower()
        return kind in _PAGES or (item.get("href") or "").lower().endswith(_ENDINGS)

    def _contents(self, root: Any) -> set[str]:
        """Pages that are tables of contents."""
        found = {
            item.get("href")
            for item in self._items.values()
            if "nav" in (item.get("properties") or "").split()
        }
        found |= {
            element.get("href")
            for element in root.iter("*")
            if _local(element) == "reference" and element.get("type") == "toc"
        }
        return {self._address(self._package, href) for href in found}

    def _titles(self) -> dict[str, str]:
        """Titles by pages, from the table of contents of EPUB 3, else that of EPUB 2."""
        titles: dict[str, str] = {}
        for item in self._items.values():
            properties = (item.get("properties") or "").split()
            kind = item.get("media-type") or ""
            if "nav" not in properties and "ncx" not in kind:
                continue
            part = self._address(self._package, item.get("href"))
            tree = self._parts.tree_if_sound(part)
            if tree is None:
                continue
            self.frame.append(part)
            links = _links(tree.root) if "nav" in properties else _points(tree.root)
            for address, words in links:
                if words:
                    titles.setdefault(self._address(part, address), words)
        return titles

    def _address(self, base: str, address: str | None) -> str:
        """The part an address leads to from another one; it may well not be there."""
        path = unquote((address or "").partition("#")[0])
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path)).lstrip("/")
        return self._parts.find(joined) or joined


def _package(parts: ZipParts) -> tuple[str, Any]:
    """The package document and its root, else the only one there is; None when it is damaged."""
    container = parts.tree_if_sound(_CONTAINER)
    named = [] if container is None else [
        element.get("full-path") for element in container.root.iter("*")
        if _local(element) == "rootfile" and element.get("full-path")
    ]  # fmt: skip
    for part in (*named, *(p for p in parts.names if p.lower().endswith(".opf"))):
        tree = parts.tree_if_sound(part)
        if tree is not None and _local(tree.root) == "package":
            return parts.find(part) or part, tree.root
    return "", None


def _locked(parts: ZipParts) -> set[str]:
    """Parts that are encrypted, fonts aside."""
    tree = parts.tree_if_sound(_ENCRYPTION)
    found: set[str] = set()
    for data in () if tree is None else tree.root.iter("*"):
        if _local(data) != "EncryptedData":
            continue
        methods = {
            e.get("Algorithm") for e in data.iterchildren("*") if _local(e) == "EncryptionMethod"
        }
        if methods and methods <= _OF_FONTS:
            continue
        for reference in data.iter("*"):
            if _local(reference) == "CipherReference":
                part = unquote(reference.get("URI") or "").lstrip("/")
                found.add(parts.find(part) or part)
    return found


def _links(root: Any) -> Iterator[tuple[str | None, str]]:
    """Addresses and words of a table of contents in EPUB 3."""
    for element in root.iter("*"):
        if _local(element) == "a":
            yield element.get("href"), _words(element)


def _points(root: Any) -> Iterator[tuple[str | None, str]]:
    """The same in EPUB 2: each point has a label before its address."""
    words = ""
    for element in root.iter("*"):
        name = _local(element)
        if name == "navLabel":
            words = _words(element)
        elif name == "content" and words:
            yield element.get("src"), words


def _local(element: Any) -> str:
    return "" if element is None else str(element.tag).rpartition("}")[2]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
