"""Terms that come and go, and every change with its way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diptych.core.terms import Term
from diptych.workspace.glossary import Glossary
from diptych.workspace.term_changes import (
    Place,
    PlacedTerm,
    TermChange,
    change_glossary,
    change_project,
    tidy,
)

BANK = Term("central bank", "banque centrale", "en", "fr")
RATE = Term("rate", "taux", "en", "fr")
RATE_NOTED = Term("rate", "taux", "en", "fr", note="of interest")
MAYOR = Term("mayor", "maire", "en", "fr")
AMT = Term("Amt", "office", "de", "en")

_TERMS = st.builds(
    Term,
    st.sampled_from(("a", "b", "c")),
    st.sampled_from(("x", "y")),
    st.just("en"),
    st.sampled_from(("fr", "de")),
    note=st.sampled_from(("", "new")),
)
_SOME = st.lists(_TERMS, max_size=6)


@pytest.fixture
def glossary(tmp_path: Path) -> Iterator[Glossary]:
    kept = Glossary(tmp_path / "glossary.sqlite")
    yield kept
    kept.close()


def _change(
    gone: tuple[Term, ...] = (), come: tuple[Term, ...] = (), place: Place = Place.PROJECT
) -> TermChange:
    return TermChange(
        tuple(PlacedTerm(place, term) for term in gone),
        tuple(PlacedTerm(place, term) for term in come),
    )


def test_a_change_of_a_project_tells_what_it_really_did() -> None:
    terms, made = change_project((BANK, RATE), _change((MAYOR, BANK), (RATE_NOTED, AMT)))
    assert terms == (RATE_NOTED, AMT)
    assert made == _change((BANK, RATE), (RATE_NOTED, AMT))
    again, nothing = change_project(terms, _change((), (AMT,)))
    assert again == terms
    assert not nothing


def test_an_edited_term_stands_where_it_stood() -> None:
    terms, made = change_project((BANK, RATE, AMT), _change((RATE,), (MAYOR,)))
    assert terms == (BANK, MAYOR, AMT)
    assert made == _change((RATE,), (MAYOR,))


def test_an_edited_term_may_become_like_one_that_is_there() -> None:
    terms, made = change_project((BANK, RATE), _change((BANK,), (RATE_NOTED,)))
    assert terms == (RATE_NOTED,)
    back, _ = change_project(terms, made.reversed)
    assert set(back) == {BANK, RATE}


@given(_SOME, _SOME, _SOME)
def test_every_change_of_a_project_can_be_taken_back(
    before: list[Term], gone: list[Term], come: list[Term]
) -> None:
    terms, _ = change_project(before, TermChange())
    after, made = change_project(terms, _change(tuple(gone), tuple(come)))
    back, _ = change_project(after, made.reversed)
    assert set(back) == set(terms)
    assert change_project(after, made)[1] == TermChange()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(_SOME, _SOME, _SOME)
def test_every_change_of_the_glossary_can_be_taken_back(
    glossary: Glossary, before: list[Term], gone: list[Term], come: list[Term]
) -> None:
    glossary.remove_all([kept.id for kept in glossary.kept()])
    glossary.add(before)
    terms = set(glossary.terms())
    made = change_glossary(glossary, _change(tuple(gone), tuple(come), Place.GENERAL))
    after = set(glossary.terms())
    assert after == (terms - {one.term for one in made.gone}) | {one.term for one in made.come}
    assert set(come[-1:]) <= after
    change_glossary(glossary, made.reversed)
    assert set(glossary.terms()) == terms


def test_unusable_terms_do_not_come(glossary: Glossary) -> None:
    made = change_glossary(glossary, _change((), (Term("a", "", "en", "fr"), BANK), Place.GENERAL))
    assert made == _change((), (BANK,), Place.GENERAL)
    assert glossary.terms() == (BANK,)


def test_removing_many_leaves_the_others(glossary: Glossary) -> None:
    glossary.add([BANK, RATE, AMT])
    numbers = [kept.id for kept in glossary.kept("en", "fr")]
    glossary.remove_all([*numbers, 999])
    assert glossary.terms() == (AMT,)


def test_the_parts_of_a_change_are_told_apart_by_place() -> None:
    here, there = PlacedTerm(Place.PROJECT, BANK), PlacedTerm(Place.GENERAL, BANK)
    moved = TermChange((there,), (here,))
    assert moved.within(Place.PROJECT) == TermChange((), (here,))
    assert moved.within(Place.GENERAL) == TermChange((there,), ())
    assert moved.reversed + TermChange() == TermChange((here,), (there,))
    assert not moved.within(Place.PROJECT).within(Place.GENERAL)


def test_terms_are_tidied_as_they_are_kept() -> None:
    untidy = Term(" a\n b", "c ", "en", "fr", ("", " d  e"), (" ",), note="\tf ")
    assert tidy(untidy) == Term("a b", "c", "en", "fr", ("d e",), (), note="f")
