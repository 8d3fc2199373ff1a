"""Cues of translation from French: there in the sample story, absent from plain English."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.origin import find_cues
from diptych.core.text import Span
from diptych.workspace.paths import sample_story

PAIRS = Path(__file__).parents[2].parent / "shared" / "data" / "news-pairs.tsv"


def test_the_sample_story_shows_cues_with_their_places() -> None:
    value = sample_story().read_text(encoding="utf-8")
    origin = find_cues(value, [Span(0, len(value))])
    assert origin is not None
    assert origin.hint == "typographic and wording cues consistent with translation from French"
    found = {cue.kind: cue.span.of(value) for cue in origin.cues}
    assert found["article before a country"] == "the North Korea"
    assert found["no-break space at a number"] == "\u00a02"
    assert [cue.span for cue in origin.cues] == sorted(cue.span for cue in origin.cues)


def test_short_texts_give_no_hint() -> None:
    value = "« Oui » , said the minister of the North Korea at 20h30 ."
    assert find_cues(value, [Span(0, len(value))]) is None


def test_plain_english_gives_no_hint() -> None:
    if not PAIRS.exists():
        pytest.skip("the sentence pairs are not beside this checkout")
    lines = [line.split("\t")[0] for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    texts = ["\n".join(lines[n : n + 25]) for n in range(0, len(lines), 25)]
    alarms = [text for text in texts if find_cues(text, [Span(0, len(text))]) is not None]
    assert len(texts) > 100
    assert len(alarms) <= len(texts) // 100
