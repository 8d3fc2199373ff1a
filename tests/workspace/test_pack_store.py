"""Language packs as the user has them: listed, downloaded, updated, verified, taken along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from diptych.core.errors import DownloadError, PackError
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.network import Permits
from diptych.core.progress import Cancelled, Context
from diptych.packs.download import Patience
from diptych.packs.installing import install, remove
from diptych.packs.meter import Transfer
from diptych.packs.places import PackListing, find_packs
from diptych.packs.quality import Quality
from diptych.packs.verifying import Against
from diptych.packs.web import Web
from diptych.workspace.pack_store import PackStore
from diptych.workspace.paths import Paths, starter_packs
from helpers.made_packs import made_pack, unpacked
from helpers.pack_index import serve
from helpers.pack_server import PackServer, closed_port, pack_server


@dataclass
class Home:
    """Packs of one user, as the toolbox keeps them."""

    paths: Paths
    argos: Path
    starters: Path | None = None

    def packs(self) -> PackListing:
        return find_packs(self.starters, self.paths.packs, [self.argos])

    def install(self, file: Path, context: Context) -> LanguagePack:
        return install(file, self.paths.packs, context)


@pytest.fixture
def place(tmp_path: Path) -> Home:
    paths = Paths.usual({"DIPTYCH_HOME": str(tmp_path / "home")})
    return Home(paths, tmp_path / "argos")


@pytest.fixture
def store(place: Home) -> PackStore:
    return store_of(place)


def store_of(place: Home, environ: dict[str, str] | None = None) -> PackStore:
    permits = Permits()
    return PackStore(
        place.paths, place, permits, environ or {}, Web(permits, 2), Patience(tries=2, pause=0)
    )


@pytest.fixture
def server(socket_enabled: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackServer]:
    monkeypatch.setenv("no_proxy", "*")
    with pack_server() as running:
        yield running


def names(store: PackStore) -> list[tuple[str, str]]:
    return [(offer.entry.name, offer.entry.version) for offer in store.offers()]


def test_without_an_index_the_user_is_told_what_to_do(store: PackStore) -> None:
    assert store.index() is None
    for ask in (store.offers, store.updates, lambda: store.offer("translate-en_fr")):
        with pytest.raises(PackError, match="no index") as caught:
            ask()
        assert "update-index" in caught.value.remedy


def test_the_index_is_kept_with_its_date(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    address = serve(server, made_pack(tmp_path), made_pack(tmp_path, ("de", "en")))
    index = store.update_index(Context(), address)
    assert index.address == f"{address}index.json"
    assert datetime.now(UTC) - index.fetched < timedelta(minutes=1)
    server.pages.clear()
    again = store_of(place)
    assert again.index() == index
    assert names(again) == [("translate-de_en", "1.0"), ("translate-en_fr", "1.0")]
    with pytest.raises(DownloadError, match="answered 404"):
        again.update_index(Context(), address)
    assert again.index() == index


def test_the_environment_tells_where_the_index_is(
    place: Home, server: PackServer, tmp_path: Path
) -> None:
    address = serve(server, made_pack(tmp_path))
    store = store_of(place, {"ARGOS_PACKAGE_INDEX": address})
    assert store.update_index(Context()).address == f"{address}index.json"


def test_an_index_that_cannot_be_kept_is_told(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    place.paths.cache.parent.mkdir(parents=True)
    place.paths.cache.write_text("in the way")
    with pytest.raises(DownloadError, match="cannot be kept"):
        store.update_index(Context(), serve(server, made_pack(tmp_path)))


def test_offers_tell_what_there_is(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    pairs = [("en", "fr"), ("en", "cs"), ("en", "zt"), ("pb", "en")]
    address = serve(server, *(made_pack(tmp_path, pair, "1.9") for pair in pairs))
    place.starters = starter_packs()
    store.update_index(Context(), address)
    unpacked(made_pack(tmp_path, ("en", "cs"), "1.10"), place.argos)
    place.install(made_pack(tmp_path, ("en", "zt"), "1.8"), Context())
    offers = {offer.entry.name: offer for offer in store.offers()}
    french, czech = offers["translate-en_fr"], offers["translate-en_cs"]
    assert (french.installed, french.update) == (None, False)
    assert french.quality == Quality(0.81, 0.85)
    assert czech.installed is not None
    assert (czech.installed.place, czech.installed.version) == (PackPlace.ARGOS, "1.10")
    assert not czech.update
    chinese = offers["translate-en_zt"]
    assert (chinese.to_language, chinese.update, chinese.quality) == ("zh-Hant", True, None)
    assert [offer.entry.name for offer in store.updates()] == ["translate-en_zt"]
    assert {o.entry.name for o in store.offers("pt-BR")} == {"translate-pb_en"}
    assert {o.entry.name for o in store.offers("zh-tw")} == {"translate-en_zt"}
    assert len(store.offers("en")) == 4
    assert store.offers("xx") == ()


def test_an_offer_is_found_by_its_name_or_its_pair(
    store: PackStore, server: PackServer, tmp_path: Path
) -> None:
    store.update_index(Context(), serve(server, made_pack(tmp_path, ("en", "pb"))))
    offer = store.offer("translate-en_pb")
    assert store.offer_for("en", "pb") == store.offer_for("EN", "pt_br") == offer
    with pytest.raises(PackError, match="lists no pack “translate-en_xx"):
        store.offer("translate-en_xx")
    with pytest.raises(PackError, match="from pb to en") as caught:
        store.offer_for("pb", "en")
    assert "through English" in caught.value.remedy


def test_downloaded_installed_and_recorded(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, size=200_000)
    store.update_index(Context(), serve(server, file))
    seen: list[tuple[int, int]] = []
    told: list[Transfer] = []
    context = Context(lambda done, total: seen.append((done, total)))
    pack = store.download(store.offer("translate-en_fr"), context, told.append)
    assert place.packs().packs == (pack,)
    size = file.stat().st_size
    assert (size, size) in seen
    assert seen[-1] == (pack.size, pack.size)
    assert told[-1].done == size
    record = store.record(pack)
    assert record is not None
    assert record.source == f"{server.address}{file.name}"
    assert record.archive is not None
    assert record.archive.size == size
    (offer,) = store.offers()
    assert (offer.installed, offer.update, offer.have) == (pack, False, 0)
    assert store.disk_use().downloads == 0


def test_paused_and_gone_on_in_another_run(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, size=300_000)
    store.update_index(Context(), serve(server, file))
    page = server.pages[file.name]
    page.stall = 100_000
    context = Context(lambda _done, _total: context.cancel())
    with pytest.raises(Cancelled):
        store.download(store.offer("translate-en_fr"), context)
    page.stall = None
    again = store_of(place)
    (unfinished,) = again.pending()
    (offer,) = again.offers()
    assert 0 < offer.have == unfinished.have < unfinished.total == file.stat().st_size
    assert again.download(offer, Context()).name == "translate-en_fr"
    assert server.asked[-1].range == f"bytes={unfinished.have}-"
    assert again.pending() == ()


def test_an_unfinished_download_can_be_thrown_away(
    store: PackStore, server: PackServer, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, size=300_000)
    store.update_index(Context(), serve(server, file))
    server.pages[file.name].drops = [100_000, 0, 0, 0]
    with pytest.raises(DownloadError, match="broke off") as caught:
        store.download(store.offer("translate-en_fr"), Context())
    assert "What has come (1 MB) is kept" in caught.value.remedy
    store.discard(store.pending()[0])
    assert store.pending() == ()
    assert store.offers()[0].have == 0


def test_a_failed_update_keeps_the_old_pack(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    old = place.install(made_pack(tmp_path, version="1.0"), Context())
    newer = made_pack(tmp_path, version="1.1", size=100_000)
    store.update_index(Context(), serve(server, newer))
    (offer,) = store.updates()
    page = server.pages[newer.name]
    whole = page.body
    damaged = bytearray(whole)
    damaged[50_000] ^= 1
    for body in (
        bytes(damaged),
        whole[:50_000],
        b"",
        made_pack(tmp_path, ("fr", "de")).read_bytes(),
    ):
        page.body = body
        with pytest.raises((DownloadError, PackError)):
            store.download(offer, Context())
        assert place.packs().packs == (old,)
        assert [v.problems for v in store.verify(Context())] == [()]
    page.body = whole
    assert store.download(offer, Context()).version == "1.1"
    assert [pack.version for pack in place.packs().packs] == ["1.1"]
    assert store.updates() == ()


def test_cancelled_while_unpacking_nothing_is_downloaded_again(
    store: PackStore, place: Home, server: PackServer, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, size=200_000)
    store.update_index(Context(), serve(server, file))
    size = file.stat().st_size
    complete: list[int] = []

    def look(done: int, total: int) -> None:
        complete.append(done)
        if total != size and size in complete:
            context.cancel()

    context = Context(look)
    with pytest.raises(Cancelled):
        store.download(store.offers()[0], context)
    assert place.packs().packs == ()
    server.asked.clear()
    pack = store.download(store.offers()[0], Context())
    assert server.asked == []
    assert place.packs().packs == (pack,)
    assert store.disk_use().downloads == 0


def test_a_pack_that_tells_another_version_than_its_index_is_not_updated_for_ever(
    store: PackStore, server: PackServer, tmp_path: Path
) -> None:
    file = made_pack(tmp_path, version="1.0")
    renamed = file.rename(tmp_path / "translate-en_fr-1_5.argosmodel")
    store.update_index(Context(), serve(server, renamed))
    assert store.download(store.offers()[0], Context()).version == "1.0"
    assert store.updates() == ()


def test_nobody_there(store: PackStore, server: PackServer, tmp_path: Path) -> None:
    store.update_index(Context(), serve(server, made_pack(tmp_path)))
    with pytest.raises(DownloadError) as caught:
        store.update_index(Context(), f"http://127.0.0.1:{closed_port()}/")
    assert caught.value.remedy
    assert len(store.offers()) == 1


def test_a_kit_serves_as_an_index_without_a_network(
    store: PackStore, place: Home, tmp_path: Path
) -> None:
    for pair in (("en", "fr"), ("de", "en")):
        place.install(made_pack(tmp_path, pair), Context())
    kit = store.kit(tmp_path / "stick", Context())
    for pack in place.packs().packs:
        remove(pack)
    store.update_index(Context(), str(kit.folder))
    offer = store.offer("translate-en_fr")
    assert (offer.entry.size, offer.entry.sha256) == (
        kit.files[1].size,
        kit.files[1].sha256,
    )
    assert store.download(offer, Context()).name == "translate-en_fr"
    model = kit.folder / "translate-de_en-1_0.argosmodel"
    model.write_bytes(model.read_bytes()[:-1] + b"x")
    with pytest.raises(DownloadError, match="checksum differs"):
        store.download(store.offer("translate-de_en"), Context())
    model.unlink()
    with pytest.raises(PackError, match="not there any more"):
        store.download(store.offer("translate-de_en"), Context())


def test_starters_from_a_kit_are_told_apart_from_full_packs(
    store: PackStore, place: Home, tmp_path: Path
) -> None:
    place.starters = starter_packs()
    kit = store.kit(tmp_path / "stick", Context(), ["translate-en_fr"])
    place.starters = None
    store.install(kit.folder, Context())
    store.update_index(Context(), str(kit.folder))
    (offer,) = store.offers()
    assert offer.entry.starter
    assert offer.quality is None
    assert offer.installed is not None
    entries = json.loads((kit.folder / "index.json").read_text(encoding="utf-8"))
    del entries[0]["starter"]
    (tmp_path / "index.json").write_text(json.dumps(entries))
    store.update_index(Context(), str(tmp_path))
    (offer,) = store.offers()
    assert offer.installed is None
    assert offer.quality == Quality(0.81, 0.85)


def test_kits_hold_full_packs_or_those_named(store: PackStore, place: Home, tmp_path: Path) -> None:
    place.starters = starter_packs()
    with pytest.raises(PackError, match="no pack to put") as caught:
        store.kit(tmp_path / "a", Context())
    assert "name a starter" in caught.value.remedy
    unpacked(made_pack(tmp_path, ("de", "en"), "1.1"), place.argos)
    place.install(made_pack(tmp_path, ("de", "en"), "1.2"), Context())
    held = [f.name for f in store.kit(tmp_path / "b", Context()).files]
    assert [name for name in held if "translate" in name] == ["translate-de_en-1_2.argosmodel"]
    held = [f.name for f in store.kit(tmp_path / "c", Context(), ["translate-fr_en"] * 2).files]
    assert [name for name in held if "translate" in name] == ["translate-fr_en-0_1.argosmodel"]
    with pytest.raises(PackError, match="no pack “translate-xx_yy"):
        store.kit(tmp_path / "d", Context(), ["translate-xx_yy"])


def test_installing_takes_files_folders_and_kits(
    store: PackStore, place: Home, tmp_path: Path
) -> None:
    file = made_pack(tmp_path)
    (one,) = store.install(file, Context()).installed
    assert one.location.parent == place.paths.packs
    loose = unpacked(made_pack(tmp_path, ("de", "en")), tmp_path / "loose")
    (two,) = store.install(loose, Context()).installed
    assert two.name == "translate-de_en"
    folder = tmp_path / "folder"
    folder.mkdir()
    made_pack(folder, ("fr", "de"))
    made_pack(folder)
    done = store.install(folder, Context())
    assert [p.name for p in done.installed] == ["translate-fr_de"]
    assert [p.name for p in done.kept] == ["translate-en_fr"]
    with pytest.raises(PackError, match="is one pack"):
        store.install(file, Context(), ["translate-en_fr"])
    with pytest.raises(PackError, match="There is no file"):
        store.install(tmp_path / "nothing", Context())


def test_verifying_all_or_those_named(store: PackStore, place: Home, tmp_path: Path) -> None:
    place.starters = starter_packs()
    pack = place.install(made_pack(tmp_path), Context())
    (pack.location / "model" / "model.bin").write_bytes(b"x")
    seen: list[tuple[int, int]] = []
    verdicts = store.verify(Context(lambda done, total: seen.append((done, total))))
    assert [(v.against, bool(v.problems)) for v in verdicts] == [
        (Against.RECORD, True), (Against.ARCHIVE, False), (Against.ARCHIVE, False),
    ]  # fmt: skip
    assert seen == sorted(seen)
    assert [v.pack.name for v in store.verify(Context(), ["translate-fr_en"])] == [
        "translate-fr_en"
    ]
    with pytest.raises(PackError, match="no pack “translate-xx_yy"):
        store.verify(Context(), ["translate-xx_yy"])


def test_looking_creates_no_folder(store: PackStore, place: Home, tmp_path: Path) -> None:
    assert store.pending() == ()
    assert store.verify(Context()) == ()
    assert store.disk_use().installed == 0
    assert list(tmp_path.iterdir()) == []
