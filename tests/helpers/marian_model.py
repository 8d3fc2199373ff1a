"""Real Firefox Translations models made here, without training: they copy, with a toy dictionary.

The files have Marian's binary layout, as Mozilla's ``model.*.intgemm.alphas.bin`` do: int8
matrices, each with the multiplier of its activations, and float32 for all else. The weights are
set by hand. The decoder's cross attention looks, by position, at the source token of the same
place; all other sublayers add nothing. Each token has two codes of random signs, which are nearly
orthogonal: one for what it means in the source and one for what it is in the target. A word of
the dictionary means what its translation is.
"""

from __future__ import annotations

import functools
import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]

WORDS = {"house": "maison", "river": "rivière", "the": "la", "and": "et"}
PIECES = 500
END = "</s>"

_INT8, _FLOAT32, _BYTES = 0x4101, 0x404, 0x101
_ALIGNMENT = 256
_WIDEST_ACTIVATION = 6.0
_WIDEST_SUM = 2.5
"""What enters attention is a normalised sum of token and position."""

_TOKEN = 1.5
"""How loud a token's codes are beside its position, which is between -1 and 1."""

_WAVES = 16
"""How many of the sine waves that tell positions are looked at."""

_SENTENCES = (
    "The house by the river was sold and the mayor said nothing.",
    "La maison de la rivière est vendue et le maire se tait.",
    "A long road led from the harbour to the market in 2024.",
    "Nurses, teachers and engineers met the minister on Monday morning.",
    "file_name.txt mail@example.org https://example.org/page?id=20 #tag",
    "Le marché, la route et le port ; « quoi ? » dit-il : rien !",
)


@dataclass(frozen=True, slots=True)
class MarianShape:
    """Sizes of the Transformer.

    ``split`` keeps one embedding for each language; ``endless`` never comes to the end of an
    answer.
    """

    width: int = 256
    hidden: int = 64
    heads: int = 1
    encoder: int = 1
    decoder: int = 1
    split: bool = False
    endless: bool = False


LIKE_BASE_MEMORY = MarianShape(width=384, hidden=1536, heads=8, encoder=6, decoder=4)
"""What most of Mozilla's models have."""


def build_marian_model(
    folder: Path,
    pair: str = "enfr",
    words: Mapping[str, str] | None = None,
    shape: MarianShape | None = None,
    *,
    pieces: int = PIECES,
    shortlist: bool = True,
) -> Path:
    """Write model, vocabulary and shortlist of a pair (``enfr``) into ``folder``; its path."""
    shape = shape or MarianShape()
    words = WORDS if words is None else dict(words)
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = vocabulary_of(tuple(words.items()), pieces)
    tokens = _tokens(vocabulary)
    model = folder / f"model.{pair}.intgemm.alphas.bin"
    model.write_bytes(marian_file(copying_items(tokens, words, shape)))
    names = ("srcvocab", "trgvocab") if shape.split else ("vocab",)
    for name in names:
        # A byte more tells the two apart, as two different vocabularies are told apart.
        extra = b"\x12\x00" if name == "trgvocab" else b""
        (folder / f"{name}.{pair}.spm").write_bytes(vocabulary + extra)
    if shortlist:
        lexical = folder / f"lex.50.50.{pair}.s2t.bin"
        lexical.write_bytes(shortlist_file(tokens, words))
    return folder


@functools.cache
def vocabulary_of(words: tuple[tuple[str, str], ...], pieces: int) -> bytes:
    """A SentencePiece model with Marian's ids: 0 ends a sentence, 1 is unknown."""
    import sentencepiece

    both = [word for pair in words for word in pair]
    sink = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([*_SENTENCES * 20, " ".join(both)]),
        model_writer=sink,
        vocab_size=pieces,
        model_type="unigram",
        byte_fallback=True,
        hard_vocab_limit=False,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        user_defined_symbols=[f"▁{word}" for word in dict.fromkeys(both)],
        minloglevel=2,
        num_threads=1,
    )
    return sink.getvalue()


def _tokens(vocabulary: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=vocabulary)
    return [processor.id_to_piece(i) for i in range(processor.get_piece_size())]


# The file


