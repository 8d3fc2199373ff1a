"""The glossary that serves all projects: terms in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from diptych.core.terms import Term, clean, problem_of
from diptych.workspace.database import Database

_STEPS = (
    (
        """
        CREATE TABLE term (
            id INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, target TEXT NOT NULL,
            source_language TEXT NOT NULL, target_language TEXT NOT NULL, forms TEXT NOT NULL,
            source_forms TEXT NOT NULL, case_sensitive INTEGER NOT NULL,
            forbidden INTEGER NOT NULL, note TEXT NOT NULL,
            UNIQUE (source, target, source_language, target_language)
        )
        """,
    ),
)


@dataclass(frozen=True, slots=True)
class KeptTerm:
    """A term and its number in the glossary."""

    id: int
    term: Term


@dataclass(frozen=True, slots=True)
class Added:
    """What became of terms: new ones, changed ones, ones that were there, unusable ones."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0


class Glossary:
    """Terms in their order. All methods may be called from any thread.

    All raise StoreError when the file cannot be used; ``notice`` tells what its user should know.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _STEPS, "glossary")

    @property
    def notice(self) -> str:
        """A sentence when the file was damaged and moved aside, or can only be read."""
        return self._database.notice

    def kept(
        self, from_language: str | None = None, to_language: str | None = None
    ) -> tuple[KeptTerm, ...]:
        """The terms of a pair of languages (BCP 47), oldest first; None is any language."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM term WHERE (?1 IS NULL OR source_language = ?1)"
                " AND (?2 IS NULL OR target_language = ?2) ORDER BY id",
                (from_language, to_language),
            ).fetchall()
        return tuple(KeptTerm(row[0], _term(row)) for row in rows)

    def terms(
        self, from_language: str | None = None, to_language: str | None = None
    ) -> tuple[Term, ...]:
        """As ``kept``, without the numbers."""
        return tuple(kept.term for kept in self.kept(from_language, to_language))

    def put(self, term: Term) -> KeptTerm:
        """Add one term, or write it over the one with its source, target and languages.

        Raises ValueError when it cannot be used (``core.terms.problem_of``).
        """
        cleaned = _cleaned(term)
        problem = problem_of(cleaned)
        if problem:
            raise ValueError(problem)
        with self._database.writing() as connection:
            return KeptTerm(_put(connection, cleaned)[1], cleaned)

    def add(self, terms: Iterable[Term]) -> Added:
        """Add terms, all or none. One with the same source, target and languages is replaced.

        Terms that cannot be used are refused (``core.terms.problem_of``).
        """
        counts = {"added": 0, "changed": 0, "same": 0, "refused": 0}
        with self._database.writing() as connection:
            for raw in terms:
                term = _cleaned(raw)
                counts["refused" if problem_of(term) else _put(connection, term)[0]] += 1
        return Added(**counts)

    def remove(self, term_id: int) -> Term | None:
        """Remove a term and return it; None when there is none with that number."""
        with self._database.writing() as connection:
            row = connection.execute("SELECT * FROM term WHERE id = ?", (term_id,)).fetchone()
            connection.execute("DELETE FROM term WHERE id = ?", (term_id,))
        return None if row is None else _term(row)

    def remove_all(self, term_ids: Iterable[int]) -> None:
        """Remove terms, all or none; numbers that no term has do no harm."""
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM term WHERE id = ?", ((n,) for n in term_ids))

    def close(self) -> None:
        """Close the file; it is opened again at the next use."""
        self._database.close()


def _cleaned(term: Term) -> Term:
    return replace(
        term,
        source=clean(term.source),
        target=clean(term.target),
        forms=tuple(filter(None, map(clean, term.forms))),
        source_forms=tuple(filter(None, map(clean, term.source_forms))),
        note=clean(term.note),
    )


def _put(connection: sqlite3.Connection, term: Term) -> tuple[str, int]:
    """Add a term or write it over its like: "added", "changed" or "same", and its number."""
    identity = (term.source, term.target, term.source_language, term.target_language)
    row = connection.execute(
        "SELECT * FROM term WHERE source = ? AND target = ? AND source_language = ?"
        " AND target_language = ?",
        identity,
    ).fetchone()
    particulars = (
        _list(term.forms), _list(term.source_forms), term.case_sensitive, term.forbidden, term.note
    )  # fmt: skip
    if row is None:
        cursor = connection.execute(
            "INSERT INTO term (source, target, source_language, target_language, forms,"
            " source_forms, case_sensitive, forbidden, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*identity, *particulars),
        )
        return "added", int(cursor.lastrowid or 0)
    number = int(row[0])
    if _term(row) == term:
        return "same", number
    connection.execute(
        "UPDATE term SET forms = ?, source_forms = ?, case_sensitive = ?, forbidden = ?, note = ?"
        " WHERE id = ?",
        (*particulars, number),
    )
    return "changed", number


def _list(forms: tuple[str, ...]) -> str:
    return json.dumps(forms, ensure_ascii=False)


def _term(row: Sequence[Any]) -> Term:
    source, target, from_language, to_language, forms, source_forms, case, forbidden, note = row[1:]
    return Term(
        source,
        target,
        from_language,
        to_language,
        tuple(json.loads(forms)),
        tuple(json.loads(source_forms)),
        case_sensitive=bool(case),
        forbidden=bool(forbidden),
        note=note,
    )
