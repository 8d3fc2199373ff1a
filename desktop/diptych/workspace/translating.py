"""Translating a document sentence by sentence, each answer with the id of its segment."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from diptych.core.article import BlockKind
from diptych.core.checks import alarms
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.text import Text
from diptych.core.versions import (
    Segment,
    Signature,
    Translated,
    Version,
    VersionKind,
    assemble,
    signature_key,
    text_sha256,
)
from diptych.engines.base import Translator
from diptych.version import VERSION

Batch = tuple[tuple[str, Translated], ...]
DeliverBatch = Callable[[Batch], object]


def translate(
    document: Document,
    translator: Translator,
    quality: str,
    context: Context,
    deliver: DeliverBatch | None = None,
) -> Version:
    """A machine version of the document's source.

    ``deliver`` gets (segment id, translation) in the source's order, as soon as they and all
    before them are known. Sentences that are equal but for spacing, and blocks that repeat
    another, are translated once. Raises Cancelled, NoEngineError, PackError.
    """
    source = document.source
    plan = _Plan(document)
    inbox = _InOrder(source.segments, plan, deliver)
    inbox.start()
    translator.translate(plan.sentences, quality, context, inbox.put)
    info = translator.info
    signature = Signature(
        engine=info.engine,
        model=info.model,
        options=(("quality", quality),),
        app_version=VERSION,
        source_sha256=text_sha256(source.text.value),
    )
    text, segments = assemble(source, inbox.answers)
    return Version(
        id=signature_key(signature),
        kind=VersionKind.MACHINE,
        name=f"{language(info.to_language).name} · {info.label}",
        text=Text(text, info.to_language),
        segments=segments,
        signature=signature,
    )


class _Plan:
    """Which sentences the engine gets, and which segment is answered by which of them."""

    def __init__(self, document: Document) -> None:
        source = document.source
        kinds = {block.id: block.kind for block in document.article.blocks}
        known: dict[str, int] = {}
        self.sentences: list[str] = []
        self.words: dict[str, str] = {}
        self.answer_of: dict[str, int] = {}
        for segment in source.segments:
            words = unwrap(source.text_of(segment))
            self.words[segment.id] = words
            kind = kinds[segment.block]
            if kind is BlockKind.DATELINE or not any(c.isalpha() for c in words):
                self.words[segment.id] = source.text_of(segment)
                continue
            key = _key(words, loosely=kind is BlockKind.REPEATED)
            if key not in known:
                known[key] = len(self.sentences)
                known.setdefault(_key(words, loosely=True), known[key])
                self.sentences.append(words)
            self.answer_of[segment.id] = known[key]


def _key(words: str, *, loosely: bool) -> str:
    """Sentences with one key share a translation; loosely: whatever their case and last marks."""
    spaced = " ".join(words.split())
    return "\0" + spaced.casefold().rstrip(" .,;:!?…") if loosely else spaced


class _InOrder:
    """Holds answers back until all before them are known."""

    def __init__(
        self, segments: Sequence[Segment], plan: _Plan, deliver: DeliverBatch | None
    ) -> None:
        self._segments = segments
        self._plan = plan
        self._deliver = deliver
        self._arrived: dict[int, str] = {}
        self._next = 0
        self.answers: dict[str, Translated] = {}

    def start(self) -> None:
        """Deliver what needs no engine and stands first."""
        self._release()

    def put(self, index: int, words: str) -> None:
        """Take the engine's answer to a sentence of the plan."""
        self._arrived[index] = words
        self._release()

    def _release(self) -> None:
        batch: list[tuple[str, Translated]] = []
        while self._next < len(self._segments):
            segment = self._segments[self._next]
            index = self._plan.answer_of.get(segment.id)
            words = self._plan.words[segment.id]
            if index is None:
                answer = Translated(words)
            elif index in self._arrived:
                answer = Translated(self._arrived[index], alarms(words, self._arrived[index]))
            else:
                break
            self.answers[segment.id] = answer
            batch.append((segment.id, answer))
            self._next += 1
        if batch and self._deliver is not None:
            self._deliver(tuple(batch))
