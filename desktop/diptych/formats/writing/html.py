"""One self-contained web page: side by side, with marks, notes and summary; prints well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from diptych.core.article import KIND_NAMES
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.notes import Note
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.rows import Cell, Row, rows
from diptych.formats.writing.runs import cut

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_STYLE = """
:root { color-scheme: light dark; --ink: #1b1e23; --paper: #fff; --faint: #5c626d; --line: #d9dce1;
  --lit: #fff1b8; --yellow: #ffe98a; --green: #c3ecc5; --blue: #c2dcff; --pink: #ffcbdc;
  --orange: #ffd3a6; --link: #1d55b0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #181a1e; --faint: #b6bcc6;
  --line: #363b44; --lit: #4b4215; --yellow: #5c5210; --green: #1f5128; --blue: #1e4378;
  --pink: #6a2741; --orange: #6a3f12; --link: #8db8ff; } }
body { margin: 0 auto; max-width: 82rem; padding: 1.5rem; color: var(--ink);
  background: var(--paper); font: 1.05rem/1.55 "Noto Serif", Georgia, serif; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
a { color: var(--link); }
.facts, .caution, footer, .note-about { color: var(--faint); font: .88rem/1.5 sans-serif; }
.caution { border-inline-start: 4px solid var(--orange); padding-inline-start: .8rem;
  color: var(--ink); }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th { text-align: start; font: 600 .9rem sans-serif; padding: .4rem .8rem;
  border-bottom: 2px solid var(--line); }
td { vertical-align: top; padding: .5rem .8rem; border-bottom: 1px solid var(--line);
  white-space: pre-line; overflow-wrap: anywhere; }
tr.headline td, tr.heading td { font-weight: 700; }
tr.apart td { color: var(--faint); font-size: .92rem; }
mark { color: var(--ink); border-bottom: 2px dotted currentColor; }
mark.yellow { background: var(--yellow); } mark.green { background: var(--green); }
mark.blue { background: var(--blue); } mark.pink { background: var(--pink); }
mark.orange { background: var(--orange); }
.lit, :target { background: var(--lit); outline: 2px solid var(--lit); }
sup a { text-decoration: none; } .summary li, .notes li { margin-bottom: .7rem; }
.answer { color: var(--faint); }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } a { color: inherit; }
  tr, li { break-inside: avoid; } thead { display: table-header-group; } }
"""
_SCRIPT = """
for (const type of ["pointerover", "focusin"]) document.addEventListener(type, event => {
  const own = event.target.closest && event.target.closest("[data-s]");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (own) for (const same of document.querySelectorAll(`[data-s="${CSS.escape(own.dataset.s)}"]`))
    same.classList.add("lit");
});
"""


def write_html(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The page in UTF-8. It loads nothing and may load nothing: its own policy forbids it."""
    page = "".join(_Page(document, versions, copy.cautions).parts())
    return _FORBIDDEN.sub("\ufffd", page).encode("utf-8")


