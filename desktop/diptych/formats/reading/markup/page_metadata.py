"""What a web page says of itself: in the words of its head, and in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from diptych.core.article import Metadata
from diptych.core.languages import normalise_tag
from diptych.formats.reading.markup.page import Page
from diptych.formats.reading.structure import normalised

_ARTICLE = re.compile(r"(?:\w*NewsArticle|Article|BlogPosting|LiveBlogPosting|\w+Article)\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?")
_ADDRESS = re.compile(r"https?://\S+\Z")
_SUFFIX = re.compile(r"\s+[|–—·•»:-]+\s+")
_MOST_KEYWORDS = 50


def metadata_of(page: Page, guessed: Metadata) -> Metadata:
    """What the page says, and what was guessed from its looks where it says nothing.

    A date of the page's own is not ``date_guessed``.
    """
    item = next(_items(page), {})
    date = _date(item.get("datePublished")) or _date(_first(page, *_PUBLISHED))
    declared = page.language or _word(item.get("inLanguage")) or _first(page, "og:locale") or ""
    return Metadata(
        title=title_of(page, guessed.title),
        author=_authors(item) or _first(page, "author") or guessed.author,
        date=date or guessed.date,
        date_guessed=guessed.date_guessed and not date,
        language=normalise_tag(declared) if declared else None,
        guid=_address(page.address) or _address(_first(page, "og:url")),
        updated=_date(item.get("dateModified")) or _date(_first(page, *_MODIFIED)),
        category=tuple(
            _several(item.get("articleSection")) or page.meta.get("article:section", [])
        ),
        keywords=_keywords(page, item),
        copyright=_first(page, "copyright", "dcterms.rights", "dc.rights"),
    )


_PUBLISHED = ("article:published_time", "datepublished", "dcterms.created", "dcterms.date", "date")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified")


def title_of(page: Page, guessed: str | None = None) -> str | None:
    """What the page calls itself in JSON-LD, else its title, else what was guessed.

    The site's name after a title is taken off only where what is left is the title the page has
    for other sites, or its first heading.
    """
    headline = _word(next(_items(page), {}).get("headline"))
    shared = _first(page, "og:title")
    if headline or not page.title:
        return headline or shared or guessed
    known = {normalised(words) for words in (shared, page.first_heading) if words}
    for cut in _SUFFIX.finditer(page.title):
        if normalised(page.title[: cut.start()]) in known:
            return page.title[: cut.start()]
    if shared or not guessed or guessed in page.title:
        return shared or page.title
    return guessed


def _items(page: Page) -> Iterator[dict[str, Any]]:
    """The articles the page describes in JSON-LD; anything that is no JSON is passed over."""
    for data in page.data:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            continue
        for value in found if isinstance(found, list) else [found]:
            graph = value.get("@graph") if isinstance(value, dict) else None
            for item in [value, *(graph if isinstance(graph, list) else [])]:
                kinds = _several(item.get("@type")) if isinstance(item, dict) else []
                if any(_ARTICLE.match(kind) for kind in kinds):
                    yield item


def _authors(item: dict[str, Any]) -> str | None:
    author = item.get("author")
    names = []
    for one in author if isinstance(author, list) else [author]:
        name = _word(one.get("name") if isinstance(one, dict) else one)
        if name and not _ADDRESS.match(name):
            names.append(name)
    return ", ".join(dict.fromkeys(names[:20])) or None


def _keywords(page: Page, item: dict[str, Any]) -> tuple[str, ...]:
    said = page.meta.get("article:tag", []) + _several(item.get("keywords"))
    if not said:
        said = page.meta.get("news_keywords", []) or page.meta.get("keywords", [])
    words = [word.strip() for several in said for word in re.split("[,;]", several)]
    return tuple(dict.fromkeys(word for word in words if word))[:_MOST_KEYWORDS]


def _first(page: Page, *names: str) -> str | None:
    return next((page.meta[name][0] for name in names if name in page.meta), None)


def _several(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [word for word in map(_word, values[:_MOST_KEYWORDS]) if word]


def _word(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    match = _DATE.match(value.strip()) if isinstance(value, str) else None
    return match.group() if match else None


def _address(value: str | None) -> str | None:
    return value if value and _ADDRESS.match(value) else None
