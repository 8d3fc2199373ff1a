"""TextRank, the lead, and how both keep to a limit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.errors import SummaryError
from diptych.core.progress import Cancelled, Context
from diptych.core.summary import Limit
from diptych.engines.base import Summariser
from diptych.engines.summarising.lead import Lead
from diptych.engines.summarising.textrank import TextRank
from helpers.summaries import STORIES, indices, keeps_to, sentences_of, story

ENGINES = (TextRank(), Lead())
LIMITS = st.one_of(
    st.builds(Limit, sentences=st.integers(1, 12)), st.builds(Limit, words=st.integers(1, 60))
)
TEXTS = st.lists(
    st.one_of(st.text(max_size=30), st.sampled_from(["The same words again.", "42", "北京大学"])),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@settings(max_examples=60, deadline=None)
@given(texts=TEXTS, titles=st.lists(st.text(max_size=20), max_size=2), limit=LIMITS)
def test_any_sentences_give_picks_in_order_and_within_the_limit(
    engine: Summariser, texts: list[str], titles: list[str], limit: Limit
) -> None:
    sentences = sentences_of(texts)
    try:
        picks = engine.summarise(sentences, titles, "en", limit, Context())
    except SummaryError:
        assert limit.words is not None
        return
    keeps_to(limit, sentences, picks)
    assert picks == engine.summarise(sentences, titles, "en", limit, Context())


@pytest.mark.parametrize("language", STORIES)
def test_every_language_is_ranked(language: str) -> None:
    sentences = story(language)
    picks = TextRank().summarise(sentences, (), language, Limit(sentences=2), Context())
    assert indices(sentences, picks) == [0, 1]


def test_the_lead_is_the_first_sentences() -> None:
    sentences = sentences_of(["One two.", "Three four.", "Five six."])
    picks = Lead().summarise(sentences, (), "en", Limit(sentences=2), Context())
    assert indices(sentences, picks) == [0, 1]


def test_what_was_said_is_not_said_again() -> None:
    sentences = sentences_of(
        [
            "Rivers rise in spring.",
            "The mayor opened the bridge over the river on Monday.",
            "The mayor opened the bridge over the river on Monday!",
            "Ships pass the bridge twice daily.",
        ]
    )
    picks = TextRank().summarise(sentences, (), "en", Limit(sentences=3), Context())
    assert indices(sentences, picks) in ([0, 1, 3], [0, 2, 3])


def test_the_reason_names_the_words_as_they_are_written() -> None:
    sentences = sentences_of(
        ["Yesterday Kim saw the parade.", "The parade pleased Kim.", "It rained all day long."]
    )
    why = TextRank().summarise(sentences, (), "en", Limit(sentences=1), Context())[0].why
    assert "1" in why
    assert "Kim" in why
    assert "parade" in why


def test_a_limit_of_words_is_filled_with_shorter_sentences() -> None:
    long, short = "the bridge over the river is open to all", "the bridge is open"
    sentences = sentences_of([long, short, short + " again"])
    for engine in ENGINES:
        picks = engine.summarise(sentences, (), "en", Limit(words=5), Context())
        assert len(picks) == 1
        assert indices(sentences, picks)[0] in (1, 2)


def test_a_limit_too_small_for_any_sentence_says_what_would_do() -> None:
    sentences = sentences_of(["One two three four five.", "One two three four."])
    for engine in ENGINES:
        with pytest.raises(SummaryError, match="3 words") as caught:
            engine.summarise(sentences, (), "en", Limit(words=3), Context())
        assert "4" in caught.value.remedy


def test_no_sentences_give_no_picks() -> None:
    for engine in ENGINES:
        assert engine.summarise((), (), "en", Limit(sentences=3), Context()) == ()


def test_it_stops_when_asked_before_and_on_the_way() -> None:
    sentences = sentences_of([f"Sentence number {i} about bridge {i % 7}." for i in range(900)])
    stopped = Context()
    stopped.cancel()
    with pytest.raises(Cancelled):
        TextRank().summarise(sentences, (), "en", Limit(sentences=3), stopped)
    later = Context(lambda done, total: later.cancel() if done * 2 >= total else None)
    with pytest.raises(Cancelled):
        TextRank().summarise(sentences, (), "en", Limit(sentences=3), later)


def test_progress_grows_and_ends_within_the_total() -> None:
    seen: list[tuple[int, int]] = []
    context = Context(lambda done, total: seen.append((done, total)))
    sentences = sentences_of([f"Bridge {i} is open to ship {i % 5}." for i in range(300)])
    TextRank().summarise(sentences, (), "en", Limit(words=40), context)
    assert seen == sorted(seen)
    assert all(done <= total for done, total in seen)
