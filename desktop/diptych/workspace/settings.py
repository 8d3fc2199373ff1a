"""What the user chose, kept between runs; a broken value costs that value only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from diptych.core.notes import Colour
from diptych.engines.summarising.methods import DEFAULT, METHODS
from diptych.workspace.earlier import USUAL as EARLIER
from diptych.workspace.saving import write_atomically

RECENT_LIMIT = 12


@dataclass(frozen=True, slots=True)
class Settings:
    """Zoom is in percent; paths are strings; ``author`` signs new notes.

    ``model_memory`` is in megabytes: translation models that are not in use leave memory beyond it.
    ``chat_address`` and ``chat_model`` name the server of a language model, when one is used.
    ``text_columns`` is how wide lines of text copies are set, 0 to leave them as they are.
    ``copy_forms`` are the formats in which copies were saved last, by name, ``copy_folder`` where,
    empty for the article's own folder; ``copy_source``, ``copy_notes`` and ``copy_tracked`` are
    whether they had the source beside, notes, and edits as tracked changes.
    ``earlier_versions`` is how many are kept of each .diptych file.
    ``highlighter`` is the colour of new notes, ``meanings`` what colours stand for in new articles;
    ``notes_both_sides`` shows notes on the aligned sentences as well.
    ``watched`` is the folder whose new files join the desk, ``watched_until`` (seconds since 1970)
    until when what came into it has been told.
    """

    theme: str = "system"
    zoom: int = 100
    target_language: str = "fr"
    engine: str = ""
    quality: str = "balanced"
    method: str = DEFAULT
    limit: int = 3
    limit_unit: str = "sentences"
    author: str = ""
    model_memory: int = 600
    chat_address: str = ""
    chat_model: str = ""
    text_columns: int = 0
    copy_forms: tuple[str, ...] = ("html",)
    copy_folder: str = ""
    copy_source: bool = True
    copy_notes: bool = True
    copy_tracked: bool = False
    earlier_versions: int = EARLIER
    highlighter: str = Colour.YELLOW.value
    meanings: tuple[tuple[str, str], ...] = ()
    notes_both_sides: bool = True
    watched: str = ""
    watched_until: float = 0.0
    recent: tuple[str, ...] = ()
    geometry: str = ""
    state: str = ""

    def with_recent(self, path: str) -> Settings:
        """These settings with ``path`` as the most recent file."""
        recent = (path, *(p for p in self.recent if p != path))[:RECENT_LIMIT]
        return replace(self, recent=recent)


def _whole(low: int, high: int) -> Callable[[object], bool]:
    return lambda v: isinstance(v, int) and not isinstance(v, bool) and low <= v <= high


def _moment(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 2**53


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda v: v in allowed


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


_CHECKS: dict[str, Callable[[object], bool]] = {
    "theme": _one_of("system", "light", "dark"),
    "zoom": _whole(50, 300),
    "method": _one_of(*(method.name for method in METHODS)),
    "quality": _one_of("fast", "balanced", "careful"),
    "limit": _whole(1, 10_000),
    "model_memory": _whole(50, 1_000_000),
    "text_columns": _whole(0, 400),
    "copy_source": _is_flag,
    "copy_notes": _is_flag,
    "copy_tracked": _is_flag,
    "earlier_versions": _whole(0, 1000),
    "watched_until": _moment,
    "highlighter": _one_of(*(colour.value for colour in Colour)),
    "notes_both_sides": _is_flag,
    "limit_unit": _one_of("sentences", "words"),
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def load(path: Path) -> Settings:
    """The settings in the JSON file at ``path``; defaults for what is missing or wrong."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    known = {
        field.name: raw[field.name]
        for field in fields(Settings)
        if field.name in raw
        and field.name not in ("recent", "meanings", "copy_forms")
        and _CHECKS.get(field.name, _is_text)(raw[field.name])
    }
    recent = raw.get("recent")
    if isinstance(recent, list):
        known["recent"] = tuple(p for p in recent if isinstance(p, str))[:RECENT_LIMIT]
    forms = raw.get("copy_forms")
    if isinstance(forms, list):
        known["copy_forms"] = tuple(name for name in forms if isinstance(name, str))
    known["meanings"] = tuple(_meanings(raw.get("meanings")))
    return Settings(**known)


def _meanings(raw: object) -> Iterable[tuple[str, str]]:
    """The pairs of a colour and its meaning that can be used."""
    for pair in raw if isinstance(raw, list) else ():
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(p, str) for p in pair):
            colour, words = pair
            if colour in list(Colour) and words.strip():
                yield colour, words


def save(path: Path, settings: Settings) -> None:
    """Write the settings to their file. Raises OSError, CannotSaveError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, to_bytes(settings))


def to_bytes(settings: Settings) -> bytes:
    """The settings as a JSON file."""
    return (json.dumps(asdict(settings), indent=2, ensure_ascii=False) + "\n").encode()
