"""The commands of ``packs`` that reach the network, and what they brought."""

from __future__ import annotations

from typing import Annotated

import typer

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, say
from diptych.cli.pack_shapes import (
    index_line,
    index_shape,
    offer_line,
    offer_shape,
    pack_line,
    recorded_shape,
)
from diptych.cli.pack_tools import borrowed_packs
from diptych.cli.progress import interruptible
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.progress import Cancelled
from diptych.packs.files import megabytes
from diptych.packs.index import Index
from diptych.packs.quality import SOURCE
from diptych.workspace.pack_store import Offer, PackStore


def update_index(
    context: typer.Context,
    address: Annotated[
        str | None,
        typer.Argument(
            metavar="[ADDRESS]",
            help="Where the index is: https, or a folder. ARGOS_PACKAGE_INDEX or Argos's own "
            "by default.",
        ),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Fetch the list of packs that can be downloaded, and keep it."""
    with (
        borrowed_packs(context) as packs,
        interruptible("Fetching the index", in_bytes=True) as doing,
    ):
        index = packs.store.update_index(doing, address)
        newer = packs.store.updates()
    if json:
        answer_json(index_shape(index))
        return
    answer(f"{index_line(index)}: {len(index.entries)} packs")
    if newer:
        say(f"There are newer versions of {len(newer)}: diptych packs updates")


def download(
    context: typer.Context,
    what: Annotated[
        list[str],
        typer.Argument(metavar="NAME|FROM TO", help="A pack's name, or a pair of languages."),
    ],
    *,
    json: Json = False,
) -> None:
    """Download a pack and install it; goes on from where an earlier try broke off."""
    if len(what) > 2:
        raise typer.BadParameter("Give one name, or two languages.")
    with borrowed_packs(context) as packs:
        store = packs.store
        if store.index() is None:
            with interruptible("Fetching the index", in_bytes=True) as doing:
                store.update_index(doing)
        offer = store.offer(what[0]) if len(what) == 1 else store.offer_for(*what)
        there = offer.installed
        if there is not None and there.place is PackPlace.INSTALLED and not offer.update:
            pack, said = there, "The newest is installed"
        else:
            pack, said = _fetch(store, offer), "Installed"
        record = store.record(pack)
    if json:
        answer_json(recorded_shape(pack, record))
        return
    answer(f"{said}: {pack_line(pack)}")
    if record is not None and record.archive is not None:
        answer(f"    SHA-256 of its file: {record.archive.sha256}")


def _fetch(store: PackStore, offer: Offer) -> LanguagePack:
    try:
        with interruptible(f"Downloading {offer.entry.name}", in_bytes=True) as doing:
            return store.download(offer, doing)
    except Cancelled:
        for unfinished in store.pending():
            if unfinished.file_name == offer.entry.file_name and unfinished.have:
                come = megabytes(unfinished.have)
                say(f"What has come ({come}) is kept; the same command goes on from there.")
        raise


def updates(context: typer.Context, *, json: Json = False) -> None:
    """List installed packs of which the kept index has a newer version."""
    with borrowed_packs(context) as packs:
        offers = packs.store.updates()
        index = packs.store.index()
    _tell_offers(index, offers, json=json)
    if not offers and not json:
        say("Nothing newer is listed.")


def tell_available(store: PackStore, language: str | None, *, json: bool) -> None:
    """Answer what the index lists, as ``list --available`` does."""
    offers, index = store.offers(language), store.index()
    _tell_offers(index, offers, json=json)
    if any(offer.quality for offer in offers) and not json:
        say(f"COMET scores, 0 to 1: {SOURCE}")


def _tell_offers(index: Index | None, offers: tuple[Offer, ...], *, json: bool) -> None:
    assert index is not None, "whoever has offers has an index"
    if json:
        shapes = [offer_shape(offer) for offer in offers]
        answer_json({"index": index_shape(index), "offers": shapes})
        return
    say(index_line(index))
    for offer in offers:
        answer(offer_line(offer))
