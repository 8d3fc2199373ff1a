"""XLIFF 2.1: a unit for each block, a segment for each sentence, and what stands between them.

OASIS, "XLIFF Version 2.1" (2018), with its modules for translation candidates and for metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from diptych.core.article import Block
from diptych.core.document import Document
from diptych.core.notes import Note
from diptych.core.versions import Segment, SegmentState, Version, VersionKind
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.exchange_parts import (
    NOT_TRANSLATED,
    TOOL,
    Answer,
    Names,
    Placed,
    PlacedNotes,
    Sides,
    about_article,
    about_note,
    direction_of,
    lay_out,
    origin_of,
    segments_by_block,
    tag_of,
    wanted_notes,
    whole_segment,
)
from diptych.formats.writing.xliff_marks import Marks, put_words
from diptych.formats.xml_units import LANGUAGE, xml_text

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

STATES = {
    SegmentState.UNTRANSLATED: "initial",
    SegmentState.MACHINE: "initial",
    SegmentState.EDITED: "translated",
    SegmentState.CONFIRMED: "reviewed",
}
"""Words of a machine are not called translated before a person has seen them."""

BY_MACHINE = f"{TOOL}:machine"
"""The sub-state that tells words of a machine from a segment nobody has begun."""

_KINDS = {VersionKind.MACHINE: "mt"}
_LEAVES = frozenset({"source", "target", "note", "meta"})
_RESOLVED, _OPEN = "10", "1"


def write_xliff_2(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The last version as the target in UTF-8, the others and the machine's as matches.

    Characters that XML cannot hold are written as ``cp`` in source and target, and left out
    elsewhere. All notes on these versions are in it, unless the copy is without notes.
    """
    from lxml import etree

    root = _Writer(document, versions, copy).root()
    lay_out(root, _LEAVES)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


class _Writer:
    def __init__(self, document: Document, versions: Sequence[Version], copy: Copy) -> None:
        self._document = document
        self._copy = copy
        self._sides = Sides(document, versions)
        self._notes = PlacedNotes(wanted_notes(document, copy), self._sides.shown)

    def root(self) -> Any:
        from lxml import etree

        target = self._sides.target
        known = {None: NAMESPACE, "mtc": MATCHES, "mda": METADATA}
        root = etree.Element(_tag("xliff"), nsmap=known)
        root.set("version", "2.1")
        root.set("srcLang", tag_of(self._sides.source))
        directions = {"srcDir": direction_of(self._document.language)}
        if target is not None:
            root.set("trgLang", tag_of(target))
            directions["trgDir"] = direction_of(target.text.language)
        original = xml_text(self._document.article.source.name)
        file = _below(root, "file", id="f1", original=original, **directions)
        file.set(SPACE, "preserve")
        groups = _below(file, "metadata", METADATA)
        self._about(groups)
        self._file_notes(file, groups)
        names = Names()
        by_block = segments_by_block(self._sides.source)
        for block in self._document.article.blocks:
            if block.told:
                _UnitWriter(self._document, self._sides, self._notes).write(
                    _below(file, "unit", id=names(block.id)), block, by_block.get(block.id, ())
                )
        return root

    def _about(self, groups: Any) -> None:
        about = about_article(self._document, self._sides.target, self._copy)
        _group(groups, "article", about)
        summary = self._document.summary
        if summary is not None and summary.picks:
            picks = (("segment", pick.segment) for pick in summary.picks)
            _group(groups, "summary", (("method", summary.method), *picks))

    def _file_notes(self, file: Any, groups: Any) -> None:
        """Cautions, and notes that stand on no words."""
        if not (self._copy.cautions or self._notes.loose):
            return
        notes = _below(file, "notes")
        names = Names()
        for caution in self._copy.cautions:
            _below(notes, "note", category="caution").text = xml_text(caution)
        for note in self._notes.loose:
            _put_note(notes, groups, note, self._document, names)


