"""Annotated copies by suffix."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.versions import Version
from diptych.formats.writing.docx import write_docx
from diptych.formats.writing.html import write_html
from diptych.formats.writing.plain import write_text

FORMATS: tuple[tuple[str, str], ...] = (
    (".html", "Web page"),
    (".docx", "Word document"),
    (".txt", "Plain text"),
)


def write(
    document: Document,
    suffix: str,
    *,
    versions: Sequence[str] | None = None,
    cautions: Sequence[str] = (),
) -> bytes:
    """A copy with the source and the given versions (ids; the newest one by default).

    ``cautions`` are said at its head. Raises CannotSaveError for a suffix we do not write.
    """
    chosen = _versions(document, versions)
    kind = suffix.lower()
    if kind in (".html", ".htm"):
        return write_html(document, chosen, cautions)
    if kind == ".docx":
        return write_docx(document, chosen, cautions)
    if kind == ".txt":
        return write_text(document, chosen[-1] if chosen else document.source)
    known = ", ".join((".diptych", *(s for s, _ in FORMATS)))
    raise CannotSaveError(
        f"Copies cannot be saved as “{suffix or 'a file without suffix'}”.", f"Use one of: {known}."
    )


def _versions(document: Document, wanted: Sequence[str] | None) -> tuple[Version, ...]:
    if wanted is None:
        return document.targets[-1:]
    return tuple(document.version(version_id) for version_id in wanted)
