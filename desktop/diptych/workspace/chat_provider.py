"""A translator from the language model that the user runs on this computer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from diptych.core.errors import NoEngineError
from diptych.core.languages import LANGUAGES
from diptych.core.network import Permits
from diptych.engines.base import Translator
from diptych.engines.translation import chat_server
from diptych.engines.translation.chat_server import ChatSettings, ChatTranslator, chat_info


class ChatProvider:
    """See providers.Provider. It serves any pair, once the user has named a server and a model."""

    name = chat_server.NAME
    label = chat_server.LABEL

    def __init__(self, settings: Callable[[], ChatSettings | None], permits: Permits) -> None:
        self._ask = settings
        self._permits = permits
        self._settings: ChatSettings | None = None
        self._known = False

    def _chosen(self) -> ChatSettings | None:
        if not self._known:
            self._settings, self._known = self._ask(), True
        return self._settings

    def offers(self, origin: str, to: str | None) -> Iterator[Translator]:
        """One translator for each pair; the server is asked when it translates."""
        settings = self._chosen()
        if settings is None:
            return
        for known in LANGUAGES if to is None else ():
            if known.tag != origin:
                yield from self.offers(origin, known.tag)
        if to is not None and to != origin:
            try:
                info = chat_info(origin, to, settings)
                yield ChatTranslator(info, settings, self._permits)
            except NoEngineError:
                return

    def pairs(self) -> Iterable[tuple[str, str]]:
        """None in particular: a language model answers for any."""
        return ()

    def why_not(self, origin: str, to: str) -> str:
        """Whether nothing was chosen, or what was chosen cannot be used."""
        settings = self._chosen()
        if settings is None:
            return chat_server.NEEDS
        try:
            ChatTranslator(chat_info(origin, to, settings), settings, self._permits)
        except NoEngineError as error:
            return str(error)
        return chat_server.NEEDS

    def refresh(self) -> None:
        """Take the user's choice anew."""
        self._known = False

    def close(self) -> None:
        """Nothing of it stays in memory."""
