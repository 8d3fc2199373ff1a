"""The index: Argos's format, with junk in it, kept and read again."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import DownloadError
from diptych.packs.index import (
    Index,
    IndexEntry,
    load_index,
    parse_index,
    save_index,
)

ADDRESS = "https://packs.example/main/index.json"
NOW = datetime(2026, 5, 3, 12, 30, tzinfo=UTC)
ARGOS = {
    "package_version": "1.9",
    "argos_version": "1.9.0",
    "from_code": "en",
    "from_name": "English",
    "to_code": "fr",
    "to_name": "French",
    "links": [
        "https://argos-net.example/v1/translate-en_fr-1_9.argosmodel",
        "ipfs://bafybeigd",
        "http://plain.example/x.argosmodel",
    ],
    "code": "translate-en_fr",
}


def parsed(*entries: object, address: str = ADDRESS) -> tuple[IndexEntry, ...]:
    return parse_index(json.dumps(entries).encode(), address, NOW).entries


def test_an_entry_of_argos() -> None:
    (entry,) = parsed(ARGOS)
    assert entry == IndexEntry("en", "fr", "1.9", (str(ARGOS["links"][0]),))
    assert (entry.name, entry.file_name) == (
        "translate-en_fr",
        "translate-en_fr-1_9.argosmodel",
    )
    assert (entry.size, entry.sha256, entry.starter) == (None, None, False)


def test_sizes_and_sums_are_taken_where_they_make_sense() -> None:
    (entry,) = parsed({**ARGOS, "size": 1, "sha256": "AB" * 32, "starter": True})
    assert (entry.size, entry.sha256, entry.starter) == (1, "ab" * 32, True)
    for size, sha256 in ((True, "ab"), (-1, "zz" * 32), ("1", 7), (1.5, ["ab" * 32])):
        (entry,) = parsed({**ARGOS, "size": size, "sha256": sha256})
        assert (entry.size, entry.sha256) == (None, None)


def test_junk_is_left_out_and_the_rest_is_used() -> None:
    junk: list[object] = [
        None, 7, "x", [], {}, {**ARGOS, "type": "sbd"}, {**ARGOS, "to_code": "en"},
        {**ARGOS, "from_code": "../x"}, {**ARGOS, "from_code": None}, {**ARGOS, "to_code": "f\n"},
    ]  # fmt: skip
    assert [entry.name for entry in parsed(*junk, ARGOS)] == ["translate-en_fr"]


def test_the_newest_of_a_pair_is_listed() -> None:
    older, newer = {**ARGOS, "package_version": "1.9"}, {**ARGOS, "package_version": "1.10"}
    bare = {**ARGOS, "package_version": "2.0", "links": []}
    for order in ((older, newer, bare), (bare, newer, older)):
        assert [entry.version for entry in parsed(*order)] == ["1.10"]
    assert parsed(bare)[0].links == ()


def test_entries_stand_by_name() -> None:
    pairs = [("fr", "en"), ("de", "en"), ("en", "de")]
    entries = parsed(*({**ARGOS, "from_code": a, "to_code": b} for a, b in pairs))
    assert [entry.name for entry in entries] == [
        "translate-de_en", "translate-en_de", "translate-fr_en",
    ]  # fmt: skip


def test_relative_links_lie_beside_the_index() -> None:
    (entry,) = parsed({**ARGOS, "links": ["a pack.argosmodel", "//other.example/x", "/y"]})
    assert entry.links == (
        "https://packs.example/main/a%20pack.argosmodel",
        "https://other.example/x",
        "https://packs.example/y",
    )


def test_only_an_index_of_this_machine_names_files_and_only_beside_it(tmp_path: Path) -> None:
    links = ["a.argosmodel", "../b.argosmodel", "/etc/passwd", "file:///etc/passwd", "sub/c"]
    near = (tmp_path / "index.json").as_uri()
    (entry,) = parsed({**ARGOS, "links": links}, address=near)
    assert entry.links == ((tmp_path / "a.argosmodel").as_uri(),)
    (entry,) = parsed({**ARGOS, "links": ["file:///etc/passwd"]})
    assert entry.links == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"<html>", b"[", b"\xff\xfe[", b"[" * 100_000, b"[1, 2]", b'[{"type": "sbd"}]'],
)
def test_what_is_no_index_is_told(data: bytes) -> None:
    with pytest.raises(DownloadError, match="no index of language packs") as caught:
        parse_index(data, ADDRESS, NOW)
    assert caught.value.remedy


def test_an_empty_index_is_one() -> None:
    assert parsed() == ()


def test_an_endless_list_is_none() -> None:
    with pytest.raises(DownloadError):
        parse_index(b"[" + b"{}," * 30_000 + b"{}]", ADDRESS, NOW)


def test_kept_and_read_again(tmp_path: Path) -> None:
    path, data = tmp_path / "cache" / "index.json", json.dumps([ARGOS]).encode()
    save_index(path, data, ADDRESS, NOW)
    assert load_index(path) == parse_index(data, ADDRESS, NOW)
    assert [p.name for p in path.parent.iterdir()] == ["index.json"]


@pytest.mark.parametrize(
    "kept",
    ["", "[]", "{}", '{"address": "x"}', '{"address": "x", "fetched": "soon", "index": []}',
     '{"address": "x", "fetched": "2026-05-03T12:30:00+00:00", "index": 7}'],
)  # fmt: skip
def test_a_broken_cache_counts_as_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / "index.json").write_text(kept)
    assert load_index(tmp_path / "index.json") is None
    assert load_index(tmp_path / "missing.json") is None


_PLAIN = st.none() | st.booleans() | st.integers() | st.text("aé/.:\\ \n\0", max_size=9)
_VALUES = _PLAIN | st.lists(_PLAIN, max_size=3) | st.just({"links": ["x"]})
_ENTRIES = st.fixed_dictionaries({}, optional=dict.fromkeys([*ARGOS, "size"], _VALUES))


@given(st.lists(_ENTRIES, max_size=4))
def test_whatever_an_entry_holds_it_is_read_or_left_out(entries: list[object]) -> None:
    try:
        index = parse_index(json.dumps(entries).encode(), ADDRESS, NOW)
    except DownloadError:
        return
    assert isinstance(index, Index)
    for entry in index.entries:
        assert "/" not in entry.file_name
        assert all(link.startswith("https://") for link in entry.links)
