"""``packs``: the language packs there are; installing, checking, taking along, removing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diptych.cli import packs_online
from diptych.cli.exit_status import ExitStatus
from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.cli.pack_shapes import (
    disk_line,
    disk_shape,
    folder_shape,
    kit_shape,
    pack_line,
    skipped_shape,
    verdict_line,
    verdict_shape,
)
from diptych.cli.pack_tools import borrowed_packs
from diptych.cli.progress import interruptible
from diptych.cli.shapes import pack_shape
from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.packs.files import megabytes
from diptych.packs.folders import FolderInstallation
from diptych.workspace.pack_store import is_language

app = typer.Typer(
    help="List, download, install, check and remove language packs.", no_args_is_help=True
)
app.command("update-index")(packs_online.update_index)
app.command("download")(packs_online.download)
app.command("updates")(packs_online.updates)

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME]...", help="Names of packs; all by default.")
]


@app.command("list")
def list_(
    context: typer.Context,
    language: Annotated[
        str | None,
        typer.Argument(metavar="[LANGUAGE]", help="Only packs from or into this language."),
    ] = None,
    *,
    available: Annotated[
        bool, typer.Option("--available", help="List what the index says can be downloaded.")
    ] = False,
    json: Json = False,
) -> None:
    """List the packs that can translate now, and the damaged ones with the reason."""
    with borrowed_packs(context) as packs:
        if available:
            packs_online.tell_available(packs.store, language, json=json)
            return
        listing, use = packs.toolbox.packs(), packs.store.disk_use()
    found = [pack for pack in listing.packs if language is None or _concerns(pack, language)]
    if json:
        skipped = [skipped_shape(s) for s in listing.skipped]
        shapes = [pack_shape(p) for p in found]
        answer_json({"packs": shapes, "skipped": skipped, "disk": disk_shape(use)})
        return
    for pack in found:
        answer(pack_line(pack))
    for bad in listing.skipped:
        say(f"Skipped {bad.location}: {bad.reason}")
    say(disk_line(use))


@app.command()
def install(
    context: typer.Context,
    path: Annotated[
        Path,
        typer.Argument(metavar="FILE|DIR", help="An .argosmodel file, a folder of them, or a kit."),
    ],
    names: Names = None,
    *,
    json: Json = False,
) -> None:
    """Check a pack file, or all packs in a folder, and install them for this user."""
    with borrowed_packs(context) as packs, interruptible("Installing", in_bytes=True) as doing:
        done = packs.store.install(path, doing, names or ())
    if json:
        one = path.is_file()
        answer_json(pack_shape(done.installed[0]) if one else folder_shape(done))
        return
    _tell_installed(done)


@app.command()
def verify(context: typer.Context, names: Names = None, *, json: Json = False) -> None:
    """Read packs from end to end and tell what has changed since they were installed."""
    with borrowed_packs(context) as packs, interruptible("Verifying", in_bytes=True) as doing:
        verdicts = packs.store.verify(doing, names or ())
        skipped = () if names else packs.toolbox.packs().skipped
        own = packs.paths.packs
    if json:
        answer_json(
            {
                "packs": [verdict_shape(verdict) for verdict in verdicts],
                "skipped": [skipped_shape(bad) for bad in skipped],
            }
        )
    else:
        for verdict in verdicts:
            answer(verdict_line(verdict))
        for bad in skipped:
            say(f"Skipped {bad.location}: {bad.reason}")
    if any(v.problems for v in verdicts) or any(own in bad.location.parents for bad in skipped):
        say("Remove what is damaged, and get it again.")
        raise typer.Exit(ExitStatus.NO_ENGINE)


@app.command()
def kit(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to write it; a USB stick, say.")
    ],
    names: Names = None,
    *,
    json: Json = False,
) -> None:
    """Write packs and checksums into a folder, to be installed where there is no network."""
    with borrowed_packs(context) as packs, interruptible("Writing the kit", in_bytes=True) as doing:
        written = packs.store.kit(folder, doing, names or ())
    if json:
        answer_json(kit_shape(written))
        return
    for file in written.files:
        answer(f"{file.sha256}  {file.name}")
    say(f"The kit takes {megabytes(written.size)}. There: diptych packs install {folder}")


@app.command()
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The pack's name in the list.")],
    *,
    json: Json = False,
) -> None:
    """Remove a pack that was installed."""
    with borrowed_packs(context) as packs:
        pack = _named(packs.toolbox.packs().packs, name)
        packs.toolbox.remove(pack)
    if json:
        answer_json(pack_shape(pack))
    else:
        answer(f"Removed: {pack_line(pack)}")


def _named(packs: tuple[LanguagePack, ...], name: str) -> LanguagePack:
    """The installed pack of that name, else the one there is: removing says why it stays."""
    named = [pack for pack in packs if pack.name == name]
    if not named:
        raise PackError(f"There is no pack “{name}”.", "“diptych packs list” shows the names.")
    return next((p for p in named if p.place is PackPlace.INSTALLED), named[0])


def _concerns(pack: LanguagePack, language: str) -> bool:
    return any(is_language(code, language) for code in (pack.from_code, pack.to_code))


def _tell_installed(done: FolderInstallation) -> None:
    for pack in done.installed:
        answer(f"Installed: {pack_line(pack)}")
    for pack in done.kept:
        say(f"Kept: {pack_line(pack)}")
    for bad in done.skipped:
        say(f"Skipped {bad.location}: {bad.reason}")
