"""Addresses that packs may come from, and the rule for the index's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.core.errors import DownloadError
from diptych.packs.addresses import (
    ARGOS_INDEX,
    host_of,
    index_address,
    local_path,
    may_redirect,
    usable,
)


@pytest.mark.parametrize(
    ("told", "environ", "address"),
    [
        (None, {}, f"{ARGOS_INDEX}index.json"),
        (None, {"ARGOS_PACKAGE_INDEX": ""}, f"{ARGOS_INDEX}index.json"),
        (
            None,
            {"ARGOS_PACKAGE_INDEX": "https://mirror.example/argos/"},
            "https://mirror.example/argos/index.json",
        ),
        (
            None,
            {"ARGOS_PACKAGE_INDEX": "https://mirror.example/argos"},
            "https://mirror.example/argos/index.json",
        ),
        (
            "https://told.example/a.json",
            {"ARGOS_PACKAGE_INDEX": "https://mirror.example/"},
            "https://told.example/a.json",
        ),
        ("http://localhost:8080/", {}, "http://localhost:8080/index.json"),
        ("https://[2001:db8::1]/", {}, "https://[2001:db8::1]/index.json"),
    ],
)
def test_where_the_index_is(told: str | None, environ: dict[str, str], address: str) -> None:
    assert index_address(told, environ) == address


def test_a_folder_or_a_file_may_be_the_index(tmp_path: Path) -> None:
    folder = tmp_path / "a kit é"
    folder.mkdir()
    for told in (folder, folder / "index.json", (folder / "index.json").as_uri()):
        assert local_path(index_address(str(told), {})) == folder / "index.json"
    assert local_path(index_address(folder.as_uri(), {})) == folder / "index.json"
    assert local_path(index_address(None, {"ARGOS_PACKAGE_INDEX": str(folder)})) is not None


@pytest.mark.parametrize(
    "address",
    [
        "http://packs.example/x",
        "http://192.0.2.1/x",
        "ftp://packs.example/x",
        "https://",
        "https:///x",
        "https://name:word@packs.example/x",
        "https://packs.example:port/x",
        "https://packs.example:99999/x",
        "https://[half/x",
        "https://packs.example/\nx",
        "ipfs://bafy",
        "x",
        "",
    ],
)
def test_addresses_that_are_not_used(address: str) -> None:
    with pytest.raises(DownloadError) as caught:
        usable(address)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "address",
    ["https://packs.example/x", "http://127.0.0.1:80/x", "http://localhost/", "http://[::1]:1/"],
)
def test_addresses_that_are(address: str) -> None:
    assert usable(address) == address


def test_redirections_stay_protected_and_outside() -> None:
    far, near = "https://packs.example/x", "http://127.0.0.1:8080/x"
    assert may_redirect(far, "https://other.example/x")
    assert may_redirect(near, "http://127.0.0.1:9090/y")
    assert may_redirect(near, far)
    with pytest.raises(DownloadError, match="not protected"):
        may_redirect(far, "http://other.example/x")
    for inwards in (near, "https://localhost/x"):
        with pytest.raises(DownloadError, match="this machine itself"):
            may_redirect(far, inwards)


def test_files_of_other_machines_are_no_local_paths() -> None:
    assert local_path("file://server/share/index.json") is None
    assert local_path("https://packs.example/x") is None
    assert host_of("https://Packs.Example:8080/x") == "packs.example"
    assert host_of("no address") == ""
