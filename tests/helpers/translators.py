"""Translators for tests: real packs put to work, and small engines of our own that misbehave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from diptych.core.language_packs import PackPlace
from diptych.core.progress import Context
from diptych.engines.base import Answer, Deliver, Translator, TranslatorInfo
from diptych.engines.translation.argos import ArgosTranslator
from diptych.engines.translation.argos_model import ArgosModel
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs.layout import read_pack


def argos(
    path: Path,
    info: TranslatorInfo | None = None,
    shelf: ModelShelf[ArgosModel] | None = None,
) -> ArgosTranslator:
    """A translator of the pack in that file, on a shelf of its own unless one is given."""
    pack = read_pack(path, PackPlace.INSTALLED)
    if info is None:
        info = TranslatorInfo("argos", "Argos", pack.from_code, pack.to_code, "test")
    return ArgosTranslator(pack, info, shelf or ModelShelf())


class Engine:
    """An engine that answers as ``answer`` says, in order, and notes what it was asked."""

    def __init__(
        self,
        answer: Callable[[str], Answer | str],
        from_language: str = "en",
        to_language: str = "fr",
        model: str = "test 1",
    ) -> None:
        self.info = TranslatorInfo("test", "Test", from_language, to_language, model)
        self.asked: list[str] = []
        self._answer = answer

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        assert quality in ("fast", "balanced", "careful")
        assert len(set(sentences)) == len(sentences), "duplicates"
        assert all(sentence.strip() for sentence in sentences), "an empty sentence"
        assert not any("\n" in sentence for sentence in sentences), "more than one line"
        for index, sentence in enumerate(sentences):
            context.step(index, len(sentences))
            self.asked.append(sentence)
            answer = self._answer(sentence)
            deliver(index, answer if isinstance(answer, Answer) else Answer(answer))


def answers(
    translator: Translator,
    sentences: Sequence[str],
    quality: str = "balanced",
    context: Context | None = None,
) -> list[Answer]:
    """What a translator delivers, in the order of the sentences; each must come once."""
    found: dict[int, Answer] = {}

    def deliver(index: int, answer: Answer) -> None:
        assert index not in found, "delivered twice"
        found[index] = answer

    translator.translate(sentences, quality, context or Context(), deliver)
    return [found[index] for index in range(len(sentences))]


def words(translator: Translator, sentences: Sequence[str], quality: str = "balanced") -> list[str]:
    """The words alone of what a translator delivers."""
    return [answer.words for answer in answers(translator, sentences, quality)]
