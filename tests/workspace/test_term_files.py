"""Glossaries from files and into files: the kind is told by what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.errors import CannotReadError, CannotSaveError
from diptych.core.terms import Term
from diptych.workspace.term_files import export_terms, import_terms

TERMS = (
    Term("Wahl", "élection", "de", "fr", ("élections",), ("Wahlen",), note="vote"),
    Term("Rat", "avis", "de", "fr", forbidden=True),
)


@pytest.mark.parametrize("suffix", [".csv", ".tbx", ".TBX"])
def test_what_is_exported_is_imported(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"terms{suffix}"
    export_terms(path, TERMS)
    assert import_terms(path).terms == TERMS


def test_content_decides_before_the_name_does(tmp_path: Path) -> None:
    export_terms(tmp_path / "terms.tbx", TERMS)
    path = (tmp_path / "terms.tbx").rename(tmp_path / "terms.csv")
    assert import_terms(path).terms == TERMS
    path.write_bytes(b"\xff\xfe" + path.read_text().replace("UTF-8", "UTF-16").encode("utf-16-le"))
    assert import_terms(path).terms == TERMS


def test_nothing_is_not_exported(tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match="no terms") as caught:
        export_terms(tmp_path / "terms.csv", ())
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_older_file(tmp_path: Path) -> None:
    with pytest.raises(CannotSaveError, match="not there"):
        export_terms(tmp_path / "gone" / "terms.csv", TERMS)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(CannotReadError, match="There is no file"):
        import_terms(tmp_path / "terms.csv")
    with pytest.raises(CannotReadError, match="folder"):
        import_terms(tmp_path)
