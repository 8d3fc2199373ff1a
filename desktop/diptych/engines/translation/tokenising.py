"""Words to the tokens a pack's model knows, and back."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Protocol

from diptych.core.errors import PackError
from diptych.engines.translation.pack_files import PackFiles


class Tokenizer(Protocol):
    """Turns one sentence into tokens and tokens into a sentence."""

    def encode(self, sentence: str) -> list[str]:
        """The sentence's tokens."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The sentence the tokens stand for."""
        ...


class SentencePieceTokenizer:
    """The kind nearly every pack has. Decoding by the library alone keeps "_" in names."""

    def __init__(self, model: bytes) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            self._processor: Any = SentencePieceProcessor(model_proto=model)
        except RuntimeError as error:
            raise _damaged(error) from error

    def encode(self, sentence: str) -> list[str]:
        return list(self._processor.encode(sentence, out_type=str))

    def decode(self, tokens: list[str]) -> str:
        return str(self._processor.decode(tokens))


class BpeTokenizer:
    """Old packs: Argos's own Moses and byte-pair tokenizer, which reads its model from a file."""

    def __init__(self, model: bytes, from_code: str, to_code: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        with tempfile.TemporaryDirectory(prefix="diptych-bpe-") as folder:
            file = Path(folder) / "bpe.model"
            file.write_bytes(model)
            self._tokenizer: Any = BPETokenizer(file, from_code, to_code)
            try:
                self._tokenizer.lazy_load()
            except (ValueError, IndexError, SystemExit) as error:
                # Argos's reader of such files ends the whole program at a line it does not know.
                raise _damaged(error) from error

    def encode(self, sentence: str) -> list[str]:
        return list(self._tokenizer.encode(sentence))

    def decode(self, tokens: list[str]) -> str:
        return str(self._tokenizer.decode(tokens))


def tokenizer_of(files: PackFiles, from_code: str, to_code: str) -> Tokenizer:
    """The tokenizer of a pack. Raises PackError when it has none that works."""
    if files.sentencepiece:
        return SentencePieceTokenizer(files.sentencepiece)
    if files.bpe:
        return BpeTokenizer(files.bpe, from_code, to_code)
    raise PackError("This language pack has no tokenizer.", "Remove it and install it again.")


def _damaged(error: BaseException) -> PackError:
    return PackError(
        "The tokenizer of this language pack is damaged.",
        "Remove the pack and install it again.",
        str(error),
    )
