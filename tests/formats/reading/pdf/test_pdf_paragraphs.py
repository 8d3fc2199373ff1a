"""PDF files: lines rejoined to paragraphs, over columns and pages, and what becomes of hyphens."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from helpers.made_pdf import MadePdf, kinds_of, one_page, told, wrapped

OPENED = (
    "The old bridge of Northport opened again on Monday after two years of works that cost "
    "fourteen million, the mayor said in a statement. Some nine thousand vehicles had used it "
    "every day before the flood."
)
HOPES = (
    "Shopkeepers on the right bank hope that their customers will come back soon. One of them has "
    "kept a bakery there since the end of the war and lost a third of what she used to earn."
)


def test_a_wider_gap_begins_a_paragraph() -> None:
    pdf = MadePdf()
    page = pdf.page()
    y = page.lines(50, 760, wrapped(OPENED, 60))
    page.lines(50, y - 6, wrapped(HOPES, 60))
    assert told(pdf) == [OPENED, HOPES]


def test_an_indent_begins_a_paragraph() -> None:
    pdf = MadePdf()
    page = pdf.page()
    y = 760.0
    for words in (OPENED, HOPES, OPENED.replace("Monday", "Friday")):
        first, *rest = wrapped(words, 58)
        page.line(62, y, first)
        y = page.lines(50, y - 12, rest)
    assert told(pdf) == [OPENED, HOPES, OPENED.replace("Monday", "Friday")]


def test_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    assert told(one_page([*wrapped(OPENED, 60), *wrapped(HOPES, 60)])) == [OPENED, HOPES]


def test_ragged_lines_are_joined() -> None:
    lines = [
        "A line of the text that is filled",
        "and one that had no room for extraordinarily",
        "long words, so that it had to end",
        "early, as lines do that are not justified.",
    ]
    assert told(one_page(lines)) == [" ".join(lines)]


def test_lines_of_lists_and_verse_stay_apart() -> None:
    lines = ["Northport", "The Bridge", "Opening hours", "Monday", "From nine to five", "Free"]
    assert told(one_page(lines)) == lines


@pytest.mark.parametrize("mark", ["\u2022", "1.", "a)", "-"])
def test_items_of_lists(mark: str) -> None:
    pdf = MadePdf()
    page = pdf.page()
    y = page.lines(50, 760, wrapped(OPENED, 60))
    items = [
        "The first item, which is so long that it goes over the end of its line.",
        "The second item, which is as long as that one is and goes over the end, too.",
    ]
    for words in items:
        first, *rest = wrapped(words, 52)
        page.line(50, y, mark.replace("1", str(items.index(words) + 1)))
        page.line(66, y, first)
        y = page.lines(66, y - 12, rest)
    marks = [mark.replace("1", str(number)) for number in (1, 2)]
    assert told(pdf)[1:] == [f"{m} {words}" for m, words in zip(marks, items, strict=True)]


def test_paragraphs_run_over_pages_and_columns() -> None:
    pdf = MadePdf()
    lines = wrapped(f"{OPENED} {HOPES}", 36)
    first = pdf.page()
    first.lines(50, 760, lines[:4])
    first.lines(300, 760, lines[4:8])
    pdf.page().lines(50, 760, lines[8:])
    assert told(pdf) == [f"{OPENED} {HOPES}"]


def test_notes_and_captions_follow_the_paragraph_they_interrupt() -> None:
    pdf = MadePdf()
    lines = wrapped(f"{OPENED} {HOPES}", 60)
    page = pdf.page()
    y = page.lines(50, 760, lines[:3])
    page.line(50, y - 20, "1 The figure is from the budget of the town.", 8)
    pdf.page().lines(50, 760, lines[3:])
    assert told(pdf) == [f"{OPENED} {HOPES}", "1 The figure is from the budget of the town."]


def test_a_paragraph_that_is_finished_ends_with_its_page() -> None:
    pdf = MadePdf()
    pdf.page().lines(50, 760, wrapped(OPENED, 60))
    pdf.page().lines(50, 760, wrapped(HOPES, 60))
    assert told(pdf) == [OPENED, HOPES]


def test_headings_by_size_and_weight() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 790, "MONDAY EDITION")
    page.line(50, 760, "Bridge of Northport opens", 24)
    page.line(50, 732, "after two years", 24)
    y = page.lines(50, 700, wrapped(OPENED, 60))
    page.line(50, y, "The shops", font="bold")
    y = page.lines(50, y - 12, wrapped(HOPES, 60))
    page.line(50, y - 10, "The costs", 14)
    page.lines(50, y - 28, wrapped(OPENED.replace("Monday", "Friday"), 60))
    assert kinds_of(pdf) == [
        (BlockKind.HEADING, "MONDAY EDITION"),
        (BlockKind.HEADLINE, "Bridge of Northport opens after two years"),
        (BlockKind.PARAGRAPH, OPENED),
        (BlockKind.HEADING, "The shops"),
        (BlockKind.PARAGRAPH, HOPES),
        (BlockKind.HEADING, "The costs"),
        (BlockKind.PARAGRAPH, OPENED.replace("Monday", "Friday")),
    ]


def test_of_what_is_large_the_title_of_the_file_is_the_headline() -> None:
    pdf = MadePdf(info={"Title": "Bridge of Northport opens"})
    page = pdf.page()
    page.line(50, 780, "NORTHPORT NEWS", 40)
    page.line(50, 730, "Bridge of Northport opens", 24)
    page.lines(50, 700, wrapped(OPENED, 60))
    kinds = {words: kind for kind, words in kinds_of(pdf)}
    assert kinds["Bridge of Northport opens"] is BlockKind.HEADLINE
    assert kinds["NORTHPORT NEWS"] is BlockKind.HEADING


def test_an_initial_belongs_to_its_word() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 676, "T", 44)
    for row, words in enumerate(wrapped(OPENED[1:], 40)):
        page.line(80 if row < 3 else 50, 700 - 12 * row, words)
    assert told(pdf) == [OPENED]


def test_raised_figures_are_no_part_of_numbers() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 700, "It was built in 1931")
    page.line(50 + 6 * 20, 704, "2", 6)
    page.line(50 + 6 * 20 + 3.6 + 6, 700, "by the town, and it is 310 m")
    assert told(pdf) == ["It was built in 1931² by the town, and it is 310 m"]


def test_words_that_stand_close_are_parted_where_pdfium_sees_no_gap() -> None:
    pdf = MadePdf()
    page = pdf.page()
    x = 50.0
    for word in ("from", "whom", "we", "have", "warm", "words"):
        page.line(x, 700, word)
        x += 6 * len(word) + 1.4
    page.line(50, 600, OPENED[:60])
    assert told(pdf)[0] == "from whom we have warm words"


def test_blanks_that_nobody_sees_are_none() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 700, "it was giv ")
    page.line(50 + 6 * 10, 700, "en by the mayor to the town of Northport")
    assert told(pdf) == ["it was given by the mayor to the town of Northport"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["a great impro-", "vement, an improvement"], "a great improvement, an improvement"),
        (["one well-", "known man, as well-known"], "one well-known man, as well-known"),
        (["the Franco-", "German talks go on"], "the Franco-German talks go on"),
        (["the years 1931-", "1932 were good ones"], "the years 1931-1932 were good ones"),
        (["alle Vor- und Nach-", "teile der Nachteile"], "alle Vor- und Nachteile der Nachteile"),
        (["die Vor-", "und Nachteile davon"], "die Vor- und Nachteile davon"),
        (["THE GREAT IMPRO-", "VEMENT OF IMPROVEMENT"], "THE GREAT IMPROVEMENT OF IMPROVEMENT"),
        (["the port\u2014", "an old one\u2014is open"], "the port\u2014an old one\u2014is open"),
        (["a bridge -", "an old one - is open"], "a bridge - an old one - is open"),
        (["see https://port.example/", "bridge for more of it"],
         "see https://port.example/bridge for more of it"),
    ],
)  # fmt: skip
def test_ends_of_lines(lines: list[str], words: str) -> None:
    filled = [*lines, *["and so it goes on with words that fill"[: len(lines[0])].strip()]]
    assert told(one_page(filled))[0].startswith(words)


def test_a_text_that_breaks_words_breaks_unknown_ones() -> None:
    lines = [
        "The works will bring an impro-",
        "vement that is an improvement",
        "for all who live on the right",
        "bank, as the engi-",
        "neer of the town has promised.",
    ]
    assert "the engineer of" in told(one_page(lines))[0]


def test_a_text_that_breaks_no_words_keeps_its_hyphens() -> None:
    lines = [*wrapped(" ".join([OPENED] * 14), 50), "and the old house of the mayor is a three-",
             "storey one that stands on the right bank."]  # fmt: skip
    assert "a three-storey one" in told(one_page(lines))[-1]


def test_parts_of_compounds_keep_their_hyphens() -> None:
    lines = [
        "It was a round-the-",
        "world voyage of the",
        "2.3-billion-",
        "euro ship and a great impro-",
        "vement over the last great",
        "round the world, an improvement",
    ]
    words = told(one_page(lines))[0]
    assert "round-the-world voyage" in words
    assert "2.3-billion-euro ship" in words
    assert "great improvement over" in words


def test_an_ordinal_does_not_end_a_paragraph_with_its_page() -> None:
    pdf = MadePdf()
    pdf.page().lines(
        50, 760, [*wrapped(OPENED, 60), "Die Kirche wurde nach Angaben der Stadt bereits im 12."]
    )
    pdf.page().lines(50, 760, ["Jahrhundert erbaut und im Mai 1945 von Bomben zerst\u00f6rt."])
    assert told(pdf)[-1].endswith(
        "im 12. Jahrhundert erbaut und im Mai 1945 von Bomben zerst\u00f6rt."
    )


def test_narrow_blanks_of_french_are_found() -> None:
    pdf = MadePdf()
    page = pdf.page()
    x = 50.0
    for part, gap in (("la", 6.0), ("dette", 6.0), ("de", 6.0), ("1", 1.5), ("300", 1.5),
                      ("%", 6.0), ("\u00ab", 1.5), ("dit-il", 1.5), ("\u00bb", 0.0)):  # fmt: skip
        page.line(x, 700, part)
        x += 6 * len(part) + gap
    assert told(pdf) == ["la dette de 1\u202f300\u202f% \u00ab\u202fdit-il\u202f\u00bb"]


def test_the_last_line_of_a_headline_beside_a_box() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 780, "The old bridge of Northport opens after", 20, font="bold")
    page.line(50, 757, "two years", 20, font="bold")
    page.lines(50, 730, wrapped(OPENED, 50))
    page.lines(
        400, 760, ["In figures: built", "in 1931, it is", "310 m long and", "12 m wide."], 9, 11
    )
    assert told(pdf)[0] == "The old bridge of Northport opens after two years"


def test_dialogue_in_indented_lines() -> None:
    pdf = MadePdf()
    page = pdf.page()
    y = 760.0
    spoken = [
        "Nobody has told us that the bridge would be closed again in May.",
        "It will not be closed again, neither in May nor at another time.",
    ]
    for words in (OPENED, HOPES, *spoken, OPENED.replace("Monday", "Friday")):
        first, *rest = wrapped(words, 66)
        page.line(62, y, first)
        y = page.lines(50, y - 12, rest)
    assert told(pdf) == [OPENED, HOPES, *spoken, OPENED.replace("Monday", "Friday")]
