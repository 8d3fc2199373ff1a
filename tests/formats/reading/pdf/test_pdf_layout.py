"""PDF files: columns and their order, tables, headers and footers, turned and hidden text."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from helpers.made_pdf import (
    MadePdf,
    columns,
    kinds_of,
    read_made,
    told,
    width_of,
    wrapped,
)

OPENED = (
    "The old bridge of Northport opened again on Monday after two years of works that cost "
    "fourteen million, the mayor said in a statement. Some nine thousand vehicles had used it "
    "every day before the flood."
)
HOPES = (
    "Shopkeepers on the right bank hope that their customers will come back soon. One of them has "
    "kept a bakery there since the end of the war and lost a third of what she used to earn."
)
AGAIN = "Headers and footers that come again on other pages are shown once."


@pytest.mark.parametrize("by_row", [False, True], ids=["column by column", "line by line"])
@pytest.mark.parametrize(("count", "letters", "width"), [(2, 36, 230), (3, 24, 150)])
def test_columns_are_read_one_after_another(
    count: int, letters: int, width: int, *, by_row: bool
) -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 760, "Bridge of Northport opens again", 22, font="bold")
    text = f"{OPENED} {HOPES}"
    lines = wrapped(text, letters)
    rows = -(-len(lines) // count)
    parts = [lines[place * rows : (place + 1) * rows] for place in range(count)]
    columns(page, parts, width=width, by_row=by_row)
    headline, *rest = kinds_of(pdf)
    assert headline == (BlockKind.HEADLINE, "Bridge of Northport opens again")
    assert " ".join(words for _, words in rest) == text
    assert {kind for kind, _ in rest} == {BlockKind.PARAGRAPH}


def test_a_headline_across_the_columns_parts_what_is_above_it_and_below() -> None:
    pdf = MadePdf()
    page = pdf.page()
    above, below = wrapped(OPENED, 36), wrapped(HOPES, 36)
    columns(page, [above[:3], above[3:]], y=780, width=230)
    page.line(50, 700, "A second story about the bakery of Northport", 16, font="bold")
    columns(page, [below[:3], below[3:]], y=670, width=230)
    assert told(pdf) == [OPENED, "A second story about the bakery of Northport", HOPES]


def test_a_box_beside_the_text_comes_after_it() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 780, "Bridge of Northport opens", 22)
    lines = wrapped(f"{OPENED} {HOPES}", 52)
    page.lines(50, 740, lines[:4])
    page.line(400, 740, "In figures", font="bold")
    page.lines(400, 726, ["Built in 1931,", "it is 310 m long", "and 12 m wide."], 9, 11)
    page.lines(50, 740 - 4 * 12, lines[4:])
    assert told(pdf) == [
        "Bridge of Northport opens",
        f"{OPENED} {HOPES}",
        "In figures",
        "Built in 1931, it is 310 m long and 12 m wide.",
    ]


def test_justified_lines_are_no_table() -> None:
    pdf = MadePdf()
    page = pdf.page()
    lines = wrapped(OPENED, 30)
    for row, words in enumerate(lines[:-1]):
        page.justified(50, 700 - 12 * row, words, 190)
    page.line(50, 700 - 12 * (len(lines) - 1), lines[-1])
    assert told(pdf) == [OPENED]


def test_rows_of_tables_are_lines() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 700, OPENED[:60])
    for row, cells in enumerate([("Year", "Works", "Cost"), ("1931", "Building", "1.2"),
                                 ("2026", "Repair", "14.2")]):  # fmt: skip
        for column, cell in enumerate(cells):
            page.line(50 + 150 * column, 660 - 14 * row, cell)
    assert told(pdf)[1:] == ["Year\tWorks\tCost", "1931\tBuilding\t1.2", "2026\tRepair\t14.2"]


def test_cells_of_several_lines_are_whole() -> None:
    pdf = MadePdf()
    page = pdf.page()
    y = 700.0
    for first, second in (
        (["1931"], ["The town builds the bridge", "with help of the county"]),
        (["2024, in", "November"], ["A flood takes a pier away,", "and the bridge is closed"]),
        (["2026"], ["It opens again"]),
    ):
        page.lines(50, y, first)
        page.lines(180, y, second)
        y -= 12 * max(len(first), len(second))
    assert told(pdf) == [
        "1931\tThe town builds the bridge with help of the county",
        "2024, in November\tA flood takes a pier away, and the bridge is closed",
        "2026\tIt opens again",
    ]


def test_headers_and_footers_are_shown_once_and_not_inside_of_paragraphs() -> None:
    pdf = MadePdf()
    lines = wrapped(" ".join([OPENED, HOPES] * 8), 80)
    for number in range(3):
        page = pdf.page()
        page.line(50, 810, "Northport News")
        page.line(480, 810, "Monday")
        page.line(280, 30, f"Page {number + 1} of 3")
        page.lines(50, 760, lines[number * 14 : (number + 1) * 14])
    reading = read_made(pdf)
    assert [(block.kind, block.span.of(reading.value)) for block in reading.blocks] == [
        (BlockKind.FURNITURE, "Northport News\tMonday"),
        (BlockKind.PARAGRAPH, " ".join(lines[:42])),
        (BlockKind.FURNITURE, "Page 1 of 3"),
    ]
    assert reading.warnings == (AGAIN,)


def test_headers_of_left_and_right_pages_take_turns() -> None:
    pdf = MadePdf()
    for number in range(4):
        page = pdf.page()
        page.line(50, 810, f"{number + 12}  Northport News" if number % 2 else "The bridge")
        page.lines(50, 760, wrapped((OPENED, HOPES)[number // 2] + f" {number}", 80 - number))
    words = told(pdf)
    assert words[0] == "The bridge"
    assert words[2] == "13 Northport News"
    assert len(words) == 6


def test_numbers_at_the_foot_that_do_not_count_pages_are_kept() -> None:
    pdf = MadePdf()
    for total in ("4711", "815", "2063"):
        page = pdf.page()
        page.lines(50, 760, wrapped(OPENED, 80))
        page.line(280, 30, total)
    assert {"4711", "815", "2063"} <= set(told(pdf))


def test_lines_that_come_again_amid_the_text_are_kept() -> None:
    pdf = MadePdf()
    for number in range(2):
        pdf.page().lines(50, 760, ["Yes, said the mayor.", *wrapped(f"{number} {OPENED}", 60)])
    assert sum(words.startswith("Yes, said the mayor.") for words in told(pdf)) == 2


def test_a_numbered_heading_at_the_top_of_pages_is_kept() -> None:
    pdf = MadePdf()
    for number in (1, 2, 3):
        page = pdf.page()
        page.line(50, 780, f"Chapter {number}", 18)
        page.lines(50, 740, wrapped(f"{number}: {OPENED}", 60))
    assert [words for words in told(pdf) if words.startswith("Chapter")] == [
        "Chapter 1", "Chapter 2", "Chapter 3",
    ]  # fmt: skip


def test_what_the_file_marks_as_no_text_is_furniture() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 810, "Northport News, evening", mark="Artifact")
    page.lines(50, 760, wrapped(OPENED, 60))
    assert kinds_of(pdf) == [
        (BlockKind.FURNITURE, "Northport News, evening"),
        (BlockKind.PARAGRAPH, OPENED),
    ]


def test_pages_with_nothing_but_headers_keep_them() -> None:
    pdf = MadePdf()
    for number in (1, 2):
        pdf.page().line(50, 760, f"{number}")
    assert " ".join(told(pdf)) == "1 2"


def test_turned_pages_are_read_like_others() -> None:
    pdf = MadePdf()
    page = pdf.page(rotate=90)
    for row, words in enumerate(wrapped(OPENED, 60)):
        page.line(100 + 12 * row, 50, words, turn=(0, 1, -1, 0))
    assert told(pdf) == [OPENED]


def test_pages_upside_down_are_read_like_others() -> None:
    pdf = MadePdf()
    page = pdf.page(rotate=180)
    for row, words in enumerate(wrapped(OPENED, 60)):
        page.line(500, 100 + 12 * row, words, turn=(-1, 0, 0, -1))
    assert told(pdf) == [OPENED]


def test_what_runs_up_the_edge_or_across_the_page_stands_apart() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(200, 300, "DRAFT", 60, turn=(1, 1, -1, 1))
    page.lines(50, 760, wrapped(OPENED, 60))
    page.line(20, 200, "Photo: Ann Bee", 8, turn=(0, 1, -1, 0))
    assert kinds_of(pdf) == [
        (BlockKind.PARAGRAPH, OPENED),
        (BlockKind.FURNITURE, "Photo: Ann Bee"),
        (BlockKind.FURNITURE, "DRAFT"),
    ]


def test_what_stands_beyond_the_edges_is_left_out_and_said() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.lines(50, 760, wrapped(OPENED, 60))
    page.line(50, -40, "Printer's marks")
    page.line(700, 400, "More of them")
    reading = read_made(pdf)
    assert reading.value == OPENED
    assert reading.warnings == ("What stands beyond the edges of page 1 is left out.",)


def test_tables_of_contents_stand_apart() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 700, "The works . . . . . . . . . . . . . . . . 3")
    page.line(50, 688, "The costs . . . . . . . . . . . . . . . . 5")
    page.lines(50, 650, wrapped(OPENED, 60))
    assert kinds_of(pdf)[:2] == [
        (BlockKind.FURNITURE, "The works … 3"),
        (BlockKind.FURNITURE, "The costs … 5"),
    ]


def test_a_gap_that_no_line_has_parts_two_texts() -> None:
    pdf = MadePdf()
    page = pdf.page()
    page.line(50, 760, "Northport")
    page.line(50 + width_of("Northport", 10) + 200, 760, "24 November")
    page.lines(50, 730, wrapped(OPENED, 60))
    assert told(pdf)[0] == "Northport\t24 November"


def test_cells_that_stand_in_the_middle_of_their_rows() -> None:
    pdf = MadePdf()
    page = pdf.page()
    for cells, y in (("Year", "Works", "Cost"), 700.0), (("1931", "It is built", "1.2"), 680.0):
        for column, cell in enumerate(cells):
            page.line(50 + 150 * column, y, cell)
    page.line(50, 654, "2024")
    page.lines(200, 660, ["A flood takes a pier", "and the rest of it"])
    page.line(350, 654, "none")
    for column, cell in enumerate(("2026", "It opens again", "14.2")):
        page.line(50 + 150 * column, 630, cell)
    assert told(pdf)[2:] == [
        "2024\tA flood takes a pier and the rest of it\tnone",
        "2026\tIt opens again\t14.2",
    ]
