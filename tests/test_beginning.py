"""Where the program begins."""

from __future__ import annotations

import multiprocessing

import pytest

from diptych.__main__ import main


def test_helper_processes_of_a_frozen_program_go_to_their_work_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class AtWorkError(Exception):
        pass

    def to_work() -> None:
        raise AtWorkError

    monkeypatch.setattr(multiprocessing, "freeze_support", to_work)
    with pytest.raises(AtWorkError):
        main(["--version"])
    assert capsys.readouterr().out == ""
