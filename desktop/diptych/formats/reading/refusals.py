"""Files that cannot be opened: what they are, and what to do about it."""

from __future__ import annotations

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.limits import check_zip


def refusal(kind: FileKind, given: Given) -> CannotReadError:
    """The error for a kind that has no reader."""
    name = given.name
    if kind is FileKind.OLE:
        if "EncryptedPackage".encode("utf-16-le") in given.data:
            return CannotReadError(
                f"“{name}” is protected by a password.",
                "Open it in Word, remove the password, and save it again.",
            )
        return CannotReadError(
            f"“{name}” is an old Office document, which this version does not open.",
            "Open it in Word or LibreOffice and save it as .docx.",
        )
    if kind is FileKind.ZIP:
        check_zip(given.data, name)
        return CannotReadError(
            f"“{name}” is an archive or an Office file that holds no article.",
            "Unpack it and open the article inside, or save it as .docx.",
        )
    return CannotReadError(
        f"“{name}” is not a text: it holds binary data.",
        "Open a text, a document, a web page or a wire.",
    )
