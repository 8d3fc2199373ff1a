"""An article names itself, and its blocks are found by their ids."""

from __future__ import annotations

from dataclasses import replace

import pytest

from diptych.core.article import APART, BlockKind, Metadata
from helpers.articles import article, seed_article

STORY = "A bridge\n  for the town\n\nIt opens today.\n\nOur offices"


def test_the_headline_is_one_line() -> None:
    story = article(STORY, kinds=[BlockKind.HEADLINE])
    assert story.headline == "A bridge for the town"


def test_without_a_headline_the_title_or_the_name_stands_in() -> None:
    story = article(STORY, name="bridge.txt")
    assert story.headline == "bridge.txt"
    assert replace(story, metadata=Metadata(title="The bridge")).headline == "The bridge"


def test_blocks_are_found_by_id() -> None:
    story = article(STORY)
    assert story.block("b2").span.of(story.text.value) == "It opens today."
    with pytest.raises(KeyError):
        story.block("b4")


@pytest.mark.parametrize("kind", BlockKind)
def test_only_what_is_not_the_story_stands_apart(kind: BlockKind) -> None:
    block = article("Words.", kinds=[kind]).blocks[0]
    assert block.apart == (kind in APART)
    assert not (block.apart and kind in {BlockKind.PARAGRAPH, BlockKind.STANDFIRST})


def test_another_language_changes_nothing_else() -> None:
    story = article(STORY)
    french = story.in_language("fr")
    assert french.text.language == "fr"
    assert french.in_language(None) == story


def test_the_bytes_of_a_file_stay_out_of_its_description() -> None:
    assert "bridge" not in repr(article(STORY).source)


def test_blocks_of_the_given_story_hold_all_its_words() -> None:
    story = seed_article()
    value = story.text.value
    held = {i for block in story.blocks for i in range(block.span.start, block.span.end)}
    assert all(value[i].isspace() for i in set(range(len(value))) - held)
