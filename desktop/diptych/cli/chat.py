"""``chat``: which language model on this computer may translate."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from diptych.cli.network import permits_of
from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json
from diptych.core.errors import NoEngineError
from diptych.engines.translation.chat_server import ChatModel, list_models
from diptych.workspace import settings
from diptych.workspace.paths import Paths


def chat(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Argument(metavar="[ADDRESS]", help="The server, as in http://127.0.0.1:11434."),
    ] = None,
    model: Annotated[
        str | None, typer.Argument(metavar="[MODEL]", help="The model; the only one by default.")
    ] = None,
    *,
    off: Annotated[bool, typer.Option("--off", help="Use none any more.")] = False,
    json: Json = False,
) -> None:
    """Choose a language model server on this computer, or tell which one is chosen."""
    paths = Paths.usual()
    chosen = settings.load(paths.settings_file)
    if off:
        chosen = replace(chosen, chat_address="", chat_model="")
        settings.save(paths.settings_file, chosen)
    elif address is not None:
        models = list_models(address, permits_of(context))
        chosen = replace(chosen, chat_address=address, chat_model=_chosen(models, model))
        settings.save(paths.settings_file, chosen)
    if json:
        told = {"address": chosen.chat_address or None, "model": chosen.chat_model or None}
        answer_json(told)
    elif chosen.chat_address:
        answer(f"{chosen.chat_model} at {chosen.chat_address}: translate with --engine chat")
    else:
        answer("No language model server is chosen.")


def _chosen(models: tuple[ChatModel, ...], wanted: str | None) -> str:
    """The model wanted, else the only one. Raises NoEngineError that lists what there is."""
    names = [model.name for model in models]
    if wanted in names:
        return str(wanted)
    if wanted is None and len(names) == 1:
        return names[0]
    there = ", ".join(names) or "none"
    missing = f"The server has no model “{wanted}”." if wanted else "The server has several models."
    raise NoEngineError(missing, f"Name one of those it has: {there}.")
