"""What is kept for all articles: answers of engines, fixed terms, and confirmed sentences."""

from __future__ import annotations

from datetime import datetime

from diptych.core.document import Document
from diptych.core.memory import Entry
from diptych.core.sentences import unwrap
from diptych.core.terms import merged
from diptych.core.versions import Segment
from diptych.workspace.glossary import Glossary
from diptych.workspace.memory import Memory
from diptych.workspace.paths import Paths
from diptych.workspace.sentence_cache import SentenceCache
from diptych.workspace.translating import Aids


class Library:
    """Opens each store at its first use; safe from any thread."""

    def __init__(self, paths: Paths) -> None:
        self.cache = SentenceCache(paths.sentence_cache)
        self.glossary = Glossary(paths.glossary)
        self.memory = Memory(paths.memory)

    def aids(self, document: Document) -> Aids:
        """What helps to translate a document; the project's own terms go before the general ones.

        Raises StoreError when the glossary cannot be read.
        """
        return Aids(self.cache, merged(document.terms, self.glossary.terms()))

    def remember(
        self, document: Document, version_id: str, segment_id: str, author: str, now: datetime
    ) -> None:
        """Keep a segment and its translation in the memory, with the sentences around it.

        Segments of unknown languages and empty ones are not kept. Raises StoreError, KeyError.
        """
        source, version = document.source, document.version(version_id)
        segment = source.segment(segment_id)
        if document.language is None or version.text.language is None:
            return
        place = source.segments.index(segment)
        stamp = now.strftime("%Y-%m-%dT%H:%M:%SZ")

        def words(some: tuple[Segment, ...]) -> str:
            return unwrap(source.text_of(some[0])) if some else ""

        entry = Entry(
            source=words((segment,)),
            target=version.text_of(version.segment(segment_id)),
            source_language=document.language,
            target_language=version.text.language,
            origin=document.article.source.name,
            author=author,
            created=stamp,
            changed=stamp,
            before=words(source.segments[max(0, place - 1) : place]),
            after=words(source.segments[place + 1 : place + 2]),
        )
        self.memory.store([entry])

    def close(self) -> None:
        """Let go of all files."""
        self.cache.prune()
        self.cache.close()
        self.glossary.close()
        self.memory.close()
