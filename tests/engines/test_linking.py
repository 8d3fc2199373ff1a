"""Which words belong together, from rows of attention; the rows are made by hand here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.engines.base import Link
from diptych.engines.translation.linking import links_of

Rows = list[list[float]]


def pairs(source: str, target: str, links: tuple[Link, ...]) -> list[tuple[str, str]]:
    return [(link.source.of(source), link.target.of(target)) for link in links]


def looking(columns: list[int], width: int, much: float = 0.9) -> Rows:
    """Rows that look at one column each."""
    rest = (1 - much) / max(1, width - 1)
    return [[much if c == column else rest for c in range(width)] for column in columns]


def test_each_word_belongs_to_the_one_it_looks_at() -> None:
    source, target = "the red house", "la maison rouge"
    links = links_of(
        source,
        ["▁the", "▁red", "▁house"],
        target,
        ["▁la", "▁maison", "▁rouge"],
        looking([0, 2, 1], 3),
    )
    assert pairs(source, target, links) == [("the", "la"), ("house", "maison"), ("red", "rouge")]
    assert all(0.85 < link.weight <= 1 for link in links)


def test_the_tokens_of_a_word_count_together() -> None:
    source, target = "unhappy man", "homme malheureux"
    links = links_of(
        source,
        ["▁un", "happ", "y", "▁man"],
        target,
        ["▁homme", "▁mal", "heureux"],
        [[0.1, 0.1, 0.1, 0.7], [0.3, 0.2, 0.1, 0.4], [0.1, 0.3, 0.2, 0.4]],
    )
    assert pairs(source, target, links) == [("man", "homme"), ("unhappy", "malheureux")]
    assert [round(link.weight, 2) for link in links] == [0.7, 0.6]


def test_several_words_may_belong_to_one() -> None:
    source, target = "potatoes", "pommes de terre"
    links = links_of(
        source, ["▁potatoes"], target, ["▁pommes", "▁de", "▁terre"], looking([0, 0, 0], 1)
    )
    assert pairs(source, target, links) == [("potatoes", word) for word in target.split()]


def test_a_word_that_looks_nowhere_has_no_link() -> None:
    source, target = "a b c d e f g h", "x y"
    even = [1 / 8] * 8
    tokens = [f"▁{letter}" for letter in source.split()]
    links = links_of(source, tokens, target, ["▁x", "▁y"], [even, looking([2], 8)[0]])
    assert pairs(source, target, links) == [("c", "y")]


def test_punctuation_is_linked_to_nothing() -> None:
    source, target = "Yes, house!", "Oui, maison !"
    links = links_of(
        source,
        ["▁Yes", ",", "▁house", "!"],
        target,
        ["▁Oui", ",", "▁maison", "▁!"],
        looking([0, 1, 2, 3], 4),
    )
    assert pairs(source, target, links) == [("Yes", "Oui"), ("house", "maison")]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l’eau rouge", ["▁l", "’", "eau", "▁rouge"]),
        ("week-end rouge", ["▁week", "-", "end", "▁rouge"]),
        ("  eau   rouge", ["▁eau", "▁rouge"]),
        ("ｅａｕ rouge", ["▁eau", "▁rouge"]),
        ("№ rouge", ["▁No", "▁rouge"]),
        ("😀é rouge", ["▁😀", "é", "▁rouge"]),
        ("eau rouge", ["▁", "e", "a", "u", "▁", "rou", "ge"]),
        ("5 rouge", ["▁", "5", "▁rouge"]),
        ("½½½½ rouge", ["▁1", "/", "2", "1", "/", "2", "1", "/", "2", "1", "/", "2", "▁rouge"]),
        ("eauÿ rouge", ["▁eau", "<0xC3>", "<0xBF>", "▁rouge"]),
        ("😀😀ÿ", ["▁", *["<0xF0>", "<0x9F>", "<0x98>", "<0x80>"] * 2, "<0xC3>", "<0xBF>"]),
    ],
)
def test_tokens_find_their_words(text: str, tokens: list[str]) -> None:
    last = len(tokens) - 1
    links = links_of("red", ["▁red"], text, tokens, [[0.0]] * last + [[1.0]])
    assert pairs("red", text, links) == [("red", text.rsplit(maxsplit=1)[-1].lstrip("😀"))]


@pytest.mark.parametrize("rows", [[], [[]], [[0.9]], [[0.9, 0.1]] * 9])
def test_rows_that_are_too_few_or_too_short_harm_nothing(rows: Rows) -> None:
    links = links_of("red house", ["▁red", "▁house"], "rot haus", ["▁rot", "▁haus"], rows)
    assert all(link.source.of("red house") in ("red", "house") for link in links)


def test_nothing_is_linked_to_nothing() -> None:
    assert links_of("", [], "", [], []) == ()
    assert links_of("!", ["▁!"], "?", ["▁?"], [[1.0]]) == ()


TEXTS = st.text("ab ’-1é!▁漢", max_size=15)
TOKENS = st.lists(st.text("ab▁’-1é!漢", max_size=3), max_size=8)


@given(TEXTS, TOKENS, TEXTS, TOKENS, st.data())
def test_links_are_always_inside(
    source: str, ours: list[str], target: str, theirs: list[str], data: st.DataObject
) -> None:
    shares = st.floats(0, 1)
    rows = [[data.draw(shares) for _ in ours] for _ in theirs]
    last = 0
    for link in links_of(source, ours, target, theirs, rows):
        assert 0 <= link.source.start < link.source.end <= len(source)
        assert last <= link.target.start < link.target.end <= len(target)
        assert 0 < link.weight <= 1
        last = link.target.end
