"""Errors cross from one process to another whole."""

from __future__ import annotations

import pickle

import pytest

from diptych.core import errors


@pytest.mark.parametrize(
    "kind",
    [errors.CannotReadError, errors.NoEngineError, errors.PackError, errors.SummaryError,
     errors.CannotSaveError, errors.StoreError],
)  # fmt: skip
def test_pickled_and_back(kind: type[errors.DiptychError]) -> None:
    error = kind("What happened.", "What to try.", "details")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.sentence, again.remedy, again.details) == (
        "What happened.", "What to try.", "details",
    )  # fmt: skip
    assert str(again) == "What happened. What to try."
