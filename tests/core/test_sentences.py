"""Sentences of twelve languages, and spans that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.sentences import split, unwrap
from diptych.core.text import Span

PROBES = {
    "en": [
        "Mr. Smith of the U.S. embassy left at 3.5 p.m. on Monday.",
        "“It cost $3.5 million,” said J. K. Doe of Acme Inc. in London.",
        "Really?!",
        "“Go. ",
    ],
    "fr": ["M. Dupont est arrivé à 20 h avec Mme Durand.", "« Pourquoi ? » a-t-il dit.", "Fini…"],
    "de": ["Am 8. September kam Dr. Müller, z. B. mit dem Zug.", "„Wir gehen.“", "Er blieb."],
    "es": ["El Sr. Pérez vive en EE. UU. desde enero.", "¿Por qué?", "¡Vamos!"],
    "it": ["Il dott. Rossi ha parlato a lungo.", "Poi è uscito."],
    "pt": ["O Sr. Silva chegou cedo.", "Depois saiu."],
    "nl": ["Dhr. Jansen komt uit Utrecht.", "Hij bleef thuis."],
    "pl": ["Prof. Nowak przyjechał wczoraj.", "Potem wyjechał."],
    "ru": ["В 2020 г. он жил на ул. Мира.", "Потом уехал."],
    "ar": ["قال الرئيس إنه سيغادر غدا.", "وأضاف ذلك؟", "نعم."],
    "zh-Hans": ["你好。", "世界没有句号"],
    "ja": ["「行こう。」と彼は言った。", "次の文です。"],
}


@pytest.mark.parametrize("language", PROBES)
def test_news_of_twelve_languages(language: str) -> None:
    glue = "" if language in ("zh-Hans", "ja") else " "
    wanted = [sentence.strip() for sentence in PROBES[language]]
    value = glue.join(wanted)
    assert [span.of(value) for span in split(value, Span(0, len(value)), language)] == wanted


def test_signs_without_words_join_the_sentence_before() -> None:
    value = "the agency reported. ."
    assert split(value, Span(0, len(value)), "en") == (Span(0, len(value)),)


def test_a_line_end_inside_a_block_is_no_boundary() -> None:
    value = "It was a long\nday. Then it\nended."
    found = [span.of(value) for span in split(value, Span(0, len(value)), "en")]
    assert found == ["It was a long\nday.", "Then it\nended."]
    assert unwrap(found[0]) == "It was a long day."


@pytest.mark.parametrize(
    ("wrapped", "line"),
    [
        ("中国\n经济", "中国经济"),
        ("well-\nknown", "well-known"),
        ("a \n  b", "a b"),
        ("a  b", "a  b"),
    ],
)
def test_unwrapping(wrapped: str, line: str) -> None:
    assert unwrap(wrapped) == line


@given(
    st.text(st.sampled_from("ab A.!?…。»”\" \n'Mr.1é中")),
    st.sampled_from(["en", "fr", "de", "zh-Hans", "ja", "ar", "xx", None]),
)
def test_spans_are_ordered_disjoint_and_lose_nothing(value: str, language: str | None) -> None:
    spans = split(value, Span(0, len(value)), language)
    covered: set[int] = set()
    last = 0
    for span in spans:
        assert span.start >= last
        assert span.stripped(value) == span
        assert span
        last = span.end
        covered |= set(range(span.start, span.end))
    assert all(value[i].isspace() for i in set(range(len(value))) - covered)


def test_other_languages_go_through_the_fallback() -> None:
    value = "xx Tha. Gu. yy"

    def fallback(paragraph: str, language: str) -> list[Span]:
        assert (paragraph, language) == ("Tha. Gu.", "gd")
        return [Span(0, 4), Span(5, 8)]

    assert split(value, Span(3, 11), "gd", fallback) == (Span(3, 7), Span(8, 11))
