"""The chat engine with a real server on this machine: questions, answers, and its models."""

from __future__ import annotations

import json
import time

import pytest

from diptych.core.alarms import AlarmKind
from diptych.core.errors import NoEngineError
from diptych.core.progress import Context
from diptych.engines.base import Answer
from diptych.engines.translation.chat_server import chat_info, find_models, list_models
from helpers.chat_engine import Serve, answers, settings, translator, upper
from helpers.chat_server import HANG_UP, Told, in_turn, listed, said

pytestmark = pytest.mark.enable_socket


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
