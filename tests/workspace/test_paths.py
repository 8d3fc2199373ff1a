"""Where things lie, and that looking creates nothing."""

from __future__ import annotations

from pathlib import Path

from diptych.workspace.paths import Paths, sample_story, starter_packs

REPOSITORY = Path(__file__).parents[2]


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    home = tmp_path / "stick"
    paths = Paths.usual({"DIPTYCH_HOME": str(home)})
    assert {paths.config, paths.data, paths.cache} == {
        home / "config",
        home / "data",
        home / "cache",
    }
    assert paths.packs == home / "data" / "packs"
    assert paths.session == home / "data" / "session"
    assert paths.settings_file == home / "config" / "settings.json"


def test_looking_creates_no_folder(tmp_path: Path) -> None:
    paths = Paths.usual({"DIPTYCH_HOME": str(tmp_path / "stick")})
    assert not paths.packs.exists()
    assert list(tmp_path.iterdir()) == []


def test_without_the_variable_the_folders_bear_our_name() -> None:
    paths = Paths.usual({})
    assert all("diptych" in str(folder).lower() for folder in (paths.config, paths.data))
    assert paths.config.is_absolute()


def test_an_empty_variable_counts_as_none() -> None:
    assert Paths.usual({"DIPTYCH_HOME": ""}) == Paths.usual({})


def test_starter_packs_come_along() -> None:
    assert sorted(starter_packs().glob("*.argosmodel"))


def test_the_sample_is_the_given_story_unchanged() -> None:
    seed = REPOSITORY / "seeds" / sample_story().name
    assert sample_story().read_bytes() == seed.read_bytes()
