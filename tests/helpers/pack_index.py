"""An index of packs at the tests' own server."""

from __future__ import annotations

import json
from pathlib import Path

from helpers.pack_server import PackServer, Page


def serve(server: PackServer, *files: Path) -> str:
    """Put packs at the server, with an index of them like Argos's own; its address."""
    entries = []
    for file in files:
        pair, version = file.stem.removeprefix("translate-").split("-")
        codes = pair.split("_")
        server.put(file.name, Page(file.read_bytes()))
        entries.append(
            {
                "package_version": version.replace("_", "."),
                "from_code": codes[0],
                "to_code": codes[1],
                "links": [file.name],
            }
        )
    server.put("index.json", Page(json.dumps(entries).encode()))
    return server.address
