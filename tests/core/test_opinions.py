"""How far detectors are believed, and the vote of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.detection import Candidate, Certainty, Opinion
from diptych.core.opinions import count_letters, vote, weigh

Answers = list[tuple[str, tuple[Candidate, ...]]]


def _answers(**tops: str) -> Answers:
    return [(name, (Candidate(tag, 0.9, name),)) for name, tag in tops.items()]


def _letters(count: int) -> str:
    return "a" * count


def test_letters_of_any_script_count_and_nothing_else() -> None:
    assert count_letters("Ab, é 12 北ก!") == 5


@pytest.mark.parametrize(
    ("letters", "certainty"),
    [(9, Certainty.UNSURE), (10, Certainty.LIKELY), (19, Certainty.LIKELY), (20, Certainty.SURE)],
)
def test_agreement_counts_for_more_the_longer_the_text(letters: int, certainty: Certainty) -> None:
    opinion = weigh(_letters(letters), _answers(langdetect="fr", py3langid="fr"))
    assert (opinion.language, opinion.certainty) == ("fr", certainty)


@pytest.mark.parametrize("tag", ["da", "nb", "es", "pt", "hr", "id", "cs", "sk"])
def test_close_languages_need_more_letters(tag: str) -> None:
    both = _answers(langdetect=tag, py3langid=tag)
    assert weigh(_letters(59), both).certainty is Certainty.LIKELY
    assert weigh(_letters(60), both).certainty is Certainty.SURE


def test_detectors_that_differ_leave_it_unsure_and_the_first_is_named() -> None:
    opinion = weigh(_letters(500), _answers(langdetect="da", py3langid="sv"))
    assert (opinion.language, opinion.certainty) == ("da", Certainty.UNSURE)


def test_one_detector_alone_is_not_agreement() -> None:
    assert weigh(_letters(500), _answers(langdetect="fr")).certainty is Certainty.UNSURE


def test_the_script_is_believed_against_the_statistics() -> None:
    answers = _answers(script="zh-Hant", langdetect="ko", py3langid="zh-Hans")
    opinion = weigh(_letters(20), answers)
    assert (opinion.language, opinion.certainty) == ("zh-Hant", Certainty.SURE)


@pytest.mark.parametrize("text", ["", "12 345 !?"])
def test_without_letters_there_is_no_language(text: str) -> None:
    opinion = weigh(text, _answers(langdetect="ro", py3langid="ro"))
    assert (opinion.language, opinion.certainty) == (None, Certainty.UNSURE)


def test_without_answers_there_is_no_language() -> None:
    opinion = weigh("word " * 20, [("langdetect", ()), ("py3langid", ())])
    assert (opinion.language, opinion.certainty) == (None, Certainty.UNSURE)


def test_all_candidates_are_kept() -> None:
    answers = _answers(langdetect="fr", py3langid="it")
    assert [c.language for c in weigh(_letters(30), answers).candidates] == ["fr", "it"]


def _opinion(letters: int, **tops: str) -> tuple[int, Opinion]:
    return letters, weigh(_letters(letters), _answers(**tops))


def _both(letters: int, tag: str) -> tuple[int, Opinion]:
    return _opinion(letters, langdetect=tag, py3langid=tag)


def test_paragraphs_vote_by_their_length_not_by_their_number() -> None:
    opinion, _ = vote([_both(30, "fr"), _both(30, "fr"), _both(30, "fr"), _both(900, "en")])
    assert (opinion.language, opinion.certainty) == ("en", Certainty.SURE)


def test_a_mixed_text_is_not_sure() -> None:
    opinion, why = vote([_both(100, "fr"), _both(160, "en")])
    assert (opinion.language, opinion.certainty) == ("en", Certainty.LIKELY)
    assert "1 of 2 paragraphs" in why


def test_three_languages_of_equal_length_are_unsure() -> None:
    opinion, _ = vote([_both(100, "fr"), _both(100, "en"), _both(101, "de")])
    assert (opinion.language, opinion.certainty) == ("de", Certainty.UNSURE)


def test_disputed_paragraphs_alone_are_unsure() -> None:
    opinion, _ = vote([_opinion(300, langdetect="da", py3langid="sv")] * 3)
    assert opinion.certainty is Certainty.UNSURE


def test_a_vote_of_nobody_names_nothing() -> None:
    opinion, why = vote([])
    assert (opinion.language, opinion.certainty) == (None, Certainty.UNSURE)
    assert why.endswith(".")


def test_why_counts_the_paragraphs() -> None:
    assert "24 of 24 paragraphs" in vote([_both(100, "en")] * 24)[1]
    assert "1 of 1 paragraph " in vote([_both(100, "en")])[1].replace(".", " ")


_TAGS = st.sampled_from(["en", "fr", "de", "da", "nb", "gl"])
_VOICES = st.lists(st.tuples(st.integers(0, 400), _TAGS, _TAGS), max_size=12)


@given(_VOICES)
def test_a_vote_names_a_language_somebody_named(voices: list[tuple[int, str, str]]) -> None:
    opinions = [_opinion(n, langdetect=a, py3langid=b) for n, a, b in voices]
    winner, _ = vote(opinions)
    named = {tag for letters, *tags in voices if letters for tag in tags}
    assert (winner.language in named) if named else winner.language is None


@given(_VOICES)
def test_a_sure_vote_has_four_fifths_behind_it(voices: list[tuple[int, str, str]]) -> None:
    opinions = [_opinion(n, langdetect=a, py3langid=b) for n, a, b in voices]
    winner, _ = vote(opinions)
    if winner.certainty is Certainty.SURE:
        behind = sum(n for n, a, b in voices if winner.language in (a, b))
        assert behind >= 0.8 * sum(n for n, _, _ in voices)
