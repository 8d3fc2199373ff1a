"""A mail as an article: its head, its subject as headline, and its text."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import Message

from diptych.core.article import BlockKind, Item, Metadata
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.given import Given
from diptych.formats.reading.mail import message as mail
from diptych.formats.reading.mail.contents import Contents, Form, Piece, contents_of
from diptych.formats.reading.mail.text import paragraphs_of_mail
from diptych.formats.reading.markup.html import read_markup
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs
from diptych.formats.reading.structure import normalised
from diptych.formats.reading.wires.markup_texts import paragraphs_of_markup
from diptych.formats.reading.wires.wire_lines import embargo_in, marked

MOST_MAILS = 10_000

_SHOWN = ("from", "sender", "reply-to", "to", "cc", "bcc", "date", "sent")
_NEAR_THE_TOP = 8
_MOST_OF_IT = 0.6
_MOST_ATTACHMENTS = 10
_COUNTED = re.compile(rb"[ \t]*(\d{1,12})[ \t]*\r?\n")
_BETWEEN = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,200}\d\d:\d\d(?::\d\d)?[^\r\n]{0,40}\r?\n"
)
_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_mail(given: Given) -> Reading:
    """The mail; raises SeveralArticlesError where a mailbox holds more, CannotReadError where
    there is nothing to read in it."""
    mails = _mails(given.data)
    if len(mails) == 1:
        return _reading(given, mails[0])
    if len(mails) > MOST_MAILS:
        raise CannotReadError(
            f"“{given.name}” holds {len(mails):,} mails, more than can be listed.",
            f"Split the mailbox into parts of no more than {MOST_MAILS:,} mails.",
        )
    names = {str(place): data for place, data in enumerate(mails, start=1)}
    if given.item is None:
        raise SeveralArticlesError(
            f"“{given.name}” holds {len(mails):,} mails.",
            tuple(_item(name, data, given.name) for name, data in names.items()),
            "Choose the ones to open.",
        )
    chosen = names.get(given.item)
    if chosen is None:
        raise CannotReadError(
            f"There is no mail “{given.item}” in “{given.name}”.",
            "The mailbox may have changed. Open it again.",
        )
    return replace(_reading(given, chosen), kept=chosen)


def _mails(data: bytes) -> list[bytes]:
    """The mails of a mailbox; a single one without what mail programs put before and after it."""
    counted = _COUNTED.match(data)
    if counted:
        return [data[counted.end() : counted.end() + int(counted.group(1))]]
    marks = list(_BETWEEN.finditer(data))
    if not marks or marks[0].start():
        return [data]
    ends = [mark.start() for mark in marks[1:]] + [len(data)]
    parts = [data[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return [_FROM.sub(rb"\1", part) for part in parts]


def _item(name: str, data: bytes, file: str) -> Item:
    head = re.split(rb"\r?\n\r?\n", data[:65_536], maxsplit=1)[0]
    message = mail.parse(head + b"\n\n", file)
    title = mail.header(message, "subject") or f"Mail {name}"
    about = (mail.name_of(mail.header(message, "from")), mail.header(message, "date"))
    return Item(name, title[:200], " · ".join(filter(None, about)))


def _reading(given: Given, data: bytes) -> Reading:
    message = mail.parse(data, given.name)
    contents = contents_of(message)
    subject = mail.header(message, "subject")
    body = _body(contents, given.name, subject)
    if contents.encrypted and not body:
        raise CannotReadError(
            f"“{given.name}” is encrypted.",
            "Open it in the mail program that has the key, and save its text.",
        )
    body = marked(body)
    paragraphs = [
        Paragraph(_head(message), BlockKind.TRANSMISSION),
        Paragraph(subject, BlockKind.HEADLINE),
        *body,
    ]
    told = [*contents.warnings, *_told(contents, has_text=bool(body))]
    if mail.is_cut_off(message):
        told.append("The end of the mail is missing: it may have been cut off.")
    return from_paragraphs(paragraphs, _metadata(message, subject, body), dict.fromkeys(told))


def _head(message: Message) -> str:
    """Who wrote to whom, and when, in the order of the mail."""
    lines: dict[str, str] = {}
    for name in message:
        if name.lower() in _SHOWN and name.lower() not in lines:
            lines[name.lower()] = f"{name}: {mail.header(message, name)}"
    return "\n".join(lines.values())


def _body(contents: Contents, name: str, subject: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    for piece in contents.pieces:
        if piece.message is not None:
            found.append(Paragraph(_head(piece.message), BlockKind.TRANSMISSION))
            inner = mail.header(piece.message, "subject")
            found.append(Paragraph(inner, BlockKind.HEADING))
        elif piece.form is Form.HTML:
            found += _page(piece, name, subject)
        else:
            text = paragraphs_of_mail(
                piece.words, flowed=piece.flowed, deleted_spaces=piece.deleted_spaces
            )
            contents.signed = contents.signed or text.signed
            contents.encrypted = contents.encrypted or text.encrypted
            found += text.paragraphs
    return [paragraph for paragraph in found if paragraph.words.strip()]


def _page(piece: Piece, name: str, subject: str) -> list[Paragraph]:
    """The article of a mail in HTML; all its text where much of it would be missing."""
    every = paragraphs_of_markup(piece.words)
    try:
        reading = read_markup(piece.words, name)
    except CannotReadError:
        return every
    found = [
        Paragraph(
            block.span.of(reading.value),
            BlockKind.HEADING if block.kind is BlockKind.HEADLINE else block.kind,
        )
        for block in reading.blocks
    ]
    if sum(len(p.words) for p in found) < _MOST_OF_IT * sum(len(p.words) for p in every):
        return every
    if found and normalised(found[0].words) == normalised(subject):
        del found[0]
    return found


def _told(contents: Contents, *, has_text: bool) -> list[str]:
    told = []
    if not has_text:
        told.append("The mail itself has no text.")
    if contents.attachments:
        names = contents.attachments[:_MOST_ATTACHMENTS]
        more = len(contents.attachments) - len(names)
        rest = f", and {more:,} more" if more else ""
        advice = "" if has_text else " Save it from the mail and open that."
        told.append(f"Attached and not shown: {', '.join(names)}{rest}.{advice}")
    if contents.pictures:
        count = contents.pictures
        some = "1 picture in the mail is" if count == 1 else f"{count:,} pictures in the mail are"
        told.append(f"{some} not shown.")
    if contents.too_deep:
        told.append("Mails or parts that stand deep inside of others are not shown.")
    if contents.signed:
        told.append("The mail is signed; the signature was not checked.")
    if contents.encrypted:
        told.append("An encrypted part of the mail is not shown.")
    return told


def _metadata(message: Message, subject: str, body: list[Paragraph]) -> Metadata:
    date = mail.moment_of(mail.header(message, "date") or mail.header(message, "sent"))
    parts = (message, *mail.every_part(message, _NEAR_THE_TOP))
    languages = (mail.header(part, "content-language") for part in parts)
    language = next(filter(None, languages), "").split(",")[0]
    keywords = (word.strip() for word in mail.header(message, "keywords").split(","))
    lines = [subject, *(paragraph.words for paragraph in body[:_NEAR_THE_TOP])]
    return Metadata(
        title=subject or None,
        author=mail.name_of(mail.header(message, "from")),
        date=date,
        language=normalise_tag(language) if language else None,
        guid=mail.header(message, "message-id").strip("<> ") or None,
        sent=date,
        keywords=tuple(word for word in keywords if word),
        embargo=next(filter(None, map(embargo_in, lines)), None),
    )
