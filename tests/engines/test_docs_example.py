"""The engine that docs/engines.md shows is installed as it stands there, and translates."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.progress import Context
from diptych.engines.base import Answer
from diptych.engines.plugins import GROUP, find_plugins, load_plugins, plugin_offers
from diptych.engines.registry import engine_states

PAGE = Path(__file__).parents[2] / "docs" / "engines.md"


def block(language: str) -> str:
    """The only block of code of that language on the page."""
    fenced = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    (found,) = fenced.findall(PAGE.read_text("utf-8"))
    return str(found)


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example, as an installer leaves it: its module and its entry points."""
    project = tomllib.loads(block("toml"))
    (module,) = project["tool"]["setuptools"]["py-modules"]
    name, version = project["project"]["name"], project["project"]["version"]
    (tmp_path / f"{module}.py").write_text(block("python"), encoding="utf-8")
    told = tmp_path / f"{module}-{version}.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8"
    )
    lines = [f"{key} = {value}" for key, value in project["project"]["entry-points"][GROUP].items()]
    (told / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *lines, ""]), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    yield module
    sys.modules.pop(module, None)


def test_the_example_is_an_engine_and_translates(installed: str) -> None:
    found = [plugin for plugin in find_plugins() if plugin.package == "diptych-wordlist"]
    assert installed not in sys.modules
    loaded = load_plugins(
        found, [state.name for state in engine_states() if state.name != "wordlist"]
    )
    assert loaded.broken == ()
    (plugin,) = loaded.working
    assert (plugin.name, plugin.label) == ("wordlist", "Word list")
    (translator,) = plugin_offers(plugin, "en", None)
    assert (translator.info.to_language, translator.info.fingerprint) == ("fr", "1")
    answers: dict[int, Answer] = {}
    translator.translate(["the house", "the red house"], "fast", Context(), answers.__setitem__)
    assert answers == {
        0: Answer("la maison"),
        1: Answer("la red maison", (Alarm(AlarmKind.UNKNOWN_WORD, "not in the list: red"),)),
    }


def test_it_is_listed_before_it_is_imported(installed: str) -> None:
    (state,) = [state for state in engine_states() if state.name == "wordlist"]
    assert state.label == "wordlist (plug-in of diptych-wordlist)"
    assert not state.missing
    assert installed not in sys.modules


def test_the_page_names_every_built_in_engine() -> None:
    page = PAGE.read_text("utf-8")
    names = [state.name for state in engine_states() if state.task == "translation"]
    assert [name for name in names if f"| `{name}` |" not in page] == []
