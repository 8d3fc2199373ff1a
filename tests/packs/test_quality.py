"""The table of measured scores."""

from __future__ import annotations

from diptych.core.languages import from_argos, language
from diptych.packs.known import full_pack_known
from diptych.packs.quality import _MEASURED, Quality, Standing, measured


def test_pairs_are_such_that_a_pack_exists_and_scores_are_scores() -> None:
    assert len(_MEASURED) == 37
    for pair, quality in _MEASURED.items():
        from_code, to_code = pair.split("-")
        assert full_pack_known(from_code, to_code), pair
        assert language(from_argos(from_code)).argos == from_code
        assert 0.5 < quality.comet < quality.google < 1, pair


def test_some_pairs() -> None:
    standings = [quality.standing for to in ("fr", "de", "cs") if (quality := measured("en", to))]
    assert standings == [Standing.CLOSE, Standing.BEHIND, Standing.FAR_BEHIND]
    assert measured("en", "cs") == Quality(0.68, 0.89)
    assert measured("fr", "de") is None
