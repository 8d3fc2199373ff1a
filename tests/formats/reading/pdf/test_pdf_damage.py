"""PDF files that are cut off, damaged, or made to do harm: text or a clear refusal, and soon."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from helpers.made_pdf import MadePdf, one_page, wrapped
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused

TEXT = (
    "The old bridge of Northport opened again on Monday after two years of works that cost "
    "fourteen million, the mayor said in a statement."
)
LONGEST = 5.0
"""Seconds that any of these may take, on a busy machine."""


@cache
def whole() -> bytes:
    """A file with most of what there can be in one."""
    pdf = MadePdf(info={"Title": "The bridge", "CreationDate": "D:20261124063000Z"})
    for number in range(3):
        page = pdf.page()
        page.line(50, 810, "Northport News")
        page.line(50, 770, f"{number}. The bridge", 20, font="bold")
        page.lines(50, 740, wrapped(f"{TEXT} {TEXT}", 36))
        page.lines(320, 740, wrapped(TEXT, 36))
        page.signs(320, 300, list("רשגה ןשיה"))
        page.note("Text", "A comment")
        page.line(280, 30, f"{number + 1}")
    return pdf.data()


def read_soon(data: bytes, name: str = "made.pdf") -> str:
    """What is read or said, which must not take long."""
    begin = time.process_time()
    found = read_or_refused(Given(data, name, FileKind.PDF))
    assert time.process_time() - begin < LONGEST
    return found.sentence if isinstance(found, CannotReadError) else found.reading.value


@pytest.mark.parametrize("part", range(1, 16))
def test_a_file_cut_off_anywhere(part: int) -> None:
    data = whole()
    assert read_soon(data[: part * len(data) // 16])


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@examples(place=st.integers(0, len(whole()) - 1), flip=st.integers(1, 255))
def test_a_single_flipped_byte(place: int, flip: int) -> None:
    data = bytearray(whole())
    data[place] ^= flip
    assert read_soon(bytes(data))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@examples(noise=st.binary(max_size=400))
def test_noise_that_begins_like_one(noise: bytes) -> None:
    assert read_soon(b"%PDF-1.7\n" + noise)


def changed(old: str, new: str) -> bytes:
    """The file with an expression replaced, in as many bytes."""
    data, count = re.subn(old.encode(), lambda m: new.encode().ljust(len(m[0])), whole())
    assert count
    return data


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"/Count 3", "/Count 9"),
        (r"/Kids \[\d+ 0 R \d+ 0 R \d+ 0 R\]", "/Kids [3 0 R 3 0 R]"),
        (r"/Parent 3 0 R", "/Parent 9 0 R"),
        (r"/Length \d+", "/Length 9"),
        (r"/MediaBox \[0 0 595.0 842.0\]", "/MediaBox [0 0 1e30 1e30]"),
        (r"/MediaBox \[0 0 595.0 842.0\]", "/MediaBox [9 9 9 9]"),
        (r"/FontMatrix \[0.001 0 0 0.001 0 0\]", "/FontMatrix [0 0 0 0 0 0]"),
        (r"/Filter /FlateDecode", "/Filter /LZWDecode"),
    ],
    ids=["count", "circle", "parent", "length", "huge", "empty", "flat", "filter"],
)
def test_what_the_file_says_of_itself_is_wrong(old: str, new: str) -> None:
    assert read_soon(changed(old, new))


def test_a_page_tree_that_goes_round() -> None:
    head = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
    tree = b"2 0 obj <</Type /Pages /Kids [2 0 R 3 0 R] /Count 100000>> endobj\n"
    inner = b"3 0 obj <</Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 50000>> endobj\n"
    assert read_soon(head + tree + inner + b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n")


def test_a_form_that_shows_itself() -> None:
    pdf = one_page(wrapped(TEXT, 60))
    data = pdf.data()
    form = b"90 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</F "
    form += b"90 0 R>>>> /Length 8>>\nstream\n/F Do /F\nendstream endobj\n"
    assert read_soon(data.replace(b"xref\n", form + b"xref\n", 1))


@pytest.mark.parametrize(
    "words",
    ["a" * 200_000, "a-" * 100_000, "." * 200_000 + "x", "www." * 50_000, "9" * 200_000,
     "a b " * 50_000],
    ids=["word", "hyphens", "dots", "address", "figures", "letters"],
)  # fmt: skip
def test_a_line_of_endless_words(words: str) -> None:
    pdf = MadePdf()
    for _ in range(2):
        page = pdf.page()
        page.line(50, 800, words, 0.001)
        page.lines(50, 700, wrapped(TEXT, 60))
    assert read_soon(pdf.data())


def test_letters_all_over_the_page() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for place in range(20_000):
        page.line((place * 37) % 590, (place * 53) % 840, "aM.-9"[place % 5], 1 + place % 40)
    assert read_soon(pdf.data())


def test_a_grid_of_words() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for row in range(300):
        for column in range(60):
            page.line(5 + 9.7 * column, 830 - 2.7 * row, "ab", 2)
    assert read_soon(pdf.data())


def test_one_sentence_over_many_pages() -> None:
    pdf = MadePdf()
    for _ in range(300):
        pdf.page().lines(50, 760, ["and the works went on and on from day to day without end"] * 50)
    assert read_soon(pdf.data()).count("\n\n") < 20


@needs_samples
@pytest.mark.parametrize("part", range(1, 16))
def test_samples_cut_off_anywhere(part: int) -> None:
    for path in sorted(SAMPLES.glob("pdf/*.pdf")):
        data = path.read_bytes()
        assert read_soon(data[: part * len(data) // 16], path.name)
