"""The chat engine against a real server on this machine that is slow, chatty, broken or gone."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.alarms import AlarmKind
from diptych.core.errors import NoEngineError
from diptych.core.network import Permits
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer
from diptych.engines.translation.chat_answers import answer_of
from diptych.engines.translation.chat_http import LARGEST_ANSWER, loopback_address
from diptych.engines.translation.chat_server import (
    ChatSettings,
    ChatTranslator,
    chat_info,
    find_models,
    list_models,
)
from helpers.chat_server import (
    HANG_UP,
    Asked,
    ChatServer,
    Told,
    chat_server,
    in_turn,
    listed,
    said,
)

pytestmark = pytest.mark.enable_socket

Serve = Callable[[Callable[[Asked], Told]], ChatServer]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that end with the test."""
    with ExitStack() as running:
        yield lambda answer: running.enter_context(chat_server(answer))


def settings(server: ChatServer, **changes: object) -> ChatSettings:
    values: dict[str, object] = {"timeout": 20.0, "pauses": (0.0, 0.0, 0.0), **changes}
    return ChatSettings(server.address, "tiny", **values)  # type: ignore[arg-type]


def translator(server: ChatServer, **changes: object) -> ChatTranslator:
    chosen = settings(server, **changes)
    return ChatTranslator(chat_info("en", "fr", chosen), chosen)


def answers(
    engine: ChatTranslator, sentences: list[str], context: Context | None = None
) -> dict[int, Answer]:
    found: dict[int, Answer] = {}
    engine.translate(sentences, "balanced", context or Context(), found.__setitem__)
    return found


def upper(asked: Asked) -> Told:
    return said(asked.segment.upper())


# What is asked and answered


def test_each_segment_is_one_question_and_one_answer(serve: Serve) -> None:
    server = serve(upper)
    told: list[tuple[int, int]] = []
    context = Context(lambda done, total: told.append((done, total)))
    found = answers(translator(server), ["One house.", "Zoë, 日本"], context)
    assert found == {0: Answer("ONE HOUSE."), 1: Answer("ZOË, 日本")}
    assert list(found) == [0, 1]
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert [(asked.method, asked.path) for asked in server.asked] == [
        ("POST", "/v1/chat/completions")
    ] * 2


def test_the_question_keeps_the_model_to_its_task(serve: Serve) -> None:
    server = serve(upper)
    answers(translator(server, extra=(("reasoning_effort", "none"), ("model", "x"))), ["A house."])
    (asked,) = server.asked
    message = asked.message
    assert (message["model"], message["temperature"], message["stream"]) == ("tiny", 0, False)
    assert message["reasoning_effort"] == "none"
    assert [part["role"] for part in message["messages"]] == ["system", "user"]
    assert "from English into French" in asked.prompt
    assert "Use these translations" not in asked.prompt
    assert asked.segment == "A house."


def test_longer_segments_may_have_longer_answers(serve: Serve) -> None:
    server = serve(upper)
    answers(translator(server), ["Short.", "A longer one. " * 50])
    short, long = (asked.message["max_tokens"] for asked in server.asked)
    assert 128 <= short < 200
    assert long > 1_000


def test_terms_of_the_segment_stand_in_the_question(serve: Serve) -> None:
    server = serve(upper)
    engine = translator(server)
    engine.terms = lambda segment: (("house", "mai\nson"),) if "house" in segment else ()
    answers(engine, ["A house.", "A road."])
    first, second = (asked.prompt for asked in server.asked)
    assert first.splitlines()[-1] == "house = mai son"
    assert "=" not in second


def test_text_that_json_cannot_carry_does_no_harm(serve: Serve) -> None:
    found = answers(translator(serve(upper)), ["a \ud83d house", 'a "quoted" \\ \u2028 \x00 one'])
    assert found[0].words == "A ? HOUSE"
    assert found[1].words.startswith('A "QUOTED"')


def test_the_info_changes_with_the_model_and_its_bytes(serve: Serve) -> None:
    chosen = settings(serve(upper))
    info = chat_info("en", "fr", chosen, 1)
    assert (info.engine, info.model, info.from_language) == ("chat", "tiny", "en")
    assert info.caution
    assert info.fingerprint == chat_info("en", "fr", chosen, 1).fingerprint
    assert info.fingerprint != chat_info("en", "fr", chosen, 2).fingerprint
    assert dict(info.options)["prompt"]


# A server in trouble


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


def test_an_answer_in_small_pieces_is_read_whole() -> None:
    body = said("MAISON").body
    head = f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{len(body):x}\r\n".encode()

    def serve_slowly(listening: socket.socket) -> None:
        opened, _ = listening.accept()
        with opened:
            opened.recv(65536)
            for byte in head + body + b"\r\n0\r\n\r\n":
                opened.sendall(bytes([byte]))

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve_slowly, args=(listening,))
        thread.start()
        chosen = ChatSettings(f"http://127.0.0.1:{listening.getsockname()[1]}", "tiny", timeout=20)
        engine = ChatTranslator(chat_info("en", "fr", chosen), chosen)
        assert answers(engine, ["house"]) == {0: Answer("MAISON")}
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


# Only this machine


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


# Which models there are


def test_the_models_of_a_server_are_listed_without_those_elsewhere(serve: Serve) -> None:
    server = serve(in_turn(listed("llama3.2:3b", "big:cloud", "gemma3")))
    assert find_models(server.address) == ("llama3.2:3b", "gemma3")
    assert [model.made for model in list_models(server.address)] == [1_700_000_000] * 2
    assert {(asked.method, asked.path) for asked in server.asked} == {("GET", "/v1/models")}


