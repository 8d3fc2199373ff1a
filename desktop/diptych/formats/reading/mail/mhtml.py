"""Web pages that a browser saved as one file (MHTML): the page in it, and not its frames."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message

from diptych.formats.reading.given import Given
from diptych.formats.reading.mail import message as mail
from diptych.formats.reading.mail.reading import read_mail
from diptych.formats.reading.markup.html import read_markup
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.plain import nuls_told
from diptych.formats.reading.wires.markup_texts import paragraphs_of_markup

_MOST_PARTS = 10_000
_MOST_PAGES = 100
_FRAME = 200
"""Characters that a frame must have to be missed."""


def read_page(given: Given) -> Reading:
    """The article of the page with the most text in it; a file with no page is read as mail."""
    message = mail.parse(given.data, given.name)
    parts = [
        part
        for part in mail.every_part(message, _MOST_PARTS)
        if mail.content_type(part) in ("text/html", "application/xhtml+xml")
    ]
    pages = [(mail.text_of(part), part) for part in parts[:_MOST_PAGES]]
    sizes = [sum(len(p.words) for p in paragraphs_of_markup(words.value)) for words, _ in pages]
    if not any(sizes):
        return read_mail(given)
    largest = sizes.index(max(sizes))
    words, page = pages[largest]
    reading = read_markup(words.value, given.name)
    frames = sum(size >= _FRAME for size in sizes) - (sizes[largest] >= _FRAME)
    told = [*nuls_told(words.value), *words.warnings]
    if frames:
        some = "1 frame of the page is" if frames == 1 else f"{frames:,} frames of the page are"
        told.append(f"{some} not shown.")
    if mail.is_cut_off(message):
        told.append("The end of the file is missing: the page may have been cut off.")
    return _titled(reading, message, page).warned(*told)


def _titled(reading: Reading, message: Message, page: Message) -> Reading:
    """With the title and the address that the browser wrote down."""
    title = reading.metadata.title or mail.header(message, "subject") or None
    address = (
        mail.header(message, "snapshot-content-location")
        or mail.header(page, "content-location")
        or None
    )
    guid = reading.metadata.guid or address
    return replace(reading, metadata=replace(reading.metadata, title=title, guid=guid))
