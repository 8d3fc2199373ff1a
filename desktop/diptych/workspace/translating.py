"""Translating a document sentence by sentence, each answer with the id of its segment."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from diptych.core.article import BlockKind
from diptych.core.casing import Casing, casing_of, learn_spelling
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.terms import Term
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
from diptych.engines.base import Answer, TakesTerms, Translator, TranslatorInfo
from diptych.engines.translation.guarded import GuardedTranslator, Sentence
from diptych.version import VERSION
from diptych.workspace.judging import Judge
from diptych.workspace.sentence_cache import CachedTranslator, SentenceCache

Batch = tuple[tuple[str, Translated], ...]
DeliverBatch = Callable[[Batch], object]
Options = tuple[tuple[str, str], ...]

_TITLED = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.STANDFIRST})
_LINE_END = re.compile(r"(\s*\n\s*)")
_COPIED = frozenset(
    {BlockKind.CODE, BlockKind.DATELINE, BlockKind.TRANSMISSION, BlockKind.SIGN_OFF}
)


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps a translation beyond its engine: answers kept from before, and fixed terms."""

    cache: SentenceCache | None = None
    terms: tuple[Term, ...] = ()


NO_AIDS = Aids()


def translate(
    document: Document,
    translator: Translator,
    quality: str,
    context: Context,
    deliver: DeliverBatch | None = None,
    *,
    aids: Aids = NO_AIDS,
    first: str | None = None,
) -> Version:
    """A machine version of the document's source.

    ``deliver`` gets (segment id, translation) in the source's order, as soon as they and all
    before them are known; from the segment ``first`` on, when it is given, then from the
    beginning. Sentences that are equal but for spacing, and blocks that repeat another, are
    translated once. Raises Cancelled, NoEngineError, PackError.
    """
    source, info = document.source, translator.info
    answers = translate_segments(
        document, _from(source.segments, first), translator, quality, context, deliver, aids
    )
    signature = Signature(
        engine=info.engine,
        model=info.model,
        options=options_of(info, quality, aids.terms),
        app_version=VERSION,
        source_sha256=text_sha256(source.text.value),
    )
    text, segments = assemble(source, answers)
    return Version(
        id=signature_key(signature),
        kind=VersionKind.MACHINE,
        name=f"{language(info.to_language).name} · {info.label}",
        text=Text(text, info.to_language),
        segments=segments,
        signature=signature,
    )


def translate_segments(
    document: Document,
    segments: Sequence[Segment],
    translator: Translator,
    quality: str,
    context: Context,
    deliver: DeliverBatch | None = None,
    aids: Aids = NO_AIDS,
) -> dict[str, Translated]:
    """Translations of some segments of the source, by their ids; as ``translate`` otherwise."""
    info = translator.info
    judge = Judge(info.from_language, info.to_language, aids.terms)
    plan = _Plan(document, segments)
    inbox = _InOrder(plan, judge, deliver)
    inbox.start()
    guarded(document, translator, aids).translate(plan.sentences, quality, context, inbox.put)
    return inbox.answers


def options_of(info: TranslatorInfo, quality: str, terms: Sequence[Term]) -> Options:
    """All that changes an engine's answers; a glossary by what it holds."""
    options = {"quality": quality, **dict(info.options)}
    if terms:
        options["terms"] = _name_of(terms)
    return tuple(sorted(options.items()))


def _name_of(terms: Sequence[Term]) -> str:
    """A short name for a glossary, by what it holds."""
    return text_sha256(repr(sorted(map(repr, terms))))[:12]


def guarded(document: Document, translator: Translator, aids: Aids) -> GuardedTranslator:
    """An engine with all that stands between it and a document's sentences."""
    source = document.source
    judge = Judge(translator.info.from_language, translator.info.to_language, aids.terms)
    if aids.terms and isinstance(translator, TakesTerms):
        translator = translator.with_terms(judge.terms_of, _name_of(aids.terms))
    if aids.cache is not None:
        translator = CachedTranslator(translator, aids.cache)
    spelling = learn_spelling(unwrap(source.text_of(segment)) for segment in source.segments)
    return GuardedTranslator(translator, spelling, judge.broken_terms)


