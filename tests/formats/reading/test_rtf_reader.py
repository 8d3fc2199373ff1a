"""Rich text: alphabets, groups that say nothing, what stands in the head, and hostile files."""

from __future__ import annotations

import codecs
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.core.languages import LANGUAGES
from diptych.formats.reading.documents.rtf_words import FONT_CHARSETS, language_of
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import read, understand
from helpers.document_facts import Facts, facts_of_sample
from helpers.sample_files import SAMPLES, needs_samples
from helpers.soundness import read_or_refused


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> bytes:
    return f"{{\\rtf1{head} {body}}}".encode("latin-1")


def texts(data: bytes) -> list[str]:
    article = read(data, "a.rtf")
    return [block.span.of(article.text.value) for block in article.blocks]


def value(body: str, head: str = r"\ansi\ansicpg1252\deff0") -> str:
    return read(rtf(body, head), "a.rtf").text.value


@pytest.mark.parametrize(
    ("body", "head", "words"),
    [
        (r"\'c8l\'e1nek", r"\ansi\ansicpg1250", "Článek"),
        (r"caf\'8e", r"\mac", "café"),
        (r"caf\'82", r"\pc", "café"),
        (r"d\'e9j\'e0", r"\ansi\ansicpg0", "déjà"),
        (r"{\fonttbl{\f0\fcharset204 Arial;}{\f1\fcharset161 Arial;}}\f0\'cf\'f0\f1\'e1", r"\ansi",
         "Прα"),
        (r"{\fonttbl\f0\fcharset128 Gothic;}\f0\'82\'a0\'83X\'95\\", r"\ansi", "あス表"),
        (r"{\fonttbl{\f0\fcharset78 Osaka;}}\f0\'82\'a0", r"\mac", "あ"),
        (r"{\fonttbl{\f3\fcharset1\cpg1251 X;}}\f3\'cf{\f9\'e9}\'f0", r"\ansi", "Пéр"),
        (r"{\fonttbl{\f0\fcharset238 X;}{\f1\fcharset0 Y;}}\f1\'e8 \plain\'e8", r"\ansi\deff0",
         "è č"),
        ("d\xe9j\xe0", r"\ansi\ansicpg1252", "déjà"),
        (r"\'c3\'a9", r"\ansi\ansicpg65001", "é"),
    ],
    ids=["1250", "mac", "dos", "none", "fonts", "japanese", "mac japanese", "cpg", "plain", "raw",
         "utf-8"],
)  # fmt: skip
def test_alphabets(body: str, head: str, words: str) -> None:
    assert value(body, head) == words


def test_every_alphabet_has_a_codec() -> None:
    for name in FONT_CHARSETS.values():
        assert codecs.lookup(name)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"\u233?t\u233\'e9", "été"),
        (r"\uc0\u233 t{\uc2\u233 xy}e", "été" + "e"),
        (r"\uc1\u-10179?\u-8704?!", "😀!"),
        (r"\u128512?", "😀"),
        (r"a\uc2\u8364\'80\~ b", "a€ b"),
        (r"{\upr{gray {\b word}}{\*\ud{gr\u228 ?u}}} end", "gräu end"),
        (r"a\emdash b\endash\rquote\ldblquote q\rdblquote\bullet", "a—b–’“q”•"),
        (r"a\~b\_c\-d\{e\}\\", "a\u00a0b\u2011cd{e}\\"),
        (r"a\tab b\line c", "a\tb\nc"),
        ("one\r\n two", "one two"),
    ],
)
def test_signs(body: str, words: str) -> None:
    assert value(body) == words


def test_half_a_character_is_counted_and_told() -> None:
    article = read(rtf(r"a\u-10179? b\'81"), "a.rtf")
    assert article.text.value == "a\ufffd b\ufffd"
    assert article.warnings == ("2 characters could not be read and are shown as “�”.",)


