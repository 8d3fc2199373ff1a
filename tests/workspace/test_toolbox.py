"""Which translator serves a pair of languages, with real packs and a stand-in for Apertium."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from diptych.core.errors import NoEngineError
from diptych.core.language_packs import PackPlace
from diptych.core.progress import Context
from diptych.workspace.paths import Paths
from diptych.workspace.segmenting import begin
from diptych.workspace.toolbox import Toolbox
from diptych.workspace.translating import translate
from helpers.articles import article
from helpers.tiny_pack import build_tiny_pack

WORDS = {
    ("fr", "en"): {"maison": "house", "rouge": "red"},
    ("en", "de"): {"house": "haus", "red": "rot"},
    ("en", "fr"): {"house": "maison", "red": "rouge"},
}
needs_posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in is a shell script")


@pytest.fixture(scope="module")
def pack_files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    return {
        pair: build_tiny_pack(tmp_path_factory.mktemp("-".join(pair)), *pair, words)
        for pair, words in WORDS.items()
    }


@pytest.fixture
def environ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """No Apertium and no packs of other programs."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return {"HOME": str(tmp_path), "ARGOS_PACKAGES_DIR": str(tmp_path / "argos")}


@pytest.fixture
def toolbox(tmp_path: Path, environ: dict[str, str]) -> Iterator[Toolbox]:
    box = Toolbox(Paths.usual({"DIPTYCH_HOME": str(tmp_path / "home")}), environ)
    yield box
    box.close()


@pytest.fixture
def stand_in(tmp_path: Path, environ: dict[str, str]) -> Callable[[str], None]:
    """Puts an ``apertium`` on the PATH that lists these modes and gives back what it gets."""
    assert environ

    def write(modes: str) -> None:
        script = tmp_path / "bin" / "apertium"
        script.parent.mkdir()
        script.write_text(
            f'#!/bin/sh\ncase "$1" in -l) echo "{modes}";; -V) echo "Apertium 9.1";; '
            "*) exec /bin/cat;; esac\n",
            encoding="utf-8",
        )
        script.chmod(0o755)

    return write


def labels(toolbox: Toolbox, origin: str, to: str) -> list[str]:
    return [info.label for info in toolbox.engines(origin, to)]


def say(toolbox: Toolbox, origin: str, to: str, words: str) -> str:
    document = begin(article(words, language=origin))
    translator = toolbox.translator(origin, to)
    return translate(document, translator, "fast", Context()).text.value


def test_the_starter_packs_work_at_once_and_say_what_they_are(toolbox: Toolbox) -> None:
    info = toolbox.translator("en", "fr").info
    assert info.label == "Argos (starter pack)"
    assert "BLEU" in info.caution
    assert "full" in info.caution
    assert {p.place for p in toolbox.packs().packs} == {PackPlace.STARTER}


def test_looking_for_packs_creates_no_folder(toolbox: Toolbox, tmp_path: Path) -> None:
    toolbox.targets("en")
    assert list(tmp_path.iterdir()) == []


def test_a_full_pack_goes_before_the_starter(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path]
) -> None:
    toolbox.install(pack_files["en", "fr"], Context())
    assert labels(toolbox, "en", "fr") == ["Argos"]
    info = toolbox.translator("en", "fr").info
    assert info.caution == ""
    assert info.model.startswith("translate-en_fr ")


def test_an_installed_pack_translates_and_a_removed_one_no_longer(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path]
) -> None:
    pack = toolbox.install(pack_files["en", "de"], Context())
    assert say(toolbox, "en", "de", "house red") == "haus rot"
    toolbox.remove(pack)
    with pytest.raises(NoEngineError):
        toolbox.translator("en", "de")


def test_a_real_pack_keeps_lines_spacing_and_numbers(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path]
) -> None:
    toolbox.install(pack_files["en", "fr"], Context())
    text = "house\nred\n\n 2024\n\n\nred house\n\nhouse red\n"
    assert say(toolbox, "en", "fr", text) == (
        "maison rouge\n\n 2024\n\n\nrouge maison\n\nmaison rouge\n"
    )


def test_a_pair_without_a_pack_goes_through_english(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path]
) -> None:
    for pair in (("fr", "en"), ("en", "de")):
        toolbox.install(pack_files[pair], Context())
    info = toolbox.engines("fr", "de")[0]
    assert (info.label, info.via, info.caution) == ("Argos through English", ("en",), "")
    assert say(toolbox, "fr", "de", "maison rouge") == "haus rot"


