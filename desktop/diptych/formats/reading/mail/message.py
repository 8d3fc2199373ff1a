"""Messages as the standard library parses them, asked in ways that no message can make fail."""

from __future__ import annotations

import binascii
import email
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import errors
from email.header import decode_header, make_header
from email.message import Message
from email.policy import EmailPolicy
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any, TypeVar

from diptych.core.errors import CannotReadError
from diptych.formats.reading.charsets.encodings import canonical_name, declared_encoding, decode

Answer = TypeVar("Answer")

_LONGEST = 8_000
_LONGEST_OF_CONTENT = 1_000
"""Characters of a header that are looked at: parsing takes longer than they are long."""

_HALF_DAY = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)
"""Times as some programs write them for people; the standard library takes 4 PM for 4 o'clock."""

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_STATEFUL = ("iso2022", "hz")
_CUT_OFF = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect)
_DAMAGED = (errors.InvalidBase64CharactersDefect, errors.InvalidBase64LengthDefect,
            errors.InvalidBase64PaddingDefect)  # fmt: skip


class _Lenient(EmailPolicy):
    """Headers as people read them, and as they stand where they cannot be read so."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        content = name.lower().startswith("content-")
        value = _mended(value)[: _LONGEST_OF_CONTENT if content else _LONGEST]
        if name.lower() == "date":
            return value  # the standard library would write it anew
        parse_value = super().header_fetch_parse
        return _asked(lambda: parse_value(name, value), value)


_POLICY = _Lenient()


def _asked(question: Callable[[], Answer], otherwise: Answer) -> Answer:
    """What a question to the standard library answers, or ``otherwise`` where it stumbles."""
    try:
        return question()
    # Made-up headers make it fail in ways of every kind; the rest of the mail can still be read.
    except Exception:
        return otherwise


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a part, and what is to be said of it."""

    value: str
    warnings: tuple[str, ...] = ()


def parse(data: bytes, name: str) -> Message:
    """The message; raises CannotReadError for parts inside of parts without end."""
    try:
        return email.message_from_bytes(data, policy=_POLICY)
    except RecursionError as error:
        raise CannotReadError(
            f"“{name}” nests its parts deeper than any mail does.",
            "It may be damaged or made to do harm. Ask the sender for plain text.",
        ) from error


def header(message: Message, name: str) -> str:
    """The words of a header on one line, empty when there is none."""
    return _asked(lambda: _unencoded(str(message.get(name) or "")), "")


def _unencoded(value: str) -> str:
    """A header's words on one line, encoded ones decoded."""
    if "=?" in value:
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())


def content_type(part: Message) -> str:
    """The type in lower case; a part of many without its marks is a text."""
    found = part.get_content_type()
    return "text/plain" if found.startswith("multipart/") and not part.is_multipart() else found


def parameter(part: Message, name: str) -> str:
    """A parameter of the type of content, empty when there is none."""
    value: Any = _asked(lambda: part.get_param(name), None)
    return value if isinstance(value, str) else ""


def filename(part: Message) -> str:
    """The name of an attachment, empty when it has none."""
    return _asked(lambda: _unencoded(part.get_filename() or ""), "")


def is_attachment(part: Message) -> bool:
    """Whether the part says that it is to be saved, not read."""
    return _asked(lambda: part.get_content_disposition() == "attachment", otherwise=False)


def children(part: Message) -> list[Message]:
    """The parts inside, none for a single one."""
    payload: Any = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if part.is_multipart() else []


def every_part(message: Message, most: int) -> Iterator[Message]:
    """All parts that hold no others, in order, up to a number of them."""
    waiting = [message]
    for _ in range(most):
        if not waiting:
            return
        part = waiting.pop()
        inside = children(part)
        if not inside:
            yield part
        waiting += reversed(inside)


def payload(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone."""
    data: Any = _asked(lambda: part.get_payload(decode=True), None)
    if not isinstance(data, bytes):
        return b""
    if any(isinstance(defect, errors.InvalidBase64LengthDefect) for defect in part.defects):
        return _broken_off(data)
    return data


def _broken_off(data: bytes) -> bytes:
    """As much of base64 as is whole, where the standard library would give it as it stands."""
    kept = _NOT_BASE64.sub(b"", data)
    return binascii.a2b_base64(kept[: len(kept) // 4 * 4])


def text_of(part: Message) -> Words:
    """The characters of a text, by the encoding it declares, else by guessing."""
    data = payload(part)
    charset = _asked(lambda: part.get_content_charset() or "", "")
    warnings: tuple[str, ...] = ()
    if any(isinstance(defect, _DAMAGED) for defect in part.defects):
        warnings = ("A part of the mail is damaged: some of its text may be missing or wrong.",)
    declared = canonical_name(charset)
    if declared and declared.startswith(_STATEFUL):
        return Words(data.decode(declared, "replace"), warnings)
    if charset in ("utf-7", "unicode-1-1-utf-7"):
        return Words(data.decode("utf-7", "replace"), warnings)
    if declared is None and content_type(part) == "text/html":
        declared = declared_encoding(data)
    decoded = decode(data, declared=declared)
    return Words(decoded.value, (*decoded.warnings, *warnings))


def is_cut_off(message: Message) -> bool:
    """Whether the end mark of its parts is missing."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if any(isinstance(defect, _CUT_OFF) for defect in part.defects):
            return True
        waiting += children(part)
    return False


def name_of(address: str) -> str | None:
    """The name in an address, else the address itself."""
    name, plain = parseaddr(address)
    return name or plain or address or None


def moment_of(date: str) -> str | None:
    """The date in ISO 8601, or as it is written where it cannot be read."""
    if _HALF_DAY.search(date):
        return date
    return _asked(lambda: parsedate_to_datetime(date).isoformat(), date or None)


def _mended(value: str) -> str:
    """A header that holds bytes beyond ASCII, decoded by what they are."""
    try:
        data = value.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return value
    return value if data.isascii() else decode(data).value
