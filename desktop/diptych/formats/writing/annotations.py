"""Notes as W3C Web Annotations (JSON-LD), by quotation and by position.

After the Web Annotation Data Model, a W3C Recommendation of 2017. The texts that notes stand on are
named by their SHA-256 (``ni`` addresses of RFC 6920): positions count in that text and no other.
"""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Colour, Note, NoteOn, Reply
from diptych.core.versions import Version, text_sha256
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.remarks import Remarks, shown

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:diptych:annotations:1:"
"""What the terms of ours begin with: what the model has no words for."""

PAINTS: dict[Colour, str] = {
    Colour.YELLOW: "#ffe98a",
    Colour.GREEN: "#c3ecc5",
    Colour.BLUE: "#c2dcff",
    Colour.PINK: "#ffcbdc",
    Colour.ORANGE: "#ffd3a6",
}
"""The colours on white paper: black words on them have a contrast of at least 4.5 : 1."""

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, TERMS)
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_annotations(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """A collection of annotations in UTF-8: of all versions where none were chosen."""
    seen = document.versions if copy.versions is None else shown(document, versions, copy)
    found = collection(document, seen, Remarks(document, seen, copy), copy)
    return f"{json.dumps(found, ensure_ascii=False, indent=1)}\n".encode()


def collection(
    document: Document, versions: Sequence[Version], remarks: Remarks, copy: Copy
) -> dict[str, Any]:
    """The notes as an AnnotationCollection with one page, ready for JSON.

    Every reply is an annotation on the one it answers. A note whose words are gone keeps its
    quotation and has no position.
    """
    return _Annotator(document, versions, copy).collection(remarks)


class _Annotator:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document = document
        self._meanings = dict(document.meanings)
        self._made = _moment(copy.made)
        known = {version.id: version for version in (*document.versions, *versions)}
        self._texts = {key: self._text(version) for key, version in known.items()}
        self._article = _named(document.article.source.sha256)

    def collection(self, remarks: Remarks) -> dict[str, Any]:
        items = [item for note in remarks.all for item in self._items(note)]
        name = self._id("collection")
        page = {
            "id": self._id("page"),
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        }
        generator = {"type": "Software", "name": "Diptych"}
        found: dict[str, Any] = {
            "@context": [CONTEXT, {"diptych": TERMS}],
            "id": name,
            "type": "AnnotationCollection",
            "label": _clean(self._document.article.headline),
            "generator": generator,
            "total": len(items),
        }
        if self._made:
            found["generated"] = self._made
        if items:
            found |= {"first": page, "last": page["id"]}
        return found

    def _items(self, note: Note) -> Iterator[dict[str, Any]]:
        name = self._id(note.id)
        said = bool(note.body.strip())
        item: dict[str, Any] = {
            "id": name,
            "type": "Annotation",
            "motivation": "commenting" if said else "highlighting",
            **_who_and_when(note.author, note.created, note.changed),
        }
        bodies = self._bodies(note)
        if bodies:
            item["body"] = bodies
        if note.quote:
            item["stylesheet"] = {"type": "CssStylesheet", "value": _style(note.colour)}
        item["target"] = self._target(note)
        item["diptych:resolved"] = note.resolved
        item["diptych:colour"] = note.colour.value
        if note.orphan:
            item["diptych:orphan"] = True
        if note.on is not NoteOn.WORDS:
            item["diptych:on"] = note.on.value
        yield item
        for reply in note.replies:
            yield self._reply(note, reply, name)

    def _bodies(self, note: Note) -> list[dict[str, Any]]:
        bodies = []
        if note.body.strip():
            bodies.append(_words(note.body, "commenting"))
        meaning = self._meanings.get(note.colour, "").strip()
        if meaning:
            bodies.append(_words(meaning, "tagging"))
        return bodies

    def _reply(self, note: Note, reply: Reply, parent: str) -> dict[str, Any]:
        return {
            "id": self._id(f"{note.id} {reply.id}"),
            "type": "Annotation",
            "motivation": "replying",
            **_who_and_when(reply.author, reply.created, ""),
            "body": [_words(reply.body, "replying")],
            "target": parent,
        }

    def _target(self, note: Note) -> dict[str, Any]:
        target: dict[str, Any] = {
            "type": "SpecificResource",
            "source": self._texts.get(note.version, {"id": self._article}),
            "scope": self._article,
        }
        if not note.quote:
            return target
        target["styleClass"] = note.colour.value
        selectors: list[dict[str, Any]] = [
            {
                "type": "TextQuoteSelector",
                "exact": _clean(note.quote),
                "prefix": _clean(note.prefix),
                "suffix": _clean(note.suffix),
            }
        ]
        if not note.orphan:
            selectors.append(
                {"type": "TextPositionSelector", "start": note.span.start, "end": note.span.end}
            )
        target["selector"] = selectors
        return target

    def _text(self, version: Version) -> dict[str, Any]:
        text: dict[str, Any] = {
            "id": _named(text_sha256(version.text.value)),
            "type": "Text",
            "format": "text/plain",
        }
        tag = version.text.language
        if tag is not None:
            text["language"] = _clean(tag)
            text["textDirection"] = "rtl" if language(tag).rtl else "ltr"
        text["diptych:version"] = _clean(version.id)
        text["diptych:name"] = _clean(version.name)
        return text

    def _id(self, key: str) -> str:
        """The same name each time for the same note of the same article."""
        whole = f"{self._document.article.source.sha256} {_clean(key)}"
        return uuid.uuid5(_SPACE, whole).urn


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "value": _clean(value),
        "format": "text/plain",
        "purpose": purpose,
    }


def _style(colour: Colour) -> str:
    return f".{colour} {{ background-color: {PAINTS[colour]}; color: #000 }}"


def _who_and_when(author: str, created: str, changed: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if author.strip():
        told["creator"] = {"type": "Person", "name": _clean(author.strip())}
    told |= {
        name: told_when
        for name, when in (("created", created), ("modified", changed))
        if (told_when := _moment(when))
    }
    return told


def _moment(when: str) -> str:
    """As the model wants it, in UTC and to the second; empty for what is no moment."""
    try:
        told = datetime.fromisoformat(when)
        told = told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return f"{told.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _named(sha256: str) -> str:
    """The address of a text by its SHA-256 in hexadecimal."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _clean(words: str) -> str:
    return _SURROGATE.sub("\ufffd", words)
