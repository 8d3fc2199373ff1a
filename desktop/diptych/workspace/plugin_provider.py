"""Translators that other packages bring, by entry points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

from diptych.core.errors import NoEngineError
from diptych.core.languages import language
from diptych.engines.base import Translator
from diptych.engines.plugins import (
    EnginePlugin,
    Plugins,
    find_plugins,
    load_plugins,
    plugin_offers,
    plugin_pairs,
)


class PluginProvider:
    """See providers.Provider; for one plug-in that could be loaded."""

    def __init__(self, plugin: EnginePlugin) -> None:
        self.name, self.label = plugin.name, plugin.label
        self._plugin = plugin

    def offers(self, origin: str, to: str | None) -> Iterator[Translator]:
        """What the plug-in offers; nothing when it fails."""
        with suppress(NoEngineError):
            yield from plugin_offers(self._plugin, origin, to)

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs it names; none when it fails."""
        with suppress(NoEngineError):
            return plugin_pairs(self._plugin)
        return ()

    def why_not(self, origin: str, to: str) -> str:
        """Its failure, or that it has not got the pair."""
        try:
            plugin_pairs(self._plugin)
        except NoEngineError as error:
            return str(error)
        pair = f"from {language(origin).name} to {language(to).name}"
        return f"It does not translate {pair}."

    def refresh(self) -> None:
        """It is asked each time."""

    def close(self) -> None:
        """What it holds is its own affair."""


def installed_plugins(taken: Iterable[str]) -> tuple[tuple[PluginProvider, ...], Plugins]:
    """The plug-ins that work, and the whole story with the broken ones."""
    loaded = load_plugins(find_plugins(), frozenset(taken))
    return tuple(map(PluginProvider, loaded.working)), loaded
