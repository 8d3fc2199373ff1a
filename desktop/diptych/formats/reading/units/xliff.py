"""XLIFF 1.2, 2.0 and 2.1: source and target of each segment, by the order of the file.

OASIS, "XLIFF Version 1.2" and "XLIFF Version 2.1".
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from diptych.core.article import BlockKind, Item, Metadata
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.languages import language, normalise_tag
from diptych.core.versions import SegmentState
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, Target, from_paragraphs
from diptych.formats.reading.units.counting import counted, limited
from diptych.formats.reading.units.xliff_codes import Codes
from diptych.formats.reading.xml_tree import markup_of
from diptych.formats.xml_units import Units, children, language_of, local

_UNTOUCHED = frozenset({"new", "needs-translation", "initial"})
_DONE = frozenset({"final", "signed-off", "reviewed"})
_BY_MACHINE = frozenset({"mt-suggestion", "leveraged-mt", "diptych:machine"})
_LONGEST = 200
"""Code points of an id that are kept; longer ones are no use to anybody."""

Languages = tuple[str | None, str | None]
"""Source and target (BCP 47), None where the file does not say it or it is not known."""


def read(given: Given) -> Reading:
    """The units of one pair of languages; of the pair ``given.item`` where there are several.

    Raises CannotReadError, SeveralArticlesError.
    """
    file = _File(given)
    pairs = file.pairs()
    if not pairs:
        raise CannotReadError(
            f"There is nothing to translate in “{given.name}”.",
            "It may be damaged: export it again in the program it comes from.",
            file.units.fault,
        )
    if len(pairs) > 1 and given.item is None:
        raise SeveralArticlesError(
            f"“{given.name}” holds translations between {len(pairs)} pairs of languages.",
            tuple(_item(pair, found) for pair, found in pairs.items()),
        )
    wanted = next((p for p in pairs if given.item in (None, _id(p))), None)
    if wanted is None:
        raise CannotReadError(
            f"There are no languages “{given.item}” in “{given.name}”.",
            f"Choose one of: {', '.join(map(_id, pairs))}.",
        )
    shown, beyond = limited(pairs[wanted])
    metadata = Metadata(title=file.title, language=wanted[0])
    return from_paragraphs(shown, metadata, (*file.remarks(), *beyond))


@dataclass(slots=True)
class _Unit:
    """A unit on its way: its element, and what is around it."""

    element: Any
    languages: Languages
    name: str
    kind: BlockKind | None
    codes: Codes
    segments: list[Paragraph] = field(default_factory=list)

    def add(self, number: str | None, source: Any, target: Any, state: SegmentState | None) -> None:
        """Add a segment; a state of None says that the target has not been worked on."""
        words = self.codes.words(source) if source is not None else ""
        answer = self.codes.words(target) if target is not None else ""
        if state is None:
            state = SegmentState.EDITED
            answer = "" if answer == words else answer
        targets = ((self.languages[1], Target(answer, state)),) if answer.strip() else ()
        name = f"{self.name}/{number[:_LONGEST]}" if number else self.name
        self.segments.append(Paragraph(words, self.kind, name, whole=True, targets=targets))


class _File:
    """All units of a file, and what is counted on the way."""

    def __init__(self, given: Given) -> None:
        markup = markup_of(given)
        self._warnings = markup.warnings
        self.units = Units(
            io.BytesIO(markup.data),
            given.name,
            roots=frozenset({"xliff"}),
            unit=frozenset({"trans-unit", "unit"}),
            kind="XLIFF",
        )
        self._counts: Counter[str] = Counter()
        self._files: list[Any] = []
        self._originals: set[str] = set()

    def pairs(self) -> dict[Languages, list[Paragraph]]:
        """The segments of each pair of languages, in order."""
        found: dict[Languages, list[Paragraph]] = {}
        for element in self.units:
            unit = self._unit(element)
            (_add_old if local(element) == "trans-unit" else _add_new)(unit)
            self._count(unit)
            found.setdefault(unit.languages, []).extend(s for s in unit.segments if s.words)
        return _joined({pair: units for pair, units in found.items() if units})

    @property
    def title(self) -> str | None:
        """The name of the file that was translated, where there is one."""
        names = {original.replace("\\", "/").rpartition("/")[2] for original in self._originals}
        return next(iter(names)) or None if len(names) == 1 else None

    def _unit(self, element: Any) -> _Unit:
        root = self.units.attributes["xliff"]
        file = next((e for e in element.iterancestors() if local(e) == "file"), None)
        about = {} if file is None else file.attrib
        original = about.get("original", "")
        if len(self._originals) < 2:
            self._originals.add(original)
        texts = tuple(element.iter("{*}source", "{*}seg-source", "{*}target"))
        return _Unit(
            element,
            (
                _tag(about.get("source-language") or root.get("srcLang"), element, "source"),
                _tag(about.get("target-language") or root.get("trgLang"), element, "target"),
            ),
            f"{(about.get('id') or original)[-_LONGEST:]}/{element.get('id', '')[:_LONGEST]}",
            None if _translated(element) else BlockKind.FURNITURE,
            Codes(texts),
        )

    def _count(self, unit: _Unit) -> None:
        self._counts["codes"] += unit.codes.count
        self._counts["inside"] += unit.codes.inside
        for child in unit.element.iter("{*}note", "{*}alt-trans", "{*}match", "{*}mrk"):
            name = local(child)
            if name != "mrk":
                self._counts[name] += 1
            elif "comment" in (child.get("type"), child.get("mtype")):
                self._counts["note"] += 1

    def remarks(self) -> tuple[str, ...]:
        """Plain sentences about what is shown in another way, or not at all."""
        counts = self._counts
        shown = "as {{1}}, or as {{1}} and {{/1}} around words"
        return (
            *counted(
                counts["codes"],
                f"1 inline code is shown {shown}.".format(),
                "{} inline codes are shown " + f"{shown}.",
            ),
            *counted(
                counts["inside"],
                "The words inside of 1 inline code are not shown.",
                "The words inside of {} inline codes are not shown.",
            ),
            *counted(counts["note"], "1 note is not shown.", "{} notes are not shown."),
            *counted(
                counts["alt-trans"] + counts["match"],
                "1 suggested translation is not shown.",
                "{} suggested translations are not shown.",
            ),
            *self._warnings,
            *((self.units.fault,) if self.units.fault else ()),
        )


def _add_old(unit: _Unit) -> None:
    """A ``trans-unit`` of XLIFF 1.2; its segments where the source was cut into some."""
    element = unit.element
    source = next(iter(children(element, "source")), None)
    target = next(iter(children(element, "target")), None)
    state = _state_of_old(element, target)
    cut = next(iter(children(element, "seg-source")), None)
    marked = {} if cut is None else _marked(cut)
    answers = {} if target is None else _marked(target)
    if not marked or (len(marked) > 1 and target is not None and not answers):
        unit.add(None, source if source is not None else cut, target, state)
        return
    for number, part in marked.items():
        only = target if len(marked) == 1 and not answers else None
        unit.add(number, part, answers.get(number, only), state)


def _marked(text: Any) -> dict[str, Any]:
    """The marked segments of a text by their ids."""
    return {m.get("mid") or "": m for m in text.iter("{*}mrk") if m.get("mtype") == "seg"}


def _state_of_old(unit: Any, target: Any) -> SegmentState | None:
    told = None if target is None else target.get("state")
    if unit.get("approved") == "yes" or told in _DONE:
        return SegmentState.CONFIRMED
    if target is not None and target.get("state-qualifier") in _BY_MACHINE:
        return SegmentState.MACHINE
    return None if told in _UNTOUCHED else SegmentState.EDITED


def _add_new(unit: _Unit) -> None:
    """A ``unit`` of XLIFF 2; what stands between segments is shown only where it has letters."""
    for number, part in enumerate(children(unit.element, "segment", "ignorable"), start=1):
        source = next(iter(children(part, "source")), None)
        target = next(iter(children(part, "target")), None)
        told = part.get("state", "initial")
        if local(part) == "segment":
            several = part.get("id") or (str(number) if number > 1 else None)
            unit.add(several, source, target, _state_of_new(told, part.get("subState")))
        elif source is not None and any(c.isalpha() for t in source.itertext() for c in t):
            unit.add(part.get("id") or str(number), source, target, SegmentState.EDITED)
            unit.segments[-1] = unit.segments[-1]._replace(kind=BlockKind.FURNITURE)


def _state_of_new(told: str, more: str | None) -> SegmentState | None:
    if told in _DONE:
        return SegmentState.CONFIRMED
    if more in _BY_MACHINE:
        return SegmentState.MACHINE
    return None if told in _UNTOUCHED else SegmentState.EDITED


def _translated(unit: Any) -> bool:
    """Whether it is to be translated at all, as the nearest element around it says."""
    for element in (unit, *unit.iterancestors()):
        told = element.get("translate")
        if told is not None:
            return bool(told != "no")
    return True


def _tag(declared: str | None, unit: Any, side: str) -> str | None:
    """The language declared above the unit, else that of its own words."""
    if declared is None:
        texts: Iterator[Any] = unit.iter(f"{{*}}{side}")
        declared = next((found for text in texts if (found := language_of(text))), None)
    return normalise_tag(declared) if declared else None


def _joined(pairs: dict[Languages, list[Paragraph]]) -> dict[Languages, list[Paragraph]]:
    """Parts that name no target go with the ones that do, where there can be no doubt."""
    sources = {source for source, _ in pairs}
    for source in sources:
        same = [pair for pair in pairs if pair[0] == source]
        if len(same) == 2 and (source, None) in same:
            other = next(pair for pair in same if pair[1])
            first, second = (pairs[pair] for pair in same)
            del pairs[source, None]
            pairs[other] = [*first, *second]
    return pairs


def _id(pair: Languages) -> str:
    return ":".join(tag or "und" for tag in pair)


def _item(pair: Languages, units: list[Paragraph]) -> Item:
    names = [language(tag).name if tag else "an unknown language" for tag in pair]
    about = "1 segment" if len(units) == 1 else f"{len(units):,} segments"
    return Item(_id(pair), f"{names[0]} to {names[1]}", about)
