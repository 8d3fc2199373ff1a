"""News items in JSON: where each of them stands in the text, and its fields by lenient names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from diptych.core.errors import CannotReadError

_BLANKS = re.compile(r"[ \t\r\n\ufeff]*")
_LISTS = ("items", "articles", "entries", "newsitems", "data")
_BODIES = ("headline", "headlines", "body_text", "body_xhtml", "body_html", "bodies", "body")


class Said(NamedTuple):
    """Words, with the role and the type of content that the file gives them."""

    value: str
    role: str = ""
    content_type: str = ""
    characters: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """One item: its fields by names in lower case, and where it stands in the JSON."""

    fields: dict[str, Any] = field(repr=False)
    start: int = 0
    end: int = 0

    def text(self, *keys: str) -> str | None:
        """The first of these fields that says something in words or in a number."""
        for key in keys:
            found = words_of(self.fields.get(key))
            if found:
                return found
        return None

    def texts(self, key: str) -> list[Said]:
        """A field that is a text, or a list of texts with roles."""
        value = self.fields.get(key)
        parts = value if isinstance(value, list) else [value]
        return [said for part in parts for said in (_said(part),) if said.value.strip()]

    def names(self, *keys: str) -> tuple[str, ...]:
        """Words, or the names of things, in the first of these fields that has any."""
        for key in keys:
            value = self.fields.get(key)
            parts = value if isinstance(value, list) else [value]
            found = (words_of(part) or _name(part) for part in parts)
            told = tuple(dict.fromkeys(name for name in found if name))
            if told:
                return told
        return ()

    def associated(self) -> Iterator[str]:
        """The types of the items that come with this one."""
        value = self.fields.get("associations")
        parts = list(value.values()) if isinstance(value, dict) else value
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict):
                yield words_of(_lower(part).get("type")) or "item"


def words_of(value: Any) -> str | None:
    """A text or a number in words, None for all else and for nothing but blanks."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return None


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a file in order; ``whole`` is false when the end of their list is missing."""

    news: list[News]
    whole: bool = True


def every_item(text: str, name: str) -> Items:
    """The items of a file that is one, a list of them, or holds a list of them.

    Raises CannotReadError when the text is no JSON.
    """
    start = _past_blanks(text, 0)
    try:
        if text[start : start + 1] == "[":
            return _items(_elements(text, start))
        value, end = _DECODER.raw_decode(text, start)
        inside = _list_within(text, start, value) if isinstance(value, dict) else None
    except (ValueError, RecursionError) as error:
        raise CannotReadError(
            f"“{name}” is damaged: it begins like JSON and cannot be read as such.",
            "Ask for the file again, or open it as plain text.",
            str(error),
        ) from error
    return _items([(value, start, end)] if inside is None else inside)


_Element = tuple[Any, int, int]


def _items(found: list[_Element | None]) -> Items:
    elements = [element for element in found if element is not None]
    news = [News(_lower(v), start, end) for v, start, end in elements if isinstance(v, dict)]
    if len(news) > 1:
        news = [item for item in news if _tells(item)] or news
    return Items(news, whole=len(elements) == len(found))


def _elements(text: str, start: int) -> list[_Element | None]:
    """What a list holds, and where each begins and ends; None at the end for what is missing."""
    found: list[_Element | None] = []
    place = _past_blanks(text, start + 1)
    while text[place : place + 1] != "]":
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            if not found:
                raise
            return [*found, None]
        found.append((value, place, end))
        place = _past_blanks(text, end)
        if text[place : place + 1] == ",":
            place = _past_blanks(text, place + 1)
    return found


def _list_within(text: str, start: int, value: dict[str, Any]) -> list[_Element | None] | None:
    """The items of ``{"items": [...]}``; None for an object that is an article itself."""
    lists = [key for key, part in value.items() if key.lower() in _LISTS and isinstance(part, list)]
    if not lists or any(key.lower() in _BODIES for key in value):
        return None
    place = _past_blanks(text, start + 1)
    while text[place : place + 1] == '"':
        key, end = _DECODER.raw_decode(text, place)
        place = _past_blanks(text, _past_blanks(text, end) + 1)
        if key == lists[0]:
            return _elements(text, place)
        _, end = _DECODER.raw_decode(text, place)
        place = _past_blanks(text, end)
        if text[place : place + 1] == ",":
            place = _past_blanks(text, place + 1)
    return None


_DECODER = json.JSONDecoder()


def _past_blanks(text: str, place: int) -> int:
    match = _BLANKS.match(text, place)
    return match.end() if match else place


def _tells(news: News) -> bool:
    return any(news.fields.get(key) for key in _BODIES)


def _lower(value: dict[str, Any]) -> dict[str, Any]:
    """By keys in lower case, as version 3 writes some of them in camel case."""
    return {key.lower(): part for key, part in value.items()}


def _said(value: Any) -> Said:
    if isinstance(value, str):
        return Said(value)
    if not isinstance(value, dict):
        return Said("")
    fields = _lower(value)
    words, count = fields.get("value"), fields.get("charcount")
    return Said(
        words if isinstance(words, str) else "",
        (words_of(fields.get("role")) or "").lower(),
        (words_of(fields.get("contenttype")) or "").lower(),
        count if isinstance(count, int) and not isinstance(count, bool) else 0,
    )


def _name(value: Any) -> str | None:
    if not isinstance(value, dict):
        return None
    fields = _lower(value)
    return words_of(fields.get("name")) or words_of(fields.get("literal"))
