"""The chat engine asks this machine and nothing else, whatever an address or a server says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from diptych.core.errors import NoEngineError
from diptych.core.network import Permits
from diptych.engines.base import Answer
from diptych.engines.translation.chat_http import loopback_address
from diptych.engines.translation.chat_server import (
    ChatSettings,
    ChatTranslator,
    chat_info,
    find_models,
)
from helpers.chat_engine import Serve, answers, settings, translator, upper
from helpers.chat_server import Told, in_turn, listed, said

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("http://localhost:11434", "http://127.0.0.1:11434/v1"),
        ("localhost:1234/v1/", "http://127.0.0.1:1234/v1"),
        ("http://127.0.0.1", "http://127.0.0.1:80/v1"),
        ("HTTP://127.8.9.10:8080/api/v1", "http://127.8.9.10:8080/api/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ],
)
def test_addresses_of_this_machine(told: str, expected: str) -> None:
    assert str(loopback_address(told)) == expected


@pytest.mark.parametrize(
    "told",
    [
        "http://example.org:11434",
        "http://192.168.1.4:11434",
        "http://0.0.0.0:11434",
        "http://[::]:11434",
        "http://[::ffff:127.0.0.1]:11434",
        "http://[::ffff:10.0.0.1]:11434",
        "http://[fe80::1%eth0]:11434",
        "http://127.0.0.1.example.org:11434",
        "http://localhost.example.org:11434",
        "http://localhost.:11434",
        "http://2130706433:11434",
        "http://0x7f000001:11434",
        "http://127.1:11434",
        "http://localhost@example.org:11434",
        "http://user@127.0.0.1:11434",
        "https://127.0.0.1:11434",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "http://127.0.0.1:0",
        "http://127.0.0.1:99999",
        "http://127.0.0.1/a?b=c",
        "http://127.0.0.1/a b",
        "http://127.0.0.1/\r\nX: y",
        "http://[",
        "",
    ],
)
def test_all_other_addresses_are_refused(told: str) -> None:
    with pytest.raises(NoEngineError) as caught:
        loopback_address(told)
    assert "127.0.0.1" in caught.value.remedy


@pytest.mark.parametrize("name", ["gpt-oss:120b-cloud", "glm-4.6:cloud", "x:Cloud"])
def test_models_that_run_elsewhere_are_refused(name: str) -> None:
    chosen = ChatSettings("http://127.0.0.1:11434", name)
    with pytest.raises(NoEngineError, match="does not run on this computer"):
        ChatTranslator(chat_info("en", "fr", chosen), chosen)


def test_each_question_has_leave_for_its_port_alone(serve: Serve) -> None:
    server = serve(upper)
    seen: list[tuple[int, str]] = []

    class Watched:
        def __init__(self) -> None:
            self.permits = Permits()

        def allow_loopback(self, port: int, why: str) -> AbstractContextManager[object]:
            seen.append((port, why))
            return self._watched(port, why)

        @contextmanager
        def _watched(self, port: int, why: str) -> Iterator[object]:
            with self.permits.allow_loopback(port, why) as leave:
                assert self.permits.covers_address("127.0.0.1", port)
                yield leave

    watched = Watched()
    chosen = settings(server)
    engine = ChatTranslator(chat_info("en", "fr", chosen), chosen, watched)
    assert answers(engine, ["house"]) == {0: Answer("HOUSE")}
    assert [port for port, _ in seen] == [server.port]
    assert watched.permits.active == ()


def test_localhost_is_tried_under_both_its_addresses() -> None:
    try:
        listening = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("there is no IPv6 here")

    def answer_once() -> None:
        opened, _ = listening.accept()
        with opened:
            opened.recv(65536)
            body = listed("tiny").body
            opened.sendall(f"HTTP/1.0 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode())
            opened.sendall(body)

    with listening:
        thread = threading.Thread(target=answer_once)
        thread.start()
        assert find_models(f"localhost:{listening.getsockname()[1]}") == ("tiny",)
        thread.join()


def test_redirections_are_not_followed(serve: Serve) -> None:
    other = serve(upper)
    goal = {"Location": f"{other.address}/v1/chat/completions"}
    for status in (301, 307, 308):
        server = serve(in_turn(Told(b"", status, goal)))
        with pytest.raises(NoEngineError, match="not followed"):
            answers(translator(server), ["house"])
    assert other.asked == []


def test_proxies_are_not_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = serve(in_turn(said("PROXY")))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.address)
    assert answers(translator(serve(upper)), ["house"]) == {0: Answer("HOUSE")}
    assert proxy.asked == []
