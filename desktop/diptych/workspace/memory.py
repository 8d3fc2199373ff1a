"""The translation memory: confirmed sentences, found again when one like them comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from unicodedata import normalize

from diptych.core.differences import differences
from diptych.core.memory import Comparable, Entry, Match, comparable, exact_form, score_of
from diptych.core.text import canonicalise
from diptych.workspace import memory_rows
from diptych.workspace.database import Database

THRESHOLD = 70
"""Percent of likeness from which on a match is shown, where nothing else is asked for."""

STORED_AT_ONCE = 3_000
"""Entries in one transaction: many, as each writes most pages of the index, and about a second."""

READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of entries: new ones, those merged with an equal one, and unusable ones."""

    added: int = 0
    merged: int = 0
    refused: int = 0

    def __add__(self, other: Stored) -> Stored:
        return Stored(
            self.added + other.added, self.merged + other.merged, self.refused + other.refused
        )


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many entries there are of a pair of languages (BCP 47)."""

    source_language: str
    target_language: str
    entries: int


class Memory:
    """The entries in one SQLite file. All methods may be called from any thread.

    All raise StoreError when the file cannot be used; ``notice`` tells what its user should know.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, memory_rows.STEPS, "translation memory")

    @property
    def notice(self) -> str:
        """A sentence when the file was damaged and moved aside, or can only be read."""
        return self._database.notice

    def store(self, entries: Iterable[Entry]) -> Stored:
        """Keep entries. An equal source and target stay one entry, with the newer's particulars.

        Entries without words or with one language on both sides are refused.
        """
        added = merged = refused = 0
        waiting = iter(entries)
        while batch := list(islice(waiting, STORED_AT_ONCE)):
            with self._database.writing() as connection:
                for raw in batch:
                    entry = _kept(raw)
                    if not _usable(entry):
                        refused += 1
                    elif memory_rows.store(connection, entry):
                        added += 1
                    else:
                        merged += 1
        return Stored(added, merged, refused)

    def matches(
        self,
        sentence: str,
        from_language: str,
        to_language: str,
        *,
        limit: int = 5,
        threshold: int = THRESHOLD,
        before: str = "",
        after: str = "",
    ) -> tuple[Match, ...]:
        """Entries whose source is like ``sentence``, best first, then newest.

        ``threshold`` is in percent. Of exact matches those come first whose neighbours are
        ``before`` and ``after``.
        """
        asked = comparable(canonicalise(sentence))
        exact = exact_form(canonicalise(sentence))
        if not exact:
            return ()
        with self._database.reading() as connection:
            pair = memory_rows.pair_of(connection, from_language, to_language)
            if pair is None:
                return ()
            found = memory_rows.equal(connection, pair, exact)
            found |= memory_rows.candidates(connection, pair, asked, threshold)
            entries = memory_rows.by_id(connection, found)
        matches = [
            replace(match, same_context=match.exact and _same_context(match.entry, before, after))
            for match in (_match(asked, exact, entry, threshold) for entry in entries)
            if match.score >= threshold
        ]
        matches.sort(key=_rank, reverse=True)
        return tuple(_with_differences(match, sentence) for match in matches[:limit])

    def search(
        self,
        text: str,
        from_language: str | None = None,
        to_language: str | None = None,
        *,
        limit: int = 100,
    ) -> tuple[Entry, ...]:
        """The newest entries that hold ``text`` in source or translation, whatever its case."""
        if not text.strip():
            return ()
        wanted = _pattern(text).search
        with self._database.reading() as connection:
            connection.create_function(
                "holds", 2, lambda *sides: any(wanted(normalize("NFC", side)) for side in sides)
            )
            rows = connection.execute(
                "SELECT * FROM kept WHERE (?1 IS NULL OR source_language = ?1)"
                " AND (?2 IS NULL OR target_language = ?2) AND holds(source, target)"
                " ORDER BY id DESC LIMIT ?3",
                (from_language, to_language, limit),
            ).fetchall()
        return tuple(map(memory_rows.entry_of, rows))

    def newest(
        self,
        from_language: str | None = None,
        to_language: str | None = None,
        *,
        limit: int = 100,
    ) -> tuple[Entry, ...]:
        """The entries that were stored last, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM kept WHERE (?1 IS NULL OR source_language = ?1)"
                " AND (?2 IS NULL OR target_language = ?2) ORDER BY id DESC LIMIT ?3",
                (from_language, to_language, limit),
            ).fetchall()
        return tuple(map(memory_rows.entry_of, rows))

    def entries(
        self, from_language: str | None = None, to_language: str | None = None
    ) -> Iterator[Entry]:
        """All entries, oldest first; those stored while they are read may come or not."""
        last = 0
        while True:
            with self._database.reading() as connection:
                rows = connection.execute(
                    "SELECT * FROM kept WHERE (?1 IS NULL OR source_language = ?1)"
                    " AND (?2 IS NULL OR target_language = ?2) AND id > ?3 ORDER BY id LIMIT ?4",
                    (from_language, to_language, last, READ_AT_ONCE),
                ).fetchall()
            if not rows:
                return
            yield from map(memory_rows.entry_of, rows)
            last = memory_rows.entry_of(rows[-1]).id

    def taken(self, entry_id: int) -> None:
        """Count that an entry's translation was used again."""
        with self._database.writing() as connection:
            connection.execute("UPDATE entry SET used = used + 1 WHERE id = ?", (entry_id,))

    def delete(self, entry_id: int) -> Entry | None:
        """Remove an entry and return it; None when there is none with that number."""
        with self._database.writing() as connection:
            return memory_rows.remove(connection, entry_id)

    def counts(self) -> tuple[PairCount, ...]:
        """How many entries there are of each pair of languages, most first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT pair.source, pair.target, count(*) FROM entry JOIN pair"
                " ON pair.id = entry.pair GROUP BY pair.id ORDER BY 3 DESC, 1, 2"
            ).fetchall()
        return tuple(PairCount(*row) for row in rows)

    def close(self) -> None:
        """Close the file; it is opened again at the next use."""
        self._database.close()


def _kept(entry: Entry) -> Entry:
    """The entry as it is stored: its texts canonical, without space at their ends."""
    return replace(
        entry,
        source=_text(entry.source),
        target=_text(entry.target),
        origin=_text(entry.origin),
        author=_text(entry.author),
        before=_text(entry.before),
        after=_text(entry.after),
        note=_text(entry.note),
        props=tuple((_text(name), _text(value)) for name, value in entry.props),
    )


def _text(raw: str) -> str:
    return canonicalise(raw).strip()


def _pattern(text: str) -> re.Pattern[str]:
    """What is searched for: the words with any white space between, any kind of apostrophe."""
    words = [re.escape(word) for word in normalize("NFC", text).split()]
    return re.compile(re.sub("['’ʼ]", "['’ʼ]", r"\s+".join(words)), re.IGNORECASE)


def _usable(entry: Entry) -> bool:
    return bool(entry.source and entry.target) and entry.source_language != entry.target_language


def _match(asked: Comparable, exact: str, entry: Entry, threshold: int) -> Match:
    """How well an entry fits, without the differences; its score is exact from ``threshold`` on."""
    from rapidfuzz.distance import Levenshtein

    if exact_form(entry.source) == exact:
        return Match(entry, 100, exact=True)
    known = comparable(entry.source)
    numbers_differ = known.numbers != asked.numbers
    # Below this the mean cannot reach the threshold, whatever the words are.
    least = max(0.0, threshold / 50 - 1)
    characters = Levenshtein.normalized_similarity(
        known.characters, asked.characters, score_cutoff=least
    )
    words = Levenshtein.normalized_similarity(known.words, asked.words)
    score = score_of(words, characters, exact=False, numbers_differ=numbers_differ)
    return Match(entry, score, exact=False, numbers_differ=numbers_differ)


def _with_differences(match: Match, sentence: str) -> Match:
    if match.exact:
        return match
    inner = sentence.strip()
    before = sentence.index(inner)
    found = differences(match.entry.source, inner)
    return replace(match, differences=tuple(replace(d, new=d.new.shifted(before)) for d in found))


def _same_context(entry: Entry, before: str, after: str) -> bool:
    known, asked = (entry.before, entry.after), (before, after)
    return any(known) and [*map(exact_form, known)] == [*map(exact_form, asked)]


def _rank(match: Match) -> tuple[int, bool, str, int, int]:
    entry = match.entry
    return match.score, match.same_context, entry.changed, entry.used, entry.id
