"""Terms: found as whole words at exact places, and missed only where they were not kept."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.terms import (
    LONGEST,
    Term,
    TermIndex,
    clean,
    for_pair,
    merged,
    problem_of,
    terms_in,
    violations,
)


def term(source: str, target: str = "x", **more: object) -> Term:
    return Term(source, target, "de", "fr", **more)  # type: ignore[arg-type]


def found(sentence: str, *terms: Term) -> list[str]:
    return [match.span.of(sentence) for match in terms_in(sentence, terms)]


BUNDESTAG = term("Bundestag", "Bundestag (parlement)", forms=("Bundestag",))


@pytest.mark.parametrize(
    ("sentence", "source", "expected"),
    [
        ("Der Bundestag tagt.", "bundestag", ["Bundestag"]),
        ("DER BUNDESTAG", "Bundestag", ["BUNDESTAG"]),
        ("Bundestagswahl", "Bundestag", []),
        ("Bundes\u00adtag", "Bundestag", ["Bundes\u00adtag"]),
        ("Die STRASSE und Straße.", "straße", ["STRASSE", "Straße"]),
        ("İSTANBUL’da", "istanbul", ["İSTANBUL"]),
        ("un cafe\u0301, des cafés", "café", ["cafe\u0301"]),
        ("cafe\u0301", "cafe", []),
        ("the European\nUnion’s budget", "european union", ["European\nUnion"]),
        ("l’Ukraine et d'Ukraine", "Ukraine", ["Ukraine", "Ukraine"]),
        ("EU-weit, EUR, (EU)", "EU", ["EU", "EU"]),
        ("中华人民共和国成立", "人民", ["人民"]),
        ("EUの首脳", "EU", ["EU"]),
        ("ประเทศไทย", "ไทย", ["ไทย"]),
        ("독일은 유럽", "독일", ["독일"]),
        ("서독일", "독일", []),
        ("हिन्दी में", "हिन्दी", ["हिन्दी"]),
        ("हिन्दी में", "हि", []),
        (".NET and .NETs", ".NET", [".NET"]),
        ("G20 and G200", "G20", ["G20"]),
        ("😀 Bundestag 😀", "Bundestag", ["Bundestag"]),
        ("", "Bundestag", []),
    ],
)
def test_where_a_term_stands(sentence: str, source: str, expected: list[str]) -> None:
    assert found(sentence, term(source)) == expected


def test_the_longest_term_wins_whatever_the_order() -> None:
    short, long = term("Bank"), term("Europäische Bank")
    for terms in ((short, long), (long, short)):
        assert found("Die Europäische Bank und die Bank", *terms) == ["Europäische Bank", "Bank"]
    # The longest of all, not the first: it takes the place of one that overlaps from the left.
    assert found("a b c d", term("a b"), term("b c d")) == ["b c d"]


def test_forms_of_the_source_are_the_term() -> None:
    one = term("Bundestag", source_forms=("Bundestags", "Bundestages"))
    assert found("des Bundestages, des Bundestags, dem Bundestage", one) == [
        "Bundestages",
        "Bundestags",
    ]


def test_a_case_sensitive_term_is_found_in_its_case_only() -> None:
    polish, polishing = term("Polish", case_sensitive=True), term("polish", "cirer")
    matches = terms_in("Polish people polish POLISH", (polish, polishing))
    assert [match.terms for match in matches] == [(polish, polishing), (polishing,), (polishing,)]


def test_terms_of_one_source_share_their_place_in_order() -> None:
    first, second = term("Rat", "conseil"), term("rat", "Conseil européen")
    (match,) = terms_in("Der Rat", (first, second))
    assert (match.term, match.others) == (first, (second,))
    assert match.span.of("Der Rat") == "Rat"


def messages(source: str, target: str, *terms: Term) -> list[str]:
    alarms = violations(source, target, terms)
    assert all(alarm.kind is AlarmKind.TERM for alarm in alarms)
    return [alarm.message for alarm in alarms]


def test_the_message_names_term_and_translation() -> None:
    one = term("Bundestag", "Bundestag (parlement)")
    assert violations("Der Bundestag tagt.", "Le parlement siège.", [one]) == (
        Alarm(AlarmKind.TERM, "term “Bundestag” should be “Bundestag (parlement)”"),
    )


@pytest.mark.parametrize(
    "target",
    [
        "Le Bundestag (parlement) siège.",
        "Le bundestag siège.",
        "le Bundestag",
        "du Bundes\u00adtag",
    ],
)
def test_target_or_form_satisfies(target: str) -> None:
    assert messages("Der Bundestag tagt.", target, BUNDESTAG) == []


@pytest.mark.parametrize("target", ["Le BUNDESTAG", "Les bundestags", "La Bundestagswahl"])
def test_what_does_not_satisfy(target: str) -> None:
    assert len(messages("Der Bundestag tagt.", target, BUNDESTAG)) == 1


def test_inflection_is_never_guessed() -> None:
    one = term("Wahl", "élection", forms=("élections",))
    assert messages("Die Wahl", "des élections", one) == []
    assert messages("Die Wahl", "électorale", one) != []


def test_capitals_satisfy_where_the_source_has_them() -> None:
    one = term("Zentralbank", "banque centrale")
    assert messages("ZENTRALBANK SENKT ZINS", "LA BANQUE CENTRALE BAISSE", one) == []
    assert messages("Die Zentralbank", "LA BANQUE CENTRALE", one) != []


def test_a_small_letter_does_not_satisfy_a_case_sensitive_term() -> None:
    one = term("Polish", "Polonais", case_sensitive=True)
    assert messages("Polish", "le polonais", one) == ["term “Polish” should be “Polonais”"]
    small = term("polish", "cirer", case_sensitive=True)
    assert messages("polish it", "Cirer cela", small) == []


def test_several_terms_of_one_source_are_alternatives() -> None:
    terms = (term("Rat", "conseil"), term("Rat", "Conseil européen"))
    assert messages("Der Rat", "le conseil", *terms) == []
    assert messages("Der Rat", "le comité", *terms) == [
        "term “Rat” should be “conseil” or “Conseil européen”"
    ]


def test_a_forbidden_translation_must_not_stand() -> None:
    banned = term("Rat", "avis", forbidden=True)
    wanted = term("Rat", "conseil")
    assert messages("Der Rat", "un avis", banned) == ["term “Rat” should not be “avis”"]
    assert messages("Der Rat", "un comité", banned) == []
    assert messages("Der Rat", "un avis", banned, wanted) == [
        "term “Rat” should be “conseil”",
        "term “Rat” should not be “avis”",
    ]
    assert messages("Kein Wort", "un avis", banned) == []


def test_a_forbidden_translation_may_be_a_part_of_an_allowed_one() -> None:
    banned = term("Heer", "armée", forbidden=True)
    wanted = term("Heer", "armée de terre")
    assert messages("Das Heer", "l’armée de terre", banned, wanted) == []
    assert messages("Das Heer", "l’armée de terre et l’armée", banned, wanted) == [
        "term “Heer” should not be “armée”"
    ]


def test_a_part_of_another_terms_translation_is_no_translation() -> None:
    long = term("Europäisches Parlament", "Parlement européen")
    short = term("Parlament", "Parlement")
    source = "Das Europäische Parlament und das Parlament"
    inflected = term(
        "Europäisches Parlament", "Parlement européen", source_forms=("Europäische Parlament",)
    )
    assert messages(source, "Le Parlement européen et la Chambre", inflected, short) == [
        "term “Parlament” should be “Parlement”"
    ]
    assert messages(source, "Le Parlement européen et le Parlement", inflected, short) == []
    assert messages("Das Europäische Parlament", "Le Parlement", long, short) == []


def test_two_terms_may_share_one_translation() -> None:
    terms = (term("EU", "Union européenne"), term("Europäische Union", "Union européenne"))
    assert messages("Die EU (Europäische Union)", "l’Union européenne (UE)", *terms) == []


def test_one_alarm_for_a_term_that_comes_twice() -> None:
    assert len(messages("Rat und Rat", "avis", term("Rat", "conseil"))) == 1


def test_nothing_is_said_of_an_empty_translation() -> None:
    assert violations("Der Bundestag", " \n", [BUNDESTAG]) == ()


def test_the_projects_terms_go_before_the_general_ones() -> None:
    own, general, other = term("Rat", "comité"), term("rat", "conseil"), term("Amt", "office")
    elsewhere = Term("Rat", "council", "de", "en")
    assert merged([own], [general, other, elsewhere]) == (own, other, elsewhere)


def test_terms_of_a_pair() -> None:
    one, two = term("a"), Term("a", "b", "de", "en")
    assert for_pair([one, two], "de", "fr") == (one,)
    assert for_pair([one, two], "de", None) == (one, two)
    assert for_pair([one, two], None, "en") == (two,)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (term(""), "no source"),
        (term("\u00ad "), "no source"),
        (term("a", " "), "no translation"),
        (term("a" * (LONGEST + 1)), "longer"),
        (term("a", "b", forms=("c" * (LONGEST + 1),)), "longer"),
        (Term("a", "b", "de", "de"), "same"),
    ],
)
def test_terms_that_cannot_be_used(wrong: Term, reason: str) -> None:
    assert reason in problem_of(wrong)
    assert problem_of(BUNDESTAG) == ""


def test_fields_are_cleaned_to_one_line() -> None:
    assert clean(" a \x00\n\tb\u00a0c ") == "a b c"


words = st.text(st.sampled_from("abßéİ한中 -’"), min_size=1, max_size=6)


@given(st.lists(words, max_size=6), words)
def test_places_are_exact_and_never_overlap(sources: list[str], sentence: str) -> None:
    terms = [term(source) for source in sources if source.strip(" ")]
    matches = terms_in(sentence, terms)
    assert all(a.span.end <= b.span.start for a, b in zip(matches, matches[1:], strict=False))
    for match in matches:
        assert found(match.span.of(sentence), match.term) == [match.span.of(sentence)]


@given(st.text(max_size=30), st.sampled_from(["Bundestag", "straße", "中国", "ไทย", "cafe\u0301"]))
def test_a_term_between_spaces_is_always_found(around: str, source: str) -> None:
    sentence = f"{around} {unicodedata.normalize('NFC', source).upper()} {around}"
    assert len(found(sentence, term(source))) >= 1


def test_many_terms_and_sentences_take_less_than_a_second() -> None:
    terms = [term(f"Wort{n % 700} Begriff{n}", f"mot {n}") for n in range(1_000)]
    terms += [term(f"Ausdruck{n}", f"terme {n}") for n in range(1_000)]
    sentences = [
        f"Am Montag sagte Wort{n % 700} Begriff{n}, dass Ausdruck{n} in der Straße Nr. {n} "
        "nicht mehr zu finden sei, wie es hieß."
        for n in range(1_000)
    ]
    began = time.perf_counter()
    index = TermIndex(terms)
    count = sum(len(index.matches(sentence)) for sentence in sentences)
    assert time.perf_counter() - began < 1
    assert count == 2_000
