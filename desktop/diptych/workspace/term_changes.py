"""Terms that come and go, in a project or in the glossary for all, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from diptych.core.terms import Term, clean, problem_of
from diptych.workspace.glossary import Glossary


class Place(StrEnum):
    """Where a term is kept."""

    PROJECT = "project"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PlacedTerm:
    """A term and where it is kept."""

    place: Place
    term: Term


@dataclass(frozen=True, slots=True)
class TermChange:
    """Terms that go, and terms that come: these take the place of their like.

    Terms are alike when source, target and both languages are the same.
    """

    gone: tuple[PlacedTerm, ...] = ()
    come: tuple[PlacedTerm, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.gone or self.come)

    def __add__(self, other: TermChange) -> TermChange:
        return TermChange((*self.gone, *other.gone), (*self.come, *other.come))

    @property
    def reversed(self) -> TermChange:
        """The change that undoes this one."""
        return TermChange(self.come, self.gone)

    def within(self, place: Place) -> TermChange:
        """The part of the change that concerns one place."""
        return TermChange(
            tuple(one for one in self.gone if one.place is place),
            tuple(one for one in self.come if one.place is place),
        )


Identity = tuple[str, str, str, str]


def identity(term: Term) -> Identity:
    """What makes two terms alike."""
    return term.source, term.target, term.source_language, term.target_language


def tidy(term: Term) -> Term:
    """The term as it is kept: each field on one line, without empty forms."""
    return replace(
        term,
        source=clean(term.source),
        target=clean(term.target),
        forms=tuple(filter(None, map(clean, term.forms))),
        source_forms=tuple(filter(None, map(clean, term.source_forms))),
        note=clean(term.note),
    )


def change_project(
    terms: Iterable[Term], change: TermChange
) -> tuple[tuple[Term, ...], TermChange]:
    """A project's terms after a change, and what was really changed.

    One term that takes the place of another stands where that one stood.
    """
    before = _by_identity(terms)
    gone = _by_identity(one.term for one in change.gone)
    come = _by_identity(one.term for one in change.come)
    heir = next(iter(come), None) if len(gone) == len(come) == 1 else None
    after: dict[Identity, Term] = {}
    for key, term in before.items():
        if key in come:
            after[key] = come[key]
        elif key not in gone:
            after[key] = term
        elif heir is not None and heir not in before:
            after[heir] = come[heir]
    after = {**after, **come}
    went = [term for key, term in before.items() if after.get(key) != term]
    came = [term for key, term in after.items() if before.get(key) != term]
    return tuple(after.values()), _placed(Place.PROJECT, went, came)


def change_glossary(glossary: Glossary, change: TermChange) -> TermChange:
    """Make the general part of a change, and tell what was really changed. Raises StoreError.

    Terms that cannot be used do not come (``core.terms.problem_of``). New ones are kept before
    old ones go, so that nothing is lost between.
    """
    gone = _by_identity(one.term for one in change.gone)
    come = _by_identity(one.term for one in change.come if not problem_of(one.term))
    pairs = {(term.source_language, term.target_language) for term in (gone | come).values()}
    before = {identity(kept.term): kept for pair in sorted(pairs) for kept in glossary.kept(*pair)}
    came = [t for key, t in come.items() if key not in before or before[key].term != t]
    replaced = [before[key].term for key in map(identity, came) if key in before]
    leaving = [before[key] for key in gone if key in before and key not in come]
    glossary.add(came)
    glossary.remove_all(kept.id for kept in leaving)
    went = (*replaced, *(kept.term for kept in leaving))
    return _placed(Place.GENERAL, went, came)


def _by_identity(terms: Iterable[Term]) -> dict[Identity, Term]:
    return {identity(term): term for term in terms}


def _placed(place: Place, gone: Iterable[Term], come: Iterable[Term]) -> TermChange:
    return TermChange(
        tuple(PlacedTerm(place, term) for term in gone),
        tuple(PlacedTerm(place, term) for term in come),
    )
