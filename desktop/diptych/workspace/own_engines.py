"""Our own engines, in the order of their worth; a module of its own, to be imported late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from diptych.core.network import Permits
from diptych.engines.translation.argos_model import ArgosModel
from diptych.engines.translation.chat_server import ChatSettings
from diptych.engines.translation.shelf import ModelShelf
from diptych.packs.places import PackListing
from diptych.workspace import settings
from diptych.workspace.apertium_modes import ApertiumProvider
from diptych.workspace.argos_packs import ArgosProvider
from diptych.workspace.chat_provider import ChatProvider
from diptych.workspace.firefox_provider import FirefoxProvider
from diptych.workspace.paths import Paths


class OwnEngines:
    """The providers of the engines that we adapt ourselves."""

    def __init__(
        self,
        paths: Paths,
        environ: Mapping[str, str],
        home: Path,
        listing: Callable[[], PackListing],
        shelf: ModelShelf[ArgosModel],
        permits: Permits,
    ) -> None:
        self._settings_file = paths.settings_file
        self.argos = ArgosProvider(listing, shelf)
        self.firefox = FirefoxProvider(paths.firefox_models, environ, home)
        self.apertium = ApertiumProvider()
        self.chat = ChatProvider(self._chosen, permits)

    def _chosen(self) -> ChatSettings | None:
        chosen = settings.load(self._settings_file)
        if not (chosen.chat_address and chosen.chat_model):
            return None
        return ChatSettings(chosen.chat_address, chosen.chat_model)
