"""Translators from Apertium's installed modes: one, or two in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from diptych.core.languages import language
from diptych.engines.base import Translator, TranslatorInfo
from diptych.engines.translation.apertium import (
    INSTALL,
    ApertiumTranslator,
    Mode,
    find_modes,
    find_version,
)
from diptych.workspace.providers import through


class ApertiumProvider:
    """See providers.Provider."""

    name = "apertium"
    label = "Apertium"

    def __init__(self) -> None:
        self._modes: tuple[Mode, ...] | None = None
        self._version = ""

    def offers(self, origin: str, to: str | None) -> Iterator[Translator]:
        """Modes of the pair, then two modes through any third language."""
        modes = self._installed()
        for mode in modes:
            if mode.from_language == origin and to in (None, mode.to_language):
                yield self._translator((mode,))
        for first in modes:
            for second in modes:
                joined = first.to_language == second.from_language
                reaches = to in (None, second.to_language) and second.to_language != origin
                if first.from_language == origin and joined and reaches:
                    yield self._translator((first, second))

    def pairs(self) -> Iterable[tuple[str, str]]:
        """The pairs of all installed modes."""
        return [(mode.from_language, mode.to_language) for mode in self._installed()]

    def why_not(self, origin: str, to: str) -> str:
        """Whether it is the program or the pair that is missing."""
        if not self._installed():
            return f"Apertium is not installed. {INSTALL}"
        pair = f"from {language(origin).name} to {language(to).name}"
        return f"No installed Apertium pair leads {pair}."

    def refresh(self) -> None:
        """Ask the program again."""
        self._modes = None

    def close(self) -> None:
        """Nothing of it stays in memory."""

    def _installed(self) -> tuple[Mode, ...]:
        if self._modes is None:
            self._version = find_version()
            self._modes = find_modes()
        return self._modes

    def _translator(self, modes: tuple[Mode, ...]) -> ApertiumTranslator:
        via = tuple(mode.from_language for mode in modes[1:])
        model = f"{' + '.join(mode.name for mode in modes)} {self._version}".strip()
        info = TranslatorInfo(
            engine=self.name,
            label=f"Apertium{through(via)}",
            from_language=modes[0].from_language,
            to_language=modes[-1].to_language,
            model=model,
            via=via,
            fingerprint=model,
        )
        return ApertiumTranslator([mode.name for mode in modes], info)
