"""Styles of OpenDocument texts: what a paragraph in one is, and what is said of its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from diptych.core.article import BlockKind
from diptych.core.languages import normalise_tag
from diptych.formats.reading.documents.style_names import kind_of_style

_MOST_PARENTS = 20

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@lru_cache(maxsize=1024)
def short_name(tag: Any) -> str:
    """A name as people write it, ``text:p``; empty for what is no element.

    The namespaces of OpenDocument are told apart by the word they have before their version.
    """
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    if "purl.org/dc/" in namespace:
        return f"dc:{name}"
    words = namespace.split(":")
    return f"{words[-2]}:{name}" if len(words) > 2 else name


class Styles:
    """All styles of a document, those it made for single paragraphs among them."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._styles: dict[str, Any] = {}
        for root in roots:
            for holder in root.iterchildren("*"):
                if short_name(holder.tag) in ("office:styles", "office:automatic-styles"):
                    for style in holder.iterchildren(f"{_STYLE}style"):
                        name = style.get(f"{_STYLE}name")
                        if name:
                            self._styles.setdefault(name, style)
        self._known: dict[str, tuple[BlockKind | None, str | None, bool]] = {}

    def kind(self, element: Any) -> BlockKind | None:
        """What a paragraph is by its style."""
        return self._of(element)[0]

    def language(self, element: Any) -> str | None:
        """The language (BCP 47) its style sets, None where it sets none."""
        return self._of(element)[1]

    def hidden(self, element: Any) -> bool:
        """Whether its style hides it."""
        return self._of(element)[2]

    def _of(self, element: Any) -> tuple[BlockKind | None, str | None, bool]:
        name = element.get(f"{_TEXT}style-name")
        if not name:
            return None, None, False
        if name not in self._known:
            self._known[name] = self._looked_up(name)
        return self._known[name]

    def _looked_up(self, name: str) -> tuple[BlockKind | None, str | None, bool]:
        names, languages, displays = [], [], []
        for style_name, style in self._ancestry(name):
            names.append(style_name)
            for properties in style.iterchildren(f"{_STYLE}text-properties"):
                if properties.get(f"{_FO}language"):
                    country = properties.get(f"{_FO}country") or ""
                    languages.append(f"{properties.get(f'{_FO}language')}-{country}".rstrip("-"))
                if properties.get(f"{_TEXT}display"):
                    displays.append(properties.get(f"{_TEXT}display"))
        kind = kind_of_style(names or [name])
        tag = normalise_tag(languages[0].removesuffix("-none")) if languages else None
        return kind, tag, displays[:1] == ["none"]

    def _ancestry(self, name: str) -> Iterator[tuple[str, Any]]:
        """A style and those it is based on, the nearest first; circles end."""
        seen: set[str] = set()
        following: str | None = name
        while following and following not in seen and len(seen) < _MOST_PARENTS:
            seen.add(following)
            style = self._styles.get(following)
            if style is None:
                return
            yield following, style
            following = style.get(f"{_STYLE}parent-style-name")
