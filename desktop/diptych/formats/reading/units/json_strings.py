"""Strings of programs in JSON: keys with texts, texts with translations, and lists of either.

Chrome's messages.json, ARB, i18next and plain objects are all told by what stands in them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from diptych.core.article import Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, Target, from_paragraphs
from diptych.formats.reading.units.counting import counted, language_in_name, limited

DEEPEST = 60
"""Objects and lists inside of one another; no program keeps its strings deeper."""

_LONGEST = 200
"""Code points of a path of keys; longer ones are shortened in the middle."""

_PAIRS = (
    ("source", "target"), ("original", "translation"), ("msgid", "msgstr"), ("src", "tgt"),
    ("src", "trg"), ("source", "translation"), ("text", "translation"),
)  # fmt: skip
_WITH_MESSAGE = frozenset({"message", "description", "placeholders", "hash", "meaning"})
_BESIDE_PAIRS = frozenset(
    {
        "id", "key", "name", "context", "note", "notes", "comment", "comments", "description",
        "state", "status", "location", "file", "author", "date",
    }
)  # fmt: skip
"""Keys of strings that say something of a text and its translation."""

_SOURCE_LANGUAGE = frozenset({"sourcelanguage", "sourcelang", "srclang"})
_TARGET_LANGUAGE = frozenset({"targetlanguage", "targetlang", "trglang", "tgtlang"})

_Step = tuple[str, Any, str | None]
"""A path, the value there, and the key where it is a sentence that the value translates."""


class _Object(tuple[tuple[str, Any], ...]):
    """An object of JSON with its keys in order, those too that stand in it twice."""

    __slots__ = ()


@dataclass(slots=True)
class _Found:
    """What a file holds: texts with the paths of their keys, some with translations."""

    units: list[tuple[str, str, str | None]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    source_language: str | None = None
    target_language: str | None = None


def read(given: Given) -> Reading:
    """All strings in the file's order, by the dotted paths of their keys.

    Raises CannotReadError for what is no JSON, and where it holds no string.
    """
    decoded = given.decoded()
    found = _found(_parsed(decoded.value, given.name))
    if not found.units:
        raise CannotReadError(
            f"There are no strings in “{given.name}”.",
            "Open another file, or this one as plain text.",
        )
    of_name = language_in_name(given.name)
    paired = any(target is not None for _, _, target in found.units)
    source = found.source_language or (None if paired else of_name)
    target = found.target_language or (of_name if paired else None)
    paragraphs = [
        Paragraph(
            words,
            unit=path,
            whole=True,
            targets=((target, Target(answer)),) if answer and answer.strip() else (),
        )
        for path, words, answer in found.units
    ]
    shown, beyond = limited(paragraphs)
    warnings = (*_remarks(found.counts), *beyond, *decoded.warnings)
    reading = from_paragraphs(shown, Metadata(language=source), warnings)
    return replace(reading, encoding=decoded.encoding)


def _parsed(text: str, name: str) -> Any:
    try:
        # Numbers are left out, and one may be too long to be made an integer.
        return json.loads(text, object_pairs_hook=_Object, parse_int=float)
    except RecursionError as error:
        raise CannotReadError(
            f"“{name}” nests its values deeper than any program does.",
            "It may be damaged or made to do harm. Open it as plain text.",
        ) from error
    except ValueError as error:
        line = f" at line {error.lineno:,}" if isinstance(error, json.JSONDecodeError) else ""
        raise CannotReadError(
            f"“{name}” is damaged{line}: it cannot be read as JSON.",
            "Ask for the file again, or open it as plain text.",
            str(error),
        ) from error


def _found(value: Any) -> _Found:
    """Walk through the values in order, without a call inside of a call."""
    found = _Found()
    stack: list[Iterator[_Step]] = [iter((("", value, None),))]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
            continue
        path, inner, key = step
        if isinstance(inner, str):
            _add(found, path, inner, key)
        elif not isinstance(inner, _Object | list):
            found.counts["others"] += 1
        elif len(stack) > DEEPEST:
            found.counts["deep"] += 1
        elif isinstance(inner, list):
            stack.append(_items(path, inner))
        else:
            stack.append(_inside(found, path, inner))
    return found


def _add(found: _Found, path: str, words: str, key: str | None) -> None:
    if key is not None:
        found.units.append((path, key, "" if words == key else words))
    elif words.strip():
        found.units.append((path, words, None))


def _items(path: str, inner: Sequence[Any]) -> Iterator[_Step]:
    return ((_path(path, f"[{number}]"), item, None) for number, item in enumerate(inner))


def _inside(found: _Found, path: str, inner: _Object) -> Iterator[_Step]:
    """What is to be looked at in an object; what makes up a unit is taken at once."""
    values = dict(inner)
    found.counts["twice"] += len(inner) - len(values)
    pair = _pair(values, in_list=path.endswith("]"))
    if pair is not None:
        found.units.append((path, *pair))
        found.counts["beside"] += len(inner) - 2
        return
    if isinstance(values.get("message"), str) and values.keys() <= _WITH_MESSAGE:
        found.counts["beside"] += len(inner) - 1
        yield path, values["message"], None
        return
    texts = [(key, item) for key, item in inner if not _of_file(found, key, item)]
    spoken = _keys_speak(texts)
    for key, item in texts:
        said = key if spoken and isinstance(item, str) and key.strip() else None
        yield _path(path, key), item, said


def _pair(values: dict[str, Any], *, in_list: bool) -> tuple[str, str] | None:
    """The text and the translation in an object that is about the two, None in any other."""
    for names in _PAIRS:
        source, target = map(values.get, names)
        if not isinstance(source, str) or not source.strip() or names[1] not in values:
            continue
        others = {key for key, item in values.items() if isinstance(item, str)} - {*names}
        if isinstance(target, str | None) and (in_list or others <= _BESIDE_PAIRS):
            return source, target or ""
    return None


def _of_file(found: _Found, key: str, item: Any) -> bool:
    """Whether a value says something of the file or of another value; languages are heeded."""
    name = key.lower().replace("_", "").replace("-", "")
    tag = normalise_tag(item) if isinstance(item, str) and len(item) < _LONGEST else None
    if name in ("@@locale", *_SOURCE_LANGUAGE) and tag:
        found.source_language = found.source_language or tag
        return True
    if name in _TARGET_LANGUAGE and tag:
        found.target_language = found.target_language or tag
        return True
    found.counts["beside"] += key.startswith("@") and not key.startswith("@@")
    return key.startswith("@")


def _keys_speak(items: Sequence[tuple[str, Any]]) -> bool:
    """Whether the keys of strings are sentences themselves: half of them have a blank inside."""
    keys = [key for key, item in items if isinstance(item, str)]
    return bool(keys) and 2 * sum(" " in key.strip() for key in keys) >= len(keys)


def _path(path: str, key: str) -> str:
    joined = f"{path}.{key}" if path and not key.startswith("[") else f"{path}{key}"
    half = _LONGEST // 2
    return joined if len(joined) <= _LONGEST else f"{joined[:half]}…{joined[-half:]}"


def _remarks(counts: Counter[str]) -> tuple[str, ...]:
    return (
        *counted(
            counts["others"],
            "1 value that is no text is not shown.",
            "{} values that are no text are not shown.",
        ),
        *counted(
            counts["beside"],
            "1 description or other value beside a text is not shown.",
            "{} descriptions and other values beside texts are not shown.",
        ),
        *counted(
            counts["deep"],
            f"1 value more than {DEEPEST} levels deep is not shown.",
            "{} values more than " + f"{DEEPEST} levels deep are not shown.",
        ),
        *counted(
            counts["twice"],
            "1 key stands twice in its object.",
            "{} keys stand twice in their objects.",
        ),
    )
