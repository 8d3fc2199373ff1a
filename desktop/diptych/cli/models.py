"""``models``: Firefox's translation models; installing, fetching and removing them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.cli.progress import interruptible
from diptych.cli.tools import borrowed_toolbox
from diptych.core.errors import PackError
from diptych.core.firefox_models import FirefoxModel
from diptych.core.languages import language
from diptych.packs.files import megabytes
from diptych.packs.web import Web
from diptych.workspace.firefox_provider import FirefoxProvider
from diptych.workspace.model_store import ModelStore

app = typer.Typer(help="List, install and remove Firefox's models.", no_args_is_help=True)

Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="A mirror's folder: https.")]


@contextmanager
def _provider(context: typer.Context) -> Iterator[tuple[FirefoxProvider, ModelStore]]:
    with borrowed_toolbox(context) as toolbox:
        provider = toolbox.firefox
        web = Web(toolbox.permits)
        yield provider, ModelStore(provider, web)


@app.command("list")
def list_(context: typer.Context, *, json: Json = False) -> None:
    """List the models there are, and the damaged ones with the reason."""
    with _provider(context) as (provider, _store):
        listing = provider.models()
    if json:
        skipped = [{"location": str(s.location), "reason": s.reason} for s in listing.skipped]
        answer_json({"models": list(map(_shape, listing.models)), "skipped": skipped})
        return
    for model in listing.models:
        answer(_line(model))
    for bad in listing.skipped:
        say(f"Skipped {bad.location}: {bad.reason}")


@app.command()
def install(
    context: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="PATH", help="A folder or archive with the model's files.")
    ],
    *,
    json: Json = False,
) -> None:
    """Check a model and install it for this user."""
    with _provider(context) as (provider, _store), interruptible("Installing") as doing:
        model = provider.install(source, doing)
    _tell("Installed", model, json=json)


@app.command()
def available(context: typer.Context, address: Address, *, json: Json = False) -> None:
    """List the models that a mirror has."""
    with _provider(context) as (_own, store), interruptible("Fetching the list") as doing:
        models = store.listed(address, doing)
    if json:
        answer_json(
            {"models": [{"from": m.from_code, "to": m.to_code, "size": m.size} for m in models]}
        )
        return
    for model in models:
        answer(f"{model.from_code} {model.to_code}  {megabytes(model.size)}")


@app.command()
def download(
    context: typer.Context,
    address: Address,
    from_: Annotated[str, typer.Argument(metavar="FROM", help="The language to read.")],
    to: Annotated[str, typer.Argument(metavar="TO", help="The language to write.")],
    *,
    json: Json = False,
) -> None:
    """Fetch a model from a mirror, check it, and install it."""
    with (
        _provider(context) as (_own, store),
        interruptible("Downloading", in_bytes=True) as doing,
    ):
        model = store.download(address, from_, to, doing)
    _tell("Installed", model, json=json)


@app.command()
def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As in the list: en-es.")],
    *,
    json: Json = False,
) -> None:
    """Remove a model that was installed."""
    with _provider(context) as (provider, _store):
        named = [model for model in provider.models().models if model.name == name]
        if not named:
            raise PackError(f"There is no model “{name}”.", "“diptych models list” lists them.")
        provider.remove(named[0])
    _tell("Removed", named[0], json=json)


def _tell(what: str, model: FirefoxModel, *, json: bool) -> None:
    if json:
        answer_json(_shape(model))
    else:
        answer(f"{what}: {_line(model)}")


def _shape(model: FirefoxModel) -> dict[str, object]:
    return {
        "name": model.name,
        "from": model.from_language,
        "to": model.to_language,
        "version": model.version,
        "place": str(model.place),
        "size": model.size,
        "location": str(model.location),
    }


def _line(model: FirefoxModel) -> str:
    names = [language(tag).name for tag in (model.from_language, model.to_language)]
    return f"{model.name}  {names[0]} to {names[1]}, {megabytes(model.size)}, {model.place}"
