"""The body of a news item in JSON: which of its forms is shown, and its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.structure import paragraphs_of
from diptych.formats.reading.wires.json_items import News, Said
from diptych.formats.reading.wires.markup_texts import paragraphs_of_markup

_MARKUP = re.compile(
    r"<(?:/?[A-Za-z][\w:-]*)(?:\s[^<>]*)?/?>|&(?:#\d+|#x[0-9a-f]+|\w+);", re.IGNORECASE
)
_KEYS = ("body_xhtml", "body_html", "body_text", "bodies", "body")
_MOST_OF_IT = 0.7


def body_of(news: News) -> tuple[list[Paragraph], list[str]]:
    """The paragraphs of the body, and what is to be said of it.

    Markup is taken before plain text, which often lacks paragraphs; but not where much of the
    text is missing in it. Without a body, descriptions are shown.
    """
    forms = [_form(said) for key in _KEYS for said in news.texts(key)]
    best = _best([form for form in forms if form.paragraphs])
    if best is None:
        lines = [*news.texts("descriptions"), *news.texts("description_text")]
        described = [p for said in lines for p in _plain(without_markup(said.value))]
        told = ["The item has no body: its description is shown."] if described else []
        return described, told
    return best.paragraphs, _missing(best)


@dataclass(frozen=True, slots=True)
class _Form:
    """One form of the body, read."""

    said: Said
    paragraphs: list[Paragraph]
    markup: bool
    length: int


def _form(said: Said) -> _Form:
    markup = _is_markup(said)
    paragraphs = paragraphs_of_markup(said.value) if markup else _plain(said.value)
    return _Form(said, paragraphs, markup, sum(len(p.words) for p in paragraphs))


def _is_markup(said: Said) -> bool:
    if "html" in said.content_type or "xml" in said.content_type:
        return True
    if said.content_type.startswith("text/plain"):
        return False
    return said.value.lstrip().startswith("<") and _MARKUP.search(said.value) is not None


def _best(forms: list[_Form]) -> _Form | None:
    """HTML before other markup before plain text, of those that have most of the words."""
    longest = max((form.length for form in forms if _for_readers(form)), default=0)
    full = [form for form in forms if form.length >= _MOST_OF_IT * longest]
    return min(full, key=_rank, default=None)


def _for_readers(form: _Form) -> bool:
    return "xml" not in form.said.content_type or "html" in form.said.content_type


def _rank(form: _Form) -> int:
    if not form.markup:
        return 1
    return 0 if _for_readers(form) else 2


def _missing(form: _Form) -> list[str]:
    """The agency's own count of characters tells of a text that was cut off."""
    count = form.said.characters
    if count > 1.3 * max(form.length, len(form.said.value)) + 40:
        return [f"The agency counted {count:,} characters: some of the text may be missing."]
    return []


def _plain(words: str) -> list[Paragraph]:
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    return [Paragraph(span.of(words)) for span in paragraphs_of(words)]


def without_markup(words: str) -> str:
    """Words without tags and entities, where there are any; each block of theirs on a line."""
    if not _MARKUP.search(words):
        return words
    return "\n".join(p.words for p in paragraphs_of_markup(words))


def flat(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())
