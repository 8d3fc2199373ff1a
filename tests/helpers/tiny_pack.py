"""Real Argos packs made here, without training: a model that copies, with a toy dictionary."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from helpers.copying_model import Shape, copying_model

VOCABULARY = 500
WORDS = {"house": "maison", "river": "rivière", "the": "la", "and": "et"}

_SENTENCES = (
    "The house by the river was sold and the mayor said nothing.",
    "La maison de la rivière est vendue et le maire se tait.",
    "A long road led from the harbour to the market in 2024.",
    "Nurses, teachers and engineers met the minister on Monday morning.",
    "file_name.txt mail@example.org https://example.org/page?id=20 #tag",
    "Le marché, la route et le port ; « quoi ? » dit-il : rien !",
)


def build_tiny_pack(
    folder: Path,
    from_code: str = "en",
    to_code: str = "fr",
    words: Mapping[str, str] | None = None,
    version: str = "1.0",
    target_prefix: str = "",
) -> Path:
    """Write ``translate-<from>_<to>-<version>.argosmodel`` into ``folder``; its path.

    ``target_prefix`` is a token of its own that the model is to begin every sentence with.
    """
    words = WORDS if words is None else dict(words)
    tokenizer = _tokenizer(words, target_prefix)
    return write_pack(
        folder, (from_code, to_code), version, tokenizer, words, Shape(), target_prefix
    )


def write_pack(
    folder: Path,
    pair: tuple[str, str],
    version: str,
    tokenizer: bytes,
    words: Mapping[str, str],
    shape: Shape,
    target_prefix: str = "",
) -> Path:
    """Write a pack of any shape around a SentencePiece model; its path."""
    from_code, to_code = pair
    with tempfile.TemporaryDirectory() as work:
        model = Path(work) / "model"
        model.mkdir()
        copying_model(_pieces(tokenizer), words, shape).save(str(model))
        top = f"translate-{from_code}_{to_code}-{version.replace('.', '_')}"
        target = folder / f"{top}.argosmodel"
        metadata = {
            "package_version": version,
            "argos_version": "1.9",
            "from_code": from_code,
            "from_name": from_code,
            "to_code": to_code,
            "to_name": to_code,
            "type": "translate",
        }
        if target_prefix:
            metadata["target_prefix"] = target_prefix
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{top}/metadata.json", json.dumps(metadata))
            archive.writestr(f"{top}/sentencepiece.model", tokenizer)
            archive.writestr(f"{top}/README.md", "Made by the tests.\n")
            for file in sorted(model.iterdir()):
                archive.write(file, f"{top}/model/{file.name}")
    return target


def _tokenizer(words: Mapping[str, str], target_prefix: str) -> bytes:
    import sentencepiece

    sink = io.BytesIO()
    prefix = [target_prefix] if target_prefix else []
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*_SENTENCES * 20, " ".join([*words, *words.values()])]),
        model_writer=sink,
        vocab_size=VOCABULARY,
        model_type="unigram",
        byte_fallback=True,
        hard_vocab_limit=False,
        user_defined_symbols=[
            *prefix,
            *(f"▁{w}" for w in dict.fromkeys([*words, *words.values()])),
        ],
        minloglevel=2,
        num_threads=1,
    )
    return sink.getvalue()


def _pieces(tokenizer: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
