"""``packs``: the language packs there are; installing and removing them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.cli.progress import interruptible
from diptych.cli.shapes import pack_shape
from diptych.cli.tools import borrowed_toolbox
from diptych.core.errors import PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, language

app = typer.Typer(help="List, install and remove language packs.", no_args_is_help=True)

_MIB = 1024 * 1024


@app.command("list")
def list_(*, json: Json = False) -> None:
    """List the packs that can translate now, and the damaged ones with the reason."""
    with borrowed_toolbox() as toolbox:
        listing = toolbox.packs()
    if json:
        skipped = [{"location": str(s.location), "reason": s.reason} for s in listing.skipped]
        answer_json({"packs": [pack_shape(p) for p in listing.packs], "skipped": skipped})
        return
    for pack in listing.packs:
        answer(_line(pack))
    for bad in listing.skipped:
        say(f"Skipped {bad.location}: {bad.reason}")


@app.command()
def install(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .argosmodel file.")],
    *,
    json: Json = False,
) -> None:
    """Check a pack file and install it for this user."""
    with borrowed_toolbox() as toolbox, interruptible("Installing") as context:
        pack = toolbox.install(file, context)
    _tell(pack, "Installed", json=json)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="The pack's name in the list.")],
    *,
    json: Json = False,
) -> None:
    """Remove a pack that was installed with “packs install”."""
    with borrowed_toolbox() as toolbox:
        pack = _named(toolbox.packs().packs, name)
        toolbox.remove(pack)
    _tell(pack, "Removed", json=json)


def _named(packs: tuple[LanguagePack, ...], name: str) -> LanguagePack:
    """The installed pack of that name, else the one there is: removing says why it stays."""
    named = [pack for pack in packs if pack.name == name]
    if not named:
        raise PackError(f"There is no pack “{name}”.", "“diptych packs list” shows the names.")
    return next((p for p in named if p.place is PackPlace.INSTALLED), named[0])


def _tell(pack: LanguagePack, what: str, *, json: bool) -> None:
    if json:
        answer_json(pack_shape(pack))
    else:
        answer(f"{what}: {_line(pack)}")


def _line(pack: LanguagePack) -> str:
    names = [language(from_argos(code)).name for code in (pack.from_code, pack.to_code)]
    size = f"{max(1, round(pack.size / _MIB))} MB"
    line = f"{pack.name}  {names[0]} to {names[1]}, version {pack.version}, {size}, {pack.place}"
    return f"{line}\n    {pack.note}" if pack.note else line
