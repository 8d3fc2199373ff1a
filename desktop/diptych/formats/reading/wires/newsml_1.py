"""NewsML 1.0 to 1.2: items made of components, some of which are texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading
from diptych.formats.reading.structure import normalised
from diptych.formats.reading.wires.body import line
from diptych.formats.reading.wires.content import Content, best, of_inline, one_after_the_other
from diptych.formats.reading.wires.newsml_1_metadata import metadata_of, other_lines, rights_of
from diptych.formats.reading.wires.newsml_1_parts import (
    Component,
    Known,
    NewsItem,
    formal,
    lines_of,
)
from diptych.formats.reading.wires.story import (
    Story,
    choice,
    keyed,
    no_text,
    points_elsewhere,
    reading_of,
    within,
)
from diptych.formats.reading.wires.xml_parts import (
    ancestors,
    attribute,
    child,
    every,
    first,
    language_of,
    unique,
)
from diptych.formats.reading.xml_tree import parse

_MEDIA = ("photo", "picture", "image", "graphic", "video", "audio", "animation")
_OF_CAPTIONS = ("caption", "photo", "picture", "image", "graphic", "legend")
_OF_STANDFIRSTS = ("abstract", "summary", "standfirst")


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A text in the file: its item, the components around it, its language and its role."""

    item: NewsItem
    around: tuple[Component, ...]
    content: Content
    language: str | None
    role: str

    def is_of(self, roles: Iterable[str]) -> bool:
        """Whether its role is named like one of these."""
        return any(role in self.role for role in roles)


_Place = tuple[NewsItem, str | None]
"""Where captions look for their text: an item, and a language."""


def read(given: Given) -> Reading:
    """The story, or the one that is asked for.

    Raises SeveralArticlesError for a file with several items, languages or main texts, and
    CannotReadError where there is no text.
    """
    tree = parse(given)
    root, known = tree.root, Known()
    envelope = first(root, "NewsEnvelope")
    pieces = _between_components(_in_components(_pieces(root, known, given.name)))
    texts = [piece for piece in pieces if not piece.is_of(_OF_CAPTIONS)]
    mains = [piece for piece in texts if not piece.is_of(_OF_STANDFIRSTS)] or texts or pieces
    aside, lost = _aside(pieces, mains)
    stories = [_story(main, aside.get((main.item, main.language), ()), envelope) for main in mains]
    stories += _without_body(root, known, envelope, alone=not mains)
    if not stories:
        raise _nothing(given, root)
    story = choice(given, keyed(stories))
    if len(stories) == 1:
        media = {next(ancestors(part, "NewsComponent"), part) for part in _media(root)}
        story = replace(story, media=max(story.media, len(media)))
    return reading_of(story, given, tree).warned(*_lost_told(lost))


def _pieces(root: Any, known: Known, name: str) -> Iterator[_Piece]:
    """All parts of the file that hold words, in order."""
    for data in every(root, "DataContent"):
        holder = next(ancestors(data, "ContentItem"), None)
        nested = next(ancestors(data, "DataContent"), None) is not None
        if nested or (holder is not None and _is_media(holder)):
            continue
        content = of_inline(data, name)
        if content.story.has_words:
            around = tuple(map(known.component, ancestors(data, "NewsComponent")))
            item = known.item(next(ancestors(data, "NewsItem"), root))
            tags = (tag for component in around for tag in component.languages)
            language = language_of(content.language, *tags)
            role = next(filter(None, (component.role for component in around)), "")
            yield _Piece(item, around, content, language, role)


def _in_components(pieces: Iterable[_Piece]) -> list[_Piece]:
    """One piece for each component and language.

    A component holds the same text in several forms, or one text in several parts.
    """
    groups: dict[tuple[Any, str | None], list[_Piece]] = {}
    for piece in pieces:
        groups.setdefault((_innermost(piece), piece.language), []).append(piece)
    return [_united(group) for group in groups.values()]


def _united(group: Sequence[_Piece]) -> _Piece:
    start, contents = group[0], [piece.content for piece in group]
    if len(contents) == 1:
        return start
    same = len({_opening(content) for content in contents}) == 1
    forms = same or (start.around and start.around[0].has_equal_parts)
    return replace(start, content=best(contents) if forms else one_after_the_other(contents))


def _between_components(pieces: Iterable[_Piece]) -> list[_Piece]:
    """The pieces without those that are only another form of one beside it."""
    groups: dict[tuple[Any, str | None, str], list[_Piece]] = {}
    for piece in pieces:
        equal = len(piece.around) > 1 and piece.around[1].has_equal_parts
        key = piece.around[1] if equal else _innermost(piece)
        groups.setdefault((key, piece.language, piece.role), []).append(piece)
    return [max(group, key=lambda piece: piece.content.rank) for group in groups.values()]


