"""ninjs 1 to 3: news as JSON, taken leniently; whatever is of another type is left alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from diptych.core.article import BlockKind, Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.formats.reading.charsets.encodings import Decoded
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading
from diptych.formats.reading.structure import normalised
from diptych.formats.reading.wires.json_items import News, every_item
from diptych.formats.reading.wires.json_texts import body_of, flat, without_markup
from diptych.formats.reading.wires.story import Story, choice, keyed, reading_of
from diptych.formats.reading.xml_tree import Tree

MOST_ITEMS = 10_000

_BEGINNING = 20_000
_STANDFIRSTS = ("abstract", "summary", "standfirst", "subheadline", "sub", "lead", "preamble")


def read(given: Given) -> Reading:
    """The one item, or the one that is asked for, of an item, a list, or ``{"items": [...]}``.

    Raises SeveralArticlesError for several, CannotReadError when there is none or no JSON.
    """
    decoded = given.decoded("utf-8")
    items = every_item(decoded.value, given.name)
    if not items.news:
        raise CannotReadError(
            f"There is no article in “{given.name}”.",
            "Open it as strings or as plain text, or ask the sender for a news item.",
        )
    told = () if items.whole else ("The file is damaged: some of its articles may be missing.",)
    if len(items.news) == 1:
        return _reading(items.news[0], given, decoded).warned(*told)
    chosen = _chosen(given, items.news)
    raw = decoded.value[chosen.start : chosen.end]
    kept = raw.encode(decoded.encoding, "replace")
    return replace(_reading(chosen, given, decoded).warned(*told), kept=kept)


def _chosen(given: Given, items: list[News]) -> News:
    if len(items) > MOST_ITEMS:
        raise CannotReadError(
            f"“{given.name}” holds {len(items):,} articles, more than can be listed.",
            f"Split the file into parts of no more than {MOST_ITEMS:,} articles.",
        )
    listed = keyed(Story(_metadata(news), _headline(news)) for news in items)
    chosen = choice(given, listed)
    return next(news for news, (_, story) in zip(items, listed, strict=True) if story is chosen)


def _reading(news: News, given: Given, decoded: Decoded) -> Reading:
    body, warnings = body_of(news)
    story = Story(
        metadata=_metadata(news),
        headline=_headline(news),
        standfirst=tuple(_standfirsts(news, body)),
        byline=tuple(dict.fromkeys(_bylines(news))),
        notes=tuple(_notes(news, "ednote", "ednotes", "usageterms")),
        body=tuple(body),
    )
    said = [*story.standfirst, story.headline, *(paragraph.words for paragraph in body)]
    story = replace(story, warnings=(*warnings, *_left_out(news, said)))
    return reading_of(story, given, Tree(None, decoded.encoding, decoded.warnings))


def _headline(news: News) -> str:
    found = news.texts("headlines") or news.texts("headline")
    main = next((text for text in found if text.role in ("", "main", "headline")), None)
    chosen = main or (found[0] if found else None)
    return flat(without_markup(chosen.value)) if chosen else ""


def _bylines(news: News) -> Iterator[str]:
    for text in (*news.texts("bylines"), *news.texts("byline"), *news.texts("by")):
        words = flat(without_markup(text.value))
        if words:
            yield words


def _notes(news: News, *keys: str) -> Iterator[Paragraph]:
    """Notes by the agency's own fields, one paragraph for each line of them."""
    for key in keys:
        for text in news.texts(key):
            for line in without_markup(text.value).split("\n"):
                if line.strip():
                    yield Paragraph(line.strip(), BlockKind.EDITORS_NOTE)


def _standfirsts(news: News, body: list[Paragraph]) -> list[str]:
    """Headlines and descriptions that are meant to stand above the body."""
    every = [*news.texts("headlines"), *news.texts("descriptions"), *news.texts("description_text")]
    lines = (flat(without_markup(text.value)) for text in every if text.role in _STANDFIRSTS)
    return _not_among(dict.fromkeys(filter(None, lines)), (p.words for p in body))


def _not_among(lines: Iterable[str], said: Iterable[str]) -> list[str]:
    """Those that the beginning of the text does not say, across its paragraphs."""
    asked = list(lines)
    told = normalised(" ".join(said)[:_BEGINNING]) if asked else ""
    return [line for line in asked if normalised(line) not in told]


def _left_out(news: News, said: list[str]) -> Iterator[str]:
    kinds = Counter(news.associated())
    if kinds:
        count = sum(kinds.values())
        each = ", ".join(f"{kind}: {number:,}" for kind, number in kinds.items())
        one = "1 associated item is" if count == 1 else f"{count:,} associated items are"
        yield f"{one} not shown ({each})."
    lines = [*news.texts("headlines"), *news.texts("descriptions")]
    other = _not_among((flat(without_markup(line.value)) for line in lines), said)
    if other:
        one = "1 other headline or description is"
        many = f"{len(other):,} other headlines or descriptions are"
        yield f"{one if len(other) == 1 else many} not shown."


def _metadata(news: News) -> Metadata:
    tag = news.text("language")
    return Metadata(
        title=news.text("title"),
        date=news.text("firstcreated", "contentcreated"),
        language=normalise_tag(tag) if tag else None,
        slug=news.text("slugline"),
        dateline=news.text("dateline", "located"),
        guid=news.text("uri", "guid", "id"),
        version=news.text("version"),
        sent=news.text("versioncreated"),
        updated=news.text("contentmodified", "updated"),
        urgency=news.text("urgency", "priority"),
        category=news.names("subject", "subjects"),
        keywords=news.names("keywords", "keyword"),
        copyright=news.text("copyrightnotice", "copyrightholder"),
        status=news.text("pubstatus"),
        embargo=news.text("embargoed", "embargoeduntil", "embargo"),
        service=next(iter(news.names("infosources")), None)
        or news.text("source", "copyrightholder"),
    )
