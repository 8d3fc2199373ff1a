"""``glossary``: terms with fixed translations, for all articles."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.languages import KnownFrom, KnownTo, MaybeKnownFrom, MaybeKnownTo, pair_name
from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.core.errors import StoreError
from diptych.core.terms import Term, problem_of
from diptych.workspace.glossary import Glossary, KeptTerm
from diptych.workspace.paths import Paths
from diptych.workspace.term_files import SUFFIXES, export_terms, import_terms

app = typer.Typer(
    help="Keep terms with fixed translations, and exchange them as CSV or TBX.",
    no_args_is_help=True,
)


@contextmanager
def opened_glossary() -> Iterator[Glossary]:
    """The user's glossary for one command; what is to be known of its file is said."""
    glossary = Glossary(Paths.usual().glossary)
    try:
        yield glossary
    finally:
        glossary.close()
    if glossary.notice:
        say(glossary.notice)


def _exported(path: Path) -> Path:
    """A format we cannot write is a mistake in the command."""
    if path.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"glossaries end in one of: {', '.join(SUFFIXES)}")
    return path


@app.command("list")
def list_(*, from_: MaybeKnownFrom = None, to: MaybeKnownTo = None, json: Json = False) -> None:
    """List the terms with their numbers."""
    with opened_glossary() as glossary:
        kept = glossary.kept(from_, to)
    if json:
        answer_json({"terms": [_shape(one) for one in kept]})
        return
    for one in kept:
        answer(_line(one))


@app.command()
def add(
    source: Annotated[str, typer.Argument(help="The word or phrase.")],
    target: Annotated[str, typer.Argument(help="Its translation.")],
    *,
    from_: KnownFrom,
    to: KnownTo,
    form: Annotated[
        list[str] | None,
        typer.Option("--form", help="A further form the translation may take; may be repeated."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", help="A further form of the source; may be repeated."),
    ] = None,
    case: Annotated[
        bool, typer.Option("--case", help="Find the source in this case only.")
    ] = False,
    forbidden: Annotated[
        bool, typer.Option("--forbidden", help="The translation must not be used.")
    ] = False,
    note: Annotated[str, typer.Option("--note", help="What to know about it.")] = "",
    json: Json = False,
) -> None:
    """Add a term, or change the one with this source, translation and languages."""
    term = Term(
        source, target, from_, to, tuple(form or ()), tuple(also or ()), case, forbidden, note
    )
    problem = problem_of(term)
    if problem:
        raise typer.BadParameter(f"The term cannot be used: {problem}.")
    with opened_glossary() as glossary:
        kept = glossary.put(term)
    _tell(kept, "Kept", json=json)


@app.command()
def remove(
    number: Annotated[int, typer.Argument(help="The term's number in the list.")],
    *,
    json: Json = False,
) -> None:
    """Remove a term."""
    with opened_glossary() as glossary:
        term = glossary.remove(number)
    if term is None:
        raise StoreError(
            f"There is no term with the number {number}.",
            "“diptych glossary list” shows the numbers.",
        )
    _tell(KeptTerm(number, term), "Removed", json=json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .tbx file.")],
    *,
    from_: MaybeKnownFrom = None,
    to: MaybeKnownTo = None,
    json: Json = False,
) -> None:
    """Add the terms of a file. What cannot be read is told by its place, the rest is kept."""
    read = import_terms(file, from_, to)
    with opened_glossary() as glossary:
        added = glossary.add(read.terms)
    if json:
        faults = [asdict(fault) for fault in read.faults]
        answer_json({**asdict(added), "faults": faults, "remarks": list(read.remarks)})
        return
    for remark in (*read.remarks, *(f"{fault}." for fault in read.faults)):
        say(remark[:1].upper() + remark[1:])
    answer(f"{added.added} added, {added.changed} changed, {added.same} there already")


@app.command("export")
def export(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", callback=_exported, help="Where to; ends in .csv or .tbx."),
    ],
    *,
    from_: MaybeKnownFrom = None,
    to: MaybeKnownTo = None,
    json: Json = False,
) -> None:
    """Write the terms into a file."""
    with opened_glossary() as glossary:
        terms = glossary.terms(from_, to)
    export_terms(file, terms)
    if json:
        answer_json({"terms": len(terms), "path": str(file)})
    else:
        answer(f"{len(terms)} {'term' if len(terms) == 1 else 'terms'} in {file}")


def _tell(kept: KeptTerm, what: str, *, json: bool) -> None:
    if json:
        answer_json(_shape(kept))
    else:
        answer(f"{what}: {_line(kept)}")


def _shape(kept: KeptTerm) -> dict[str, object]:
    term = kept.term
    return {
        "number": kept.id,
        "source": term.source,
        "target": term.target,
        "from": term.source_language,
        "to": term.target_language,
        "forms": list(term.forms),
        "source_forms": list(term.source_forms),
        "case_sensitive": term.case_sensitive,
        "forbidden": term.forbidden,
        "note": term.note or None,
    }


def _line(kept: KeptTerm) -> str:
    term = kept.term
    told = [
        pair_name(term.source_language, term.target_language),
        *(["case-sensitive"] if term.case_sensitive else []),
        *([f"or {', '.join(term.forms)}"] if term.forms else []),
        *([f"for {', '.join(term.source_forms)} too"] if term.source_forms else []),
        *([term.note] if term.note else []),
    ]
    arrow = "≠" if term.forbidden else "→"
    return f"{kept.id}  {term.source} {arrow} {term.target}  ({'; '.join(told)})"
