"""Wires of agencies that do not exist, in the XML that real ones use."""

from __future__ import annotations

from diptych.core.article import BlockKind
from diptych.formats.reading.parts import Reading

G2 = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def kinds_and_words(reading: Reading) -> list[tuple[BlockKind, str]]:
    """What each block is, and what it says."""
    return [(block.kind, block.span.of(reading.value)) for block in reading.blocks]


def words_of(reading: Reading, kind: BlockKind) -> list[str]:
    """What the blocks of one kind say."""
    return [words for found, words in kinds_and_words(reading) if found is kind]


def nitf(content: str, *, head: str = "", start: str = "", end: str = "") -> bytes:
    """A story in NITF with this ``body.content``."""
    return (
        f"<nitf><head>{head}</head><body><body.head>{start}</body.head>"
        f"<body.content>{content}</body.content>{end}</body></nitf>"
    ).encode()


def item(
    content: str, *, guid: str = "urn:x:1", meta: str = "", about: str = "", kind: str = "text"
) -> str:
    """An item of NewsML-G2: ``meta`` and ``about`` are of ``itemMeta`` and ``contentMeta``."""
    return (
        f'<newsItem {G2} guid="{guid}" version="2"><itemMeta>'
        f'<itemClass qcode="ninat:{kind}"/>{meta}</itemMeta>'
        f"<contentMeta>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def message(*items: str) -> bytes:
    """A message of NewsML-G2 with these items."""
    return (
        f"<newsMessage {G2}><header><sent>2026-01-12T09:00:00Z</sent></header>"
        f"<itemSet>{''.join(items)}</itemSet></newsMessage>"
    ).encode()


def package(*references: str, groups: str = "", guid: str = "urn:x:pack") -> str:
    """A package of NewsML-G2 that points to these items."""
    refs = "".join(f'<itemRef residref="{reference}"/>' for reference in references)
    return (
        f'<packageItem {G2} guid="{guid}"><groupSet root="main"><group id="main">{refs}'
        f"</group>{groups}</groupSet></packageItem>"
    )


def component(content: str, *, lines: str = "", role: str = "", more: str = "") -> str:
    """A component of NewsML 1 with a text."""
    named = f'<Role FormalName="{role}"/>' if role else ""
    return (
        f"<NewsComponent>{named}<NewsLines>{lines}</NewsLines>{more}<ContentItem>"
        f'<MediaType FormalName="Text"/><DataContent>{content}</DataContent></ContentItem>'
        "</NewsComponent>"
    )


def news(*components: str, number: int = 1, management: str = "") -> str:
    """An item of NewsML 1 with these components."""
    return (
        "<NewsItem><Identification><NewsIdentifier><ProviderId>riviere.example</ProviderId>"
        f"<DateId>20260112</DateId><NewsItemId>R{number}</NewsItemId>"
        f"<RevisionId>{number}</RevisionId></NewsIdentifier></Identification>"
        f"<NewsManagement>{management}</NewsManagement>{''.join(components)}</NewsItem>"
    )


def newsml(*items: str) -> bytes:
    """A file of NewsML 1 with these items."""
    return (
        '<NewsML Version="1.2"><NewsEnvelope><DateAndTime>20260112T090000Z</DateAndTime>'
        '<NewsService FormalName="RIV"/><Priority FormalName="3"/></NewsEnvelope>'
        f"{''.join(items)}</NewsML>"
    ).encode()
