"""Files that break off, and files with a byte changed: an honest article or a clear error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from helpers.made_files import MadeFile, made_files
from helpers.sample_files import needs_samples, sample_files
from helpers.soundness import read_or_refused

PARTS = 16
MADE = made_files()


def parts_of(data: bytes) -> list[bytes]:
    """The file broken off after each sixteenth of it."""
    return [data[: len(data) * part // PARTS] for part in range(PARTS)]


@pytest.mark.parametrize("file", MADE, ids=lambda file: file.name)
def test_a_made_file_is_read_as_what_it_is(file: MadeFile) -> None:
    understood = read_or_refused(Given(file.data, file.name))
    assert not isinstance(understood, CannotReadError)
    assert understood.kind is file.kind
    assert "9.400" in understood.reading.value


@pytest.mark.parametrize("file", MADE, ids=lambda file: file.name)
def test_a_file_that_breaks_off(file: MadeFile) -> None:
    for part in parts_of(file.data):
        read_or_refused(Given(part, file.name))


@pytest.mark.parametrize("file", MADE, ids=lambda file: file.name)
def test_a_changed_byte(file: MadeFile) -> None:
    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.integers(0, len(file.data) - 1), st.integers(1, 255))
    def flipped(place: int, by: int) -> None:
        data = bytearray(file.data)
        data[place] ^= by
        read_or_refused(Given(bytes(data), file.name))

    flipped()


@needs_samples
@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.name)
def test_a_sample_and_its_parts(path: Path) -> None:
    data = path.read_bytes()
    read_or_refused(Given(data, path.name))
    for part in parts_of(data):
        read_or_refused(Given(part, path.name))
