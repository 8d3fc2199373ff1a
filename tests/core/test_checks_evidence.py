"""How the alarms do: on bad outputs that were reported, on good pairs, and on spoiled ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from diptych.core.checks.every import alarms
from helpers.alarm_vectors import VECTORS, Vector
from helpers.damage import DAMAGES, Clean, clean_pairs, damaged

MOST_FALSE = 0.02

# Shares of the spoiled translations that raise an alarm of the right kind; a little below what
# docs/alarms.md reports, so that a change of a sentence or two does not fail the test.
LEAST_FOUND = {
    "number dropped": 0.97,
    "digit changed": 0.97,
    "million and billion": 0.95,
    "month changed": 0.97,
    "weekday changed": 0.97,
    "name dropped": 0.75,
    "quotation marks dropped": 0.90,
    "one quotation mark dropped": 0.95,
    "cut in half": 0.65,
    "second half dropped": 0.43,
    "left untranslated": 0.98,
    "half untranslated": 0.86,
    "clause three times": 0.97,
    "one word repeated": 0.98,
    "other letters": 0.98,
}


def _flagged(pairs: tuple[Clean, ...]) -> tuple[int, str]:
    """How many good pairs raise an alarm, and all of them told, with the kinds counted."""
    kinds: Counter[str] = Counter()
    told = []
    for pair in pairs:
        found = alarms(pair.source, pair.target, pair.from_language, pair.to_language)
        kinds.update(alarm.kind for alarm in found)
        told += [f"{pair.source} / {pair.target}: {alarm}" for alarm in found[:1]]
    return len(told), f"{dict(kinds)}\n" + "\n".join(told)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v.issue}-{v.source[:20]}")
def test_reported_bad_outputs_are_flagged(vector: Vector) -> None:
    found = alarms(vector.source, vector.target, vector.from_language, vector.to_language)
    assert {str(alarm.kind) for alarm in found} & set(vector.kinds), found


def test_the_clean_pairs_are_what_they_say() -> None:
    pairs = clean_pairs()
    assert len(pairs) == len(set(pairs)) == 300
    others = Counter(({p.from_language, p.to_language} - {"en"}).pop() for p in pairs)
    assert others == {"fr": 75, "de": 75, "es": 75, "it": 75}
    assert 140 <= sum(pair.from_language == "en" for pair in pairs) <= 160


def test_good_translations_raise_next_to_no_alarms() -> None:
    pairs = clean_pairs()
    count, told = _flagged(pairs)
    assert count < MOST_FALSE * len(pairs), told


def test_good_translations_kept_elsewhere_raise_next_to_no_alarms() -> None:
    file = Path(__file__).parents[3] / "shared" / "data" / "news-pairs.tsv"
    if not file.is_file():
        pytest.skip("the pairs kept elsewhere are not beside this checkout")
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    pairs = [Clean("en", "fr", *row) for row in rows if len(row) == 2]
    pairs += [Clean("fr", "en", pair.target, pair.source) for pair in pairs]
    count, told = _flagged(tuple(pairs))
    assert count < MOST_FALSE * len(pairs), told


@pytest.mark.parametrize("name", DAMAGES)
def test_spoiled_translations_are_flagged(name: str) -> None:
    kinds = DAMAGES[name][0]
    pairs = damaged(name)
    missed = [
        f"{pair.source} / {words}"
        for pair, words in pairs
        if not any(
            alarm.kind in kinds
            for alarm in alarms(pair.source, words, pair.from_language, pair.to_language)
        )
    ]
    assert len(pairs) >= 20
    assert len(missed) <= (1 - LEAST_FOUND[name]) * len(pairs), "\n".join(missed)
