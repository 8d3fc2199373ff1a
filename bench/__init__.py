"""Measurements of speed and size; never part of the tests. They share the tests' helpers."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
