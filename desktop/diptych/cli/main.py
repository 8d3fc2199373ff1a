"""The command line: every use case of the window, without the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from diptych.cli import (
    briefing,
    chat,
    earlier,
    engines,
    folders,
    glossary,
    memory,
    models,
    notes,
    offline,
    opening,
    packs,
    reading,
    saving,
    summarising,
    translating,
)
from diptych.cli.exit_status import ExitStatus, status_of
from diptych.cli.output import answer, say, stop_writing
from diptych.core.errors import DiptychError
from diptych.core.progress import Cancelled
from diptych.version import VERSION


class _Guarded(TyperGroup):
    """Turns what can go wrong into a sentence and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except DiptychError as error:
            say(f"{error.sentence}\n{error.remedy}".rstrip())
            raise typer.Exit(status_of(error)) from error
        except (Cancelled, KeyboardInterrupt) as wish:
            say("Cancelled.")
            raise typer.Exit(ExitStatus.CANCELLED) from wish
        except BrokenPipeError as error:
            stop_writing()
            raise typer.Exit(ExitStatus.DONE) from error


app = typer.Typer(
    name="diptych",
    cls=_Guarded,
    help="Read, translate and summarise articles, offline. Without a command: the window.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(reading.read)
app.command("list")(folders.list_)
app.command("watch")(folders.watch)
app.command("detect")(reading.detect)
app.command("translate")(translating.translate)
app.command("summarise")(summarising.summarise)
app.command("brief")(briefing.brief)
app.command("save")(saving.save)
app.command("notes")(notes.notes)
app.add_typer(packs.app, name="packs")
app.add_typer(glossary.app, name="glossary")
app.add_typer(memory.app, name="memory")
app.command("earlier")(earlier.earlier)
app.command("engines")(engines.engines)
app.command("chat")(chat.chat)
app.add_typer(models.app, name="models")
app.command("offline")(offline.offline)
app.command("open")(opening.open_)


def run(arguments: Sequence[str], open_window: Callable[[list[Path]], int]) -> int:
    """Carry out a command and return the exit status; ``open_window`` is what ``open`` calls.

    A ``cli.network.Calling`` gives the command leave to use the network as well.
    """
    try:
        app(list(arguments), prog_name="diptych", obj=open_window)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitStatus.FAILED
    return ExitStatus.DONE


def _show_version(wanted: bool) -> None:
    if wanted:
        answer(f"diptych {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version."),
    ] = False,
) -> None:
    pass
