"""A real Argos pack made here: a Transformer whose weights copy tokens, with a toy dictionary.

The last decoder layer's cross attention looks, by position, at the source token of the same
place; all other sublayers add nothing. So the output has one token for each source token, and a
token in the dictionary becomes its translation. Half the dimensions hold the token, half its
position, both as random signs, which are nearly orthogonal.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

WIDTH, HIDDEN, HEADS, LAYERS, PLACES = 128, 256, 8, 2, 512
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
Matrix = npt.NDArray[np.float32]


def build_tiny_pack(
    folder: Path,
    from_code: str = "en",
    to_code: str = "fr",
    words: Mapping[str, str] | None = None,
    version: str = "1.0",
) -> Path:
    """Write ``translate-<from>_<to>-<version>.argosmodel`` into ``folder``; its path."""
    words = WORDS if words is None else dict(words)
    tokenizer = _tokenizer(words)
    with tempfile.TemporaryDirectory() as work:
        model = Path(work) / "model"
        model.mkdir()
        _model(_pieces(tokenizer), words).save(str(model))
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
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{top}/metadata.json", json.dumps(metadata))
            archive.writestr(f"{top}/sentencepiece.model", tokenizer)
            archive.writestr(f"{top}/README.md", "Made by the tests.\n")
            for file in sorted(model.iterdir()):
                archive.write(file, f"{top}/model/{file.name}")
    return target


def _tokenizer(words: Mapping[str, str]) -> bytes:
    import sentencepiece

    sink = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*_SENTENCES * 20, " ".join([*words, *words.values()])]),
        model_writer=sink,
        vocab_size=VOCABULARY,
        model_type="unigram",
        byte_fallback=True,
        hard_vocab_limit=False,
        user_defined_symbols=[f"▁{w}" for w in dict.fromkeys([*words, *words.values()])],
        minloglevel=2,
        num_threads=1,
    )
    return sink.getvalue()


def _pieces(tokenizer: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    known = [processor.id_to_piece(i) for i in range(processor.get_piece_size())]
    special = ["<unk>", "<blank>", "<s>", "</s>"]
    return special + [piece for piece in known if piece not in special]


def _model(tokens: list[str], words: Mapping[str, str]) -> Any:
    from ctranslate2.specs import TransformerSpec

    random = np.random.default_rng(0)
    half = WIDTH // 2
    index = {token: place for place, token in enumerate(tokens)}
    target = np.zeros((len(tokens), WIDTH), np.float32)
    target[:, :half] = random.choice([-1, 1], (len(tokens), half))
    source = target.copy()
    for word, answer in words.items():
        source[index[f"▁{word}"]] = target[index[f"▁{answer}"]]
    places = np.zeros((PLACES, WIDTH), np.float32)
    places[:, half:] = random.choice([-1, 1], (PLACES, half))
    spec = TransformerSpec.from_config((LAYERS, LAYERS), HEADS, pre_norm=True)
    for part, embedding in ((spec.encoder, source), (spec.decoder, target)):
        part.scale_embeddings = False
        part.position_encodings.encodings = places.copy()
        _norm(part.layer_norm)
        for layer in part.layer:
            _attention(layer.self_attention)
            _feed_forward(layer.ffn)
        if part is spec.encoder:
            part.embeddings[0].weight = embedding
        else:
            part.embeddings.weight = embedding
    _copying(spec.decoder.layer)
    _linear(spec.decoder.projection, target)
    spec.register_source_vocabulary(list(tokens))
    spec.register_target_vocabulary(list(tokens))
    spec.config.add_source_eos = True
    spec.config.add_source_bos = False
    spec.config.decoder_start_token = "<s>"
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def _copying(layers: Any) -> None:
    """Cross attention keyed by position; only the last layer passes the source token on."""
    half, per_head, kept = WIDTH // 2, WIDTH // HEADS, WIDTH // 2 // HEADS
    query = np.zeros((WIDTH, WIDTH), np.float32)
    value = np.zeros((WIDTH, WIDTH), np.float32)
    out = np.zeros((WIDTH, WIDTH), np.float32)
    for head in range(HEADS):
        for place in range(per_head):
            row = head * per_head + place
            query[row, half + row % half] = 1
            if place < kept:
                value[row, head * kept + place] = 1
                out[head * kept + place, row] = 1
    for number, layer in enumerate(layers):
        attention = layer.attention
        _norm(attention.layer_norm)
        _linear(attention.linear[0], query * 8)
        _linear(attention.linear[1], np.concatenate([query, value]))
        last = number == LAYERS - 1
        _linear(attention.linear[2], out * 30 if last else np.zeros_like(out))


def _norm(layer: Any) -> None:
    layer.gamma = np.ones(WIDTH, np.float32)
    layer.beta = np.zeros(WIDTH, np.float32)


def _linear(layer: Any, weight: Matrix) -> None:
    layer.weight = weight.astype(np.float32)
    layer.bias = np.zeros(weight.shape[0], np.float32)


def _attention(layer: Any) -> None:
    _norm(layer.layer_norm)
    _linear(layer.linear[0], np.zeros((3 * WIDTH, WIDTH), np.float32))
    _linear(layer.linear[1], np.zeros((WIDTH, WIDTH), np.float32))


def _feed_forward(layer: Any) -> None:
    _norm(layer.layer_norm)
    _linear(layer.linear_0, np.zeros((HIDDEN, WIDTH), np.float32))
    _linear(layer.linear_1, np.zeros((WIDTH, HIDDEN), np.float32))
