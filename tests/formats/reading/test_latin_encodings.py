"""Languages beside those of the matrix, and UTF-16 and UTF-32 without a mark."""

from __future__ import annotations

import pytest

from diptych.formats.reading.charsets.encodings import decode
from diptych.formats.reading.charsets.guessing import guess
from diptych.formats.reading.charsets.wide import wide_encoding

NEWS = {
    "tr": "Dün akşam yaşanan şiddetli yağış nedeniyle yüzlerce kişi evlerini terk etmek zorunda "
    "kaldı. Yetkililer, yolların kapandığını ve ekiplerin ulaşmaya çalıştığını açıkladı. ",
    "lt": "Vyriausybė antradienį pranešė, kad šiais metais bus skirta daugiau lėšų mokykloms, nes "
    "jų poreikis yra didelis. Ministrė žada, jog pinigai pasieks visus rajonus. ",
    "lv": "Valdība otrdien paziņoja, ka šogad skolām tiks piešķirts vairāk līdzekļu, jo to "
    "vajadzība ir liela. Ministre sola, ka nauda sasniegs visus novadus līdz septembrim. ",
    "hu": "A kormány kedden bejelentette, hogy idén több pénzt kapnak az iskolák, mert nagy a "
    "szükség. A miniszter azt ígérte, hogy őszre elkészülnek az új épületek. ",
    "pl": "Rząd ogłosił we wtorek, że szkoły dostaną w tym roku więcej pieniędzy, bo potrzeby "
    "są duże. Minister obiecuje, że środki dotrą do wszystkich gmin. ",
    "ro": "Guvernul a anunţat marţi că anul acesta şcolile vor primi mai mulţi bani, pentru că "
    "nevoia este mare. Ministrul promite că banii vor ajunge în toate judeţele. ",
    "cs": "Vláda v úterý oznámila, že letos dostanou školy více peněz, protože potřeba je velká. "
    "Ministryně slibuje, že peníze dorazí do všech krajů do září. ",
    "hr": "Vlada je u utorak objavila da će škole ove godine dobiti više novca jer su potrebe "
    "velike. Ministrica obećava da će novac stići u sve županije. ",
    "is": "Ríkisstjórnin tilkynnti á þriðjudag að skólarnir fengju meira fé á þessu ári, því "
    "þörfin er mikil. Ráðherrann lofar að peningarnir berist öllum. ",
    "de": "Die Regierung kündigte am Dienstag an, dass die Schulen mehr Geld bekämen, weil der "
    "Bedarf groß sei. Das Geld soll alle Städte bis September erreichen. ",
    "es": "El gobierno anunció el martes que las escuelas recibirán más dinero este año porque la "
    "necesidad es grande. El dinero llegará a todas las regiones en otoño. ",
    "pt": "O governo anunciou na terça-feira que as escolas receberão mais dinheiro este ano, "
    "porque a necessidade é grande. A ministra prometeu que chegará a todas as regiões. ",
    "da": "Regeringen meddelte tirsdag, at skolerne får flere penge i år, fordi behovet er stort. "
    "Ministeren lover, at pengene når frem til alle områder. ",
    "sv": "Regeringen meddelade på tisdagen att skolorna får mer pengar i år, eftersom behovet är "
    "stort. Ministern lovar att pengarna når alla områden. ",
    "fi": "Hallitus ilmoitti tiistaina, että koulut saavat tänä vuonna enemmän rahaa, koska tarve "
    "on suuri. Rahat tulevat kaikkiin kuntiin syyskuuhun mennessä. ",
    "fr": "Le gouvernement a annoncé mardi que les écoles recevraient plus d'argent, car les "
    "besoins sont élevés. L'argent arriverait à toutes les régions dès septembre. ",
    "it": "Il governo ha annunciato martedì che le scuole riceveranno più soldi, perché il bisogno "
    "è grande. Il denaro arriverà in tutte le città entro settembre. ",
}
USED = {
    "tr": ("cp1254",),
    "lt": ("cp1257",),
    "lv": ("cp1257",),
    "is": ("cp1252",),
    **dict.fromkeys(("hu", "pl", "ro", "cs", "hr"), ("cp1250", "iso8859-2")),
}
ODD = {
    "ro": ("cp852",), "hr": ("cp852",), "hu": ("cp852",), "lt": ("cp775",),
    "tr": ("cp857", "mac-turkish"), "pl": ("mac-latin2",), "cs": ("cp852", "mac-latin2"),
}  # fmt: skip
CASES = [
    (language, encoding)
    for language in NEWS
    for encoding in (*USED.get(language, ("cp1252", "mac-roman", "cp850")), *ODD.get(language, ()))
]
OTHER = {
    "ru": "Правительство объявило во вторник, что школы получат больше денег.",
    "el": "Η κυβέρνηση ανακοίνωσε την Τρίτη ότι τα σχολεία θα λάβουν χρήματα.",
    "ko": "정부는 화요일 올해 학교에 더 많은 예산을 지원하겠다고 발표했다.",
    "th": "สวัสดี ครับ ผม ไป โรงเรียน",
    "zh": "市长周二开通了新桥 (第三座)，2026 年 9 月。",
}


