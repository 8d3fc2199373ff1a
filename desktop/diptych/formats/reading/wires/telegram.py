"""IPTC 7901 and ANPA 1312: wires of the teleprinter, framed by control characters.

SOH begins the header, STX the text, ETX ends it, and what follows up to EOT is the trailer. Both
formats are read by these marks alone; header fields that are not as expected are shown and no
more.
"""

from __future__ import annotations

import re
from dataclasses import replace

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs
from diptych.formats.reading.structure import is_byline
from diptych.formats.reading.wires.story import Story, choice, keyed
from diptych.formats.reading.wires.telegram_frames import Frame, frames, shown
from diptych.formats.reading.wires.telegram_headers import Header, header_of, sent_at
from diptych.formats.reading.wires.telegram_texts import Body, anpa_body, iptc_body
from diptych.formats.reading.wires.wire_lines import embargo_in, marked

MOST_TELEGRAMS = 10_000

_LISTED_BYTES = 4_000
"""Bytes of a telegram that are read to list it."""

_LONGEST_TITLE = 120

_DATELINE = re.compile(
    r"\s*([^\W\d_][^()\n]{1,60}?)\s*\(([A-ZÄÖÜ][\w./ &-]{1,24}|[a-z]{2,8})\)\s*(?:[-–—_]|\Z)"
)


def read(given: Given) -> Reading:
    """The one telegram, or the one that is asked for by its service and number.

    Raises SeveralArticlesError when there are more, CannotReadError when there is none.
    """
    found = frames(given.data)
    if not found:
        raise CannotReadError(
            f"There is no telegram in “{given.name}”.",
            "Open it as plain text.",
            "No start of header (SOH) was found.",
        )
    if len(found) == 1:
        return _reading(given, found[0])
    if len(found) > MOST_TELEGRAMS:
        raise CannotReadError(
            f"“{given.name}” holds {len(found):,} telegrams, more than can be listed.",
            f"Split the file into parts of no more than {MOST_TELEGRAMS:,} telegrams.",
        )
    encoding = given.decoded().encoding
    listed = keyed(_listed(frame, encoding) for frame in found)
    chosen = choice(given, listed)
    frame = next(f for f, (_, story) in zip(found, listed, strict=True) if story is chosen)
    return replace(_reading(given, frame, encoding), kept=frame.data)


def _head(frame: Frame, encoding: str) -> str:
    return _with_line_feeds(frame.data[:_LISTED_BYTES].decode(encoding, "replace"))


def _with_line_feeds(words: str) -> str:
    return re.sub(r"\r+\n?", "\n", words)


def _listed(frame: Frame, encoding: str) -> Story:
    """A telegram by its header and first words."""
    before, text, _ = frame.split(_head(frame, encoding))
    header = header_of(before)
    paragraphs = [*map(Paragraph, header.titles), *_body(text, header).paragraphs]
    lines = [p.words for p in paragraphs if p.kind is not BlockKind.TRANSMISSION]
    title = next((p.words for p in paragraphs if p.kind is BlockKind.HEADLINE), None)
    headline = " ".join((title or (lines[0] if lines else "")).split())[:_LONGEST_TITLE]
    return Story(Metadata(slug=header.slug, guid=header.number), headline)


def _body(text: str, header: Header) -> Body:
    return anpa_body(text, header) if header.anpa else iptc_body(text, header)


def _reading(given: Given, frame: Frame, encoding: str | None = None) -> Reading:
    decoded = replace(given, data=frame.data).decoded(encoding)
    before, text, after = frame.split(_with_line_feeds(decoded.value))
    header = header_of(before)
    body = _body(text, header)
    paragraphs = [
        Paragraph(shown(header.head), BlockKind.TRANSMISSION),
        *(Paragraph(title, BlockKind.HEADLINE) for title in header.titles),
        *marked(body.paragraphs),
        Paragraph(shown(after), BlockKind.TRANSMISSION),
    ]
    metadata = _metadata(header, body, sent_at(after, anpa=header.anpa))
    reading = from_paragraphs(paragraphs, metadata, (*_told(frame, body), *decoded.warnings))
    return replace(reading, encoding=decoded.encoding)


def _told(frame: Frame, body: Body) -> list[str]:
    told = []
    if not frame.has_text:
        told.append("The wire does not say where its text begins.")
    elif not frame.ended:
        told.append("The end of the wire is missing: it may have been cut off.")
    if body.codes:
        one = body.codes == 1
        codes = "1 typesetting code was" if one else f"{body.codes:,} typesetting codes were"
        told.append(f"{codes} left out of the text.")
    return told


def _metadata(header: Header, body: Body, sent: str | None) -> Metadata:
    words = [paragraph.words for paragraph in body.paragraphs]
    headline = next((p.words for p in body.paragraphs if p.kind is BlockKind.HEADLINE), None)
    byline = next((line for line in words[:6] if is_byline(" ".join(line.split()))), None)
    datelines = (_DATELINE.match(line[:120]) for line in words[:6])
    dateline = next((match.group(1).strip(" ,") for match in datelines if match), None)
    day = sent[:10] if sent and re.match(r"\d{4}-\d\d-\d\dT", sent) else ""
    return Metadata(
        title=next(filter(None, (*header.titles, headline)), None),
        author=byline,
        slug=header.slug,
        dateline=dateline,
        guid=" ".join(filter(None, (header.number, day))) or None,
        version=header.version,
        sent=sent,
        urgency=header.priority,
        category=(header.category,) if header.category else (),
        embargo=next(filter(None, map(embargo_in, [*header.titles, *words[:8]])), None),
        service=header.service,
    )
