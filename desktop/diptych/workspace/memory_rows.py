"""The rows of the translation memory: how entries lie in its file, and how they are looked up."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from diptych.core.memory import Comparable, Entry, comparable, exact_form, keys_of

STEPS = (
    (
        """
        CREATE TABLE pair (
            id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL,
            UNIQUE (source, target)
        )
        """,
        """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT, pair INTEGER NOT NULL REFERENCES pair,
            exact INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
            origin TEXT NOT NULL, author TEXT NOT NULL, created TEXT NOT NULL,
            changed TEXT NOT NULL, used INTEGER NOT NULL, before TEXT NOT NULL,
            after TEXT NOT NULL, note TEXT NOT NULL, props TEXT NOT NULL
        )
        """,
        "CREATE INDEX entry_exact ON entry (pair, exact)",
        # The keys of core.memory.keys_of: another way to make them needs another step here.
        """
        CREATE TABLE word (
            pair INTEGER NOT NULL, word TEXT NOT NULL, length INTEGER NOT NULL,
            entry INTEGER NOT NULL, PRIMARY KEY (pair, word, length, entry)
        ) WITHOUT ROWID
        """,
        # The fields of core.memory.Entry in their order, then what entries are found by.
        """
        CREATE VIEW kept AS
        SELECT entry.source, entry.target, pair.source AS source_language,
            pair.target AS target_language, origin, author, created, changed, used, before, after,
            note, props, entry.id, entry.pair, entry.exact
        FROM entry JOIN pair ON pair.id = entry.pair
        """,
    ),
)
"""The schema, as ``Database`` takes it."""

_POSTINGS = 1_500
"""Entries looked at for one word on either side of the sentence's own length."""
_CANDIDATES = 250
_MOST_KEYS = 40
"""Words of a sentence that are looked up: of more than these the longest, which are the rarest."""

_LONGER = (
    "SELECT entry FROM word WHERE pair = ?1 AND word = ?2 AND length BETWEEN ?3 AND ?4"
    " ORDER BY length LIMIT ?5"
)
_SHORTER = (
    "SELECT entry FROM word WHERE pair = ?1 AND word = ?2 AND length >= ?4 AND length < ?3"
    " ORDER BY length DESC LIMIT ?5"
)


def store(connection: sqlite3.Connection, entry: Entry) -> bool:
    """Add an entry, or merge it with its equal; whether it was added."""
    pair = _pair_made(connection, entry.source_language, entry.target_language)
    exact = _hash(exact_form(entry.source))
    row = connection.execute(
        "SELECT * FROM kept WHERE pair = ? AND exact = ? AND source = ? AND target = ?",
        (pair, exact, entry.source, entry.target),
    ).fetchone()
    if row is not None:
        _merge(connection, entry_of(row), entry)
        return False
    cursor = connection.execute(
        "INSERT INTO entry (source, target, origin, author, created, changed, used, before, after,"
        " note, props, pair, exact) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*_values(entry), pair, exact),
    )
    connection.executemany(
        "INSERT INTO word (pair, word, length, entry) VALUES (?, ?, ?, ?)",
        _words(replace(entry, id=int(cursor.lastrowid or 0)), pair),
    )
    return True


def remove(connection: sqlite3.Connection, number: int) -> Entry | None:
    """Take an entry out and return it; None when there is none with that number."""
    row = connection.execute("SELECT * FROM kept WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    entry = entry_of(row)
    languages = (entry.source_language, entry.target_language)
    connection.executemany(
        "DELETE FROM word WHERE pair = ? AND word = ? AND length = ? AND entry = ?",
        _words(entry, pair_of(connection, *languages)),
    )
    connection.execute("DELETE FROM entry WHERE id = ?", (number,))
    return entry


def _merge(connection: sqlite3.Connection, old: Entry, new: Entry) -> None:
    """Write what is known of two equal entries into the old one; twice changes nothing more."""
    first, second = (old, new) if new.changed >= old.changed else (new, old)
    merged = replace(
        old,
        origin=second.origin or first.origin,
        author=second.author or first.author,
        created=min(filter(None, (old.created, new.created)), default=""),
        changed=second.changed,
        used=max(old.used, new.used),
        before=second.before or first.before,
        after=second.after or first.after,
        note=second.note or first.note,
        props=second.props or first.props,
    )
    connection.execute(
        "UPDATE entry SET source = ?, target = ?, origin = ?, author = ?, created = ?,"
        " changed = ?, used = ?, before = ?, after = ?, note = ?, props = ? WHERE id = ?",
        (*_values(merged), old.id),
    )


def _values(entry: Entry) -> tuple[str | int, ...]:
    """The entry's own columns, in the order in which they are written."""
    return (
        entry.source, entry.target, entry.origin, entry.author, entry.created, entry.changed,
        entry.used, entry.before, entry.after, entry.note,
        json.dumps(entry.props, ensure_ascii=False) if entry.props else "",
    )  # fmt: skip


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry in a row of ``kept``."""
    props = tuple((name, value) for name, value in json.loads(row[12])) if row[12] else ()
    return Entry(*row[:12], props, row[13])  # type: ignore[call-arg]


def _words(entry: Entry, pair: int | None) -> list[tuple[int | None, str, int, int]]:
    """The rows under which an entry is found again."""
    characters = comparable(entry.source).characters
    return [(pair, key, len(characters), entry.id) for key in keys_of(characters)]


def _hash(form: str) -> int:
    """64 bits that are the same for equal forms, as SQLite keeps whole numbers."""
    digest = hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def pair_of(connection: sqlite3.Connection, source: str, target: str) -> int | None:
    """The number of a pair of languages; None when nothing was ever stored of it."""
    row = connection.execute(
        "SELECT id FROM pair WHERE source = ? AND target = ?", (source, target)
    ).fetchone()
    return None if row is None else int(row[0])


def _pair_made(connection: sqlite3.Connection, source: str, target: str) -> int:
    """The number of a pair of languages, a new one when it has none."""
    known = pair_of(connection, source, target)
    if known is not None:
        return known
    cursor = connection.execute("INSERT INTO pair (source, target) VALUES (?, ?)", (source, target))
    return int(cursor.lastrowid or 0)


def equal(connection: sqlite3.Connection, pair: int, exact: str) -> set[int]:
    """Numbers of the newest entries whose source has this exact form."""
    rows = connection.execute(
        "SELECT id FROM entry WHERE pair = ? AND exact = ? ORDER BY changed DESC LIMIT ?",
        (pair, _hash(exact), _CANDIDATES),
    )
    return {number for (number,) in rows}


def candidates(
    connection: sqlite3.Connection, pair: int, asked: Comparable, threshold: int
) -> set[int]:
    """Numbers of the entries of a like length that share most words with the sentence."""
    length = len(asked.characters)
    least = max(0.3, threshold / 100 - 0.15)
    shortest, longest = int(length * least), int(length / least)
    shared: Counter[int] = Counter()
    for key in sorted(keys_of(asked.characters), key=len, reverse=True)[:_MOST_KEYS]:
        for sql, end in ((_LONGER, longest), (_SHORTER, shortest)):
            rows = connection.execute(sql, (pair, key, length, end, _POSTINGS)).fetchall()
            shared.update([number for (number,) in rows])
    return {number for number, _ in shared.most_common(_CANDIDATES)}


def by_id(connection: sqlite3.Connection, numbers: set[int]) -> list[Entry]:
    """The entries with these numbers."""
    rows = connection.execute(
        "SELECT * FROM kept WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(numbers)),),
    )
    return [entry_of(row) for row in rows]