@dataclass(frozen=True, slots=True)
class Item:
    """One tensor of a Marian file: ``kind`` as Marian numbers its types."""

    name: str
    kind: int
    shape: tuple[int, ...]
    data: bytes


def marian_file(items: Sequence[Item]) -> bytes:
    """Marian's binary layout, version 1: heads, names, shapes, a gap, and the data."""
    names = [item.name.encode() + b"\0" for item in items]
    data = [item.data + b"\0" * (-len(item.data) % _ALIGNMENT) for item in items]
    heads = b"".join(
        struct.pack("<4Q", len(name), item.kind, len(item.shape), len(block))
        for name, item, block in zip(names, items, data, strict=True)
    )
    shapes = b"".join(struct.pack(f"<{len(item.shape)}i", *item.shape) for item in items)
    start = struct.pack("<2Q", 1, len(items)) + heads + b"".join(names) + shapes
    gap = -(len(start) + 8) % _ALIGNMENT
    return b"".join((start, struct.pack("<Q", gap), b"\0" * gap, *data))


def shortlist_file(tokens: Sequence[str], words: Mapping[str, str]) -> bytes:
    """For each token itself and its translation, with the first eight tokens for all."""
    index = {token: number for number, token in enumerate(tokens)}
    lists = [sorted({n, index.get(f"▁{words.get(t[1:])}", n)}) for n, t in enumerate(tokens)]
    offsets = np.cumsum([0, *map(len, lists)]).astype("<u8")
    flat = np.array([n for entry in lists for n in entry], "<u4")
    head = struct.pack("<6Q", 0xF11A48D5013417F5, 0, 8, 8, len(offsets), len(flat))
    return head + offsets.tobytes() + flat.tobytes()


# The weights


def copying_items(
    tokens: Sequence[str], words: Mapping[str, str], shape: MarianShape
) -> list[Item]:
    """All tensors of a model that copies ``tokens`` but for ``words``."""
    return list(_Maker(shape).items(tokens, words))