def test_a_starter_on_the_way_keeps_its_caution(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path]
) -> None:
    toolbox.install(pack_files["en", "de"], Context())
    assert "starter pack" in toolbox.engines("fr", "de")[0].caution


def test_packs_of_other_argos_programs_are_found(
    toolbox: Toolbox, environ: dict[str, str], pack_files: dict[tuple[str, str], Path]
) -> None:
    import zipfile

    with zipfile.ZipFile(pack_files["en", "de"]) as archive:
        archive.extractall(environ["ARGOS_PACKAGES_DIR"])
    (Path(environ["ARGOS_PACKAGES_DIR"]) / "translate-xx_yy-0_1").mkdir()
    assert toolbox.translator("en", "de").info.label == "Argos"
    assert [s.location.name for s in toolbox.packs().skipped] == ["translate-xx_yy-0_1"]


def test_a_model_is_loaded_once_for_all(toolbox: Toolbox) -> None:
    assert list(toolbox.shelf.loaded) == []
    say(toolbox, "en", "fr", "The house.")
    (pack,) = toolbox.shelf.loaded
    with toolbox.shelf.borrow(pack, 1, lambda: pytest.fail("loaded twice")) as model:
        say(toolbox, "en", "fr", "The river.")
        with toolbox.shelf.borrow(pack, 1, lambda: pytest.fail("loaded twice")) as again:
            assert again is model


def test_a_pack_that_is_put_in_the_place_of_another_is_loaded_anew(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path], tmp_path: Path
) -> None:
    toolbox.install(pack_files["en", "de"], Context())
    assert say(toolbox, "en", "de", "house red") == "haus rot"
    other = build_tiny_pack(tmp_path, "en", "de", {"house": "hütte", "red": "blut"})
    toolbox.install(other, Context())
    assert say(toolbox, "en", "de", "house red") == "hütte blut"


def test_targets_are_what_can_be_reached(
    toolbox: Toolbox, pack_files: dict[tuple[str, str], Path]
) -> None:
    assert toolbox.targets("en") == ("fr",)
    toolbox.install(pack_files["en", "de"], Context())
    assert set(toolbox.targets("en")) == {"fr", "de"}
    assert set(toolbox.targets("fr")) == {"en", "de"}
    assert toolbox.targets("pl") == ()


def test_a_pair_nobody_serves_is_told_with_a_remedy(toolbox: Toolbox) -> None:
    with pytest.raises(NoEngineError) as caught:
        toolbox.translator("pl", "fr")
    assert "from Polish to French" in caught.value.sentence
    assert "diptych packs install FILE" in caught.value.remedy


def test_an_article_is_not_translated_into_its_own_language(toolbox: Toolbox) -> None:
    with pytest.raises(NoEngineError, match="in English already"):
        toolbox.translator("en", "en")


def test_an_unknown_engine_is_told_with_those_there_are(toolbox: Toolbox) -> None:
    with pytest.raises(NoEngineError) as caught:
        toolbox.translator("en", "fr", "babel")
    assert "argos" in caught.value.remedy
    assert "apertium" in caught.value.remedy


def test_apertium_is_asked_for_and_not_there(toolbox: Toolbox) -> None:
    with pytest.raises(NoEngineError) as caught:
        toolbox.translator("en", "fr", "apertium")
    assert "apt install" in caught.value.remedy


@needs_posix
def test_apertium_stands_behind_the_packs(
    toolbox: Toolbox, stand_in: Callable[[str], None]
) -> None:
    stand_in("eng-cat cat-fra fra-eng en-fr")
    assert labels(toolbox, "en", "fr") == [
        "Argos (starter pack)",
        "Apertium",
        "Apertium through Catalan",
    ]
    info = toolbox.translator("en", "fr", "apertium").info
    assert (info.engine, info.model, info.via) == ("apertium", "en-fr 9.1", ())
    assert "ca" in toolbox.targets("en")
    assert "en" not in toolbox.targets("en")


@needs_posix
def test_programs_are_looked_for_again_after_refresh(
    toolbox: Toolbox, stand_in: Callable[[str], None]
) -> None:
    assert toolbox.engines("en", "ca") == ()
    stand_in("eng-cat")
    assert toolbox.engines("en", "ca") == ()
    toolbox.refresh()
    assert [info.engine for info in toolbox.engines("en", "ca")] == ["apertium"]


@needs_posix
def test_apertium_translates_a_document(toolbox: Toolbox, stand_in: Callable[[str], None]) -> None:
    stand_in("eng-cat")
    assert say(toolbox, "en", "ca", "One. Two.\n\nThree.") == "One. Two.\n\nThree."
