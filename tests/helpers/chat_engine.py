"""The chat engine, asking the tests' own server."""

from __future__ import annotations

from collections.abc import Callable

from diptych.core.progress import Context
from diptych.engines.base import Answer
from diptych.engines.translation.chat_server import ChatSettings, ChatTranslator, chat_info
from helpers.chat_server import Asked, ChatServer, Told, said

Serve = Callable[[Callable[[Asked], Told]], ChatServer]
"""Starts a server that gives these answers."""


def settings(server: ChatServer, **changes: object) -> ChatSettings:
    """The settings for a server: it is waited for long, and asked again at once."""
    values: dict[str, object] = {"timeout": 20.0, "pauses": (0.0, 0.0, 0.0), **changes}
    return ChatSettings(server.address, "tiny", **values)  # type: ignore[arg-type]


def translator(server: ChatServer, **changes: object) -> ChatTranslator:
    """English to French by a server; ``changes`` are to the settings."""
    chosen = settings(server, **changes)
    return ChatTranslator(chat_info("en", "fr", chosen), chosen)


def answers(
    engine: ChatTranslator, sentences: list[str], context: Context | None = None
) -> dict[int, Answer]:
    """What the engine delivers, by the index of the sentence."""
    found: dict[int, Answer] = {}
    engine.translate(sentences, "balanced", context or Context(), found.__setitem__)
    return found


def upper(asked: Asked) -> Told:
    """The server's answer: the segment in capitals."""
    return said(asked.segment.upper())