def test_a_list_without_dates_is_a_list(serve: Serve) -> None:
    server = serve(in_turn(Told(b'{"data": [{"id": "a"}, {"id": "b", "created": null}]}')))
    assert [(m.name, m.made) for m in list_models(server.address)] == [("a", 0), ("b", 0)]


def test_a_server_without_models_has_none(serve: Serve) -> None:
    assert find_models(serve(in_turn(listed())).address) == ()


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"data": 3}', b'{"data": [3]}', b"[]"])
def test_a_list_that_is_none_is_told(body: bytes, serve: Serve) -> None:
    with pytest.raises(NoEngineError, match="no language model server"):
        find_models(serve(in_turn(Told(body))).address)


def test_a_silent_server_is_not_waited_for(serve: Serve) -> None:
    server = serve(lambda _asked: listed("late") if server.released.wait(30) else HANG_UP)
    started = time.monotonic()
    with pytest.raises(NoEngineError, match="did not answer in time"):
        find_models(server.address)
    assert time.monotonic() - started < 5


# Answers that are more, or less, than a translation


def clean(source: str, raw: str) -> str:
    answer = answer_of(source, raw, "stop")
    assert answer.alarms == ()
    return answer.words


@pytest.mark.parametrize(
    "raw",
    [
        "La maison.",
        "  La maison. \n",
        "<think>A house is\na maison.</think>\n\nLa maison.",
        "<THINKING>hm</THINKING>La maison.",
        "A house is a maison.</think>La maison.",
        "```\nLa maison.\n```",
        "```text\nLa maison.\n```",
        "“La maison.”",
        "« La maison. »",
        '"La maison."',
        "<think></think>\n```\n“La maison.”\n```",
    ],
)
def test_what_is_certainly_added_is_taken_off(raw: str) -> None:
    assert clean("The house.", raw) == "La maison."


@pytest.mark.parametrize(
    ("source", "raw"),
    [
        ("“The house.”", "« La maison. »"),
        ('He said "yes" and "no".', '"Oui" et "non", dit-il.'),
        ("Yes and no, he said.", '"Oui" et "non"'),
        ("Use ``` here.", "```\nici\n```".replace("\n", " ")),
        ("The tag <think> is open.", "La balise <think> est ouverte."),
        ("Here is the news: rain.", "Voici les nouvelles : de la pluie."),
        ("Note: the house is sold.", "Remarque : la maison est vendue."),
        ("1. The house", "1. La maison"),
        ("– Yes, he said.", "- Oui, dit-il."),
        ("As an AI, I cannot help, the machine said.", "As an AI, I cannot help, dit la machine."),
        ("OK", "OK"),
    ],
)
def test_what_the_source_has_is_left_alone(source: str, raw: str) -> None:
    assert clean(source, raw) == raw


@pytest.mark.parametrize(
    "raw",
    [
        "I'm sorry, but I can't help with that.",
        "I cannot translate this text.",
        "As an AI language model, I do not have opinions.",
        "Je suis désolé, je ne peux pas traduire ce texte.",
        "Lo siento, no puedo ayudar con eso.",
        "Ich kann diesen Text leider nicht übersetzen.",
    ],
)
def test_refusals_are_told(raw: str) -> None:
    answer = answer_of("The minister was shot.", raw, "stop")
    assert answer.words == raw
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.REFUSAL]


@pytest.mark.parametrize(
    "raw",
    [
        "Sure! Here is the translation:\n\nLa maison.",
        "Sure! Here is the translation: La maison.",
        "Here's the French translation: La maison.",
        "Translation: La maison.",
        "Voici la traduction : La maison.",
        "La maison.\n\n(Note: “maison” can also mean home.)",
        "La maison. (Note: this is literal.)",
        "1. La maison.\n2. Le foyer.",
        "La maison.\nLe foyer.",
        "La maison. Alternatively: le foyer.",
    ],
)
def test_chatter_and_alternatives_are_told(raw: str) -> None:
    answer = answer_of("The house.", raw, "stop")
    assert "maison" in answer.words
    assert "\n" not in answer.words
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.REFUSAL]


@pytest.mark.parametrize("raw", ["", " \n", "<think>never ends", "<think>x</think>"])
def test_empty_answers_are_told(raw: str) -> None:
    answer = answer_of("The house.", raw, "stop")
    assert answer == Answer("", answer.alarms)
    assert [alarm.kind for alarm in answer.alarms] == [AlarmKind.EMPTY]


_BITS = ("<think>", "</think>", "```", "\n", "“", "”", '"', "Sure!", "maison", " ", "Note:", "1. ")


@given(source=st.lists(st.sampled_from(_BITS)), raw=st.lists(st.sampled_from(_BITS)))
def test_any_answer_becomes_one_line(source: list[str], raw: list[str]) -> None:
    answer = answer_of("".join(source), "".join(raw), "stop")
    assert "\n" not in answer.words
    assert answer.words == answer.words.strip()
    assert answer.words or answer.alarms
    assert answer_of("".join(source), "maison", "stop") == Answer("maison")


def test_answers_that_were_cut_off_are_told(serve: Serve) -> None:
    server = serve(in_turn(said("La mai", "length"), said(None), said("x", "content_filter")))
    found = answers(translator(server), ["The house.", "The road.", "A"])
    assert [[alarm.kind for alarm in found[n].alarms] for n in range(3)] == [
        [AlarmKind.LENGTH],
        [AlarmKind.EMPTY],
        [AlarmKind.REFUSAL],
    ]


def test_a_completion_without_a_reason_to_stop_is_an_answer(serve: Serve) -> None:
    told = json.dumps({"choices": [{"message": {"content": "MAISON"}}]}).encode()
    assert answers(translator(serve(in_turn(Told(told)))), ["house"]) == {0: Answer("MAISON")}
