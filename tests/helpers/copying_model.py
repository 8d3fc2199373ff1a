"""A Transformer whose weights are set by hand so that it copies, at any width and depth.

The last decoder layer's cross attention looks, by position, at the source token of the same
place; all other sublayers add nothing. So the output has one token for each source token, and a
token in the dictionary becomes its translation. Half the dimensions hold the token, half its
position, both as random signs, which are nearly orthogonal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

PLACES = 512
SPECIAL = ("<unk>", "<blank>", "<s>", "</s>")
_DIFFERENT = 3
"""Signs in which a token and its double differ: some eight nats."""

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the Transformer.

    ``lifelike``: for measuring speed and size. Idle weights are small random numbers, not zeros,
    and no two matrices are equal; equal ones would be stored once, in the file and in memory. And
    each token has a near double, so that all beams hold likely sentences which end together, as
    a trained model's do; otherwise some go on far beyond the end of the source.
    """

    width: int = 128
    hidden: int = 256
    heads: int = 8
    layers: int = 2
    lifelike: bool = False


FULL = Shape(width=512, hidden=2048, heads=8, layers=6, lifelike=True)
"""What the packs of the Argos index have."""


def copying_model(pieces: Sequence[str], words: Mapping[str, str], shape: Shape) -> Any:
    """A CTranslate2 model specification, int8, that copies ``pieces`` but for ``words``."""
    return _Maker(pieces, words, shape).spec()


class _Maker:
    def __init__(self, pieces: Sequence[str], words: Mapping[str, str], shape: Shape) -> None:
        self._tokens = [*SPECIAL, *(piece for piece in pieces if piece not in SPECIAL)]
        self._words = words
        self._shape = shape
        self._random = np.random.default_rng(0)

    def spec(self) -> Any:
        from ctranslate2.specs import TransformerSpec

        shape = self._shape
        source, target = self._embeddings()
        places = self._places()
        spec = TransformerSpec.from_config((shape.layers, shape.layers), shape.heads, pre_norm=True)
        for part in (spec.encoder, spec.decoder):
            part.scale_embeddings = False
            part.position_encodings.encodings = places.copy()
            self._norm(part.layer_norm)
            for layer in part.layer:
                self._self_attention(layer.self_attention)
                self._feed_forward(layer.ffn)
        spec.encoder.embeddings[0].weight = source
        spec.decoder.embeddings.weight = target
        self._copying(spec.decoder.layer)
        _linear(spec.decoder.projection, target)
        spec.register_source_vocabulary(list(self._tokens))
        spec.register_target_vocabulary(list(self._tokens))
        spec.config.add_source_eos = True
        spec.config.add_source_bos = False
        spec.config.decoder_start_token = "<s>"
        spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = "<s>", "</s>", "<unk>"
        spec.validate()
        spec.optimize(quantization="int8")
        return spec

    def _embeddings(self) -> tuple[Matrix, Matrix]:
        count, width = len(self._tokens), self._shape.width
        index = {token: place for place, token in enumerate(self._tokens)}
        target = np.zeros((count, width), np.float32)
        target[:, : width // 2] = self._random.choice([-1, 1], (count, width // 2))
        if self._shape.lifelike:
            first, second = target[len(SPECIAL) :: 2], target[len(SPECIAL) + 1 :: 2]
            second[:] = first[: len(second)]
            second[:, :_DIFFERENT] *= -1
        source = target.copy()
        for word, answer in self._words.items():
            source[index[f"▁{word}"]] = target[index[f"▁{answer}"]]
        return source + self._idle(count, width), target

    def _places(self) -> Matrix:
        width = self._shape.width
        places = np.zeros((PLACES, width), np.float32)
        places[:, width // 2 :] = self._random.choice([-1, 1], (PLACES, width // 2))
        return places

    def _copying(self, layers: Any) -> None:
        """Cross attention keyed by position; only the last layer passes the source token on."""
        width, heads = self._shape.width, self._shape.heads
        half, per_head, kept = width // 2, width // heads, width // 2 // heads
        query = np.zeros((width, width), np.float32)
        value = np.zeros((width, width), np.float32)
        out = np.zeros((width, width), np.float32)
        for head in range(heads):
            for place in range(per_head):
                row = head * per_head + place
                query[row, half + row % half] = 1
                if place < kept:
                    value[row, head * kept + place] = 1
                    out[head * kept + place, row] = 1
        for number, layer in enumerate(layers):
            attention = layer.attention
            self._norm(attention.layer_norm)
            _linear(attention.linear[0], query * 8)
            _linear(attention.linear[1], np.concatenate([query, value]))
            last = number == self._shape.layers - 1
            _linear(attention.linear[2], out * 30 if last else self._idle(width, width))

    def _self_attention(self, layer: Any) -> None:
        width = self._shape.width
        self._norm(layer.layer_norm)
        _linear(layer.linear[0], self._idle(3 * width, width))
        _linear(layer.linear[1], self._idle(width, width))

    def _feed_forward(self, layer: Any) -> None:
        width, hidden = self._shape.width, self._shape.hidden
        self._norm(layer.layer_norm)
        _linear(layer.linear_0, self._idle(hidden, width))
        _linear(layer.linear_1, self._idle(width, hidden))

    def _idle(self, rows: int, columns: int) -> Matrix:
        """Weights that add nothing, or too little to change any choice."""
        if not self._shape.lifelike:
            return np.zeros((rows, columns), np.float32)
        return self._random.standard_normal((rows, columns), np.float32) * np.float32(0.005)

    def _norm(self, layer: Any) -> None:
        layer.gamma = np.ones(self._shape.width, np.float32)
        layer.beta = np.zeros(self._shape.width, np.float32)


def _linear(layer: Any, weight: Matrix) -> None:
    layer.weight = weight.astype(np.float32)
    layer.bias = np.zeros(weight.shape[0], np.float32)
