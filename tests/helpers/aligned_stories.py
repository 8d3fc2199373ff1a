"""Stories in two versions whose links are known, and the ways in which we damage them.

``tests/data/alignment`` holds a table for each story: a column for each version, a row for each
link, " | " between the sentences of a cell, an empty line between paragraphs. Where two cells hold
equally many sentences these are linked one by one.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from diptych.core.alignment.links import Alignment
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, Version, VersionKind

FOLDER = Path(__file__).parents[1] / "data" / "alignment"
BRIDGES = FOLDER / "bridges.txt"
"""Sentences in English or French, each with what our own pack makes of it in the next line."""

PAIRS = (
    ("harbour", "en", "fr"), ("harbour", "en", "ar"), ("council", "en", "de"),
    ("council", "en", "ru"), ("flood", "en", "es"), ("flood", "en", "zh"), ("cheese", "fr", "en"),
    ("cheese", "fr", "en-2"), ("cheese", "en", "en-2"), ("museum", "en", "en-2"),
    ("museum", "en", "de"), ("match", "en", "es"), ("study", "fr", "en"), ("study", "en", "es"),
    ("results", "en", "de"), ("results", "en", "fr"),
)  # fmt: skip
"""Story, its source and its target; a second version in one language has a number."""

Ends = tuple[tuple[str, ...], tuple[str, ...]]
"""A link: ids of the source, ids of the target."""

_WIDE = frozenset({"zh", "ja"})
_PLACES_TO_SPLIT = ",;:，；：،؛"


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences that belong together, and whether a paragraph begins with them on either side."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    opens: bool = False
    opens_target: bool = False

    @property
    def simple(self) -> bool:
        """Whether it is one sentence for one."""
        return len(self.source) == len(self.target) == 1


@dataclass(frozen=True, slots=True)
class Story:
    """A story in two versions: units in the order of the source, and their order in the target."""

    name: str
    source_language: str
    target_language: str
    units: tuple[Unit, ...]
    order: tuple[int, ...] = field(default=())

    @property
    def target_order(self) -> tuple[int, ...]:
        """The places of the units in the order of the target."""
        return self.order or tuple(range(len(self.units)))


@dataclass(frozen=True, slots=True)
class Given:
    """What an aligner is given, and the links it should find."""

    story: Story
    source: Version
    target: Version
    links: frozenset[Ends]


@dataclass(frozen=True, slots=True)
class Rates:
    """How much is damaged: shares of the sentences, of the paragraph breaks, and swaps a story."""

    merged: float = 0.05
    split: float = 0.05
    dropped: float = 0.03
    added: float = 0.015
    breaks_lost: float = 0.3
    swaps: int = 1


MILD = Rates()


@cache
def stories() -> tuple[Story, ...]:
    """The pairs of ``PAIRS``."""
    return tuple(_read(*pair) for pair in PAIRS)


@cache
def bridges() -> Mapping[str, str]:
    """What our pack made of sentences, by the sentence."""
    lines = BRIDGES.read_text(encoding="utf-8").splitlines()
    return dict(zip(lines[::2], lines[1::2], strict=True))


def _read(name: str, source: str, target: str) -> Story:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    units: list[Unit] = []
    opens = True
    for line in lines[1:]:
        if not line.strip():
            opens = True
            continue
        cells = dict(zip(columns, line.split("\t"), strict=True))
        ours, theirs = (tuple(c.split(" | ")) if c else () for c in (cells[source], cells[target]))
        if len(ours) == len(theirs):
            pairs: Iterable[tuple[tuple[str, ...], tuple[str, ...]]] = (
                ((a,), (b,)) for a, b in zip(ours, theirs, strict=True)
            )
        else:
            pairs = [(ours, theirs)]
        for one, other in pairs:
            units.append(Unit(one, other, opens, opens))
            opens = False
    return Story(f"{name} {source}–{target}", source[:2], target[:2], tuple(units))


def given(story: Story) -> Given:
    """The story as two versions, whose segments have ids that tell nothing."""
    ours = [(at, sentence, unit.opens) for at, unit in enumerate(story.units) for sentence in unit.source]
    theirs = [
        (at, sentence, story.units[at].opens_target)
        for at in story.target_order
        for sentence in story.units[at].target
    ]
    source, of_source = _version("source", story.source_language, ours)
    target, of_target = _version("target", story.target_language, theirs)
    links = frozenset(
        (of_source.get(at, ()), of_target.get(at, ())) for at in range(len(story.units))
    )
    return Given(story, source, target, links - {((), ())})


def _version(
    name: str, language: str, sentences: Sequence[tuple[int, str, bool]]
) -> tuple[Version, dict[int, tuple[str, ...]]]:
    value, block, last = "", 0, -1
    segments: list[Segment] = []
    of_unit: dict[int, tuple[str, ...]] = {}
    for unit, sentence, opens in sentences:
        if opens and unit != last and segments:
            block += 1
        last = unit
        if value:
            same = segments[-1].block == f"b{block}"
            value += ("" if language in _WIDE else " ") if same else "\n\n"
        span = Span(len(value), len(value) + len(sentence))
        value += sentence
        segments.append(Segment(f"s{len(segments) + 1}", f"b{block}", span))
        of_unit[unit] = (*of_unit.get(unit, ()), segments[-1].id)
    kind = VersionKind.SOURCE if name == "source" else VersionKind.HUMAN
    return Version(name, kind, name, Text(value, language), tuple(segments)), of_unit


def damaged(story: Story, seed: int, rates: Rates = MILD, strangers: Sequence[str] = ()) -> Story:
    """The story with sentences dropped, merged, split, added and swapped, and breaks lost.

    ``strangers`` are sentences to add: by default those of the other stories in the language of
    the target. Every change is one that an editor makes; the units stay known.
    """
    dice = random.Random(f"{story.name} {seed}")
    strangers = strangers or _strangers(story)
    units = [_split(unit, dice) if dice.random() < rates.split else unit for unit in story.units]
    units = _merged(units, dice, rates.merged, story.target_language)
    changed: list[Unit] = []
    for unit in units:
        if unit.simple and dice.random() < rates.dropped:
            unit = replace(unit, **dice.choice([{"source": ()}, {"target": ()}]))
        changed.append(unit)
        if dice.random() < rates.added:
            changed.append(Unit((), (dice.choice(strangers),)))
    lost = [
        replace(u, opens_target=u.opens_target and dice.random() >= rates.breaks_lost)
        for u in changed
    ]
    return replace(story, units=tuple(lost), order=_swapped(lost, dice, rates.swaps))


def _strangers(story: Story) -> list[str]:
    return [
        sentence
        for other in stories()
        if other.target_language == story.target_language
        and other.name.split()[0] != story.name.split()[0]
        for unit in other.units
        for sentence in unit.target
    ] or [story.units[0].target[0]]


def _split(unit: Unit, dice: random.Random) -> Unit:
    """The unit with its target sentence cut in two at a comma, if there is one."""
    if len(unit.target) != 1 or not unit.source:
        return unit
    words = unit.target[0]
    edge = len(words) // 4
    places = [at for at in range(edge, len(words) - edge) if words[at] in _PLACES_TO_SPLIT]
    places = [at for at in places if not (words[at - 1].isdigit() and words[at + 1].isdigit())]
    if not places:
        return unit
    at = dice.choice(places)
    first, second = words[:at], words[at + 1 :].strip()
    stop = "。" if words[at] in "，；：" else "."
    return replace(unit, target=(first + stop, second[:1].upper() + second[1:]))


def _merged(
    units: Sequence[Unit], dice: random.Random, rate: float, language: str
) -> list[Unit]:
    """Neighbours in one paragraph whose target sentences an editor has made one."""
    found: list[Unit] = []
    at = 0
    while at < len(units):
        unit = units[at]
        after = units[at + 1] if at + 1 < len(units) else None
        if dice.random() < rate and after and unit.simple and after.simple and not after.opens:
            comma = "，" if language in _WIDE else "، " if language == "ar" else ", "
            words = unit.target[0].rstrip(".。") + comma + after.target[0]
            found.append(replace(unit, source=unit.source + after.source, target=(words,)))
            at += 2
        else:
            found.append(unit)
            at += 1
    return found


def _swapped(units: Sequence[Unit], dice: random.Random, swaps: int) -> tuple[int, ...]:
    """An order of the units in which neighbours of one sentence each have changed places."""
    order = list(range(len(units)))
    places = [at for at in range(len(units) - 1) if units[at].simple and units[at + 1].simple]
    dice.shuffle(places)
    taken: set[int] = set()
    for at in places:
        if swaps and not taken & {at, at + 1}:
            order[at], order[at + 1] = order[at + 1], order[at]
            taken |= {at, at + 1}
            swaps -= 1
    return tuple(order)


@dataclass(frozen=True, slots=True)
class Score:
    """Links that were found and are right, that were found, and that there are."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.right + other.right, self.found + other.found, self.there + other.there
        )

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; links of nothing with something count."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 1.0


def ends_of(alignment: Alignment) -> frozenset[Ends]:
    """The links of an alignment without what else is known of them."""
    return frozenset((link.source, link.target) for link in alignment.links)


def score(found: frozenset[Ends], gold: frozenset[Ends]) -> Score:
    """How good links are; only those count that are right on both sides in full."""
    return Score(len(found & gold), len(found), len(gold))


def bridge_of(source: Version) -> dict[str, str]:
    """What our pack makes of the segments of a version, by id, as far as we have kept it."""
    known = bridges()
    texts = {segment.id: source.text_of(segment) for segment in source.segments}
    return {name: known[text] for name, text in texts.items() if text in known}
