"""Engines of other packages: those that work are used, and those that do not say why."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.errors import NoEngineError, PackError
from diptych.core.progress import Cancelled, Context
from diptych.engines import plugins, registry
from diptych.engines.base import Answer, Deliver, Translator, TranslatorInfo
from diptych.engines.plugins import (
    FoundPlugin,
    Plugins,
    load_plugins,
    plugin_offers,
    plugin_pairs,
)
from diptych.engines.registry import EngineState, engine_states, why_not

INFO = TranslatorInfo("shout", "Shouting", "en", "fr", "shout 1", fingerprint="1")

Work = Callable[[Sequence[str], Context, Deliver], None]


def shout(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
    for index, sentence in enumerate(sentences):
        context.step(index, len(sentences))
        deliver(index, Answer(sentence.upper(), (Alarm(AlarmKind.OTHER, "loud"),)))


class Shouting:
    """A translator that does what it is given to do."""

    def __init__(self, work: Work = shout, info: TranslatorInfo = INFO) -> None:
        self.info = info
        self._work = work

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        del quality
        self._work(sentences, context, deliver)


class Plugin:
    """A plug-in as it should be."""

    name = "shout"
    label = "Shouting"

    def __init__(self, work: Work = shout) -> None:
        self._work = work

    def pairs(self) -> Iterable[tuple[str, str]]:
        return [("en", "fr"), ("en_GB", "pt_BR"), ("en", "en"), ("en", "fr")]

    def translator(self, from_language: str, to_language: str) -> Translator:
        info = replace(INFO, from_language=from_language, to_language=to_language)
        return Shouting(self._work, info)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[FoundPlugin]]:
    """Entry points that name these objects, in a module of their own."""

    def make(*factories: object) -> list[FoundPlugin]:
        module = ModuleType("diptych_test_plugins")
        monkeypatch.setitem(sys.modules, module.__name__, module)
        points = []
        for number, factory in enumerate(factories):
            setattr(module, f"factory{number}", factory)
            value = f"{module.__name__}:factory{number}"
            point = EntryPoint(f"plugin{number}", value, plugins.GROUP)
            points.append(FoundPlugin(point.name, "a-package", point))
        return points

    return make


def only(loaded: Plugins) -> plugins.EnginePlugin:
    (plugin,) = loaded.working
    return plugin


def translated(work: Work, sentences: list[str], context: Context | None = None) -> list[Answer]:
    (translator,) = plugin_offers(Plugin(work), "en", "fr")
    answers: dict[int, Answer] = {}
    translator.translate(sentences, "fast", context or Context(), answers.__setitem__)
    return [answers[n] for n in range(len(sentences))]


# Loading


def test_a_plug_in_is_loaded_and_translates(found: Callable[..., list[FoundPlugin]]) -> None:
    loaded = load_plugins(found(Plugin), ["argos"])
    assert loaded.broken == ()
    plugin = only(loaded)
    assert plugin_pairs(plugin) == (("en", "fr"), ("en", "pt-BR"))
    offers = list(plugin_offers(plugin, "en", None))
    assert [offer.info.to_language for offer in offers] == ["fr", "pt-BR"]
    assert list(plugin_offers(plugin, "fr", None)) == []
    assert translated(shout, ["a", "b"])[1] == Answer("B", (Alarm(AlarmKind.OTHER, "loud"),))


def _raising(error: BaseException) -> Callable[[], object]:
    def factory() -> object:
        raise error

    return factory


def _named(name: object, label: object = "Label") -> Callable[[], object]:
    def factory() -> object:
        plugin = Plugin()
        plugin.name = name  # type: ignore[assignment]
        plugin.label = label  # type: ignore[assignment]
        return plugin

    return factory


@pytest.mark.parametrize(
    ("factory", "reason"),
    [
        (_raising(ImportError("no module named x")), "ImportError: no module named x"),
        (_raising(SystemExit(3)), "SystemExit: 3"),
        (3, "not callable"),
        (object, "no name, label"),
        (_named("argos"), "another engine “argos”"),
        (_named("shout"), "another engine “shout”"),
        (_named("With Spaces"), "small letters"),
        (_named(3), "small letters"),
        (_named("good", "  "), "no label"),
        (lambda _argument: Plugin(), "missing 1 required"),
    ],
)
def test_a_broken_plug_in_costs_only_itself(
    factory: object, reason: str, found: Callable[..., list[FoundPlugin]]
) -> None:
    loaded = load_plugins(found(Plugin, factory), ["argos"])
    assert only(loaded).name == "shout"
    (broken,) = loaded.broken
    assert (broken.name, broken.package) == ("plugin1", "a-package")
    assert reason in broken.reason


def test_a_module_that_is_not_there_is_a_broken_plug_in() -> None:
    point = EntryPoint("gone", "diptych_no_such_module:Engine", plugins.GROUP)
    loaded = load_plugins([FoundPlugin("gone", "", point)], [])
    assert loaded.working == ()
    assert "diptych_no_such_module" in loaded.broken[0].reason


# What it may do wrong later


@pytest.mark.parametrize("pairs", [None, [3], [("en",)], [("en", 5)], [("en", "")]])
def test_pairs_that_are_none_are_told(pairs: object) -> None:
    plugin = Plugin()
    plugin.pairs = lambda: pairs  # type: ignore[method-assign, assignment, return-value]
    with pytest.raises(NoEngineError, match="The plug-in “Shouting” failed") as caught:
        plugin_pairs(plugin)
    assert caught.value.details


@pytest.mark.parametrize(
    "translator",
    [
        None,
        Shouting(info=replace(INFO, engine="argos")),
        Shouting(info=replace(INFO, to_language="de")),
        Shouting(info="info"),  # type: ignore[arg-type]
    ],
)
def test_translators_of_another_kind_are_told(translator: object) -> None:
    plugin = Plugin()
    plugin.translator = lambda *_pair: translator  # type: ignore[method-assign, assignment]
    with pytest.raises(NoEngineError, match="failed"):
        list(plugin_offers(plugin, "en", "fr"))


def _nothing(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
    del sentences, context, deliver


def _plain_words(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
    deliver(0, "words")  # type: ignore[arg-type]


def _twice(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
    deliver(0, Answer("a"))
    deliver(0, Answer("b"))


def _too_many(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
    deliver(len(sentences), Answer("a"))


def _bug(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
    raise ZeroDivisionError("a bug")


@pytest.mark.parametrize(
    ("work", "details"),
    [
        (_nothing, "nothing for 2 of 2"),
        (_plain_words, "no Answer, but str"),
        (_twice, "sentence 0 twice"),
        (_too_many, "does not exist"),
        (_bug, "ZeroDivisionError: a bug"),
    ],
)
def test_what_breaks_the_contract_is_told_as_the_plug_ins_fault(work: Work, details: str) -> None:
    with pytest.raises(NoEngineError, match="The plug-in “Shouting” failed") as caught:
        translated(work, ["a", "b"])
    assert details in caught.value.details


def test_errors_for_people_and_cancelling_pass_through() -> None:
    def refuse(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
        raise PackError("The list is empty.", "Fill it.")

    with pytest.raises(PackError, match="The list is empty"):
        translated(refuse, ["a"])
    context = Context()
    context.cancel()
    with pytest.raises(Cancelled):
        translated(shout, ["a"], context)
    with pytest.raises(Cancelled):
        translated(_nothing, ["a"], context)


def test_what_the_receiver_raises_is_not_the_plug_ins_fault() -> None:
    def deaf(sentences: Sequence[str], context: Context, deliver: Deliver) -> None:
        try:
            deliver(0, Answer("a"))
        except ValueError:
            deliver(1, Answer("b"))

    def receive(index: int, answer: Answer) -> None:
        if index == 0:
            raise ValueError("ours")

    for work in (shout, deaf):
        (translator,) = plugin_offers(Plugin(work), "en", "fr")
        with pytest.raises(ValueError, match="ours"):
            translator.translate(["a", "b"], "fast", Context(), receive)


# Telling why


def test_plug_ins_that_take_a_built_in_name_are_not_listed(
    found: Callable[..., list[FoundPlugin]], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = found(Plugin, Plugin)
    installed = (replace(one, name="argos"), two, replace(two, package="other"))
    monkeypatch.setattr(plugins, "find_plugins", lambda: installed)
    names = [state.name for state in engine_states()]
    assert names.count("argos") == names.count("plugin1") == 1


@pytest.mark.parametrize(
    ("state", "pairs", "reason"),
    [
        (EngineState("a", "A", "summarising"), [], "A does not translate."),
        (EngineState("a", "A", "translation", "a is not installed."), [("en", "fr")], "a is not"),
        (EngineState("a", "A", "translation"), [("en", "fr")], ""),
        (EngineState("a", "A", "translation", needs="Start it."), [], "Start it."),
        (
            EngineState("a", "A", "translation", needs="Install one."),
            [("fr", "en")],
            "A has nothing from English to French here. Install one.",
        ),
        (EngineState("a", "A", "translation"), [], "A has nothing from English to French here."),
    ],
)
def test_why_an_engine_cannot_serve_a_pair(
    state: EngineState, pairs: list[tuple[str, str]], reason: str
) -> None:
    told = why_not(state, pairs, "en", "fr")
    assert told.startswith(reason)
    assert bool(told) == bool(reason)


def test_firefox_without_its_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda _package: None)
    missing = {state.name: state.missing for state in engine_states()}
    assert missing["firefox"].startswith("fxtranslate is not installed. Install it with: pip")
    assert missing["chat"] == ""
