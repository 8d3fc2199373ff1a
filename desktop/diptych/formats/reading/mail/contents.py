"""What a mail holds: the texts that are to be read, and what is left out of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import Message
from enum import Enum

from diptych.formats.reading.mail import message as mail
from diptych.formats.reading.wires.markup_texts import paragraphs_of_markup

DEEPEST = 10
DEEPEST_MAIL = 3
"""Parts inside of parts, and mails inside of mails, that are read."""

_STUB = 200
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature",
               "application/x-pkcs7-signature")  # fmt: skip
_KB = 1024


class Form(Enum):
    """How the words of a piece are to be read."""

    PLAIN = "plain"
    HTML = "html"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the mail, or the head of a mail inside of it (``message``)."""

    form: Form
    words: str = ""
    message: Message | None = None
    flowed: bool = False
    deleted_spaces: bool = False


@dataclass
class Contents:
    """Pieces in order, and all that is not shown."""

    pieces: list[Piece] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    pictures: int = 0
    too_deep: int = 0
    signed: bool = False
    encrypted: bool = False

    @property
    def has_text(self) -> bool:
        """Whether there is a text with any words."""
        return any(piece.words.strip() for piece in self.pieces)

    def add(self, other: Contents) -> None:
        """Put the other's after these."""
        self.pieces += other.pieces
        self.attachments += other.attachments
        self.warnings += other.warnings
        self.pictures += other.pictures
        self.too_deep += other.too_deep
        self.signed = self.signed or other.signed
        self.encrypted = self.encrypted or other.encrypted


def contents_of(part: Message, depth: int = 0, mails: int = 0) -> Contents:
    """All that is in a part; ``depth`` and ``mails`` are how deep inside of others it stands."""
    found = Contents()
    kind = mail.content_type(part)
    inside = mail.children(part)
    if depth > DEEPEST:
        found.too_deep += 1
    elif kind == "message/rfc822" and inside:
        _add_mail(found, inside[0], depth, mails)
    elif mail.is_attachment(part):
        found.attachments.append(_described(part))
    elif inside:
        _add_parts(found, kind, part, inside, depth, mails)
    else:
        _add_leaf(found, kind, part)
    return found


def _add_mail(found: Contents, inner: Message, depth: int, mails: int) -> None:
    if mails >= DEEPEST_MAIL:
        found.too_deep += 1
        return
    found.pieces.append(Piece(Form.HEAD, message=inner))
    found.add(contents_of(inner, depth + 1, mails + 1))


def _add_parts(
    found: Contents, kind: str, part: Message, inside: list[Message], depth: int, mails: int
) -> None:
    if kind == "multipart/encrypted":
        found.encrypted = True
    elif kind == "multipart/alternative":
        found.add(_alternative([contents_of(child, depth + 1, mails) for child in inside]))
    elif kind == "multipart/related":
        start = mail.parameter(part, "start")
        root = next((p for p in inside if start and mail.header(p, "content-id") == start), None)
        root = root or inside[0]
        found.add(contents_of(root, depth + 1, mails))
        for child in inside:
            if child is not root:
                _add_related(found, child)
    elif kind == "multipart/signed":
        found.signed = True
        found.add(contents_of(inside[0], depth + 1, mails))
    else:
        for child in inside:
            found.add(contents_of(child, depth + 1, mails))


def _add_related(found: Contents, part: Message) -> None:
    """What a page in a mail refers to is not missed, unless it is a file of its own."""
    if mail.content_type(part).startswith("image/"):
        found.pictures += 1
    elif mail.is_attachment(part) or mail.filename(part):
        found.attachments.append(_described(part))


def _add_leaf(found: Contents, kind: str, part: Message) -> None:
    if kind in ("text/plain", "text/html"):
        text = mail.text_of(part)
        form = Form.HTML if kind == "text/html" else Form.PLAIN
        flowed = mail.parameter(part, "format").lower() == "flowed"
        spaces = mail.parameter(part, "delsp").lower() == "yes"
        found.pieces.append(Piece(form, text.value, flowed=flowed, deleted_spaces=spaces))
        found.warnings += text.warnings if text.value.strip() else ()
    elif kind in _ENCRYPTED:
        found.encrypted = True
    elif kind in _SIGNATURES:
        found.signed = True
    elif kind.startswith("image/") and not mail.filename(part):
        found.pictures += 1
    else:
        found.attachments.append(_described(part))


def _alternative(forms: list[Contents]) -> Contents:
    """The plain form, unless it is empty or only says that there is another."""
    plain = next((form for form in forms if _is(form, Form.PLAIN)), None)
    page = next((form for form in forms if _is(form, Form.HTML)), None)
    if plain is None or (page is not None and _is_stub(plain, page)):
        return page or plain or (forms[-1] if forms else Contents())
    return plain


def _is(contents: Contents, form: Form) -> bool:
    return any(piece.form is form and piece.words.strip() for piece in contents.pieces)


def _is_stub(plain: Contents, page: Contents) -> bool:
    length = sum(len(piece.words.strip()) for piece in plain.pieces)
    if length >= _STUB:
        return False
    return 3 * length < sum(
        len(paragraph.words)
        for piece in page.pieces
        for paragraph in paragraphs_of_markup(piece.words)
    )


def _described(part: Message) -> str:
    """An attachment by its name, else by its type, and its size."""
    size = len(mail.payload(part))
    told = f"{size:,} bytes" if size < _KB else f"{size / _KB:,.0f} KB"
    if size >= _KB * _KB:
        told = f"{size / _KB / _KB:,.1f} MB"
    name = mail.filename(part)
    return f"“{name}” ({told})" if name else f"{mail.content_type(part)} ({told})"
