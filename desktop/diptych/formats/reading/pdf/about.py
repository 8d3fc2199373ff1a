"""What a PDF says of itself, and what it holds besides the text of its pages."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from diptych.core.article import Metadata
from diptych.core.languages import normalise_tag
from diptych.core.text import canonicalise

_DATE = re.compile(
    r"\s*(?:D:)?(?P<year>\d{4})(?:(?P<month>\d\d)(?:(?P<day>\d\d)"
    r"(?:(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z|[+-]\d\d(?:'?\d\d)?)?)?)?)?"
)
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel|publisher) - .*|powerpoint presentation|slide \d+"
    r"|untitled.*|sans titre.*|ohne titel.*|unbenannt.*|sin título.*|senza titolo.*|sem título.*"
    r"|без имени.*|безымянный.*|无标题.*|無題.*|(?:document|dokument|documento|doc)\s*\d*"
    r"|[(<]?(?:unspecified|anonymous|unknown|none|null|title)[)>]?|about:blank|https?://.*"
    r"|.*\.(?:docx?|dotx?|odt|rtf|indd|qx[dp]|pdf|tex|dvi|txt|pptx?|xlsx?|html?|pages|wpd|fm|p65"
    r"|pmd|ai|cdr|e?ps|jpe?g|tiff?|png|pub|xps|md)|[\W\d_]*)\Z",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:user|users?\d*|admin|administrator|root|owner|default|author|unknown|anonymous|none"
    r"|[(<]?unspecified[)>]?|[\W\d_]*)\Z",
    re.IGNORECASE,
)
_MOST_CHARACTERS = 20_000
_MOST_NOTES = 5_000
_WIDE = "utf-16-le"


def metadata_of(raw: Any, document: Any) -> Metadata:
    """Title, author, dates, keywords and language, as far as they say anything.

    ``raw`` is ``pypdfium2.raw`` and ``document`` its handle. English is what many programs write
    whatever a text is in, so it is left to be detected.
    """

    def said(name: str) -> str:
        key = name.encode() + b"\0"
        return _words(lambda *room: raw.FPDF_GetMetaText(document, key, *room))

    title, author = said("Title"), said("Author")
    created, changed = _date(said("CreationDate")), _date(said("ModDate"))
    keywords = re.split(r"\s*[,;]\s*", said("Keywords"))
    language = _words(lambda *room: raw.FPDFCatalog_GetLanguage(document, *_as_wide(raw, room)))
    tag = normalise_tag(language) if language else None
    return Metadata(
        title=None if _NO_TITLE.match(title) else title,
        author=None if _NOBODY.match(author) else author,
        date=created or changed,
        updated=changed,
        language=None if tag is None or tag.partition("-")[0] == "en" else tag,
        keywords=tuple(word for word in keywords if word),
    )


class Extras:
    """Counts what is not shown: comments, fields of forms, files that are attached."""

    def __init__(self, raw: Any, document: Any) -> None:
        self._raw = raw
        self._counts: Counter[str] = Counter()
        self._seen = 0
        self._files = max(0, raw.FPDFDoc_GetAttachmentCount(document))
        form = raw.FPDF_GetFormType(document)
        self._xfa = form in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)

    def look_at(self, page: Any) -> None:
        """Count the notes and fields of a page, given its handle."""
        raw = self._raw
        notes = {
            raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_HIGHLIGHT,
            raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_SQUIGGLY, raw.FPDF_ANNOT_STRIKEOUT,
            raw.FPDF_ANNOT_CARET, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_LINE,
            raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_INK,
        }  # fmt: skip
        for number in range(max(0, raw.FPDFPage_GetAnnotCount(page))):
            if self._seen == _MOST_NOTES:
                return
            self._seen += 1
            note = raw.FPDFPage_GetAnnot(page, number)
            if not note:
                continue
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind in notes and self._says_something(note):
                self._counts["comment"] += 1
            elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
                self._files += 1
            elif kind == raw.FPDF_ANNOT_WIDGET:
                self._counts["field"] += 1
            raw.FPDFPage_CloseAnnot(note)

    def _says_something(self, note: Any) -> bool:
        raw = self._raw
        return bool(
            _words(
                lambda *room: raw.FPDFAnnot_GetStringValue(
                    note, b"Contents\0", *_as_wide(raw, room)
                )
            )
        )

    def warnings(self) -> list[str]:
        """A sentence for each kind of things that there are."""
        found = []
        comments, fields, files = self._counts["comment"], self._counts["field"], self._files
        if comments:
            found.append(_told(comments, "1 comment is not shown.", "{} comments are not shown."))
        if fields:
            found.append(
                _told(
                    fields, "What is filled into the field of its form is not shown.",
                    "What is filled into the {} fields of its form is not shown.",
                )
            )  # fmt: skip
        if self._xfa:
            found.append(
                "It is a form (XFA) whose text is made by Adobe’s programs: it is missing."
            )
        if files:
            found.append(
                _told(files, "1 attached file is not shown.", "{} attached files are not shown.")
            )
        return found


def listed(pages: Sequence[int]) -> str:
    """Numbers of pages in a sentence: "page 4", "pages 3-7 and 12"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    parts: list[str] = []
    for run in runs:
        long = len(run) > 2
        parts += [f"{run[0]:,}-{run[-1]:,}"] if long else [f"{page:,}" for page in run]
    numbers = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{'page' if len(set(pages)) == 1 else 'pages'} {numbers}"


def _told(count: int, one: str, more: str) -> str:
    return one if count == 1 else more.format(f"{count:,}")


def _as_wide(raw: Any, room: tuple[Any, int]) -> tuple[Any, int]:
    """The room for an answer, as pdfium's functions for UTF-16 want it."""
    buffer, size = room
    if buffer is not None:
        buffer = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    return buffer, size


def _words(ask: Callable[..., int]) -> str:
    """A string of pdfium, which is asked for its size in bytes first."""
    size = min(ask(None, 0), 2 * _MOST_CHARACTERS)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    if ask(buffer, size) > size:
        return ""  # longer than anything that is wanted here: pdfium gives nothing then
    raw = buffer.raw[: size - size % 2].decode(_WIDE, "replace").partition("\0")[0]
    return " ".join(canonicalise(raw).split())


def _date(written: str) -> str | None:
    """A moment as PDF writes it, ``D:20261124063000+01'00'``, as ISO 8601."""
    match = _DATE.match(written)
    if match is None:
        return None
    part = match.groupdict()
    if part["day"] is None:
        return None
    hour, minute, second = part["hour"] or "00", part["minute"] or "00", part["second"] or "00"
    written = f"{part['year']}-{part['month']}-{part['day']}T{hour}:{minute}:{second}"
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    if part["hour"] is None:
        return moment.date().isoformat()
    zone = (part["zone"] or "").replace("'", "")
    if len(zone) == 3:
        zone += "00"
    return moment.isoformat() + (f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone)
