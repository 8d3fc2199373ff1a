"""Markdown (CommonMark, with footnotes): headings, paragraphs, the summary as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.notes import Note, NoteOn, Reply
from diptych.core.sentences import unwrap
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.remarks import Remarks, chosen, moment, quotation, shown
from diptych.formats.writing.rows import Row, rows

_MARK = re.compile(r"[\\`*_{}\[\]<>#|~$^]|&(?=#|\w+;)")
_FIRST = re.compile(r"[+=:-]|\d{1,9}(?=[.)])")
_BLANKS = re.compile(r"[ \t\r\n]+")
_HEADINGS = {BlockKind.HEADLINE: "## ", BlockKind.HEADING: "## "}
_HARD_BREAK = "\\\n"
_PLACE = "\ufdd0{}\ufdd1"
"""Where a reference goes, in signs that no text has, until all else is escaped."""
_PLACED = re.compile("\ufdd0(\\d+)\ufdd1")
_RESERVED = re.compile("[\ufdd0\ufdd1]")
_AS_IT_IS = "markdown"


def write_markdown(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The copy in UTF-8: paragraph by paragraph, the source quoted above each translation.

    Without the source, versions follow one another. Whatever would be a mark is escaped. An article
    that came as Markdown stays as it is, marks and all, one version after the other. Notes are
    footnotes where they stand on words, and listed at the end where they do not.
    """
    written = _Markdown(document, versions, copy)
    raw = document.article.source.format == _AS_IT_IS
    parts = written.as_it_is() if raw else written.escaped()
    text = "\n\n".join(part for part in parts if part.strip())
    return f"{text}\n".encode("utf-8", "replace")


def escaped(words: str) -> str:
    """Words on one line, so that Markdown shows them as they are."""
    line = _BLANKS.sub(" ", words).strip(" ")
    begins = _FIRST.match(line)
    line, rest = ("", line) if begins is None else (line[: begins.end()], line[begins.end() :])
    if begins is not None and line.isdigit():
        line, rest = f"{line}\\{rest[0]}", rest[1:]
    elif begins is not None:
        line = f"\\{line}"
    return line + _MARK.sub(r"\\\g<0>", rest)


