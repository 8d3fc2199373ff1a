"""Which letters a text is written with, and which a language is written with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from diptych.core.languages import language

_BLOCKS = {
    "Latin": "A-Za-zªºÀ-ÖØ-öø-\u02b8\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Armenian": "\u0531-\u0587",
    "Hebrew": "\u05d0-\u05f2",
    "Arabic": "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Gujarati": "\u0a80-\u0aff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Kannada": "\u0c80-\u0cff",
    "Malayalam": "\u0d00-\u0d7f",
    "Thai": "\u0e01-\u0e4e",
    "Lao": "\u0e81-\u0edf",
    "Burmese": "\u1000-\u109f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Khmer": "\u1780-\u17d3",
    "Korean": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
    "Japanese": "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Chinese": "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
}
_SCRIPTS = {
    "Latn": "Latin", "Grek": "Greek", "Cyrl": "Cyrillic", "Armn": "Armenian", "Hebr": "Hebrew",
    "Arab": "Arabic", "Deva": "Devanagari", "Beng": "Bengali", "Guru": "Gurmukhi",
    "Gujr": "Gujarati", "Taml": "Tamil", "Telu": "Telugu", "Knda": "Kannada", "Mlym": "Malayalam",
    "Thai": "Thai", "Laoo": "Lao", "Mymr": "Burmese", "Geor": "Georgian", "Khmr": "Khmer",
    "Kore": "Korean Chinese", "Jpan": "Japanese Chinese", "Hans": "Chinese", "Hant": "Chinese",
}  # fmt: skip
_IN_TWO = frozenset({"sr", "bs", "kk", "az", "uz", "tt", "crh"})
_BEYOND_LATIN = re.compile(
    "[\u0370-\u1dff\u2de0-\u2dff\u3005-\uabff\uac00-\ufffc\U00020000-\U000323af]"
)


@cache
def _letters() -> re.Pattern[str]:
    """Runs of letters, each in the group of its script; made when first needed, as it is slow."""
    return re.compile("|".join(f"(?P<{name}>[{signs}]+)" for name, signs in _BLOCKS.items()))


def only_latin(text: str) -> bool:
    """Whether no letter of a text is of another script than Latin."""
    return text.isascii() or not _BEYOND_LATIN.search(text)


def letters_by_script(text: str) -> Mapping[str, int]:
    """How many letters of each script a text has, by the script's name."""
    if only_latin(text):
        return {"Latin": sum(map(str.isalpha, text))}
    found: dict[str, int] = {}
    for match in _letters().finditer(text):
        name = match.lastgroup or ""
        found[name] = found.get(name, 0) + match.end() - match.start()
    return found


@lru_cache(maxsize=256)
def scripts_of(tag: str | None) -> tuple[str, ...]:
    """Names of the scripts a language (BCP 47) is written in; empty when we do not know."""
    if tag is None:
        return ()
    known = language(tag)
    if known.tag.partition("-")[0] in _IN_TWO:
        return ("Latin", "Cyrillic")
    if known.name == known.tag:  # a language that the table does not know
        return ()
    return tuple(_SCRIPTS.get(known.script, "").split())
