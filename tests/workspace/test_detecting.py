"""The language of whole articles: the seed, mixed texts, short texts, and the user's word."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from diptych.core.detection import Candidate, Certainty, Detection
from diptych.core.document import Document
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Detector
from diptych.workspace.detecting import choose_language, default_detectors, detect
from diptych.workspace.segmenting import begin
from helpers.articles import article, seed_article

ENGLISH = "The government announced new measures yesterday to help families in the whole country."
FRENCH = "Le gouvernement a annoncé hier de nouvelles mesures pour aider les familles du pays."
GERMAN = "Die Regierung hat gestern neue Maßnahmen angekündigt, die vielen Familien helfen sollen."
TRADITIONAL = "政府昨天宣布了新的措施來幫助全國的家庭和小企業渡過難關。"


class Spy:
    """Answers for another detector and remembers what it was asked."""

    def __init__(self, detector: Detector) -> None:
        self.name = detector.name
        self.asked: list[str] = []
        self._detector = detector

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """What the other says."""
        self.asked.append(text)
        return self._detector.candidates(text)


class Always:
    """Answers the same to everything."""

    def __init__(self, name: str, tag: str) -> None:
        self.name = name
        self._answer = (Candidate(tag, 0.9, name),)

    def candidates(self, _text: str) -> tuple[Candidate, ...]:
        """The one answer."""
        return self._answer


@pytest.fixture(scope="module")
def detectors() -> tuple[Detector, ...]:
    """Models are loaded once for all tests."""
    return default_detectors()


def _detection(document: Document) -> Detection:
    assert document.detection is not None
    return document.detection


def _of(text: str, detectors: tuple[Detector, ...]) -> Detection:
    return _detection(detect(begin(article(text)), detectors, Context()))


def test_the_seed_is_english_and_sure(detectors: tuple[Detector, ...]) -> None:
    document = detect(begin(seed_article()), detectors, Context())
    found = _detection(document)
    assert (found.language, found.certainty) == ("en", Certainty.SURE)
    assert document.language == document.source.text.language == "en"
    assert "22 of 22 paragraphs" in found.why
    assert {opinion.language for opinion in found.blocks} == {"en"}


def test_the_seed_carries_cues_of_french_with_their_places(detectors: tuple[Detector, ...]) -> None:
    document = detect(begin(seed_article()), detectors, Context())
    origin = _detection(document).origin
    assert origin is not None
    assert origin.language == "fr"
    assert "French" in origin.hint
    assert "%" not in origin.hint
    text = document.article.text.value
    words = [cue.span.of(text) for cue in origin.cues]
    assert len({cue.kind for cue in origin.cues}) >= 3
    assert all(words)
    assert any("\u00a0" in word for word in words)
    assert any("the North Korea" in word for word in words)
    apart = [b.span for b in document.article.blocks if b.kind is BlockKind.REPEATED]
    assert not any(cue.span.overlaps(span) for cue in origin.cues for span in apart)


def test_blocks_apart_from_the_story_have_no_opinion(detectors: tuple[Detector, ...]) -> None:
    document = detect(begin(seed_article()), detectors, Context())
    told = {opinion.block for opinion in _detection(document).blocks}
    assert told == {block.id for block in document.article.blocks if not block.apart}


def test_traditional_chinese_is_never_korean(detectors: tuple[Detector, ...]) -> None:
    found = _of(f"{TRADITIONAL}\n\n{TRADITIONAL}", detectors)
    assert (found.language, found.certainty) == ("zh-Hant", Certainty.SURE)


def test_a_mixed_article_is_told_block_by_block(detectors: tuple[Detector, ...]) -> None:
    found = _of(f"{FRENCH}\n\n{ENGLISH}\n\n{GERMAN}", detectors)
    assert [opinion.language for opinion in found.blocks] == ["fr", "en", "de"]
    assert {opinion.certainty for opinion in found.blocks} == {Certainty.SURE}
    assert found.certainty is Certainty.UNSURE


@pytest.mark.parametrize("word", ["ok", "Taiwan", "Donaudampfschifffahrt", "北京"])
def test_one_word_is_never_enough(word: str, detectors: tuple[Detector, ...]) -> None:
    found = _of(word, detectors)
    assert found.certainty is Certainty.UNSURE
    assert found.blocks == ()


@pytest.mark.parametrize("text", ["", " \n\n ", "12 345\n\n6,7 + 8 = 9 (10)!"])
def test_a_text_without_letters_has_no_language(text: str, detectors: tuple[Detector, ...]) -> None:
    document = detect(begin(article(text)), detectors, Context())
    found = _detection(document)
    assert (found.language, found.certainty) == (None, Certainty.UNSURE)
    assert document.language is None
    assert found.origin is None


def test_short_paragraphs_do_not_vote(detectors: tuple[Detector, ...]) -> None:
    found = _of(f"{FRENCH}\n\nNEXT NEWS\n\nBreaking now here", detectors)
    assert [opinion.block for opinion in found.blocks] == ["b1"]
    assert (found.language, found.certainty) == ("fr", Certainty.SURE)


def test_the_same_article_gets_the_same_answer(detectors: tuple[Detector, ...]) -> None:
    document = begin(article(f"{FRENCH}\n\n{ENGLISH}\n\n{GERMAN}"))
    first = detect(document, detectors, Context())
    assert detect(document, detectors, Context()) == first
    assert detect(document, default_detectors(), Context()) == first


def test_a_long_article_is_asked_about_in_places_spread_over_it() -> None:
    spy = Spy(Always("langdetect", "en"))
    text = "\n\n".join(f"Paragraph {n} has some words." for n in range(5_000))
    found = _detection(detect(begin(article(text)), [spy], Context()))
    assert len(found.blocks) == 200
    numbers = [int(opinion.block[1:]) for opinion in found.blocks]
    assert numbers == sorted(set(numbers))
    assert numbers[0] <= 25
    assert numbers[-1] >= 4_950
    assert len(spy.asked) <= 201


def test_progress_is_reported_and_a_cancelled_detection_ends() -> None:
    steps: list[tuple[int, int]] = []
    context = Context(lambda done, total: steps.append((done, total)))
    document = begin(article(f"{FRENCH}\n\n{ENGLISH}"))
    detect(document, [Always("langdetect", "fr")], context)
    assert steps[:2] == [(0, 2), (1, 2)]
    context.cancel()
    with pytest.raises(Cancelled):
        detect(document, [Always("langdetect", "fr")], context)


def test_a_file_that_says_another_language_makes_it_likely_at_most(
    detectors: tuple[Detector, ...],
) -> None:
    told = detect(begin(article(FRENCH, declared="de")), detectors, Context())
    found = _detection(told)
    assert (found.language, found.certainty) == ("fr", Certainty.LIKELY)
    assert "German" in found.why


def test_a_file_that_agrees_is_mentioned(detectors: tuple[Detector, ...]) -> None:
    found = _detection(detect(begin(article(FRENCH, declared="fr-CA")), detectors, Context()))
    assert (found.language, found.certainty) == ("fr", Certainty.SURE)
    assert "The file says so too." in found.why


def test_the_user_has_the_last_word(detectors: tuple[Detector, ...]) -> None:
    detected = detect(begin(seed_article()), detectors, Context())
    chosen = choose_language(detected, "fr")
    found = _detection(chosen)
    assert (found.language, found.certainty, found.why) == ("fr", Certainty.CHOSEN, "You chose it.")
    assert chosen.language == chosen.source.text.language == "fr"
    assert found.blocks == _detection(detected).blocks
    assert found.candidates == _detection(detected).candidates
    assert found.origin is None
    back = _detection(choose_language(chosen, "en"))
    assert back.origin == _detection(detected).origin


def test_a_language_can_be_chosen_before_anything_was_detected() -> None:
    chosen = choose_language(begin(article("Ha ha.")), "cy")
    assert (chosen.language, _detection(chosen).certainty) == ("cy", Certainty.CHOSEN)
