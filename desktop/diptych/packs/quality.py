"""What has been measured of Argos's packs, to be shown before one is chosen.

Mozilla compared its own models with other engines, Argos among them, and keeps the results in its
repository firefox-translations-models, in ``evaluation/prod/comet-results.md``. The figures below
are the rows “argos” and “google” of the table of averages there, at commit 1f51e65: COMET, model
wmt22-comet-da, over the WMT and FLORES test sets of each pair. The date of measuring is not told,
and packs may have been trained again since.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SOURCE = "Mozilla, firefox-translations-models, evaluation/prod/comet-results.md (1f51e65)"

NEAR = 0.04
BEHIND = 0.08
"""Distances from Google's score, chosen by us: up to NEAR is close, beyond BEHIND is far."""

# pair | argos | google
_TABLE = """
bg-en|0.85|0.89
ca-en|0.87|0.89
cs-en|0.71|0.85
de-en|0.82|0.86
el-en|0.85|0.87
en-bg|0.88|0.92
en-ca|0.77|0.88
en-cs|0.68|0.89
en-de|0.79|0.87
en-es|0.82|0.85
en-et|0.86|0.91
en-fa|0.80|0.88
en-fi|0.85|0.91
en-fr|0.81|0.85
en-hu|0.78|0.88
en-id|0.83|0.92
en-it|0.84|0.88
en-nl|0.85|0.88
en-pl|0.84|0.90
en-pt|0.86|0.90
en-ru|0.84|0.90
en-uk|0.70|0.90
es-en|0.82|0.84
et-en|0.86|0.89
fa-en|0.82|0.89
fi-en|0.79|0.89
fr-en|0.83|0.86
hu-en|0.66|0.86
id-en|0.81|0.90
it-en|0.83|0.86
nb-en|0.87|0.89
nl-en|0.86|0.88
pl-en|0.84|0.86
pt-en|0.87|0.89
ru-en|0.78|0.85
tr-en|0.76|0.89
uk-en|0.76|0.87
"""


class Standing(StrEnum):
    """How a pack stood beside the best online service measured with it."""

    CLOSE = "close"
    BEHIND = "behind"
    FAR_BEHIND = "far-behind"


@dataclass(frozen=True, slots=True)
class Quality:
    """COMET scores, 0 to 1, of Argos's pack and of Google for the same sentences."""

    comet: float
    google: float

    @property
    def standing(self) -> Standing:
        """In one word, for those who do not read scores."""
        distance = round(self.google - self.comet, 2)
        if distance <= NEAR:
            return Standing.CLOSE
        return Standing.BEHIND if distance <= BEHIND else Standing.FAR_BEHIND


def _read_table() -> dict[str, Quality]:
    rows = (line.split("|") for line in _TABLE.split())
    return {pair: Quality(float(argos), float(google)) for pair, argos, google in rows}


_MEASURED = _read_table()


def measured(from_code: str, to_code: str) -> Quality | None:
    """What was measured for a pair of Argos codes; None when nobody did."""
    return _MEASURED.get(f"{from_code}-{to_code}")
