"""The translation memory: nothing confirmed is lost, and like sentences are found."""

from __future__ import annotations

import random
import sqlite3
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from diptych.core.errors import StoreError
from diptych.core.memory import Entry, comparable, exact_form, score_of
from diptych.workspace.memory import Memory, PairCount, Stored

NEWS = (
    ("Shares in the retailer tumbled 12 percent.", "L'action du distributeur a dévissé de 12 %."),
    ("Inflation slowed to 2.4 percent in March.", "L'inflation a ralenti à 2,4 % en mars."),
    ("The central bank held its rates on Thursday.", "La banque centrale a maintenu ses taux."),
    ("He said so.", "Il l’a dit."),
)


def entry(source: str, target: str, **more: object) -> Entry:
    return Entry(source, target, "en", "fr", **more)  # type: ignore[arg-type]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    memory = Memory(tmp_path / "memory.sqlite")
    yield memory
    memory.close()


@pytest.fixture
def news(memory: Memory) -> Memory:
    assert memory.store(entry(*pair) for pair in NEWS) == Stored(added=4)
    return memory


def test_an_empty_memory_knows_nothing(memory: Memory) -> None:
    assert memory.matches("Shares fell.", "en", "fr") == ()
    assert memory.search("Shares") == ()
    assert memory.counts() == ()
    assert list(memory.entries()) == []
    assert memory.delete(1) is None


def test_what_is_stored_comes_back_whole(memory: Memory) -> None:
    full = entry(
        "A 😀 source\nof two lines",
        "Une cible",
        origin="wire.txt",
        author="Ada",
        created="2026-01-02T03:04:05Z",
        changed="2026-01-03T03:04:05Z",
        used=2,
        before="Before.",
        after="After.",
        note="A note",
        props=(("x-kind", "news"), ("x-empty", "")),
    )
    memory.store([full])
    (back,) = memory.entries()
    assert back.id > 0
    assert replace(back, id=0) == full


def test_an_exact_match(news: Memory) -> None:
    (match,) = news.matches(NEWS[0][0], "en", "fr")
    assert (match.score, match.exact, match.differences) == (100, True, ())
    assert match.entry.target == NEWS[0][1]
    assert not match.numbers_differ


@pytest.mark.parametrize(
    "asked",
    [
        "  Shares in the retailer\ntumbled 12 percent. ",
        "Shares in the retailer tumbled\u00a012 percent.",
    ],
)
def test_white_space_is_no_difference(news: Memory, asked: str) -> None:
    assert news.matches(asked, "en", "fr")[0].exact


def test_composition_is_no_difference(memory: Memory) -> None:
    memory.store([Entry("Le cafe\u0301", "The coffee", "fr", "en")])
    assert memory.matches("Le café", "fr", "en")[0].exact


def test_sentences_that_differ_in_numbers_alone_rank_high_and_say_so(news: Memory) -> None:
    asked = "Shares in the retailer tumbled 3,500 percent."
    (match,) = news.matches(asked, "en", "fr")
    assert (match.score, match.exact, match.numbers_differ) == (98, False, True)
    (difference,) = match.differences
    assert difference.old.of(match.entry.source) == "12"
    assert difference.new.of(asked) == "3,500"


def test_case_alone_is_one_percent(news: Memory) -> None:
    (match,) = news.matches("SHARES IN THE RETAILER TUMBLED 12 PERCENT.", "en", "fr")
    assert (match.score, match.exact) == (99, False)
    assert match.differences


def test_a_fuzzy_match_shows_where_it_differs(news: Memory) -> None:
    asked = "  Shares in the carmaker tumbled 12 percent."
    (match,) = news.matches(asked, "en", "fr")
    assert 70 <= match.score < 99
    (difference,) = match.differences
    assert difference.old.of(match.entry.source) == "retailer"
    assert difference.new.of(asked) == "carmaker"


def test_what_is_unlike_is_no_match(news: Memory) -> None:
    assert news.matches("The mayor opened the new bridge.", "en", "fr") == ()
    assert news.matches(NEWS[0][0], "en", "de") == ()
    assert news.matches(NEWS[0][0], "fr", "en") == ()
    assert news.matches(" \n", "en", "fr") == ()


def test_threshold_and_limit(news: Memory) -> None:
    asked = "Shares in the carmaker tumbled on Monday."
    assert news.matches(asked, "en", "fr") == ()
    found = news.matches(asked, "en", "fr", threshold=40)
    assert 40 <= found[0].score < 70
    assert len(news.matches(NEWS[0][0], "en", "fr", threshold=0)) > 1
    assert len(news.matches(NEWS[0][0], "en", "fr", threshold=0, limit=1)) == 1


def test_best_first_then_newest(memory: Memory) -> None:
    memory.store(
        [
            entry("The port was closed.", "un", changed="2026-01-02T00:00:00Z"),
            entry("The port was closed.", "deux", changed="2026-01-03T00:00:00Z"),
            entry("The port was closed today.", "trois", changed="2026-01-09T00:00:00Z"),
        ]
    )
    found = memory.matches("The port was closed.", "en", "fr")
    assert [match.entry.target for match in found] == ["deux", "un", "trois"]


