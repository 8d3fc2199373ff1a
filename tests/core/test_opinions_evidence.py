"""What an opinion rests on: labels one detector lacks, the file's own word, and why in words."""

from __future__ import annotations

import pytest

from diptych.core.detection import Candidate, Certainty, Opinion
from diptych.core.opinions import enough_to_vote, heed_declared, vote, weigh, without_paragraphs


def _weigh(letters: int, **tops: str) -> Opinion:
    answers = [(name, (Candidate(tag, 0.9, name),)) for name, tag in tops.items()]
    return weigh("a" * letters, answers)


@pytest.mark.parametrize(
    ("neighbour", "tag"),
    [("pt", "gl"), ("ru", "be"), ("mk", "sr"), ("id", "ms"), ("nb", "nn"), ("cy", "ga")],
)
def test_a_language_langdetect_has_no_label_for_is_likely(neighbour: str, tag: str) -> None:
    opinion = _weigh(60, langdetect=neighbour, py3langid=tag)
    assert (opinion.language, opinion.certainty) == (tag, Certainty.LIKELY)
    assert _weigh(59, langdetect=neighbour, py3langid=tag).language == neighbour


def test_a_detector_without_an_answer_does_not_stand_against_one_with_another_label() -> None:
    opinion = _weigh(20, py3langid="hy")
    assert (opinion.language, opinion.certainty) == ("hy", Certainty.LIKELY)
    assert _weigh(19, py3langid="hy").certainty is Certainty.UNSURE


def test_bosnian_proves_nothing_against_croatian() -> None:
    opinion = _weigh(500, langdetect="hr", py3langid="bs")
    assert (opinion.language, opinion.certainty) == ("hr", Certainty.UNSURE)


def test_chinese_in_characters_of_both_forms_is_likely_at_most() -> None:
    both = (Candidate("zh-Hans", 0.5, "script"), Candidate("zh-Hant", 0.5, "script"))
    opinion = weigh("a" * 100, [("script", both)])
    assert (opinion.language, opinion.certainty) == ("zh-Hans", Certainty.LIKELY)
    assert "the same in both forms" in vote([(100, opinion)])[1]


@pytest.mark.parametrize(
    ("letters", "certainty"),
    [(9, Certainty.UNSURE), (10, Certainty.LIKELY), (19, Certainty.LIKELY), (20, Certainty.SURE)],
)
def test_the_script_needs_letters_too(letters: int, certainty: Certainty) -> None:
    assert _weigh(letters, script="ja").certainty is certainty


@pytest.mark.parametrize(
    ("opinion", "why"),
    [
        (
            _weigh(90, langdetect="en", py3langid="en"),
            "langdetect and py3langid agree on English in 2 of 2 paragraphs.",
        ),
        (_weigh(90, script="ja"), "The characters are those of Japanese in 2 of 2 paragraphs."),
        (
            _weigh(90, langdetect="pt", py3langid="gl"),
            "Only py3langid names Galician, in 2 of 2 paragraphs.",
        ),
        (
            _weigh(90, langdetect="da", py3langid="sv"),
            "Only langdetect names Danish, in 2 of 2 paragraphs.",
        ),
    ],
)
def test_why_names_who_says_so(opinion: Opinion, why: str) -> None:
    assert vote([(90, opinion), (90, opinion)])[1] == why


def test_why_does_not_claim_agreement_where_there_is_none() -> None:
    opinions = [
        (90, _weigh(90, langdetect="da", py3langid="sv")),
        (91, _weigh(91, langdetect="de", py3langid="da")),
    ]
    winner, why = vote(opinions)
    assert (winner.language, winner.certainty) == ("da", Certainty.UNSURE)
    assert why == "langdetect and py3langid never agree; Danish is named in 2 of 2 paragraphs."


def test_why_names_the_other_languages_in_words() -> None:
    opinions = [
        (n, _weigh(n, langdetect=tag, py3langid=tag)) for n, tag in [(300, "en"), (40, "fr")]
    ]
    assert vote(opinions)[1].endswith("Paragraphs in other languages: French (1).")


def test_a_disputed_paragraph_gives_each_of_its_languages_a_share() -> None:
    disputed = _weigh(100, langdetect="da", py3langid="sv")
    agreed = _weigh(60, langdetect="sv", py3langid="sv")
    assert vote([(100, disputed), (60, agreed)])[0].language == "sv"


def test_candidates_of_the_whole_are_averages_by_length() -> None:
    opinions = [
        (n, _weigh(n, langdetect=tag, py3langid=tag)) for n, tag in [(300, "en"), (100, "fr")]
    ]
    found = [(c.detector, c.language, c.score) for c in vote(opinions)[0].candidates]
    assert found == [
        ("langdetect", "en", 0.675),
        ("langdetect", "fr", 0.225),
        ("py3langid", "en", 0.675),
        ("py3langid", "fr", 0.225),
    ]


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("three words only", False),
        ("four words are enough", True),
        ("1 2 3 4 5 words now", False),
        ("- – * one two", False),
        ("Đặng Nguyễn Thịệặ", False),
        ("政府昨天宣布新", False),
        ("政府昨天宣布新的", True),
        ("รัฐบาลประกาศ", True),
        ("", False),
    ],
)
def test_who_may_vote(text: str, enough: bool) -> None:
    assert enough_to_vote(text) is enough


def test_without_paragraphs_it_is_never_sure() -> None:
    sure = _weigh(90, langdetect="fr", py3langid="fr")
    assert without_paragraphs("un\ndeux\ntrois\nquatre", sure)[0].certainty is Certainty.LIKELY
    assert without_paragraphs("un", sure)[0].certainty is Certainty.UNSURE
    unsure = _weigh(90, langdetect="fr", py3langid="it")
    assert without_paragraphs("a b c d e", unsure)[0].certainty is Certainty.UNSURE


@pytest.mark.parametrize("declared", [None, "", "!!", "x-klingon", "tlh-tlh-tlh-nonsense-here"])
def test_junk_in_the_file_changes_nothing(declared: str | None) -> None:
    whole = _weigh(90, langdetect="fr", py3langid="fr")
    assert heed_declared(whole, "Why.", declared) == (whole, "Why.")


@pytest.mark.parametrize(
    ("detected", "declared", "language", "certainty"),
    [
        (_weigh(90, langdetect="fr", py3langid="fr"), "fr_CA", "fr", Certainty.SURE),
        (_weigh(90, langdetect="pt", py3langid="pt"), "pt-br", "pt-BR", Certainty.SURE),
        (_weigh(90, langdetect="fr", py3langid="it"), "fr", "fr", Certainty.LIKELY),
        (_weigh(90, langdetect="fr", py3langid="fr"), "de", "fr", Certainty.LIKELY),
        (_weigh(90, script="zh-Hans"), "zh-TW", "zh-Hans", Certainty.LIKELY),
        (_weigh(90, langdetect="fr", py3langid="it"), "it", "it", Certainty.LIKELY),
        (_weigh(90, langdetect="fr", py3langid="it"), "de", "de", Certainty.UNSURE),
        (_weigh(0, langdetect="fr", py3langid="it"), "de", None, Certainty.UNSURE),
    ],
)
def test_the_word_of_the_file_is_evidence(
    detected: Opinion, declared: str, language: str | None, certainty: Certainty
) -> None:
    whole, _ = heed_declared(detected, "Why.", declared)
    assert (whole.language, whole.certainty) == (language, certainty)
