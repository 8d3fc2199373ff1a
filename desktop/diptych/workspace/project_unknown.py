"""What a .diptych file holds and we do not know: kept, and put back where it was.

Unknown keys are found by comparing the JSON of a part with the JSON that we would have written
for it. Each is kept under the address of its object: the names on the way there, and the id of
each object in a list. So a key follows its note or its segment through every change, and is there
again when a deletion is undone.

Objects without an id are told by what we know of them. Results of a machine are, too: a key that
was said of one detection or summary is dropped with it, for it may be wrong of the next.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_RESULTS = frozenset({"detection", "summary", "signature", "origin", "limit"})


@dataclass(frozen=True, slots=True)
class Unknown:
    """Keys of one object: those we do not know, and words that we read as others.

    ``read_as`` holds, by key, what we made of a word and the word itself.
    """

    keys: Json
    read_as: dict[str, tuple[str, str]]


DEEPEST = 100
"""How deeply values we do not know may be nested; the writer of JSON has its limits."""


def unknown(raw: Json, ours: Json) -> dict[str, Unknown]:
    """What ``raw`` holds beyond ``ours``, by the address of its object.

    Raises ValueError for values that are nested too deeply to be written again.
    """
    found = {json.dumps(address): found for address, found in _found(raw, ours)}
    for kept in found.values():
        _check_depth(kept.keys)
    return found


def put_back(ours: Json, kept: dict[str, Unknown]) -> None:
    """Put unknown keys into the objects of ``ours`` they belong to."""
    if not kept:
        return
    places: list[tuple[list[Any], Json]] = list(_objects(ours, []))
    for address, place in places:
        found = kept.get(json.dumps(address))
        if found is None:
            continue
        for key, (read, word) in found.read_as.items():
            if place.get(key) == read:
                place[key] = word
        for key, value in found.keys.items():
            place.setdefault(key, value)


def _check_depth(value: object) -> None:
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [
            below
            for item in level
            for below in (item.values() if isinstance(item, dict) else item)
            if isinstance(below, dict | list)
        ]
        if not level:
            return
    raise ValueError("nested too deeply")


def _found(raw: Json, ours: Json) -> Iterator[tuple[list[Any], Unknown]]:
    keys = {key: value for key, value in raw.items() if key not in ours}
    read_as: dict[str, tuple[str, str]] = {}
    for key, known in ours.items():
        said = raw.get(key)
        if isinstance(said, str) and isinstance(known, str) and said != known:
            read_as[key] = (known, said)
        for address, found in _below(key, said, known):
            yield [key, *address], found
    if keys or read_as:
        yield [], Unknown(keys, read_as)


def _below(key: str, raw: object, ours: object) -> Iterator[tuple[list[Any], Unknown]]:
    """What is found in the value of a key."""
    if isinstance(raw, dict) and isinstance(ours, dict):
        for address, found in _found(raw, ours):
            yield [*_name(key, ours), *address], found
    elif isinstance(raw, list) and isinstance(ours, list) and len(raw) == len(ours):
        names: list[Any] | None = None
        for place, (theirs, known) in enumerate(zip(raw, ours, strict=True)):
            if isinstance(theirs, dict) and isinstance(known, dict):
                for address, found in _found(theirs, known):
                    names = names or _names(ours)
                    yield [names[place], *address], found


def _objects(ours: Json, address: list[Any]) -> Iterator[tuple[list[Any], Json]]:
    """Every object below one, with its address, as ``_found`` writes addresses."""
    yield address, ours
    for key, value in ours.items():
        if isinstance(value, dict):
            yield from _objects(value, [*address, key, *_name(key, value)])
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for name, item in zip(_names(value), value, strict=True):
                if isinstance(item, dict):
                    yield from _objects(item, [*address, key, name])


def _name(key: str, value: Json) -> list[str]:
    return [_digest(value)] if key in _RESULTS else []


def _names(items: list[Any]) -> list[Any]:
    """A name for each item of a list, by its id or by what it is; namesakes are counted."""
    seen: Counter[str] = Counter()
    names = []
    for item in items:
        given = item.get("id") if isinstance(item, dict) else None
        name = f"id:{given}" if isinstance(given, str) else _digest(item)
        seen[name] += 1
        names.append([name, seen[name]])
    return names


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True)
    return "is:" + hashlib.sha256(text.encode()).hexdigest()[:24]
