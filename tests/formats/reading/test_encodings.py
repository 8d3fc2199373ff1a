"""Encodings in their order: mark, NULs, escapes, UTF-8, declaration, letters; never silently."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.formats.reading.charsets.encodings import ENCODINGS, canonical_name, decode, label
from diptych.formats.reading.charsets.one_byte import ONE_BYTE
from diptych.formats.reading.charsets.several_bytes import SEVERAL_BYTES, WIDE
from helpers.encoding_matrix import text

FRENCH = (
    "Le préfet a fermé la forêt jusqu’à dimanche, après l’été le plus brûlant depuis des années. "
    "Les élus réclament « des moyens » et espèrent une réponse avant la rentrée, à la mi-août. "
) * 2
RUSSIAN = "Мэр города открыл новый мост через реку после трёх лет работы, сообщили жители. " * 3
JAPANESE = "市長は火曜日に川の新しい橋を開通させた。" * 4


@pytest.mark.parametrize(
    ("value", "encoding"),
    [(FRENCH, "utf-8"), (FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
     ("Prezydent powiedział, że może się spotkać, gdy będzie więcej czasu. " * 3, "cp1250"),
     ("Vláda řekla, že není více peněz, než které při volbách slíbila. " * 3, "cp1250"),
     (FRENCH, "utf-16-le"), (FRENCH, "utf-16-be"),
     ("市长周二在河上开通了一座新桥，数百名居民参加了仪式。" * 4, "gb18030"),
     (JAPANESE, "cp932"), (JAPANESE, "iso2022_jp"),
     ("시장은 화요일 강 위에 새 다리를 개통했다. " * 3, "iso2022_kr")],
)  # fmt: skip
def test_told_by_the_bytes_alone(value: str, encoding: str) -> None:
    decoded = decode(value.encode(encoding))
    assert (decoded.value, decoded.encoding) == (value, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
     (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"),
     (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
def test_a_mark_decides(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + FRENCH.encode(encoding), declared="cp1251")
    assert (decoded.value, decoded.encoding, decoded.warnings) == (FRENCH, encoding, ())


@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_half_a_character_at_the_end_is_counted(encoding: str, mark: bool) -> None:
    data = ("\ufeff" * mark + FRENCH).encode(encoding)
    decoded = decode(data[:-1])
    assert decoded.value == FRENCH[:-1] + "�"
    assert decoded.warnings[-1].startswith("1 place could not be read as Unicode (UTF-16")


@pytest.mark.parametrize("language", ["ja", "zh-hans", "ru", "ar", "ko"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_of_odd_length_is_still_that(encoding: str, language: str) -> None:
    value = text(language)[:300]
    decoded = decode(value.encode(encoding)[:-1])
    assert (decoded.value, decoded.encoding) == (value[:-1] + "�", encoding)


def test_a_text_with_nuls_between_is_no_wide_one() -> None:
    value = "first part\0second part\0third"
    assert decode(value.encode()).value == value


@pytest.mark.parametrize(
    ("data", "chosen", "value", "places"),
    [
        ("é".encode("cp1252") + b"a" * 20, "utf-8", "�" + "a" * 20, "1 place could not"),
        (b"\x81caf\xe9\x8d", "cp1252", "�café�", "2 places could not"),
        (b"\x00\xd8a\x00", "utf-16-le", "�a", "1 place could not"),
        (b"\x82\xa0\x82", "shift_jis", "あ�", "1 place could not"),
        (b"caf\xc3\xa9", "ascii", "café", ""),
        (b"a\xff" * 1_500, "utf-8", "a�" * 1_500, "1,500 places could not"),
    ],
)
def test_the_users_choice_decides_and_faults_are_counted(
    data: bytes, chosen: str, value: str, places: str
) -> None:
    decoded = decode(data, chosen=chosen, declared="koi8-r")
    assert decoded.value == value
    assert [warning.startswith(places) for warning in decoded.warnings] == [True] * bool(places)


def test_a_choice_drops_the_mark() -> None:
    assert decode(codecs.BOM_UTF8 + b"a", chosen="utf-8").value == "a"
    assert decode("\ufeffa".encode("utf-16-be"), chosen="utf-16-be").value == "a"


def test_a_choice_that_is_no_encoding() -> None:
    with pytest.raises(CannotReadError, match="not an encoding"):
        decode(b"a", chosen="klingon")


@pytest.mark.parametrize("encoding", sorted({*ONE_BYTE, *SEVERAL_BYTES, *WIDE}))
def test_every_encoding_that_can_be_guessed_is_on_offer(encoding: str) -> None:
    assert canonical_name(encoding) == encoding
    assert label(encoding) == dict(ENCODINGS)[encoding]


def test_a_guess_is_said() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"))
    assert decoded.warnings == (
        "The encoding was guessed: Cyrillic (Windows-1251). Change it if letters look wrong.",
    )


def test_a_declaration_that_fits_is_taken() -> None:
    data = RUSSIAN.encode("cp1251")
    assert decode(data, declared="cp1251").warnings == ()
    assert decode(JAPANESE.encode("euc_jp"), declared="euc_jp").warnings == ()
    assert decode(FRENCH.encode(), declared="cp1252").encoding == "utf-8"
    assert decode(FRENCH.encode(), declared="utf-16").encoding == "utf-8"


def test_a_declaration_that_cannot_be_is_told() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), declared="ascii")
    assert decoded.value == RUSSIAN
    assert decoded.warnings[0].startswith("The file names an encoding that does not fit.")
    assert "was guessed: Cyrillic (Windows-1251)" in decoded.warnings[0]


def test_a_declaration_that_makes_no_sense_is_doubted() -> None:
    decoded = decode(RUSSIAN.encode("cp1251"), declared="cp1252")
    assert decoded.encoding == "cp1252"
    assert decoded.warnings == (
        (
            "The file says that it is in Western (Windows-1252), but its letters look like "
            "Cyrillic (Windows-1251). Change the encoding if they look wrong."
        ),
    )


def test_nearly_utf8_stays_utf8() -> None:
    data = FRENCH.encode() + b"\xff" + FRENCH.encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.value.count("�") == 1
    assert "1 place could not be read as Unicode (UTF-8)" in decoded.warnings[0]


def test_utf8_that_breaks_off_is_no_other_encoding() -> None:
    lines = f"{FRENCH}\n{FRENCH}\nÉté"
    decoded = decode(lines.encode()[:-1])
    assert decoded.value == lines[:-1] + "�"
    assert decoded.encoding == "utf-8"


@pytest.mark.parametrize(
    ("line", "encoding"),
    [("La forêt a été fermée jusqu’à nouvel ordre.", "cp1252"),
     ("Мэр города открыл новый мост через реку.", "cp1251"),
     ("La forêt a été fermée à midi.", "mac-roman")],
)  # fmt: skip
def test_lines_in_another_encoding_are_read_and_told(line: str, encoding: str) -> None:
    whole = f"{FRENCH}\nPlain words\n{{}}\n{FRENCH}\n{{}}\nEnd"
    before, between, after = whole.split("{}")
    odd = line.encode(encoding)
    data = before.encode() + odd + between.encode() + odd + after.encode()
    decoded = decode(data)
    assert decoded.value == whole.format(line, line)
    assert decoded.encoding == "utf-8"
    assert decoded.warnings == (
        (
            "2 lines of this Unicode text were in another encoding, guessed as "
            f"{label(encoding)}. Check the letters there."
        ),
    )


def test_one_line_of_utf8_does_not_make_the_rest_of_it_that() -> None:
    other = "\n".join([RUSSIAN] * 5).encode("koi8-r")
    decoded = decode(other)
    assert decoded.encoding == "koi8-r"
    chinese = "\n".join(text("zh-hans").split("\n") * 3)
    assert decode(chinese.encode("gb18030")).value == chinese


@pytest.mark.parametrize(
    ("name", "canonical"),
    [("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("us-ascii", "utf-8"), ("GB2312", "gb18030"),
     ("gbk", "gb18030"), ("shift-jis", "cp932"), ("EUC-KR", "cp949"), ("Big5", "big5hkscs"),
     ("iso-8859-9", "cp1254"), ("TIS-620", "cp874"), ("x-user-defined", None), ("rot13", None),
     ("utf-7", None), ("", None), ("utf8", "utf-8"), ("windows-1251", "cp1251")],
)  # fmt: skip
def test_names_and_what_contains_them(name: str, canonical: str | None) -> None:
    assert canonical_name(name) == canonical


def test_all_encodings_on_offer_exist() -> None:
    names = [name for name, _ in ENCODINGS]
    assert len(set(names)) == len(names)
    assert len({told for _, told in ENCODINGS}) == len(names)
    for name, told in ENCODINGS:
        assert told
        assert canonical_name(name) == name
        "abc".encode(name)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
@example(b"\xe9")
@example(b"caf\xe9")
@example(b"\x1b$B")
@example(b"\x1b$)C\x0e!!")
@example(b"a\x00\x00\x00")
def test_nothing_is_lost_silently(data: bytes) -> None:
    decoded = decode(data)
    faults = decoded.value.count("�") - data.decode("utf-8", "ignore").count("�")
    if faults > 0:
        assert any("could not be read" in warning for warning in decoded.warnings)
    if not data.isascii() and decoded.encoding in ONE_BYTE:
        assert decoded.warnings
