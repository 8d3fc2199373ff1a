"""Argos packs by a thin layer of our own on CTranslate2 and SentencePiece."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.engines.base import Deliver, TranslatorInfo
from diptych.engines.translation.chunks import cut_long, portions
from diptych.engines.translation.pack_files import load_files
from diptych.engines.translation.tokenising import Tokenizer, tokenizer_of

BEAMS = {"fast": 1, "balanced": 2, "careful": 4}
LENGTH_PENALTY = 1.0
"""What the starter packs were measured with."""

LONGEST_TOKENS = 200
"""Longer sentences are cut at a clause and rejoined: decoding ends at 256 tokens."""

BATCH_TOKENS = 512
_CLAUSE_ENDS = frozenset(";:,)") | {"▁–", "▁-", "▁—", "。", "，", "、", "؛", "،", ".", "!", "?"}


@dataclass(frozen=True, slots=True)
class _Loaded:
    model: Any
    tokenizer: Tokenizer


class ArgosTranslator:
    """Translates with one pack; loads it at the first call, in memory, once for all callers."""

    def __init__(self, pack: LanguagePack, info: TranslatorInfo) -> None:
        self.info = info
        self._pack = pack
        self._joint = " " if language(info.to_language).spaced else ""
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator. At most two portions a core are ever in flight."""
        loaded = self._load()
        context.step(0, len(sentences))
        waiting: deque[tuple[range, list[int], list[Any]]] = deque()
        plan = portions(len(sentences))
        in_flight = 2 * _workers()
        done = 0
        while True:
            while len(waiting) < in_flight and not context.cancelled:
                portion = next(plan, None)
                if portion is None:
                    break
                waiting.append(self._submit(loaded, sentences, portion, BEAMS[quality]))
            context.check()
            if not waiting:
                return
            portion, counts, answers = waiting.popleft()
            for index, words in zip(portion, self._words(loaded, counts, answers), strict=True):
                deliver(index, words)
            done += len(portion)
            context.step(done, len(sentences))

    def _submit(
        self, loaded: _Loaded, sentences: Sequence[str], portion: range, beam: int
    ) -> tuple[range, list[int], list[Any]]:
        pieces: list[list[str]] = []
        counts: list[int] = []
        for index in portion:
            tokens = loaded.tokenizer.encode(sentences[index])
            cut = cut_long(tokens, LONGEST_TOKENS, _CLAUSE_ENDS)
            pieces += cut
            counts.append(len(cut))
        prefix = [[self._pack.target_prefix]] * len(pieces) if self._pack.target_prefix else None
        answers = loaded.model.translate_batch(
            pieces,
            target_prefix=prefix,
            beam_size=beam,
            length_penalty=LENGTH_PENALTY,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            replace_unknowns=True,
            asynchronous=True,
        )
        return portion, counts, answers

    def _words(self, loaded: _Loaded, counts: list[int], answers: list[Any]) -> Iterator[str]:
        place = 0
        for count in counts:
            pieces = []
            for answer in answers[place : place + count]:
                tokens = self._result(answer)
                if self._pack.target_prefix and tokens[:1] == [self._pack.target_prefix]:
                    tokens = tokens[1:]
                pieces.append(loaded.tokenizer.decode(tokens).strip())
            place += count
            yield self._joint.join(pieces)

    def _result(self, answer: Any) -> list[str]:
        try:
            return list(answer.result().hypotheses[0])
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> PackError:
        return PackError(
            f"The model in “{self._pack.name}” is damaged.",
            "Remove the pack and install it again.",
            str(error),
        )

    def _load(self) -> _Loaded:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._read_pack()
            return self._loaded

    def _read_pack(self) -> _Loaded:
        from ctranslate2 import Translator

        files = load_files(self._pack.location)
        tokenizer = tokenizer_of(files, self._pack.from_code, self._pack.to_code)
        try:
            model = Translator(
                self._pack.name,
                files=files.model,
                device="cpu",
                compute_type="int8",
                inter_threads=_workers(),
                intra_threads=1,
                max_queued_batches=-1,
            )
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error
        return _Loaded(model, tokenizer)

    def unload(self) -> None:
        """Free the model; it is loaded again when it is needed."""
        with self._loading:
            self._loaded = None


def _workers() -> int:
    """Sentences worked on at once: a thread for each core, four at most."""
    return max(1, min(4, os.cpu_count() or 1))
