"""Summaries of whole documents: what may be picked, and what is made of it."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.errors import SummaryError
from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.core.versions import Translated, Version, VersionKind, assemble
from diptych.engines.summarising.methods import METHODS
from diptych.workspace.segmenting import begin
from diptych.workspace.summarising import candidates, rank, render, summarise
from helpers.articles import article, seed_article

NAMES = [m.name for m in METHODS]


@pytest.fixture(scope="module")
def seed() -> Document:
    return begin(seed_article().in_language("en"))


def _words(document: Document, picks: tuple[Pick, ...]) -> list[str]:
    source = document.source
    return [source.text_of(source.segment(pick.segment)) for pick in picks]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("limit", [Limit(sentences=5), Limit(words=150), Limit(sentences=99)])
def test_the_seed_is_summarised_from_its_story_alone(
    seed: Document, name: str, limit: Limit
) -> None:
    summary = summarise(seed, name, limit, Context())
    kinds = {block.id: block.kind for block in seed.article.blocks}
    blocks = [seed.source.segment(pick.segment).block for pick in summary.picks]
    allowed = {BlockKind.STANDFIRST, BlockKind.PARAGRAPH}
    assert {kinds[block] for block in blocks} <= allowed
    words = _words(seed, summary.picks)
    assert words
    assert "NEXT NEWS" not in words
    assert not any("2023 AFP" in sentence for sentence in words)
    plain = ["".join(filter(str.isalnum, sentence.casefold())) for sentence in words]
    assert len(set(plain)) == len(plain)


def test_the_default_opens_with_the_news(seed: Document) -> None:
    summary = summarise(seed, "textrank", Limit(sentences=3), Context())
    first = _words(seed, summary.picks)[0]
    assert first.startswith("North Korea held a paramilitary parade on Friday")


def test_headlines_are_titles_and_furniture_is_nothing(seed: Document) -> None:
    sentences, titles = candidates(seed)
    assert titles == ("Russian and Chinese delegations at a parade in North Korea",)
    assert not {s.words for s in sentences} & {*titles, "NEXT NEWS"}
    paragraphs = [s.paragraph for s in sentences]
    assert paragraphs == sorted(paragraphs)


def test_scraps_and_repeats_are_no_candidates() -> None:
    text = "A title\n\nToo short here. Four whole words here. FOUR whole words, here! 1 2 3 4 5."
    document = begin(article(text, kinds=[BlockKind.HEADLINE], language="en"))
    assert [s.words for s in candidates(document)[0]] == ["Four whole words here."]


def test_scripts_without_spaces_need_eight_letters() -> None:
    document = begin(article("市议会星期五开会。他们睡觉。", language="zh-Hans"))
    assert [s.words for s in candidates(document)[0]] == ["市议会星期五开会。"]


def test_scripts_with_spaces_need_four_words_wherever_they_are_from() -> None:
    document = begin(article("საქართველოს დედაქალაქი თბილისია.", language="ka"))
    assert candidates(document)[0] == ()


@pytest.mark.parametrize("text", ["Hi.", "2023 2024 2025 2026 2027", "—"])
def test_nothing_to_summarise_is_said_plainly(text: str) -> None:
    with pytest.raises(SummaryError, match="nothing to summarise") as caught:
        summarise(begin(article(text, language="en")), "textrank", Limit(sentences=2), Context())
    assert caught.value.remedy


def test_unknown_methods_are_refused(seed: Document) -> None:
    with pytest.raises(SummaryError, match="magic"):
        summarise(seed, "magic", Limit(sentences=2), Context())


def test_a_document_of_no_known_language_is_summarised(seed: Document) -> None:
    unknown = begin(seed_article())
    assert summarise(unknown, "luhn", Limit(sentences=2), Context()).picks


def test_the_signature_tells_method_limit_and_source(seed: Document) -> None:
    by_words = summarise(seed, "lead", Limit(words=80), Context()).signature
    by_count = summarise(seed, "lead", Limit(sentences=2), Context()).signature
    other = summarise(seed, "luhn", Limit(sentences=2), Context()).signature
    german = begin(seed_article().in_language("de"))
    otherwise = summarise(german, "luhn", Limit(sentences=2), Context()).signature
    assert len({by_words, by_count, other, otherwise}) == 4
    assert by_words.source_sha256 == other.source_sha256
    assert list(by_words.options) == sorted(by_words.options)
    assert summarise(seed, "lead", Limit(words=80), Context()).signature == by_words


def test_slow_methods_go_through_the_call_and_quick_ones_do_not(seed: Document) -> None:
    calls: list[tuple[object, ...]] = []

    def call(context: Context, function: object, *arguments: object) -> tuple[Pick, ...]:
        calls.append((function, *arguments))
        return (Pick("s2", 1.0, "told"),)

    limit = Limit(sentences=1)
    assert summarise(seed, "kl", limit, Context(), call=call).picks[0].why == "told"
    summarise(seed, "textrank", limit, Context(), call=call)
    ((function, *arguments),) = calls
    assert function is rank
    assert pickle.loads(pickle.dumps((rank, *arguments))) == (rank, *arguments)


@pytest.mark.parametrize("name", NAMES)
def test_ranking_in_another_process_gives_the_same_picks(seed: Document, name: str) -> None:
    limit = Limit(sentences=4)
    sentences, titles = candidates(seed)
    answer = rank(name, *pickle.loads(pickle.dumps((sentences, titles, "en", limit))))
    assert pickle.loads(pickle.dumps(answer)) == summarise(seed, name, limit, Context()).picks


def test_a_summary_is_rendered_from_any_version() -> None:
    document = begin(
        article("One fine day\nit rained here.\n\nThen it stopped at last.", language="en")
    )
    first, second = document.source.segments
    answers = {
        first.id: Translated("Un jour, il plut ici."),
        second.id: Translated("Enfin il cessa."),
    }
    text, segments = assemble(document.source, answers)
    translated = Version(
        "fr", VersionKind.MACHINE, "French", replace(document.source.text, value=text), segments
    )
    document = document.with_version(translated)
    summary = summarise(document, "lead", Limit(sentences=2), Context())
    assert render(document, summary) == "One fine day it rained here.\n\nThen it stopped at last."
    assert render(document, summary, "fr") == "Un jour, il plut ici.\n\nEnfin il cessa."
