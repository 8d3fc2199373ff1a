"""Glossaries as CSV: any usual delimiter and encoding in, one kind out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diptych.core.errors import CannotReadError
from diptych.core.languages import normalise_tag
from diptych.core.terms import Term, clean
from diptych.formats.reading.charsets.encodings import decode
from diptych.formats.terms.parts import Collector, TermsRead, check_terms_size

COLUMNS = (
    "source", "target", "source_language", "target_language", "forms", "source_forms",
    "case_sensitive", "forbidden", "note",
)  # fmt: skip
FORM_SEPARATOR = "|"
DELIMITERS = ("\t", ";", ",")

_LONGEST_ROW = 50
"""Lines that one row may take; a quotation mark that stays open further is a mistake."""
_SNIFFED_ROWS = 50
_SNIFFED_LENGTH = 100_000
_MISSING = "is missing"
_ADVICE = " Change it if letters look wrong."
"""What reading an article says of a guessed encoding, and nobody can do with a glossary."""
_YES = frozenset({"1", "yes", "y", "true", "x"})
_NO = frozenset({"", "0", "no", "n", "false"})


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Header:
    """Names of the columns in their order, "" for one that is not read."""

    names: tuple[str, ...]
    from_language: str | None
    to_language: str | None


def read_csv(
    data: bytes, name: str, from_language: str | None = None, to_language: str | None = None
) -> TermsRead:
    """The terms in a CSV file; good rows are kept when others are wrong.

    The first row names the columns, or two languages, or is a term already: then the columns are
    those of ``COLUMNS``. The languages (BCP 47) stand for those a row does not say itself.
    Raises CannotReadError when it is no table or the languages are missing everywhere.
    """
    check_terms_size(len(data), name)
    decoded = decode(data)
    if "\x00" in decoded.value:
        raise CannotReadError(
            f"“{name}” is not a CSV file: it holds binary data.", "Choose a .csv or a .tbx file."
        )
    delimiter = _sniffed(decoded.value)
    rows = _rows(decoded.value, delimiter)
    found = Collector()
    found.remarks += (w.removesuffix(_ADVICE) for w in decoded.warnings)
    first = next(rows, None)
    if first is None:
        raise CannotReadError(f"There is nothing in “{name}”.", "Check that it was saved.")
    header = _header(first, from_language, to_language)
    if header is None:
        header = _Header(COLUMNS, from_language, to_language)
        _read_row(first, header, found)
    else:
        found.remarks += _unknown_columns(first, header)
    for row in rows:
        if found.full:
            break
        _read_row(row, header, found)
    result = found.result()
    if not result.terms and any(fault.message.endswith(_MISSING) for fault in result.faults):
        raise CannotReadError(
            f"“{name}” does not say which languages its terms are in.",
            "Say it with --from and --to, or add the columns source_language and target_language.",
            str(result.faults[0]),
        )
    return result


def write_csv(terms: Iterable[Term]) -> bytes:
    """The terms as CSV: commas, CRLF, UTF-8 with a byte-order mark, so that Excel reads it."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerow(COLUMNS)
    for term in terms:
        writer.writerow((
            term.source, term.target, term.source_language, term.target_language,
            FORM_SEPARATOR.join(term.forms), FORM_SEPARATOR.join(term.source_forms),
            "yes" if term.case_sensitive else "no", "yes" if term.forbidden else "no", term.note,
        ))  # fmt: skip
    return sink.getvalue().encode("utf-8-sig")


