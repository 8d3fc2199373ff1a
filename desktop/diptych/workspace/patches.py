"""What changed between two snapshots of a document, as a small JSON value, and back again.

A patch is read by the Diptych that wrote it, or by a newer one: it lives in journals, between two
whole copies of a document, and never travels.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from diptych.core.article import Article
from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, Version
from diptych.workspace import project, project_json
from diptych.workspace.project_json import Json

_WHOLE = "whole"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Item = TypeVar("_Item", Note, Version, Segment)


def patch(before: Document, after: Document) -> Json:
    """What makes ``before`` into ``after``, in JSON values; empty when they are equal.

    Notes and segments are told one by one, by their ids; texts by the part that differs. The
    original bytes are told only when they have changed, in base64, and what is new as a whole.
    """
    if before is after:
        return {}
    if before.extra is not after.extra and before.extra != after.extra:
        return {_WHOLE: _packed(project.to_bytes(after))}
    parts = {
        "article": _article_patch(before.article, after.article),
        "versions": _versions_patch(before.versions, after.versions),
        "notes": _notes_patch(before.notes, after.notes),
    }
    told = {name: part for name, part in parts.items() if part}
    for name in ("detection", "summary", "terms", "meanings"):
        old, new = getattr(before, name), getattr(after, name)
        if old is not new and old != new:
            told[name] = project_json.dump(new)
    return told


def whole(document: Document) -> Json:
    """A patch that makes any document into this one."""
    return {_WHOLE: _packed(project.to_bytes(document))}


def apply(document: Document, changes: Json) -> Document:
    """The document after a patch that was made of it.

    Raises KeyError, ValueError or TypeError, or what ``project.from_bytes`` raises, when the patch
    was made of another document or is no patch.
    """
    if _WHOLE in changes:
        return project.from_bytes(base64.b64decode(changes[_WHOLE]), "journal")
    loads = {
        "article": lambda raw: _apply_article(document.article, raw),
        "versions": lambda raw: _apply_versions(document.versions, raw),
        "notes": lambda raw: _apply_notes(document.notes, raw),
        "detection": lambda raw: project_json.maybe(raw, project_json.load_detection),
        "summary": lambda raw: project_json.maybe(raw, project_json.load_summary),
        "terms": lambda raw: tuple(map(project_json.load_term, raw)),
        "meanings": project_json.load_meanings,
    }
    return replace(document, **{name: loads[name](raw) for name, raw in changes.items()})


# The article


def _article_patch(before: Article, after: Article) -> Json:
    if before is after or before == after:
        return {}
    old, new = project_json.dump(before), project_json.dump(after)
    told: Json = {name: value for name, value in new.items() if old[name] != value}
    if "text" in told:
        told["text"] = _text_patch(before.text, after.text)
    if before.source.data != after.source.data:
        told["original"] = _packed(after.source.data)
    return told


def _apply_article(article: Article, changes: Json) -> Article:
    data = article.source.data
    if "original" in changes:
        data = base64.b64decode(changes["original"])
    raw = {**project_json.dump(article), **changes}
    if "text" in changes:
        raw["text"] = project_json.dump(_apply_text(article.text, changes["text"]))
    return project_json.load_article(raw, data)


# Texts


def _text_patch(before: Text, after: Text) -> Json:
    """The new language, and the run of code points that differs with what stands there now."""
    told: Json = {"language": after.language}
    if before.value != after.value:
        told["change"] = list(_difference(before.value, after.value))
    return told


def _apply_text(text: Text, changes: Json) -> Text:
    value = text.value
    if "change" in changes:
        start, end, words = changes["change"]
        if not 0 <= start <= end <= len(value):
            raise ValueError(f"not in the text: {start}..{end}")
        value = value[:start] + words + value[end:]
    return Text(value, changes["language"])


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """Where ``before`` differs from ``after``: start and end there, and the words of ``after``."""
    shorter = min(len(before), len(after))
    start = _agreeing(lambda count: before[:count] == after[:count], shorter)
    end = _agreeing(
        lambda count: before[len(before) - count :] == after[len(after) - count :],
        shorter - start,
    )
    return start, len(before) - end, after[start : len(after) - end]


def _agreeing(agrees: Any, most: int) -> int:
    """The largest count up to ``most`` for which ``agrees``, found by halving."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if agrees(middle):
            low = middle
        else:
            high = middle - 1
    return low


# Lists of things with ids


def _list_patch(before: Sequence[_Item], after: Sequence[_Item]) -> Json:
    """``all`` when ids are not unique; else what is new or other, and what is gone.

    ``order`` is told when it does not follow from that.
    """
    if not (_unique(before) and _unique(after)):
        return {"all": project_json.dump(tuple(after))}
    old = {item.id: item for item in before}
    put = [item for item in after if old.get(item.id) is not item and old.get(item.id) != item]
    kept = {item.id for item in after}
    gone = [item.id for item in before if item.id not in kept]
    told: Json = {}
    if put:
        told["put"] = project_json.dump(tuple(put))
    if gone:
        told["gone"] = gone
    follows = [item.id for item in before if item.id in kept]
    follows += [item.id for item in put if item.id not in old]
    if follows != [item.id for item in after]:
        told["order"] = [item.id for item in after]
    return told


