"""Notes as rows of the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from diptych.core.document import Document
from diptych.core.notes import Colour, Note
from diptych.ui.entry_list import Entry, Line
from diptych.ui.notes.field import written_rtl
from diptych.ui.notes.names import colour_label, edge, place_of, plain_tip, signed
from diptych.ui.panels import is_rtl, one_line
from diptych.ui.theme import Theme

LONGEST_QUOTE = 140
"""Characters of a quotation that a row shows; the tip has all of it."""

LOST = "lost"
"""The key of the heading above notes whose words are gone."""

translate = QCoreApplication.translate


class Rows:
    """Makes rows, and keeps those of notes that stay as they are: typing changes one of many."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Note, Entry]] = {}
        self._ground: object = None

    def of(
        self,
        notes: Sequence[Note],
        document: Document,
        meanings: Mapping[Colour, str],
        theme: Theme,
    ) -> tuple[Entry, ...]:
        """A row for each note, in the order given; those without their words under a heading."""
        versions = tuple((v.id, v.name, v.text.language) for v in document.versions)
        ground = (versions, tuple(meanings.items()), theme)
        if ground != self._ground:
            self._ground, self._known = ground, {}
        rows = [self._row(n, document, meanings, theme) for n in notes if not n.orphan]
        lost = [self._row(n, document, meanings, theme) for n in notes if n.orphan]
        if lost:
            told = translate("notes", "Words that are gone ({0})").format(len(lost))
            rows.append(Entry(LOST, (Line(told, faint=True, bold=True),), heading=True))
        return (*rows, *lost)

    def _row(
        self, note: Note, document: Document, meanings: Mapping[Colour, str], theme: Theme
    ) -> Entry:
        before, row = self._known.get(note.id, (None, None))
        if before is not note or row is None:
            row = _row(note, document, meanings, theme)
            self._known[note.id] = (note, row)
        return row


def _row(note: Note, document: Document, meanings: Mapping[Colour, str], theme: Theme) -> Entry:
    struck = note.resolved
    lines = []
    if note.quote:
        rtl = _written_rtl(note, document)
        whole = one_line(note.quote)
        cut = len(whole) > LONGEST_QUOTE and not note.orphan
        quoted = translate("notes", "“{0}”").format(
            f"{whole[:LONGEST_QUOTE].rstrip()} …" if cut else whole
        )
        faint = bool(note.body) or struck
        lines.append(Line(quoted, faint=faint, rtl=rtl, struck=struck))
    if note.body:
        rtl = written_rtl(note.body)
        lines.append(Line(note.body, bold=not struck, faint=struck, struck=struck, rtl=rtl))
    for reply in note.replies:
        author = reply.author or translate("notes", "Unsigned")
        told = translate("notes", "{0}: {1}").format(author, one_line(reply.body))
        lines.append(Line(f"↳ {told}", faint=struck))
    about = [place_of(note, document), signed(note.author, note.created)]
    if note.resolved:
        about.insert(0, translate("notes", "✓ Resolved"))
    if meanings.get(note.colour):
        about.append(meanings[note.colour])
    lines.append(Line(" · ".join(about), faint=True))
    return Entry(
        note.id,
        tuple(lines),
        tip=plain_tip("\n".join(filter(None, (colour_label(note.colour, meanings), note.quote)))),
        stripe=edge(note.colour, theme).name(),
        said=colour_label(note.colour, meanings),
    )


def _written_rtl(note: Note, document: Document) -> bool:
    languages = {version.id: version.text.language for version in document.versions}
    return is_rtl(languages.get(note.version))