def test_the_same_neighbours_go_first(memory: Memory) -> None:
    memory.store(
        [
            entry("Yes.", "Oui.", before="Is it?", after="Good.", changed="2026-01-01T00:00:00Z"),
            entry("Yes.", "Si.", before="Is it not?", changed="2026-01-09T00:00:00Z"),
        ]
    )
    found = memory.matches("Yes.", "en", "fr", before=" Is it?", after="Good.")
    assert [(m.entry.target, m.same_context) for m in found] == [("Oui.", True), ("Si.", False)]
    assert [m.entry.target for m in memory.matches("Yes.", "en", "fr")] == ["Si.", "Oui."]


def test_other_scripts(memory: Memory) -> None:
    memory.store(
        [
            Entry("欧洲中央银行星期四下调了利率。", "La BCE a abaissé ses taux.", "zh-Hans", "fr"),
            Entry("ประเทศไทยเลือกตั้งวันอาทิตย์", "La Thaïlande vote.", "th", "fr"),
            Entry("12 %", "12 %", "de", "fr"),
        ]
    )
    assert memory.matches("欧洲中央银行星期三下调了利率。", "zh-Hans", "fr")[0].score >= 85
    assert memory.matches("ประเทศไทยเลือกตั้งวันเสาร์", "th", "fr")[0].score >= 70
    assert memory.matches("15 %", "de", "fr")[0].score == 98


def test_equal_entries_are_merged_and_others_are_added(memory: Memory) -> None:
    first = entry("One.", "Un.", author="Ada", created="2026-01-01T00:00:00Z", used=3, note="old")
    assert memory.store([replace(first, changed="2026-01-01T00:00:00Z")]) == Stored(added=1)
    newer = entry(
        "One.", "Un.", author="Bob", created="2026-02-01T00:00:00Z",
        changed="2026-02-01T00:00:00Z", used=1,
    )  # fmt: skip
    for _ in range(2):
        assert memory.store([newer]) == Stored(merged=1)
        (kept,) = memory.entries()
        assert (kept.author, kept.created, kept.changed, kept.used, kept.note) == (
            "Bob", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", 3, "old",
        )  # fmt: skip
    older = replace(first, changed="2025-01-01T00:00:00Z", origin="wire.txt", created="")
    memory.store([older])
    (kept,) = memory.entries()
    assert (kept.author, kept.origin, kept.changed) == ("Bob", "wire.txt", "2026-02-01T00:00:00Z")
    assert memory.store([entry("One.", "Une.")]) == Stored(added=1)
    assert memory.store([replace(newer, target_language="it")]) == Stored(added=1)
    assert [count.entries for count in memory.counts()] == [2, 1]


def test_unusable_entries_are_refused(memory: Memory) -> None:
    wrong = [entry("", "b"), entry("a", " \n"), entry("\x00", "b"), Entry("a", "b", "en", "en")]
    assert memory.store([*wrong, entry("a", "b")]) == Stored(added=1, refused=4)


def test_texts_that_sqlite_cannot_hold_are_made_such(memory: Memory) -> None:
    memory.store([entry("a\ud800b\x00", "c\udfff", origin="f\udce9.txt", note="\ud800")])
    (kept,) = memory.entries()
    assert (kept.source, kept.target, kept.origin) == ("a\ufffdb", "c\ufffd", "f\ufffd.txt")
    assert memory.matches("a\ud800b", "en", "fr")[0].exact


def test_an_entry_can_be_removed_for_good(news: Memory) -> None:
    (match,) = news.matches(NEWS[0][0], "en", "fr")
    removed = news.delete(match.entry.id)
    assert removed == match.entry
    assert news.matches(NEWS[0][0], "en", "fr") == ()
    assert news.delete(match.entry.id) is None
    assert news.counts() == (PairCount("en", "fr", 3),)
    news.store([entry(*NEWS[0])])
    assert news.matches(NEWS[0][0], "en", "fr")[0].entry.id > match.entry.id


def test_removing_leaves_no_trace_in_the_index(news: Memory, tmp_path: Path) -> None:
    for kept in list(news.entries()):
        news.delete(kept.id)
    news.close()
    with closing(sqlite3.connect(tmp_path / "memory.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM word").fetchone() == (0,)


def test_use_is_counted(news: Memory) -> None:
    (match,) = news.matches(NEWS[0][0], "en", "fr")
    news.taken(match.entry.id)
    news.taken(match.entry.id)
    assert news.matches(NEWS[0][0], "en", "fr")[0].entry.used == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("RETAILER", 1),
        ("l’inflation", 1),
        ("l'A DIT", 1),
        ("a  maintenu", 1),
        ("e", 5),
        ("dévissé", 1),
        ("de\u0301vissé", 1),
        ("De\u0301compose\u0301", 1),
        ("décomposé", 1),
        ("100%_.*", 0),
        (" ", 0),
    ],
)
def test_searching_words_on_both_sides(news: Memory, text: str, count: int) -> None:
    news.store([entry("Decomposed", "De\u0301compose\u0301")])
    assert len(news.search(text)) == count


