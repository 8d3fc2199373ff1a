"""The notes listed at the end of the page: quotations, words, replies, and what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape

from diptych.core.document import Document
from diptych.core.notes import Note, Reply
from diptych.formats.writing.pages.tags import language_of
from diptych.formats.writing.remarks import Remarks, moment, quotation


def notes(document: Document, remarks: Remarks, marked: Collection[str]) -> Iterator[str]:
    """The sections of notes; ``marked`` are the ids of those that the text has a mark for."""
    listed = _Notes(document, remarks, marked)
    yield from listed.section("notes", "Notes", remarks.here)
    yield from listed.section("gone", "Notes whose words are gone", remarks.gone)


class _Notes:
    def __init__(self, document: Document, remarks: Remarks, marked: Collection[str]) -> None:
        self._remarks, self._marked = remarks, marked
        self._versions = {version.id: version for version in document.versions}

    def section(self, key: str, title: str, found: Sequence[Note]) -> Iterator[str]:
        if not found:
            return
        start = self._remarks.number(found[0])
        begin = f' start="{start}"' if start > 1 else ""
        yield f'<section class="notes" aria-labelledby="{key}" role="doc-endnotes">\n'
        yield f'<h2 id="{key}">{title}</h2>\n<ol{begin}>\n'
        for note in found:
            yield from self._note(note)
        yield "</ol>\n</section>\n"

    def _note(self, note: Note) -> Iterator[str]:
        number = self._remarks.number(note)
        yield f'<li id="note-{number}">'
        quote = escape(quotation(note))
        if quote:
            version = self._versions.get(note.version)
            tongue = language_of(version) if version is not None else ""
            if note.id in self._marked:
                quote = (
                    f'<a href="#mark-{number}" role="doc-backlink"'
                    f' aria-label="Note {number}, back to the text: {quote}">{quote}</a>'
                )
            yield f'<p class="quote"><span{tongue}>{quote}</span></p>'
        yield from _lines(note.body)
        yield f'<p class="about">{" · ".join(self._about(note))}</p>'
        if note.replies:
            yield f'<ul class="replies" aria-label="Replies to note {number}">'
            for reply in note.replies:
                yield "".join(_reply(reply))
            yield "</ul>"
        yield "</li>\n"

    def _about(self, note: Note) -> Iterator[str]:
        if note.author:
            yield escape(note.author)
        if note.created:
            yield _time(note.created)
        if note.changed and note.changed != note.created:
            yield f"changed {_time(note.changed)}"
        if note.quote:
            yield f'<mark class="{note.colour}">{escape(self._remarks.colour(note))}</mark>'
        for state in self._remarks.state(note):
            yield f'<span class="done">{state}</span>' if state == "resolved" else state


def _reply(reply: Reply) -> Iterator[str]:
    yield "<li>"
    yield from _lines(reply.body)
    told = [escape(reply.author)] if reply.author else []
    told += [_time(reply.created)] if reply.created else []
    yield f'<p class="about">{" · ".join(["reply", *told])}</p></li>'


def _lines(body: str) -> Iterator[str]:
    lines = [escape(line) for line in body.splitlines()]
    if any(line.strip() for line in lines):
        yield f'<p dir="auto">{"<br>".join(lines)}</p>'


def _time(when: str) -> str:
    said = moment(when)
    if said == when:
        return escape(when)
    return f'<time datetime="{escape(when)}">{said}</time>'
