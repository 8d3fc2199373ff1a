"""``read`` and ``detect``: what is in a file, and in what language."""

from __future__ import annotations

from typing import Annotated

import typer

from diptych.cli.articles import (
    choices_of,
    in_its_language,
    item_lines,
    items_of,
    open_article,
    tell_warnings,
)
from diptych.cli.options import Encoding, File, Format, ItemId, Json, Password
from diptych.cli.output import answer, answer_json, say
from diptych.cli.shapes import detect_shape, items_shape, read_shape
from diptych.core.detection import Detection
from diptych.core.document import Document
from diptych.core.languages import language


def read(
    file: File,
    *,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    items: Annotated[
        bool, typer.Option("--items", help="List the articles in a file that holds several.")
    ] = False,
    json: Json = False,
) -> None:
    """Print the text of an article, as it was understood."""
    if items:
        found = items_of(file, choices_of(format_, encoding, item, password))
        answer_json(items_shape(found)) if json else answer("\n".join(item_lines(found)))
        return
    document = open_article(file, choices_of(format_, encoding, item, password))
    if json:
        answer_json(read_shape(document))
        return
    tell_warnings(document)
    source = document.article.source
    say(f"{source.format}{f', {source.encoding}' if source.encoding else ''}")
    answer(document.article.text.value.rstrip("\n"))


def detect(
    file: File,
    *,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    json: Json = False,
) -> None:
    """Tell the language of an article, how sure that is, and why."""
    document = in_its_language(
        open_article(file, choices_of(format_, encoding, item, password)), None
    )
    detection = document.detection
    assert detection is not None
    if json:
        answer_json(detect_shape(document, detection))
    else:
        answer("\n".join(_lines(document, detection)))


def _lines(document: Document, detection: Detection) -> list[str]:
    name = language(detection.language).name if detection.language else "Not known"
    tag = f" ({detection.language})" if detection.language else ""
    lines = [f"{name}{tag}, {detection.certainty}", detection.why]
    if detection.origin is not None:
        lines += ["", detection.origin.hint]
        value = document.article.text.value
        for cue in detection.origin.cues:
            quoted = " ".join(value[max(0, cue.span.start - 12) : cue.span.end + 12].split())
            lines.append(f"  {cue.span.start}: {cue.kind}: “{quoted}”. {cue.why}")
    return lines
