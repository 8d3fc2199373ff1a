"""PDF files: what they say of themselves, what is not shown of them, passwords and limits."""

from __future__ import annotations

import time

import pytest

from diptych.core.article import Metadata
from diptych.core.errors import CannotReadError, PasswordNeededError
from diptych.formats.reading.given import Given
from diptych.formats.reading.pdf import reader as pdf_module
from diptych.formats.reading.reader import understand
from helpers.made_pdf import MadePdf, one_page, read_made, told, wrapped
from helpers.soundness import read_or_refused

TEXT = (
    "The old bridge of Northport opened again on Monday after two years of works that cost "
    "fourteen million, the mayor said in a statement."
)
LINES = wrapped(TEXT, 60)


def plain(**more: str) -> MadePdf:
    """A file with the text, and entries of its information dictionary."""
    made = one_page(LINES)
    made.info = more
    return made


def opened(data: bytes, password: str | None = None) -> str:
    return understand(Given(data, "made.pdf", password=password)).reading.value


def test_what_a_file_says_of_itself() -> None:
    made = plain(
        Title="The bridge",
        Author="Ann Bee",
        Keywords="bridge; port, works",
        CreationDate="D:20261124063000+01'00'",
        ModDate="D:20261125",
    )
    made.catalog = "/Lang (fr-FR)"
    assert read_made(made).metadata == Metadata(
        title="The bridge",
        author="Ann Bee",
        date="2026-11-24T06:30:00+01:00",
        updated="2026-11-25",
        language="fr",
        keywords=("bridge", "port", "works"),
    )


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20261124063000Z", "2026-11-24T06:30:00Z"),
        ("D:20261124063000-05'30'", "2026-11-24T06:30:00-05:30"),
        ("D:20261124063000+01", "2026-11-24T06:30:00+01:00"),
        ("20261124", "2026-11-24"),
        ("D:202611240630", "2026-11-24T06:30:00"),
        ("D:20261341", None),
        ("D:2026", None),
        ("Monday", None),
        ("", None),
    ],
)
def test_dates(written: str, date: str | None) -> None:
    assert read_made(plain(CreationDate=written)).metadata.date == date


@pytest.mark.parametrize(
    "title",
    ["Microsoft Word - bridge.doc", "untitled", "Untitled document", "bridge_final.indd",
     "PowerPoint Presentation", "(anonymous)", "Ohne Titel 1", "2026-11-24", "", " "],
)  # fmt: skip
def test_titles_that_say_nothing(title: str) -> None:
    assert read_made(plain(Title=title)).metadata.title is None


@pytest.mark.parametrize("title", ["The bridge", "Word on the street", "Документ о мосте", "東京"])
def test_titles_that_say_something(title: str) -> None:
    assert read_made(plain(Title=title)).metadata.title == title


@pytest.mark.parametrize("author", ["user", "Administrator", "unknown", "-"])
def test_authors_that_are_nobody(author: str) -> None:
    assert read_made(plain(Author=author)).metadata.author is None


@pytest.mark.parametrize(
    ("declared", "language"), [("de-CH", "de"), ("en-US", None), ("???", None)]
)
def test_a_declared_language(declared: str, language: str | None) -> None:
    made = plain()
    made.catalog = f"/Lang ({declared})"
    found = read_made(made).metadata.language
    assert (found and found.partition("-")[0]) == language


@pytest.mark.parametrize("password", ["bridge", "sésame", "pass word"])
def test_a_password_opens(password: str) -> None:
    assert opened(plain().data(password), password) == TEXT


def test_an_empty_password_is_not_asked_for() -> None:
    assert opened(plain().data("")) == TEXT


def test_a_password_that_is_not_needed_does_no_harm() -> None:
    assert opened(plain().data(), "bridge") == TEXT


def test_a_password_is_asked_for() -> None:
    with pytest.raises(PasswordNeededError, match="needs a password"):
        opened(plain().data("bridge"))


def test_a_wrong_password_is_told_from_none() -> None:
    with pytest.raises(PasswordNeededError, match="password is not right"):
        opened(plain().data("bridge"), "port")


