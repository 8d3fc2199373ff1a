"""TMX 1.4, in which translation memories travel: read as a stream, and written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, BinaryIO

from diptych.core.languages import normalise_tag
from diptych.core.memory import Entry
from diptych.core.text import canonicalise
from diptych.formats.xml_units import FORBIDDEN, LANGUAGE, Units, children, language_of, local
from diptych.version import VERSION

ANY_LANGUAGE = "*all*"
LONGEST_SEGMENT = 20_000
"""Code points; longer ones are left out."""

_INLINE = frozenset({"bpt", "ept", "ph", "it", "hi", "ut"})
_WRITTEN_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})Z")
_OWN_TIME = "%Y-%m-%dT%H:%M:%SZ"
_ORIGIN = ("x-document", "file")
_BEFORE = ("x-context-before", "prev")
_AFTER = ("x-context-after", "next")
"""Our own names first, then those of OmegaT, which are read too."""

_MOST_PROPS = 20
_LONGEST_PROP = 2_000


class TmxReader:
    """Entries of a TMX file, as they come. Counts grow while it is read.

    A unit gives an entry from its source language to each other one. With ``from_language`` and
    ``to_language`` (BCP 47) only entries of that pair come, whichever of them is the source.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        from_language: str | None = None,
        to_language: str | None = None,
    ) -> None:
        self._units = Units(
            stream, name, roots=frozenset({"tmx"}), unit=frozenset({"tu"}), kind="TMX"
        )
        self._from, self._to = from_language, to_language
        self.units = 0
        self.inline = 0
        self._left_out: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Entry]:
        """The entries. Raises CannotReadError when it is not TMX at all."""
        for unit in self._units:
            self.units += 1
            yield from self._entries(unit)

    @property
    def left_out(self) -> int:
        """How many of the units gave no entry, for a reason that ``remarks`` tells."""
        return self._left_out.total()

    def remarks(self) -> tuple[str, ...]:
        """Plain sentences about what was left out or changed, once all was read."""
        told = []
        if self.inline:
            noun = "tag was" if self.inline == 1 else "tags were"
            told.append(f"{self.inline:,} inline {noun} left out of the text.")
        for reason, count in self._left_out.items():
            noun = "unit was" if count == 1 else "units were"
            told.append(f"{count:,} {noun} left out: {reason}.")
        if self._unknown:
            names = ", ".join(sorted(self._unknown)[:8])
            told.append(f"Languages that are not known here were left out: {names}.")
        if self._units.fault:
            told.append(self._units.fault)
        return tuple(told)

    def _entries(self, unit: Any) -> Iterator[Entry]:
        variants = self._variants(unit)
        if any(len(words) > LONGEST_SEGMENT for words, _ in variants.values()):
            self._left_out[f"longer than {LONGEST_SEGMENT:,} characters"] += 1
            return
        if len(variants) < 2:
            self._left_out["no text in two known languages"] += 1
            return
        source = self._source(unit, variants) if self._from not in variants else self._from
        particulars = _particulars(unit)
        for tag, (words, own) in variants.items():
            wanted = self._from in (None, source) and self._to in (None, tag)
            if tag != source and wanted:
                yield _entry(variants[source][0], words, source, tag, {**particulars, **own})

    def _variants(self, unit: Any) -> dict[str, tuple[str, dict[str, Any]]]:
        """Words and particulars by language; of several in one language the first."""
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for variant in children(unit, "tuv"):
            declared = language_of(variant) or ""
            tag = normalise_tag(declared)
            segments = children(variant, "seg")
            if tag is None:
                self._unknown[declared[:20] or "(none)"] += 1
            elif tag not in found and segments:
                words = canonicalise(self._words(segments[0])).strip()
                if words:
                    found[tag] = (words, _particulars(variant))
        return found

    def _source(self, unit: Any, variants: dict[str, tuple[str, dict[str, Any]]]) -> str:
        """The unit's source language; the first one where the file says none, or any."""
        header = self._units.attributes.get("header", {})
        declared = unit.get("srclang") or header.get("srclang") or ANY_LANGUAGE
        tag = normalise_tag(declared) if declared != ANY_LANGUAGE else None
        return tag if tag in variants else next(iter(variants))

    def _words(self, segment: Any) -> str:
        """The text of a segment: native codes go, highlighted text stays."""
        parts = [segment.text or ""]
        for child in segment:
            name = local(child) if isinstance(child.tag, str) else ""
            self.inline += not name or name in _INLINE
            if name == "hi":
                parts.append(self._words(child))
            parts.append(child.tail or "")
        return "".join(parts)


def _particulars(element: Any) -> dict[str, Any]:
    """What a unit or one of its variants says of itself, by the fields of Entry."""
    props: dict[str, str] = {}
    for prop in children(element, "prop")[:_MOST_PROPS]:
        props.setdefault(str(prop.get("type")), canonicalise(prop.text or "")[:_LONGEST_PROP])
    known = {
        "origin": _taken(props, _ORIGIN),
        "before": _taken(props, _BEFORE),
        "after": _taken(props, _AFTER),
        "author": canonicalise(element.get("changeid") or element.get("creationid") or ""),
        "created": _read_time(element.get("creationdate")),
        "changed": _read_time(element.get("changedate") or element.get("creationdate")),
        "used": _count(element.get("usagecount")),
        "note": "\n".join(canonicalise(n.text or "").strip() for n in children(element, "note")),
        "props": tuple(props.items()),
    }
    return {name: value for name, value in known.items() if value}


