"""A pack's model in memory: CTranslate2 and the pack's tokenizer, behind the calls we use."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack
from diptych.core.progress import Context
from diptych.engines.translation.chunks import cut_long
from diptych.engines.translation.pack_files import load_files
from diptych.engines.translation.tokenising import Tokenizer, tokenizer_of

LONGEST_TOKENS = 80
"""Longer sentences are cut at a clause and rejoined; they are rare in the news.

Of the numbers in made-up sentences of 12 to 38 clauses, the starter pack into French kept 97 % when
they were cut here, 85 to 90 % when at 100 tokens, and 41 to 57 % when at 200.
"""

_SCORED_TOKENS = 64

POLL = 0.02
"""Seconds between two looks whether a batch is done."""

_CLAUSE_ENDS = frozenset(";:,)") | {"▁–", "▁-", "▁—", "。", "，", "、", "؛", "،", ".", "!", "?"}


class ArgosModel:
    """Raises PackError from every call when the model turns out to be damaged."""

    def __init__(self, pack: LanguagePack) -> None:
        from ctranslate2 import Translator

        self._pack = pack
        self._prefix = [pack.target_prefix] if pack.target_prefix else []
        files = load_files(pack.location)
        self.tokenizer: Tokenizer = tokenizer_of(files, pack.from_code, pack.to_code)
        try:
            self._model: Any = Translator(
                str(files.folder or pack.name),
                files=files.model or None,
                device="cpu",
                compute_type="int8",
                inter_threads=workers(),
                intra_threads=1,
                max_queued_batches=-1,
            )
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error

    def encode(self, sentence: str) -> list[list[str]]:
        """The sentence's tokens; more than one list when it is too long for one call."""
        return cut_long(self.tokenizer.encode(sentence), LONGEST_TOKENS, _CLAUSE_ENDS)

    def decode(self, tokens: Sequence[str]) -> str:
        """The words of tokens, without the mark some models put before them."""
        return self.tokenizer.decode(self._bare(tokens)).strip()

    def _bare(self, tokens: Sequence[str]) -> list[str]:
        """Tokens without the mark before them."""
        marked = self._prefix and list(tokens[:1]) == self._prefix
        return list(tokens[1:] if marked else tokens)

    def submit(self, pieces: Sequence[list[str]], beam: int, length_penalty: float) -> list[Any]:
        """Queue token lists, and return at once what ``tokens`` waits for."""
        return list(
            self._model.translate_batch(
                list(pieces),
                target_prefix=[self._prefix] * len(pieces) if self._prefix else None,
                beam_size=beam,
                length_penalty=length_penalty,
                max_batch_size=0,
                replace_unknowns=True,
                asynchronous=True,
            )
        )

    def tokens(self, answer: Any, context: Context) -> list[str]:
        """The best answer to one queued list; waits for it. Raises Cancelled."""
        pause = 0.0005
        while not answer.done():
            # A batch may take seconds; the wish to stop is heard at once, and the batch is left.
            context.check()
            time.sleep(pause)
            pause = min(2 * pause, POLL)
        try:
            return list(answer.result().hypotheses[0])
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error

    def hypotheses(
        self, tokens: list[str], start: list[str], count: int, *, spread: bool
    ) -> list[list[str]]:
        """Up to ``count`` token lists that begin with ``start``.

        ``spread``: the best goings-on for each of several next tokens, rather than a beam's best.
        """
        try:
            answer = self._model.translate_batch(
                [tokens],
                target_prefix=[[*self._prefix, *start]] if start or self._prefix else None,
                beam_size=max(4, count),
                num_hypotheses=count,
                return_alternatives=spread,
                replace_unknowns=True,
            )[0]
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error
        return [self._bare(found) for found in answer.hypotheses]

    def scores(self, sources: list[list[str]], targets: list[list[str]]) -> list[float]:
        """The mean natural log probability of a token of each target; 0 is certain."""
        try:
            answers = self._model.score_batch(
                sources,
                [[*self._prefix, *target] for target in targets],
                max_batch_size=_SCORED_TOKENS,
                batch_type="tokens",
            )
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error
        return [sum(a.log_probs) / max(1, len(a.log_probs)) for a in answers]

    def attention(self, source: list[str], target: list[str]) -> list[list[float]]:
        """For each token of ``target``, how much it looks at each token of ``source``."""
        forced = [*self._prefix, *target]
        try:
            answer = self._model.translate_batch(
                [source],
                target_prefix=[forced],
                beam_size=1,
                max_decoding_length=len(forced),
                return_attention=True,
            )[0]
        except (RuntimeError, ValueError) as error:
            raise self._damaged(error) from error
        rows = [list(row)[: len(source)] for row in answer.attention[0]]
        return rows[len(self._prefix) : len(forced)]

    def _damaged(self, error: Exception) -> PackError:
        return PackError(
            f"The model in “{self._pack.name}” is damaged.",
            "Remove the pack and install it again.",
            str(error),
        )


def workers() -> int:
    """Batches worked on at once: a thread for each physical core, four at most.

    Two threads of one core share the units that multiply, so that counting both gains nothing.
    """
    return max(1, min(4, _physical_cores()))


def _physical_cores() -> int:
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    wanted = [line for line in lines if line.startswith(("physical id", "core id"))]
    values = [line.partition(":")[2].strip() for line in wanted]
    cores = len(set(zip(values[::2], values[1::2], strict=False)))
    return min(cores or allowed or 1, allowed or 1)
