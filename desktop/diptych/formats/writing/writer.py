"""Annotated copies: which formats there are, and the writer of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.versions import Version
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.printed.printout import Printout, PrintPdf

Write = Callable[[Document, tuple[Version, ...], Copy], bytes | Printout]


@dataclass(frozen=True, slots=True)
class Form:
    """A format of copies. ``name`` is what a person calls it in a command.

    ``writer`` is where its function stands in this package, "module:name": it is imported when it
    is first used, and called with the document, the versions and the choices. Copies of ``lines``
    hold the last of the versions alone and can be set in columns; ``timed`` ones are of subtitles
    only. ``sides`` can have the source beside the versions or go without it, ``tracks`` shows
    edits as changes, and ``noted`` takes notes along. The writer of a ``printed`` one gives what
    is to be printed, for somebody who has fonts.
    """

    name: str
    suffix: str
    label: str
    writer: str
    lines: bool = False
    timed: bool = False
    sides: bool = False
    tracks: bool = False
    noted: bool = True
    printed: bool = False


FORMS: tuple[Form, ...] = (
    Form("html", ".html", "Web page", "pages.html:write_html", sides=True, tracks=True),
    Form("docx", ".docx", "Word document", "office.docx:write_docx", sides=True, tracks=True),
    Form("odt", ".odt", "OpenDocument text", "office.odt:write_odt", sides=True, tracks=True),
    Form("pdf", ".pdf", "PDF", "printed.pdf:write_printout", sides=True, tracks=True, printed=True),
    Form("markdown", ".md", "Markdown", "markdown:write_markdown", sides=True),
    Form("text", ".txt", "Plain text", "plain:write_text", lines=True),
    Form("xliff", ".xlf", "XLIFF 2.1", "xliff_2:write_xliff_2"),
    Form("xliff-1.2", ".xlf", "XLIFF 1.2", "xliff_1:write_xliff_1"),
    Form("tmx", ".tmx", "Translation memory (TMX)", "tmx:write_article_tmx"),
    Form("tbx", ".tbx", "Glossary (TBX)", "tbx:write_terms", noted=False),
    Form("annotations", ".jsonld", "Web annotations (JSON-LD)", "annotations:write_annotations"),
    Form(
        "srt", ".srt", "Subtitles (SRT)", "subtitles:write_srt", lines=True, timed=True, noted=False
    ),
    Form(
        "vtt",
        ".vtt",
        "Subtitles (WebVTT)",
        "subtitles:write_vtt",
        lines=True,
        timed=True,
        noted=False,
    ),
)
"""In the order in which they are offered; the first of a suffix is the usual one."""

_OTHER_SUFFIXES = {".htm": ".html", ".xliff": ".xlf"}


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


def write(
    document: Document, name: str, copy: Copy = USUAL, print_pdf: PrintPdf | None = None
) -> bytes:
    """A copy in the form with that name or suffix; ``print_pdf`` prints those that are printed.

    Raises CannotSaveError for one that we do not write, for subtitles of what has no times, and
    where there is nobody to print; KeyError for versions that are not there.
    """
    form = form_of(name)
    module, _, function = form.writer.partition(":")
    writer: Write = getattr(import_module(f"diptych.formats.writing.{module}"), function)
    written = writer(document, _versions(document, copy.versions), copy)
    if not isinstance(written, Printout):
        return written
    if print_pdf is None:
        raise CannotSaveError(
            f"A {form.label} cannot be printed from here.", "Save the copy from the window."
        )
    return print_pdf(written)


def _versions(document: Document, wanted: Sequence[str] | None) -> tuple[Version, ...]:
    if wanted is None:
        return document.targets[-1:]
    return tuple(document.version(version_id) for version_id in wanted)
