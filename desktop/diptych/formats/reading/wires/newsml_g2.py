"""NewsML-G2: items, messages with several of them, and packages that only point to items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading
from diptych.formats.reading.structure import normalised
from diptych.formats.reading.wires.body import line, of_element
from diptych.formats.reading.wires.content import Content, best, of_inline
from diptych.formats.reading.wires.newsml_g2_metadata import (
    Header,
    code,
    header_of,
    item_class,
    metadata_of,
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
    children,
    every,
    language_of,
    local,
    unique,
    written,
)
from diptych.formats.reading.xml_tree import parse

_ITEMS = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_BINARY = ("image/", "video/", "audio/", "application/pdf", "application/octet-stream")
_MEDIA = frozenset({"picture", "graphic", "animation", "video", "audio"})
_OF_NOTES = frozenset({BlockKind.NOT_FOR_PUBLICATION, BlockKind.SIGN_OFF})
_ASIDE = ("caption", "keyword", "slug")
"""Roles of descriptions that tell of pictures, or say again what stands elsewhere."""


def read(given: Given) -> Reading:
    """The story, or the one that is asked for.

    Raises SeveralArticlesError for a message with several stories, and CannotReadError where
    there is no text, as in a package that points to items elsewhere.
    """
    tree = parse(given)
    items = _items(tree.root)
    header = header_of(tree.root)
    texts: list[Story] = []
    others: list[tuple[Any, Story]] = []
    for item in _in_order(items):
        for story in _stories(item, header, given.name):
            if story.body and item_class(item) not in _MEDIA:
                texts.append(story)
            else:
                others.append((item, story))
    if not texts:
        texts = [_of_caption(story) for _, story in others if story.has_words]
        others = []
    if not texts:
        raise _without_text(given, items)
    story = choice(given, keyed(texts))
    if len(texts) == 1:
        captions = (paragraph for _, other in others for paragraph in _captions(other))
        story = replace(story, after=(*story.after, *captions))
    pictures = sum(item_class(item) in _MEDIA for item, _ in others)
    story = replace(story, media=max(story.media, pictures))
    return reading_of(story, given, tree).warned(*_left_out(len(others) - pictures))


def _items(root: Any) -> list[Any]:
    """All items that are not inside of others, in the order of the file."""
    return [item for item in every(root, *_ITEMS) if next(ancestors(item, *_ITEMS), None) is None]


def _in_order(items: Sequence[Any]) -> list[Any]:
    """The items of news: first those that packages point to, in their order."""
    packages = [item for item in items if local(item) == "packageItem"]
    wanted = [attribute(ref, "residref") for package in packages for ref in _references(package)]
    places = {guid: place for place, guid in reversed(list(enumerate(wanted)))}
    news = [item for item in items if local(item) == "newsItem"]
    return sorted(news, key=lambda item: places.get(attribute(item, "guid"), len(wanted)))


def _references(package: Any) -> Iterator[Any]:
    """What a package points to, in its order; groups that hold each other are gone through once."""
    groups = {attribute(g, "id") or f"#{n}": g for n, g in enumerate(every(package, "group"))}
    start = attribute(child(package, "groupSet"), "root")
    pending: list[Any] = list(reversed([start, *groups]))
    done: set[str] = set()
    while pending:
        part = pending.pop()
        if not isinstance(part, str):
            yield part
        elif part in groups and part not in done:
            done.add(part)
            parts = children(groups[part], "itemRef", "groupRef")
            pending += reversed(
                [ref if local(ref) == "itemRef" else attribute(ref, "idref") for ref in parts]
            )


def _stories(item: Any, header: Header, name: str) -> list[Story]:
    """What an item tells: one story, or one in each language of its inline parts."""
    envelope = _envelope(item, header)
    parts = [
        of_inline(part, name)
        for part in children(child(item, "contentSet"), "inlineXML", "inlineData")
        if not attribute(part, "contenttype").lower().startswith(_BINARY)
    ]
    by_language: dict[str | None, list[Content]] = {}
    for part in parts:
        if part.story.has_words:
            by_language.setdefault(language_of(part.language), []).append(part)
    if len(by_language) < 2:
        return [_told(envelope, [part for part in parts if part.story.has_words], item)]
    return [
        replace(
            told := _told(envelope, found, item),
            metadata=replace(told.metadata, language=language or told.metadata.language),
        )
        for language, found in by_language.items()
    ]


def _told(envelope: Story, parts: Sequence[Content], item: Any) -> Story:
    """The envelope with the richest of its parts inside, or where the text is instead."""
    if not parts:
        places = unique(
            attribute(part, "href", "residref") for part in every(item, "remoteContent")
        )
        if item_class(item) in _MEDIA or not places:
            return envelope
        told = f"The text itself is not in the file: it is at “{places[0]}”."
        return replace(envelope, warnings=(*envelope.warnings, told))
    richest = best(parts)
    opening = normalised(" ".join(p.words for p in richest.story.body[:3]))
    fresh = [words for words in envelope.standfirst if not opening.startswith(normalised(words))]
    metadata = envelope.metadata
    tag = attribute(child(item, "contentMeta", "language"), "tag") or richest.language
    metadata = replace(metadata, language=language_of(tag) or metadata.language)
    envelope = replace(envelope, standfirst=tuple(fresh), metadata=metadata)
    story = within(envelope, richest.story)
    if any(attribute(p, "contenttype").startswith(_BINARY) for p in every(item, "remoteContent")):
        story = replace(story, media=max(1, story.media))
    if len(parts) > 1:
        told = f"The story comes in {len(parts)} forms, of which the richest is shown."
        story = replace(story, warnings=(*story.warnings, told))
    return story


def _envelope(item: Any, header: Header) -> Story:
    """What stands around the content of an item."""
    meta, of_content = child(item, "itemMeta"), child(item, "contentMeta")
    corrects = any("correct" in code(part).lower() for part in children(meta, "signal"))
    headlines = [(_role(part), line(part)) for part in children(of_content, "headline")]
    main = next((words for role, words in headlines if words and "sub" not in role), "")
    main = main or written(child(meta, "title"))
    lower = [words for role, words in headlines if "sub" in role]
    more = [words for role, words in headlines if words not in ("", main, *lower)]
    captions: list[Paragraph] = []
    for part in children(of_content, "description"):
        found = of_element(part).paragraphs
        if item_class(item) in _MEDIA:
            captions += (p._replace(kind=BlockKind.FURNITURE) for p in found)
        elif not any(word in _role(part) for word in _ASIDE):
            lower += (p.words for p in found)
    usage = [Paragraph(line(terms), BlockKind.EDITORS_NOTE) for terms in every(item, "usageTerms")]
    return Story(
        replace(metadata_of(item, header), title=main or None),
        main,
        tuple(lower),
        unique(map(line, children(of_content, "by"))),
        unique(map(line, children(of_content, "dateline"))),
        tuple(_notes(meta, BlockKind.CORRECTION if corrects else BlockKind.EDITORS_NOTE)),
        after=(*captions, *usage),
        warnings=(
            *(("The agency sends this as a correction.",) if corrects else ()),
            *(f"Another headline is left out: “{words}”." for words in more),
        ),
    )


def _notes(meta: Any, kind: BlockKind) -> Iterator[Paragraph]:
    """What the agency says to newsrooms, each thing once; some of it is for them alone."""
    said: set[str] = set()
    for note in children(meta, "edNote"):
        hidden = "nonpublic" in attribute(note, "pubconstraint").lower()
        for paragraph in of_element(note).paragraphs:
            if normalised(paragraph.words) not in said:
                said.add(normalised(paragraph.words))
                own = BlockKind.NOT_FOR_PUBLICATION if hidden else paragraph.kind
                yield paragraph._replace(kind=own if own in _OF_NOTES else kind)


def _role(element: Any) -> str:
    return attribute(element, "role").rpartition(":")[2].lower()


def _captions(story: Story) -> Iterator[Paragraph]:
    """The words of an item that is a picture, say, as they stand beside a story."""
    for paragraph in (*story.body, *story.after):
        if paragraph.kind in (None, BlockKind.PARAGRAPH, BlockKind.FURNITURE):
            yield paragraph._replace(kind=BlockKind.FURNITURE)


def _of_caption(story: Story) -> Story:
    """An item whose only words are its headline and its captions, told as a story."""
    captions = [p._replace(kind=None) for p in story.after if p.kind is BlockKind.FURNITURE]
    if not captions:
        return story
    rest = [p for p in story.after if p.kind is not BlockKind.FURNITURE]
    told = "Only the caption is shown: the item itself is no text."
    return replace(
        story,
        body=(*story.body, *captions),
        after=tuple(rest),
        warnings=(*story.warnings, told),
    )


def _left_out(count: int) -> tuple[str, ...]:
    """A sentence on items of a message that are neither texts nor pictures and the like."""
    if count == 1:
        return ("1 other item of the file has no text.",)
    return (f"{count:,} other items of the file have no text.",) if count else ()


def _without_text(given: Given, items: Sequence[Any]) -> CannotReadError:
    """Why there is nothing to read: what a package points to is somewhere else."""
    packages = [item for item in items if local(item) == "packageItem"]
    named = unique(_of_reference(ref) for package in packages for ref in _references(package))
    if not named:
        status = code(child(next(iter(items), None), "itemMeta", "pubStatus"))
        return no_text(given, status)
    return points_elsewhere(given, named)


def _of_reference(ref: Any) -> str:
    """What a package says of an item that it points to: its title if any, else where it is."""
    for name in ("headline", "title"):
        if words := written(child(ref, name)):
            return words
    return attribute(ref, "residref", "href")
