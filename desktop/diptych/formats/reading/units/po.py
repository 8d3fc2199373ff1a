"""Gettext PO and POT: what is to be translated, and the translation beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from diptych.core.article import Metadata
from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.core.versions import SegmentState
from diptych.formats.reading.charsets.encodings import declared_encoding
from diptych.formats.reading.given import Given
from diptych.formats.reading.parts import Paragraph, Reading, Target, from_paragraphs
from diptych.formats.reading.units.counting import counted, language_in_name, limited
from diptych.formats.reading.units.po_entries import PoEntry, PoReader

_UNFILLED = ("PACKAGE VERSION", "FULL NAME", "YEAR-MO-DA", "LANGUAGE")
"""What templates have in the places of a title, a name, a time and a team."""

_MOST_FORMS = 8
"""Forms of a plural that are shown; no language has more than six."""

_LONGEST = 200
"""Code points of a context or a place that are kept as the name of a unit."""

Header = dict[str, str]


def read(given: Given) -> Reading:
    """The messages that are in use, by the order of the file; plurals as units of their own.

    Raises CannotReadError where no message can be read.
    """
    decoded = given.decoded(declared_encoding(given.data))
    reader = PoReader(decoded.value)
    entries = list(reader)
    header = next(filter(None, map(_header, entries)), {})
    messages = [entry for entry in entries if not entry.obsolete and entry.text("msgid")]
    if not messages:
        raise CannotReadError(
            f"“{given.name}” is damaged at line {reader.broken:,}, and no message can be read."
            if reader.broken
            else f"There is no message to translate in “{given.name}”.",
            "Ask for the file again, or export it again in the program it comes from.",
        )
    language = _language(header.get("Language")) or language_in_name(given.name)
    single = header.get("Plural-Forms", "").replace(" ", "").startswith("nplurals=1;")
    units, beyond = limited(
        [
            unit
            for number, entry in enumerate(messages, start=1)
            for unit in _units(entry, number, language, single=single)
        ]
    )
    obsolete = sum(e.obsolete for e in entries)
    warnings = (*_remarks(messages, obsolete, reader.broken), *beyond, *decoded.warnings)
    reading = from_paragraphs(units, _metadata(header), warnings)
    return replace(reading, encoding=decoded.encoding)


def _header(entry: PoEntry) -> Header | None:
    """The fields of the entry that translates nothing, None for all others."""
    if entry.text("msgid") or entry.text("msgctxt") is not None or entry.obsolete:
        return None
    lines = (line.partition(":") for line in (entry.text("msgstr") or "").split("\n"))
    return {name.strip(): told.strip() for name, colon, told in lines if colon}


def _metadata(header: Header) -> Metadata:
    def told(name: str) -> str | None:
        value = header.get(name, "")
        return value if value and not value.startswith(_UNFILLED) else None

    return Metadata(
        title=told("Project-Id-Version"),
        author=told("Last-Translator"),
        date=told("POT-Creation-Date"),
        updated=told("PO-Revision-Date"),
        language=_language(header.get("X-Source-Language")),
    )


def _language(told: str | None) -> str | None:
    """The language of a header, whose scripts and variants stand after an at sign."""
    base, _, variant = (told or "").strip().partition("@")
    script = {"latin": "-Latn", "cyrillic": "-Cyrl"}.get(variant.lower(), "")
    return normalise_tag(f"{base}{script}") or normalise_tag(base)


def _units(
    entry: PoEntry, number: int, language: str | None, *, single: bool
) -> Iterator[Paragraph]:
    """A message, or a plural's forms: each beside the source that it answers.

    The second source stands for all forms but the first one, and for the only one.
    """
    name = (entry.text("msgctxt") or entry.place or str(number))[:_LONGEST]
    source, plural = entry.text("msgid") or "", entry.text("msgid_plural")
    if plural is None:
        yield _unit(entry, source, name, 0, language)
        return
    forms = 1 if single else min(max(2, entry.forms), _MOST_FORMS)
    for form in range(forms):
        words = source if form == 0 and not single else plural
        yield _unit(entry, words, f"{name}[{form}]", form, language)


def _unit(entry: PoEntry, source: str, name: str, form: int, language: str | None) -> Paragraph:
    words = entry.text("msgstr", form) or ""
    state = SegmentState.EDITED if entry.fuzzy else SegmentState.CONFIRMED
    targets = ((language, Target(words, state)),) if words.strip() else ()
    return Paragraph(source, unit=name, whole=True, targets=targets)


def _remarks(messages: list[PoEntry], obsolete: int, broken: int) -> tuple[str, ...]:
    counts = Counter(
        fuzzy=sum(
            e.fuzzy and any(map(str.strip, e.parts.get(("msgstr", 0), []))) for e in messages
        ),
        comments=sum(e.comments for e in messages),
    )
    return (
        *((f"The file is damaged at line {broken:,}: some of it may be missing.",) * bool(broken)),
        *counted(
            counts["fuzzy"],
            "1 translation is marked as fuzzy: it needs to be looked at.",
            "{} translations are marked as fuzzy: they need to be looked at.",
        ),
        *counted(
            obsolete,
            "1 message that is no longer in use is not shown.",
            "{} messages that are no longer in use are not shown.",
        ),
        *counted(counts["comments"], "1 comment is not shown.", "{} comments are not shown."),
    )
