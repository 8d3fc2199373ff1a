"""Several ways from one language to another: each told apart, chosen by name, and used."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diptych.core.errors import NoEngineError
from diptych.core.progress import Context
from diptych.engines.base import TranslatorInfo
from diptych.workspace.paths import Paths
from diptych.workspace.segmenting import begin
from diptych.workspace.toolbox import Toolbox
from diptych.workspace.translating import translate
from helpers.articles import article
from helpers.tiny_pack import build_tiny_pack

needs_posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_tiny_pack(
        tmp_path_factory.mktemp("de"), "en", "de", {"house": "haus", "red": "rot"}
    )


@pytest.fixture
def toolbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toolbox]:
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    environ = {"HOME": str(tmp_path), "ARGOS_PACKAGES_DIR": str(tmp_path / "argos")}
    box = Toolbox(Paths.usual({"DIPTYCH_HOME": str(tmp_path / "home")}), environ)
    yield box
    box.close()


@pytest.fixture
def apertium(tmp_path: Path, toolbox: Toolbox) -> Callable[[str], None]:
    """Puts an ``apertium`` on the PATH that lists these modes and names the one it is asked for."""

    def write(modes: str) -> None:
        script = tmp_path / "bin" / "apertium"
        script.parent.mkdir()
        script.write_text(
            f'#!/bin/sh\ncase "$1" in -l) echo "{modes}"; exit;; -V) echo "Apertium 9.1"; exit;; '
            'esac\nfor mode; do case "$mode" in *-*-*|-*) ;; *-*) found=$mode;; esac; done\n'
            '/bin/sed "s/house/$found house/"\n',
            encoding="utf-8",
        )
        script.chmod(0o755)
        toolbox.refresh()

    return write


def routes(toolbox: Toolbox, origin: str, to: str) -> list[str]:
    return [info.route for info in toolbox.engines(origin, to)]


def say(toolbox: Toolbox, origin: str, to: str, engine: str | None = None) -> str:
    document = begin(article("The house here.", language=origin))
    return translate(document, toolbox.translator(origin, to, engine), "fast", Context()).text.value


@pytest.mark.parametrize(
    ("via", "route"),
    [((), "apertium"), (("es",), "apertium:es"), (("es", "pt-BR"), "apertium:es+pt-BR")],
)
def test_a_route_is_the_engine_and_the_languages_between(via: tuple[str, ...], route: str) -> None:
    assert TranslatorInfo("apertium", "Apertium", "fr", "it", "m", via=via).route == route


@needs_posix
def test_each_way_is_offered_once_the_direct_one_first(
    toolbox: Toolbox, apertium: Callable[[str], None]
) -> None:
    apertium("en-fr eng-cat cat-fra eng-spa spa-fra")
    assert routes(toolbox, "en", "fr") == ["argos", "apertium", "apertium:ca", "apertium:es"]
    labels = [info.label for info in toolbox.engines("en", "fr")]
    assert labels[1:] == ["Apertium", "Apertium through Catalan", "Apertium through Spanish"]
    translators = toolbox.translators("en", "fr")
    assert [t.info for t in translators] == list(toolbox.engines("en", "fr"))


@needs_posix
def test_a_way_is_chosen_by_its_route_and_used(
    toolbox: Toolbox, apertium: Callable[[str], None]
) -> None:
    apertium("en-fr eng-cat cat-fra eng-spa spa-fra")
    assert toolbox.translator("en", "fr").info.route == "argos"
    assert toolbox.translator("en", "fr", "apertium").info.model == "en-fr 9.1"
    for route, modes in (
        ("apertium", ["en-fr"]),
        ("apertium:ca", ["eng-cat", "cat-fra"]),
        ("apertium:es", ["eng-spa", "spa-fra"]),
    ):
        assert toolbox.translator("en", "fr", route).info.route == route
        words = say(toolbox, "en", "fr", route)
        assert all(mode in words for mode in modes)


@needs_posix
def test_where_there_is_no_direct_way_the_engines_name_chooses_its_best(
    toolbox: Toolbox, apertium: Callable[[str], None]
) -> None:
    apertium("eng-cat cat-ita eng-spa spa-ita")
    assert routes(toolbox, "en", "it") == ["apertium:ca", "apertium:es"]
    assert toolbox.translator("en", "it", "apertium").info.route == "apertium:ca"
    assert "it" in toolbox.targets("en")


@needs_posix
def test_two_versions_by_other_routes_stand_beside_each_other(
    toolbox: Toolbox, apertium: Callable[[str], None]
) -> None:
    apertium("eng-cat cat-fra eng-spa spa-fra")
    document = begin(article("The house here.", language="en"))
    for route in ("apertium:ca", "apertium:es", "argos"):
        translator = toolbox.translator("en", "fr", route)
        document = document.with_version(translate(document, translator, "fast", Context()))
    assert len(document.targets) == 3
    assert len({version.name for version in document.targets}) == 3
    for version, route in zip(
        document.targets, ("apertium:ca", "apertium:es", "argos"), strict=True
    ):
        made_by = toolbox.made_by(document, version)
        assert made_by is not None
        assert made_by.info.route == route


@needs_posix
@pytest.mark.parametrize("engine", ["apertium:pt", "argos:es", "apertium:"])
def test_a_route_that_is_not_there_is_told(
    toolbox: Toolbox, apertium: Callable[[str], None], engine: str
) -> None:
    apertium("eng-cat cat-fra")
    with pytest.raises(NoEngineError) as caught:
        toolbox.translator("en", "fr", engine)
    assert caught.value.remedy


def test_packs_go_through_english(toolbox: Toolbox, german: Path) -> None:
    toolbox.install(german, Context())
    assert routes(toolbox, "en", "de") == ["argos"]
    assert routes(toolbox, "fr", "de") == ["argos:en"]
    info = toolbox.translator("fr", "de", "argos:en").info
    assert info.model.count(" + ") == 1
    assert info.via == ("en",)
    assert "+" in info.fingerprint


def test_the_fingerprint_changes_with_the_packs_bytes(
    toolbox: Toolbox, german: Path, tmp_path: Path
) -> None:
    toolbox.install(german, Context())
    before = toolbox.translator("en", "de").info
    toolbox.refresh()
    assert toolbox.translator("en", "de").info == before
    other = build_tiny_pack(tmp_path, "en", "de", {"house": "heim", "red": "rot"})
    toolbox.install(other, Context())
    after = toolbox.translator("en", "de").info
    assert after.model == before.model
    assert after.fingerprint != before.fingerprint


def test_a_pair_is_reported_with_what_is_there_and_why_the_rest_is_not(toolbox: Toolbox) -> None:
    report = toolbox.report("en", "fr")
    assert [info.route for info in report.offers] == ["argos"]
    reasons = dict(report.reasons)
    assert "not installed" in reasons["Apertium"]
    missing = toolbox.report("fr", "it")
    assert missing.offers == ()
    assert "two to download" in dict(missing.reasons)["Argos packs"]
    assert ("en", "fr") in toolbox.pairs()
