"""Web pages that were saved as mail."""

from __future__ import annotations

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.mail import reader as mail
from diptych.formats.reading.parts import Reading
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused

K = BlockKind
PAGE = (
    "<html><body><h1>Le pont rouvre</h1><p>Le maire a ouvert mardi le nouveau pont sur la rivière "
    "après trois ans de travaux, en présence de centaines d'habitants de la ville.</p>"
    "<p>Le trajet entre les deux rives ne prend plus que cinq minutes, selon la mairie.</p>"
    "</body></html>"
)


def reading_of(data: bytes) -> Reading:
    return mail.read(Given(data, "a.mhtml", FileKind.MHTML))


def blocks_of(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(reading.value)) for block in reading.blocks]


def _saved(*parts: tuple[str, bytes], subject: str = "Le pont") -> bytes:
    head = (
        f"From: <Saved by a browser>\nSnapshot-Content-Location: https://journal.example/pont\n"
        f"Subject: {subject}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="part"\n\n'
    )
    inside = b"".join(
        f"--part\nContent-Type: {kind}\nContent-Location: https://x.example/{place}\n\n".encode()
        + data + b"\n" for place, (kind, data) in enumerate(parts)
    )  # fmt: skip
    return head.encode() + inside + b"--part--\n"


def test_a_saved_page() -> None:
    frame = ("text/html", b"<p>" + b"Advert. " * 26 + b"</p>")
    data = _saved(("text/html; charset=utf-8", PAGE.encode()), ("image/png", b"PNG"), frame)
    reading = reading_of(data)
    assert blocks_of(reading)[0] == (K.HEADLINE, "Le pont rouvre")
    assert "cinq minutes" in reading.value
    assert "Advert" not in reading.value
    assert reading.metadata.guid == "https://journal.example/pont"
    assert reading.warnings == ("1 frame of the page is not shown.",)


def test_a_saved_page_with_an_empty_first_part() -> None:
    page = PAGE.replace("<body>", '<meta charset="windows-1252"><body>').encode("cp1252")
    data = _saved(("text/html; charset=x-user-defined", b"\n"), ("text/html", page))
    reading = reading_of(data)
    assert "rivière" in reading.value
    assert reading.warnings == ()


def test_a_saved_page_that_is_none() -> None:
    assert reading_of(_saved(("text/plain", b"Un pont."))).value.endswith("Un pont.")


def test_a_saved_page_that_breaks_off() -> None:
    data = _saved(("text/html; charset=utf-8", PAGE.encode()))[:-30]
    assert "may have been cut off" in reading_of(data).warnings[-1]


@needs_samples
def test_the_sample_of_a_saved_page() -> None:
    data = (SAMPLES / "eml" / "testRFC822_oddfrom").read_bytes()
    found = read_or_refused(Given(data, "testRFC822_oddfrom"))
    assert not isinstance(found, CannotReadError)
    assert found.kind is FileKind.MHTML
    assert blocks_of(found.reading)[0] == (K.HEADLINE, "Air Permit Programs")
    assert found.reading.metadata.language == "en"


def test_saved_pages_cut_or_changed() -> None:
    data = _saved(("text/html; charset=utf-8", PAGE.encode()))
    for part in range(1, 16):
        read_or_refused(Given(data[: len(data) * part // 16], "a.mhtml"))
    for place in range(0, len(data), len(data) // 40):
        changed = bytearray(data)
        changed[place] ^= 0x55
        read_or_refused(Given(bytes(changed), "a.mhtml"))
