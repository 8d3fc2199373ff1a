"""What stands out about a translation: the engine's notices, the checks, and the glossary."""

from __future__ import annotations

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.document import Document
from diptych.core.progress import Context
from diptych.core.terms import Term
from diptych.engines.base import Answer
from diptych.workspace.judging import Judge
from diptych.workspace.segmenting import begin
from diptych.workspace.translating import Aids, options_of, translate, translate_segments
from helpers.articles import article
from helpers.translators import Engine

BANK = Term("bank", "banque", "en", "fr", forms=("banques",))
LEDGER = Term("ledger", "registre", "en", "fr", case_sensitive=True)
NEVER = Term("weekend", "weekend", "en", "fr", forbidden=True)
GERMAN = Term("bank", "Bank", "en", "de")
TERMS = (BANK, LEDGER, NEVER, GERMAN)
JUDGE = Judge("en", "fr", TERMS)


def kinds(source: str, words: str, judge: Judge = JUDGE) -> set[AlarmKind]:
    return {alarm.kind for alarm in judge.alarms(source, words)}


def test_the_engines_notices_stand_before_the_checks() -> None:
    noticed = Alarm(AlarmKind.IN_PARTS, "in parts")
    judged = JUDGE.judged("The bank opens.", Answer("La rive ouvre.", (noticed,)))
    assert judged.words == "La rive ouvre."
    assert judged.alarms[0] == noticed
    assert [alarm.kind for alarm in judged.alarms[1:]] == [AlarmKind.TERM]


def test_nothing_stands_out_in_a_good_translation() -> None:
    assert JUDGE.judged("The bank opens.", Answer("La banque ouvre.")).alarms == ()
    assert JUDGE.alarms("Both banks open.", "Les deux banques ouvrent.") == ()


def test_an_empty_translation_is_told_once() -> None:
    assert kinds("The bank opens.", "") == {AlarmKind.EMPTY}


def test_a_forbidden_word_is_told() -> None:
    assert kinds("See you at the weekend.", "À ce weekend.") == {AlarmKind.TERM}
    assert kinds("See you at the weekend.", "À cette fin de semaine.") == set()


def test_terms_of_another_pair_are_not_asked_for() -> None:
    assert kinds("The bank opens.", "Die Bank öffnet.", Judge("en", "de", TERMS)) == set()
    assert kinds("The bank opens.", "Il banco apre.", Judge("en", "it", TERMS)) == set()


def test_without_terms_the_checks_alone_speak() -> None:
    judge = Judge("en", "fr")
    assert kinds("The bank opens.", "La rive ouvre.", judge) == set()
    assert judge.broken_terms("The bank opens.", "La rive ouvre.") == []
    found = judge.alarms(
        "They sent the letter to all of them.", "they sent the letter to all of them."
    )
    assert AlarmKind.UNTRANSLATED in {alarm.kind for alarm in found}


def test_an_unknown_language_is_no_trouble() -> None:
    assert Judge(None, None, TERMS).judged("The bank.", Answer("La rive.")).words == "La rive."


# Terms that are put right


def broken(source: str, words: str) -> list[tuple[str, str]]:
    return [(span.of(source), target) for span, target in JUDGE.broken_terms(source, words)]


def test_a_term_that_was_not_kept_is_to_be_put_right() -> None:
    assert broken("The Bank and the ledger.", "La rive et le livre.") == [
        ("Bank", "banque"),
        ("ledger", "registre"),
    ]
    assert broken("The bank and the ledger.", "La banque et le livre.") == [("ledger", "registre")]
    assert broken("The bank and the ledger.", "La banque et le registre.") == []


def test_a_forbidden_word_cannot_be_put_right() -> None:
    assert broken("At the weekend.", "Ce weekend.") == []


def test_of_several_translations_one_is_enough_and_the_first_is_put() -> None:
    either = Judge("en", "fr", (BANK, Term("bank", "rive", "en", "fr")))
    source = "The bank."
    assert either.broken_terms(source, "La rive.") == []
    assert [put for _, put in either.broken_terms(source, "Le quai.")] == ["banque"]


def test_each_place_of_a_term_is_put_right() -> None:
    assert broken("The bank by the bank.", "La rive.") == [("bank", "banque")] * 2


def test_an_engine_is_told_the_terms_of_a_sentence() -> None:
    assert JUDGE.terms_of("The Bank at the weekend, a ledger.") == (
        ("Bank", "banque"),
        ("ledger", "registre"),
    )


# In a document


def document(text: str) -> Document:
    return begin(article(text, language="en"))


def test_a_document_is_translated_with_its_terms() -> None:
    engine = Engine(lambda words: words.replace("bank", "rive"))
    doc = document("The bank opens.\n\nThe river is wide.")
    version = translate(doc, engine, "fast", Context(), aids=Aids(terms=TERMS))
    assert version.text.value == "The banque opens.\n\nThe river is wide."
    assert engine.asked == ["The bank opens.", "The X1 opens.", "The river is wide."]
    assert AlarmKind.TERM not in {alarm.kind for s in version.segments for alarm in s.alarms}


def test_a_term_that_cannot_be_put_right_is_told() -> None:
    engine = Engine(lambda _words: "La rive ouvre à midi.")
    doc = document("The bank opens.")
    answers = translate_segments(
        doc, doc.source.segments, engine, "fast", Context(), aids=Aids(terms=TERMS)
    )
    assert [alarm.kind for alarm in answers["s1"].alarms] == [AlarmKind.TERM]


def test_a_glossary_changes_the_signature_by_what_it_holds() -> None:
    info = Engine(str).info
    plain = options_of(info, "fast", ())
    assert plain == (("quality", "fast"),)
    one, other = options_of(info, "fast", (BANK, LEDGER)), options_of(info, "fast", (BANK,))
    assert len({plain, one, other}) == 3
    assert options_of(info, "fast", (LEDGER, BANK)) == one
