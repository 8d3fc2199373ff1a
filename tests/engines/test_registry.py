"""Which engines there are, told without importing one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from diptych.engines import registry
from diptych.engines.registry import engine_states


def test_every_task_has_an_engine_that_works_here() -> None:
    ready = {state.task for state in engine_states() if not state.missing}
    assert ready == {"translation", "detection", "summarising"}


def test_names_are_given_once() -> None:
    names = [state.name for state in engine_states()]
    assert len(set(names)) == len(names)


def test_apertium_that_is_not_there_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    missing = {state.name: state.missing for state in engine_states()}
    assert "sudo apt install apertium" in missing["apertium"]


def test_a_package_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda _package: None)
    missing = {state.name: state.missing for state in engine_states()}
    assert missing["argos"] == "ctranslate2 is not installed."


def test_nothing_is_imported_to_find_out() -> None:
    code = (
        "import sys; from diptych.engines.registry import engine_states; engine_states(); "
        "print({'ctranslate2', 'langdetect', 'py3langid', 'scipy', 'sumy'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
