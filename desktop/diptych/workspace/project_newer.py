"""Files of a newer format: read as far as they can be, and never written over."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from diptych.core.article import BlockKind
from diptych.core.detection import Certainty
from diptych.core.notes import Colour, NoteOn
from diptych.core.versions import SegmentState, VersionKind
from diptych.workspace import project_json

Json = dict[str, Any]


def softened(parts: dict[str, Json]) -> dict[str, Json]:
    """The parts with what we cannot read replaced or left out; the source must be readable.

    Words for kinds we do not know become the plainest we have. Versions, notes and terms that
    still cannot be read are left out, and so are detection and summary.
    """
    document, notes = parts["document.json"], parts["notes.json"]
    article = document["article"]
    article.setdefault("warnings", [])
    for block in article["blocks"]:
        _soften(block, "kind", BlockKind.PARAGRAPH)
    versions = list(map(_version, parts["versions.json"]["versions"]))
    return {
        "document.json": {
            **document,
            "detection": _readable(_detection(document.get("detection")), "load_detection"),
            "terms": _all(document.get("terms"), project_json.load_term),
        },
        "versions.json": {
            "versions": [versions[0], *_all(versions[1:], project_json.load_version)]
        },
        "summary.json": {
            "summary": _readable(parts["summary.json"].get("summary"), "load_summary")
        },
        "notes.json": {
            "notes": _all(list(map(_note, _list(notes.get("notes")))), project_json.load_note),
            "meanings": _all(
                notes.get("meanings"), lambda item: project_json.load_meanings([item])
            ),
        },
    }


def _version(raw: Json) -> Json:
    _soften(raw, "kind", VersionKind.HUMAN)
    raw.setdefault("signature", None)
    raw.setdefault("based_on", None)
    for segment in raw["segments"]:
        _soften(segment, "state", SegmentState.UNTRANSLATED)
        segment.setdefault("alarms", [])
    return raw


def _note(raw: Any) -> Any:
    if isinstance(raw, dict):
        _soften(raw, "colour", Colour.YELLOW)
        _soften(raw, "on", NoteOn.WORDS)
    return raw


def _detection(raw: Any) -> Any:
    if isinstance(raw, dict):
        for opinion in (raw, *_list(raw.get("blocks"))):
            _soften(opinion, "certainty", Certainty.UNSURE)
    return raw


def _soften(raw: Json, key: str, plainest: StrEnum) -> None:
    if raw.get(key) not in set(type(plainest)):
        raw[key] = str(plainest)


def _list(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else []


def _all(raw: Any, load: Callable[[Any], object]) -> list[Any]:
    """The items that can be loaded."""
    return [item for item in _list(raw) if _loads(item, load)]


def _readable(raw: Any, load: str) -> Any:
    loads = raw is not None and _loads(raw, getattr(project_json, load))
    return raw if loads else None


def _loads(raw: Any, load: Callable[[Any], object]) -> bool:
    try:
        load(raw)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError):
        return False
    return True