def sentence_of(source: Version, segment: Segment, kind: BlockKind) -> Sentence:
    """What an engine is asked for a segment of the source. Only titles are in title case."""
    return _sentence(unwrap(source.text_of(segment)), kind)


def _sentence(words: str, kind: BlockKind) -> Sentence:
    casing = casing_of(words)
    if casing is Casing.TITLE and kind not in _TITLED:
        casing = Casing.SENTENCE
    return Sentence(words, casing)


def is_copied(kind: BlockKind, words: str) -> bool:
    """Whether no engine is asked: lines of signs and dates, which models spoil, and no letters."""
    return kind in _COPIED or not any(sign.isalpha() for sign in words)


class _Plan:
    """Which sentences the engine gets, and which segment is answered by which of them.

    The answer to a segment is made of words that are copied and of sentences, by their indices:
    the lines of a unit that counts as a whole are asked for one by one, and stay lines.
    """

    def __init__(self, document: Document, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.sentences: list[Sentence] = []
        self.words: dict[str, str] = {}
        self.parts: dict[str, tuple[str | int, ...]] = {}
        self._known: dict[str, int] = {}
        blocks = {block.id: block for block in document.article.blocks}
        for segment in segments:
            block = blocks[segment.block]
            sentence = sentence_of(document.source, segment, block.kind)
            self.words[segment.id] = sentence.words
            own = document.source.text_of(segment)
            if is_copied(block.kind, sentence.words):
                self.words[segment.id] = own
                self.parts[segment.id] = (own,)
            elif block.whole and block.timing is None and "\n" in own:
                self.parts[segment.id] = tuple(
                    self._asked(_sentence(piece, block.kind), block.kind)
                    if any(map(str.isalpha, piece))
                    else piece
                    for piece in _LINE_END.split(own)
                )
            else:
                self.parts[segment.id] = (self._asked(sentence, block.kind),)

    def _asked(self, sentence: Sentence, kind: BlockKind) -> int:
        key = _key(sentence.words, loosely=kind is BlockKind.REPEATED)
        if key not in self._known:
            self._known[key] = len(self.sentences)
            self._known.setdefault(_key(sentence.words, loosely=True), self._known[key])
            self.sentences.append(sentence)
        return self._known[key]


def _from(segments: Sequence[Segment], first: str | None) -> Sequence[Segment]:
    """All segments, beginning with the one of that id, where there is one."""
    place = next((n for n, segment in enumerate(segments) if segment.id == first), 0)
    return (*segments[place:], *segments[:place]) if place else segments


def _key(words: str, *, loosely: bool) -> str:
    """Sentences with one key share a translation; loosely: whatever their case and last marks."""
    spaced = " ".join(words.split())
    return "\0" + spaced.casefold().rstrip(" .,;:!?…") if loosely else spaced


class _InOrder:
    """Holds answers back until all before them are known."""

    def __init__(self, plan: _Plan, judge: Judge, deliver: DeliverBatch | None) -> None:
        self._plan = plan
        self._judge = judge
        self._deliver = deliver
        self._arrived: dict[int, Answer] = {}
        self._next = 0
        self.answers: dict[str, Translated] = {}

    def start(self) -> None:
        """Deliver what needs no engine and stands first."""
        self._release()

    def put(self, index: int, answer: Answer) -> None:
        """Take the engine's answer to a sentence of the plan."""
        self._arrived[index] = answer
        self._release()

    def _release(self) -> None:
        batch: list[tuple[str, Translated]] = []
        while self._next < len(self._plan.segments):
            segment = self._plan.segments[self._next]
            parts = self._plan.parts[segment.id]
            asked = [part for part in parts if isinstance(part, int)]
            words = self._plan.words[segment.id]
            if not all(index in self._arrived for index in asked):
                break
            answers = [Answer(p) if isinstance(p, str) else self._arrived[p] for p in parts]
            whole = Answer(
                "".join(answer.words for answer in answers),
                tuple(dict.fromkeys(alarm for answer in answers for alarm in answer.alarms)),
            )
            translated = self._judge.judged(words, whole) if asked else Translated(words)
            self.answers[segment.id] = translated
            batch.append((segment.id, translated))
            self._next += 1
        if batch and self._deliver is not None:
            self._deliver(tuple(batch))
