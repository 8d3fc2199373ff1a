"""Terms from a file for somebody who works on one pair of languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from diptych.core.errors import CannotReadError
from diptych.core.terms import for_pair
from diptych.formats.terms.parts import TermsRead
from diptych.workspace.term_files import import_terms


def read_terms(path: Path, pair: tuple[str, str], *, only: bool) -> TermsRead:
    """The terms of a CSV or TBX file; of ``pair`` (BCP 47) only, if that is wanted.

    A file that does not say its languages is taken to be of that pair. Raises CannotReadError.
    """
    try:
        read = import_terms(path)
    except CannotReadError:
        read = import_terms(path, *pair)
    if not only:
        return read
    wanted = for_pair(read.terms, *pair)
    if not wanted:
        # A file of concepts may give the pair as well, when it is asked for it.
        read = import_terms(path, *pair)
        wanted = for_pair(read.terms, *pair)
    others = len(read.terms) - len(wanted)
    remarks = [*read.remarks]
    if others:
        noun = "term" if others == 1 else "terms"
        remarks.append(f"{others:,} {noun} of other languages left out.")
    return replace(read, terms=wanted, remarks=tuple(remarks))
