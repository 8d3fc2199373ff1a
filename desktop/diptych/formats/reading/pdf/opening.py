"""Opening PDF files: passwords, protection, and files that break off before their end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from diptych.core.errors import CannotReadError, PasswordNeededError
from diptych.formats.reading.given import Given

_END = b"%%EOF"
_LAST_BYTES = 4096
"""Where the end of a file stands; mail servers and scanners add a little after it."""

_ROOT = b"/Catalog"
_OBJECT = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\b")
_BEFORE_ROOT = 4096


def breaks_off(data: bytes) -> bool:
    """Whether the file's end is missing."""
    return _END not in data[-_LAST_BYTES:]


@contextmanager
def opened(given: Given) -> Iterator[Any]:
    """The document of pypdfium2, closed in the end.

    Raises PasswordNeededError when it opens with a password, and there is none or a wrong one, and
    CannotReadError when it is damaged or locked in another way.
    """
    with closing(_document(given)) as document:
        yield document


def _document(given: Given) -> Any:
    from pypdfium2 import PdfDocument, PdfiumError, raw

    try:
        return PdfDocument(given.data, password=given.password)
    except PdfiumError as error:
        mended = _with_end(given.data) if breaks_off(given.data) else None
        if mended is None or error.err_code == raw.FPDF_ERR_PASSWORD:
            raise _refusal(given, error) from error
        try:
            return PdfDocument(mended, password=given.password)
        except PdfiumError:
            raise _refusal(given, error) from error


def _with_end(data: bytes) -> bytes | None:
    """The file with a new end that names its root, where that came before the file broke off."""
    place = data.rfind(_ROOT)
    head = data[max(0, place - _BEFORE_ROOT) : max(0, place)]
    objects = _OBJECT.findall(head)
    last = data.rfind(b"endobj")
    if not objects or last < 0:
        return None
    number, generation = objects[-1]
    end = b"\ntrailer <</Root %s %s R>>\nstartxref\n0\n%s\n" % (number, generation, _END)
    return data[: last + len(b"endobj")] + end


def _refusal(given: Given, error: Any) -> CannotReadError:
    from pypdfium2 import raw

    name = given.name
    if error.err_code == raw.FPDF_ERR_PASSWORD:
        if given.password is None:
            return PasswordNeededError(
                f"“{name}” needs a password.", "Ask whoever sent it for the password."
            )
        return PasswordNeededError(
            f"That password is not right for “{name}”.",
            "Check capitals and the layout of the keyboard, and type it again.",
        )
    if error.err_code == raw.FPDF_ERR_SECURITY:
        return CannotReadError(
            f"“{name}” is locked in a way that only the program of its makers opens.",
            "Ask for a copy without protection.",
            str(error),
        )
    return CannotReadError(
        f"“{name}” is damaged: it is not a whole PDF.",
        "Ask for the file again, or open a copy that was downloaded completely.",
        str(error),
    )
