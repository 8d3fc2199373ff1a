"""Through a third language, sentence by sentence, when no engine knows the pair."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.progress import Context
from diptych.engines.base import Deliver, Translator, TranslatorInfo
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
        quiet = _Quiet(context)
        done = 0
        for portion in portions(len(sentences)):
            between: dict[int, str] = {}
            self._first.translate(
                [sentences[i] for i in portion], quality, quiet, between.__setitem__
            )
            self._second.translate(
                [between[i] or " " for i in range(len(portion))],
                quality,
                quiet,
                _shifted(deliver, portion.start),
            )
            done += len(portion)
            context.step(done, len(sentences))


def _shifted(deliver: Deliver, start: int) -> Deliver:
    return lambda index, words: deliver(start + index, words)


class _Quiet(Context):
    """Passes on the wish to stop, but not the progress of one half."""

    def __init__(self, outer: Context) -> None:
        super().__init__()
        self._outer = outer

    @property
    def cancelled(self) -> bool:
        return self._outer.cancelled

    def check(self) -> None:
        self._outer.check()
