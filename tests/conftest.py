"""Every test sees a home of its own, no network, and ends with nothing left running."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# A busy machine is no fault of the code; what must be fast is measured in bench/.
settings.register_profile("diptych", deadline=None)
settings.load_profile("diptych")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from diptych.app.assembly import Desktop


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home, which all folders of the program are below."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("DIPTYCH_HOME", str(folder / "diptych"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def tiny_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real, tiny English to French pack, made here."""
    from helpers.tiny_pack import build_tiny_pack

    return build_tiny_pack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="session", autouse=True)
def _collect_between_tests_only() -> None:
    """As in the program: never while a QObject is being destroyed."""
    gc.disable()


@pytest.fixture
def desktop(qapp: object, home: Path) -> Iterator[Desktop]:
    """The whole program with its window shown, on an empty desk."""
    from diptych.app.assembly import Desktop
    from diptych.workspace.paths import Paths

    program = Desktop(Paths.usual())
    program.window.show()
    program.start([], None)
    yield program
    program.window.close()
    program.close()
    program.window.deleteLater()
    del program
    gc.collect()