class _Markdown:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document, self._copy = document, copy
        self._shown = shown(document, versions, copy)
        self._remarks = Remarks(document, self._shown, copy)
        self._referred: set[str] = set()
        self._titled: Row | None = None
        self._raw = document.article.source.format == _AS_IT_IS

    def as_it_is(self) -> Iterator[str]:
        """The versions with their own marks, then all that is said about them."""
        for number, version in enumerate(self._shown):
            if number:
                yield "---"
            value = version.text.value
            yield _refer(self._placed(version, Span(0, len(value)))).strip("\n")
        summary = self._summary()
        if summary or self._copy.cautions:
            yield "---"
        yield from self._cautions()
        yield from summary
        yield from self._notes()

    def escaped(self) -> Iterator[str]:
        """Title, summary, text and notes, which is what ``write_markdown`` is for."""
        found = [Row(row.block, row.cells[1:]) for row in rows(self._document, self._shown)]
        title = self._title(found)
        yield f"# {title}{self._references(self._remarks.on_all_of(NoteOn.ARTICLE))}"
        yield from self._cautions()
        yield from self._legend()
        summary = self._summary()
        yield from summary
        beside = len(self._shown) > 1 and self._shown[0] is self._document.source
        if summary:
            yield "## Text"
        if beside:
            for row in found:
                yield from self._beside(row)
        else:
            yield from self._following(found)
        yield from self._notes()

    def _title(self, found: Sequence[Row]) -> str:
        """The headline of the first version, with its references, which is then said; else ours."""
        for row in found:
            words = self._lines(row, 0) if row.block.kind is BlockKind.HEADLINE else []
            if words:
                self._titled = row
                return " ".join(words)
        return escaped(self._document.article.headline)

    def _cautions(self) -> Iterator[str]:
        for caution in self._copy.cautions:
            yield f"**{escaped(caution)}**"

    def _legend(self) -> Iterator[str]:
        told = [f"{colour}: {escaped(meaning)}" for colour, meaning in self._remarks.legend()]
        if told:
            yield f"Colours of notes: {'; '.join(told)}"

    def _summary(self) -> list[str]:
        items = [item for item in map(self._item, chosen(self._document)) if item]
        if not items:
            return []
        about = self._references(self._remarks.on_all_of(NoteOn.SUMMARY))
        return [f"## Summary{about}", "\n".join(items)]

    def _item(self, pick: tuple[object, Segment]) -> str:
        """A chosen sentence in all versions that are shown, each on a line of its own."""
        segment = pick[1]
        said = []
        for version in self._shown:
            found = next((s for s in version.segments if s.id == segment.id), None)
            words = version.text_of(found) if found is not None else ""
            line = unwrap(words) if self._raw else escaped(unwrap(words))
            if line.strip():
                said.append(line)
        if not said:
            return ""
        said[0] += self._references(self._remarks.on_pick(segment.span))
        return f"- {f'{_HARD_BREAK}  '.join(said)}"

    def _following(self, found: Sequence[Row]) -> Iterator[str]:
        for column, version in enumerate(self._shown):
            if len(self._shown) > 1:
                yield f"## {escaped(version.name)}"
            for row in found:
                if column or row is not self._titled:
                    yield self._block(row, column)

    def _beside(self, row: Row) -> Iterator[str]:
        """The source as a quotation, then each translation; the headline is the title already."""
        if row is not self._titled:
            lines = self._lines(row, 0)
            yield "\n".join(f"> {line}" for line in _HARD_BREAK.join(lines).split("\n") if line)
        for column in range(1, len(self._shown)):
            yield self._block(row, column)

    def _block(self, row: Row, column: int) -> str:
        lines = self._lines(row, column)
        heading = _HEADINGS.get(row.block.kind)
        if heading is not None and lines:
            return f"{heading}{' '.join(lines)}"
        return _HARD_BREAK.join(lines)

    def _lines(self, row: Row, column: int) -> list[str]:
        """The lines of a block in a version: one, but where its file counts it as a whole."""
        cell = row.cells[column]
        pieces = [span for _, span in cell.pieces()]
        if not pieces:
            return []
        words = self._placed(cell.version, Span(pieces[0].start, pieces[-1].end))
        lines = words.split("\n") if row.block.whole else [unwrap(words)]
        return [_refer(line) for line in map(escaped, lines) if line]

    def _placed(self, version: Version, span: Span) -> str:
        """Words with the places of references in them, behind the words of each note."""
        value = version.text.value
        parts: list[str] = []
        last = span.start
        for note in sorted(self._remarks.words_of(version), key=lambda n: n.span.end):
            if span.start < note.span.end <= span.end:
                parts += (
                    _RESERVED.sub("", value[last : note.span.end]),
                    _PLACE.format(self._remarks.number(note)),
                )
                last = note.span.end
                self._referred.add(note.id)
        parts.append(_RESERVED.sub("", value[last : span.end]))
        return "".join(parts)

    def _references(self, notes: Sequence[Note]) -> str:
        self._referred |= {note.id for note in notes}
        return "".join(f"[^{self._remarks.number(note)}]" for note in notes)

    def _notes(self) -> Iterator[str]:
        """Footnotes, then the notes that nothing refers to, which nobody would see as such."""
        here = self._remarks.here
        for note in here:
            if note.id in self._referred:
                yield f"[^{self._remarks.number(note)}]: {self._note(note, 4)}"
        others = [note for note in here if note.id not in self._referred]
        for title, found in (
            ("Other notes", others),
            ("Notes whose words are gone", self._remarks.gone),
        ):
            if found:
                yield f"## {title}"
                yield from (f"- {self._note(note, 2)}" for note in found)

    def _note(self, note: Note, indent: int) -> str:
        quote, said = escaped(quotation(note)), _said(note.body)
        told = [
            *_signed(note.author, note.created),
            *([f"changed {moment(note.changed)}"] if note.changed else []),
            *([self._remarks.colour(note)] if note.quote else []),
            *self._remarks.state(note),
        ]
        first = f"{quote}: {said}" if quote and said else quote or said
        parts = [first, f"*{escaped('; '.join(told))}*" if told else ""]
        parts += [f"- {_reply(reply)}" for reply in note.replies]
        text = "\n\n".join(part for part in parts if part)
        return text.replace("\n", "\n" + " " * indent).replace("\n" + " " * indent + "\n", "\n\n")


def _reply(reply: Reply) -> str:
    signed = "; ".join(_signed(reply.author, reply.created))
    lines = [_said(reply.body), f"*{escaped(signed)}*" if signed else ""]
    text = _HARD_BREAK.join(line for line in lines if line)
    return text.replace("\n", "\n  ")


def _signed(author: str, created: str) -> list[str]:
    return [*([author.strip()] if author.strip() else []), *([moment(created)] if created else [])]


def _said(body: str) -> str:
    """Words of a person line by line."""
    return _HARD_BREAK.join(line for line in map(escaped, body.splitlines()) if line)


def _refer(line: str) -> str:
    return _PLACED.sub(r"[^\1]", line)
