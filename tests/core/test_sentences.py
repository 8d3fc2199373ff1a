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


# Sentences are set apart by a bar.
NEWS = [
    (
        "en",
        "He met U.S. President Joe Biden.|The talks were held in the U.S.|The two men smiled.",
    ),
    (
        "en",
        "The plane left at 6 a.m. Monday for J. F. Kennedy.|It landed at 9 p.m.|The crew rested.",
    ),
    ("en", "She works for Acme Inc. of Ohio.|The firm is called Acme Inc.|It is small."),
    ("en", "“We go.”|He left."),
    ("en", "The agency said so. .|Kim left early."),
    ("en", "“It is over,” she said.|“Is it?” asked the boy.|“No!” cried Ann."),
    ("en", "“One.|Two.|Three and the quote never closes.|Four."),
    ("en", "Growth was 3.5 percent.|Sales fell… and so on."),
    ("en", "Well... maybe not.|He waited…|Then he left."),
    (
        "en",
        "Sen. Mark Lee and Gov. Roe met Lt. Gov. Poe in St. Paul, Minn., on Sept. 3.|They ate.",
    ),
    ("en", "Mr. Brown vs. Mrs. Green, No. 5 of the list, cost $5 bn.|The end."),
    ("en", "He scored in the 5th min. of play.|The plan B. was ready."),
    ("en", "It was plan B.|The crowd left."),
    ("en", "George W. Bush spoke.|So did I.|He agreed with me and I.|We left."),
    ("en", 'He said: "Stop!"|"Why?" she asked.'),
    ("fr", "Il a dit : « C’est fini. »|Puis il est parti."),
    ("fr", "« Pourquoi ? » a-t-il demandé.|« Parce que. »|Elle sourit."),
    (
        "fr",
        "Le président des É.-U. est venu.|Mme Royer et M. J. Petit l’ont vu vers 20 h.|Rien.",
    ),
    ("fr", "Il est né en 300 av. J.-C. à Rome.|Voir p. 12, art. 3, etc.|Le reste suit."),
    ("fr", "Quoi !|C’est « vrai » ?|Oui… enfin non."),
    ("de", "„Wir gehen.“|Er blieb."),
    (
        "de",
        "Am 3. Oktober im 19. Jahrhundert war Dr. Weber, d. h. der Chef, z. B. in Köln.|Nein.",
    ),
    ("de", "»Ist das wahr?«, fragte sie.|»Ja.«|Er nickte."),
    ("de", "Das kostet 3,5 Mio. Euro bzw. mehr.|Es war 2020.|Dann kam Nr. 5."),
    ("es", "El presidente de EE. UU. viajó a México.|El Dr. Gómez y la Sra. Ruiz esperan."),
    ("es", "—¿Vienes? —preguntó ella.|—Sí.|Se fueron."),
    ("es", "Dijo: «No lo sé».|Después calló."),
    ("it", "L’on. Bianchi e la dott.ssa Verdi hanno firmato l’art. 5.|«Non so.»|Poi silenzio."),
    ("pt", "A Sra. Costa mora na av. Brasil, n.º 5.|Custa R$ 3,5 mil.|Fim."),
    ("nl", "Mevr. de Vries sprak o.a. met prof. Bakker.|’s Avonds regende het.|Klaar."),
    (
        "pl",
        "Spotkanie z dr. Kowalskim odbyło się w 2020 r.|Potem wyjechał na ul. Długą.|„Nie.”|Tak.",
    ),
    ("pl", "W 2020 r. minister ogłosił plan m.in. dla rolników.|Tak."),
    (
        "ru",
        "«Почему?» — спросил он.|А. С. Пушкин жил в г. Москве в 1799 г.|Шёл, т. е. XVIII в.|Вот.",
    ),
    ("ru", "Премьер сказал: «Мы уходим».|Он ушёл."),
    ("ar", "قال د. أحمد إن الوضع جيد.|هل هذا صحيح؟|نعم!|انتهى"),
    ("zh-Hans", "他说：“我们走吧。”|然后离开了。|“真的吗？”她问。|没有结尾"),
    ("zh-Hans", "增长3.5%。|第二句！|第三句"),
    ("zh-Hant", "「走吧。」他說。|最後一句"),
    ("ja", "「本当？」と聞いた。|「はい。」|彼は笑った。|終わり"),
    ("ja", "首相は3.5％と述べた（前年は2％。|次の文だ。"),
]


@pytest.mark.parametrize(("language", "barred"), NEWS)
def test_traps_of_the_news(language: str, barred: str) -> None:
    wanted = barred.split("|")
    value = ("" if language.startswith(("zh", "ja")) else " ").join(wanted)
    assert [span.of(value) for span in split(value, Span(0, len(value)), language)] == wanted


@pytest.mark.parametrize("place", [0, 7])
def test_a_block_is_cut_at_its_own_place_in_the_text(place: int) -> None:
    value = "x" * place + "One came. Two left." + " More."
    block = Span(place, place + 19)
    assert split(value, block, "en") == (Span(place, place + 9), Span(place + 10, place + 19))


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
        ("20\u00a0000\nmen", "20\u00a0000 men"),
        ("Anglo-\nFrench", "Anglo- French"),
        ("一\nword", "一 word"),
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
