"""Reading a glossary for one pair of languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.errors import CannotReadError
from diptych.core.terms import Term
from diptych.workspace.term_files import export_terms
from diptych.workspace.term_import import read_terms

PAIR = ("en", "fr")
BANK = Term("bank", "banque", "en", "fr")
AMT = Term("Amt", "office", "de", "en")


def _file(folder: Path, words: str) -> Path:
    path = folder / "terms.csv"
    path.write_text(words, encoding="utf-8")
    return path


def test_a_file_without_languages_is_of_the_pair(tmp_path: Path) -> None:
    read = read_terms(_file(tmp_path, "source,target\nbank,banque\n"), PAIR, only=False)
    assert read.terms == (BANK,)


def test_what_the_file_says_of_its_languages_counts(tmp_path: Path) -> None:
    path = _file(tmp_path, "de;en\nAmt;office\n")
    assert read_terms(path, PAIR, only=False).terms == (AMT,)


@pytest.mark.parametrize("suffix", [".csv", ".tbx"])
def test_other_languages_are_left_out_when_that_is_wanted(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"terms{suffix}"
    other = Term("office", "Amt", "en", "de")
    export_terms(path, (BANK, other))
    assert set(read_terms(path, PAIR, only=False).terms) == {BANK, other}
    read = read_terms(path, PAIR, only=True)
    assert read.terms == (BANK,)
    assert read.remarks == ("1 term of other languages left out.",)


def test_concepts_are_read_in_the_direction_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    export_terms(path, (BANK,))
    read = read_terms(path, ("fr", "en"), only=True)
    assert read.terms == (Term("banque", "bank", "fr", "en"),)


def test_bad_rows_are_told_by_their_number(tmp_path: Path) -> None:
    path = _file(tmp_path, "source,target\nbank,banque\nrate,\n")
    read = read_terms(path, PAIR, only=False)
    assert read.terms == (BANK,)
    assert [str(fault) for fault in read.faults] == ["row 3: it has no translation"]


def test_what_is_no_glossary_is_told(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_text("<html>no</html>", encoding="utf-8")
    with pytest.raises(CannotReadError):
        read_terms(path, PAIR, only=True)
