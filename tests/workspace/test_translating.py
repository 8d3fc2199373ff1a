"""Translating a document: what goes to the engine, and in what order its answers come out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.article import BlockKind, Timing
from diptych.core.document import Document
from diptych.core.progress import Cancelled, Context
from diptych.core.versions import SegmentState, Translated, VersionKind, text_sha256
from diptych.engines.base import Answer, Deliver, TranslatorInfo
from diptych.version import VERSION
from diptych.workspace.segmenting import begin
from diptych.workspace.translating import Batch, translate, translate_segments
from helpers.articles import article, seed_article

INFO = TranslatorInfo("capitals", "Capitals", "en", "fr", "capitals 1")
NOTICED = Alarm(AlarmKind.IN_PARTS, "in parts")
Order = Callable[[int], list[int]]


class Capitals:
    """An engine of our own that answers in capitals, in any order it is told to."""

    def __init__(self, order: Order = lambda count: list(range(count))) -> None:
        self.info = INFO
        self.asked: list[str] = []
        self._order = order

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        assert quality in ("fast", "balanced", "careful")
        self.asked = list(sentences)
        for done, index in enumerate(self._order(len(sentences))):
            context.step(done, len(sentences))
            deliver(index, Answer(sentences[index].upper()))


def document(text: str, *kinds: BlockKind) -> Document:
    return begin(article(text, kinds=kinds, language="en"))


def run(engine: Capitals, doc: Document) -> tuple[str, list[tuple[str, Translated]]]:
    delivered: list[tuple[str, Translated]] = []
    version = translate(doc, engine, "balanced", Context(), delivered.extend)
    return version.text.value, delivered


def test_all_between_the_sentences_stays_as_it_was() -> None:
    text = "  First one.  Second one.\n\n\n\tThird.\n \n"
    assert run(Capitals(), document(text))[0] == text.upper()


def test_each_segment_keeps_its_id_and_its_block() -> None:
    doc = begin(seed_article().in_language("en"))
    version = translate(doc, Capitals(), "balanced", Context())
    assert [(s.id, s.block) for s in version.segments] == [
        (s.id, s.block) for s in doc.source.segments
    ]
    assert {s.state for s in version.segments} == {SegmentState.MACHINE}


def test_hard_wrapped_lines_go_to_the_engine_as_one() -> None:
    engine = Capitals()
    run(engine, document("A sentence that\nruns over\n  three lines."))
    assert engine.asked == ["A sentence that runs over three lines."]


def whole(text: str, timing: Timing | None = None) -> Document:
    story = article(text, language="en")
    blocks = tuple(replace(block, whole=True, timing=timing) for block in story.blocks)
    return begin(replace(story, blocks=blocks))


def test_the_lines_of_a_unit_are_asked_for_one_by_one() -> None:
    engine = Capitals(lambda count: list(reversed(range(count))))
    text = "Use\n  one, two.\n--\nUse\n\nOne.\nTwo."
    words, delivered = run(engine, whole(text))
    assert words == text.upper()
    assert engine.asked == ["Use", "one, two.", "One.", "Two."]
    assert [segment for segment, _ in delivered] == ["s1", "s2"]


def test_the_lines_of_a_subtitle_are_one_sentence() -> None:
    engine = Capitals()
    assert run(engine, whole("One line,\nand more.", Timing(0, 1)))[0] == "ONE LINE, AND MORE."
    assert engine.asked == ["One line, and more."]


def test_no_break_spaces_reach_the_engine() -> None:
    engine = Capitals()
    run(engine, document("Rates rose by 5\u00a0% today."))
    assert engine.asked == ["Rates rose by 5\u00a0% today."]


def test_equal_sentences_are_asked_for_once() -> None:
    engine = Capitals()
    text, _ = run(engine, document("Same  words.\n\nOther words.\n\nSame\nwords."))
    assert engine.asked == ["Same  words.", "Other words."]
    assert text == "SAME  WORDS.\n\nOTHER WORDS.\n\nSAME  WORDS."


def test_sentences_that_differ_in_case_or_marks_are_not_equal() -> None:
    engine = Capitals()
    text, _ = run(engine, document("It ended.\n\nIt ended?\n\nIT ENDED.\n\n~it ended"))
    # In capitals it is asked for as a sentence, which is known.
    assert engine.asked == ["It ended.", "It ended?", "~it ended"]
    assert text == "IT ENDED.\n\nIT ENDED\u202f?\n\nIT ENDED.\n\n~IT ENDED"


def test_a_repeated_block_takes_the_words_of_the_first() -> None:
    engine = Capitals()
    doc = document(
        "The agency reported\n\nThe Agency  reported. .\n\nMore.",
        BlockKind.STANDFIRST,
        BlockKind.REPEATED,
    )
    text, delivered = run(engine, doc)
    assert engine.asked == ["The agency reported", "More."]
    assert text == "THE AGENCY REPORTED\n\nTHE AGENCY REPORTED\n\nMORE."
    assert [segment for segment, _ in delivered] == ["s1", "s2", "s3"]


def test_a_repeated_block_that_says_something_else_is_translated() -> None:
    engine = Capitals()
    run(engine, document("One.\n\nTwo.", BlockKind.PARAGRAPH, BlockKind.REPEATED))
    assert engine.asked == ["One.", "Two."]


def test_what_has_no_letters_and_the_dateline_are_copied() -> None:
    engine = Capitals()
    date = "09/09/2023 09:19:23 -\nSeoul (AFP) - © 2023 AFP"
    text, delivered = run(
        engine,
        document(f"* * *\n12 %\n\n{date}\n\nNext news", *[BlockKind.PARAGRAPH, BlockKind.DATELINE]),
    )
    assert engine.asked == ["Next news"]
    assert text == f"* * *\n12 %\n\n{date}\n\nNEXT NEWS"
    assert all(not answer.alarms for _, answer in delivered)


def test_the_seed_is_asked_for_without_its_repeats() -> None:
    engine = Capitals()
    run(engine, begin(seed_article().in_language("en")))
    assert len(set(engine.asked)) == len(engine.asked)
    assert not any("reported. ." in words or "©" in words for words in engine.asked)
    assert engine.asked[-1] == "Next news"  # it stands in capitals, which models do not read


@given(st.integers(0, 10_000), st.lists(st.integers(0, 6), max_size=25))
def test_segments_come_out_in_order_whatever_order_the_engine_answers_in(
    seed: int, words: list[int]
) -> None:
    def shuffled(count: int) -> list[int]:
        return random.Random(seed).sample(range(count), count)

    doc = document("\n\n".join(f"Sentence {'abcdefg'[n]}." if n else "5 %" for n in words))
    plain, in_order = run(Capitals(), doc)
    mixed, delivered = run(Capitals(shuffled), doc)
    assert mixed == plain == doc.source.text.value.upper()
    assert delivered == in_order
    assert [segment for segment, _ in delivered] == [s.id for s in doc.source.segments]


def test_a_segment_is_delivered_as_soon_as_all_before_it_are_known() -> None:
    batches: list[Batch] = []
    engine = Capitals(lambda _count: [1, 0, 2])
    translate(document("77\n\nA b.\n\nC d.\n\nE f."), engine, "fast", Context(), batches.append)
    assert [[segment for segment, _ in batch] for batch in batches] == [
        ["s1"],
        ["s2", "s3"],
        ["s4"],
    ]


def test_alarms_stand_on_their_segment() -> None:
    class Forgetful(Capitals):
        def translate(
            self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
        ) -> None:
            super().translate(sentences, quality, context, lambda _index, _answer: None)
            deliver(0, Answer("Ils en ont envoyé *beaucoup.", (NOTICED,)))
            deliver(1, Answer("*Vladivostok est loin."))

    version = translate(
        document("They sent them.\n\nVladivostok is far."), Forgetful(), "fast", Context()
    )
    first, second = (segment.alarms for segment in version.segments)
    assert first[0] == NOTICED
    assert {alarm.kind for alarm in first} >= {AlarmKind.IN_PARTS, AlarmKind.UNKNOWN_WORD}
    assert "Vladivostok" in " ".join(map(str, second))
    assert AlarmKind.UNKNOWN_WORD in {alarm.kind for alarm in second}


def test_the_version_says_who_made_it_and_of_what() -> None:
    doc = document("One.")
    version = translate(doc, Capitals(), "careful", Context())
    assert version.kind is VersionKind.MACHINE
    assert version.name == "French · Capitals"
    assert version.text.language == "fr"
    signature = version.signature
    assert signature is not None
    assert (signature.engine, signature.model) == ("capitals", "capitals 1")
    assert signature.options == (("quality", "careful"),)
    assert signature.app_version == VERSION
    assert signature.source_sha256 == text_sha256("One.")


def test_the_same_signature_gives_the_same_id_and_another_gives_another() -> None:
    def made(text: str, quality: str) -> str:
        return translate(document(text), Capitals(), quality, Context()).id

    assert made("One.", "fast") == made("One.", "fast")
    assert len({made("One.", "fast"), made("One.", "careful"), made("Two.", "fast")}) == 3


def test_what_came_before_the_user_stopped_was_delivered() -> None:
    context = Context()
    kept: list[str] = []

    def take(batch: Batch) -> None:
        kept.extend(segment for segment, _ in batch)
        if len(kept) == 2:
            context.cancel()

    with pytest.raises(Cancelled):
        translate(document("A b.\n\nC d.\n\nE f.\n\nG h."), Capitals(), "fast", context, take)
    assert kept == ["s1", "s2"]


@pytest.mark.parametrize("text", ["", "\n\n", "12 %\n\n* * *"])
def test_nothing_to_translate_is_no_trouble(text: str) -> None:
    engine = Capitals()
    assert run(engine, document(text))[0] == text
    assert engine.asked == []


# From another place than the beginning


@pytest.mark.parametrize("first", range(6))
def test_it_begins_where_it_is_told_to_and_goes_on_from_the_beginning(first: int) -> None:
    doc = document("A b.\n\n12 %\n\nC d. E f.\n\nG h.\n\nI j.")
    ids = [segment.id for segment in doc.source.segments]
    batches: list[Batch] = []
    engine = Capitals()
    version = translate(doc, engine, "fast", Context(), batches.append, first=ids[first])
    assert [s for batch in batches for s, _ in batch] == [*ids[first:], *ids[:first]]
    whole, _ = run(Capitals(), doc)
    assert version.text.value == whole
    assert [s.id for s in version.segments] == ids
    spoken = [doc.source.text_of(doc.source.segment(s)) for s in [*ids[first:], *ids[:first]]]
    assert engine.asked == [words for words in spoken if words != "12 %"]


@pytest.mark.parametrize("first", [None, "s1", "s99", ""])
def test_a_first_place_that_is_none_is_the_beginning(first: str | None) -> None:
    engine = Capitals()
    translate(document("A b.\n\nC d."), engine, "fast", Context(), first=first)
    assert engine.asked == ["A b.", "C d."]


def test_what_repeats_is_asked_for_where_it_is_met_first() -> None:
    engine = Capitals()
    doc = document("Same.\n\nOther.\n\nSame.")
    version = translate(doc, engine, "fast", Context(), first="s3")
    assert engine.asked == ["Same.", "Other."]
    assert version.text.value == "SAME.\n\nOTHER.\n\nSAME."


def test_some_segments_alone() -> None:
    engine = Capitals()
    doc = document("A b.\n\nC d.\n\n12 %")
    chosen = [doc.source.segments[2], doc.source.segments[1]]
    found = translate_segments(doc, chosen, engine, "fast", Context())
    assert found == {"s3": Translated("12 %"), "s2": Translated("C D.")}
    assert engine.asked == ["C d."]


def test_a_headline_in_title_case_is_asked_for_as_a_sentence_and_other_blocks_are_not() -> None:
    engine = Capitals()
    text = "Storm Closes The Port Of Brest\n\nStorm Closes The Port Of Brest\n\nThe Port of Brest."
    translate(document(text, BlockKind.HEADLINE), engine, "fast", Context())
    assert engine.asked[0] == "Storm Closes the Port of Brest"
