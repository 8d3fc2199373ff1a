"""One self-contained web page: side by side, with marks, notes and summary; prints well."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import escape

from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.versions import Version
from diptych.formats.writing.annotations import collection
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.pages.body import Body
from diptych.formats.writing.pages.note_list import notes
from diptych.formats.writing.pages.style import SCRIPT, STYLE, policy
from diptych.formats.writing.pages.tags import language_of
from diptych.formats.writing.remarks import Remarks, shown

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def write_html(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The page in UTF-8. It loads nothing and may load nothing: its own policy forbids it.

    It carries its notes as W3C Web Annotations as well, in a script of data.
    """
    page = "".join(_Page(document, versions, copy).parts())
    return _FORBIDDEN.sub("\ufffd", page).encode("utf-8")


class _Page:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document, self._copy = document, copy
        self._shown = shown(document, versions, copy)
        self._remarks = Remarks(document, self._shown, copy)
        self._body = Body(document, self._shown, copy, self._remarks)

    def parts(self) -> Iterator[str]:
        text = list(self._body.text())
        heading = self._heading()
        summary = list(self._body.summary())
        title = self._title()
        first = self._shown[0]
        yield f'<!DOCTYPE html>\n<html lang="{escape(first.text.language or "und")}">\n<head>\n'
        yield '<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield '<meta name="generator" content="Diptych">\n'
        author = self._document.article.metadata.author
        if author:
            yield f'<meta name="author" content="{escape(author)}">\n'
        yield f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        yield from self._header(heading, summary)
        yield '<main lang="en">\n'
        yield from self._legend()
        yield from summary
        yield from text
        yield from notes(self._document, self._remarks, self._body.marked)
        yield "</main>\n"
        yield from self._signatures()
        yield from self._annotations()
        yield f"<script>{SCRIPT}</script>\n</body>\n</html>\n"

    def _title(self) -> str:
        """The headline in words alone, of the one version that is shown, else of the article."""
        return self._body.headline or self._document.article.headline

    def _heading(self) -> str:
        """The headline with its marks, where it has been taken out of the text."""
        words = self._body.heading or escape(self._document.article.headline)
        return words + self._body.on_the_article()

    def _header(self, heading: str, summary: Sequence[str]) -> Iterator[str]:
        of = self._shown[0] if self._body.headline else self._document.source
        yield '<a class="skip" href="#text" lang="en">Skip to the text</a>\n<header>\n'
        yield f"<h1{language_of(of)}>{heading}</h1>\n"
        yield f'<p class="facts">{" · ".join(self._facts())}</p>\n'
        for caution in self._copy.cautions:
            yield f'<p class="caution" lang="en">{escape(caution)}</p>\n'
        links = [("summary", "Summary")] if summary else []
        links += [("notes", "Notes")] if self._remarks.here else []
        links += [("gone", "Notes whose words are gone")] if self._remarks.gone else []
        if links:
            told = " · ".join(f'<a href="#{key}">{name}</a>' for key, name in links)
            yield f'<nav class="facts" lang="en" aria-label="Parts of this page">{told}</nav>\n'
        yield "</header>\n"

    def _facts(self) -> Iterator[str]:
        article = self._document.article
        metadata = article.metadata
        yield escape(article.source.name)
        for fact in (metadata.author, metadata.date):
            if fact:
                yield escape(fact)
        for version in self._shown:
            if version.text.language:
                yield escape(language(version.text.language).name)

    def _legend(self) -> Iterator[str]:
        legend = self._remarks.legend()
        edits = self._body.tracked
        if not legend and not edits:
            return
        yield '<section class="legend" aria-label="What the marks mean">\n<ul>\n'
        for colour, meaning in legend:
            yield (
                f'<li><mark class="{colour}">{colour.capitalize()}</mark> {escape(meaning)}</li>\n'
            )
        if edits:
            yield "<li><ins>Underlined</ins> words were added, "
            yield "<del>struck</del> ones left out</li>\n"
        yield "</ul>\n</section>\n"

    def _signatures(self) -> Iterator[str]:
        known = {version.id: version for version in self._document.versions}
        yield '<footer lang="en"><p>Made with Diptych, offline.'
        for version in self._shown:
            signature = version.signature
            if signature is None and version.based_on in known:
                signature = known[version.based_on].signature
            if signature is not None:
                yield f"<br>{escape(version.name)}: <code>{escape(str(signature))}</code>"
        if self._document.summary is not None:
            yield f"<br>Summary: <code>{escape(str(self._document.summary.signature))}</code>"
        yield "</p></footer>\n"

    def _annotations(self) -> Iterator[str]:
        if not self._remarks.all:
            return
        found = collection(self._document, self._shown, self._remarks, self._copy)
        # In ASCII, and without signs that could end the script or begin a comment in it.
        data = json.dumps(found, separators=(",", ":"))
        for sign in "<>&":
            data = data.replace(sign, f"\\u{ord(sign):04x}")
        yield f'<script type="application/ld+json">{data}</script>\n'
