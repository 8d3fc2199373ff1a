"""What was chosen of notes is kept; what cannot be used is left out."""

from __future__ import annotations

from pathlib import Path

from diptych.workspace import settings


def test_what_colours_stand_for_is_kept_where_it_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = settings.Settings(
        highlighter="pink", notes_both_sides=False, meanings=(("pink", "ask the desk"),)
    )
    path.write_bytes(settings.to_bytes(chosen))
    assert settings.load(path) == chosen
    path.write_text(
        '{"highlighter": "mauve", "notes_both_sides": 1,'
        ' "meanings": [["mauve", "x"], ["green", " "], ["blue"], 3, ["green", "good"]]}'
    )
    assert settings.load(path) == settings.Settings(meanings=(("green", "good"),))
