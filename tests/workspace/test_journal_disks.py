"""A journal on a disk that is really full, or can really only be read."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers import small_disk

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a session on a small disk of its own tells."""
    disk = tmp_path_factory.mktemp("disk")
    apart = ["unshare", "-m"] if os.name == "posix" and os.geteuid() == 0 else ["unshare", "-rm"]
    mount = ["mount", "-t", "tmpfs", "tmpfs", str(disk)]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*apart, *mount], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets nobody mount a disk of its own")
    done = subprocess.run(
        [*apart, sys.executable, small_disk.__file__, str(disk)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS)},
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.parametrize(
    ("kind", "why"), [("full", "the disk is full"), ("read-only", "its disk can only be read")]
)
def test_it_is_told_what_is_safe_and_nothing_is_lost(
    told: dict[str, Any], kind: str, why: str
) -> None:
    assert told[kind]["told"].startswith(f"Your work cannot be kept for the next start: {why}.")
    assert "Nothing is lost while Diptych stays open" in told[kind]["told"]
    assert told[kind]["kept until then"]
    assert told[kind]["kept at last"]
    assert told[kind]["problems"] == []


def test_a_whole_copy_that_has_no_room_changes_nothing(told: dict[str, Any]) -> None:
    assert "was not saved. The disk is full." in told["full"]["copy"]