def test_paragraphs_and_cells() -> None:
    row = r"\trowd\cellx1\cellx2\intbl A\cell B\line b\cell\row "
    body = rf"\pard One.\par Two\par\par {row}\pard After\page Next\sect Last\
even"
    assert texts(rtf(body)) == ["One.", "Two", "A", "B\nb", "After", "Next", "Last", "even"]


@pytest.mark.parametrize(
    "group",
    [
        r"{\pict\pngblip 89504e47}", r"{\*\shppict{\pict\bin5 }}{}}}}", r"{\*\unknown\other words}",
        r"{\object\objemb{\*\objdata 0105}}", r"{\field{\*\fldinst HYPERLINK \"u\"}}",
        r"{\fldinst PAGE}", r"{\listtext\tab 1.}", r"{\*\bkmkstart mark}", r"{\xe index}",
        r"{\colortbl;\red0;}", r"{\*\generator Word;}", r"{\shprslt again}",
        r"{\*\shpinst{\sp{\sn name}{\sv 1}}}",
    ],
)  # fmt: skip
def test_groups_that_say_nothing(group: str) -> None:
    assert value(f"be{group}fore") == "before"


def test_a_word_in_the_middle_of_a_group_hides_its_rest() -> None:
    assert value(r"{\b seen \pict 8950{\bin4 }}}}4e}}after") == "seen after"


def test_boxes_come_after_their_paragraph() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt in a\par box\par}}{\shprslt in a box}}"
    assert texts(rtf(rf"round {box}it\par end")) == ["round it", "in a", "box", "end"]


def test_results_of_fields_and_objects_are_text() -> None:
    link = r"{\field{\*\fldinst{HYPERLINK \"https://a.example\"}}{\fldrslt{\ul here}}}"
    assert value(rf"See {link} {{\object{{\*\objdata 01}}{{\result 7}}}}") == "See here 7"


