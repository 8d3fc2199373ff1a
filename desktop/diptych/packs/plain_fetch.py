"""Fetching one small file whole: no parts are kept, as another try costs little."""

from __future__ import annotations

from pathlib import Path

from diptych.core.errors import DownloadError
from diptych.core.progress import Context
from diptych.packs.addresses import host_of
from diptych.packs.files import MB, megabytes
from diptych.packs.web import UnreachableError, Web

LARGEST = 500 * MB
TRIES = 3


def fetch_file(web: Web, url: str, target: Path, context: Context, why: str) -> None:
    """Fetch an address to a file that is not there yet; ``why`` is what the permit says.

    Raises DownloadError, Cancelled.
    """
    problem = ""
    for _ in range(TRIES):
        context.check()
        try:
            _fetch(web, url, target, context, why)
        except UnreachableError as error:
            problem = str(error)
        else:
            return
    raise DownloadError(
        f"“{host_of(url)}” did not send “{url.rpartition('/')[2]}”.",
        "Try again later, or use another mirror.",
        f"{url}: {problem}",
    )


def _fetch(web: Web, url: str, target: Path, context: Context, why: str) -> None:
    done = 0
    with web.ask(url, why, context) as answer:
        if answer.status != 200:
            raise UnreachableError(f"it answered {answer.status}")
        with target.open("wb") as sink:
            for part in answer.parts:
                done += len(part)
                if done > LARGEST:
                    raise DownloadError(
                        f"“{url.rpartition('/')[2]}” is longer than {megabytes(LARGEST)}.",
                        "Use another mirror.",
                    )
                sink.write(part)
                context.step(done, answer.length or 0)
    if answer.length is not None and done != answer.length:
        raise UnreachableError(f"it broke off after {done} of {answer.length} bytes")
