"""Files that are compared whole; DIPTYCH_UPDATE_GOLDEN=1 writes them anew, to be looked at."""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden"


def compare(name: str, data: bytes) -> None:
    """Fail when ``data`` is not what ``tests/golden/<name>`` holds."""
    path = GOLDEN / name
    if os.environ.get("DIPTYCH_UPDATE_GOLDEN") == "1":
        path.write_bytes(data)
    assert path.exists(), f"{path} is missing; run with DIPTYCH_UPDATE_GOLDEN=1"
    wanted = path.read_text(encoding="utf-8").splitlines()
    assert data.decode("utf-8").splitlines() == wanted