class _Maker:
    def __init__(self, shape: MarianShape) -> None:
        self._shape = shape
        half, per_head = shape.width // 2, shape.width // shape.heads
        # Only the quickest waves tell neighbours apart; tokens keep out of their dimensions, and
        # out of that of the slowest wave, which stays at nought.
        waves = min(per_head // 2, _WAVES)
        self._place = [*range(waves), *range(half, half + waves)]
        self._nought = half - 1
        rest = sorted(set(range(shape.width)) - {*self._place, self._nought})
        size = len(rest) // 2 // shape.heads * shape.heads
        self._means, self._is = rest[:size], rest[size : 2 * size]

    def items(self, tokens: Sequence[str], words: Mapping[str, str]) -> Iterator[Item]:
        """The tensors by Marian's names."""
        shape, width = self._shape, self._shape.width
        table = self._embeddings(tokens, words)
        names = ("encoder_Wemb", "decoder_Wemb") if shape.split else ("Wemb",)
        for name in names:
            yield _int8(name, table, transposed=False)
        yield _floats("none_QuantMultA", np.full((1, 1), 127 / _WIDEST_ACTIVATION, np.float32))
        yield _floats("decoder_ff_logit_out_b", np.zeros((1, len(tokens)), np.float32))
        idle = np.zeros((width, width), np.float32)
        for number in range(1, shape.encoder + 1):
            layer = f"encoder_l{number}"
            yield from self._attention(f"{layer}_self", idle, idle, idle, idle)
            yield from self._feed_forward(f"{layer}_ffn")
        look, take, give = self._copying()
        for number in range(1, shape.decoder + 1):
            layer = f"decoder_l{number}"
            yield from self._affine(f"{layer}_rnn_W", idle, "")
            yield from self._affine(f"{layer}_rnn_Wf", idle, f"{layer}_rnn_bf")
            yield from self._norm(f"{layer}_rnn_ffn")
            passed = give if number == shape.decoder else idle
            sharp = np.float32(60 * np.sqrt(width / shape.heads))
            yield from self._attention(f"{layer}_context", look * sharp, look, take, passed)
            yield from self._feed_forward(f"{layer}_ffn")
        yield Item("special:model.yml", _BYTES, (1,), self._config(len(tokens)).encode() + b"\0")

    def _embeddings(self, tokens: Sequence[str], words: Mapping[str, str]) -> Matrix:
        random = np.random.default_rng(0)
        codes = random.choice([-1.0, 1.0], (len(tokens), len(self._is)))
        table = np.zeros((len(tokens), self._shape.width), np.float32)
        table[:, self._is] = codes
        table[:, self._means] = codes
        index = {token: number for number, token in enumerate(tokens)}
        for word, answer in words.items():
            table[index[f"▁{word}"]][self._means] = codes[index[f"▁{answer}"]]
        if self._shape.endless:
            table[0][self._means] = codes[-1]
        return table * np.float32(_TOKEN / np.sqrt(self._shape.width))

    def _copying(self) -> tuple[Matrix, Matrix, Matrix]:
        """Each head sees the position, and passes its share of the token on."""
        width, heads = self._shape.width, self._shape.heads
        per_head, share = width // heads, len(self._means) // heads
        look, take, give = (np.zeros((width, width), np.float32) for _ in range(3))
        for head in range(heads):
            for number, place in enumerate(self._place):
                look[place, head * per_head + number] = 1
                # What normalising has taken from all dimensions is given back.
                look[self._nought, head * per_head + number] = -1
            for number in range(share):
                own, column = head * share + number, head * per_head + number
                take[self._means[own], column] = 1
                give[column, self._is[own]] = 8
        return look, take, give

    def _attention(
        self, name: str, query: Matrix, key: Matrix, value: Matrix, out: Matrix
    ) -> Iterator[Item]:
        for letter, matrix in zip("qkvo", (query, key, value, out), strict=True):
            widest = _WIDEST_ACTIVATION if letter == "o" else _WIDEST_SUM
            yield from self._affine(f"{name}_W{letter}", matrix, f"{name}_b{letter}", widest)
        yield from self._norm(f"{name}_Wo")

    def _feed_forward(self, name: str) -> Iterator[Item]:
        width, hidden = self._shape.width, self._shape.hidden
        yield from self._affine(f"{name}_W1", np.zeros((width, hidden), np.float32), f"{name}_b1")
        yield from self._affine(f"{name}_W2", np.zeros((hidden, width), np.float32), f"{name}_b2")
        yield from self._norm(f"{name}_ffn")

    def _affine(
        self, name: str, matrix: Matrix, bias: str, widest: float = _WIDEST_ACTIVATION
    ) -> Iterator[Item]:
        yield _int8(name, matrix, transposed=True)
        yield _floats(f"{name}_QuantMultA", np.full((1, 1), 127 / widest, np.float32))
        if bias:
            yield _floats(bias, np.zeros((1, matrix.shape[1]), np.float32))

    def _norm(self, name: str) -> Iterator[Item]:
        yield _floats(f"{name}_ln_scale", np.ones((1, self._shape.width), np.float32))
        yield _floats(f"{name}_ln_bias", np.zeros((1, self._shape.width), np.float32))

    def _config(self, vocabulary: int) -> str:
        shape = self._shape
        return (
            f"dec-cell: ssru\ndec-depth: {shape.decoder}\ndim-emb: {shape.width}\n"
            f"dim-vocabs:\n  - {vocabulary}\n  - {vocabulary}\nenc-depth: {shape.encoder}\n"
            f"transformer-decoder-autoreg: rnn\ntransformer-dim-ffn: {shape.hidden}\n"
            f"transformer-heads: {shape.heads}\ntransformer-postprocess: dan\ntype: transformer\n"
        )


def _int8(name: str, matrix: Matrix, *, transposed: bool) -> Item:
    """A matrix as int8, with its multiplier behind; all but embeddings are stored turned over."""
    multiplier = np.float32(127 / max(float(np.abs(matrix).max()), 1e-6))
    data = np.rint((matrix.T if transposed else matrix) * multiplier).astype(np.int8)
    rows, columns = matrix.shape
    return Item(name, _INT8, (rows, columns), data.tobytes() + multiplier.tobytes())


def _floats(name: str, matrix: Matrix) -> Item:
    rows, columns = matrix.shape
    return Item(name, _FLOAT32, (rows, columns), matrix.astype("<f4").tobytes())
