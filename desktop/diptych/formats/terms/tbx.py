"""Glossaries as TBX: versions 2 (martif) and 3 in, TBX-Basic version 3 (DCA) out."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from diptych.core.languages import normalise_tag
from diptych.core.terms import Term, clean
from diptych.formats.terms.parts import Collector, TermsRead, check_terms_size
from diptych.formats.xml_units import (
    LANGUAGE,
    Units,
    children,
    language_of,
    local,
    text_of,
    xml_text,
)

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MOST_PAIRS = 400
"""Terms that one concept may give; each source has each translation."""

_DEPRECATED = ("deprecatedTerm", "supersededTerm")
_DEPRECATED_STATUS = "deprecatedTerm-admn-sts"
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization"})


@dataclass(slots=True)
class _Head:
    """A term of a concept in one language, with the variants that follow it."""

    words: str
    forbidden: bool
    variants: list[str]
    note: str


def read_tbx(
    data: bytes, name: str, from_language: str | None = None, to_language: str | None = None
) -> TermsRead:
    """The terms in a TBX file, as pairs.

    With both languages (BCP 47) exactly that pair is read. Otherwise each concept gives pairs
    from ``from_language``, else from the file's own language or the concept's first one, to
    ``to_language``, else to each other one. Every source has every translation; terms marked as
    variants are forms of the one before them; deprecated and superseded translations are
    forbidden. Raises CannotReadError when it is no TBX at all.
    """
    check_terms_size(len(data), name)
    units = Units(
        io.BytesIO(data), name, roots=frozenset({"martif", "tbx"}),
        unit=frozenset({"termEntry", "conceptEntry"}), kind="TBX",
    )  # fmt: skip
    found = Collector()
    many = 0
    for concept in units:
        if found.full:
            break
        roots = (units.attributes.get(root, {}) for root in ("tbx", "martif"))
        main = next((r.get(LANGUAGE) or r.get("lang") for r in roots if r), None)
        sections = _sections(concept, found)
        source = from_language or _source(sections, normalise_tag(main or ""))
        targets = [t for t in sections if t != source and to_language in (None, t)]
        many += len(targets) > 1
        _pair(concept, sections, source, targets, found)
    if many:
        noun = "concept has" if many == 1 else "concepts have"
        found.remarks.append(
            f"{many:,} {noun} more than two languages: each was paired with the first. "
            "Two languages can be chosen with --from and --to."
        )
    if units.fault:
        found.remarks.append(units.fault)
    return found.result()


def write_tbx(terms: Iterable[Term]) -> bytes:
    """The terms as TBX-Basic, version 3, in DCA style and UTF-8, one concept each.

    Forms are written as variants, forbidden translations as deprecated terms. Case sensitivity
    has no place in the dialect and is not kept; neither are characters XML cannot hold.
    """
    from lxml import etree

    known = tuple(terms)
    main = known[0].source_language if known else "en"
    root = etree.Element(_tag("tbx"), nsmap={None: NAMESPACE})
    root.attrib.update({"type": "TBX-Basic", "style": "dca", LANGUAGE: main})
    description = _below(_below(root, "tbxHeader"), "fileDesc")
    _below(_below(description, "sourceDesc"), "p", "Glossary exported from Diptych")
    body = _below(_below(root, "text"), "body")
    for number, term in enumerate(known, start=1):
        concept = _below(body, "conceptEntry", id=f"c{number}")
        if term.note:
            _below(concept, "note", term.note)
        _write_section(concept, term.source_language, (term.source, *term.source_forms))
        _write_section(
            concept, term.target_language, (term.target, *term.forms), forbidden=term.forbidden
        )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _below(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """A new last child."""
    from lxml import etree

    child = etree.SubElement(parent, _tag(name), attributes)
    child.text = None if text is None else xml_text(text)
    return child


def _write_section(
    concept: Any, language: str, words: Iterable[str], *, forbidden: bool = False
) -> None:
    section = _below(concept, "langSec")
    section.set(LANGUAGE, language)
    for place, form in enumerate(words):
        holder = _below(section, "termSec")
        _below(holder, "term", form)
        if forbidden:
            _below(holder, "termNote", _DEPRECATED_STATUS, type="administrativeStatus")
        if place:
            _below(holder, "termNote", "variant", type="termType")


def _sections(concept: Any, found: Collector) -> dict[str, list[_Head]]:
    """The terms of a concept by language, in their order."""
    sections: dict[str, list[_Head]] = {}
    for section in children(concept, "langSet", "langSec"):
        declared = language_of(section) or ""
        tag = normalise_tag(declared)
        if tag is None:
            found.fault(f"line {section.sourceline}", f"“{declared}” is not a language known here")
            continue
        heads = sections.setdefault(tag, [])
        for holder in children(section, "tig", "ntig", "termSec"):
            _read_holder(holder, heads)
    return {tag: heads for tag, heads in sections.items() if heads}


def _read_holder(holder: Any, heads: list[_Head]) -> None:
    """Add a term, or a variant of the last one."""
    words, status, kind = "", "", ""
    for element in holder.iter("{*}*"):
        name = local(element)
        meaning = element.get("type") if name == "termNote" else name
        if name == "term":
            words = words or clean(text_of(element))
        elif meaning in _STATUS:
            status = text_of(element).strip()
        elif meaning == "termType":
            kind = text_of(element).strip()
    if kind == "variant" and heads:
        heads[-1].variants.append(words)
    elif words:
        note = _notes(holder)
        heads.append(_Head(words, status.startswith(_DEPRECATED), [], note))


def _source(sections: dict[str, list[_Head]], main: str | None) -> str | None:
    return main if main in sections else next(iter(sections), None)


def _pair(
    concept: Any,
    sections: dict[str, list[_Head]],
    source: str | None,
    targets: list[str],
    found: Collector,
) -> None:
    """Add every source of a concept with every translation of it."""
    where = f"line {concept.sourceline}"
    sources = sections.get(source or "", [])
    if source is None or not sources or not targets:
        found.fault(where, "the concept has no term in two of the languages asked for")
        return
    if len(sources) * sum(len(sections[tag]) for tag in targets) > MOST_PAIRS:
        found.fault(where, f"the concept would give more than {MOST_PAIRS} terms")
        return
    note = _notes(concept)
    for ours in sources:
        for tag in targets:
            for theirs in sections[tag]:
                notes = dict.fromkeys(n for n in (note, ours.note, theirs.note) if n)
                found.add(where, Term(
                    ours.words, theirs.words, source, tag,
                    tuple(filter(None, theirs.variants)), tuple(filter(None, ours.variants)),
                    forbidden=theirs.forbidden, note=" – ".join(notes),
                ))  # fmt: skip


def _notes(element: Any) -> str:
    return " – ".join(filter(None, (clean(text_of(n)) for n in children(element, "note"))))
