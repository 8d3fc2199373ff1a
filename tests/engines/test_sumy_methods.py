"""sumy's methods: no data to download, same result each time, refusals in plain words."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.core.errors import SummaryError
from diptych.core.progress import Cancelled, Context
from diptych.core.summary import Limit
from diptych.engines.summarising.methods import DEFAULT, METHODS, method, summariser
from diptych.engines.summarising.sumy_methods import NAMES, SumyMethod
from helpers.summaries import STORIES, keeps_to, sentences_of, story

LARGEST = {
    "luhn": 10_000,
    "edmundson": 10_000,
    "lexrank": 1_500,
    "lsa": 1_000,
    "kl": 150,
    "sum-basic": 5_000,
    "reduction": 1_500,
}

_RANK_IN_A_PROCESS = """
from helpers.summaries import sentences_of
from diptych.core.progress import Context
from diptych.core.summary import Limit
from diptych.engines.summarising.methods import METHODS, summariser
words = "bridge river mayor ship port rain harbour council water town".split()
texts = [" ".join(words[(i * j) % 10] for j in range(1, 4 + i % 5)) for i in range(40)]
for m in METHODS:
    picks = summariser(m.name).summarise(sentences_of(texts), ("The bridge",), "en",
                                         Limit(sentences=6), Context())
    print(m.name, [(p.segment, p.score) for p in picks])
"""


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    texts=st.lists(
        st.one_of(
            st.text(max_size=30), st.sampled_from(["Same words.", "42", "the of", "北京大学"])
        ),
        min_size=1,
        max_size=8,
    ),
    limit=st.one_of(
        st.builds(Limit, sentences=st.integers(1, 9)), st.builds(Limit, words=st.integers(1, 40))
    ),
)
def test_any_sentences_give_picks_in_order_and_within_the_limit(
    name: str, texts: list[str], limit: Limit
) -> None:
    sentences = sentences_of(texts)
    try:
        picks = SumyMethod(name).summarise(sentences, ("A title",), "en", limit, Context())
    except SummaryError:
        assert limit.words is not None
        return
    keeps_to(limit, sentences, picks)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", [*STORIES, "xx"])
def test_every_language_runs_without_data(name: str, language: str) -> None:
    sentences = story(language if language in STORIES else "en")
    limit = Limit(sentences=2)
    keeps_to(
        limit, sentences, SumyMethod(name).summarise(sentences, (), language, limit, Context())
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "texts",
    [["Only one sentence here."], ["42 % 17", "3.5", "!!!"], ["The same again."] * 4],
    ids=["one", "no letters", "identical"],
)
def test_odd_texts_are_still_summarised(name: str, texts: list[str]) -> None:
    limit = Limit(sentences=9)
    sentences = sentences_of(texts)
    keeps_to(limit, sentences, SumyMethod(name).summarise(sentences, (), "en", limit, Context()))


def test_lsa_without_content_words_falls_back_to_the_lead_and_says_so() -> None:
    sentences = sentences_of(["42 % 17", "3.5", "!!!"])
    picks = SumyMethod("lsa").summarise(sentences, (), "en", Limit(sentences=2), Context())
    assert [pick.segment for pick in picks] == ["s1", "s2"]
    assert all("found no" in pick.why for pick in picks)


@pytest.mark.parametrize("name", NAMES)
def test_fifty_sentences_with_a_limit_of_words_are_ranked_once(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sumy.models.dom import ObjectDocumentModel

    made: list[object] = []
    real = ObjectDocumentModel.__init__

    def counted(self: object, paragraphs: object) -> None:
        made.append(self)
        real(self, paragraphs)

    monkeypatch.setattr(ObjectDocumentModel, "__init__", counted)
    sentences = sentences_of(
        [f"The mayor opened bridge {i % 9} over river {i % 4}." for i in range(50)]
    )
    limit = Limit(words=60)
    picks = SumyMethod(name).summarise(sentences, ("The bridge",), "en", limit, Context())
    keeps_to(limit, sentences, picks)
    assert len(picks) >= 6
    assert len(made) == 1


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("kl", "sum-basic")])
def test_the_best_sentence_has_the_highest_score(name: str) -> None:
    texts = ["The mayor opened the new bridge.", "It rained.", "The mayor left the bridge open."]
    sentences = sentences_of(texts)
    summarise = SumyMethod(name).summarise
    best = summarise(sentences, ("The bridge",), "en", Limit(sentences=1), Context())[0]
    every = summarise(sentences, ("The bridge",), "en", Limit(sentences=3), Context())
    assert best.score == max(pick.score for pick in every)
    assert len({pick.score for pick in every}) > 1


@pytest.mark.parametrize("name", NAMES)
def test_long_texts_are_refused_with_the_time_and_another_way(name: str) -> None:
    sentences = sentences_of(["A sentence of five words."] * (LARGEST[name] + 1))
    with pytest.raises(SummaryError, match="minute") as caught:
        SumyMethod(name).summarise(sentences, (), "en", Limit(sentences=3), Context())
    assert f"{LARGEST[name]:,}" in caught.value.remedy
    assert "TextRank" in caught.value.remedy


def test_a_wish_to_stop_is_heard_before_the_work() -> None:
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        SumyMethod("luhn").summarise(story("en"), (), "en", Limit(sentences=1), context)


def test_results_do_not_hang_on_the_hash_seed() -> None:
    outputs = set()
    for seed in ("1", "4"):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        done = subprocess.run(
            [sys.executable, "-c", _RANK_IN_A_PROCESS],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
        )
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count("\n") == len(METHODS)


def test_methods_are_found_by_name() -> None:
    assert method(DEFAULT).name == "textrank"
    assert [summariser(m.name).name for m in METHODS] == [m.name for m in METHODS]
    assert {m.name for m in METHODS if m.apart} == set(NAMES)
    assert "content words" in method("lsa").label


def test_an_unknown_method_is_answered_with_those_there_are() -> None:
    with pytest.raises(SummaryError, match="magic") as caught:
        summariser("magic")
    assert all(m.name in caught.value.remedy for m in METHODS)