def test_styles_and_outlines_tell_titles_and_headings() -> None:
    sheet = (
        r"{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s15 Title;}{\s16 Subtitle;}"
        r"{\s17\sbasedon15 Mine;}{\s18\sbasedon18 Round;}{\s20 toc 1;}{\*\cs10 Strong;}}"
    )
    body = (
        rf"{sheet}\pard\s17 The bridge\par\s16 It is open\par\s20 Banks 3\par"
        r"\s1 Banks\par\pard The mayor opened it.\par\outlinelevel1 More\par\pard\s18 End it.\par"
    )
    blocks = read(rtf(body), "a.rtf").blocks
    assert [block.kind for block in blocks] == [
        BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.FURNITURE, BlockKind.HEADING,
        BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_what_is_left_out_of_rich_text_is_counted_and_told() -> None:
    body = (
        r"{\header Draft\par}Seen{\footnote\pard note\par}{\footnote\ftnalt end\par}"
        r"{\*\atnid AB}{\*\annotation\pard When?} {\v hidden {\b too}}and "
        r"{\deleted gone}{\deleted0 here}{\v\v0  all}."
    )
    article = read(rtf(body), "a.rtf")
    assert article.text.value == "Seen and here all."
    assert article.warnings == (
        "Headers and footers of the document are not shown.",
        "1 footnote is not shown.",
        "1 endnote is not shown.",
        "1 comment is not shown.",
        "1 passage that was deleted under tracked changes is left out.",
        "1 hidden passage is left out.",
    )
    assert read(rtf(r"{\footer\pard\par}{\header }Words"), "a.rtf").warnings == ()


def test_what_stands_in_the_head() -> None:
    info = (
        r"{\info{\title Le pont de Valm\'e8re}{\author Odile\u8201?Marchand}{\keywords pont; eau}"
        r"{\subject no}{\creatim\yr2026\mo11\dy24\hr6\min5}{\revtim\yr2026\mo11\dy25}{\version1}}"
    )
    article = read(rtf(f"{info}Oui."), "a.rtf")
    assert article.text.value == "Oui."
    about = article.metadata
    assert (about.title, about.author) == ("Le pont de Valmère", "Odile Marchand")
    assert (about.date, about.updated) == ("2026-11-24T06:05", "2026-11-25")
    assert about.keywords == ("pont", "eau")


@pytest.mark.parametrize(
    ("body", "head", "tag"),
    [
        (r"Oui", r"\deflang1036", "fr"),
        (r"Oui", r"\deflang1033", None),
        (r"\lang1033 Yes", r"\deflang1036", "en"),
        (r"Oui, bien {\lang1033 Yes}", r"\deflang1036", "fr"),
        (r"\lang1024 Oui", r"\deflang1036", None),
        (r"\lang1036 Oui \plain Oui et non", r"\deflang1031", "de"),
        (r"{\v\lang1033 hidden and long}\lang1036 Oui", "", "fr"),
    ],
)
def test_the_language_of_rich_text(body: str, head: str, tag: str | None) -> None:
    assert read(rtf(body, head), "a.rtf").text.language == tag


def test_numbers_of_languages() -> None:
    known = {language.tag for language in LANGUAGES}
    assert {language_of(0x400 + n) for n in range(1, 0x83)} - {None} <= known
    assert [language_of(n) for n in (0x0804, 0x0C04, 0x0416, 0x0816, 0x0414, 0x0C1A, 0x0)] == [
        "zh-Hans", "zh-Hant", "pt-BR", "pt", "nb", "sr", None,
    ]  # fmt: skip


def test_a_document_that_breaks_off_says_so() -> None:
    article = read(rtf(r"First.\par Second")[:-1], "a.rtf")
    assert article.text.value == "First.\n\nSecond"
    assert article.warnings == ("The file breaks off: its end is missing.",)


def test_what_comes_after_the_end_is_not_read() -> None:
    assert value(r"Words}} more {\par x") == "Words"


def test_what_is_no_rich_text() -> None:
    with pytest.raises(CannotReadError, match="is not a rich text"):
        understand(Given(b"Plain words.", "a.rtf", kind=FileKind.RTF))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("{" * 20_000 + "deep" + "}" * 20_000, "deep"),
        (r"{\b" * 20_000 + " deep", "deep"),
        (r"{\pict " + "{" * 20_000 + "}" * 20_000 + "}x", "x"),
        ("{" * 200_000 + "deep", None),
        ("{}" * 200_000 + "x", "x"),
        (r"\'e9" * 200_000, None),
        (r"{\field{\*\fldinst{ HYPERLINK " + '"x' * 20_000, None),
        (r"{\stylesheet" + r"{\s1\sbasedon2 a;}{\s2\sbasedon1 b;}" * 20_000 + "}x", "x"),
        (r"{\upr" * 50_000 + "x", None),
        (r"{\shptxt" * 30_000 + " x", "x"),
        (r"\bin99999999 x", None),
        (r"\u" * 100_000 + "x", None),
        (r"\uc1000000000\u233 " + "x" * 99, None),
        ("words " * 900_000, None),
        ("\\" * 100_001, None),
    ],
)
@pytest.mark.timeout(20)
def test_no_rich_text_takes_long(body: str, words: str | None) -> None:
    found = read_or_refused(Given(rtf(body), "a.rtf"))
    if words is not None:
        assert not isinstance(found, CannotReadError)
        assert found.reading.value == words


def test_a_picture_of_six_megabytes_costs_little() -> None:
    data = rtf(r"words{\pict\pngblip " + ("0123456789abcdef" * 8 + "\n") * 49_000 + "} more")
    began = time.process_time()
    assert read(data, "a.rtf").text.value == "words more"
    assert time.process_time() - began < 1


