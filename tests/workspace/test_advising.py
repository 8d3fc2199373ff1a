"""More about single sentences: other translations, linked words, doubts, and another try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.progress import Cancelled, Context
from diptych.core.terms import Term
from diptych.core.versions import SegmentState, Version
from diptych.engines.base import Answer
from diptych.engines.translation.argos import ArgosTranslator
from diptych.workspace import advising, annotating
from diptych.workspace.library import Library
from diptych.workspace.paths import Paths, starter_packs
from diptych.workspace.segmenting import begin
from diptych.workspace.sentence_cache import SentenceCache
from diptych.workspace.translating import Aids, translate
from helpers.articles import article
from helpers.translators import Engine, argos

NOW = datetime(2026, 1, 2, tzinfo=UTC)
NEWS = (
    "PRESIDENT OF NORTH KOREA MEETS NATO",
    "The president arrived in Paris on Monday.",
    "The troops of North Korea were seen by NATO.",
    "The minister said that the house was sold.",
    "Write to jean@example.org for more.",
)


@pytest.fixture(scope="module")
def french() -> ArgosTranslator:
    return argos(starter_packs() / "translate-en_fr-0_1.argosmodel")


@pytest.fixture(scope="module")
def tiny(tiny_pack: Path) -> ArgosTranslator:
    return argos(tiny_pack)


@pytest.fixture(scope="module")
def news() -> Document:
    kinds = (BlockKind.HEADLINE,)
    return begin(article("\n\n".join(NEWS), kinds=kinds, language="en"))


@pytest.fixture(scope="module")
def version(french: ArgosTranslator, news: Document) -> Version:
    return translate(news, french, "balanced", Context())


def document(text: str) -> Document:
    return begin(article(text, language="en"))


# Other translations


@pytest.mark.parametrize("start", ["", "Le", "Le prés", "À Paris"])
def test_alternatives_differ_begin_as_was_typed_and_come_in_order(
    french: ArgosTranslator, news: Document, start: str
) -> None:
    offers = advising.alternatives(news, french, "s2", start, 4, Context())
    words = [offer.words for offer in offers]
    assert len(words) == len(set(words)) >= 3
    assert all(w.startswith(start) for w in words)
    scores = [offer.score for offer in offers]
    assert scores == sorted(scores, reverse=True)


def test_alternatives_are_finished_like_translations(
    french: ArgosTranslator, news: Document
) -> None:
    headline = advising.alternatives(news, french, "s1", "", 4, Context())
    assert headline
    assert all(offer.words == offer.words.upper() for offer in headline)
    assert any("CORÉE DU NORD" in offer.words for offer in headline)
    address = advising.alternatives(news, french, "s5", "", 4, Context())
    assert address
    assert all(offer.words.count("jean@example.org") == 1 for offer in address)


def test_an_engine_that_knows_no_others_offers_none(news: Document) -> None:
    assert advising.alternatives(news, Engine(str.upper), "s2", "", 4, Context()) == ()


def test_an_unknown_segment_is_told(french: ArgosTranslator, news: Document) -> None:
    with pytest.raises(KeyError):
        advising.alternatives(news, french, "s99", "", 4, Context())


# Links


def linked(doc: Document, made: Version, translator: ArgosTranslator, segment: str) -> list[str]:
    links = advising.links(doc, made, translator, segment, Context())
    source, target = doc.source.text.value, made.text.value
    return [f"{link.source.of(source)}={link.target.of(target)}" for link in links]


def test_linked_words_stand_at_their_places_in_the_two_texts(tiny: ArgosTranslator) -> None:
    doc = document("see the house .\n\nthe river and the\nhouse")
    made = translate(doc, tiny, "fast", Context())
    assert linked(doc, made, tiny, "s1") == ["see=see", "the=la", "house=maison"]
    assert linked(doc, made, tiny, "s2") == [
        "the=la",
        "river=rivière",
        "and=et",
        "the=la",
        "house=maison",
    ]


def test_an_edited_sentence_has_links_of_its_own(tiny: ArgosTranslator) -> None:
    doc = document("see the house .\n\nthe river")
    doc = doc.with_version(replace(translate(doc, tiny, "fast", Context()), id="v1"))
    edited = annotating.edit_segment(doc, "v1", "s2", "rivière la").version("edited-v1")
    # The tiny model links by place.
    assert linked(doc, edited, tiny, "s2") == ["the=rivière", "river=la"]


def test_an_engine_without_attention_links_nothing(news: Document, version: Version) -> None:
    assert advising.links(news, version, Engine(str.upper), "s2", Context()) == ()


# Doubts


def with_words(made: Version, words: dict[str, str]) -> Version:
    for segment, put in words.items():
        made = made.with_segment(segment, put, SegmentState.EDITED)
    return made


def test_the_models_own_sentences_are_not_doubtful(
    french: ArgosTranslator, news: Document, version: Version
) -> None:
    assert advising.doubtful(news, version, french, Context()) == {}


def test_sentences_that_changed_places_are_doubtful(
    french: ArgosTranslator, news: Document, version: Version
) -> None:
    second, fourth = (version.text_of(version.segment(s)) for s in ("s2", "s4"))
    shuffled = with_words(version, {"s2": fourth, "s4": second})
    found = advising.doubtful(news, shuffled, french, Context())
    assert set(found) == {"s2", "s4"}
    assert all(score < advising.DOUBTFUL for score in found.values())


def test_only_those_that_are_wanted_are_looked_at(
    french: ArgosTranslator, news: Document, version: Version
) -> None:
    wrong = with_words(version, {"s2": "Le chien vert.", "s4": "Un pont bleu, hier."})
    assert set(advising.doubtful(news, wrong, french, Context(), ["s4", "s3"])) == {"s4"}
    assert advising.doubtful(news, wrong, french, Context(), []) == {}


def test_what_was_copied_or_is_not_there_is_no_doubt(french: ArgosTranslator) -> None:
    doc = document("Zzz xxx qqq.\n\n12 %\n\nThe house.")
    made = translate(doc, Engine(lambda words: words), "fast", Context())
    made = with_words(made, {"s3": " "})
    assert advising.doubtful(doc, made, french, Context()) == {}


def test_an_engine_without_scores_doubts_nothing(news: Document, version: Version) -> None:
    assert advising.doubtful(news, version, Engine(str.upper), Context()) == {}


def test_a_doubt_is_an_alarm_beside_the_others_and_goes_again(version: Version) -> None:
    odd = Alarm(AlarmKind.OTHER, "odd")
    first = replace(version.segments[0], alarms=(odd,))
    before = replace(version, segments=(first, *version.segments[1:]))
    marked = advising.with_doubts(before, {"s1": -2.0, "s3": -3.0})
    kinds = [[alarm.kind for alarm in segment.alarms] for segment in marked.segments]
    assert kinds[0] == [AlarmKind.OTHER, AlarmKind.CONFIDENCE]
    assert AlarmKind.CONFIDENCE in kinds[2]
    assert advising.with_doubts(marked, {"s1": -2.0, "s3": -3.0}) == marked
    assert advising.with_doubts(marked, {}) == before


# Another try


def made_by(answer: Callable[[str], Answer | str], model: str) -> Engine:
    return Engine(answer, model=model)


SOURCE = "The mayor sold 375 houses."
BAD = "Le maire vendit des maisons."
GOOD = "Le maire a vendu 375 maisons."


def first_try(words: str = BAD) -> tuple[Document, Version]:
    doc = document(SOURCE)
    return doc, translate(doc, made_by(lambda _words: words, "first"), "fast", Context())


def test_the_try_with_the_fewest_alarms_is_picked() -> None:
    doc, now = first_try()
    noticed = (Alarm(AlarmKind.OTHER, "odd"), Alarm(AlarmKind.IN_PARTS, "in parts"))
    worse = made_by(lambda _words: Answer("Le maire vendait.", noticed), "worse")
    better = made_by(lambda _words: Answer("Le maire vendait 375 maisons.", noticed[:1]), "better")
    good = made_by(lambda _words: GOOD, "good")
    found = advising.retry(doc, now, "s1", [worse, better, good], Context())
    assert found is not None
    assert (found.translated.words, found.translated.alarms) == (GOOD, ())
    assert (found.info.model, found.quality) == ("good", "careful")
    left = advising.retry(doc, now, "s1", [worse, better], Context())
    assert left is not None
    assert left.info.model == "better"


def test_nothing_is_never_the_better_translation() -> None:
    doc, now = first_try()
    silent = made_by(lambda _words: "", "silent")
    assert advising.retry(doc, now, "s1", [silent], Context()) is None


def test_of_equals_the_first_and_most_careful_is_picked_and_the_search_ends() -> None:
    doc, now = first_try()
    first = made_by(lambda _words: GOOD, "a")
    second = made_by(lambda _words: "Le maire vend 375 maisons.", "b")
    found = advising.retry(doc, now, "s1", [first, second], Context())
    assert found is not None
    assert (found.info.model, found.quality) == ("a", "careful")
    assert second.asked == []
    assert len(first.asked) == 1


def test_when_all_say_the_same_there_is_no_other() -> None:
    doc, now = first_try(GOOD)
    same = made_by(lambda _words: GOOD, "same")
    assert advising.retry(doc, now, "s1", [same], Context()) is None
    assert len(same.asked) == len(advising.QUALITIES)
    assert advising.retry(doc, now, "s1", [], Context()) is None


def test_terms_are_asked_for_in_another_try() -> None:
    doc, now = first_try()
    engine = made_by(
        lambda words: words.replace("mayor", "maire").replace("houses", "maisons"), "m"
    )
    aids = Aids(terms=(Term("mayor", "bourgmestre", "en", "fr"),))
    found = advising.retry(doc, now, "s1", [engine], Context(), aids)
    assert found is not None
    assert "bourgmestre" in found.translated.words


def test_another_try_uses_what_is_kept(tmp_path: Path) -> None:
    doc, now = first_try()
    aids = Aids(SentenceCache(tmp_path / "cache.sqlite"))
    engine = made_by(lambda _words: GOOD, "m")
    for _ in range(2):
        found = advising.retry(doc, now, "s1", [engine], Context(), aids)
        assert found is not None
        assert found.translated.words == GOOD
    assert len(engine.asked) == 1


def test_the_user_may_stop_trying() -> None:
    doc, now = first_try(GOOD)
    context = Context()

    def stop(_words: str) -> str:
        context.cancel()
        return GOOD

    engine = made_by(stop, "m")
    with pytest.raises(Cancelled):
        advising.retry(doc, now, "s1", [engine], context)
    assert len(engine.asked) == 1


# All that helps


@pytest.fixture
def library(home: Path) -> Iterator[Library]:
    stores = Library(Paths.usual({"DIPTYCH_HOME": str(home)}))
    yield stores
    stores.close()


def test_advice_holds_like_sentences_terms_and_other_translations(
    library: Library, french: ArgosTranslator, news: Document, version: Version
) -> None:
    doc = replace(news.with_version(version), terms=(Term("president", "président", "en", "fr"),))
    library.remember(doc, version.id, "s2", "Ann", NOW)
    advice = advising.advise(doc, version, "s2", french, library, Context())
    assert [(match.score, match.same_context) for match in advice.matches] == [(100, True)]
    assert advice.matches[0].entry.target == version.text_of(version.segment("s2"))
    assert [match.term.target for match in advice.terms] == ["président"]
    now = version.text_of(version.segment("s2"))
    assert 1 <= len(advice.alternatives) <= advising.MOST_ALTERNATIVES
    assert now not in [offer.words for offer in advice.alternatives]


def test_without_a_translator_there_is_advice_all_the_same(
    library: Library, news: Document, version: Version
) -> None:
    doc = news.with_version(version)
    library.remember(doc, version.id, "s2", "Ann", NOW)
    advice = advising.advise(doc, version, "s2", None, library, Context())
    assert len(advice.matches) == 1
    assert advice.alternatives == ()


def test_without_a_language_there_is_no_advice(library: Library, version: Version) -> None:
    doc = begin(article("\n\n".join(NEWS)))
    assert advising.advise(doc, version, "s2", None, library, Context()) == advising.Advice()
