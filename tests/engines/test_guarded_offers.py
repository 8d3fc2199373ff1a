"""What an advisor offers for a sentence, finished as translations are, behind what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.casing import Casing, Spelling, learn_spelling
from diptych.core.progress import Context
from diptych.core.text import Span
from diptych.engines.base import Advisor, Alternative, Link
from diptych.engines.translation.guarded import GuardedTranslator, Sentence
from helpers.translators import Engine


class Offering(Engine):
    """An engine that offers what ``offer`` says for a sentence and a start."""

    def __init__(self, offer: Callable[[str, str], Sequence[str]]) -> None:
        super().__init__(str)
        self.begun: list[str] = []
        self._offer = offer

    def alternatives(
        self, sentence: str, start: str, count: int, context: Context
    ) -> tuple[Alternative, ...]:
        context.check()
        self.asked.append(sentence)
        self.begun.append(start)
        offers = self._offer(sentence, start)[:count]
        return tuple(Alternative(words, -0.1 * n) for n, words in enumerate(offers))

    def scores(self, pairs: Sequence[tuple[str, str]], context: Context) -> tuple[float, ...]:
        context.check()
        return (0.0,) * len(pairs)

    def links(self, source: str, target: str, context: Context) -> tuple[Link, ...]:
        context.check()
        return (Link(Span(0, len(source)), Span(0, len(target)), 1.0),)


def offers(
    engine: Offering,
    sentence: str,
    start: str = "",
    casing: Casing = Casing.SENTENCE,
    spelling: Spelling | None = None,
) -> list[str]:
    translator = GuardedTranslator(engine, spelling or Spelling({}))
    found = translator.alternatives(engine, Sentence(sentence, casing), start, 5, Context())
    scores = [offer.score for offer in found]
    assert scores == sorted(scores, reverse=True)
    return [offer.words for offer in found]


def test_the_engine_is_an_advisor() -> None:
    assert isinstance(Offering(lambda _sentence, _start: []), Advisor)
    assert not isinstance(Engine(str), Advisor)


def test_what_is_protected_comes_through_or_the_offer_is_left_out() -> None:
    engine = Offering(lambda _s, _b: ["Écris à X1.", "Écris.", "X1 X1", "À X1, écris."])
    assert offers(engine, "Write to a@example.org.") == [
        "Écris à a@example.org.",
        "À a@example.org, écris.",
    ]
    assert engine.asked == ["Write to X1."]


def test_what_was_typed_is_given_with_stand_ins() -> None:
    engine = Offering(lambda _s, start: [f"{start} vite.", f"{start}."])
    found = offers(engine, "Write to a@example.org.", "À a@example.org")
    assert found == ["À a@example.org vite.", "À a@example.org."]
    assert engine.begun == ["À X1"]


def test_marks_and_spaces_are_set_and_offers_that_become_equal_are_one() -> None:
    engine = Offering(lambda _s, _b: ['"Oui" !', "« Oui » !", '"Non" !'])
    assert offers(engine, "Yes!") == ["«\u00a0Oui\u00a0»\u202f!", "«\u00a0Non\u00a0»\u202f!"]


@pytest.mark.parametrize(
    ("start", "words", "wanted"),
    [
        ("Le", "Le maire dort.", "Le maire dort."),
        ("Le ", "Le maire dort.", "Le maire dort."),
        ("Le mai", "Le maire dort.", "Le maire dort."),
        ("le MAI", "Le maire dort.", "le MAIre dort."),
        ("« Oui », ", "« Oui », dit-il.", "« Oui », dit-il."),
        ('"Oui"', "« Oui », dit-il.", '"Oui", dit-il.'),
        ("l'eau", "L’eau dort.", "l'eau dort."),
        ("Quoi ?", "Quoi ? Rien.", "Quoi ? Rien."),
        ("Le maire dort.", "Le maire dort.", "Le maire dort."),
    ],
)
def test_what_was_typed_stays_letter_by_letter(start: str, words: str, wanted: str) -> None:
    assert offers(Offering(lambda _s, _b: [words]), "The mayor sleeps.", start) == [wanted]


@pytest.mark.parametrize("words", ["La maire dort.", "L", "", "Il dort."])
def test_offers_that_begin_otherwise_are_left_out(words: str) -> None:
    assert offers(Offering(lambda _s, _b: [words]), "The mayor sleeps.", "Le ma") == []


@given(st.text("aé“”«» \u00a0'’X1.", max_size=6), st.lists(st.text("aé“»  .!?X1", max_size=8)))
def test_all_offers_begin_with_what_was_typed(start: str, words: list[str]) -> None:
    engine = Offering(lambda _s, begun: [begun + w for w in words])
    found = offers(engine, "A x.", start)
    assert all(offer.startswith(start.rstrip()) for offer in found)
    assert len(set(found)) == len(found)


def test_a_headline_in_capitals_is_asked_for_as_a_sentence() -> None:
    engine = Offering(lambda _s, start: [f"{start}ée du nord tire"])
    spelling = learn_spelling(["The troops of North Korea are there."])
    found = offers(engine, "NORTH KOREA FIRES", "LA COR", Casing.UPPER, spelling)
    assert found == ["LA CORÉE DU NORD TIRE"]
    assert engine.asked == ["North Korea fires"]
    assert engine.begun == ["La cor"]
