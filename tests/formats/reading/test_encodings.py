"""Encodings in their order: mark, NULs, UTF-8, declaration, statistics."""

from __future__ import annotations

import codecs

import pytest

from diptych.core.errors import CannotReadError
from diptych.formats.reading.encodings import ENCODINGS, canonical_name, decode

FRENCH = (
    "Le préfet a fermé la forêt jusqu’à dimanche, après l’été le plus brûlant depuis des années. "
    "Les élus réclament « des moyens » et espèrent une réponse avant la rentrée, à la mi-août. "
) * 2
RUSSIAN = "Мэр города открыл новый мост через реку после трёх лет работы, сообщили жители. " * 3


@pytest.mark.parametrize(
    ("value", "encoding"),
    [(FRENCH, "utf-8"), (FRENCH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
     ("Prezydent powiedział, że może się spotkać, gdy będzie więcej czasu. " * 3, "cp1250"),
     ("Vláda řekla, že není více peněz, než které při volbách slíbila. " * 3, "cp1250"),
     (FRENCH, "utf-16-le"), (FRENCH, "utf-16-be"),
     ("市长周二在河上开通了一座新桥，数百名居民参加了仪式。" * 4, "gb18030"),
     ("市長は火曜日に川の新しい橋を開通させた。" * 4, "cp932")],
)  # fmt: skip
def test_told_by_the_bytes_alone(value: str, encoding: str) -> None:
    decoded = decode(value.encode(encoding))
    assert decoded.value == value
    assert "�" not in decoded.value


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
     (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le")],
)  # fmt: skip
def test_a_mark_decides(mark: bytes, encoding: str) -> None:
    decoded = decode(mark + FRENCH.encode(encoding), declared="cp1251")
    assert (decoded.value, decoded.encoding) == (FRENCH, encoding)


def test_the_users_choice_decides_and_faults_are_counted() -> None:
    decoded = decode("é".encode("cp1252") + b"a" * 20, chosen="utf-8")
    assert decoded.value.startswith("�")
    assert "1 place could not be read" in decoded.warnings[0]
    with pytest.raises(CannotReadError, match="not an encoding"):
        decode(b"a", chosen="klingon")


def test_a_declaration_that_fits_is_taken_and_one_that_does_not_is_told() -> None:
    data = RUSSIAN.encode("cp1251")
    assert decode(data, declared="cp1251").warnings == ()
    assert "does not fit" in decode(data, declared="ascii").warnings[0] or (
        decode(data, declared="ascii").value == RUSSIAN
    )


def test_nearly_utf8_stays_utf8() -> None:
    data = FRENCH.encode() + b"\xff" + FRENCH.encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert decoded.value.count("�") == 1


def test_all_encodings_on_offer_exist() -> None:
    for name, label in ENCODINGS:
        assert label
        assert canonical_name(name) is not None
        "abc".encode(name)