def test_searching_gives_the_newest_of_a_pair(news: Memory) -> None:
    news.store([Entry("Der Kurs", "Shares", "de", "en"), entry("Shares rose.", "x")])
    assert [e.source for e in news.search("shares")] == ["Shares rose.", "Der Kurs", NEWS[0][0]]
    assert [e.source for e in news.search("shares", "en")] == ["Shares rose.", NEWS[0][0]]
    assert [e.source for e in news.search("shares", None, "en")] == ["Der Kurs"]
    assert [e.source for e in news.search("shares", limit=1)] == ["Shares rose."]


def test_all_entries_in_pages(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.workspace.memory.READ_AT_ONCE", 3)
    memory.store(entry(f"Sentence {n}", f"Phrase {n}") for n in range(10))
    memory.store([Entry("Satz", "Phrase", "de", "fr")])
    assert [e.source for e in memory.entries("en", "fr")] == [f"Sentence {n}" for n in range(10)]
    assert len(list(memory.entries())) == 11


def test_entries_may_be_removed_while_they_are_read(
    memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.workspace.memory.READ_AT_ONCE", 3)
    memory.store(entry(f"Sentence {n}", f"Phrase {n}") for n in range(10))
    seen = [memory.delete(e.id) for e in memory.entries()]
    assert len(seen) == 10
    assert memory.counts() == ()


def test_threads_store_and_ask_at_once(memory: Memory) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for n in range(15):
                memory.store([entry(f"Sentence {n} of thread {number}.", "x")])
                assert memory.matches(f"Sentence {n} of thread {number}.", "en", "fr")[0].exact
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert memory.counts() == (PairCount("en", "fr", 90),)


def test_a_damaged_file_is_moved_aside_and_said(memory: Memory, tmp_path: Path) -> None:
    (tmp_path / "memory.sqlite").write_bytes(b"no database" * 500)
    assert memory.store([entry("a", "b")]) == Stored(added=1)
    assert "The translation memory was damaged" in memory.notice
    (aside,) = tmp_path.glob("memory.damaged-*.sqlite")
    assert str(aside) in memory.notice


def test_a_newer_memory_is_used_and_not_changed(news: Memory, tmp_path: Path) -> None:
    news.close()
    with closing(sqlite3.connect(tmp_path / "memory.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert news.matches(NEWS[0][0], "en", "fr")[0].exact
    assert "newer Diptych" in news.notice
    with pytest.raises(StoreError, match="cannot be changed"):
        news.store([entry("a", "b")])


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_hundred_thousand_entries_are_looked_through_in_a_moment(memory: Memory) -> None:
    chance = random.Random(7)
    words = [f"{a}{b}{c}" for a in "bdfglmprst" for b in "aeiou" for c in "lnrstmk"]
    common, rare = words[:40], words[40:]

    def sentence() -> str:
        return " ".join(
            chance.choice(common if chance.random() < 0.5 else rare)
            for _ in range(chance.randint(6, 30))
        )

    sources = [sentence() for _ in range(100_000)]
    memory.store(entry(source, "x") for source in sources)
    seconds = []
    for source in chance.sample(sources, 60):
        asked = source.split()
        asked[chance.randrange(len(asked))] = "other"
        began = time.perf_counter()
        found = memory.matches(" ".join(asked), "en", "fr")
        seconds.append(time.perf_counter() - began)
        assert found[0].entry.source == source
    assert statistics.median(seconds) < 0.1


VOCABULARY = (
    "the", "bank", "held", "rates", "shares", "fell", "rose", "twelve", "on", "monday", "its",
    "key", "of", "in", "minister", "said",
)  # fmt: skip
sentences = st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=9).map(" ".join)


@given(st.lists(sentences, min_size=1, max_size=12, unique=True), sentences)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_as_good_is_missed(
    tmp_path_factory: pytest.TempPathFactory, sources: list[str], asked: str
) -> None:
    with closing(Memory(tmp_path_factory.mktemp("m") / "memory.sqlite")) as memory:
        memory.store(entry(source, "x") for source in sources)
        found = [match.score for match in memory.matches(asked, "en", "fr", limit=99)]
    assert found == sorted((s for s in map(_score(asked), sources) if s >= 70), reverse=True)


def _score(asked: str) -> Callable[[str], int]:
    def score(source: str) -> int:
        one, other = comparable(source), comparable(asked)
        return score_of(
            Levenshtein.normalized_similarity(one.words, other.words),
            Levenshtein.normalized_similarity(one.characters, other.characters),
            exact=exact_form(source) == exact_form(asked),
            numbers_differ=one.numbers != other.numbers,
        )

    return score
