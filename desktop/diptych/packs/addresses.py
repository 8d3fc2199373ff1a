"""Which addresses packs may come from, and where the index is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from diptych.core.errors import DownloadError
from diptych.core.network import is_loopback

ARGOS_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
INDEX_FILE = "index.json"


def index_address(told: str | None, environ: Mapping[str, str]) -> str:
    """The address of the index: that told, else ``ARGOS_PACKAGE_INDEX``, else Argos's own.

    As Argos does, ``index.json`` is added to what does not name a JSON file; so a missing “/”
    is. A folder or a file of this machine becomes a ``file:`` address. Raises DownloadError for
    addresses that are not used.
    """
    wanted = (told or environ.get("ARGOS_PACKAGE_INDEX") or ARGOS_INDEX).strip()
    if "://" not in wanted:
        path = Path(wanted).expanduser().absolute()
        return (path / INDEX_FILE if path.is_dir() else path).as_uri()
    if not wanted.endswith(".json"):
        wanted = wanted.rstrip("/") + "/" + INDEX_FILE
    return wanted if local_path(wanted) is not None else usable(wanted)


def local_path(address: str) -> Path | None:
    """The path of a ``file:`` address on this machine; None for all others."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    from urllib.request import url2pathname

    return Path(url2pathname(parts.path))


def usable(address: str) -> str:
    """The address itself. Raises DownloadError unless it is https, or http on this machine."""
    parts, port_is_well = _parts(address)
    host = parts.hostname or ""
    if not host or not port_is_well or parts.username is not None or not address.isprintable():
        raise DownloadError(
            f"“{address[:200]}” is no address that packs can come from.",
            "It begins with https:// and a host, and holds no user name.",
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise DownloadError(
            f"“{address[:200]}” is not fetched: the way there is not protected.",
            "Use an address that begins with https://.",
        )
    return address


def may_redirect(origin: str, goal: str) -> str:
    """The ``goal`` of a redirection. Raises DownloadError when it leaves https or turns inwards.

    A server elsewhere must not make the program ask the services of its own machine.
    """
    usable(goal)
    inwards = is_loopback(host_of(goal)) and not is_loopback(host_of(origin))
    if inwards:
        raise DownloadError(
            f"“{host_of(origin)}” sends the download to this machine itself.",
            "Tell whoever keeps that server, or use another mirror.",
            goal[:200],
        )
    return goal


def host_of(address: str) -> str:
    """The host of an address, without its port; empty when it has none."""
    return _parts(address)[0].hostname or ""


def _parts(address: str) -> tuple[SplitResult, bool]:
    try:
        parts = urlsplit(address)
    except ValueError:
        return urlsplit(""), False
    try:
        return parts, parts.port != 0
    except ValueError:
        return parts, False
