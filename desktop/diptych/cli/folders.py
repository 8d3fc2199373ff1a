"""``list`` and ``watch``: what is in many files, a line for each article."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Self

import typer

from diptych.cli.options import Json
from diptych.cli.output import answer, answer_json, answer_json_line, say
from diptych.cli.progress import interruptible
from diptych.cli.shapes import listed_shape
from diptych.core.document import Document
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.progress import Cancelled, Context
from diptych.workspace import embargo
from diptych.workspace.detecting import default_detectors, detect
from diptych.workspace.folders import Watch, articles_in, listing_of
from diptych.workspace.opening import NO_CHOICES, Choices, open_file
from diptych.workspace.reading_apart import read_in, reading_process

LOOK = 0.5
"""Seconds between two looks at a folder."""

Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to watch.")]
Existing = Annotated[
    bool, typer.Option("--existing", help="Begin with the files that are there already.")
]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file, or one article in it, with its document or the reason why there is none."""

    path: Path
    document: Document | None = None
    problem: str = ""


def list_(paths: Paths, *, json: Json = False) -> None:
    """Tell of each article in files and folders: what it is, its language and headline."""
    found: list[Listed] = []
    with interruptible("Reading") as context, _Lister(context) as lister:
        files = [file for path in paths for file in _files_of(path, context)]
        for number, file in enumerate(files):
            context.step(number, len(files))
            for listed in lister.articles(file):
                found.append(listed)
                if not json:
                    _tell(listed)
    if json:
        answer_json({"articles": [listed_shape(*_parts(item)) for item in found]})


def watch(folder: Folder, *, existing: Existing = False, json: Json = False) -> None:
    """Tell of each article that comes into a folder, until Ctrl+C."""
    there = listing_of(folder)
    if there is None:
        raise CannotReadError(f"The folder “{folder}” cannot be listed.", "Check its name.")
    looking = Watch({} if existing else there)
    if not json:
        say(f"Watching “{folder}”. Ctrl+C ends it.")
    try:
        with interruptible("Watching") as context, _Lister(context) as lister:
            for file in _coming(folder, looking, context):
                for listed in lister.articles(file):
                    if json:
                        answer_json_line(listed_shape(*_parts(listed)))
                    else:
                        _tell(listed)
    except Cancelled:
        return  # the usual end


def _coming(folder: Path, looking: Watch, context: Context) -> Iterator[Path]:
    pause = threading.Event()
    gone = False
    while True:
        yield from looking.look(listing_of(folder), time.monotonic())
        if looking.vanished != gone:
            gone = looking.vanished
            say(f"The folder “{folder}” is {'gone' if gone else 'back'}.")
        pause.wait(LOOK)
        context.check()


def _files_of(path: Path, context: Context) -> list[Path]:
    return articles_in(path, context=context) if path.is_dir() else [path]


class _Lister:
    """Reads files one after the other, in one process."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._worker = reading_process()
        self._detectors = default_detectors()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.close()

    def articles(self, file: Path) -> Iterator[Listed]:
        """The articles in a file, or why there are none."""
        try:
            yield self._one(file, NO_CHOICES)
        except SeveralArticlesError as several:
            for item in several.items:
                try:
                    yield self._one(file, Choices(item=item.id))
                except CannotReadError as error:
                    yield Listed(file, problem=error.sentence)
        except CannotReadError as error:
            yield Listed(file, problem=error.sentence)

    def _one(self, file: Path, choices: Choices) -> Listed:
        document = open_file(file, choices, read_in(self._worker, self._context))
        if document.language is None:
            document = detect(document, self._detectors, self._context)
        return Listed(file, document)


def _parts(listed: Listed) -> tuple[str, Document | None, str]:
    return str(listed.path), listed.document, listed.problem


def _tell(listed: Listed) -> None:
    document = listed.document
    if document is None:
        say(f"{listed.path}: {listed.problem}")
        return
    article = document.article
    item = f"#{article.source.item}" if article.source.item else ""
    metadata = article.metadata
    about = [metadata.slug, metadata.updated or metadata.sent or metadata.date]
    told = ", ".join(part for part in about if part)
    reason = embargo.why_not(metadata, datetime.now(UTC))
    line = [
        f"{listed.path}{item}",
        article.source.format,
        document.language or "?",
        article.headline,
        f"({told})" if told else "",
        f"*** {reason} ***" if reason else "",
    ]
    answer("  ".join(part for part in line if part))