def _taken(props: dict[str, str], names: tuple[str, ...]) -> str:
    return next((props.pop(name) for name in names if name in props), "").strip()


def _entry(source: str, target: str, from_: str, to: str, particulars: dict[str, Any]) -> Entry:
    return Entry(source, target, from_, to, **particulars)


def _count(raw: str | None) -> int:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 10 else 0


def _read_time(raw: str | None) -> str:
    """The time of a TMX file in our form; empty when it is none."""
    found = _WRITTEN_TIME.fullmatch(raw or "")
    return _real_time("{}-{}-{}T{}:{}:{}Z".format(*found.groups())) if found else ""


def _real_time(moment: str) -> str:
    """The same ISO 8601 time in UTC, as in 2026-01-31T12:00:00Z; empty when it is none."""
    try:
        datetime.strptime(moment, _OWN_TIME).replace(tzinfo=UTC)
    except ValueError:
        return ""
    return moment


@dataclass(frozen=True, slots=True)
class Written:
    """How many units were written, and how many characters XML cannot hold were dropped."""

    entries: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Variant:
    """The words of a unit in one language (BCP 47), with named values."""

    language: str
    words: str
    props: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A source and its translations. ``attributes`` are those of the element, empty ones too."""

    variants: tuple[Variant, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of all its units; ``created`` is ISO 8601 in UTC, or empty."""

    source_language: str | None = None
    created: str = ""
    author: str = ""
    notes: tuple[str, ...] = ()
    props: tuple[tuple[str, str], ...] = ()


def write_tmx(entries: Iterable[Entry], sink: BinaryIO, source_language: str | None) -> Written:
    """Write entries as TMX 1.4 in UTF-8, one unit each, as they come.

    ``source_language`` is that of all entries (BCP 47), None when they have several.
    """
    units = (_unit_of(entry, with_source=source_language is None) for entry in entries)
    return write_units(units, sink, Head(source_language))


def write_units(units: Iterable[Unit], sink: BinaryIO, head: Head) -> Written:
    """Write units as TMX 1.4 in UTF-8, as they come."""
    from lxml import etree

    count = 0
    cleaner = _Cleaner()
    with etree.xmlfile(sink, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write("\n")
            file.write(_header(head, cleaner))
            file.write("\n")
            with file.element("body"):
                file.write("\n")
                for unit in units:
                    count += 1
                    file.write(_element(unit, cleaner))
                    file.write("\n")
    return Written(count, cleaner.dropped)


def context_props(origin: str, before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The document a unit comes from and its neighbours there, as our reader finds them."""
    return ((_ORIGIN[0], origin), (_BEFORE[0], before), (_AFTER[0], after))


class _Cleaner:
    """Drops what XML cannot hold, and counts it."""

    def __init__(self) -> None:
        self.dropped = 0

    def __call__(self, value: str) -> str:
        cleaned, count = FORBIDDEN.subn("", value)
        self.dropped += count
        return cleaned


def _header(head: Head, clean: _Cleaner) -> Any:
    from lxml import etree

    known = {
        "creationtool": "Diptych",
        "creationtoolversion": VERSION,
        "segtype": "sentence",
        "o-tmf": "Diptych",
        "adminlang": "en",
        "srclang": head.source_language or ANY_LANGUAGE,
        "datatype": "plaintext",
        "creationdate": _written_time(head.created),
        "creationid": clean(head.author),
    }
    header = etree.Element("header", {name: value for name, value in known.items() if value})
    _describe(header, head.notes, head.props, clean)
    return header


def _describe(
    element: Any,
    notes: Iterable[str],
    props: Iterable[tuple[str, str]],
    clean: _Cleaner,
) -> None:
    """Add the notes and the named values of an element; empty ones are left out."""
    from lxml import etree

    for note in filter(None, notes):
        etree.SubElement(element, "note").text = clean(note)
    for name, value in props:
        if value:
            etree.SubElement(element, "prop", type=clean(name)).text = clean(value)


def _element(unit: Unit, clean: _Cleaner) -> Any:
    from lxml import etree

    # One name stands in two places: what is dropped from it counts once.
    values = {value: clean(value) for value in {value for _, value in unit.attributes}}
    attributes = {name: values[value] for name, value in unit.attributes if values[value]}
    element = etree.Element("tu", attributes)
    _describe(element, unit.notes, unit.props, clean)
    for variant in unit.variants:
        holder = etree.SubElement(element, "tuv", {LANGUAGE: variant.language})
        _describe(holder, (), variant.props, clean)
        etree.SubElement(holder, "seg").text = clean(variant.words)
    return element


def _unit_of(entry: Entry, *, with_source: bool) -> Unit:
    attributes = (
        ("creationdate", _written_time(entry.created)),
        ("creationid", entry.author),
        ("changedate", _written_time(entry.changed)),
        ("changeid", entry.author),
        ("usagecount", str(entry.used) if entry.used else ""),
        ("srclang", entry.source_language if with_source else ""),
    )
    variants = (
        Variant(entry.source_language, entry.source),
        Variant(entry.target_language, entry.target),
    )
    context = context_props(entry.origin, entry.before, entry.after)
    return Unit(variants, attributes, (entry.note,), (*context, *entry.props))


def _written_time(moment: str) -> str:
    """Our time in the form of TMX; empty when it is none."""
    return _real_time(moment).replace("-", "").replace(":", "")
