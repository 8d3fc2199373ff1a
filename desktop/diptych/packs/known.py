"""Pairs that Argos's public index lists, as of November 2026; to say that a full pack exists."""

from __future__ import annotations

_WITH_ENGLISH = frozenset(
    [
        "ar",
        "az",
        "bg",
        "bn",
        "ca",
        "cs",
        "da",
        "de",
        "el",
        "eo",
        "es",
        "et",
        "eu",
        "fa",
        "fi",
        "fr",
        "ga",
        "gl",
        "he",
        "hi",
        "hu",
        "id",
        "it",
        "ja",
        "ko",
        "ky",
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "pb",
        "pl",
        "pt",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sv",
        "th",
        "tl",
        "tr",
        "uk",
        "ur",
        "vi",
        "zh",
        "zt",
    ]
)


def full_pack_known(from_code: str, to_code: str) -> bool:
    """Whether a full pack is known for a pair of Argos codes."""
    other = to_code if from_code == "en" else from_code
    return "en" in (from_code, to_code) and other in _WITH_ENGLISH