class _UnitWriter:
    """Writes one block."""

    def __init__(self, document: Document, sides: Sides, notes: PlacedNotes) -> None:
        self._document, self._sides, self._notes = document, sides, notes
        self._names = Names()
        self._note_names: dict[str, str] = {}

    def write(self, unit: Any, block: Block, segments: Sequence[Segment]) -> None:
        """Fill ``unit``. A block without segments is one that is not to be translated."""
        if block.unit:
            unit.set("name", xml_text(block.unit))
        unit.set("type", f"{TOOL}:{block.kind.value}")
        if block.kind in NOT_TRANSLATED or not segments:
            unit.set("translate", "no")
        if block.language is not None and block.language != self._document.language:
            unit.set("srcDir", direction_of(block.language))
        cut = tuple(segments) or (whole_segment(block),)
        ids = {segment.id: self._names(segment.id) for segment in cut}
        self._matches(unit, cut, ids)
        groups = _below(unit, "metadata", METADATA)
        _group(groups, "block", self._about(block))
        for segment in cut:
            _group(groups, f"segment:{ids[segment.id]}", self._about_segment(segment))
        self._put_notes(unit, groups, cut)
        for before, segment in zip((None, *cut), cut, strict=False):
            if before is not None:
                self._gap(unit, before, segment)
            self._segment(unit, segment, ids[segment.id])

    def _about(self, block: Block) -> Iterable[tuple[str, str]]:
        yield from (("start", str(block.span.start)), ("end", str(block.span.end)))
        for name, value in (("repeats", block.repeats), ("language", block.language)):
            if value:
                yield name, value
        if block.timing is not None:
            yield "begins", f"{block.timing.start} ms"
            yield "ends", f"{block.timing.end} ms"

    def _about_segment(self, segment: Segment) -> Iterable[tuple[str, str]]:
        yield from (("start", str(segment.span.start)), ("end", str(segment.span.end)))
        answer = self._sides.answer(segment, self._sides.target)
        for alarm in answer.segment.alarms if answer else ():
            yield f"alarm:{alarm.kind.value}", alarm.message

    def _matches(self, unit: Any, cut: Sequence[Segment], ids: dict[str, str]) -> None:
        matches = None
        for segment in cut:
            for answer in self._sides.suggestions(segment):
                matches = _below(unit, "matches", MATCHES) if matches is None else matches
                self._match(matches, segment, ids[segment.id], answer)

    def _match(self, matches: Any, segment: Segment, name: str, answer: Answer) -> None:
        version = answer.version
        match = _below(matches, "match", MATCHES, ref=f"#{name}", origin=origin_of(version))
        match.set("type", _KINDS.get(version.kind, "other"))
        match.set("subType", f"{TOOL}:{version.kind.value}")
        match.set("similarity", "100.0")  # the source is that of the segment itself
        source = _below(match, "source")
        put_words(source, self._sides.source.text_of(segment), (), Marks())
        target = _below(match, "target")
        put_words(target, answer.words, (), Marks())
        if self._sides.target is not None and tag_of(version) != tag_of(self._sides.target):
            match.set("reference", "yes")
            target.set(LANGUAGE, tag_of(version))

    def _put_notes(self, unit: Any, groups: Any, cut: Sequence[Segment]) -> None:
        """The notes on any segment of the block, each once; mere highlights are marks alone."""
        notes = None
        names = Names()
        for placed in self._placed(cut):
            note = placed.note
            if note.id in self._note_names:
                continue
            if not _has_words(note):
                self._note_names[note.id] = ""
                _group(groups, f"highlight:{names(note.id)}", about_note(note, self._document))
                continue
            notes = _below(unit, "notes") if notes is None else notes
            target = placed.version is not self._sides.source
            side = "target" if target else "source"
            name = _put_note(notes, groups, note, self._document, names, side)
            self._note_names[note.id] = name

    def _placed(self, cut: Sequence[Segment]) -> Iterable[Placed]:
        for segment in cut:
            for version in self._sides.shown:
                yield from self._notes.on(version, segment)

    def _gap(self, unit: Any, before: Segment, after: Segment) -> None:
        """What stands between two segments, in the source and in the target."""
        source, target = self._sides.source, self._sides.target
        words = self._sides.gap(source, before, after)
        answer = "" if target is None else self._sides.gap(target, before, after)
        if not (words or answer):
            return
        ignorable = _below(unit, "ignorable")
        put_words(_below(ignorable, "source"), words, (), Marks())
        if target is not None:
            put_words(_below(ignorable, "target"), answer, (), Marks())

    def _segment(self, unit: Any, segment: Segment, name: str) -> None:
        source, target = self._sides.source, self._sides.target
        answer = self._sides.answer(segment, target)
        state = SegmentState.UNTRANSLATED if answer is None else answer.segment.state
        element = _below(unit, "segment", id=name, state=STATES.get(state, "translated"))
        if state is SegmentState.MACHINE:
            element.set("subState", BY_MACHINE)
        marks = Marks(self._names, self._note_names)
        put_words(
            _below(element, "source"),
            source.text_of(segment),
            self._notes.on(source, segment),
            marks,
        )
        if answer is not None and target is not None:
            there = self._notes.on(target, segment)
            put_words(_below(element, "target"), answer.words, there, marks)


def _has_words(note: Note) -> bool:
    return bool(note.body.strip() or note.replies or not note.quote or note.orphan)


def _put_note(
    notes: Any, groups: Any, note: Note, document: Document, names: Names, side: str = ""
) -> str:
    """Add a note and its replies, with who wrote them and when as metadata; gives its id."""
    name = names(note.id)
    element = _below(notes, "note", id=name, category="orphan" if note.orphan else note.on.value)
    element.text = xml_text(note.body.strip() or (f"“{note.quote}”" if note.quote else ""))
    element.set("priority", _RESOLVED if note.resolved else _OPEN)
    if side:
        element.set("appliesTo", side)
    _group(groups, f"note:{name}", about_note(note, document))
    for reply in note.replies:
        own = names(f"{note.id}.{reply.id}")
        answer = _below(notes, "note", id=own, category="reply")
        answer.text = xml_text(reply.body)
        about = (("to", name), ("author", reply.author), ("created", reply.created))
        _group(groups, f"note:{own}", about)
    return name


def _tag(name: str, namespace: str = NAMESPACE) -> str:
    return f"{{{namespace}}}{name}"


def _below(parent: Any, name: str, namespace: str = NAMESPACE, **attributes: str) -> Any:
    """A new last child."""
    from lxml import etree

    return etree.SubElement(parent, _tag(name, namespace), attributes)


def _group(groups: Any, category: str, values: Iterable[tuple[str, str]]) -> None:
    """Add a group of metadata."""
    group = _below(groups, "metaGroup", METADATA, category=category)
    for name, value in values:
        _below(group, "meta", METADATA, type=name).text = xml_text(value)