def _apply_list(items: Sequence[_Item], changes: Json, put: Sequence[_Item]) -> tuple[_Item, ...]:
    gone = set(changes.get("gone", ()))
    found = {item.id: item for item in items if item.id not in gone}
    found.update((item.id, item) for item in put)
    if "order" in changes:
        return tuple(found[name] for name in changes["order"])
    return tuple(found.values())


def _unique(items: Iterable[_Named]) -> bool:
    ids = [item.id for item in items]
    return len(ids) == len(set(ids))


# Notes


def _notes_patch(before: tuple[Note, ...], after: tuple[Note, ...]) -> Json:
    return {} if before is after or before == after else _list_patch(before, after)


def _apply_notes(notes: tuple[Note, ...], changes: Json) -> tuple[Note, ...]:
    if "all" in changes:
        return tuple(map(project_json.load_note, changes["all"]))
    return _apply_list(notes, changes, tuple(map(project_json.load_note, changes.get("put", ()))))


# Versions


def _versions_patch(before: tuple[Version, ...], after: tuple[Version, ...]) -> Json:
    if before is after:
        return {}
    if not (_unique(before) and _unique(after)):
        return {} if before == after else {"all": project_json.dump(after)}
    old = {version.id: version for version in before}
    changed = {
        version.id: changes
        for version in after
        if version.id in old and (changes := _version_patch(old[version.id], version))
    }
    # Those that have merely changed count as they were: they are told above.
    told = _list_patch(before, tuple(old.get(version.id, version) for version in after))
    if changed:
        told["changed"] = changed
    return told


def _apply_versions(versions: tuple[Version, ...], changes: Json) -> tuple[Version, ...]:
    if "all" in changes:
        return tuple(map(project_json.load_version, changes["all"]))
    put = tuple(map(project_json.load_version, changes.get("put", ())))
    changed = changes.get("changed", {})
    return tuple(
        _apply_version(version, changed[version.id]) if version.id in changed else version
        for version in _apply_list(versions, changes, put)
    )


def _version_patch(before: Version, after: Version) -> Json:
    if before is after:
        return {}
    old, new = (_bare(version) for version in (before, after))
    told: Json = {name: value for name, value in new.items() if old[name] != value}
    if before.text != after.text:
        told["text"] = _text_patch(before.text, after.text)
    if before.segments is not after.segments or "text" in told:
        told |= _segments_patch(before, after, told.get("text", {}))
    return told


def _segments_patch(before: Version, after: Version, text: Json) -> Json:
    expected = tuple(_moved(before.segments, text))
    if expected == after.segments:
        return {}
    if [segment.id for segment in expected] != [segment.id for segment in after.segments]:
        return {"segments": project_json.dump(after.segments)}
    if not _unique(after.segments):
        return {"segments": project_json.dump(after.segments)}
    pairs = zip(expected, after.segments, strict=True)
    return {"put": project_json.dump(tuple(new for old, new in pairs if old != new))}


def _apply_version(version: Version, changes: Json) -> Version:
    told = changes.get("segments", changes.get("put", []))
    plain = {name: value for name, value in changes.items() if name not in ("text", "put")}
    skeleton = project_json.load_version(
        {**_bare(version), "text": {"value": "", "language": None}, **plain, "segments": told}
    )
    text = _apply_text(version.text, changes["text"]) if "text" in changes else version.text
    segments = skeleton.segments
    if "segments" not in changes:
        put = {segment.id: segment for segment in skeleton.segments}
        moved = _moved(version.segments, changes.get("text", {}))
        segments = tuple(put.get(segment.id, segment) for segment in moved)
    return replace(skeleton, text=text, segments=segments)


def _bare(version: Version) -> Json:
    """A version's JSON without its text and segments, which may be long."""
    raw: Json = project_json.dump(replace(version, text=Text(""), segments=()))
    return {name: value for name, value in raw.items() if name not in ("text", "segments")}


def _moved(segments: tuple[Segment, ...], text: Json) -> Iterator[Segment]:
    """The segments where they stand if all that changed in the text is what changed in them."""
    if "change" not in text:
        yield from segments
        return
    start, end, words = text["change"]
    by = len(words) - (end - start)
    for segment in segments:
        span = segment.span
        if span.start >= end and (span.start, span.end) != (start, end):
            yield replace(segment, span=span.shifted(by))
        elif by and span.start <= start and end <= span.end:
            yield replace(segment, span=Span(span.start, span.end + by))
        else:
            yield segment


def _packed(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
