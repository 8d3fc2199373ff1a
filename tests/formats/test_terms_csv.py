"""Glossaries as CSV: any usual kind in, good rows kept, the others told by their number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.core.terms import Term, clean, problem_of
from diptych.formats.terms import csv, parts
from diptych.formats.terms.csv import COLUMNS, read_csv, write_csv

FULL = Term(
    "Bundestag", "Bundestag (parlement)", "de", "fr", ("Bundestag", "parlement"), ("Bundestags",),
    case_sensitive=True, forbidden=True, note="la chambre; «basse», \"x\"",
)  # fmt: skip


def read(text: str, *languages: str, encoding: str = "utf-8") -> parts.TermsRead:
    return read_csv(text.encode(encoding), "terms.csv", *languages)


def test_what_is_written_is_read() -> None:
    data = write_csv([FULL, Term("EU", "UE", "en", "fr")])
    assert data.startswith(b"\xef\xbb\xbfsource,target,")
    assert read_csv(data, "x.csv").terms == (FULL, Term("EU", "UE", "en", "fr"))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(delimiter: str, encoding: str) -> None:
    rows = [
        ["Source", "Target", "Source language", "target_language", "note"],
        ["Wahl", "élection", "de", "FR-fr", "a, b; c"],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    result = read(text, encoding=encoding)
    assert result.terms == (Term("Wahl", "élection", "de", "fr", note="a, b; c"),)
    assert (result.faults, result.remarks) == ((), ())


def test_windows_1252_is_guessed_and_said() -> None:
    text = "source;target\nWahl;élection\nMünchen;« Munich » – capitale bavaroise\n"
    result = read(text, "de", "fr", encoding="cp1252")
    assert [term.target for term in result.terms] == ["élection", "« Munich » – capitale bavaroise"]
    assert result.remarks == ("The encoding was guessed: Western (Windows-1252).",)


def test_two_columns_with_the_languages_given() -> None:
    result = read("Wahl,élection\nAmt,office\n", "de", "fr")
    assert result.terms == (Term("Wahl", "élection", "de", "fr"), Term("Amt", "office", "de", "fr"))


def test_two_columns_headed_by_their_languages() -> None:
    assert read("de;fr\nWahl;élection").terms == (Term("Wahl", "élection", "de", "fr"),)
    told_otherwise = read("de;fr\nWahl;élection", "fr", "de").terms
    assert told_otherwise == (Term("Wahl", "élection", "de", "fr"),), "the file knows better"


def test_a_comma_inside_does_not_make_a_column() -> None:
    text = "Rat, der;conseil\nAmt, das;office\nWahl;élection, vote\n"
    assert [t.source for t in read(text, "de", "fr").terms] == ["Rat, der", "Amt, das", "Wahl"]


def test_a_row_says_its_own_languages() -> None:
    text = "source,target,target_language\nRat,council,en\nAmt,office,\n"
    assert [t.target_language for t in read(text, "de", "fr").terms] == ["en", "fr"]


def test_good_rows_are_kept_and_the_others_told_by_number() -> None:
    text = (
        "source,target,source_language,target_language,case_sensitive,colour\n"
        "Wahl,élection,de,fr,yes,red\n"
        ",nothing,de,fr,,\n"
        "Amt,,de,fr,,\n"
        "\n"
        "Rat,conseil,klingon,fr,,\n"
        "Rat,conseil,,fr,,\n"
        "Rat,conseil,de,fr,perhaps,\n"
        "Rat,conseil,de,de,,\n"
        "Rat,conseil,de,fr,,,,more\n"
        '"Rat"x,conseil,de,fr,,\n'
        "Wahl,élection,de,fr,1,\n"
        '"Ort, der",lieu,de,fr,no,\n'
    )
    result = read(text)
    assert [(t.source, t.case_sensitive) for t in result.terms] == [
        ("Wahl", True),
        ("Ort, der", False),
    ]
    assert [str(fault) for fault in result.faults] == [
        "row 3: it has no source",
        "row 4: it has no translation",
        "row 6: “klingon” is not a language",
        "row 7: its source_language is missing",
        "row 8: case_sensitive is neither yes nor no: “perhaps”",
        "row 9: both languages are the same",
        "row 10: it has 8 cells, and there are 6 columns",
        "row 11: its quotation marks do not match",
        "row 12: it is the same as row 2",
    ]
    assert result.remarks == ("Columns that are not known were left out: “colour”.",)


def test_a_quotation_mark_that_stays_open_costs_one_row() -> None:
    text = 'source,target\nA,un\n"B,deux\nC,trois\n"D\nd",quatre\n'
    result = read(text, "de", "fr")
    assert [t.target for t in result.terms] == ["un", "trois", "quatre"]
    assert [fault.where for fault in result.faults] == ["row 3"]


def test_a_quotation_mark_that_stays_open_to_the_end_of_a_long_file() -> None:
    rows = [f"word{n},mot{n}" for n in range(500)]
    rows[3] = '"word3,mot3'
    result = read("\n".join(rows), "de", "fr")
    assert len(result.terms) == 499
    assert [fault.where for fault in result.faults] == ["row 4"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "nothing in"),
        (b"\n \n", "nothing in"),
        (b"\x89PNG\r\n\x1a\n\x00\x01\x02\x00", "binary"),
        (b"Wahl,vote\n", "does not say which languages"),
        (b"source,target\nWahl,vote\n", "does not say which languages"),
    ],
)
def test_what_is_no_glossary(data: bytes, words: str) -> None:
    with pytest.raises(CannotReadError, match=words) as caught:
        read_csv(data, "terms.csv")
    assert caught.value.remedy


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LARGEST", 10)
    with pytest.raises(CannotReadError, match="glossaries of up to"):
        read("source,target\nWahl,vote\n", "de", "fr")


def test_very_many_terms_and_faults_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST_TERMS", 3)
    monkeypatch.setattr(parts, "MOST_FAULTS", 2)
    faulty = ",x\n" * 5
    result = read(f"source,target\n{faulty}a,b\nc,d\ne,f\ng,h\n", "de", "fr")
    assert len(result.terms) == 3
    assert len(result.faults) == 2
    assert result.remarks == ("3 more parts were left out.", "Only the first 3 terms were read.")


field = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(clean)
form = field.map(lambda value: value.replace(csv.FORM_SEPARATOR, " ")).map(clean).filter(bool)
terms = st.builds(
    Term, field, field, st.sampled_from(["de", "zh-Hans"]), st.sampled_from(["fr", "pt-BR"]),
    st.lists(form, max_size=3).map(tuple), st.lists(form, max_size=2).map(tuple),
    st.booleans(), st.booleans(), field,
).filter(lambda term: not problem_of(term))  # fmt: skip


@given(st.lists(terms, max_size=5, unique=True))
def test_any_terms_come_back(some: list[Term]) -> None:
    result = read_csv(write_csv(some), "terms.csv")
    assert list(result.terms) == some
    assert result.faults == ()


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    try:
        result = read(text.encode("utf-8", "replace").decode(), "de", "fr")
    except CannotReadError:
        return
    assert all(not problem_of(term) for term in result.terms)
    assert set(COLUMNS) >= {"source", "target"}
