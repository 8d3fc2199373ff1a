"""What an item of NewsML-G2 says of itself, in our words."""

from __future__ import annotations

from typing import Any, NamedTuple

from diptych.core.article import Metadata
from diptych.formats.reading.wires.dates import moment
from diptych.formats.reading.wires.story import UNTIL_LIFTED
from diptych.formats.reading.wires.xml_parts import (
    attribute,
    child,
    children,
    every,
    first,
    language_of,
    unique,
    written,
)

_OF_NAMES = ("person", "organisation", "poi", "geoArea", "event", "object", "team")
"""Kinds of subjects that are names: keywords rather than categories."""


class Header(NamedTuple):
    """What a message says of all its items: when it was sent, and how urgent they are."""

    sent: str = ""
    priority: str = ""


def header_of(root: Any) -> Header:
    """The header of a message; an empty one for an item alone."""
    header = child(root, "header")
    return Header(written(child(header, "sent")), written(child(header, "priority")))


def metadata_of(item: Any, header: Header) -> Metadata:
    """The metadata of an item in a message with this header."""
    meta, of_content = child(item, "itemMeta"), child(item, "contentMeta")
    subjects = children(of_content, "subject")
    topics = [subject for subject in subjects if not _is_name(subject)]
    keywords = map(written, children(of_content, "keyword"))
    creators = unique(map(_named, children(of_content, "creator")))
    by = unique(map(written, children(of_content, "by")))
    created = written(child(of_content, "contentCreated")) or written(child(meta, "firstCreated"))
    version = written(child(meta, "versionCreated"))
    changed = version or written(child(of_content, "contentModified"))
    urgency = written(child(of_content, "urgency")) or header.priority
    language = attribute(child(of_content, "language"), "tag")
    return Metadata(
        author="; ".join(by or creators) or None,
        date=moment(created) or moment(version),
        language=language_of(language, attribute(item, "lang")),
        slug=written(child(of_content, "slugline")) or None,
        dateline=written(child(of_content, "dateline")) or None,
        guid=attribute(item, "guid") or None,
        version=attribute(item, "version") or None,
        sent=moment(header.sent) or moment(version),
        updated=moment(changed),
        urgency=urgency or None,
        category=unique(map(_named, topics)) or unique(attribute(t, "qcode") for t in topics),
        keywords=unique((*keywords, *(_named(part) for part in subjects if _is_name(part)))),
        copyright=_copyright(item),
        status=code(child(meta, "pubStatus")).lower() or None,
        embargo=_embargo(child(meta, "embargoed")),
        service=_service(meta),
    )


def code(element: Any) -> str:
    """What an element stands for, without the vocabulary it is from; empty for nothing."""
    return attribute(element, "qcode").rpartition(":")[2] or attribute(element, "literal")


def item_class(item: Any) -> str:
    """As “text”, “picture”, “video”; empty where the item does not say it."""
    return code(child(item, "itemMeta", "itemClass")).lower()


def _named(element: Any) -> str:
    """The name of what an element stands for, else the words that it has for it."""
    for name in children(element, "name"):
        if words := written(name):
            return words
    return "" if _is_name(element) else attribute(element, "literal")


def _is_name(subject: Any) -> bool:
    kind = attribute(subject, "type").rpartition(":")[2]
    return kind in _OF_NAMES


def _copyright(item: Any) -> str | None:
    rights = child(item, "rightsInfo")
    notice = written(first(rights, "copyrightNotice"))
    holder = child(rights, "copyrightHolder")
    named = _named(holder) if holder is not None else ""
    return notice or (f"© {named}" if named else None)


def _embargo(embargoed: Any) -> str | None:
    """The moment of an embargo; an empty element is one without an end that is known."""
    return None if embargoed is None else moment(written(embargoed)) or UNTIL_LIFTED


def _service(meta: Any) -> str | None:
    for provider in (*children(meta, "provider"), *children(meta, "service")):
        names = [written(name) for name in every(provider, "name")]
        found = next(filter(None, names), "") or code(provider) or attribute(provider, "uri")
        if found:
            return found
    return None