class _Page:
    def __init__(
        self, document: Document, versions: Sequence[Version], cautions: Sequence[str]
    ) -> None:
        self._document = document
        self._versions = versions
        self._cautions = cautions
        shown = {document.source.id, *(version.id for version in versions)}
        notes = [note for note in document.notes if note.version in shown]
        order = {version.id: n for n, version in enumerate((document.source, *versions))}
        self._notes = sorted(notes, key=lambda n: (order[n.version], n.span))
        self._numbers = {note.id: n for n, note in enumerate(self._notes, start=1)}

    def parts(self) -> Iterator[str]:
        article = self._document.article
        title = escape(article.headline)
        policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        yield f'<!DOCTYPE html>\n<html lang="{escape(self._document.language or "und")}">\n<head>\n'
        yield '<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="generator" content="Diptych">\n'
        yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        yield f"<header><h1{_language(self._document.source)}>{title}</h1>\n"
        yield f'<p class="facts">{" · ".join(self._facts())}</p>\n'
        for caution in self._cautions:
            yield f'<p class="caution">{escape(caution)}</p>\n'
        yield "</header>\n<main>\n"
        yield from self._summary()
        yield from self._table()
        yield from self._note_list()
        yield "</main>\n"
        yield from self._signatures()
        yield f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"

    def _facts(self) -> Iterator[str]:
        article = self._document.article
        metadata = article.metadata
        yield escape(article.source.name)
        for fact in (metadata.author, metadata.date):
            if fact:
                yield escape(fact)
        for version in (self._document.source, *self._versions):
            if version.text.language:
                yield escape(language(version.text.language).name)

    def _summary(self) -> Iterator[str]:
        summary = self._document.summary
        if summary is None or not summary.picks:
            return
        source = self._document.source
        yield '<section class="summary" aria-labelledby="summary">\n'
        yield '<h2 id="summary">Summary</h2>\n<ul>\n'
        places = {s.id: s for s in source.segments}
        answers = [(v, {s.id: s for s in v.segments}) for v in self._versions]
        for segment in (places[pick.segment] for pick in summary.picks if pick.segment in places):
            words = escape(" ".join(source.text_of(segment).split()))
            yield f'<li><a href="#source-{escape(segment.id)}"{_language(source)}>{words}</a>'
            for version, segments in answers:
                answer = segments.get(segment.id)
                if answer is not None and version.text_of(answer):
                    said = escape(version.text_of(answer))
                    yield f'<br><span class="answer"{_language(version)}>{said}</span>'
            yield "</li>\n"
        yield "</ul></section>\n"

    def _table(self) -> Iterator[str]:
        yield '<h2 id="text">Text</h2>\n<table aria-labelledby="text">\n<thead><tr>'
        for version in (self._document.source, *self._versions):
            yield f'<th scope="col">{escape(version.name)}</th>'
        yield "</tr></thead>\n<tbody>\n"
        for row in rows(self._document, self._versions):
            yield from self._row(row)
        yield "</tbody></table>\n"

    def _row(self, row: Row) -> Iterator[str]:
        kind = row.block.kind
        classes = f"{kind} apart" if row.block.apart else str(kind)
        about = f' title="{KIND_NAMES[kind]}"' if kind in KIND_NAMES else ""
        yield f'<tr class="{classes}"{about}>'
        for column, cell in enumerate(row.cells):
            yield f"<td{_language(cell.version)}>"
            yield from self._cell(cell, source=column == 0)
            yield "</td>"
        yield "</tr>\n"

    def _cell(self, cell: Cell, *, source: bool) -> Iterator[str]:
        for segment, span in cell.pieces():
            if segment is None:
                yield escape(span.of(cell.version.text.value))
                continue
            anchor = f' id="source-{escape(segment.id)}"' if source else ""
            yield f'<span data-s="{escape(segment.id)}"{anchor}{_alarms(segment)}>'
            yield from self._marked(cell.version, span)
            yield "</span>"

    def _marked(self, version: Version, span: Span) -> Iterator[str]:
        notes = [note for note in self._notes if note.version == version.id]
        for run in cut(version.text.value, span, notes):
            words = escape(run.words)
            for note in run.notes:
                words = f'<mark class="{note.colour}">{words}</mark>'
            yield words
            for note in run.notes:
                if note.span.end == run.span.end:
                    number = self._numbers[note.id]
                    yield (
                        f'<sup><a id="mark-{number}" href="#note-{number}" '
                        f'aria-label="Note {number}">{number}</a></sup>'
                    )

    def _note_list(self) -> Iterator[str]:
        if not self._notes:
            return
        yield '<section class="notes" aria-labelledby="notes"><h2 id="notes">Notes</h2>\n<ol>\n'
        for note in self._notes:
            yield self._note(note)
        yield "</ol></section>\n"

    def _note(self, note: Note) -> str:
        number = self._numbers[note.id]
        version = self._document.version(note.version)
        quote = escape(" ".join(note.quote.split()))
        body = "".join(f"<br>{escape(line)}" for line in note.body.splitlines())
        about = [escape(p) for p in (note.author, note.created, f"{note.colour} mark") if p]
        if note.orphan:
            about.append("these words are no longer in the text")
            linked = f"“{quote}”"
        else:
            linked = f'<a href="#mark-{number}">“{quote}”</a>'
        return (
            f'<li id="note-{number}"><span{_language(version)}>{linked}</span>{body}<br>'
            f'<span class="note-about">{" · ".join(about)}</span></li>\n'
        )

    def _signatures(self) -> Iterator[str]:
        yield "<footer><p>Made with Diptych, offline."
        for version in self._versions:
            signature = version.signature
            if signature is None and version.based_on is not None:
                signature = self._document.version(version.based_on).signature
            if signature is not None:
                yield f"<br>{escape(version.name)}: <code>{escape(str(signature))}</code>"
        if self._document.summary is not None:
            yield f"<br>Summary: <code>{escape(str(self._document.summary.signature))}</code>"
        yield "</p></footer>\n"


def _language(version: Version) -> str:
    tag = version.text.language
    if tag is None:
        return ' dir="auto"'
    return f' lang="{escape(tag)}" dir="{"rtl" if language(tag).rtl else "ltr"}"'


def _alarms(segment: Segment) -> str:
    return f' title="{escape("; ".join(map(str, segment.alarms)))}"' if segment.alarms else ""
