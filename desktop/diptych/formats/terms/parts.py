"""What reading a glossary gives: good terms, and what was wrong with the others."""

from __future__ import annotations

from dataclasses import dataclass

from diptych.core.errors import CannotReadError
from diptych.core.terms import Term, problem_of
from diptych.formats.reading.limits import MIB

LARGEST = 64 * MIB
MOST_TERMS = 200_000
MOST_FAULTS = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a part of the file was left out. ``where`` is its place, as in “row 7”."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}"


@dataclass(frozen=True, slots=True)
class TermsRead:
    """The terms of a file, in its order; what was left out; and remarks on the whole file."""

    terms: tuple[Term, ...]
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()


class Collector:
    """Gathers terms and faults while a file is read."""

    def __init__(self) -> None:
        self._terms: dict[Term, str] = {}
        self._faults: list[Fault] = []
        self._more_faults = 0
        self.remarks: list[str] = []

    @property
    def full(self) -> bool:
        """Whether no more terms are taken."""
        return len(self._terms) >= MOST_TERMS

    def add(self, where: str, term: Term) -> None:
        """Take a term if it can be used and is a new one."""
        problem = problem_of(term)
        if not problem and term in self._terms:
            problem = f"it is the same as {self._terms[term]}"
        if problem:
            self.fault(where, problem)
        else:
            self._terms[term] = where

    def fault(self, where: str, message: str) -> None:
        """Note what was left out. Of very many only the number is kept."""
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(where, message))
        else:
            self._more_faults += 1

    def result(self) -> TermsRead:
        """All that was gathered."""
        remarks = list(self.remarks)
        if self._more_faults:
            remarks.append(f"{self._more_faults:,} more parts were left out.")
        if self.full:
            remarks.append(f"Only the first {MOST_TERMS:,} terms were read.")
        return TermsRead(tuple(self._terms), tuple(self._faults), tuple(remarks))


def check_terms_size(size: int, name: str) -> None:
    """Raise CannotReadError when a file of ``size`` bytes is too large for a glossary."""
    if size > LARGEST:
        raise CannotReadError(
            f"“{name}” has {size // MIB} MB; glossaries of up to {LARGEST // MIB} MB can be read.",
            "Export a part of it.",
        )