def _innermost(piece: _Piece) -> Any:
    return piece.around[0] if piece.around else piece.item


def _opening(content: Content) -> str:
    return normalised(" ".join(paragraph.words for paragraph in content.story.body[:2]))


def _aside(
    pieces: Iterable[_Piece], mains: Sequence[_Piece]
) -> tuple[dict[_Place, list[_Piece]], int]:
    """Captions and standfirsts by the place of the text they stand beside; how many have none.

    Beside several main texts nothing tells whose they are: then they belong to none.
    """
    taken = set(mains)
    languages: dict[NewsItem, Counter[str | None]] = {}
    for main in mains:
        languages.setdefault(main.item, Counter())[main.language] += 1
    found: dict[_Place, list[_Piece]] = {}
    lost = 0
    for piece in pieces:
        if piece in taken:
            continue
        there = languages.get(piece.item, Counter())
        only = next(iter(there)) if len(there) == 1 else piece.language
        language = only if None in (piece.language, only) else piece.language
        if there[language] == 1:
            found.setdefault((piece.item, language), []).append(piece)
        else:
            lost += 1
    return found, lost


def _lost_told(count: int) -> tuple[str, ...]:
    if count == 1:
        return ("1 caption or summary that belongs to no text is left out.",)
    told = f"{count:,} captions or summaries that belong to no text are left out."
    return (told,) if count else ()


def _story(main: _Piece, aside: Sequence[_Piece], envelope: Any) -> Story:
    """A main text in its envelope, with what stands aside of it."""
    told = _lines(main.item, main.around, envelope)
    language = main.language or told.metadata.language
    standfirsts = [_words(piece) for piece in aside if piece.is_of(_OF_STANDFIRSTS)]
    captions = [piece for piece in aside if piece.is_of(_OF_CAPTIONS)]
    told = replace(
        told,
        metadata=replace(told.metadata, language=language),
        standfirst=(*told.standfirst, *(p.words for words in standfirsts for p in words)),
        after=(
            *(p._replace(kind=BlockKind.FURNITURE) for c in captions for p in _words(c)),
            *told.after,
        ),
    )
    return within(told, main.content.story)


def _words(piece: _Piece) -> tuple[Paragraph, ...]:
    return piece.content.story.body


def _lines(item: NewsItem, around: Sequence[Component], envelope: Any) -> Story:
    """What the lines and the metadata around a text say."""
    bylines = [line(part) for part in lines_of(around, "ByLine")]
    titles = [line(part) for part in lines_of(around, "ByLineTitle")]
    if len(bylines) == len(titles):
        bylines = [f"{name}, {title}" for name, title in zip(bylines, titles, strict=True)]
    credited = [Paragraph(line(p), BlockKind.FURNITURE) for p in lines_of(around, "CreditLine")]
    series = [Paragraph(line(p), BlockKind.EDITORS_NOTE) for p in lines_of(around, "SeriesLine")]
    metadata = metadata_of(item, around, envelope)
    return Story(
        metadata,
        metadata.title or "",
        unique(map(line, lines_of(around, "SubHeadLine"))),
        unique(bylines),
        unique(map(line, lines_of(around, "DateLine"))),
        (*other_lines(around), *series),
        after=(*credited, *rights_of(around)),
    )


def _without_body(root: Any, known: Known, envelope: Any, *, alone: bool) -> list[Story]:
    """Items that are a headline and no more, as alerts are.

    Pictures with a headline count when there is nothing else in the file.
    """
    told = {element for item in known.items for element in (item, *item.iterancestors())}
    found = []
    for item in every(root, "NewsItem"):
        if item in told:
            continue
        around = tuple(map(known.component, every(item, "NewsComponent")))
        story = _lines(known.item(item), around, envelope)
        if story.headline and (alone or not any(True for _ in _media(item))):
            found.append(story)
    return found


def _media(element: Any) -> Iterable[Any]:
    return (part for part in every(element, "ContentItem") if _is_media(part))


def _is_media(content_item: Any) -> bool:
    names = (
        formal(child(content_item, "MediaType")),
        formal(child(content_item, "MimeType")),
    )
    return any(word in name.lower() for name in names for word in _MEDIA)


def _nothing(given: Given, root: Any) -> CannotReadError:
    refs = (attribute(ref, "NewsItem") for ref in every(root, "NewsItemRef"))
    places = (attribute(part, "Href") for part in every(root, "ContentItem") if not _is_media(part))
    named = unique((*refs, *places))
    if named:
        return points_elsewhere(given, named)
    status = formal(child(first(root, "NewsManagement"), "Status"))
    return no_text(given, status)
