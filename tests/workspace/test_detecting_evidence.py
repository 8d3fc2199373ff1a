"""What detecting asks, and how it accounts for it."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from diptych.core.detection import Candidate, Certainty
from diptych.core.progress import Context
from diptych.engines.base import Detector
from diptych.workspace.detecting import choose_language, default_detectors, detect
from diptych.workspace.segmenting import begin
from helpers.articles import article, seed_article


class Spy:
    """Says one language and remembers what it was asked."""

    name = "langdetect"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """English, whatever it is."""
        self.asked.append(text)
        return (Candidate("en", 0.9, self.name),)


@pytest.fixture(scope="module")
def detectors() -> tuple[Detector, ...]:
    """Models are loaded once for all tests."""
    return default_detectors()


def test_date_line_furniture_and_repeats_are_never_asked_about() -> None:
    spy = Spy()
    story = seed_article()
    detect(begin(story), [spy], Context())
    told = [block for block in story.blocks if not block.apart]
    assert spy.asked == [block.span.of(story.text.value) for block in told]
    assert not any("NEXT NEWS" in words or "09:19:23" in words for words in spy.asked)


def test_nor_are_they_when_no_paragraph_is_long_enough() -> None:
    spy = Spy()
    kinds = [BlockKind.HEADLINE, BlockKind.FURNITURE]
    detect(begin(article("Rain in Spain\n\nNEXT NEWS", kinds=kinds)), [spy], Context())
    assert spy.asked == ["Rain in Spain"]


def test_a_text_that_is_nothing_but_furniture_is_asked_about_as_it_is() -> None:
    spy = Spy()
    found = detect(begin(article("NEXT NEWS", kinds=[BlockKind.FURNITURE])), [spy], Context())
    assert spy.asked == ["NEXT NEWS"]
    assert found.detection is not None
    assert found.detection.certainty is Certainty.UNSURE


def test_why_of_the_seed_names_both_detectors(detectors: tuple[Detector, ...]) -> None:
    found = detect(begin(seed_article()), detectors, Context()).detection
    assert found is not None
    assert found.why == "langdetect and py3langid agree on English in 22 of 22 paragraphs."
    best = {c.detector: c.language for c in reversed(found.candidates)}
    assert best == {"langdetect": "en", "py3langid": "en"}


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("hy", "Կառավարությունը երեկ հայտարարեց նոր միջոցառումների մասին գյուղերում։"),
        ("gl", "O goberno galego presentou onte un novo plan para axudar ás familias da costa."),
        ("be", "Урад учора абвясціў пра новыя меры, якія дапамогуць сем'ям і прадпрыемствам."),
        ("eu", "Gobernuak atzo aurkeztu zuen errepideak hobetzeko plan berria herri txikietan."),
    ],
)
def test_languages_only_one_detector_knows_are_likely(
    tag: str, text: str, detectors: tuple[Detector, ...]
) -> None:
    found = detect(begin(article(text)), detectors, Context()).detection
    assert found is not None
    assert (found.language, found.certainty) == (tag, Certainty.LIKELY)


def test_a_long_article_says_how_much_of_it_was_asked_about() -> None:
    text = "\n\n".join(f"Paragraph {n} has some words." for n in range(5_000))
    found = detect(begin(article(text)), [Spy()], Context()).detection
    assert found is not None
    assert found.why.endswith("200 of 5,000 paragraphs, spread over the text, were asked.")


def test_an_endless_article_is_asked_about_within_a_budget() -> None:
    spy = Spy()
    detect(begin(article("word after word " * 20_000)), [spy], Context())
    assert [len(words) for words in spy.asked] == [10_000]
    spy = Spy()
    detect(begin(article(("word after word " * 300 + "\n\n") * 300)), [spy], Context())
    assert len(spy.asked) == 200
    assert sum(map(len, spy.asked)) <= 200_000


def test_the_last_step_is_the_whole() -> None:
    steps: list[tuple[int, int]] = []
    context = Context(lambda done, total: steps.append((done, total)))
    detect(begin(article("One has four words.\n\nTwo has four words.")), [Spy()], context)
    assert steps == [(0, 2), (1, 2), (2, 2)]


def test_a_chosen_tag_is_written_our_way() -> None:
    assert choose_language(begin(article("Ha ha.")), "en_GB").language == "en"
