"""An article from the command line: a file or standard input, in its language."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import typer

from diptych.cli.output import say
from diptych.cli.progress import interruptible
from diptych.core.article import Item
from diptych.core.document import Document
from diptych.core.errors import (
    CannotReadError,
    CannotSaveError,
    NoEngineError,
    PasswordNeededError,
    SeveralArticlesError,
)
from diptych.core.languages import language
from diptych.formats.reading.kinds import FileKind
from diptych.workspace import embargo
from diptych.workspace.detecting import choose_language, default_detectors, detect
from diptych.workspace.opening import Choices, Read, open_bytes, open_file
from diptych.workspace.project import newer_format
from diptych.workspace.reading_apart import read_in, reading_process

STANDARD_INPUT = "-"


def choices_of(
    format_: str | None, encoding: str | None, item: str | None, password: str | None
) -> Choices:
    """What the options say of the file."""
    return Choices(FileKind(format_) if format_ else None, encoding, password, item)


def open_article(name: str, choices: Choices) -> Document:
    """The article in a file, or in standard input for ``-``, read in a process of its own.

    Asks for a password on a terminal. Raises CannotReadError.
    """
    worker = reading_process()
    try:
        with interruptible("Reading") as context:
            document = _asking(name, choices, read_in(worker, context))
    except SeveralArticlesError as error:
        lines = [f"  {line}" for line in item_lines(error.items)]
        raise CannotReadError(
            "\n".join([error.sentence, *lines]), "Choose one, as in --item ID."
        ) from error
    finally:
        worker.close()
    _tell_standing(document)
    return document


def _asking(name: str, choices: Choices, read: Read) -> Document:
    data = sys.stdin.buffer.read() if name == STANDARD_INPUT else None
    while True:
        try:
            if data is not None:
                return open_bytes(data, "standard input", choices, read)
            return open_file(Path(name), choices, read)
        except PasswordNeededError as error:
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise
            say(error.sentence)
            password = typer.prompt("Password", hide_input=True, err=True)
            choices = replace(choices, password=password)


def item_lines(items: Sequence[Item]) -> list[str]:
    """A line for each article of a file, its id first."""
    return [f"{item.id}  {item.title}{f' ({item.about})' if item.about else ''}" for item in items]


def agree_to_embargo(document: Document) -> None:
    """Ask on a terminal whether to go on with a story under embargo, or that was taken back.

    Raises CannotSaveError where nobody can be asked or the answer is no.
    """
    reason = embargo.why_not(document.article.metadata, datetime.now(UTC))
    if not reason:
        return
    asked = sys.stdin.isatty() and sys.stderr.isatty()
    if not (asked and typer.confirm("Save it all the same?", err=True)):
        raise CannotSaveError(
            f"Nothing was saved. {reason}", "Use --despite-embargo to save it all the same."
        )


def _tell_standing(document: Document) -> None:
    """Say loudly that a story must not be published, or not yet."""
    reason = embargo.why_not(document.article.metadata, datetime.now(UTC))
    if reason:
        say(f"*** {reason} ***")


def items_of(name: str, choices: Choices) -> tuple[Item, ...]:
    """The articles in a file that holds several; none for a file of one.

    Raises CannotReadError.
    """
    worker = reading_process()
    try:
        with interruptible("Reading") as context:
            _asking(name, choices, read_in(worker, context))
    except SeveralArticlesError as error:
        return error.items
    finally:
        worker.close()
    return ()


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
    if newer_format(document) is not None:
        say("Note: This file was made by a newer Diptych; it is read as far as it can be.")
    for warning in document.article.warnings:
        say(f"Note: {warning}")
