"""``brief``: the summary with a line that says where it is from, to be put into a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from diptych.cli.articles import (
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
    ItemId,
    Json,
    MaybeTo,
    Method,
    Password,
    Sentences,
    Words,
)
from diptych.cli.output import answer, answer_json, say
from diptych.cli.progress import interruptible
from diptych.cli.summarising import chosen_limit
from diptych.cli.tools import borrowed_library, borrowed_toolbox
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.versions import Version
from diptych.workspace.briefs import brief_of, summary_in
from diptych.workspace.copies import version_in
from diptych.workspace.summarising import summarise

AsHtml = Annotated[bool, typer.Option("--html", help="Answer in HTML, for mail and web pages.")]


def brief(
    caller: typer.Context,
    file: File,
    *,
    to: MaybeTo = None,
    html: AsHtml = False,
    method: Method = "textrank",
    sentences: Sentences = None,
    words: Words = None,
    from_: From = None,
    engine: Engine = None,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    json: Json = False,
) -> None:
    """Print the summary with its source line; with --to, in both languages."""
    if html and json:
        raise typer.BadParameter("give --html or --json, not both")
    limit = chosen_limit(sentences, words)
    document = in_its_language(
        open_article(file, choices_of(format_, encoding, item, password)), from_
    )
    if not json:
        tell_warnings(document)
    if document.summary is None or sentences or words:
        with interruptible("Summarising") as context:
            document = replace(document, summary=summarise(document, method, limit, context))
    versions = [document.source]
    if to is not None:
        versions.append(_translated(caller, document, language(to).tag, engine, quiet=json))
    found = brief_of(document, versions, datetime.now(UTC))
    if json:
        answer_json({"text": found.text, "html": found.html})
    else:
        answer((found.html if html else found.text).rstrip("\n"))


def _translated(
    caller: typer.Context, document: Document, to: str, engine: str | None, *, quiet: bool
) -> Version:
    """The project's own translation, or one of the summary alone."""
    own = version_in(document, to) if engine is None else None
    if own is not None:
        return own
    with borrowed_toolbox(caller) as toolbox, borrowed_library() as library:
        translator = toolbox.translator(known_language(document), to, engine)
        if translator.info.caution and not quiet:
            say(f"Caution: {translator.info.caution}")
        with interruptible("Translating") as context:
            return summary_in(document, translator, context, library.aids(document))