OTHER_SCRIPTS = {
    "bg": ("cp1251", "Правителството обяви във вторник, че училищата ще получат повече пари."),
    "sr": ("cp1251", "Влада је у уторак објавила да ће школе ове године добити више новца."),
    "be": ("cp1251", "Урад абвясціў у аўторак, што школы атрымаюць сёлета больш грошай."),
    "mk": ("iso8859-5", "Владата во вторникот објави дека училиштата ќе добијат повеќе пари."),
    "ru-dos": ("cp855", "Правительство объявило во вторник, что школы получат больше денег."),
    "el-dos": ("cp737", "Η κυβέρνηση ανακοίνωσε την Τρίτη ότι τα σχολεία θα λάβουν χρήματα."),
    "el-mac": ("mac-greek", "Η κυβέρνηση ανακοίνωσε την Τρίτη ότι τα σχολεία θα λάβουν."),
    "he-dos": ("cp862", "הממשלה הודיעה ביום שלישי כי בתי הספר יקבלו השנה יותר כסף."),
    "fa": ("cp1256", "دولت روز سه شنبه اعلام کرد که مدارس امسال پول بيشتري خواهند گرفت."),
    "th": ("cp874", "รัฐบาลประกาศเมื่อวันอังคารว่าโรงเรียนจะได้รับเงินมากขึ้นในปีนี้"),
}


@pytest.mark.parametrize("language", OTHER_SCRIPTS)
def test_letters_of_other_scripts(language: str) -> None:
    encoding, value = OTHER_SCRIPTS[language]
    assert decode(value.encode(encoding)).value == value


@pytest.mark.parametrize(("language", "encoding"), CASES)
@pytest.mark.parametrize("times", [1, 4])
def test_latin_letters(language: str, encoding: str, times: int) -> None:
    value = NEWS[language] * times
    assert decode(value.encode(encoding)).value == value


@pytest.mark.parametrize(
    "value", ["The café’s “résumé” — £5", "Ça va très bien.", "Grüße aus München", "año"]
)
def test_western_wins_a_tie(value: str) -> None:
    assert guess(value.encode("cp1252")).encoding == "cp1252"


def test_what_fits_almost_as_well_is_named() -> None:
    warning = decode("Abends kam der Bäcker.".encode("mac-roman")).warnings[0]
    assert "Western (Mac)" in warning
    assert "could also be" not in decode((NEWS["de"] * 4).encode("cp1252")).warnings[0]


def test_only_the_start_is_weighed() -> None:
    start = NEWS["fr"] * 600
    tail = NEWS["tr"].encode("cp1254") * 10
    assert guess(start.encode("cp1252") + tail).encoding == "cp1252"


def test_letters_that_come_late_are_found() -> None:
    late = "Plain words, and many of them. " * 20_000 + NEWS["pl"]
    assert decode(late.encode("cp1250")).value == late


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("language", [*NEWS, *OTHER])
def test_wide_encodings_need_no_mark(language: str, encoding: str) -> None:
    value = {**NEWS, **OTHER}[language]
    assert wide_encoding(value.encode(encoding)) == encoding
    assert decode(value.encode(encoding)).value == value


@pytest.mark.parametrize(
    "data",
    [b"", b"no NUL at all", b"a\x00b", b"ab\x00cd", "Über NUL\x00 und mehr".encode(),
     b"one\x00two\x00three\x00four five\x00six", bytes(range(256)) * 8, b"\x00" * 64],
)  # fmt: skip
def test_a_nul_alone_is_no_wide_encoding(data: bytes) -> None:
    assert wide_encoding(data) is None


def test_emoji_as_two_halves_are_joined_and_half_ones_told() -> None:
    whole = decode("Après ça, ".encode() + b"\xed\xa0\xbd\xed\xb8\x80 !")
    assert (whole.value, whole.encoding, whole.warnings) == ("Après ça, 😀 !", "utf-8", ())
    half = decode("Après ça, ".encode() + b"\xed\xa0\xbd !")
    assert half.value.startswith("Après ça, �")
    assert "could not be read" in half.warnings[0]
