"""Parts of an XML tree by their local names, whatever namespace and prefix an agency gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from diptych.core.languages import normalise_tag

_BLANKS = re.compile(r"[ \t\r\n\f]+")


def on_one_line(words: str) -> str:
    """The words with single blanks; no-break spaces are kept between them."""
    return _BLANKS.sub(" ", words).strip()


def local(element: Any) -> str:
    """The name of an element without namespace or prefix; empty for what is no element."""
    tag = element.tag
    return str(tag).rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def children(element: Any, *names: str) -> list[Any]:
    """The child elements with one of these local names; none where ``element`` is None."""
    return [] if element is None else [c for c in element if local(c) in names]


def child(element: Any, *path: str) -> Any | None:
    """The first child of that name, its first child of the next name, and so on."""
    for name in path:
        element = next(iter(children(element, name)), None)
    return element


def every(element: Any, *names: str) -> Iterator[Any]:
    """All elements of these local names in ``element``, itself too, in order."""
    if element is not None:
        for part in element.iter():
            if local(part) in names:
                yield part


def first(element: Any, *names: str) -> Any | None:
    """The first element of these local names in ``element``, itself too."""
    return next(every(element, *names), None)


def ancestors(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these local names around ``element``, from the inside out."""
    for part in element.iterancestors():
        if local(part) in names:
            yield part


def attribute(element: Any, *names: str) -> str:
    """The first attribute of these names, in any namespace, that says something; else empty."""
    if element is not None:
        for name in names:
            for key, value in element.attrib.items():
                if key.rpartition("}")[2].rpartition(":")[2] == name and value.strip():
                    return on_one_line(value)
    return ""


def written(element: Any) -> str:
    """The words directly in an element on one line; empty where ``element`` is None."""
    return "" if element is None else on_one_line("".join(element.itertext()))


def language_of(*tags: str) -> str | None:
    """Our tag for the first of the tags that means something; None where none does."""
    return next((found for tag in tags if (found := normalise_tag(tag))), None)


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values that say something, in order, each of them once."""
    return tuple(dict.fromkeys(value for value in values if value))
