"""Getting the index: from a server, or from a folder of this machine."""

from __future__ import annotations

from pathlib import Path

from diptych.core.errors import DownloadError
from diptych.core.progress import Context
from diptych.packs.addresses import host_of, local_path
from diptych.packs.download import Patience
from diptych.packs.index import LARGEST_INDEX
from diptych.packs.web import UnreachableError, Web


def fetch_index(
    address: str, web: Web, context: Context, patience: Patience | None = None
) -> bytes:
    """The bytes at an address of ``addresses.index_address``. Raises DownloadError, Cancelled."""
    path = local_path(address)
    if path is not None:
        return _read(path)
    patience = patience or Patience()
    problem = ""
    for fruitless in range(1, patience.tries + 1):
        try:
            return _ask(address, web, context)
        except UnreachableError as error:
            problem = str(error)
        if fruitless < patience.tries:
            patience.wait(fruitless, context)
    raise DownloadError(
        f"The index of language packs could not be fetched: {problem}.",
        "Check the connection, and try again. Packs can also be installed from a file or a folder.",
        address,
    )


def _ask(address: str, web: Web, context: Context) -> bytes:
    with web.ask(address, "Fetching the index of language packs", context) as answer:
        if answer.status != 200:
            problem = f"“{host_of(answer.address)}” answered {answer.status}"
            if answer.status >= 500:
                raise UnreachableError(problem)
            raise DownloadError(
                f"The index of language packs could not be fetched: {problem}.",
                "Check the address of the index.",
                address,
            )
        total = answer.length or 0
        if total > LARGEST_INDEX:
            raise _too_large(address)
        data = bytearray()
        for part in answer.parts:
            data += part
            if len(data) > LARGEST_INDEX:
                raise _too_large(address)
            context.step(len(data), total)
    if len(data) < total:
        raise UnreachableError(f"“{host_of(answer.address)}” broke off")
    return bytes(data)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_INDEX:
            raise _too_large(str(path))
        return path.read_bytes()
    except OSError as error:
        raise DownloadError(
            f"There is no index of language packs at “{path}”.",
            "Choose a folder that holds a file named index.json.",
            str(error),
        ) from error


def _too_large(address: str) -> DownloadError:
    return DownloadError(
        "The index of language packs is far too large to be one.",
        "Check the address of the index.",
        address,
    )
