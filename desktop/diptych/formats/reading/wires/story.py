"""One story of a wire: its parts as agencies give them, put in the order of a newspaper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from diptych.core.article import BlockKind, Item, Metadata
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.languages import language
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, from_paragraphs
from diptych.formats.reading.structure import normalised
from diptych.formats.reading.wires.wire_lines import embargo_in, marked
from diptych.formats.reading.wires.xml_parts import on_one_line
from diptych.formats.reading.xml_tree import Tree

UNTIL_LIFTED = "until the agency lifts it"
"""The embargo of a story that names no moment."""

_FIRST = 8
"""Paragraphs of a body among which its head may be said again."""

_EMBARGO = re.compile(r"\b(?:embargo|embargad[oa]|embargat[oa]|sperrfrist)", re.IGNORECASE)
_LIFTED = re.compile(
    r"\b(?:no embargo|lift(?:s|ed)|levé|aufgehoben|levantad[oa]|tolt[oa])\b", re.IGNORECASE
)
_LONGEST_EMBARGO = 200
_MOST_NAMED, _MOST_LISTED = 5, 100
_CANCELLED = frozenset({"canceled", "cancelled", "killed"})
_NOTES = frozenset(
    {
        BlockKind.EDITORS_NOTE, BlockKind.ADVISORY, BlockKind.NOT_FOR_PUBLICATION,
        BlockKind.CORRECTION,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """What a wire says, in its parts. ``notes`` come before the body and ``after`` behind it.

    ``media`` counts pictures and the like that are named or enclosed.
    """

    metadata: Metadata = field(default_factory=Metadata)
    headline: str = ""
    standfirst: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    after: tuple[Paragraph, ...] = ()
    media: int = 0
    warnings: tuple[str, ...] = ()

    @property
    def has_words(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.headline or self.standfirst or self.body or self.after or self.notes)


def within(outer: Story, inner: Story) -> Story:
    """A story in its envelope: what the story itself says counts before what the envelope says.

    Only of the metadata it is the other way round.
    """
    return Story(
        filled(outer.metadata, inner.metadata),
        inner.headline or outer.headline,
        inner.standfirst or outer.standfirst,
        inner.byline or outer.byline,
        inner.dateline or outer.dateline,
        (*outer.notes, *inner.notes),
        (*outer.body, *inner.body),
        (*inner.after, *outer.after),
        outer.media + inner.media,
        (*outer.warnings, *inner.warnings),
    )


def filled(one: Metadata, other: Metadata) -> Metadata:
    """The first, with what only the second says."""
    said = {
        part.name: getattr(one, part.name) or getattr(other, part.name) for part in fields(Metadata)
    }
    return Metadata(**said)


def reading_of(story: Story, given: Given, tree: Tree) -> Reading:
    """The story as a text of record. Raises CannotReadError when it has no words at all."""
    metadata = story.metadata
    if not story.has_words:
        raise no_text(given, metadata.status, *story.warnings, *tree.warnings)
    story = replace(story, headline=story.headline or metadata.title or "")
    head = _head(story)
    begun = [p for p in story.body[:_FIRST] if not _repeats_head(p, head)]
    body = marked([*begun, *story.body[_FIRST:]])
    told_before = {_key(paragraph.words) for paragraph in body}
    after = [p for p in story.after if _key(p.words) not in told_before]
    paragraphs = [*head, *story.notes, *body, *after]
    metadata = replace(
        metadata,
        title=metadata.title or story.headline or None,
        author=metadata.author or "; ".join(story.byline) or None,
        dateline=metadata.dateline or (story.dateline[0] if story.dateline else None),
        embargo=metadata.embargo or _embargo(paragraphs) or _named_embargo(story.notes),
    )
    warnings = (
        *status_told(metadata.status),
        *story.warnings,
        *media_told(story.media),
        *tree.warnings,
    )
    reading = from_paragraphs(paragraphs, metadata, dict.fromkeys(warnings))
    return replace(reading, encoding=tree.encoding)


def no_text(given: Given, status: str | None, *details: str) -> CannotReadError:
    """The error for a wire without words."""
    return CannotReadError(
        " ".join((*status_told(status), f"There is no text in “{given.name}”.")),
        "Ask the agency to send it again. A picture or a film has no text to translate.",
        " ".join(details),
    )


def points_elsewhere(given: Given, named: Sequence[str]) -> CannotReadError:
    """The error for a wire that only names others."""
    count, more = len(named), len(named) - _MOST_NAMED
    listed = ", ".join(f"“{words}”" for words in named[:_MOST_NAMED])
    points = "1 item, which is" if count == 1 else f"{count:,} items, which are"
    return CannotReadError(
        f"“{given.name}” is a package without text: it points to {points} not in the file.",
        f"Open instead: {listed}{f' and {more:,} more' if more > 0 else ''}.",
        "\n".join(named[:_MOST_LISTED]),
    )


def media_told(count: int) -> tuple[str, ...]:
    """A sentence on pictures and the like, where there are any."""
    if count == 1:
        return ("1 picture or other medium is not shown.",)
    return (f"{count:,} pictures or other media are not shown.",) if count else ()


def choice(given: Given, stories: Sequence[tuple[str, Story]]) -> Story:
    """The story that is asked for by its id, or the only one; there must be one at least.

    Raises SeveralArticlesError when there are several and none was asked for, and CannotReadError
    when the one that was is not there.
    """
    if given.item is not None:
        found = next((story for key, story in stories if key == given.item), None)
        if found is None:
            raise CannotReadError(
                f"There is no story “{given.item}” in “{given.name}”.",
                "Open the file again and choose one of its stories.",
            )
        return found
    if len(stories) == 1:
        return stories[0][1]
    raise SeveralArticlesError(
        f"“{given.name}” holds {len(stories):,} stories.",
        tuple(Item(key, _title(story, key), _about(story)) for key, story in stories),
        "Choose the one to open.",
    )


def keyed(stories: Iterable[Story]) -> list[tuple[str, Story]]:
    """Each story with an id that only it has: its own where it can, with its place where not."""
    listed = list(stories)
    names = [story.metadata.guid or "" for story in listed]
    uses = Counter(names)
    return [
        (name if name and uses[name] == 1 else f"{name}#{number}", story)
        for number, (name, story) in enumerate(zip(names, listed, strict=True), 1)
    ]


def _key(words: str) -> str:
    """The words for comparing; signs alone stand for themselves."""
    return normalised(words) or words.strip()


def _head(story: Story) -> list[Paragraph]:
    """The parts before the body, each said once."""
    parts = (
        *((words, BlockKind.HEADLINE) for words in (story.headline,)),
        *((words, BlockKind.STANDFIRST) for words in story.standfirst),
        *((words, BlockKind.BYLINE) for words in story.byline),
        *((words, BlockKind.DATELINE) for words in story.dateline),
    )
    once: dict[str, Paragraph] = {}
    for words, kind in parts:
        once.setdefault(_key(words), Paragraph(words, kind))
    return [paragraph for key, paragraph in once.items() if key]


def _repeats_head(paragraph: Paragraph, head: Sequence[Paragraph]) -> bool:
    """Whether a block of the body only says a part of the head again, for the looks.

    A paragraph may well begin a story in the words of its standfirst.
    """
    named = paragraph.kind not in (None, BlockKind.PARAGRAPH)
    words = _key(paragraph.words)
    return any(
        _key(part.words) == words for part in head if named or part.kind is BlockKind.HEADLINE
    )


def _embargo(paragraphs: Iterable[Paragraph]) -> str | None:
    """The embargo that a note to newsrooms puts in words."""
    notes = (paragraph.words for paragraph in paragraphs if paragraph.kind in _NOTES)
    return next(filter(None, map(embargo_in, notes)), None)


def _named_embargo(notes: Iterable[Paragraph]) -> str | None:
    """The words of a note to newsrooms that names an embargo, in whatever way.

    A note speaks to the desk alone: to ask once too often costs less than to publish too early.
    """
    for note in notes:
        if _EMBARGO.search(note.words) and not _LIFTED.search(note.words):
            return on_one_line(note.words)[:_LONGEST_EMBARGO]
    return None


def status_told(status: str | None) -> tuple[str, ...]:
    """A sentence on a story that must not be published, or none."""
    word = (status or "").lower()
    if word in _CANCELLED:
        return ("The agency has cancelled this story.",)
    if word == "withheld":
        return ("The agency withholds this story: it is not to be published.",)
    return ()


def _title(story: Story, key: str) -> str:
    metadata = story.metadata
    return story.headline or metadata.title or metadata.slug or key


def _about(story: Story) -> str:
    """As in “French, version 2, cancelled”."""
    metadata = story.metadata
    status = (metadata.status or "").lower()
    parts = (
        language(metadata.language).name if metadata.language else "",
        f"version {metadata.version}" if metadata.version else "",
        "cancelled" if status in _CANCELLED else "",
        "withheld" if status == "withheld" else "",
        "under embargo" if metadata.embargo else "",
    )
    return ", ".join(filter(None, parts))
