"""Plain text to blocks: what is a headline, what is furniture, and above all what is neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.formats.reading.structure import normalised, recognise

HEADLINE = "Old bridge opens again"
BODY = (
    "The old bridge opened again on Tuesday after three years of repairs that cost more than the "
    "town had planned, its mayor said."
)
MORE = "Hundreds of people walked over it in the first hour, and some of them had come from afar."


def kinds(*paragraphs: str) -> list[BlockKind]:
    return [block.kind for block in recognise("\n\n".join(paragraphs))]


def kind_of(line: str) -> BlockKind:
    """What a line is told to be when it ends an ordinary article."""
    return kinds(HEADLINE, BODY, MORE, line)[-1]


@pytest.mark.parametrize(
    "line",
    ["NEXT NEWS", "Read more", "Read also: The bridge in pictures", "Advertisement",
     "© 2026 The Gazette", "Copyright 2026 The Gazette", "All rights reserved.",
     "Subscribe to our newsletter", "Sign up now", "Follow us on the radio", "Page 2 of 3", "17",
     "https://example.org/bridge", "* * *", "Photo: Anna Lee", "À lire aussi : le pont"],
)  # fmt: skip
def test_furniture(line: str) -> None:
    assert kind_of(line) is BlockKind.FURNITURE


@pytest.mark.parametrize(
    "line",
    ["“No,” she said.", "Yes.", "More people came.", "Subscribers fled the paper last year.",
     "Copyright law was changed in spring.", "Sharing is what he likes most.", "Why?",
     "Follow us, said the guide, and nobody did.", "By noon it was over.", "In 1984, nobody came.",
     "They founded the party in Paris (PFP)", "Page by page he read it."],
)  # fmt: skip
def test_short_paragraphs_of_the_story_stay_in_it(line: str) -> None:
    assert kind_of(line) is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "line",
    ["09/09/2023 09:19:23 - Seoul (AFP) - © 2023 AFP", "SEOUL, Sept 9 (AFP) -",
     "Paris (RTR) –", "2026-11-24 10:15 - Bern (SDA)"],
)  # fmt: skip
def test_datelines(line: str) -> None:
    assert kind_of(line) is BlockKind.DATELINE


@pytest.mark.parametrize(
    ("line", "kind"),
    [("-30-", BlockKind.SIGN_OFF), ("ENDS", BlockKind.SIGN_OFF), ("abc/def/gh", BlockKind.SIGN_OFF),
     ("Eds: Photos follow.", BlockKind.EDITORS_NOTE), ("MEDIA ADVISORY", BlockKind.ADVISORY),
     ("(Corrects year in third paragraph)", BlockKind.CORRECTION),
     ("Not for publication: call the desk.", BlockKind.NOT_FOR_PUBLICATION)],
)  # fmt: skip
def test_lines_for_newsrooms(line: str, kind: BlockKind) -> None:
    assert kind_of(line) is kind


def test_lines_for_newsrooms_take_no_place_from_the_headline() -> None:
    told = kinds("Embargo: 25.11.2026, 12.00 Uhr", "Eds: Photos follow.", HEADLINE, BODY, MORE)
    assert told == [
        BlockKind.ADVISORY, BlockKind.EDITORS_NOTE, BlockKind.HEADLINE, BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["By Anna Lee", "By Anna Lee and Bo de Vries", "Par Luc Noël",
                                  "BY ANNA LEE", "By AFP", "Von Ute Groß"])  # fmt: skip
def test_bylines(line: str) -> None:
    assert kinds(HEADLINE, line, BODY, MORE) == [
        BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["By noon it was over", "By Monday the river had risen", ","])
def test_not_every_by_is_a_byline(line: str) -> None:
    assert BlockKind.BYLINE not in kinds(HEADLINE, line, BODY, MORE)


@pytest.mark.parametrize(
    "line",
    ["Will the bridge hold?", "Copyright reform passes after long fight", "Da Vinci Drawing Found",
     "Macron visits Kyiv (EU)", "“We will not go”"],
)  # fmt: skip
def test_headlines(line: str) -> None:
    assert kinds(line, BODY, MORE)[0] is BlockKind.HEADLINE


def test_a_first_sentence_is_no_headline() -> None:
    assert kinds(BODY, MORE) == [BlockKind.PARAGRAPH] * 2
    assert kinds(HEADLINE) == [BlockKind.PARAGRAPH]


def test_a_heading_stands_between_paragraphs() -> None:
    assert kinds(HEADLINE, BODY, "Two banks", MORE)[2] is BlockKind.HEADING
    assert kinds(HEADLINE, BODY, "two banks", MORE)[2] is BlockKind.PARAGRAPH
    assert kinds(HEADLINE, BODY, "Two banks", "Three banks")[2] is BlockKind.PARAGRAPH


def test_a_standfirst_is_said_again_or_left_open() -> None:
    open_end = "The old bridge is open again, three years late, and nobody knows who pays"
    assert kinds(HEADLINE, open_end, BODY)[1] is BlockKind.STANDFIRST
    assert kinds(HEADLINE, BODY, MORE)[1] is BlockKind.PARAGRAPH
    again = kinds(HEADLINE, BODY, HEADLINE.upper(), BODY[:-1] + ". .", MORE)
    assert again == [
        BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.REPEATED, BlockKind.REPEATED,
        BlockKind.PARAGRAPH,
    ]  # fmt: skip


def test_a_repeat_names_the_first_of_its_words() -> None:
    blocks = recognise(f"{HEADLINE}\n\n{BODY}\n\n{MORE}\n\n{BODY}\n\n{BODY}")
    assert [block.repeats for block in blocks] == [None, None, None, "b2", "b2"]
    assert [block.id for block in blocks] == ["b1", "b2", "b3", "b4", "b5"]


def test_short_repeats_are_dialogue() -> None:
    assert kinds(HEADLINE, BODY, "“No.”", "“No.”", MORE).count(BlockKind.REPEATED) == 0


def test_words_are_compared_without_case_and_signs_but_with_vowel_signs() -> None:
    assert normalised("Ce soir,  l’ÉTÉ !") == normalised("ce soir l'e\u0301te\u0301")
    assert normalised("कि") != normalised("की")


def test_a_headline_is_never_glued_to_the_line_below() -> None:
    blocks = recognise(f"{HEADLINE}\n{BODY}\n{MORE}")
    assert [block.kind for block in blocks][:2] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH]


@given(st.text(st.sampled_from("aB1 .,:\n\t-–(©\"'»“é中\u0301\xa0"), max_size=300))
def test_blocks_are_ordered_apart_and_hold_all_that_is_not_blank(value: str) -> None:
    last = 0
    for number, block in enumerate(recognise(value), start=1):
        assert block.id == f"b{number}"
        assert not value[last : block.span.start].strip()
        words = block.span.of(value)
        assert words == words.strip() != ""
        last = block.span.end
    assert not value[last:].strip()


@pytest.mark.parametrize(
    "value",
    ["a" + ". " * 100_000 + "x", "a." + '"' * 100_000 + "x", "12\n" * 50_000, "-" * 100_000 + "x",
     "by " + "Aa Bb " * 20_000 + "!", "1/1/2020 " + "(a" * 60_000, "x" + "\n\t" * 100_000],
)  # fmt: skip
@pytest.mark.timeout(10)
def test_no_text_takes_long(value: str) -> None:
    assert recognise(value)
