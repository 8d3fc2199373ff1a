"""What the tests of Firefox models share."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.firefox_files import downloaded


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as it is downloaded; to be read only."""
    return downloaded(tmp_path_factory.mktemp("downloads"))
