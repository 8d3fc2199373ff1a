"""Through a third language, sentence by sentence, when no engine knows the pair."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.progress import Context, QuietContext
from diptych.engines.base import Answer, Deliver, Translator, TranslatorInfo
from diptych.engines.translation.chunks import portions


class PivotTranslator:
    """Two translators in a row; the second begins when the first has its first portion."""

    def __init__(self, first: Translator, second: Translator, info: TranslatorInfo) -> None:
        self.info = info
        self._first, self._second = first, second

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator."""
        quiet = QuietContext(context)
        done = 0
        for portion in portions(len(sentences)):
            between: dict[int, Answer] = {}
            self._first.translate(
                [sentences[i] for i in portion], quality, quiet, between.__setitem__
            )
            self._second.translate(
                [between[i].words or " " for i in range(len(portion))],
                quality,
                quiet,
                _joined(deliver, portion.start, between),
            )
            done += len(portion)
            context.step(done, len(sentences))


def _joined(deliver: Deliver, start: int, between: dict[int, Answer]) -> Deliver:
    """Deliver the second answers, shifted, with what either engine noticed."""

    def joined(index: int, answer: Answer) -> None:
        alarms = dict.fromkeys((*between[index].alarms, *answer.alarms))
        deliver(start + index, Answer(answer.words, tuple(alarms)))

    return joined
