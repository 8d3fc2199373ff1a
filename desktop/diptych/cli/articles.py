"""An article from the command line: a file or standard input, in its language."""

from __future__ import annotations

import sys
from pathlib import Path

from diptych.cli.output import say
from diptych.cli.progress import interruptible
from diptych.core.document import Document
from diptych.core.errors import NoEngineError
from diptych.core.languages import language
from diptych.workspace.detecting import choose_language, default_detectors, detect
from diptych.workspace.opening import open_bytes, open_file

STANDARD_INPUT = "-"


def open_article(name: str, encoding: str | None) -> Document:
    """The article in a file, or in standard input for ``-``. Raises CannotReadError."""
    if name == STANDARD_INPUT:
        return open_bytes(sys.stdin.buffer.read(), "standard input", encoding=encoding)
    return open_file(Path(name), encoding=encoding)


def in_its_language(document: Document, chosen: str | None) -> Document:
    """The document in the language chosen by the user, else in the one detected."""
    if chosen:
        return choose_language(document, language(chosen).tag)
    if document.detection is not None:
        return document
    with interruptible("Detecting") as context:
        return detect(document, default_detectors(), context)


def known_language(document: Document) -> str:
    """The document's language; raises NoEngineError when nobody knows it."""
    if document.language is None:
        raise NoEngineError(
            "The language of this article could not be told.",
            "Say it with --from, as in --from en.",
        )
    return document.language


def tell_warnings(document: Document) -> None:
    """Say what was noticed while the file was read."""
    for warning in document.article.warnings:
        say(f"Note: {warning}")
