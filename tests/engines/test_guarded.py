"""Whatever an engine does to a sentence, what must not change comes through it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.casing import Casing, Spelling, learn_spelling
from diptych.core.numerals import lost_numbers
from diptych.core.progress import Cancelled, Context
from diptych.core.text import Span
from diptych.engines.base import Answer
from diptych.engines.translation.guarded import Fixed, GuardedTranslator, Sentence, no_terms
from helpers.translators import Engine

PROTECTED = (
    "https://example.org/a_b?q=1&r=2",
    "www.example.co.uk/news",
    "jean.dupont@example.org",
    "@desk_editor",
    "#COP28",
    "<b>",
    "</a>",
    "report_v2.pdf",
    "file_name.txt",
    "`make all`",
    "{name}",
    "{{count}}",
    "%(total)d",
    "%s",
    "foo.bar()",
    "--dry-run",
    "/usr/share/doc",
    "&nbsp;",
)
NUMBER = re.compile(r"\d+")
STAND_IN = re.compile(r"[A-Z]{1,3}\d+")


def same(words: str) -> str:
    return words


ENGINES: dict[str, Callable[[str], str]] = {
    "says the same": same,
    "in capitals": str.upper,
    "in small letters": str.lower,
    "backwards": lambda words: " ".join(reversed(words.split())),
    "drops stand-ins": lambda words: STAND_IN.sub("", words),
    "repeats stand-ins": lambda words: STAND_IN.sub(lambda m: f"{m[0]} {m[0]}", words),
    "splits stand-ins": lambda words: STAND_IN.sub(lambda m: " ".join(m[0]), words),
    "renames stand-ins": lambda words: STAND_IN.sub("X9", words),
    "counts on": lambda words: NUMBER.sub(lambda m: str(int(m[0]) + 1), words),
    "says nothing": lambda _words: "",
    "says something else": lambda _words: "Bonjour X1 X2",
}
ENGINE_NAMES = st.sampled_from(sorted(ENGINES))
WORDS = st.sampled_from(["The", "house", "of", "cards,", "said", "“yes”", "no.", "X1", "12"])
SENTENCES = st.lists(WORDS | st.sampled_from(PROTECTED), min_size=1, max_size=8).map(" ".join)


def guarded(
    engine: Engine,
    spelling: Spelling | None = None,
    terms: Callable[[str, str], Sequence[Fixed]] = no_terms,
) -> GuardedTranslator:
    return GuardedTranslator(engine, spelling or Spelling({}), terms)


def told(
    translator: GuardedTranslator, *sentences: Sentence | str, quality: str = "fast"
) -> list[Answer]:
    found: dict[int, Answer] = {}

    def deliver(index: int, answer: Answer) -> None:
        assert index not in found, "delivered twice"
        found[index] = answer

    asked = [Sentence(s) if isinstance(s, str) else s for s in sentences]
    translator.translate(asked, quality, Context(), deliver)
    return [found[index] for index in range(len(asked))]


def one(engine: Engine, sentence: str, casing: Casing = Casing.SENTENCE) -> str:
    (answer,) = told(guarded(engine), Sentence(sentence, casing))
    return answer.words


# What must not change


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("kept", PROTECTED)
def test_what_is_protected_comes_through_any_engine(engine: str, kept: str) -> None:
    words = one(Engine(ENGINES[engine]), f"Readers of {kept} know more than others.")
    assert words.count(kept) == 1


@given(SENTENCES, ENGINE_NAMES, st.sampled_from(Casing))
def test_all_that_is_protected_comes_through_as_often_as_it_stood(
    sentence: str, engine: str, casing: Casing
) -> None:
    words = one(Engine(ENGINES[engine]), sentence, casing)
    for kept in PROTECTED:
        alone = re.compile(rf"(?<!\S){re.escape(kept)}(?!\S)")
        assert words.count(kept) >= len(alone.findall(sentence))


@given(SENTENCES)
def test_an_engine_that_says_the_same_changes_no_letter(sentence: str) -> None:
    def bare(words: str) -> str:
        return re.sub(r"[\s“”«»]", "", words)

    assert bare(one(Engine(same), sentence)) == bare(sentence)


def test_the_order_in_which_an_engine_puts_them_is_kept() -> None:
    swap = {"From X1 to X2.": "Vers X2 depuis X1."}
    words = one(Engine(lambda asked: swap[asked]), "From a@example.org to b@example.org.")
    assert words == "Vers b@example.org depuis a@example.org."


def test_the_engine_never_sees_what_is_protected() -> None:
    engine = Engine(ENGINES["drops stand-ins"])
    one(engine, "Write to jean@example.org or see https://example.org now.")
    assert engine.asked[0] == "Write to X1 or see X2 now."
    assert not any("example" in asked for asked in engine.asked)


def test_a_sentence_that_holds_such_stand_ins_gets_others() -> None:
    engine = Engine(same)
    assert one(engine, "The X1 by {maker} is out.") == "The X1 by {maker} is out."
    assert engine.asked == ["The X1 by ZQ1 is out."]


def test_sentences_of_nothing_but_protected_words_do_not_reach_the_engine() -> None:
    engine = Engine(str.upper)
    alone = "https://example.org/a"
    answers = told(guarded(engine), alone, "Read on.", "@a_b, #tag!", "12 %s")
    assert [answer.words for answer in answers] == [alone, "READ ON.", "@a_b, #tag!", "12 %s"]
    assert engine.asked == ["Read on."]


def test_no_sentences_are_no_trouble() -> None:
    engine = Engine(same)
    assert told(guarded(engine)) == []
    assert engine.asked == []


def test_sentences_that_look_the_same_to_the_engine_are_asked_for_once() -> None:
    engine = Engine(lambda words: words.replace("See", "Voir"))
    answers = told(
        guarded(engine),
        "See a@example.org.",
        "See b@example.org.",
        Sentence("READ THIS NOW", Casing.UPPER),
        "Read this now",
    )
    assert [answer.words for answer in answers] == [
        "Voir a@example.org.",
        "Voir b@example.org.",
        "READ THIS NOW",
        "Read this now",
    ]
    assert engine.asked == ["See X1.", "Read this now"]


# Around what must not change


def test_where_stand_ins_are_lost_the_words_around_are_translated() -> None:
    engine = Engine(lambda words: ENGINES["drops stand-ins"](words).replace("or", "ou"))
    (answer,) = told(guarded(engine), "Ask (a@example.org) or see b.org, or not.")
    assert answer.words == "Ask (a@example.org) ou see b.org, ou not."
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.IN_PARTS]
    assert engine.asked[1:] == ["Ask (", ") or see", ", or not."]


def test_quotation_marks_around_what_is_protected_are_a_pair() -> None:
    engine = Engine(ENGINES["drops stand-ins"])
    assert one(engine, 'He wrote "{word}" today.') == "He wrote «\u00a0{word}\u00a0» today."


def test_a_capital_headline_is_one_around_what_is_protected_too() -> None:
    engine = Engine(ENGINES["drops stand-ins"])
    assert one(engine, "READ example.org NOW OR NEVER", Casing.UPPER) == (
        "READ example.org NOW OR NEVER"
    )


def test_digits_behind_what_is_protected_are_kept_once() -> None:
    def turn(words: str) -> str:
        return " ".join(reversed(STAND_IN.sub("", words).split()))

    assert one(Engine(same), "Take {count}500 of them.") == "Take {count}500 of them."
    assert one(Engine(turn), "Take {count}500 of them.") == "Take {count}them. of 500"


# Numbers


def test_numbers_that_an_engine_changes_are_put_right() -> None:
    def count_on(words: str) -> str:
        return re.sub(r"(?<![A-Z])\d+", lambda m: str(int(m[0]) + 1), words)

    assert one(Engine(count_on), "Some 375 ships and 20 boats.") == "Some 375 ships and 20 boats."


def test_numbers_are_put_in_the_marks_of_the_language() -> None:
    def drop(words: str) -> str:
        return re.sub(r"(?<![A-Z])\d[\d.,]*\d", "", words)

    sentence = "It cost 473,000 euros, 1.5 percent more."
    assert one(Engine(drop), sentence) == "It cost 473\u202f000 euros, 1,5 percent more."
    german = one(Engine(drop, "en", "de"), sentence)
    assert german == "It cost 473.000 euros, 1,5 percent more."


def test_numbers_that_are_there_in_another_notation_are_left() -> None:
    answers = {"It cost 473,000 euros.": "Il a coûté 473 000 euros."}
    engine = Engine(lambda asked: answers[asked])
    assert one(engine, "It cost 473,000 euros.") == "Il a coûté 473\u202f000 euros."
    assert len(engine.asked) == 1


def test_a_digit_may_become_a_word() -> None:
    engine = Engine(lambda words: words.replace("3", "trois"))
    assert one(engine, "There were 3 ships.") == "There were trois ships."
    assert len(engine.asked) == 1


def test_numbers_that_cannot_be_saved_leave_the_first_answer_with_its_alarms() -> None:
    noticed = Alarm(AlarmKind.OTHER, "odd")
    engine = Engine(lambda _words: Answer("Beaucoup.", (noticed,)))
    (answer,) = told(guarded(engine), "They sent 3,200 soldiers.")
    assert answer == Answer("Beaucoup.", (noticed,))
    assert engine.asked == [
        "They sent 3,200 soldiers.",
        "They sent X1 soldiers.",
        "They sent ZQ1 soldiers.",
    ]


def test_a_second_form_of_stand_in_may_come_through_where_the_first_did_not() -> None:
    engine = Engine(lambda words: words.replace("X1", "").replace("3,200", ""))
    assert one(engine, "They sent 3,200 soldiers.") == "They sent 3\u202f200 soldiers."
    assert len(engine.asked) == 3


@given(
    st.lists(st.integers(10, 10**7), min_size=1, max_size=4),
    st.sampled_from(["fr", "de", "en"]),
)
def test_no_number_is_lost_by_an_engine_that_keeps_stand_ins(
    numbers: list[int], language: str
) -> None:
    engine = Engine(lambda words: re.sub(r"(?<![A-Z\d])[\d,]*\d", "?", words), "en", language)
    sentence = " and ".join(f"{number:,} ships" for number in numbers)
    assert lost_numbers(sentence, one(engine, sentence)) == ()


# Terms


def fixed(source_word: str, target: str) -> Callable[[str, str], Sequence[Fixed]]:
    """A glossary of one term."""

    def broken(source: str, words: str) -> Sequence[Fixed]:
        place = source.casefold().find(source_word)
        if place < 0 or target.casefold() in words.casefold():
            return ()
        return ((Span(place, place + len(source_word)), target),)

    return broken


def test_a_term_is_fixed_by_a_second_try() -> None:
    engine = Engine(lambda words: words.replace("bank", "rive"))
    (answer,) = told(guarded(engine, terms=fixed("bank", "banque")), "The bank of a@b.org opens.")
    assert answer.words == "The banque of a@b.org opens."
    assert engine.asked == ["The bank of X1 opens.", "The X1 of X2 opens."]


def test_a_term_that_is_kept_is_no_reason_to_ask_again() -> None:
    engine = Engine(lambda words: words.replace("bank", "banque"))
    assert told(guarded(engine, terms=fixed("bank", "banque")), "The bank opens.") == [
        Answer("The banque opens.")
    ]
    assert engine.asked == ["The bank opens."]


def test_a_term_and_a_lost_number_are_fixed_together() -> None:
    engine = Engine(lambda words: words.replace("bank", "rive").replace("2,500", "2"))
    translator = guarded(engine, terms=fixed("bank", "banque"))
    (answer,) = told(translator, "The bank has 2,500 rooms.")
    assert answer.words == "The banque has 2\u202f500 rooms."
    assert len(engine.asked) == 2


def test_a_term_in_a_capital_headline_is_in_capitals() -> None:
    translator = guarded(Engine(same), terms=fixed("bank", "banque centrale"))
    (answer,) = told(translator, Sentence("THE BANK OPENS", Casing.UPPER))
    assert answer.words == "THE BANQUE CENTRALE OPENS"


def test_a_sentence_that_begins_with_a_fixed_term_begins_with_a_capital() -> None:
    translator = guarded(Engine(same), terms=fixed("bank", "banque"))
    assert told(translator, "Bank opens.")[0].words == "Banque opens."
    assert told(translator, "bank opens")[0].words == "banque opens"


def test_a_term_inside_of_an_address_is_left_alone() -> None:
    engine = Engine(same)
    translator = guarded(engine, terms=fixed("bank", "banque"))
    assert told(translator, "See bank.com now.")[0].words == "See bank.com now."
    assert len(engine.asked) == 1


def test_a_term_that_holds_a_stand_in_harms_nothing() -> None:
    translator = guarded(Engine(same), terms=fixed("jet", "Airbus X1"))
    assert told(translator, "The jet of a@b.org.")[0].words == "The Airbus X1 of a@b.org."


# Letters and marks


def test_a_headline_in_capitals_is_asked_for_as_a_sentence_and_comes_in_capitals() -> None:
    spelling = learn_spelling(["The troops of North Korea met NATO."])
    engine = Engine(lambda words: words.replace("fires", "lance un été"))
    (answer,) = told(guarded(engine, spelling), Sentence("NORTH KOREA FIRES AT NATO", Casing.UPPER))
    assert engine.asked == ["North Korea fires at NATO"]
    assert answer.words == "NORTH KOREA LANCE UN ÉTÉ AT NATO"


def test_title_case_is_for_those_languages_that_have_it() -> None:
    title = Sentence("Le Ministre Annonce Une Réforme", Casing.TITLE)
    minister = {"Le Ministre Annonce Une Réforme": "minister announces a reform of the law"}
    english = Engine(lambda asked: minister[asked], "fr", "en")
    assert told(guarded(english), title)[0].words == "Minister Announces a Reform of the Law"
    german = Engine(lambda asked: minister[asked], "fr", "de")
    assert told(guarded(german), title)[0].words == "minister announces a reform of the law"


def test_marks_are_those_of_the_target_language() -> None:
    assert one(Engine(same), '"Well", he said: "No!"') == (
        "«\u00a0Well\u00a0», he said\u00a0: «\u00a0No\u202f!\u00a0»"
    )
    assert one(Engine(same, "fr", "en"), "« Non », dit-il : vraiment ?") == (
        "“Non”, dit-il: vraiment?"
    )


# The rest of the contract


def test_what_the_engine_noticed_is_kept() -> None:
    noticed = (Alarm(AlarmKind.IN_PARTS, "long"), Alarm(AlarmKind.LOOP, "again"))
    (answer,) = told(guarded(Engine(lambda words: Answer(words, noticed))), "See example.org now.")
    assert answer.alarms == noticed


def test_what_the_engine_noticed_in_a_part_is_kept() -> None:
    loop = Alarm(AlarmKind.LOOP, "again")
    engine = Engine(lambda words: Answer(STAND_IN.sub("", words), (loop,)))
    (answer,) = told(guarded(engine), "See example.org now.")
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.IN_PARTS, AlarmKind.LOOP]


def test_the_second_try_ends_when_the_user_stops() -> None:
    context = Context()

    def stop(words: str) -> str:
        context.cancel()
        return STAND_IN.sub("", words)

    engine = Engine(stop)
    with pytest.raises(Cancelled):
        guarded(engine).translate(
            [Sentence("See example.org now.")], "fast", context, lambda _index, _answer: None
        )
    assert engine.asked == ["See X1 now."]


def test_progress_is_that_of_the_engine_alone() -> None:
    steps: list[tuple[int, int]] = []
    context = Context(lambda *step: steps.append(step))
    engine = Engine(ENGINES["drops stand-ins"])
    sentences = [Sentence("See example.org now."), Sentence("Then rest.")]
    guarded(engine).translate(sentences, "fast", context, lambda _index, _answer: None)
    assert steps == [(0, 2), (1, 2)]
