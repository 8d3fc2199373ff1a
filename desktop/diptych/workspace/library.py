"""What is kept for all articles: answers of engines, fixed terms, and confirmed sentences."""

from __future__ import annotations

import threading
from datetime import datetime
from typing import TYPE_CHECKING

from diptych.core.document import Document
from diptych.core.sentences import unwrap
from diptych.core.versions import Segment
from diptych.workspace.earlier import EarlierVersions
from diptych.workspace.paths import Paths

if TYPE_CHECKING:
    from diptych.workspace.glossary import Glossary
    from diptych.workspace.memory import Memory
    from diptych.workspace.sentence_cache import SentenceCache
    from diptych.workspace.translating import Aids


class Library:
    """Each store is imported and opened at its first use; safe from any thread."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._lock = threading.Lock()
        self._cache: SentenceCache | None = None
        self._glossary: Glossary | None = None
        self._memory: Memory | None = None
        self.earlier = EarlierVersions(paths.earlier)
        """What saves have replaced."""

    @property
    def cache(self) -> SentenceCache:
        """Answers of engines."""
        from diptych.workspace.sentence_cache import SentenceCache

        with self._lock:
            if self._cache is None:
                self._cache = SentenceCache(self._paths.sentence_cache)
            return self._cache

    @property
    def glossary(self) -> Glossary:
        """The terms for all articles."""
        from diptych.workspace.glossary import Glossary

        with self._lock:
            if self._glossary is None:
                self._glossary = Glossary(self._paths.glossary)
            return self._glossary

    @property
    def memory(self) -> Memory:
        """Confirmed sentences."""
        from diptych.workspace.memory import Memory

        with self._lock:
            if self._memory is None:
                self._memory = Memory(self._paths.memory)
            return self._memory

    def aids(self, document: Document) -> Aids:
        """What helps to translate a document; the project's own terms go before the general ones.

        Raises StoreError when the glossary cannot be read.
        """
        from diptych.core.terms import merged
        from diptych.workspace.translating import Aids

        return Aids(self.cache, merged(document.terms, self.glossary.terms()))

    def remember(
        self, document: Document, version_id: str, segment_id: str, author: str, now: datetime
    ) -> None:
        """Keep a segment and its translation in the memory, with the sentences around it.

        Segments of unknown languages and empty ones are not kept. Raises StoreError, KeyError.
        """
        from diptych.core.memory import Entry

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
        """Let go of all files that were opened."""
        if self._cache is not None:
            self._cache.prune()
            self._cache.close()
        for store in (self._glossary, self._memory):
            if store is not None:
                store.close()