def test_comments_fields_and_files_are_counted() -> None:
    made = plain()
    page = made.pages[0]
    page.note("Text", "Check this")
    page.note("Highlight", "And this")
    page.note("Highlight")
    page.note("Link", "https://port.example")
    page.note("Widget")
    made.catalog = (
        "/AcroForm <</Fields []>> /Names <</EmbeddedFiles <</Names [(a) <</Type /Filespec /F (a)"
        ">> (b) <</Type /Filespec /F (b)>>]>>>>"
    )
    reading = read_made(made)
    assert reading.value == TEXT
    assert reading.warnings == (
        "2 comments are not shown.",
        "What is filled into the field of its form is not shown.",
        "2 attached files are not shown.",
    )


def test_a_form_that_is_made_by_a_program_is_named() -> None:
    made = plain()
    made.catalog = "/NeedsRendering true /AcroForm <</Fields [] /XFA [(template) (x)]>>"
    assert any("XFA" in warning for warning in read_made(made).warnings)


def test_pages_without_text_are_told_by_their_numbers() -> None:
    made = MadePdf()
    for number in range(1, 9):
        page = made.page()
        if number in (1, 8):
            page.lines(50, 760, [f"{number}: {LINES[0]}", *LINES[1:]])
        elif number != 5:
            page.picture()
    (warning,) = read_made(made).warnings
    assert warning == (
        "There is no text on pages 2-4, 6 and 7: pictures of text, as scans are, must be put "
        "through text recognition first."
    )


def test_a_scan_is_named() -> None:
    made = MadePdf()
    made.page().picture()
    with pytest.raises(CannotReadError, match="only pictures: it is a scan"):
        read_made(made)


def test_empty_pages_are_named() -> None:
    made = MadePdf()
    made.page()
    with pytest.raises(CannotReadError, match="are empty"):
        read_made(made)


def test_no_more_pages_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 2)
    made = MadePdf()
    for number in range(3):
        made.page().lines(50, 760, [f"{number}: {LINES[0]}", *LINES[1:]])
    reading = read_made(made)
    assert len(reading.blocks) == 2
    assert reading.warnings == ("The file has 3 pages; only the first 2 are shown.",)


def test_no_more_characters_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_CHARACTERS", 150)
    made = MadePdf()
    for number in range(3):
        made.page().lines(50, 760, [f"{number}: {LINES[0]}", *LINES[1:]])
    reading = read_made(made)
    assert len(reading.value) <= 150
    assert reading.warnings == ("The text is cut off on page 2, after 150 characters.",)


def test_fonts_that_do_not_tell_their_letters_are_named() -> None:
    made = MadePdf()
    page = made.page()
    page.mute = True
    for row in range(3):
        page.signs(50, 700 - 12 * row, list("ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 3)[row * 9 :])
    page.lines(50, 400, LINES)
    warnings = read_made(made).warnings
    assert warnings == ("Fonts of this file do not say which letters they show: check its words.",)


def test_a_file_of_another_kind_is_no_pdf() -> None:
    with pytest.raises(CannotReadError, match="not a whole PDF"):
        opened(b"%PDF-1.7\nnothing of the kind\n%%EOF\n")


def test_what_stands_around_the_file_does_no_harm() -> None:
    assert opened(b"\r\n\r\n" + plain().data() + b"\0" * 100) == TEXT


@pytest.mark.parametrize("missing", [10, 27, 40, 100, 200])
def test_a_file_that_breaks_off_is_named(missing: int) -> None:
    data = plain().data()
    found = read_or_refused(Given(data[:-missing], "made.pdf"))
    assert not isinstance(found, CannotReadError)
    assert found.reading.value == TEXT
    assert found.reading.warnings == ("The end of the file is missing: it may not be whole.",)


def test_nothing_is_left_open(capfd: pytest.CaptureFixture[str]) -> None:
    import gc

    from pypdfium2.internal import ObjectTracker

    told(plain())
    with pytest.raises(PasswordNeededError):
        opened(plain().data("bridge"))
    gc.collect()
    assert not any(ObjectTracker.values())
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_three_hundred_pages_are_read_in_three_seconds() -> None:
    made = MadePdf()
    lines = wrapped(" ".join([TEXT] * 18), 80)
    for number in range(300):
        page = made.page()
        page.line(50, 810, "Northport News")
        page.lines(50, 760, [f"{number} {lines[0]}", *lines[1:]])
        page.line(280, 30, f"{number + 1}")
    data = made.data()
    begin = time.process_time()
    reading = understand(Given(data, "made.pdf")).reading
    assert time.process_time() - begin < 3
    assert len(reading.value) > 700_000
