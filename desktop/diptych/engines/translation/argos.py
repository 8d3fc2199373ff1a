"""Argos packs by a thin layer of our own on CTranslate2 and SentencePiece."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.language_packs import LanguagePack
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.engines.base import Alternative, Answer, Deliver, Link, TranslatorInfo
from diptych.engines.translation.argos_model import ArgosModel, workers
from diptych.engines.translation.chunks import Batch, batches
from diptych.engines.translation.linking import links_of
from diptych.engines.translation.shelf import ModelShelf

BEAMS = {"fast": 1, "balanced": 2, "careful": 4}
BUDGETS = {"fast": 512, "balanced": 400, "careful": 192}
"""Tokens in a batch, padding included: a beam multiplies the work, so that it takes fewer.

Larger ones save little, take more memory, and go on for longer when somebody has stopped.
"""

LENGTH_PENALTY = 1.0
"""What the starter packs were measured with."""

_IN_PARTS = Alarm(AlarmKind.IN_PARTS, "a long sentence, translated in parts")
_SCORED_AT_ONCE = 8
_NEXT_WORDS = 12
"""Goings-on to look through for one that begins with half a word."""


class ArgosTranslator:
    """Translates with one pack; its model stands on a shelf shared by all callers."""

    def __init__(
        self,
        pack: LanguagePack,
        info: TranslatorInfo,
        shelf: ModelShelf[ArgosModel],
        *,
        length_penalty: float = LENGTH_PENALTY,
    ) -> None:
        self.info = info
        self._pack = pack
        self._shelf = shelf
        self._penalty = length_penalty
        self._joint = " " if language(info.to_language).spaced else ""

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator. One batch more than there are workers is in flight."""
        context.step(0, len(sentences))
        with self._model() as model:
            waiting: deque[tuple[Batch, list[Any]]] = deque()
            plan = batches(
                len(sentences), lambda index: model.encode(sentences[index]), BUDGETS[quality]
            )
            done = 0
            while True:
                while len(waiting) <= workers() and not context.cancelled:
                    batch = next(plan, None)
                    if batch is None:
                        break
                    flat = [tokens for pieces in batch.pieces for tokens in pieces]
                    answers = model.submit(flat, BEAMS[quality], self._penalty)
                    waiting.append((batch, answers))
                context.check()
                if not waiting:
                    return
                batch, answers = waiting.popleft()
                for index, answer in self._answers(model, batch, answers, context):
                    deliver(index, answer)
                done += len(batch.indices)
                context.step(done, len(sentences))

    def _answers(
        self, model: ArgosModel, batch: Batch, answers: list[Any], context: Context
    ) -> Iterator[tuple[int, Answer]]:
        rest = iter(answers)
        for index, pieces in zip(batch.indices, batch.pieces, strict=True):
            words = [model.decode(model.tokens(next(rest), context)) for _ in pieces]
            alarms = (_IN_PARTS,) if len(pieces) > 1 else ()
            yield index, Answer(self._joint.join(words), alarms)

    # What an Advisor tells

    def alternatives(
        self, sentence: str, start: str, count: int, context: Context
    ) -> tuple[Alternative, ...]:
        """See engines.base.Advisor. Too long a sentence has none."""
        with self._model() as model:
            pieces = model.encode(sentence)
            if len(pieces) > 1:
                return ()
            encode = model.tokenizer.encode
            begun = encode(start) if start.strip() else []
            ways = [(begun, count, False), (begun, count, True)]
            before, _, half = start.rpartition(" ")
            if half:
                # A word in the making is no token: look among the words that could stand there.
                ways.insert(0, (encode(before) if before.strip() else [], _NEXT_WORDS, True))
            found: dict[str, list[str]] = {}
            for tokens, many, spread in ways:
                context.check()
                for other in model.hypotheses(pieces[0], tokens, many, spread=spread):
                    words = model.decode(other)
                    if tokens is begun or _begins(words, start):
                        found.setdefault(words, other)
            found.pop("", None)
            context.check()
            scores = model.scores([pieces[0]] * len(found), list(found.values())) if found else []
        ranked = sorted(zip(scores, found, strict=True), reverse=True)
        return tuple(Alternative(words, score) for score, words in ranked[:count])

    def scores(self, pairs: Sequence[tuple[str, str]], context: Context) -> tuple[float, ...]:
        """See engines.base.Advisor."""
        scores: list[float] = []
        with self._model() as model:
            encode = model.tokenizer.encode
            for place in range(0, len(pairs), _SCORED_AT_ONCE):
                context.step(place, len(pairs))
                some = pairs[place : place + _SCORED_AT_ONCE]
                scores += model.scores(
                    [encode(source) for source, _ in some], [encode(target) for _, target in some]
                )
        return tuple(scores)

    def links(self, source: str, target: str, context: Context) -> tuple[Link, ...]:
        """See engines.base.Advisor. Too long a sentence has none."""
        with self._model() as model:
            if len(model.encode(source)) > 1 or len(model.encode(target)) > 1:
                return ()
            context.check()
            ours, theirs = model.tokenizer.encode(source), model.tokenizer.encode(target)
            if not ours or not theirs:
                return ()
            return links_of(source, ours, target, theirs, model.attention(ours, theirs))

    def _model(self) -> Any:
        size = self._pack.size
        return self._shelf.borrow(self._pack.location, size, lambda: ArgosModel(self._pack))


def _begins(words: str, start: str) -> bool:
    """Whether the words begin with what was typed, in any case and with any kinds of space."""
    return " ".join(words.casefold().split()).startswith(" ".join(start.casefold().split()))