DAMAGED = rtf(
    r"{\fonttbl{\f0\fcharset238 Arial;}}{\info{\title Le pont}{\creatim\yr2026\mo11\dy24}}"
    r"\f0\lang1036 Le maire {\b a} ouvert\'e9 le pont.\par{\footnote x}\u233? \bin3 abc"
    r"{\pict 89}\trowd A\cell B\cell\row{\shp{\*\shpinst{\shptxt bo\'f4te\par}}}\par"
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@examples(st.integers(0, len(DAMAGED) - 1), st.integers(1, 255), st.booleans())
def test_one_changed_byte_of_an_rtf(place: int, by: int, cut: bool) -> None:
    data = bytearray(DAMAGED)
    data[place] ^= by
    read_or_refused(Given(bytes(data[: place + 1] if cut else data), "a.rtf", kind=FileKind.RTF))


@examples(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"])))
def test_any_words_come_back(words: str) -> None:
    escaped = "".join(
        f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?"
        for sign in words
        for unit in memoryview(sign.encode("utf-16-le")).cast("H")
    )
    if not words.strip() or words != words.strip() or "\u2028" in words or "\u2029" in words:
        words, escaped = "x", "x"
    found = read_or_refused(Given(rtf(escaped), "a.rtf"))
    if not isinstance(found, CannotReadError):
        assert found.reading.value.lstrip("\ufeff") == words.lstrip("\ufeff")


@needs_samples
@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("rtf/*.rtf")))
def test_another_library_reads_the_same_words_in_rich_text(name: str) -> None:
    from striprtf import striprtf

    data = (SAMPLES / "rtf" / name).read_bytes()
    library: Any = striprtf
    theirs: str = library.rtf_to_text(data.decode("latin-1"), errors="replace")
    theirs = theirs.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    if name == "issue_63.rtf":
        theirs = theirs.replace("10.", "")  # the number of a list's item
    ours = read(data, name).text.value.replace("|", " ")
    assert ours.split() == theirs.replace("|", " ").split()


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("TX_RTF32_18.0.541.501.rtf", Facts("Desc\t\tsymbol\tcode", None, 14,
                                            "Desc symbol code <= ≤ 88",
                                            " 8548 | ∥ 8741 Up ↑ 8593")),
        ("ansicpg1250.rtf", Facts(None, "pl", 2, "Proszę o zapoznanie się ",
                                  "6 r., str. 1) informuję.")),
        ("calcium_score.rtf", Facts("Calcium-Score", "en", 13, "Calcium-Score Coronarart",
                                    "0 Gesamt Calcium-Score 0")),
        ("french.rtf", Facts("10‘000", "en", 4, "10‘000 a 10'000 b. a 10‘",
                             "000 b c! a a a 10´000 d?")),
        ("issue_37.rtf", Facts("≤", None, 2, "≤ ≤", "≤ ≤")),
        ("issue_55.rtf", Facts(None, "de", 1, "ü", "ü")),
        ("issue_63.rtf", Facts(None, "en", 1, "Trade and other receivab",
                               "de and other receivables")),
        ("tika_testRTFTIKA_2500.rtf", Facts(None, None, 4, "Level1: This is level1 p",
                                            "his is level2 paragraph.")),
        ("tika_testRTFUmlautSpaces2.rtf", Facts(None, None, 1, "Übersicht", "Übersicht")),
        ("tika_testRTFUnicodeGothic.rtf", Facts(None, None, 1, "𐌲𐌿𐍄𐌹𐍃𐌺", "𐌲𐌿𐍄𐌹𐍃𐌺")),
        ("tika_testRTFWindowsCodepage1250.rtf", Facts("zażółć gęślą jaźń", "pl", 2,
                                                      "zażółć gęślą jaźń ZAŻÓŁĆ",
                                                      "ą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ")),
        ("tika_testRTFWordPadCzechCharacters.rtf", Facts("Článek týdne", "ro", 3,
                                                         "Článek týdne Část svitku",
                                                         "toletí našeho letopočtu.")),
    ],
)  # fmt: skip
def test_samples_of_rich_text(name: str, facts: Facts) -> None:
    assert facts_of_sample("rtf", name) == facts
