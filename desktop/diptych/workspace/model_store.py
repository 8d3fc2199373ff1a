"""Firefox models from a mirror: what it has, and fetching one. Only when the user asks."""

from __future__ import annotations

from pathlib import Path

from diptych.core.errors import DownloadError
from diptych.core.firefox_models import FirefoxModel
from diptych.core.languages import normalise_tag
from diptych.core.progress import Context
from diptych.packs.firefox_mirror import MirrorModel, fetch_model, mirror_models
from diptych.packs.plain_fetch import fetch_file
from diptych.packs.web import Web
from diptych.workspace.firefox_provider import FirefoxProvider


class ModelStore:
    """Reaches the network under the permits of ``web``."""

    def __init__(self, provider: FirefoxProvider, web: Web) -> None:
        self._provider, self._web = provider, web

    def listed(self, address: str, context: Context) -> tuple[MirrorModel, ...]:
        """The models that a mirror has. Raises DownloadError, Cancelled."""
        return mirror_models(address, self._fetch, context)

    def download(self, address: str, origin: str, to: str, context: Context) -> FirefoxModel:
        """Fetch the model of a pair (BCP 47 or Mozilla's codes) and install it.

        Progress is in bytes. Raises DownloadError, PackError, Cancelled; then all is as it was.
        """
        for model in self.listed(address, context):
            if (_tag(model.from_code), _tag(model.to_code)) == (_tag(origin), _tag(to)):
                fetched = fetch_model(model, self._provider.own_dir, self._fetch, context)
                self._provider.refresh()
                return fetched
        raise DownloadError(
            f"The mirror has no model from “{origin}” to “{to}”.",
            "“diptych models available ADDRESS” lists those it has.",
        )

    def _fetch(self, url: str, target: Path, context: Context) -> None:
        fetch_file(self._web, url, target, context, "Fetching a Firefox model")


def _tag(code: str) -> str:
    return normalise_tag(code) or code.lower()
