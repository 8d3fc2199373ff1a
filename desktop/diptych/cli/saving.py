"""``save``: an annotated copy of an article, with its translation and summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.articles import in_its_language, known_language, open_article, tell_warnings
from diptych.cli.options import (
    Encoding,
    Engine,
    File,
    From,
    HowWell,
    MaybeTo,
    Method,
    Quality,
    Sentences,
    Words,
)
from diptych.cli.output import say
from diptych.cli.progress import interruptible
from diptych.cli.summarising import chosen_limit
from diptych.cli.tools import borrowed_library, borrowed_toolbox
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.formats.writing.writer import FORMATS
from diptych.workspace.saving import save as save_document
from diptych.workspace.summarising import summarise
from diptych.workspace.translating import translate

SUFFIXES = (".diptych", *(suffix for suffix, _ in FORMATS))


def _writable(path: Path) -> Path:
    """A format we cannot write is a mistake in the command, said before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"copies end in one of: {', '.join(SUFFIXES)}")
    return path


def save(
    caller: typer.Context,
    file: File,
    *,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            callback=_writable,
            help="Where to save; the ending says the format.",
        ),
    ],
    to: MaybeTo = None,
    from_: From = None,
    engine: Engine = None,
    quality: HowWell = Quality.BALANCED,
    method: Method = "textrank",
    sentences: Sentences = None,
    words: Words = None,
    encoding: Encoding = None,
) -> None:
    """Save a copy side by side with its translation, the summary marked in both."""
    limit = chosen_limit(sentences, words)
    document = in_its_language(open_article(file, encoding), from_)
    tell_warnings(document)
    cautions: list[str] = []
    if to is not None:
        document, caution = _translated(caller, document, language(to).tag, engine, quality)
        cautions += [caution] if caution else []
    if document.summary is None or sentences is not None or words is not None:
        with interruptible("Summarising") as context:
            document = replace(document, summary=summarise(document, method, limit, context))
    save_document(document, output, cautions=cautions)
    say(f"Saved {output}")


def _translated(
    caller: typer.Context, document: Document, to: str, engine: str | None, quality: Quality
) -> tuple[Document, str]:
    """The document with its translation, and what must be said of it."""
    with borrowed_toolbox(caller) as toolbox, borrowed_library() as library:
        translator = toolbox.translator(known_language(document), to, engine)
        if translator.info.caution:
            say(f"Caution: {translator.info.caution}")
        with interruptible("Translating") as context:
            version = translate(document, translator, quality, context, aids=library.aids(document))
    return document.with_version(version), translator.info.caution
