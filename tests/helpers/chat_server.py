"""A language model server of our own, on a real port of this machine, that says what it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: ``body`` is sent as it is; ``cut`` bytes of it are promised and not sent."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0


HANG_UP = Told(status=0)
"""No answer at all: the server closes the connection."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; ``message`` is its JSON, if any."""

    method: str
    path: str
    headers: Mapping[str, str]
    message: dict[str, Any]

    @property
    def segment(self) -> str:
        """What the user's message holds."""
        return str(self.message["messages"][-1]["content"])

    @property
    def prompt(self) -> str:
        """What the system's message holds."""
        return str(self.message["messages"][0]["content"])


def said(words: str | None, finish: str | None = "stop") -> Told:
    """A chat completion."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": words},
        "finish_reason": finish,
    }
    return Told(json.dumps({"object": "chat.completion", "choices": [choice]}).encode())


def listed(*names: str, created: int = 1_700_000_000) -> Told:
    """A list of models."""
    models = [{"id": name, "object": "model", "created": created} for name in names]
    return Told(json.dumps({"object": "list", "data": models}).encode())


class ChatServer:
    """``answer`` is called for each request, in the server's threads."""

    def __init__(self, answer: Callable[[Asked], Told]) -> None:
        self.asked: list[Asked] = []
        self.released = threading.Event()
        """Set at the end: an answer that waits for it never comes before."""
        self._answer = answer
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    @property
    def address(self) -> str:
        """What the engine is given."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """End, with all that still waits."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._reply()

            def do_POST(self) -> None:
                self._reply()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Nothing is written."""

            def _reply(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                data = self.rfile.read(length)
                message = json.loads(data) if data else {}
                asked = Asked(self.command, self.path, dict(self.headers), message)
                server.asked.append(asked)
                told = server._answer(asked)
                self.close_connection = True
                if told is HANG_UP:
                    return
                try:
                    self._send(told)
                except (BrokenPipeError, ConnectionResetError):
                    # Who asked no longer waits.
                    return

            def _send(self, told: Told) -> None:
                self.send_response(told.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told.body)))
                for name, value in told.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(told.body[: len(told.body) - told.cut])

        return Handler


@contextmanager
def chat_server(answer: Callable[[Asked], Told]) -> Iterator[ChatServer]:
    """A running server."""
    server = ChatServer(answer)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def in_turn(*answers: Told) -> Callable[[Asked], Told]:
    """One answer after the other; the last one for all that follow."""
    waiting = list(answers)

    def answer(asked: Asked) -> Told:
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return answer
