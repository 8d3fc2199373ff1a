"""Texts in seventeen languages in every encoding that newsrooms saved them in: how many are right.

Right is the same text, character by character. The texts were written for this test; the tables
of letters they are read by were counted elsewhere.
"""

from __future__ import annotations

import time
from collections import Counter

import pytest

from diptych.formats.reading.charsets.encodings import decode
from helpers.encoding_matrix import ENCODINGS, LENGTHS, cases, encoded, text, typed

LONG = tuple(length for length in LENGTHS if length >= 200)
SHORT = tuple(length for length in LENGTHS if length < 200)
GUESSED = frozenset(ENCODINGS) - {
    "utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "utf-16-le", "utf-16-be", "iso2022_jp",
}  # fmt: skip
"""Encodings that only the letters tell; the others show themselves."""


def _scores(lengths: tuple[int, ...], places: int) -> tuple[Counter[str], Counter[str], list[str]]:
    """Right and all by encoding, and what was wrong."""
    right, tried, wrong = Counter[str](), Counter[str](), []
    for length in lengths:
        for case in cases(length, places):
            decoded = decode(case.data)
            tried[case.encoding] += 1
            if decoded.value == case.value:
                right[case.encoding] += 1
            else:
                wrong.append(f"{case.language} {case.encoding} {length} as {decoded.encoding}")
            if case.encoding in GUESSED and not case.data.isascii():
                assert "was guessed" in decoded.warnings[0]
    return right, tried, wrong


def test_the_matrix_is_as_large_as_it_says() -> None:
    pairs = [(e, lang) for e, langs in ENCODINGS.items() for lang in langs if typed(lang, e)]
    languages = {language for _, language in pairs}
    assert len({encoding for encoding, _ in pairs}) >= 20
    assert len(languages) >= 12
    assert all(len(text(language)) >= 2_100 for language in languages)
    assert len(pairs) >= 150


def test_from_200_characters_on() -> None:
    right, tried, wrong = _scores(LONG, places=2)
    assert tried.total() >= 1_500
    assert right.total() >= 0.99 * tried.total(), wrong
    assert all(right[encoding] >= 0.95 * tried[encoding] for encoding in tried), wrong


def test_below_200_characters() -> None:
    right, tried, wrong = _scores(SHORT, places=2)
    assert right.total() >= 0.98 * tried.total(), wrong
    assert all(right[encoding] >= 0.9 * tried[encoding] for encoding in tried), wrong


@pytest.mark.slow
def test_from_many_places() -> None:
    right, tried, wrong = _scores(LONG, places=8)
    assert right.total() >= 0.99 * tried.total(), wrong
    assert all(right[encoding] >= 0.95 * tried[encoding] for encoding in tried), wrong


@pytest.mark.parametrize("encoding", ["cp1252", "koi8-r", "cp932", "gb18030", "utf-16-le"])
def test_five_megabytes_take_no_longer(encoding: str) -> None:
    language = {"cp1252": "fr", "koi8-r": "ru", "cp932": "ja"}.get(encoding, "zh-hans")
    once = typed(language, encoding)
    assert once is not None
    value = once * (5_000_000 // len(encoded(once, encoding)))
    data = encoded(value, encoding)
    began = time.process_time()
    decoded = decode(data)
    assert time.process_time() - began < 0.5
    assert decoded.value == value


def test_equal_bytes_give_equal_answers() -> None:
    for case in cases(300, 1):
        assert decode(case.data) == decode(bytes(bytearray(case.data)))
