"""The chat engine with a real server on this machine that is slow, chatty, broken or gone."""

from __future__ import annotations

import http.client
import socket
import threading
import time

import pytest

from diptych.core.errors import NoEngineError
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer
from diptych.engines.translation.chat_http import LARGEST_ANSWER
from diptych.engines.translation.chat_server import ChatSettings, ChatTranslator, chat_info
from helpers.chat_engine import Serve, answers, translator, upper
from helpers.chat_server import HANG_UP, Asked, Told, in_turn, said

pytestmark = pytest.mark.enable_socket


@pytest.mark.parametrize(
    "trouble",
    [
        Told(b"busy", 500),
        Told(b"loading model", 503),
        Told(b"too many", 429),
        HANG_UP,
        Told(said("MAISON").body, cut=20),
    ],
)
def test_trouble_that_passes_is_waited_for(trouble: Told, serve: Serve) -> None:
    server = serve(in_turn(trouble, trouble, said("MAISON")))
    assert answers(translator(server), ["house"]) == {0: Answer("MAISON")}
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [(Told(b"out of memory", 500), "status 500"), (HANG_UP, "broke off")],
)
def test_trouble_that_stays_is_told(trouble: Told, sentence: str, serve: Serve) -> None:
    server = serve(in_turn(trouble))
    with pytest.raises(NoEngineError, match=sentence) as caught:
        answers(translator(server), ["house"])
    assert caught.value.remedy
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "trouble",
    [
        Told(b'{"error": {"message": "model \\"tiny\\" not found"}}', 404),
        Told(b'{"error": {"code": "model_not_found"}}', 400),
    ],
)
def test_a_model_the_server_lacks_is_named(trouble: Told, serve: Serve) -> None:
    server = serve(in_turn(trouble))
    with pytest.raises(NoEngineError, match="no model “tiny”") as caught:
        answers(translator(server), ["house"])
    assert "ollama pull tiny" in caught.value.remedy
    assert len(server.asked) == 1


def test_another_refusal_is_told_with_the_servers_words(serve: Serve) -> None:
    with pytest.raises(NoEngineError, match="status 401") as caught:
        answers(translator(serve(in_turn(Told(b"a key is wanted", 401)))), ["house"])
    assert caught.value.details == "a key is wanted"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>It works!</html>",
        b'{"choices": [',
        b'{"choices": []}',
        b'{"choices": [{"text": "old style"}]}',
        b'{"choices": [{"message": "words"}]}',
        b"[]",
        b"[" * 200_000,
        b"\xff\xfe",
        b'"' + b"x" * LARGEST_ANSWER + b'"',
    ],
)
def test_what_is_no_chat_server_is_told(body: bytes, serve: Serve) -> None:
    with pytest.raises(NoEngineError, match="no language model server") as caught:
        answers(translator(serve(in_turn(Told(body)))), ["house"])
    assert len(caught.value.details) < 1_000


def test_a_server_that_does_not_run_is_told_with_how_to_start_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    chosen = ChatSettings(f"http://localhost:{port}", "tiny")
    with pytest.raises(NoEngineError, match="No language model server answers") as caught:
        answers(ChatTranslator(chat_info("en", "fr", chosen), chosen), ["house"])
    assert "ollama serve" in caught.value.remedy


def test_a_server_that_never_answers_is_given_up(serve: Serve) -> None:
    server = serve(lambda _asked: said("late") if server.released.wait(30) else HANG_UP)
    with pytest.raises(NoEngineError, match="did not answer in time"):
        answers(translator(server, timeout=0.3), ["house"])
    assert len(server.asked) == 1


def test_a_cancel_does_not_wait_for_a_slow_model(serve: Serve) -> None:
    context = Context()
    cancelled: list[float] = []

    def slow(_asked: Asked) -> Told:
        cancelled.append(time.monotonic())
        context.cancel()
        return said("late") if server.released.wait(30) else HANG_UP

    server = serve(slow)
    with pytest.raises(Cancelled):
        answers(translator(server), ["house"], context)
    assert time.monotonic() - cancelled[0] < 1


def test_a_cancel_does_not_wait_for_the_next_try(serve: Serve) -> None:
    context = Context()

    def busy(_asked: Asked) -> Told:
        context.cancel()
        return Told(b"busy", 503)

    started = time.monotonic()
    with pytest.raises(Cancelled):
        answers(translator(serve(busy), pauses=(30.0,)), ["house"], context)
    assert time.monotonic() - started < 5


def test_what_was_cancelled_before_asks_nothing(serve: Serve) -> None:
    server = serve(upper)
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        answers(translator(server), ["house"], context)
    assert server.asked == []


def read_request(opened: socket.socket) -> None:
    """All of it: a socket that is closed with bytes unread breaks off what it has sent."""
    with opened.makefile("rb") as request:
        request.readline()
        request.read(int(http.client.parse_headers(request)["Content-Length"]))


def test_an_answer_in_small_pieces_is_read_whole() -> None:
    body = said("MAISON").body
    head = f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode()

    def serve_slowly(listening: socket.socket) -> None:
        opened, _ = listening.accept()
        with opened:
            read_request(opened)
            for byte in head + body + b"\r\n0\r\n\r\n":
                opened.sendall(bytes([byte]))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve_slowly, args=(listening,))
        thread.start()
        chosen = ChatSettings(f"http://127.0.0.1:{listening.getsockname()[1]}", "tiny", timeout=20)
        engine = ChatTranslator(chat_info("en", "fr", chosen), chosen)
        assert answers(engine, ["house"]) == {0: Answer("MAISON")}
        thread.join()
