"""The words of a block in one version: cut at notes, and at changes where these are tracked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diptych.core.article import TITLES, Block
from diptych.core.notes import Note
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.formats.writing.office.drafts import Draft
from diptych.formats.writing.office.outline import Style, Words, clean
from diptych.formats.writing.rows import Cell
from diptych.formats.writing.runs import cut
from diptych.formats.writing.tracking import Change, Machine, stretches


class Cells:
    """Writes blocks and segments of one version into drafts."""

    def __init__(self, version: Version, notes: Sequence[Note], machine: Version | None) -> None:
        """``machine`` is the version whose words this one's are shown as changes to."""
        self.version = version
        self._notes = [note for note in notes if note.version == version.id and not note.orphan]
        self._machine = Machine(machine)

    def write(self, draft: Draft, block: Block, cell: Cell) -> None:
        """All that the version says in a block: nothing where that is blank.

        Apart from the story it is grey.
        """
        bold = draft.style is Style.CELL and block.kind in TITLES
        pairs = [(piece.old, piece.span) for piece in self._machine.pieces(block.id, cell)]
        value = self.version.text.value
        if not any(span.of(value).strip() or (old or "").strip() for old, span in pairs):
            return
        whole = Span(pairs[0][1].start, pairs[-1][1].end)
        notes = [note for note in self._notes if note.span.overlaps(whole)]
        for old, span in pairs:
            self._write(draft, old, span, notes, bold=bold, grey=block.apart)

    def write_segment(self, draft: Draft, segment_id: str, notes: Sequence[Note]) -> None:
        """A segment on one line, with other notes than those on the words of the version."""
        segment = self._segment(self.version, segment_id)
        if segment is None:
            return
        old = None
        machine = self._machine.version
        if machine is not None:
            before = self._segment(machine, segment_id)
            old = machine.text_of(before) if before is not None else ""
        self._write(draft, old, segment.span, notes)
        draft.words = [replace(words, words=_on_one_line(words.words)) for words in draft.words]

    @staticmethod
    def _segment(version: Version, segment_id: str) -> Segment | None:
        return next((s for s in version.segments if s.id == segment_id), None)

    def _write(
        self,
        draft: Draft,
        old: str | None,
        span: Span,
        notes: Sequence[Note],
        *,
        bold: bool = False,
        grey: bool = False,
    ) -> None:
        value, language = self.version.text.value, self.version.text.language
        new = span.of(value)
        for stretch in stretches(new if old is None else old, new):
            if stretch.change is Change.LEFT_OUT:
                gone = clean(stretch.words)
                draft.add(Words(gone, language, None, bold, grey, Change.LEFT_OUT))
                continue
            for run in cut(value, stretch.span.shifted(span.start), notes):
                colour = run.notes[-1].colour if run.notes else None
                words = Words(
                    clean(run.words),
                    language,
                    colour,
                    bold,
                    grey and colour is None,  # grey cannot be read on a highlight
                    stretch.change,
                )
                draft.add(words, run.notes)


def _on_one_line(words: str) -> str:
    return words.replace("\n", " ")
