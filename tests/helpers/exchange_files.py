"""Documents to be exchanged with other tools, and what must hold for the files made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from diptych.core.document import Document
from diptych.core.notes import Note, anchor
from diptych.core.text import Span, Text
from diptych.core.versions import (
    Segment,
    SegmentState,
    Signature,
    Translated,
    Version,
    VersionKind,
    assemble,
)
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import Understood, article_of, understand
from diptych.workspace.segmenting import begin, resegment

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas"
XLIFF_2 = "urn:oasis:names:tc:xliff:document:2.0"
SIGNATURE = Signature("argos", "en-fr 1.9", (("quality", "fast"),), "0", "00" * 32)
SPACES = {
    "x": XLIFF_2,
    "mtc": "urn:oasis:names:tc:xliff:matches:2.0",
    "mda": "urn:oasis:names:tc:xliff:metadata:2.0",
    "o": "urn:oasis:names:tc:xliff:document:1.2",
}
_IMPORTS = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="urn:oasis:names:tc:xliff:document:2.0" schemaLocation="xliff_core_2.0.xsd"/>
<xs:import namespace="urn:oasis:names:tc:xliff:matches:2.0" schemaLocation="matches.xsd"/>
<xs:import namespace="urn:oasis:names:tc:xliff:metadata:2.0" schemaLocation="metadata.xsd"/>
</xs:schema>"""


def opened(text: str, language: str | None = "en", name: str = "wire.txt") -> Document:
    """Plain text as a document in a language."""
    given = Given(text.encode(), name)
    return resegment(begin(article_of(given, understand(given))), language)


def opened_again(data: bytes, name: str = "back.xlf", kind: FileKind | None = None) -> Document:
    """A document from a file that was saved."""
    given = Given(data, name, kind)
    understood: Understood = understand(given)
    return begin(article_of(given, understood), understood.reading.renderings)


def with_version(
    document: Document,
    say: Callable[[str], str] | Mapping[str, str],
    language: str | None = "fr",
    *,
    name: str = "v1",
    kind: VersionKind = VersionKind.MACHINE,
    states: Mapping[str, SegmentState] | None = None,
    based_on: str | None = None,
) -> Document:
    """With one more version: what ``say`` makes of each segment, or has by its id."""
    source = document.source
    words = {
        s.id: say(source.text_of(s)) if callable(say) else say[s.id]
        for s in source.segments
        if callable(say) or s.id in say
    }
    text, segments = assemble(source, {key: Translated(said) for key, said in words.items()})
    told = states or {}
    segments = tuple(replace(s, state=told.get(s.id, s.state)) for s in segments)
    signature = SIGNATURE if kind is VersionKind.MACHINE else None
    version = Version(
        name, kind, f"Test {name}", Text(text, language), segments, signature, based_on
    )
    return document.with_version(version)


def noted(document: Document, version: str, words: str, body: str, **more: Any) -> Document:
    """With a note on the first place where ``words`` stand."""
    value = document.version(version).text.value
    span = Span(value.index(words), value.index(words) + len(words))
    quote, prefix, suffix = anchor(value, span)
    name = f"n{len(document.notes) + 1}"
    about = {"author": "Ann Bee", "created": "2026-01-02T03:04:05+00:00", **more}
    note = Note(name, version, span, quote, prefix, suffix, body, **about)
    return replace(document, notes=(*document.notes, note))


def pairs(document: Document) -> list[tuple[str, str, str, str]]:
    """Name, source, target and state of each segment; an untranslated one has no target."""
    (target,) = document.targets
    source = document.source
    units = {block.id: block.unit or "" for block in document.article.blocks}
    answers: Sequence[Segment] = target.segments
    return [
        (units[ours.block], source.text_of(ours), target.text_of(theirs), theirs.state.value)
        for ours, theirs in zip(source.segments, answers, strict=True)
    ]


@cache
def xliff_2_schema() -> Any:
    """The schema of XLIFF 2.1 with the modules we write."""
    base = (SCHEMAS / "xliff21" / "all.xsd").as_uri()
    return etree.XMLSchema(etree.fromstring(_IMPORTS.encode(), base_url=base))


@cache
def xliff_1_schema() -> Any:
    """The strict schema of XLIFF 1.2."""
    path = SCHEMAS / "xliff12" / "xliff-core-1.2-strict.xsd"
    local = (path.parent / "xml.xsd").as_uri()
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2001/xml.xsd", local)
    return etree.XMLSchema(etree.fromstring(text.encode(), base_url=path.as_uri()))


@cache
def tmx_dtd() -> Any:
    """The DTD of TMX 1.4."""
    return etree.DTD(str(SCHEMAS / "tmx" / "tmx14.dtd"))


def sound_xliff_2(data: bytes) -> Any:
    """The root of an XLIFF 2.1 file that keeps the schema and the rules no schema can tell."""
    root = etree.fromstring(data)
    xliff_2_schema().assertValid(root)
    targets = root.xpath("//x:segment/x:target | //x:ignorable/x:target", namespaces=SPACES)
    assert bool(targets) <= (root.get("trgLang") is not None)
    _once(unit.get("id") for unit in root.iter(f"{{{XLIFF_2}}}unit"))
    for unit in root.iter(f"{{{XLIFF_2}}}unit"):
        _sound_unit(unit)
    for group in root.iter(f"{{{XLIFF_2}}}notes"):
        _once(note.get("id") for note in group if note.get("id"))
    return root


def _sound_unit(unit: Any) -> None:
    def found(path: str) -> list[Any]:
        return list(unit.xpath(path, namespaces=SPACES))

    parts = found("x:segment | x:ignorable")
    assert any(part.tag.endswith("segment") for part in parts)
    inside = [e for part in parts for e in part.iter() if e.get("id")]
    _once(element.get("id") for element in inside)
    notes = {note.get("id") for note in found("x:notes/x:note")}
    for mark in found(".//x:mrk[@type='comment'] | .//x:sm[@type='comment']"):
        assert mark.get("value") is None
        assert mark.get("ref").removeprefix("#n=") in notes
    for part in parts:
        begun = [e.get("id") for e in part.iter(f"{{{XLIFF_2}}}sm")]
        ended = [e.get("startRef") for e in part.iter(f"{{{XLIFF_2}}}em")]
        assert Counter(begun) == Counter(ended)
        assert part.get("subState") is None or part.get("state")
    names = {part.get("id") for part in parts}
    for match in found("mtc:matches/mtc:match"):
        assert match.get("ref").removeprefix("#") in names
        assert match.get("subType") is None or match.get("type")


def _once(names: Any) -> None:
    counts = Counter(names)
    assert all(count == 1 for count in counts.values()), counts
