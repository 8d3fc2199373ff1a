"""Documents as JSON values and back; offsets are code points, keys are the names of the model."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import Article, Block, BlockKind, Metadata, SourceFile, Timing
from diptych.core.detection import (
    BlockOpinion,
    Candidate,
    Certainty,
    Cue,
    Detection,
    Origin,
)
from diptych.core.notes import Colour, Note, NoteOn, Reply
from diptych.core.summary import Limit, Pick, Summary
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, SegmentState, Signature, Version, VersionKind

if TYPE_CHECKING:
    from diptych.core.terms import Term

Json = dict[str, Any]


def dump(value: object) -> Any:
    """A model object as JSON values: dataclasses by field, spans as [start, end]."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [dump(item) for item in value]
    if isinstance(value, bytes):
        return None
    if hasattr(value, "__dataclass_fields__"):
        return {
            field.name: dump(getattr(value, field.name))
            for field in fields(value)  # type: ignore[arg-type]
            if field.name != "data"
        }
    return value


_ON_ONE_LINE = 4
"""Values that lie this deep stand on one line: a segment, an offset."""

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def written(value: Any, depth: int = 0) -> str:
    """JSON that people can read and compare line by line, keys in order.

    Twice as fast as the library's own indenting, which is written in Python for every value.
    """
    if depth == _ON_ONE_LINE or not isinstance(value, dict | list) or not value:
        return _encode(value)
    line = "\n" + " " * (depth + 1)
    end = "\n" + " " * depth
    if isinstance(value, list):
        return f"[{','.join(line + written(item, depth + 1) for item in value)}{end}]"
    items = (f"{line}{_encode(key)}: {written(value[key], depth + 1)}" for key in sorted(value))
    return f"{{{','.join(items)}{end}}}"


def load_article(raw: Json, data: bytes) -> Article:
    """The article from its JSON value and the original bytes."""
    return Article(
        id=raw["id"],
        text=_text(raw["text"]),
        blocks=tuple(_block(item) for item in raw["blocks"]),
        metadata=_metadata(raw["metadata"]),
        source=SourceFile(**_known(SourceFile, raw["source"]), data=data),
        warnings=tuple(raw["warnings"]),
    )


def load_version(raw: Json) -> Version:
    """One version."""
    return Version(
        id=raw["id"],
        kind=VersionKind(raw["kind"]),
        name=raw["name"],
        text=_text(raw["text"]),
        segments=tuple(_segment(item) for item in raw["segments"]),
        signature=maybe(raw["signature"], _signature),
        based_on=raw["based_on"],
    )


def load_detection(raw: Json) -> Detection:
    """What was detected."""
    return Detection(
        language=raw["language"],
        certainty=Certainty(raw["certainty"]),
        why=raw["why"],
        candidates=tuple(Candidate(**_known(Candidate, item)) for item in raw["candidates"]),
        blocks=tuple(
            BlockOpinion(item["block"], item["language"], Certainty(item["certainty"]))
            for item in raw["blocks"]
        ),
        origin=maybe(raw["origin"], _origin),
    )


def load_summary(raw: Json) -> Summary:
    """The summary."""
    return Summary(
        method=raw["method"],
        limit=Limit(**_known(Limit, raw["limit"])),
        picks=tuple(Pick(**_known(Pick, item)) for item in raw["picks"]),
        signature=_signature(raw["signature"]),
    )


def load_note(raw: Json) -> Note:
    """One note."""
    known = _known(Note, raw)
    known["span"] = _span(raw["span"])
    known["colour"] = Colour(raw["colour"])
    known["on"] = NoteOn(raw.get("on", NoteOn.WORDS))
    known["replies"] = tuple(Reply(**_known(Reply, item)) for item in raw.get("replies", ()))
    return Note(**known)


def load_meanings(raw: list[Any]) -> tuple[tuple[Colour, str], ...]:
    """What the colours stand for."""
    return tuple((Colour(colour), meaning) for colour, meaning in raw)


def load_term(raw: Json) -> Term:
    """One term of the project's own glossary."""
    from diptych.core.terms import Term

    known = _known(Term, raw)
    for forms in ("forms", "source_forms"):
        known[forms] = tuple(known.get(forms, ()))
    return Term(**known)


def maybe(raw: Any, load: Callable[[Any], Any]) -> Any:
    """``load(raw)``, or None for nothing."""
    return None if raw is None else load(raw)


def _known(cls: Any, raw: Json) -> Json:
    """Only the keys this version of the program knows."""
    names = {field.name for field in fields(cls)}
    return {key: value for key, value in raw.items() if key in names}


def _span(raw: list[int]) -> Span:
    return Span(raw[0], raw[1])


def _text(raw: Json) -> Text:
    return Text(raw["value"], raw["language"])


def _block(raw: Json) -> Block:
    known = _known(Block, raw)
    known["kind"] = BlockKind(raw["kind"])
    known["span"] = _span(raw["span"])
    known["inner"] = maybe(raw.get("inner"), _span)
    known["timing"] = maybe(raw.get("timing"), lambda item: Timing(**_known(Timing, item)))
    return Block(**known)


def _metadata(raw: Json) -> Metadata:
    known = _known(Metadata, raw)
    for several in ("category", "keywords"):
        known[several] = tuple(known.get(several, ()))
    return Metadata(**known)


def _segment(raw: Json) -> Segment:
    return Segment(
        raw["id"],
        raw["block"],
        _span(raw["span"]),
        SegmentState(raw["state"]),
        tuple(map(_alarm, raw["alarms"])),
    )


def _alarm(raw: Json | str) -> Alarm:
    """Early files hold the message alone."""
    if isinstance(raw, str):
        return Alarm(AlarmKind.OTHER, raw)
    known = raw["kind"] in set(AlarmKind)
    return Alarm(AlarmKind(raw["kind"]) if known else AlarmKind.OTHER, raw["message"])


def _signature(raw: Json) -> Signature:
    options = tuple((name, value) for name, value in raw["options"])
    return Signature(raw["engine"], raw["model"], options, raw["app_version"], raw["source_sha256"])


def _origin(raw: Json) -> Origin:
    cues = tuple(
        Cue(_span(item["span"]), item["kind"], item["why"], item["weight"]) for item in raw["cues"]
    )
    return Origin(raw["language"], raw["hint"], cues)
