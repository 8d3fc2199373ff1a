"""XLIFF 1.2, strict: a group for each block and a unit for each sentence.

OASIS, "XLIFF Version 1.2" (2008). It is what most tools for translators open, the older ones too.
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
    PlacedNotes,
    Sides,
    lay_out,
    moment_of,
    origin_of,
    segments_by_block,
    tag_of,
    wanted_notes,
    whole_segment,
)
from diptych.formats.xml_units import LANGUAGE, xml_text
from diptych.version import VERSION

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

STATES = {
    SegmentState.MACHINE: "needs-review-translation",
    SegmentState.EDITED: "translated",
    SegmentState.CONFIRMED: "signed-off",
}
OPEN = "needs-translation"
_MACHINE = "mt-suggestion"
_LEAVES = frozenset({"source", "target", "note", "context", "tool"})
_RESOLVED, _UNRESOLVED = "10", "1"


def write_xliff_1(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The last version as the target in UTF-8, the others and the machine's as ``alt-trans``.

    What is still to be translated has the source in its target and is marked as such, as tools
    of this version have it. Characters that XML cannot hold are left out. Notes quote the words
    they stand on, since marks in the words would be tags to the tools that open this.
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
        self._noted: set[str] = set()
        self._names = Names()
        self._blocks = Names()

    def root(self) -> Any:
        from lxml import etree

        root = etree.Element(_tag("xliff"), nsmap={None: NAMESPACE})
        root.set("version", "1.2")
        original = xml_text(self._document.article.source.name)
        file = _below(root, "file", original=original, datatype="plaintext")
        file.set("source-language", tag_of(self._sides.source))
        if self._sides.target is not None:
            file.set("target-language", tag_of(self._sides.target))
        file.set("tool-id", TOOL)
        if made := moment_of(self._copy.made):
            file.set("date", made)
        file.set(SPACE, "preserve")
        self._head(_below(file, "header"))
        body = _below(file, "body")
        by_block = segments_by_block(self._sides.source)
        for block in self._document.article.blocks:
            if block.told:
                self._group(body, block, by_block.get(block.id, ()))
        return root

    def _head(self, header: Any) -> None:
        tool = _below(header, "tool")
        about = {"tool-id": TOOL, "tool-name": "Diptych", "tool-version": VERSION}
        for name, value in about.items():
            tool.set(name, value)
        for caution in self._copy.cautions:
            _below(header, "note").text = xml_text(caution)
        for note in self._notes.loose:
            _put_note(header, note, "general")

    def _group(self, body: Any, block: Block, segments: Sequence[Segment]) -> None:
        group = _below(body, "group", id=self._blocks(block.id))
        if block.unit:
            group.set("resname", xml_text(block.unit))
        group.set("restype", f"x-{block.kind.value}")
        if block.kind in NOT_TRANSLATED or not segments:
            group.set("translate", "no")
        group.set(SPACE, "preserve")
        _contexts(group, _about(block))
        for segment in tuple(segments) or (whole_segment(block),):
            unit = _below(group, "trans-unit", id=self._names(segment.id))
            self._unit(unit, segment, translated=group.get("translate") != "no")

    def _unit(self, unit: Any, segment: Segment, *, translated: bool) -> None:
        source, target = self._sides.source, self._sides.target
        answer = self._sides.answer(segment, target)
        state = None if answer is None else answer.segment.state
        if state is SegmentState.CONFIRMED:
            unit.set("approved", "yes")
        if not translated:
            unit.set("translate", "no")
        unit.set(SPACE, "preserve")
        words = xml_text(source.text_of(segment))
        _words(unit, "source", words, source)
        if answer is None:
            # The older OmegaT offers the words of targets alone, so the source stands in for one.
            _below(unit, "target", state=OPEN).text = words
        else:
            element = _words(unit, "target", answer.words, answer.version)
            element.set("state", STATES.get(answer.segment.state, "translated"))
            if state is SegmentState.MACHINE:
                element.set("state-qualifier", _MACHINE)
        span = segment.span
        _contexts(unit, (("x-start", str(span.start)), ("x-end", str(span.end))))
        self._unit_notes(unit, segment)
        for suggestion in self._sides.suggestions(segment):
            self._suggest(unit, words, suggestion)

    def _unit_notes(self, unit: Any, segment: Segment) -> None:
        """The notes that begin on a segment; those that go on are not said again."""
        for version in self._sides.shown:
            for placed in self._notes.on(version, segment):
                if placed.note.id not in self._noted:
                    self._noted.add(placed.note.id)
                    side = "source" if version is self._sides.source else "target"
                    _put_note(unit, placed.note, side)

    def _suggest(self, unit: Any, words: str, answer: Answer) -> None:
        version = answer.version
        element = _below(unit, "alt-trans", origin=origin_of(version))
        element.set(SPACE, "preserve")
        other = self._sides.target is not None and tag_of(version) != tag_of(self._sides.target)
        element.set("alttranstype", "reference" if other else "proposal")
        _words(element, "source", words, self._sides.source)
        target = _words(element, "target", answer.words, version)
        if version.kind is VersionKind.MACHINE:
            target.set("state-qualifier", _MACHINE)


def _about(block: Block) -> Iterable[tuple[str, str]]:
    yield from (("x-start", str(block.span.start)), ("x-end", str(block.span.end)))
    if block.repeats:
        yield "x-repeats", block.repeats
    if block.timing is not None:
        yield "x-begins", f"{block.timing.start} ms"
        yield "x-ends", f"{block.timing.end} ms"


def _contexts(parent: Any, values: Iterable[tuple[str, str]]) -> None:
    group = _below(parent, "context-group", purpose="information")
    for name, value in values:
        context = _below(group, "context")
        context.set("context-type", name)
        context.text = xml_text(value)


def _put_note(parent: Any, note: Note, side: str) -> None:
    """A note with the words it stands on, and its replies after it."""
    quote = f"“{note.quote}”" if note.quote else ""
    body = ": ".join(filter(None, (quote, note.body.strip())))
    priority = _RESOLVED if note.resolved else _UNRESOLVED
    for author, words in ((note.author, body), *((r.author, r.body) for r in note.replies)):
        element = _below(parent, "note", annotates=side, priority=priority)
        if author:
            element.set("from", xml_text(author))
        element.text = xml_text(words)


def _words(parent: Any, name: str, words: str, version: Version) -> Any:
    element = _below(parent, name)
    element.set(LANGUAGE, tag_of(version))
    element.text = xml_text(words)
    return element


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _below(parent: Any, name: str, **attributes: str) -> Any:
    """A new last child."""
    from lxml import etree

    return etree.SubElement(parent, _tag(name), attributes)
