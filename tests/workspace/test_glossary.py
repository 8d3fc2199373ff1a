"""The general glossary: terms kept in their order, changed and removed by their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from diptych.core.errors import StoreError
from diptych.core.terms import Term
from diptych.workspace.glossary import Added, Glossary, KeptTerm

BUNDESTAG = Term(
    "Bundestag", "Bundestag (parlement)", "de", "fr", ("Bundestag", "parlement"), ("Bundestags",),
    case_sensitive=True, note="la chambre basse",
)  # fmt: skip
RAT = Term("Rat", "avis", "de", "fr", forbidden=True)
COUNCIL = Term("Rat", "council", "de", "en")


@pytest.fixture
def glossary(tmp_path: Path) -> Iterator[Glossary]:
    glossary = Glossary(tmp_path / "data" / "glossary.sqlite")
    yield glossary
    glossary.close()


def test_terms_come_back_whole_and_in_order(glossary: Glossary) -> None:
    assert glossary.terms() == ()
    assert glossary.add([BUNDESTAG, RAT, COUNCIL]) == Added(added=3)
    glossary.close()
    assert glossary.terms() == (BUNDESTAG, RAT, COUNCIL)
    assert glossary.terms("de", "fr") == (BUNDESTAG, RAT)
    assert glossary.terms(to_language="en") == (COUNCIL,)
    assert glossary.terms("fr", "de") == ()
    numbers = [kept.id for kept in glossary.kept()]
    assert numbers == sorted(set(numbers))


def test_the_same_term_is_changed_and_keeps_its_place(glossary: Glossary) -> None:
    glossary.add([BUNDESTAG, RAT])
    changed = replace(BUNDESTAG, forms=(), note="")
    before = glossary.kept()[0].id
    assert glossary.add([RAT, changed]) == Added(changed=1, same=1)
    assert glossary.kept()[0] == KeptTerm(before, changed)
    assert glossary.put(BUNDESTAG) == KeptTerm(before, BUNDESTAG)
    assert glossary.put(BUNDESTAG) == KeptTerm(before, BUNDESTAG)
    assert len(glossary.terms()) == 2


def test_another_translation_is_another_term(glossary: Glossary) -> None:
    glossary.add([RAT, replace(RAT, target="conseil", forbidden=False)])
    assert [term.target for term in glossary.terms()] == ["avis", "conseil"]


def test_fields_are_kept_on_one_line(glossary: Glossary) -> None:
    kept = glossary.put(Term(" a\n b ", "c\x00", "de", "fr", (" ", "d  e"), note="x\ny"))
    assert kept.term == Term("a b", "c", "de", "fr", ("d e",), note="x y")
    assert glossary.terms() == (kept.term,)


def test_unusable_terms_are_refused(glossary: Glossary) -> None:
    assert glossary.add([Term("", "x", "de", "fr"), RAT]) == Added(added=1, refused=1)
    with pytest.raises(ValueError, match="no translation"):
        glossary.put(Term("x", " ", "de", "fr"))


def test_a_term_is_removed_by_its_number(glossary: Glossary) -> None:
    first, second = glossary.put(BUNDESTAG), glossary.put(RAT)
    assert glossary.remove(first.id) == BUNDESTAG
    assert glossary.remove(first.id) is None
    assert glossary.kept() == (second,)


def test_a_damaged_glossary_is_moved_aside_and_said(glossary: Glossary, tmp_path: Path) -> None:
    file = tmp_path / "data" / "glossary.sqlite"
    file.parent.mkdir()
    file.write_bytes(b"no database" * 500)
    assert glossary.terms() == ()
    assert "The glossary was damaged" in glossary.notice
    assert len(list(file.parent.glob("glossary.damaged-*.sqlite"))) == 1


def test_a_newer_glossary_is_used_and_not_changed(glossary: Glossary, tmp_path: Path) -> None:
    glossary.add([RAT])
    glossary.close()
    with closing(sqlite3.connect(tmp_path / "data" / "glossary.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert glossary.terms() == (RAT,)
    assert "newer Diptych" in glossary.notice
    with pytest.raises(StoreError, match="glossary cannot be changed"):
        glossary.add([COUNCIL])
