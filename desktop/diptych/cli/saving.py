"""``save``: an annotated copy of an article, with its translation and summary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.articles import (
    agree_to_embargo,
    choices_of,
    in_its_language,
    known_language,
    open_article,
    tell_warnings,
)
from diptych.cli.options import (
    Encoding,
    Engine,
    File,
    Format,
    From,
    HowWell,
    ItemId,
    MaybeTo,
    Method,
    Password,
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
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.subtitles import check_times
from diptych.formats.writing.writer import FORMS
from diptych.workspace.saving import save as save_document
from diptych.workspace.summarising import summarise
from diptych.workspace.translating import translate

SUFFIXES = (".diptych", *(form.suffix for form in FORMS))
_OF_LINES = tuple(form.suffix for form in FORMS if form.lines)
_TIMED = frozenset(form.suffix for form in FORMS if form.timed)


def _writable(path: Path) -> Path:
    """A format we cannot write is a mistake in the command, said before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise typer.BadParameter(f"copies end in one of: {', '.join(SUFFIXES)}")
    return path


Output = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        callback=_writable,
        help="Where to save; the ending says the format.",
    ),
]
Wrap = Annotated[
    int | None,
    typer.Option(
        "--wrap",
        metavar="COLUMNS",
        min=10,
        max=1000,
        help="Set the lines of a text or of subtitles anew, this wide.",
    ),
]
DespiteEmbargo = Annotated[
    bool, typer.Option("--despite-embargo", help="Save a story that must not be published yet.")
]


def save(
    caller: typer.Context,
    file: File,
    *,
    output: Output,
    wrap: Wrap = None,
    to: MaybeTo = None,
    from_: From = None,
    engine: Engine = None,
    quality: HowWell = Quality.BALANCED,
    method: Method = "textrank",
    sentences: Sentences = None,
    words: Words = None,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    despite_embargo: DespiteEmbargo = False,
) -> None:
    """Save a copy side by side with its translation, the summary marked in both."""
    limit = chosen_limit(sentences, words)
    kind = output.suffix.lower()
    _check_wrap(wrap, kind)
    document = in_its_language(
        open_article(file, choices_of(format_, encoding, item, password)), from_
    )
    if not despite_embargo:
        agree_to_embargo(document)
    tell_warnings(document)
    if kind in _TIMED:
        check_times(document)
    cautions: list[str] = []
    if to is not None:
        document, caution = _translated(caller, document, language(to).tag, engine, quality)
        cautions += [caution] if caution else []
    if kind not in _TIMED and (document.summary is None or sentences or words):
        with interruptible("Summarising") as context:
            document = replace(document, summary=summarise(document, method, limit, context))
    save_document(document, output, copy=Copy(cautions=cautions, columns=wrap))
    say(f"Saved {output}")


def _check_wrap(columns: int | None, kind: str) -> None:
    """Copies without lines of their own cannot be set in columns."""
    if columns is not None and kind not in _OF_LINES:
        raise typer.BadParameter(f"--wrap is for copies that end in one of: {', '.join(_OF_LINES)}")


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
