"""NITF (News Industry Text Format) 2 and 3, alone or inside of other wires."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading
from diptych.formats.reading.wires.body import Body, joined, line, of_element
from diptych.formats.reading.wires.dates import is_later, moment, parsed
from diptych.formats.reading.wires.story import UNTIL_LIFTED, Story, reading_of
from diptych.formats.reading.wires.xml_parts import (
    attribute,
    child,
    children,
    every,
    first,
    language_of,
    local,
    unique,
    written,
)
from diptych.formats.reading.xml_tree import parse

_FRAME = frozenset({"body.head", "body.end"})
_IN_HEAD = frozenset(
    {"hedline", "byline", "dateline", "abstract", "note", "rights", "distributor", "series"}
)


def read(given: Given) -> Reading:
    """The story. Raises CannotReadError for what is no XML, and where there is no text."""
    tree = parse(given)
    root = first(tree.root, "nitf")
    if root is None:
        raise CannotReadError(
            f"“{given.name}” is not a wire in NITF.",
            "Open it as another kind of file.",
            "It has no element “nitf”.",
        )
    return reading_of(story_of(root), given, tree)


def story_of(nitf: Any) -> Story:
    """What an element ``nitf`` says."""
    head, body = child(nitf, "head"), child(nitf, "body")
    start, end = child(body, "body.head"), child(body, "body.end")
    headlines = [line(part) for part in every(start, "hl1")]
    abstracts = [p.words for e in children(start, "abstract") for p in of_element(e).paragraphs]
    content, closing = _content(body), of_element(end) if end is not None else Body()
    headline = next(filter(None, headlines), "")
    metadata = _metadata(nitf, head, start)
    signed = [p._replace(kind=p.kind or BlockKind.SIGN_OFF) for p in closing.paragraphs]
    return Story(
        replace(metadata, title=headline or metadata.title),
        headline,
        (*map(line, every(start, "hl2")), *headlines[1:], *abstracts),
        tuple(map(line, children(start, "byline"))),
        tuple(words for words in map(line, children(start, "dateline")) if parsed(words) is None),
        tuple(_notes(head, start)),
        content.paragraphs,
        (*signed, *_rights(head, start)),
        content.media + closing.media,
        content.warnings,
    )


def _content(body: Any) -> Body:
    """The paragraphs of ``body.content``, or those that stand in ``body`` without one."""
    if body is None:
        return Body()
    parts = children(body, "body.content")
    return joined(of_element(part, without=_FRAME) for part in parts or [body])


def _notes(head: Any, start: Any) -> Iterator[Paragraph]:
    """What the file says to newsrooms: messages, corrections, the series it is part of."""
    for message in every(head, "ed-msg"):
        yield Paragraph(attribute(message, "info"), BlockKind.EDITORS_NOTE)
    for correction in every(head, "correction"):
        yield Paragraph(attribute(correction, "info"), BlockKind.CORRECTION)
    for series in (*every(head, "series"), *every(start, "series")):
        yield Paragraph(_series(series), BlockKind.EDITORS_NOTE)
    for revision in every(head, "revision-history"):
        yield Paragraph(attribute(revision, "comment"), BlockKind.EDITORS_NOTE)
    for part in () if start is None else start:
        if local(part) == "note":
            for paragraph in of_element(part).paragraphs:
                yield paragraph._replace(kind=paragraph.kind or BlockKind.EDITORS_NOTE)
        elif local(part) not in _IN_HEAD:
            yield from of_element(part).paragraphs


def _rights(head: Any, start: Any) -> Iterator[Paragraph]:
    """What may not be done with the story, and where."""
    for rights in every(head, "doc.rights"):
        limits = (attribute(rights, "limitations"), attribute(rights, "geography"))
        yield Paragraph("; ".join(filter(None, limits)), BlockKind.EDITORS_NOTE)
    for rights in children(start, "rights"):
        parts = map(line, children(rights, "rights.limitations", "rights.geography"))
        words = "; ".join(filter(None, parts)) if len(rights) else line(rights)
        yield Paragraph(words, BlockKind.EDITORS_NOTE)


def _series(series: Any) -> str:
    """As in “Rivers in winter (2/3)”."""
    name, part = attribute(series, "series.name"), attribute(series, "series.part")
    whole = attribute(series, "series.totalpart")
    if not name or part in ("", "0"):
        return name
    return f"{name} ({part}/{whole})" if whole not in ("", "0") else f"{name} ({part})"


def _metadata(nitf: Any, head: Any, start: Any) -> Metadata:
    docdata = child(head, "docdata")
    key, story_id = child(docdata, "du-key"), child(docdata, "doc-id")
    issued = moment(attribute(child(docdata, "date.issue"), "norm"))
    status = attribute(docdata, "management-status").lower()
    said = {attribute(m, "name").lower(): attribute(m, "content") for m in every(head, "meta")}
    fixture = attribute(child(docdata, "fixture"), "fix-id")
    providers = (
        line(child(start, "distributor")), said.get("provider"), attribute(story_id, "regsrc"),
        attribute(child(head, "pubdata"), "name"),
    )  # fmt: skip
    return Metadata(
        title=written(child(head, "title")) or None,
        date=moment(attribute(first(start, "story.date"), "norm")) or issued,
        language=language_of(attribute(nitf, "lang", "baselang"), said.get("language", "")),
        slug=attribute(key, "key") or said.get("slug") or fixture or None,
        guid=attribute(story_id, "id-string") or None,
        version=attribute(key, "version", "generation") or None,
        sent=issued,
        updated=_last_revision(head) or issued,
        urgency=attribute(child(docdata, "urgency"), "ed-urg") or None,
        category=_subjects(head)
        or unique((said.get("category", ""), said.get("anpa-category", ""))),
        keywords=unique(attribute(keyword, "key") for keyword in every(docdata, "keyword")),
        copyright=_copyright(docdata, start),
        status=status or None,
        embargo=_embargo(docdata, status),
        service=next(filter(None, providers), None),
    )


def _last_revision(head: Any) -> str | None:
    moments = [attribute(revision, "norm") for revision in every(head, "revision-history")]
    last = ""
    for words in moments:
        last = words if not last or is_later(words, last) else last
    return moment(last)


def _subjects(head: Any) -> tuple[str, ...]:
    names = ("tobject.subject.detail", "tobject.subject.matter", "tobject.subject.type",
             "tobject.subject.code", "tobject.subject.refnum")  # fmt: skip
    return unique(attribute(subject, *names) for subject in every(head, "tobject.subject"))


def _copyright(docdata: Any, start: Any) -> str | None:
    printed = first(start, "copyrite")
    if printed is not None:
        return line(printed) or None
    said = child(docdata, "doc.copyright")
    year, holder = attribute(said, "year"), attribute(said, "holder")
    return f"© {year} {holder}".strip().replace("  ", " ") if holder else None


def _embargo(docdata: Any, status: str) -> str | None:
    """The moment of release where the story is told to be held until then.

    Many agencies name the moment of sending as that of release: then nothing is held.
    """
    release = attribute(child(docdata, "date.release"), "norm")
    issue = attribute(child(docdata, "date.issue"), "norm")
    if status == "embargoed":
        return moment(release) or UNTIL_LIFTED
    held = release and (not issue or parsed(issue) is None or is_later(release, issue))
    return moment(release) if held else None
