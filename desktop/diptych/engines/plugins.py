"""Translation engines that other packages bring along, by the entry points ``diptych.engines``.

An entry point names a callable that takes nothing and returns an EnginePlugin. It is loaded only
when translators are asked for. A plug-in that fails costs itself alone, and its reason is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from diptych.core.errors import DiptychError, NoEngineError
from diptych.core.languages import normalise_tag
from diptych.core.progress import Cancelled, Context
from diptych.engines.base import Answer, Deliver, Translator, TranslatorInfo

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "diptych.engines"

_NAME = re.compile(r"[a-z][a-z0-9-]{1,30}\Z")


@runtime_checkable
class EnginePlugin(Protocol):
    """What an entry point's callable returns. Languages are BCP 47.

    ``name`` is what commands call the engine (small letters, digits, hyphens), ``label`` what
    people see.
    """

    name: str
    label: str

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs (from, to) it can translate at this moment."""
        ...

    def translator(self, from_language: str, to_language: str) -> Translator:
        """A translator of one of these pairs; its ``info.engine`` is the plug-in's name."""
        ...


@dataclass(frozen=True, slots=True)
class FoundPlugin:
    """An entry point that is installed, not loaded; ``package`` is who brings it."""

    name: str
    package: str
    entry_point: EntryPoint


@dataclass(frozen=True, slots=True)
class BrokenPlugin:
    """A plug-in that is not used, and why in a sentence."""

    name: str
    package: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plugins:
    """Those that work and those that do not."""

    working: tuple[EnginePlugin, ...]
    broken: tuple[BrokenPlugin, ...]


def find_plugins() -> tuple[FoundPlugin, ...]:
    """All installed plug-ins, by name; nothing of theirs is imported."""
    from importlib.metadata import entry_points

    found = [
        FoundPlugin(point.name, point.dist.name if point.dist else "", point)
        for point in entry_points(group=GROUP)
    ]
    return tuple(sorted(found, key=lambda plugin: (plugin.name, plugin.package)))


def load_plugins(found: Sequence[FoundPlugin], taken: Collection[str]) -> Plugins:
    """Load plug-ins; ``taken`` are the names of engines that they may not take."""
    working: dict[str, EnginePlugin] = {}
    broken: list[BrokenPlugin] = []
    for plugin in found:
        try:
            loaded = _loaded(plugin, {*taken, *working})
        # Whatever it raises is the plug-in's fault; a module may even try to end the program.
        except (Exception, SystemExit) as error:
            broken.append(BrokenPlugin(plugin.name, plugin.package, _told(error)))
        else:
            working[loaded.name] = loaded
    return Plugins(tuple(working.values()), tuple(broken))


def _loaded(plugin: FoundPlugin, taken: Collection[str]) -> EnginePlugin:
    loaded = plugin.entry_point.load()()
    if not isinstance(loaded, EnginePlugin):
        raise TypeError("it has no name, label, pairs() and translator()")
    if not isinstance(loaded.name, str) or not _NAME.match(loaded.name):
        raise TypeError(f"its name is not small letters, digits and hyphens: {loaded.name!r}")
    if not isinstance(loaded.label, str) or not loaded.label.strip():
        raise TypeError("it has no label")
    if loaded.name in taken:
        raise TypeError(f"there is another engine “{loaded.name}”")
    return loaded


def plugin_pairs(plugin: EnginePlugin) -> tuple[tuple[str, str], ...]:
    """The pairs of a plug-in in our tags, each once. Raises NoEngineError when it cannot tell."""
    try:
        pairs = [(_tag(origin), _tag(to)) for origin, to in plugin.pairs()]
    except (Exception, SystemExit) as error:
        raise _failed(plugin, error) from error
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def plugin_offers(plugin: EnginePlugin, origin: str, to: str | None) -> Iterator[Translator]:
    """Its translators from one language into another, or into any.

    Raises NoEngineError, with the reason, when the plug-in fails.
    """
    for ours, theirs in plugin_pairs(plugin):
        if ours == origin and to in (None, theirs):
            yield PluginTranslator(plugin, ours, theirs)


class PluginTranslator:
    """A plug-in's translator, held to its contract: what it does wrong is told as its fault."""

    def __init__(self, plugin: EnginePlugin, origin: str, to: str) -> None:
        """Raises NoEngineError when the plug-in makes no translator."""
        self._plugin = plugin
        try:
            self._translator = plugin.translator(origin, to)
            self.info = _info(plugin, self._translator, (origin, to))
        except (Exception, SystemExit) as error:
            raise _failed(plugin, error) from error

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator. What ``deliver`` raises passes through as it is."""
        waiting = set(range(len(sentences)))
        ours: list[BaseException] = []

        def checked(index: int, answer: Answer) -> None:
            if not isinstance(answer, Answer) or not isinstance(answer.words, str):
                raise TypeError(f"it delivered no Answer, but {type(answer).__name__}")
            if index not in waiting:
                raise ValueError(f"it delivered sentence {index} twice, or it does not exist")
            waiting.discard(index)
            try:
                deliver(index, answer)
            # Ours, not the plug-in's: it must reach our caller whatever the plug-in does with it.
            except BaseException as error:
                ours.append(error)
                raise

        try:
            self._translator.translate(sentences, quality, context, checked)
        except (Cancelled, DiptychError):
            raise
        # Somebody else's code: whatever it raises must be a sentence with its name in it.
        except (Exception, SystemExit) as error:
            if not ours:
                raise _failed(self._plugin, error) from error
        if ours:
            raise ours[0]
        if waiting:
            context.check()
            lost = ValueError(f"it delivered nothing for {len(waiting)} of {len(sentences)}")
            raise _failed(self._plugin, lost)


def _info(plugin: EnginePlugin, translator: Translator, pair: tuple[str, str]) -> TranslatorInfo:
    info = translator.info
    if not isinstance(info, TranslatorInfo):
        raise TypeError("its translator has no TranslatorInfo as info")
    if (info.engine, info.from_language, info.to_language) != (plugin.name, *pair):
        raise TypeError(f"its translator's info tells of another pair or engine: {info}")
    return info


def _tag(code: object) -> str:
    if not isinstance(code, str) or not code:
        raise TypeError(f"a pair of languages is no pair of tags: {code!r}")
    return normalise_tag(code) or code


def _failed(plugin: EnginePlugin, error: BaseException) -> NoEngineError:
    if isinstance(error, NoEngineError):
        return error
    return NoEngineError(
        f"The plug-in “{plugin.label}” failed.",
        "Tell whoever makes it, or use another engine.",
        _told(error),
    )


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
