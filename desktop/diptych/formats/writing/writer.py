"""Annotated copies: which formats there are, and the writer of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.versions import Version
from diptych.formats.writing.copy import USUAL, Copy

Write = Callable[[Document, tuple[Version, ...], Copy], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """A format of copies. ``name`` is what a person calls it in a command.

    ``writer`` is where its function stands in this package, "module:name": it is imported when it
    is first used, and called with the document, the versions and the choices. Copies of ``lines``
    hold the last of the versions alone and can be set in columns; ``timed`` ones are of subtitles
    only.
    """

    name: str
    suffix: str
    label: str
    writer: str
    lines: bool = False
    timed: bool = False


FORMS: tuple[Form, ...] = (
    Form("html", ".html", "Web page", "html:write_html"),
    Form("docx", ".docx", "Word document", "docx:write_docx"),
    Form("text", ".txt", "Plain text", "plain:write_text", lines=True),
    Form("srt", ".srt", "Subtitles (SRT)", "subtitles:write_srt", lines=True, timed=True),
    Form("vtt", ".vtt", "Subtitles (WebVTT)", "subtitles:write_vtt", lines=True, timed=True),
)
"""In the order in which they are offered; the first of a suffix is the usual one."""

_OTHER_SUFFIXES = {".htm": ".html"}


def form_of(name: str) -> Form:
    """The form with that name or suffix (".docx"). Raises CannotSaveError where there is none."""
    wanted = _OTHER_SUFFIXES.get(name.lower(), name.lower())
    for form in FORMS:
        if wanted in (form.name, form.suffix):
            return form
    known = ", ".join(dict.fromkeys((".diptych", *(form.suffix for form in FORMS))))
    raise CannotSaveError(
        f"Copies cannot be saved as “{name or 'a file without suffix'}”.", f"Use one of: {known}."
    )


def write(document: Document, name: str, copy: Copy = USUAL) -> bytes:
    """A copy in the form with that name or suffix.

    Raises CannotSaveError for one that we do not write, and for subtitles of what has no times;
    KeyError for versions that are not there.
    """
    form = form_of(name)
    module, _, function = form.writer.partition(":")
    writer: Write = getattr(import_module(f"diptych.formats.writing.{module}"), function)
    return writer(document, _versions(document, copy.versions), copy)


def _versions(document: Document, wanted: Sequence[str] | None) -> tuple[Version, ...]:
    if wanted is None:
        return document.targets[-1:]
    return tuple(document.version(version_id) for version_id in wanted)