def _sniffed(text: str) -> str:
    """The delimiter: that of a header we know, else the one that cuts rows most alike."""
    best, best_score = ",", 0.0
    start = text[:_SNIFFED_LENGTH]
    for delimiter in DELIMITERS:
        rows = [
            row.cells
            for _, row in zip(range(_SNIFFED_ROWS), _rows(start, delimiter), strict=False)
            if not row.fault
        ]
        if rows and {"source", "target"} <= {cell.strip().casefold() for cell in rows[0]}:
            return delimiter
        widths = [len(cells) for cells in rows]
        usual = max(set(widths), key=widths.count, default=1)
        score = widths.count(usual) / len(widths) if usual > 1 else 0.0
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> Iterator[_Row]:
    """Rows that are not empty, numbered from 1 as a spreadsheet does."""
    lines = list(io.StringIO(text, newline=""))
    place, number = 0, 0
    while place < len(lines):
        number += 1
        cells, used, fault = _one_row(lines[place : place + _LONGEST_ROW], delimiter)
        place += used
        if fault or any(cell.strip() for cell in cells):
            yield _Row(number, cells, fault)


def _one_row(lines: Sequence[str], delimiter: str) -> tuple[tuple[str, ...], int, str]:
    """The cells of the first row, how many lines it takes, and what is wrong with it."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return tuple(next(reader)), reader.line_num, ""
    except StopIteration:
        return (), 1, ""
    except csv.Error:
        return (), 1, "its quotation marks do not match"


def _header(row: _Row, from_language: str | None, to_language: str | None) -> _Header | None:
    """The header in a first row; None when it is a term."""
    names = [cell.strip().casefold().replace(" ", "_") for cell in row.cells]
    if {"source", "target"} <= set(names):
        known = tuple(name if name in COLUMNS else "" for name in names)
        return _Header(known, from_language, to_language)
    tags = [normalise_tag(name) for name in names]
    if len(tags) == 2 and tags[0] and tags[1] and tags[0] != tags[1]:
        # What the file says of itself counts; the languages told are for those that say nothing.
        return _Header(("source", "target"), tags[0], tags[1])
    return None


def _unknown_columns(row: _Row, header: _Header) -> list[str]:
    if header.names == ("source", "target"):
        return []
    cells = zip(row.cells, header.names, strict=True)
    unknown = [f"“{cell.strip()}”" for cell, name in cells if not name and cell.strip()]
    return [f"Columns that are not known were left out: {', '.join(unknown)}."] if unknown else []


def _read_row(row: _Row, header: _Header, found: Collector) -> None:
    where = f"row {row.number}"
    cells = {name: clean(cell) for name, cell in zip(header.names, row.cells, strict=False) if name}
    tags = [
        normalise_tag(cells[name]) if cells.get(name) else usual
        for name, usual in (
            ("source_language", header.from_language),
            ("target_language", header.to_language),
        )
    ]
    fault = row.fault or _fault(row, cells, header, tags)
    if fault:
        found.fault(where, fault)
    elif tags[0] and tags[1]:
        found.add(where, _term(cells, tags[0], tags[1]))


def _fault(row: _Row, cells: dict[str, str], header: _Header, tags: Sequence[str | None]) -> str:
    """What is wrong with a row as a phrase; empty when it holds a term."""
    columns = len(header.names)
    if any(cell.strip() for cell in row.cells[columns:]):
        return f"it has {len(row.cells)} cells, and there are {columns} columns"
    for name in ("case_sensitive", "forbidden"):
        if cells.get(name, "").casefold() not in _YES | _NO:
            return f"{name} is neither yes nor no: “{cells[name]}”"
    for name, tag in zip(("source_language", "target_language"), tags, strict=True):
        if tag is None and cells.get(name):
            return f"“{cells[name]}” is not a language"
        if tag is None:
            return f"its {name} {_MISSING}"
    return ""


def _term(cells: dict[str, str], from_language: str, to_language: str) -> Term:
    return Term(
        cells.get("source", ""),
        cells.get("target", ""),
        from_language,
        to_language,
        _forms(cells.get("forms", "")),
        _forms(cells.get("source_forms", "")),
        case_sensitive=cells.get("case_sensitive", "").casefold() in _YES,
        forbidden=cells.get("forbidden", "").casefold() in _YES,
        note=cells.get("note", ""),
    )


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split(FORM_SEPARATOR) if form.strip())
