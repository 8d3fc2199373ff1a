"""Openly licensed samples that lie beside a checkout; where they do not, tests skip and say so."""

from __future__ import annotations

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
_NO_ARTICLES = frozenset({"web-annotation", "schemas"})

needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples beside this checkout")


def sample_files() -> tuple[Path, ...]:
    """Every sample that is an article of some kind, in a fixed order; none where there are none."""
    if not SAMPLES.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(SAMPLES.glob("*/*"))
        if path.is_file()
        and path.parent.name not in _NO_ARTICLES
        and path.suffix not in (".md", ".xsd")
        and "schema" not in path.name
    )
