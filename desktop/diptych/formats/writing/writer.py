"""Annotated copies by suffix."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.versions import Version
from diptych.formats.reading.kinds import FileKind
from diptych.formats.writing.docx import write_docx
from diptych.formats.writing.html import write_html
from diptych.formats.writing.plain import write_text
from diptych.formats.writing.subtitles import write_subtitles

FORMATS: tuple[tuple[str, str], ...] = (
    (".html", "Web page"),
    (".docx", "Word document"),
    (".txt", "Plain text"),
    (".srt", "Subtitles (SRT)"),
    (".vtt", "Subtitles (WebVTT)"),
)

SUBTITLES = {".srt": FileKind.SRT, ".vtt": FileKind.VTT}
OF_LINES = (".txt", *SUBTITLES)
"""Those that are made of lines, which can be set in columns."""


def write(
    document: Document,
    suffix: str,
    *,
    versions: Sequence[str] | None = None,
    cautions: Sequence[str] = (),
    columns: int | None = None,
) -> bytes:
    """A copy with the source and the given versions (ids; the newest one by default).

    ``cautions`` are said at its head. Copies of plain lines hold the last of the versions alone;
    ``columns`` is how wide their lines are set, which stay as they are otherwise. Raises
    CannotSaveError for a suffix we do not write, and for subtitles of what has no times.
    """
    chosen = _versions(document, versions)
    kind = suffix.lower()
    if kind in (".html", ".htm"):
        return write_html(document, chosen, cautions)
    if kind == ".docx":
        return write_docx(document, chosen, cautions)
    last = chosen[-1] if chosen else document.source
    if kind == ".txt":
        return write_text(document, last, columns)
    if kind in SUBTITLES:
        return write_subtitles(document, last, SUBTITLES[kind], columns)
    known = ", ".join((".diptych", *(s for s, _ in FORMATS)))
    raise CannotSaveError(
        f"Copies cannot be saved as “{suffix or 'a file without suffix'}”.", f"Use one of: {known}."
    )


def _versions(document: Document, wanted: Sequence[str] | None) -> tuple[Version, ...]:
    if wanted is None:
        return document.targets[-1:]
    return tuple(document.version(version_id) for version_id in wanted)
