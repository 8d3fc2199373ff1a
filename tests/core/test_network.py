"""Permits: what they cover, and for whom."""

from __future__ import annotations

import socket
import threading

import pytest

from diptych.core.network import Permit, Permits, is_address, is_loopback


def test_nothing_is_covered_without_a_permit() -> None:
    permits = Permits()
    assert not permits.covers_name("packs.example")
    assert not permits.covers_address("127.0.0.1", 80)
    assert permits.active == ()


def test_permits_nest_and_end() -> None:
    permits = Permits()
    with permits.allow("One.Example.", "first"):
        with permits.allow_loopback(8080, "second"):
            assert permits.active == (
                Permit("one.example", "first"),
                Permit("127.0.0.1", "second", 8080),
            )
            assert permits.covers_name("one.example")
            assert permits.covers_name("localhost")
            assert permits.covers_address("127.0.0.1", 8080)
            assert permits.covers_address("::1", 8080)
        assert not permits.covers_name("localhost")
        assert not permits.covers_name("two.example")
    assert not permits.covers_name("one.example")


def test_a_permit_ends_with_an_error_too() -> None:
    permits = Permits()
    with pytest.raises(KeyError), permits.allow("one.example", "a test"):
        raise KeyError
    assert permits.active == ()
    assert not permits.covers_name("one.example")


def test_addresses_are_compared_whatever_their_spelling() -> None:
    permits = Permits()
    with permits.allow("2001:DB8:0:0::1", "a test"):
        assert permits.covers_address("2001:db8::1", 443)
        assert permits.covers_name("2001:db8::1")
        assert not permits.covers_address("2001:db8::2", 443)
    with permits.allow("192.0.2.1", "a test"):
        assert permits.covers_address("::ffff:192.0.2.1", 443)


def test_other_threads_are_not_covered() -> None:
    permits = Permits()
    seen: list[object] = []
    with permits.allow("one.example", "a test"):
        thread = threading.Thread(
            target=lambda: seen.extend([permits.covers_name("one.example"), permits.active])
        )
        thread.start()
        thread.join()
    assert seen == [False, (Permit("one.example", "a test"),)]


def test_a_name_is_asked_for_its_addresses_a_few_times_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(host: str, port: int, **_options: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if len(asked) == 2:
            raise socket.gaierror(-2, "not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    permits = Permits()
    with permits.allow("one.example", "a test"):
        assert permits.covers_address("192.0.2.7", 443)
        assert asked == ["one.example"]
        for _turn in range(9):
            assert not permits.covers_address("192.0.2.8", 443)
        assert permits.covers_address("192.0.2.7", 443)
    assert len(asked) == 3


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_what_is_no_port_or_no_host_is_told(port: int) -> None:
    permits = Permits()
    with pytest.raises(ValueError, match="no port"), permits.allow_loopback(port, "a test"):
        pass
    with pytest.raises(ValueError, match="needs a host"), permits.allow(" ", "a test"):
        pass


def test_which_hosts_stay_here() -> None:
    here = ("localhost", "LOCALHOST.", "127.0.0.1", "127.8.9.1", "::1", "[::1]", "::ffff:127.0.0.1")
    away = ("localhost.example", "192.0.2.1", "::", "0.0.0.0", "", "2130706433")
    assert all(map(is_loopback, here))
    assert not any(map(is_loopback, away))
    assert is_address("[2001:db8::1]")
    assert not is_address("127.1")
