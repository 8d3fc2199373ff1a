"""Firefox Translations models through the package fxtranslate."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.errors import NoEngineError, PackError
from diptych.core.firefox_models import FirefoxModel
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.engines.base import Answer, Deliver, Translator, TranslatorInfo
from diptych.engines.translation.chunks import cut_long
from diptych.engines.translation.firefox_process import EngineFiles, FirefoxProcess
from diptych.engines.translation.pivot import PivotTranslator
from diptych.engines.translation.shelf import ModelShelf
from diptych.engines.translation.tokenising import SentencePieceTokenizer

NAME = "firefox"
LABEL = "Firefox Translations"
PACKAGE = "fxtranslate"
INSTALL = 'Install it with: pip install "diptych[firefox]"'

LONGEST_TOKENS = 110
"""Longer sentences are cut at a clause and rejoined: the models have seen no more than 127."""

_LONGEST_ANSWER = 256
_MIDDLE = "en"
_CLAUSE_ENDS = frozenset({*";:,)", "▁–", "▁-", "▁—", "。", "，", "、", "؛", "،", ".", "!", "?"})
_BYTES = re.compile(r"(?:<0x[0-9A-Fa-f]{2}>)+")
_IN_PARTS = Alarm(AlarmKind.IN_PARTS, "a long sentence, translated in parts")
_CUT_OFF = Alarm(AlarmKind.LENGTH, "the engine stopped at its longest answer: the end may be lost")


def firefox_offers(
    models: Sequence[FirefoxModel], origin: str, to: str | None, shelf: ModelShelf[LoadedModel]
) -> Iterator[Translator]:
    """Translators from one language (BCP 47) into another, or into any.

    Models of the pair come first, then two in a row through English. Of several models of one
    pair the first is used.
    """
    pairs: dict[tuple[str, str], FirefoxModel] = {}
    for model in models:
        pairs.setdefault((model.from_language, model.to_language), model)
    for (ours, theirs), model in pairs.items():
        if ours == origin and to in (None, theirs):
            yield FirefoxTranslator(model, shelf)
    first = pairs.get((origin, _MIDDLE))
    if first is None:
        return
    for (ours, theirs), second in pairs.items():
        if ours == _MIDDLE and theirs != origin and to in (None, theirs):
            yield _pivot(FirefoxTranslator(first, shelf), FirefoxTranslator(second, shelf))


def _pivot(first: FirefoxTranslator, second: FirefoxTranslator) -> PivotTranslator:
    one, two = first.info, second.info
    info = replace(
        one,
        label=f"{LABEL} through {language(one.to_language).name}",
        to_language=two.to_language,
        model=f"{one.model} + {two.model}",
        via=(one.to_language,),
        fingerprint=f"{one.fingerprint}+{two.fingerprint}",
    )
    return PivotTranslator(first, second, info)


class FirefoxTranslator:
    """Translates with one model; loaded models stand on a shelf shared by all callers."""

    def __init__(self, model: FirefoxModel, shelf: ModelShelf[LoadedModel]) -> None:
        self.info = TranslatorInfo(
            engine=NAME,
            label=LABEL,
            from_language=model.from_language,
            to_language=model.to_language,
            model=f"{model.name} {model.version}",
            fingerprint=_fingerprint(model),
        )
        self._model = model
        self._shelf = shelf

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator; there is but one quality."""
        del quality
        context.step(0, len(sentences))
        if not sentences:
            return
        with self._loaded(context) as model:
            for index, sentence in enumerate(sentences):
                try:
                    answer = model.translate(sentence, context)
                except PackError:
                    self._shelf.drop(self._model.location)
                    raise
                deliver(index, answer)
                context.step(index + 1, len(sentences))

    def _loaded(self, context: Context) -> Any:
        if find_spec(PACKAGE) is None:
            raise NoEngineError(f"The package {PACKAGE} is not installed.", INSTALL)
        model = self._model
        # Measured: a process that has loaded a model takes some two and a half times its files.
        size = model.size * 5 // 2
        return self._shelf.borrow(model.location, size, lambda: LoadedModel(model, context))


class LoadedModel:
    """A model in memory: the engine's process, and the vocabularies to count tokens with."""

    def __init__(self, model: FirefoxModel, context: Context) -> None:
        """Raises PackError, Cancelled."""
        try:
            source = model.source_vocabulary.read_bytes()
            target = model.target_vocabulary.read_bytes()
        except OSError as error:
            raise PackError(
                f"The model “{model.name}” cannot be read.",
                "Install it again, or use another engine.",
                str(error),
            ) from error
        self._source = SentencePieceTokenizer(source)
        self._target = self._source if source == target else SentencePieceTokenizer(target)
        self._joint = " " if language(model.to_language).spaced else ""
        self._process = FirefoxProcess(
            EngineFiles(
                model.model, model.source_vocabulary, model.target_vocabulary, model.shortlist
            ),
            context,
        )

    def translate(self, sentence: str, context: Context) -> Answer:
        """The answer to one sentence of any length. Raises PackError, Cancelled."""
        # Half a surrogate pair is no Unicode text; neither the tokenizer nor the engine takes it.
        sentence = sentence.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        pieces = cut_long(self._source.encode(sentence), LONGEST_TOKENS, _CLAUSE_ENDS)
        whole = len(pieces) == 1
        alarms = [] if whole else [_IN_PARTS]
        answers: list[str] = []
        for tokens in pieces:
            words = sentence if whole else self._source.decode(tokens)
            answer = _mended(self._process.translate(words, context), words).strip()
            answers.append(answer)
            most = min(2 * (len(tokens) + 1) + 4, _LONGEST_ANSWER)
            if len(self._target.encode(answer)) >= most and _CUT_OFF not in alarms:
                alarms.append(_CUT_OFF)
        return Answer(self._joint.join(answers), tuple(alarms))


def _mended(answer: str, words: str) -> str:
    """The answer with letters in the place of bytes: the engine writes ``<0xC3><0xA9>`` for é."""
    if _BYTES.search(words):
        return answer
    return " ".join(_BYTES.sub(_letters, answer).splitlines())


def _letters(found: re.Match[str]) -> str:
    return bytes.fromhex(re.sub("<0x|>", "", found[0])).decode("utf-8", "replace")


def _fingerprint(model: FirefoxModel) -> str:
    """A name for the model's bytes, from sizes and times alone: reading them would take longer."""
    files = {model.model, model.source_vocabulary, model.target_vocabulary, model.shortlist}
    told = []
    for file in sorted(file for file in files if file is not None):
        with suppress(OSError):
            status = file.stat()
            told.append((file.name, status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
