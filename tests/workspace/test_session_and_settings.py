"""Settings are kept between runs; a broken part costs that part only."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.workspace import settings


def test_settings_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = settings.Settings(theme="dark", zoom=150).with_recent("/a").with_recent("/b")
    path.write_bytes(settings.to_bytes(chosen))
    assert settings.load(path) == chosen
    assert chosen.with_recent("/a").recent == ("/a", "/b")


@pytest.mark.parametrize(
    "raw", ["", "[]", "{", "null", '{"zoom": 9999, "theme": "pink", "method": "gone"}']
)
def test_broken_settings_are_the_defaults(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(raw)
    assert settings.load(path) == settings.Settings()


def test_one_broken_value_costs_that_value(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"zoom": "big", "theme": "dark", "recent": ["/a", 3], "unknown": 1}')
    assert settings.load(path) == settings.Settings(theme="dark", recent=("/a",))


def test_what_copies_were_like_is_kept_value_by_value(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = settings.Settings(copy_forms=("docx", "srt"), copy_source=False, copy_folder="/c")
    path.write_bytes(settings.to_bytes(chosen))
    assert settings.load(path) == chosen
    path.write_text('{"copy_forms": "html", "copy_notes": 1, "copy_tracked": true}')
    assert settings.load(path) == settings.Settings(copy_tracked=True)
    path.write_text('{"copy_forms": ["odt", 3]}')
    assert settings.load(path).copy_forms == ("odt",)
