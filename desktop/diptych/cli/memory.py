"""``memory``: confirmed translations, and their exchange as TMX."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.languages import MaybeKnownFrom, MaybeKnownTo, pair_name
from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.cli.progress import interruptible
from diptych.core.errors import StoreError
from diptych.core.memory import Entry, Match
from diptych.core.text import Span
from diptych.workspace.memory import Memory
from diptych.workspace.memory_files import export_tmx, import_tmx
from diptych.workspace.paths import Paths

SUFFIX = ".tmx"

app = typer.Typer(
    help="Look into the translation memory, and exchange it as TMX.", no_args_is_help=True
)


@contextmanager
def opened_memory() -> Iterator[Memory]:
    """The user's memory for one command; what is to be known of its file is said."""
    memory = Memory(Paths.usual().memory)
    try:
        yield memory
    finally:
        memory.close()
    if memory.notice:
        say(memory.notice)


def _exported(path: Path) -> Path:
    if path.suffix.lower() != SUFFIX:
        raise typer.BadParameter(f"memories end in {SUFFIX}")
    return path


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .tmx file.")],
    *,
    from_: MaybeKnownFrom = None,
    to: MaybeKnownTo = None,
    json: Json = False,
) -> None:
    """Add the translations of a file. What was read is kept, also when the file is damaged."""
    with opened_memory() as memory, interruptible("Importing") as context:
        done = import_tmx(memory, file, context, from_, to)
    if json:
        answer_json({**asdict(done.stored), "remarks": list(done.remarks)})
        return
    for remark in done.remarks:
        say(remark)
    stored = done.stored
    answer(f"{stored.added} added, {stored.merged} there already, {stored.refused} left out")


@app.command()
def export(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", callback=_exported, help="Where to; ends in .tmx."),
    ],
    *,
    from_: MaybeKnownFrom = None,
    to: MaybeKnownTo = None,
    json: Json = False,
) -> None:
    """Write the translations into a file."""
    with opened_memory() as memory, interruptible("Exporting") as context:
        written = export_tmx(memory, file, context, from_, to)
    if json:
        answer_json({**asdict(written), "path": str(file)})
        return
    if written.dropped:
        say(f"{written.dropped} characters that XML cannot hold were left out.")
    noun = "translation" if written.entries == 1 else "translations"
    answer(f"{written.entries} {noun} in {file}")


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words of the source or of the translation.")],
    *,
    from_: MaybeKnownFrom = None,
    to: MaybeKnownTo = None,
    like: Annotated[
        bool,
        typer.Option("--like", help="Find sentences like this one; needs --from and --to."),
    ] = False,
    json: Json = False,
) -> None:
    """Find translations that hold these words, newest first, or sentences like a given one."""
    if like and not (from_ and to):
        raise typer.BadParameter("--like needs --from and --to.")
    with opened_memory() as memory:
        if like and from_ and to:
            matches = memory.matches(text, from_, to)
            shapes = [_match_shape(match) for match in matches]
            lines = [_match_line(match) for match in matches]
        else:
            entries = memory.search(text, from_, to)
            shapes = [_shape(entry) for entry in entries]
            lines = [_line(entry) for entry in entries]
    if json:
        answer_json({"entries": shapes})
        return
    for line in lines:
        answer(line)


@app.command()
def stats(*, json: Json = False) -> None:
    """Say how many translations there are of each pair of languages."""
    with opened_memory() as memory:
        counts = memory.counts()
    if json:
        pairs = [
            {"from": c.source_language, "to": c.target_language, "entries": c.entries}
            for c in counts
        ]
        answer_json({"entries": sum(c.entries for c in counts), "pairs": pairs})
        return
    for count in counts:
        pair = pair_name(count.source_language, count.target_language)
        answer(f"{count.entries:>9}  {pair}")
    answer(f"{sum(c.entries for c in counts):>9}  in all")


@app.command()
def remove(
    number: Annotated[int, typer.Argument(help="The number that “memory search” shows.")],
    *,
    json: Json = False,
) -> None:
    """Remove a translation."""
    with opened_memory() as memory:
        entry = memory.delete(number)
    if entry is None:
        raise StoreError(
            f"There is no translation with the number {number}.",
            "“diptych memory search” shows the numbers.",
        )
    if json:
        answer_json(_shape(entry))
    else:
        answer(f"Removed: {_line(entry)}")


def _shape(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.id,
        "source": entry.source,
        "target": entry.target,
        "from": entry.source_language,
        "to": entry.target_language,
        "origin": entry.origin or None,
        "author": entry.author or None,
        "created": entry.created or None,
        "changed": entry.changed or None,
        "used": entry.used,
        "note": entry.note or None,
    }


def _match_shape(match: Match) -> dict[str, object]:
    return {
        **_shape(match.entry),
        "score": match.score,
        "numbers_differ": match.numbers_differ,
        "differences": [
            {"kind": str(d.kind), "old": _place(d.old), "new": _place(d.new)}
            for d in match.differences
        ],
    }


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _line(entry: Entry) -> str:
    known = [
        pair_name(entry.source_language, entry.target_language),
        *filter(None, (entry.origin, entry.author, entry.changed[:10])),
    ]
    return f"{entry.id}  {entry.source}\n    {entry.target}\n    ({'; '.join(known)})"


def _match_line(match: Match) -> str:
    warning = ", its numbers differ" if match.numbers_differ else ""
    return f"{match.score} %{warning}: {_line(match.entry)}"
