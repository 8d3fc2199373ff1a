"""PDF files: Hebrew and Arabic in the order they are read, Han and kana, ligatures and bullets."""

from __future__ import annotations

import pytest

from helpers.made_pdf import MadePdf, read_made, told

HEBREW = "העירייה פתחה את הגשר הישן"
HEBREW_ON = "אחרי שנתיים של עבודות"
ARABIC = "فتحت البلدية الجسر القديم"
JAPANESE = "北港市の古い橋が火曜日に再び開通した"
JAPANESE_ON = "二年間の修復工事を終えたと市は言う"


def seen(words: str) -> list[str]:
    """The glyphs of a line that runs to the left, from left to right, a sign each."""
    return list(words[::-1])


def line(*glyphs: str) -> str:
    """The words that are read in one line of these glyphs, given from left to right."""
    pdf = MadePdf()
    page = pdf.page()
    page.signs(100, 700, glyphs)
    return read_made(pdf).value


def test_lines_that_run_to_the_left() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for row, words in enumerate((HEBREW, HEBREW_ON)):
        page.signs(400 - 6 * len(words), 700 - 12 * row, seen(words))
    assert told(pdf) == [f"{HEBREW} {HEBREW_ON}"]


def test_other_words_keep_their_order_in_lines_that_run_to_the_left() -> None:
    left, right = "דיווחה על הגשר", "סוכנות הידיעות של"
    glyphs = [*seen(left), " ", *"Agence Riviere", " ", *seen(right)]
    assert line(*glyphs) == f"{right} Agence Riviere {left}"


@pytest.mark.parametrize("number", ["14.2", "9,400", "24/11/2026", "14:30", "14.2%"])
def test_numbers_keep_their_order_in_lines_that_run_to_the_left(number: str) -> None:
    assert (
        line(*seen("מיליון"), " ", *number, " ", *seen("בעלות של")) == f"בעלות של {number} מיליון"
    )


def test_years_of_an_arabic_line_change_places() -> None:
    """As the algorithm lays them out: "2024-2026" is seen as "2026-2024"."""
    glyphs = [*seen("عملا"), " ", *"2026-2024", " ", *seen("بين")]
    assert line(*glyphs) == "بين 2024-2026 عملا"


@pytest.mark.parametrize("glyphs", ["(אבא)", ")אבא("], ids=["as seen", "as meant"])
def test_brackets_are_opened_before_they_are_closed(glyphs: str) -> None:
    assert line(*seen("הגשר"), " ", *seen(glyphs), " ", *seen("ראו")) == "ראו (אבא) הגשר"


def test_letters_of_ligatures_are_in_order() -> None:
    assert line("م", "لا", "س", " ", *seen("كلمة")) == "كلمة سلام"


def test_strokes_that_stretch_a_word_are_left_out() -> None:
    assert line(*seen("الجـــسر"), " ", *seen("هـ")) == "هـ الجسر"


def test_vowel_signs_follow_their_letters() -> None:
    pdf = MadePdf()
    page = pdf.page()
    end = page.signs(100, 700, [*seen("הגשר"), " ", *seen("שלום")])
    page.sign(end - 5, 700, "\u05b8", 4, wide=False)
    assert told(pdf) == ["שָלום הגשר"]


def test_a_letter_and_its_mark_may_be_one_glyph() -> None:
    glyphs = [*seen("موسم"), " ", "ع", "د\u0651", "و", "ي"]
    assert line(*glyphs) == "يود\u0651ع موسم"


def test_marks_are_in_the_order_of_unicode() -> None:
    glyphs = [*seen("بعد"), " ", "ن", "م\u0651\u064e", *seen("يؤ")]
    assert line(*glyphs) == "يؤم\u064e\u0651ن بعد"


def test_quotation_marks_are_told_over_all_lines_of_a_page() -> None:
    pdf = MadePdf()
    page = pdf.page()
    lines = ("قالت »نعم", "ولا« ثم قالت", "»ربما« وذهبت")
    for row, words in enumerate(lines):
        page.signs(300 - 6 * len(words), 700 - 30 * row, seen(words))
    assert told(pdf) == ["قالت «نعم", "ولا» ثم قالت", "«ربما» وذهبت"]


def test_a_few_words_to_the_left_in_a_line_to_the_right() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.signs(100, 700, [*"The bridge is called ", *seen("הגשר הישן"), *" by its neighbours"])
    assert told(pdf) == ["The bridge is called הגשר הישן by its neighbours"]


def test_columns_of_a_page_that_runs_to_the_left() -> None:
    words = [f"{HEBREW} {number}" for number in range(1, 9)]
    pdf = MadePdf()
    page = pdf.page()
    for place, text in enumerate(words):
        number = text[-1]
        glyphs = [number, " ", *seen(HEBREW)]
        page.signs(350 if place < 4 else 100, 700 - 12 * (place % 4), glyphs)
    assert " ".join(told(pdf)) == " ".join(words)


def test_lines_of_han_and_kana_are_joined_without_blanks() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for row, words in enumerate((JAPANESE, JAPANESE_ON)):
        page.signs(50, 700 - 15 * row, list(words), wide=True)
    assert told(pdf) == [JAPANESE + JAPANESE_ON]


def test_lines_that_run_down_from_the_right() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for column, words in enumerate((JAPANESE, JAPANESE_ON)):
        for row, glyph in enumerate(words):
            page.sign(500 - 16 * column, 700 - 10 * row, glyph)
    assert told(pdf) == [JAPANESE + JAPANESE_ON]


def test_lines_that_run_down_may_have_gaps() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for column, words in enumerate((JAPANESE, JAPANESE_ON)):
        for row, glyph in enumerate(words):
            page.sign(500 - 16 * column, 700 - 10 * row - (4 if row > 8 else 0), glyph)
    page.line(50, 30, "Page 1")
    assert told(pdf)[0] == JAPANESE + JAPANESE_ON


def test_air_between_han_and_figures_is_no_blank() -> None:
    pdf = MadePdf()
    page = pdf.page()
    x = page.signs(50, 700, list("約"), wide=True) + 2.5
    page.line(x, 700, "9400")
    page.signs(x + 24 + 2.5, 700, list("台の車が通る"), wide=True)
    assert told(pdf) == ["約9400台の車が通る"]


@pytest.mark.parametrize(
    ("glyphs", "words"),
    [
        (["o", "ﬃ", "c", "e"], "office"),
        (["ﬁ", "n", "d"], "find"),
        (["\ufefb"], "لا"),
        (["\uf0b7", " ", "o", "n", "e"], "• one"),
        (["\ue00a", " ", "o", "n", "e"], "• one"),
        (["⽂", "字"], "文字"),
        (["𠮷", "野"], "𠮷野"),
        (["a", "\x03", "b"], "ab"),
    ],
    ids=["ffi", "fi", "lam-alef", "symbol", "private", "radical", "astral", "control"],
)  # fmt: skip
def test_signs_are_the_letters_that_are_searched_for(glyphs: list[str], words: str) -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.signs(50, 700, glyphs, wide=not words.isascii())
    assert told(pdf) == [words]
