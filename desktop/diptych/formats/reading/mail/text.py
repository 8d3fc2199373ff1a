"""Plain text as mail carries it: flowed lines joined, signatures told from the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.structure import paragraphs_of

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_MOST_SIGNATURE_LINES = 15
_QUOTED = re.compile(r">+")
_BLANK_QUOTE = re.compile(r"^[> \t]*>[ \t]*$", re.MULTILINE)
_SIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Za-z]+: [^\n]*\n)*\n(.*?)"
    r"^-----BEGIN PGP SIGNATURE-----.*?(?:^-----END PGP SIGNATURE-----[^\n]*\n?|\Z)",
    re.MULTILINE | re.DOTALL,
)
_ENCRYPTED = re.compile(
    r"^-----BEGIN PGP MESSAGE-----$.*?(?:^-----END PGP MESSAGE-----[^\n]*\n?|\Z)",
    re.MULTILINE | re.DOTALL,
)
_ESCAPED = re.compile(r"^- (?=-)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MailText:
    """Paragraphs of a plain text, and whether parts of it were signed or encrypted (PGP)."""

    paragraphs: list[Paragraph]
    signed: bool = False
    encrypted: bool = False


def paragraphs_of_mail(words: str, *, flowed: bool, deleted_spaces: bool) -> MailText:
    """The text in paragraphs; its signature is furniture."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    words, signed = _SIGNED.subn(lambda match: _ESCAPED.sub("", match.group(1)), words)
    words, encrypted = _ENCRYPTED.subn("", words)
    if flowed:
        words = unflowed(words, deleted_spaces=deleted_spaces)
    text, signature = _without_signature(_BLANK_QUOTE.sub("", words))
    paragraphs = [Paragraph(span.of(text)) for span in paragraphs_of(text)]
    if signature.strip():
        paragraphs.append(Paragraph(signature.strip("\n"), BlockKind.FURNITURE))
    return MailText(paragraphs, signed=signed > 0, encrypted=encrypted > 0)


def unflowed(words: str, *, deleted_spaces: bool = False) -> str:
    """Lines that flow joined to one, after RFC 3676: those that end with a blank go on."""
    joined: list[str] = []
    open_at = -1
    for line in words.split("\n"):
        quotes = _QUOTED.match(line)
        depth = quotes.end() if quotes else 0
        content = line[depth:]
        content = content.removeprefix(" ")  # a blank is put before "From" and ">"
        if open_at == depth and content != "-- ":
            joined[-1] += content
        else:
            joined.append(f"{'>' * depth} {content}" if depth else content)
        flows = content.endswith(" ") and content != "-- "
        if flows and deleted_spaces:
            joined[-1] = joined[-1][:-1]
        open_at = depth if flows else -1
    return "\n".join(joined)


def _without_signature(words: str) -> tuple[str, str]:
    """The text and what stands from the line that begins a signature on."""
    for match in _SIGNATURE.finditer(words):
        after = words[match.end() :]
        if match.group() == "-- " or after.count("\n") <= _MOST_SIGNATURE_LINES:
            return words[: match.start()], words[match.start() :]
    return words, ""
