"""What an item of NewsML 1 says of itself, in our words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from diptych.core.article import BlockKind, Metadata
from diptych.formats.reading.parts import Paragraph
from diptych.formats.reading.wires.body import line
from diptych.formats.reading.wires.dates import moment
from diptych.formats.reading.wires.newsml_1_parts import (
    Component,
    NewsItem,
    formal,
    lines_of,
    parts_of,
)
from diptych.formats.reading.wires.story import UNTIL_LIFTED
from diptych.formats.reading.wires.xml_parts import (
    attribute,
    child,
    children,
    every,
    language_of,
    local,
    on_one_line,
    unique,
    written,
)

_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
_KINDS_OF_LINES = (
    ("advisory", BlockKind.ADVISORY),
    ("correct", BlockKind.CORRECTION),
    ("caption", BlockKind.FURNITURE),
)


def metadata_of(item: NewsItem, around: Sequence[Component], envelope: Any) -> Metadata:
    """The metadata of a text: ``around`` are the components it is in, from the inside out."""
    management = item.parts.get("NewsManagement")
    identification = item.parts.get("Identification")
    identifier = child(identification, "NewsIdentifier")
    described = parts_of(around, "DescriptiveMetadata")
    created = moment(written(child(management, "FirstCreated")))
    revised = moment(written(child(management, "ThisRevisionCreated")))
    sent = moment(written(child(envelope, "DateAndTime")))
    urgency = formal(child(management, "Urgency")) or formal(child(envelope, "Priority"))
    status = formal(child(management, "Status")).lower()
    authors = unique(map(line, lines_of(around, "ByLine"))) or _parties(around, "Creator")
    slugs = (*map(line, lines_of(around, "SlugLine")), written(child(identification, "NameLabel")))
    return Metadata(
        title=next(iter(unique(map(line, lines_of(around, "HeadLine")))), None),
        author="; ".join(authors) or None,
        date=created or revised or sent,
        language=language_of(
            *(tag for component in around for tag in component.languages),
            attribute(item.element, "lang"),
        ),
        slug=next(filter(None, slugs), None),
        guid=_guid(identifier),
        version=written(child(identifier, "RevisionId")) or None,
        sent=sent or revised,
        updated=revised,
        urgency=urgency or None,
        category=_categories(described),
        keywords=_keywords(described, around),
        copyright=_copyright(around),
        status=status or None,
        embargo=_embargo(management, status),
        service=_service(around, identifier, envelope),
    )


def other_lines(components: Iterable[Component]) -> list[Paragraph]:
    """Lines of kinds that agencies made for themselves: they speak to newsrooms."""
    found: list[Paragraph] = []
    for part in lines_of(components, "NewsLine"):
        named = formal(child(part, "NewsLineType")).lower()
        kinds = (kind for word, kind in _KINDS_OF_LINES if word in named)
        kind = next(kinds, BlockKind.EDITORS_NOTE)
        found += (Paragraph(line(words), kind) for words in children(part, "NewsLineText"))
    return found


def rights_of(components: Sequence[Component]) -> list[Paragraph]:
    """What may not be done with a text, where its rights say so."""
    found = [line(part) for part in lines_of(components, "RightsLine")]
    for rights in parts_of(components, "RightsMetadata"):
        for usage in every(rights, "UsageRights"):
            found += (line(part) for part in children(usage, "Limitations"))
    return [Paragraph(words, BlockKind.EDITORS_NOTE) for words in unique(found)]


def _guid(identifier: Any) -> str | None:
    """The identifier of the story in all of its revisions."""
    names = [written(child(identifier, n)) for n in ("ProviderId", "DateId", "NewsItemId")]
    if all(names):
        return ":".join(("urn:newsml", *names))
    return written(child(identifier, "PublicIdentifier")) or names[2] or None


def _categories(described: Iterable[Any]) -> tuple[str, ...]:
    listed = list(described)
    subjects = [p for d in listed for code in children(d, "SubjectCode") for p in code]
    named = [attribute(p, "cat", "FormalName") for p in subjects if local(p) in _SUBJECTS]
    return unique((*named, *_properties(listed, "category")))


def _keywords(described: Iterable[Any], components: Iterable[Component]) -> tuple[str, ...]:
    lines = map(line, lines_of(components, "KeywordLine"))
    return unique((*lines, *_properties(described, "keyword")))


def _properties(described: Iterable[Any], name: str) -> Iterator[str]:
    for element in described:
        for part in every(element, "Property"):
            if formal(part).lower() == name:
                yield attribute(part, "Value")


def _copyright(components: Sequence[Component]) -> str | None:
    printed = [line(part) for part in lines_of(components, "CopyrightLine")]
    for rights in parts_of(components, "RightsMetadata"):
        for part in every(rights, "Copyright"):
            holder, year = line(child(part, "CopyrightHolder")), line(child(part, "CopyrightDate"))
            printed.append(on_one_line(f"© {year} {holder}") if holder else "")
    return next(filter(None, printed), None)


def _embargo(management: Any, status: str) -> str | None:
    """The moment until which a story that is held must not be published."""
    change = child(management, "StatusWillChange")
    moments = [written(child(change, "DateAndTime"))] if _frees(change) else []
    named = False
    for part in () if management is None else management.iter():
        if "embargo" in (formal(part) if local(part) == "Property" else local(part)).lower():
            named = True
            moments.append(attribute(part, "Value") or written(part))
    if status not in ("embargoed", "withheld") and not named:
        return None
    until = next(filter(None, map(moment, moments)), None)
    return until or (None if status == "withheld" else UNTIL_LIFTED)


def _frees(change: Any) -> bool:
    return formal(child(change, "FutureStatus")).lower() in ("", "usable")


def _service(components: Iterable[Component], identifier: Any, envelope: Any) -> str | None:
    names = (
        *_parties(components, "Provider"),
        written(child(identifier, "ProviderId")),
        formal(child(envelope, "NewsService")),
    )
    return next(filter(None, names), None)


def _parties(components: Iterable[Component], name: str) -> tuple[str, ...]:
    """People or agencies that have this part in the text."""
    return unique(
        formal(party)
        for administrative in parts_of(components, "AdministrativeMetadata")
        for part in children(administrative, name)
        for party in children(part, "Party")
    )
