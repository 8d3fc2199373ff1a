"""Working folders that a killed program left behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

from diptych.core.progress import Context
from diptych.packs.cleaning import LEFT_AFTER, clean_leftovers
from diptych.packs.installing import install
from helpers.made_packs import made_pack


def _old(path: Path, age: float) -> None:
    moment = time.time() - age
    os.utime(path, (moment, moment), follow_symlinks=False)


def test_the_next_installation_cleans_up(tmp_path: Path) -> None:
    own, precious = tmp_path / "own", tmp_path / "precious"
    precious.mkdir()
    (precious / "story.txt").write_text("x")
    names = (".installing-old", ".removing-old", ".installing-young", ".other", "translate-xx_yy-1")
    for name in names:
        (own / name / "deep").mkdir(parents=True)
        (own / name / "deep" / "model.bin").write_bytes(b"x")
        _old(own / name, LEFT_AFTER - 60 if name.endswith("young") else LEFT_AFTER + 60)
    (own / ".removing-link").symlink_to(precious, target_is_directory=True)
    (own / ".removing-file").write_text("x")
    for name in (".removing-link", ".removing-file"):
        _old(own / name, LEFT_AFTER + 60)
    pack = install(made_pack(tmp_path), own, Context())
    left = {path.name for path in own.iterdir()}
    assert left == {".installing-young", ".other", "translate-xx_yy-1", pack.location.name}
    assert (precious / "story.txt").exists()


def test_a_folder_that_is_not_there_is_clean(tmp_path: Path) -> None:
    clean_leftovers(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []
