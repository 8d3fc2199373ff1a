"""The openly licensed PDF samples: what is read in each of them."""

from __future__ import annotations

import pytest

from diptych.core.errors import CannotReadError, PasswordNeededError
from diptych.formats.reading.given import Given
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused

ENCRYPTED = "pdf encryption test password: asdfzxcv"
GREETINGS = (
    "English:", "Hello World", "Arabic:", "مرحبا بالعالم", "Russian:", "Привет, мир",
    "Chinese (traditional):", "你好世界", "Thai:", "สวัสดีชาวโลก", "Japanese:", "こんにちは世界",
)  # fmt: skip

pytestmark = needs_samples


def given(name: str, password: str | None = None) -> Given:
    path = SAMPLES / "pdf" / name
    if not path.exists():
        pytest.skip("the sample is not beside this checkout")
    return Given(path.read_bytes(), name, password=password)


@pytest.mark.parametrize(
    ("name", "password", "author", "date", "blocks", "first", "last"),
    [
        ("encrypted-file.pdf", "test", None, "2022-04-07T20:59:11+05:00", 1, "Example", "Example"),
        ("hello-world.pdf", None, None, "2022-06-06T14:39:33+02:00", 12, "English:",
         "こんにちは世界"),
        ("libreoffice-writer-password.pdf", "openpassword", None, "2022-04-03T20:35:52+02:00", 1,
         "Lorem ipsum dolor sit am", "Lorem ipsum dolor sit am"),
        ("libreoffice-writer-password.pdf", "permissionpassword", None,
         "2022-04-03T20:35:52+02:00", 1, "Lorem ipsum dolor sit am", "Lorem ipsum dolor sit am"),
        ("r4-aes-user-password.pdf", "asdfzxcv", "cheng", "2022-04-14T13:24:21+05:24", 1,
         ENCRYPTED, ENCRYPTED),
        ("r4-aes-v2-no-key-length.pdf", None, None, None, 1, ENCRYPTED, ENCRYPTED),
        ("r4-user-password.pdf", "asdfzxcv", "cheng", "2022-04-14T13:24:21+05:24", 1, ENCRYPTED,
         ENCRYPTED),
        ("r6-both-passwords.pdf", "foo", "cheng", "2022-04-14T13:24:21+05:24", 1, ENCRYPTED,
         ENCRYPTED),
        ("r6-both-passwords.pdf", "bar", "cheng", "2022-04-14T13:24:21+05:24", 1, ENCRYPTED,
         ENCRYPTED),
        ("r6-empty-password.pdf", None, "cheng", "2022-04-14T13:24:21+05:24", 1, ENCRYPTED,
         ENCRYPTED),
        ("r6-owner-password.pdf", None, "cheng", "2022-04-14T13:24:21+05:24", 1, ENCRYPTED,
         ENCRYPTED),
        ("tika_testComment.pdf", None, "Michael McCandless", "2011-09-17T08:41:33", 2,
         "Here is some text.", "Comment [MM1]: Here is a"),
        ("two-different-pages.pdf", None, None, None, 1, "1 2", "1 2"),
    ],
)  # fmt: skip
def test_what_is_read_in_samples(
    name: str, password: str | None, author: str | None, date: str | None, blocks: int, first: str,
    last: str,
) -> None:  # fmt: skip
    found = read_or_refused(given(name, password))
    assert not isinstance(found, CannotReadError)
    reading = found.reading
    words = [block.span.of(reading.value) for block in reading.blocks]
    assert (reading.metadata.author, reading.metadata.date) == (author, date)
    assert (reading.metadata.title, reading.metadata.language) == (None, None)
    assert (len(words), words[0][: len(first)], words[-1][: len(last)]) == (blocks, first, last)
    assert reading.warnings == ()


@pytest.mark.parametrize("name", ["hello-world.pdf", "multilang.pdf"])
def test_the_same_greeting_in_six_scripts(name: str) -> None:
    found = read_or_refused(given(name))
    assert not isinstance(found, CannotReadError)
    reading = found.reading
    assert tuple(block.span.of(reading.value) for block in reading.blocks) == GREETINGS


@pytest.mark.parametrize(
    "name",
    ["encrypted-file.pdf", "libreoffice-writer-password.pdf", "r4-aes-user-password.pdf",
     "r4-user-password.pdf", "r6-both-passwords.pdf"],
)  # fmt: skip
@pytest.mark.parametrize("password", [None, "", "wrong"])
def test_samples_that_open_with_a_password(name: str, password: str | None) -> None:
    assert isinstance(read_or_refused(given(name, password)), PasswordNeededError)
