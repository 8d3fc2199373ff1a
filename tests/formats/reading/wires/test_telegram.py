"""Telegrams of IPTC 7901 and ANPA 1312: frames, headers, texts, and streams that are damaged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import understand
from diptych.formats.reading.wires import telegram
from diptych.formats.reading.wires.telegram_headers import header_of, sent_at
from helpers.soundness import read_or_refused

K = BlockKind

GERMAN = (
    "\r\n\x01nnd0123 4 pl 87  nn 0456\r\n\r\nBrücke/Verkehr/\r\n(Zusammenfassung 1430)\r\n"
    "Alte Brücke in Velm\r\nwieder offen =\r\n\x02"
    "   Velm (nn) - Die alte Brücke in Velm ist nach drei Jahren Bauzeit\r\n"
    "wieder offen. Das teilte die Stadt am Mittwoch mit.\r\n"
    "   «Wir sind froh», sagte Bürgermeisterin Anna Lee.\r\n"
    "# nn-Notizblock\r\n\r\n## Orte\r\n- Rathaus Velm\r\n\r\nnn kru yyzz n1 abc\r\n"
    "\x03\r\n251455 Nov 26\r\n\x04"
)
GERMAN_LEAD = (
    "Velm (nn) - Die alte Brücke in Velm ist nach drei Jahren Bauzeit\n"
    "wieder offen. Das teilte die Stadt am Mittwoch mit."
)
FRENCH = (
    "\x01riv007 4 i 82\r\nFRANCE-PONT\r\n\x02\r\n"
    "EMBARGO JUSQU'AU 25 NOVEMBRE 2026 À 06H00 GMT\r\n\r\n"
    "Le pont de Valmère rouvre\r\naprès deux ans de travaux\r\n\r\n"
    "VALMÈRE, 24 nov (Rivière) - Le pont de Valmère a rouvert mardi.\r\n\r\n"
    "Quelque 9.400 véhicules l'empruntaient chaque jour.\r\n\r\n"
    "abc/def/gh\r\n\x03\r\n240630 GMT nov 26\r\n\x04"
)
ENGLISH = (
    "\x16\x16\x01a0452\x1f-----\r\r\nu i \x13\x11 BC-Bridge 1stLd 11-25 0087\r\r\n"
    "\x02^BC-NN--Bridge, 1st Ld,0087<\r\r\n^Old bridge opens again<\r\r\n"
    "^Eds: UPDATES with quotes.<\r\r\n^By ANNA LEE=\r\r\n^Northport News=\r\r\n"
    "\tNORTHPORT (NN) _ The old bridge opened again on Tuesday after\r\r\n"
    "three years of repairs.\r\r\n\t``It is open,'' the mayor\x10said _ and\x11 walked.\r\r\n"
    "\x03\r\r\nNN-NP-11-25-26 1455GMT<\r\r\n\x04"
)


def reading_of(text: str, encoding: str = "cp1252", item: str | None = None) -> Reading:
    return telegram.read(Given(text.encode(encoding), "a.wire", item=item))


def blocks_of(reading: Reading) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(reading.value)) for block in reading.blocks]


def test_a_german_telegram() -> None:
    reading = reading_of(GERMAN)
    assert blocks_of(reading) == [
        (K.TRANSMISSION,
         "␁nnd0123 4 pl 87  nn 0456\n\nBrücke/Verkehr/\n(Zusammenfassung 1430)\n␂"),
        (K.HEADLINE, "Alte Brücke in Velm wieder offen"),
        (K.PARAGRAPH, GERMAN_LEAD),
        (K.PARAGRAPH, "«Wir sind froh», sagte Bürgermeisterin Anna Lee."),
        (K.NOT_FOR_PUBLICATION, "# nn-Notizblock"),
        (K.NOT_FOR_PUBLICATION, "## Orte\n- Rathaus Velm"),
        (K.SIGN_OFF, "nn kru yyzz n1 abc"),
        (K.TRANSMISSION, "␃\n251455 Nov 26\n␄"),
    ]  # fmt: skip
    told = reading.metadata
    assert (told.title, told.slug) == ("Alte Brücke in Velm wieder offen", "Brücke/Verkehr")
    assert (told.service, told.urgency, told.category) == ("nnd", "4", ("pl",))
    assert (told.guid, told.sent) == ("nnd0123 2026-11-25", "2026-11-25T14:55")
    assert (told.dateline, told.embargo) == ("Velm", None)
    assert reading.encoding == "cp1252"


def test_a_french_telegram() -> None:
    reading = reading_of(FRENCH)
    assert [kind for kind, _ in blocks_of(reading)] == [
        K.TRANSMISSION, K.ADVISORY, K.HEADLINE, K.PARAGRAPH, K.PARAGRAPH, K.SIGN_OFF,
        K.TRANSMISSION,
    ]  # fmt: skip
    assert blocks_of(reading)[2][1] == "Le pont de Valmère rouvre après deux ans de travaux"
    told = reading.metadata
    assert told.embargo == "2026-11-25T06:00Z"
    assert (told.dateline, told.sent) == ("VALMÈRE, 24 nov", "2026-11-24T06:30Z")
    assert (told.slug, told.guid) == ("FRANCE-PONT", "riv007 2026-11-24")


def test_an_english_telegram_with_codes() -> None:
    reading = reading_of(ENGLISH)
    assert blocks_of(reading) == [
        (K.TRANSMISSION, "␖␖␁a0452␟-----\nu i ␓␑ BC-Bridge 1stLd 11-25 0087\n␂"),
        (K.TRANSMISSION, "BC-NN--Bridge, 1st Ld,0087"),
        (K.HEADLINE, "Old bridge opens again"),
        (K.EDITORS_NOTE, "Eds: UPDATES with quotes."),
        (K.BYLINE, "By ANNA LEE"),
        (K.BYLINE, "Northport News"),
        (K.PARAGRAPH,
         "NORTHPORT (NN) — The old bridge opened again on Tuesday after\nthree years of repairs."),
        (K.PARAGRAPH, "“It is open,” the mayor said — and walked."),
        (K.TRANSMISSION, "␃\nNN-NP-11-25-26 1455GMT<\n␄"),
    ]  # fmt: skip
    told = reading.metadata
    assert (told.urgency, told.category, told.slug) == ("u", ("i",), "BC-Bridge")
    assert (told.version, told.author, told.dateline) == ("1stLd", "By ANNA LEE", "NORTHPORT")
    assert (told.guid, told.sent) == ("a0452 2026-11-25", "2026-11-25T14:55Z")
    assert reading.warnings == ("1 typesetting code was left out of the text.",)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "iso8859-15", "cp850"])
def test_encodings_that_are_chosen(encoding: str) -> None:
    text = GERMAN.replace("«", '"').replace("»", '"')
    file = Given(text.encode(encoding), "a.wire", encoding=encoding)
    assert "Bürgermeisterin" in telegram.read(file).value


def test_sniffed_and_understood() -> None:
    found = understand(Given(GERMAN.encode("utf-8"), "a.txt"))
    assert found.kind is FileKind.IPTC_7901
    assert understand(Given(ENGLISH.encode("ascii"), "b.txt")).kind is FileKind.ANPA_1312


def test_several_telegrams() -> None:
    data = f"{GERMAN}\r\n{ENGLISH}{FRENCH}{GERMAN}"
    with pytest.raises(SeveralArticlesError, match="4 stories") as caught:
        reading_of(data)
    items = caught.value.items
    assert [item.id for item in items] == ["nnd0123#1", "a0452", "riv007", "nnd0123#4"]
    assert [item.title for item in items][:2] == [
        "Alte Brücke in Velm wieder offen", "Old bridge opens again",
    ]  # fmt: skip
    assert items[2].title.startswith("EMBARGO")
    for item, text in zip(items, (GERMAN, ENGLISH, FRENCH, GERMAN), strict=True):
        one = reading_of(data, item=item.id)
        assert one.value.endswith(reading_of(text).value[-40:])
        kept = one.kept
        assert kept is not None
        assert text.strip() in kept.decode("cp1252")
        again = telegram.read(Given(kept, "a.wire", item=item.id, encoding=one.encoding))
        assert again.value == one.value
    with pytest.raises(CannotReadError, match="no story “x”"):
        reading_of(data, item="x")


def test_the_bytes_of_all_telegrams_are_all_bytes() -> None:
    data = f"ZCZC\r\n{GERMAN}\r\nNNNN\r\n{ENGLISH}\r\n\r\n"
    with pytest.raises(SeveralArticlesError) as caught:
        reading_of(data)
    kept = [reading_of(data, item=item.id).kept or b"" for item in caught.value.items]
    assert b"".join(kept) == data.encode("cp1252")


def test_what_is_cut_off_is_told() -> None:
    cut = "The end of the wire is missing: it may have been cut off."
    whole = reading_of(FRENCH)
    reading = reading_of(FRENCH[: FRENCH.index("\x03") - 20])
    assert cut in reading.warnings
    assert cut not in whole.warnings
    assert reading.value == whole.value[: len(reading.value)]
    no_text = reading_of("\x01riv007 4 i 82\r\nLe pont rouvre.")
    assert "does not say where its text begins" in no_text.warnings[0]
    assert "Le pont rouvre." in no_text.value


def test_no_telegram_at_all() -> None:
    with pytest.raises(CannotReadError, match="no telegram"):
        reading_of("Le pont rouvre.")


def test_a_stray_end_mark_loses_nothing() -> None:
    reading = reading_of(FRENCH.replace("VALM", "\x03VALM"))
    assert [kind for kind, _ in blocks_of(reading)].count(K.PARAGRAPH) == 2


@pytest.mark.parametrize(
    ("line", "number", "priority", "category"),
    [
        ("nnd0123 4 pl 87", "nnd0123", "4", "pl"),
        ("NN 0123 U POL 0087 extra words", "NN0123", "U", "POL"),
        ("nn-12 3 i", "nn12", "3", "i"),
        ("something else", None, None, None),
        ("", None, None, None),
    ],
)
def test_header_lines(
    line: str, number: str | None, priority: str | None, category: str | None
) -> None:
    header = header_of(f"\x01{line}\nSLUG\n\x02")
    assert (header.number, header.priority, header.category) == (number, priority, category)
    assert header.slug == "SLUG"


@pytest.mark.parametrize(
    ("trailer", "anpa", "sent"),
    [
        ("\x03\n251455 Nov 26\n\x04", False, "2026-11-25T14:55"),
        ("\x03\n251455 GMT NOV 2026\n\x04", False, "2026-11-25T14:55Z"),
        ("\x03\n251455 déc 26\n", False, "2026-12-25T14:55"),
        ("\x03\n251455 Dez. 98\n", False, "1998-12-25T14:55"),
        ("\x03\n321455 Nov 26\n", False, None),
        ("\x03\n251455 Foo 26\n", False, None),
        ("\x03\nNN-NP-11-25-26 1455EST<\n", True, "2026-11-25T14:55-05:00"),
        ("\x03\nNN-NP-11-25-26 1455ET<\n", True, "11-25-26 1455ET"),
        ("\x03\nNN-NP-25-11-26 1455GMT<\n", True, "2026-11-25T14:55Z"),
        ("\x0316:35GMT 03-10-26<\n", True, "2026-10-03T16:35Z"),
        ("\x03\n\x04", True, None),
    ],
)
def test_times_of_trailers(trailer: str, anpa: bool, sent: str | None) -> None:
    assert sent_at(trailer, anpa=anpa) == sent


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("One is here.\nTwo is here.\n", ["One is here.", "Two is here."]),
        ("  One is here.\n  Two is here.\n", ["One is here.", "Two is here."]),
        ("One is\nhere.\n\nTwo is\nhere.\n", ["One is", "here.", "Two is", "here."]),
        ("  One is\nhere.\n  Two is\nhere.\n", ["One is\nhere.", "Two is\nhere."]),
        ("\tOne is here.\nStill one.\n\tTwo.\n", ["One is here.\nStill one.", "Two."]),
        ("", []),
        ("\x00\x7f  \n", []),
    ],
)
def test_paragraphs_of_texts(body: str, paragraphs: list[str]) -> None:
    reading = reading_of(f"\x01nn1 4 i 9\nX\n\x02Head line here\n\n{body}\x03\n251455 Nov 26\x04")
    assert [words for _, words in blocks_of(reading)][2:-1] == paragraphs


@pytest.mark.parametrize("text", [GERMAN, FRENCH, ENGLISH, GERMAN + ENGLISH])
def test_telegrams_that_break_off(text: str) -> None:
    data = text.encode("cp1252")
    for part in range(1, 16):
        read_or_refused(Given(data[: len(data) * part // 16], "a.wire"))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([GERMAN, ENGLISH]), st.integers(0, 10_000), st.integers(1, 255))
def test_telegrams_with_a_changed_byte(text: str, place: int, by: int) -> None:
    data = bytearray(text.encode("cp1252"))
    data[place % len(data)] ^= by
    read_or_refused(Given(bytes(data), "a.wire", FileKind.IPTC_7901))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["\x01", "\x02", "\x03", "\x04", "\x16", "\x1f", "nn1 4 i 9", "\n",
                                 "^", "<", " ", "=", "words and more", "/", "251455 Nov 26", "é"]),
                max_size=40))  # fmt: skip
def test_any_stream(parts: list[str]) -> None:
    file = Given("".join(parts).encode("cp1252"), "a.wire", FileKind.ANPA_1312)
    found = read_or_refused(file)
    if isinstance(found, SeveralArticlesError):
        for item in found.items:
            read_or_refused(replace(file, item=item.id))


@pytest.mark.parametrize(
    "data",
    [b"\x01" * 500_000, b"\x01\x02" * 5_000, (b"\x01" + b"a" * 4000) * 100,
     b"\x01\x02" + b"^" * 300_000,
     b"\x01\x02" + b"  a\n" * 60_000, b"\x01nn1 4 i 9 " + b" " * 4000 + b"\x02a",
     b"\x16\x01\x02" + b"_ " * 100_000, b"\x01\x02a\x03" + b"25" * 200_000],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_no_stream_takes_long(data: bytes) -> None:
    read_or_refused(Given(data, "a.wire", FileKind.IPTC_7901))
