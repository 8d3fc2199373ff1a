"""Downloads in the window of language packs: one after the other, paused, failed, cancelled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.language_packs import PackPlace
from diptych.core.progress import Cancelled, Context
from diptych.packs.meter import Transfer
from diptych.ui.pack_downloads import Stage, downloads_of
from diptych.ui.pack_rows import OFFERED_STATE, STATE
from diptych.ui.pack_stock import Percent
from diptych.ui.pack_transfers import TransferRow
from diptych.ui.pack_words import transfer_words
from diptych.ui.packs import show_packs
from diptych.ui.packs_dialog import PacksDialog
from helpers.made_packs import made_pack
from helpers.pack_index import serve
from helpers.pack_server import PackServer, pack_server
from helpers.waiting import LIMIT, settle

pytestmark = pytest.mark.enable_socket

SIZE = 300_000
FRENCH, GERMAN, SPANISH = (f"translate-en_{code}-1_9.argosmodel" for code in ("fr", "de", "es"))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PackServer]:
    """Serves three packs out of English."""
    monkeypatch.setenv("no_proxy", "*")
    with pack_server() as running:
        made = (made_pack(tmp_path, ("en", code), "1.9", SIZE) for code in ("fr", "de", "es"))
        serve(running, *made)
        yield running


@pytest.fixture
def dialog(qtbot: QtBot, desktop: Desktop, server: PackServer) -> Iterator[PacksDialog]:
    """The window with the list of that server."""
    opened = show_packs(desktop.controller, desktop.window)
    settle(qtbot, desktop)
    opened.tabs.setCurrentWidget(opened.available)
    opened.available.address.setText(server.address)
    opened.available.get.click()
    settle(qtbot, desktop)
    yield opened
    settle(qtbot, desktop)


def download(dialog: PacksDialog, *names: str) -> None:
    dialog.available.choose(*names)
    dialog.available.download.click()


def wait(qtbot: QtBot, until: Callable[[], bool]) -> None:
    qtbot.waitUntil(until, timeout=LIMIT)


def row(dialog: PacksDialog, name: str) -> TransferRow:
    return dialog.transfers.rows[name]


def asked(server: PackServer) -> list[str]:
    return [request.path for request in server.asked if request.path != "index.json"]


def installed(desktop: Desktop) -> list[str]:
    return [p.name for p in desktop.toolbox.packs().packs if p.place is PackPlace.INSTALLED]


def stalled(qtbot: QtBot, dialog: PacksDialog, server: PackServer, name: str) -> TransferRow:
    """Begin a download that falls silent; its row, once something has come."""
    server.pages[name].stall = 100_000
    download(dialog, name)
    wait(qtbot, lambda: row(dialog, name).item.have > 0)
    return row(dialog, name)


def test_several_are_downloaded_one_after_the_other(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    seen: list[int] = []
    queue = downloads_of(desktop.controller)
    queue.listed.connect(
        lambda: seen.append(sum(item.stage is Stage.FETCHING for item in queue.items))
    )
    with qtbot.waitSignals([desktop.controller.packs_known] * 3, timeout=LIMIT):
        download(dialog, FRENCH, GERMAN, SPANISH)
        assert dialog.transfers.isVisible()
        waiting = [r.item.file_name for r in dialog.transfers.rows.values()]
        assert [r.words.text() for r in dialog.transfers.rows.values()][1:] == [
            "Waiting for its turn"
        ] * 2
    settle(qtbot, desktop)
    assert asked(server) == waiting == [FRENCH, GERMAN, SPANISH]
    assert max(seen) == 1
    assert sorted(installed(desktop)) == ["translate-en_de", "translate-en_es", "translate-en_fr"]
    assert not dialog.transfers.isVisible()
    states = {r.cells[OFFERED_STATE] for r in dialog.available.model.shown}
    assert states == {"Installed"}
    assert dialog.available.download.text() == "&Download again"
    assert "Installed: English → Spanish 1.9." in dialog.told.text


def test_a_download_tells_how_far_it_is_and_is_paused_and_resumed(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    shown = stalled(qtbot, dialog, server, FRENCH)
    size = len(server.pages[FRENCH].body)
    assert shown.words.text().startswith("0.")
    assert f"of {size / 1e6:.1f} MB" in shown.words.text()
    assert shown.bar.maximum() > shown.bar.value() > 0
    assert (shown.main.text(), shown.cancel.text()) == ("Pause", "Cancel")
    shown.main.setFocus()
    shown.main.click()
    wait(qtbot, lambda: shown.item.stage is Stage.PAUSED)
    settle(qtbot, desktop)
    assert dialog.focusWidget() is shown.main
    assert (shown.main.text(), shown.cancel.text()) == ("Resume", "Discard")
    assert shown.words.text().startswith("Paused · ")
    assert shown.main.accessibleName() == "Resume: English → French"
    (part,) = desktop.controller.store.pending()
    assert "unfinished downloads" in dialog.installed.use.text()
    server.pages[FRENCH].stall = None
    shown.main.click()
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    assert server.asked[-1].range == f"bytes={part.have}-"
    assert installed(desktop) == ["translate-en_fr"]


def test_pausing_the_first_lets_the_next_one_begin(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    server.pages[FRENCH].stall = 100_000
    download(dialog, FRENCH, GERMAN, SPANISH)
    wait(qtbot, lambda: row(dialog, FRENCH).item.have > 0)
    row(dialog, SPANISH).main.click()
    assert row(dialog, SPANISH).item.stage is Stage.PAUSED
    row(dialog, FRENCH).main.click()
    wait(qtbot, lambda: GERMAN not in dialog.transfers.rows)
    settle(qtbot, desktop)
    assert installed(desktop) == ["translate-en_de"]
    assert asked(server) == [FRENCH, GERMAN]
    assert [r.item.stage for r in dialog.transfers.rows.values()] == [Stage.PAUSED] * 2


def test_a_failed_download_says_why_and_is_tried_again(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    server.pages[FRENCH].statuses = [404]
    download(dialog, FRENCH)
    wait(qtbot, lambda: row(dialog, FRENCH).item.stage is Stage.FAILED)
    settle(qtbot, desktop)
    shown = row(dialog, FRENCH)
    assert "answered 404" in shown.trouble.text()
    assert shown.trouble.isVisible()
    assert shown.main.text() == "Try again"
    assert installed(desktop) == []
    shown.main.click()
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    assert installed(desktop) == ["translate-en_fr"]


def test_a_failed_update_keeps_the_old_pack(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer, tmp_path: Path
) -> None:
    dialog.install.emit((made_pack(tmp_path, ("en", "fr"), "1.5"),))
    settle(qtbot, desktop)
    page = dialog.installed
    dialog.tabs.setCurrentWidget(page)
    (old,) = (r for r in page.model.shown if r.cells[STATE] == "Update: 1.9")
    body = server.pages[FRENCH].body
    server.pages[FRENCH].body = body[:150_000] + b"\0" * 4 + body[150_004:]
    assert page.update_chosen.text() == "&Update all (1)"
    page.choose(old.key)
    assert page.update_chosen.text() == "&Update"
    page.update_chosen.click()
    wait(qtbot, lambda: row(dialog, FRENCH).item.stage is Stage.FAILED)
    settle(qtbot, desktop)
    assert "arrived damaged" in row(dialog, FRENCH).trouble.text()
    assert old.key in [r.key for r in page.model.shown]
    dialog.verify.emit(("translate-en_fr",))
    settle(qtbot, desktop)
    assert "All are in order" in dialog.told.text
    server.pages[FRENCH].body = body
    row(dialog, FRENCH).main.click()
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    versions = [p.version for p in desktop.toolbox.packs().packs if p.place is PackPlace.INSTALLED]
    assert versions == ["1.9"]
    assert not page.update_chosen.isEnabled()


def test_cancelling_throws_away_what_has_come(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    shown = stalled(qtbot, dialog, server, FRENCH)
    download(dialog, GERMAN)
    row(dialog, GERMAN).cancel.click()
    shown.cancel.click()
    assert shown.words.text() == "Stopping…"
    shown.cancel.click()
    shown.main.click()
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    assert desktop.controller.store.pending() == ()
    assert desktop.controller.store.disk_use().downloads == 0
    assert asked(server) == [FRENCH]
    assert not dialog.transfers.isVisible()


def test_downloads_go_on_when_the_window_is_closed(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    stalled(qtbot, dialog, server, FRENCH).main.click()
    wait(qtbot, lambda: row(dialog, FRENCH).item.stage is Stage.PAUSED)
    server.pages[FRENCH].stall = None
    dialog.reject()
    queue = downloads_of(desktop.controller)
    with qtbot.waitSignal(desktop.controller.told, timeout=LIMIT) as told:
        queue.resume(FRENCH)
    assert told.args == ["Installed: English → French 1.9."]
    settle(qtbot, desktop)
    server.pages[GERMAN].statuses = [404]
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        queue.add([o for o in desktop.controller.store.offers() if o.entry.to_code == "de"])
    settle(qtbot, desktop)
    again = show_packs(desktop.controller, desktop.window)
    settle(qtbot, desktop)
    assert list(again.transfers.rows) == [GERMAN]
    again.transfers.rows[GERMAN].cancel.click()
    settle(qtbot, desktop)
    again.reject()


def test_a_download_that_the_list_does_not_name_can_only_be_discarded(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer, tmp_path: Path
) -> None:
    stalled(qtbot, dialog, server, FRENCH).main.click()
    wait(qtbot, lambda: row(dialog, FRENCH).item.stage is Stage.PAUSED)
    serve(server, made_pack(tmp_path, ("en", "fr"), "2.0"))
    dialog.available.get.click()
    settle(qtbot, desktop)
    shown = row(dialog, FRENCH)
    assert not shown.main.isEnabled()
    assert shown.name.text() == FRENCH
    assert "the list does not name it" in shown.words.text()
    shown.cancel.click()
    settle(qtbot, desktop)
    assert desktop.controller.store.pending() == ()


def test_what_was_downloaded_and_not_installed_is_offered_again(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    store = desktop.controller.store
    offer = store.offer("translate-en_fr")
    fetched = store.fetch(offer, Context())
    (whole,) = store.waiting()
    assert whole.have == whole.total == fetched.file.stat().st_size
    dialog.look_again.emit()
    settle(qtbot, desktop)
    server.asked.clear()
    row(dialog, FRENCH).main.click()
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    assert server.asked == []
    assert installed(desktop) == ["translate-en_fr"]
    fetched = store.fetch(offer, Context())
    dialog.look_again.emit()
    settle(qtbot, desktop)
    row(dialog, FRENCH).cancel.click()
    settle(qtbot, desktop)
    assert not fetched.file.exists()


def test_what_is_installed_is_not_downloaded_again_by_the_way(
    qtbot: QtBot, desktop: Desktop, dialog: PacksDialog, server: PackServer
) -> None:
    download(dialog, FRENCH)
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    server.asked.clear()
    table = dialog.available.table
    table.activated.emit(table.currentIndex())
    assert not dialog.transfers.rows
    download(dialog, FRENCH, GERMAN)
    wait(qtbot, lambda: not dialog.transfers.rows)
    settle(qtbot, desktop)
    assert asked(server) == [GERMAN]


@pytest.mark.parametrize(
    ("transfer", "silent", "settled", "words"),
    [
        (Transfer(12_345_678, 81_000_000, 3_210_000, 21.4), 0, True,
         "12.3 of 81.0 MB · 3.2 MB/s · 22 s left"),
        (Transfer(12_345_678, 81_000_000, 3_210_000, 21.4), 0, False, "12.3 of 81.0 MB"),
        (Transfer(12_345_678, 81_000_000, 3_210_000, 21.4), 7.9, True,
         "12.3 of 81.0 MB · nothing has come for 7 s"),
        (Transfer(500_000, 0, 40_400, None), 0, True, "0.5 MB · 40 kB/s"),
        (Transfer(1_000_000, 1_900_000_000, 500_000, 3_798.0), 0, True,
         "1.0 of 1,900.0 MB · 0.5 MB/s · 1 h 4 min left"),
        (Transfer(1_000_000, 100_000_000, 1_000_000, 99.0), 0, True,
         "1.0 of 100.0 MB · 1.0 MB/s · 2 min left"),
        (Transfer(81_000_000, 81_000_000, 0, None), 9, True, "81.0 of 81.0 MB · checking it…"),
    ],
)  # fmt: skip
def test_transfers_are_told_in_words(
    transfer: Transfer, silent: float, settled: bool, words: str
) -> None:
    assert transfer_words(transfer, silent, settled=settled) == words


def test_progress_of_more_bytes_than_a_signal_carries() -> None:
    seen: list[tuple[int, int]] = []
    outer = Context(lambda done, total: seen.append((done, total)))
    percent = Percent(outer)
    for done in range(0, 2**34 + 1, 2**26):
        percent.step(done, 2**34)
    percent.step(5, 0)
    assert seen[:2] == [(0, 100), (1, 100)]
    assert seen[-2:] == [(100, 100), (0, 0)]
    assert len(seen) == 102
    outer.cancel()
    with pytest.raises(Cancelled):
        percent.step(1, 2)
