"""Glossaries from files and into files: CSV or TBX, told by what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from diptych.core.errors import CannotSaveError
from diptych.core.terms import Term
from diptych.formats.terms.csv import read_csv, write_csv
from diptych.formats.terms.parts import TermsRead, check_terms_size
from diptych.formats.terms.tbx import read_tbx, write_tbx
from diptych.workspace.opening import read_file
from diptych.workspace.saving import write_atomically

SUFFIXES = (".csv", ".tbx")


def import_terms(
    path: Path, from_language: str | None = None, to_language: str | None = None
) -> TermsRead:
    """The terms in a CSV or TBX file. Raises CannotReadError.

    Languages (BCP 47) are those of a file that does not say them, or the pair that is wanted of
    one that has several.
    """
    data = read_file(path)
    check_terms_size(len(data), path.name)
    start = data[:200].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n\x00")
    read = read_tbx if start.startswith("<") or path.suffix.lower() == ".tbx" else read_csv
    return read(data, path.name, from_language, to_language)


def export_terms(path: Path, terms: Sequence[Term]) -> None:
    """Write terms as the suffix says, ``.csv`` or ``.tbx``. Raises CannotSaveError."""
    if not terms:
        raise CannotSaveError(
            f"“{path.name}” was not written: there are no terms.", "Add or import some first."
        )
    data = write_tbx(terms) if path.suffix.lower() == ".tbx" else write_csv(terms)
    write_atomically(path, data)
