"""Apertium, when its programs are installed: a rule-based second opinion on the same sentence.

Its own mark for a word it does not know, ``*word``, is kept, so that nobody takes it for a
translation.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from diptych.core.errors import NoEngineError
from diptych.core.languages import from_apertium
from diptych.core.progress import Context
from diptych.engines.base import Answer, Deliver, TranslatorInfo

CHUNK = 16
"""Sentences for the first run of the program."""

LARGEST_CHUNK = 256
"""Starting takes up to half a second, a sentence some milliseconds: later runs get more."""

POLL = 0.1
LONGEST_RUN = 120.0
"""Seconds after which a run is given up."""

_BLANKS = re.compile(r"[ \t\n]+")
_TWICE_UNKNOWN = re.compile(r"\*{2,}(?=\w)")

INSTALL = "Install Apertium and a pair, for example: sudo apt install apertium apertium-eng-spa"


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction Apertium can translate; ``name`` is what its program takes."""

    name: str
    from_language: str
    to_language: str


def find_modes() -> tuple[Mode, ...]:
    """The installed modes; empty when Apertium is not there."""
    modes: dict[tuple[str, str], Mode] = {}
    for name in sorted(_ask("-l").split(), key=lambda n: (len(n), n)):
        parts = name.split("-")
        if len(parts) == 2:
            pair = from_apertium(parts[0]), from_apertium(parts[1])
            modes.setdefault(pair, Mode(name, *pair))
    return tuple(modes.values())


def find_version() -> str:
    """The version of the installed program, as in 3.8.3; empty when it does not say."""
    return _ask("-V").removeprefix("Apertium").strip()


def _ask(option: str) -> str:
    """What the program answers to an option; nothing when it is not there or does not work."""
    program = shutil.which("apertium")
    if program is None:
        return ""
    try:
        answer = subprocess.run(
            [program, option],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
            env=_environ(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout


class ApertiumTranslator:
    """Translates through one mode, or two by way of a third language."""

    def __init__(self, modes: Sequence[str], info: TranslatorInfo) -> None:
        self.info = info
        self._modes = tuple(modes)

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator; there is but one quality."""
        del quality
        context.step(0, len(sentences))
        start, size = 0, CHUNK
        while start < len(sentences):
            words = list(sentences[start : start + size])
            for mode in self._modes:
                words = _run(mode, words, context)
            for offset, answer in enumerate(words):
                deliver(start + offset, Answer(_TWICE_UNKNOWN.sub("*", answer)))
            start += len(words)
            size = min(2 * size, LARGEST_CHUNK)
            context.step(start, len(sentences))


def _run(mode: str, sentences: list[str], context: Context) -> list[str]:
    """Each sentence is a paragraph of its own, which Apertium keeps apart."""
    context.check()
    program = shutil.which("apertium")
    if program is None:
        raise NoEngineError("Apertium is no longer installed.", INSTALL)
    # Behind a blank line the first sentence is read like all others: after another's end.
    asked = "\n\n" + "\n\n".join(_tidy(words) for words in sentences) + "\n"
    # "txt" escapes what the pipeline reserves: []{}^$/\@<>
    command = [program, "-f", "txt", mode]
    try:
        answer = _communicate(command, asked, context)
    except OSError as error:
        raise NoEngineError("Apertium could not be started.", INSTALL, str(error)) from error
    lines = [line.strip() for line in answer.strip("\n").split("\n\n")]
    if len(lines) != len(sentences):
        if len(sentences) == 1:
            return [_tidy(answer)]
        return [_run(mode, [words], context)[0] for words in sentences]
    return [_tidy(line) for line in lines]


def _tidy(words: str) -> str:
    """On one line, single spaces; no-break spaces stay."""
    return _BLANKS.sub(" ", words).strip(" ")


def _communicate(command: list[str], asked: str, context: Context) -> str:
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=_environ(),
        start_new_session=os.name == "posix",
    )
    waited = 0.0
    payload: str | None = asked
    with process:
        while True:
            try:
                answer, trouble = process.communicate(payload, timeout=POLL)
                break
            except subprocess.TimeoutExpired:
                payload = None
                waited += POLL
                if context.cancelled or waited > LONGEST_RUN:
                    _end(process)
                    context.check()
                    raise NoEngineError(
                        "Apertium did not answer.", "Try again, or use another engine."
                    ) from None
    if process.returncode != 0:
        raise NoEngineError(
            "Apertium stopped with an error.",
            "Try again, or use another engine. " + INSTALL,
            trouble.strip(),
        )
    return answer


def _end(process: subprocess.Popen[str]) -> None:
    """End the whole pipeline the program has started, not its shell alone."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, 9)
    else:
        process.kill()


def _environ() -> dict[str, str]:
    return {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
