"""Both kinds of tokenizer, and long sentences cut where people would pause."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import PackError
from diptych.engines.translation.argos_model import LONGEST_TOKENS
from diptych.engines.translation.chunks import cut_long
from diptych.engines.translation.pack_files import PackFiles, load_files
from diptych.engines.translation.tokenising import (
    BpeTokenizer,
    SentencePieceTokenizer,
    tokenizer_of,
)

BPE = b"#version: 0.2\nt h\nth e</w>\nh o\nho u\n"


@pytest.fixture(scope="module")
def pieces(tiny_pack: Path) -> SentencePieceTokenizer:
    model = load_files(tiny_pack).sentencepiece
    assert model is not None
    return SentencePieceTokenizer(model)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1))
def test_bytes_stand_in_for_letters_the_pack_never_saw(
    pieces: SentencePieceTokenizer, word: str
) -> None:
    once = pieces.decode(pieces.encode(word))
    assert pieces.decode(pieces.encode(once)) == once
    assert "⁇" not in once


@pytest.mark.parametrize("word", ["file_name.txt", "_a__b_", "https://example.org/a_b?c=1"])
def test_an_underscore_stays(pieces: SentencePieceTokenizer, word: str) -> None:
    assert pieces.decode(pieces.encode(word)) == word


def test_the_older_kind_works_and_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tokenizer = BpeTokenizer(BPE, "en", "fr")
    assert list(tmp_path.iterdir()) == []
    assert tokenizer.encode("the house")[:2] == ["the", "hou@@"]
    assert tokenizer.decode(tokenizer.encode("the house, it's here")) == "the house, it 's here"


@pytest.mark.parametrize("model", [b"\xff\xfe", b"three words here\n", b"#version: a.b\n"])
def test_a_damaged_tokenizer_of_the_older_kind_is_told(model: bytes) -> None:
    with pytest.raises(PackError, match="tokenizer of this language pack is damaged"):
        BpeTokenizer(model, "en", "fr")


def test_a_damaged_tokenizer_is_told() -> None:
    with pytest.raises(PackError, match="damaged") as caught:
        SentencePieceTokenizer(b"nonsense")
    assert caught.value.remedy


@pytest.mark.parametrize("files", [PackFiles(None, {}, None, None), PackFiles(None, {}, b"", b"")])
def test_a_pack_without_a_tokenizer_is_told(files: PackFiles) -> None:
    with pytest.raises(PackError, match="no tokenizer"):
        tokenizer_of(files, "en", "fr")


def test_a_zip_gives_the_model_and_a_folder_its_place(tiny_pack: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tiny_pack) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    zipped, unpacked = load_files(tiny_pack), load_files(folder)
    assert (unpacked.folder, unpacked.model) == (folder / "model", {})
    assert unpacked.sentencepiece == zipped.sentencepiece
    assert zipped.folder is None
    assert sorted(zipped.model) == [
        "config.json",
        "model.bin",
        "shared_vocabulary.json",
    ]


STOPS = frozenset({",", "。"})


@pytest.mark.parametrize(
    ("tokens", "first"),
    [
        ([",", "▁a", "▁b", "▁c", "▁d", "▁e"], [",", "▁a", "▁b", "▁c", "▁d"]),
        (["▁a", "▁b", ",", "▁c", "▁d", "▁e"], ["▁a", "▁b", ","]),
        (["▁a", "▁b", "▁1", ",", "000", "▁c"], ["▁a", "▁b", "▁1", ",", "000"]),
        (["▁a", "▁b", "。", "漢", "字", "▁c"], ["▁a", "▁b", "。"]),
        (["▁a", "▁b", "▁c", "▁d", "e", "f"], ["▁a", "▁b", "▁c"]),
    ],
    ids=["clause too early", "at a clause", "not in a number", "no space after", "not in a word"],
)
def test_where_a_long_sentence_is_cut(tokens: list[str], first: list[str]) -> None:
    pieces = cut_long(tokens, 5, STOPS)
    assert pieces[0] == first
    assert [token for piece in pieces for token in piece] == tokens


def test_a_sentence_of_the_greatest_length_is_left_whole() -> None:
    assert len(cut_long(["▁a"] * LONGEST_TOKENS, LONGEST_TOKENS, STOPS)) == 1
    assert len(cut_long(["▁a"] * (LONGEST_TOKENS + 1), LONGEST_TOKENS, STOPS)) == 2
