"""``summarise``: the sentences that stand for the whole."""

from __future__ import annotations

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
from diptych.cli.shapes import summarise_shape
from diptych.cli.tools import borrowed_library, borrowed_toolbox
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.sentences import unwrap
from diptych.core.summary import Limit, Summary
from diptych.workspace.summarising import summarise as summarise_document
from diptych.workspace.translating import translate_segments

USUAL_LENGTH = 3


def summarise(
    caller: typer.Context,
    file: File,
    *,
    method: Method = "textrank",
    sentences: Sentences = None,
    words: Words = None,
    to: MaybeTo = None,
    from_: From = None,
    engine: Engine = None,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    json: Json = False,
) -> None:
    """Choose the sentences that stand for an article; with --to, translate them too."""
    limit = chosen_limit(sentences, words)
    document = in_its_language(
        open_article(file, choices_of(format_, encoding, item, password)), from_
    )
    with interruptible("Summarising") as context:
        summary = summarise_document(document, method, limit, context)
    translations: dict[str, str] = {}
    if to is not None:
        translations = _translate(caller, document, summary, language(to).tag, engine, quiet=json)
    if json:
        answer_json(summarise_shape(document, summary, translations))
        return
    tell_warnings(document)
    answer("\n\n".join(_paragraphs(document, summary, translations)))


def chosen_limit(sentences: int | None, words: int | None) -> Limit:
    """The limit asked for; three sentences when none was. Both at once is a usage error."""
    if sentences is not None and words is not None:
        raise typer.BadParameter("give --sentences or --words, not both")
    if words is not None:
        return Limit(words=words)
    return Limit(sentences=sentences or USUAL_LENGTH)


def _translate(
    caller: typer.Context,
    document: Document,
    summary: Summary,
    to: str,
    engine: str | None,
    *,
    quiet: bool,
) -> dict[str, str]:
    """Translations of the chosen sentences alone, by segment id."""
    chosen = [document.source.segment(pick.segment) for pick in summary.picks]
    with borrowed_toolbox(caller) as toolbox, borrowed_library() as library:
        translator = toolbox.translator(known_language(document), to, engine)
        if translator.info.caution and not quiet:
            say(f"Caution: {translator.info.caution}")
        with interruptible("Translating") as context:
            answers = translate_segments(
                document, chosen, translator, "balanced", context, aids=library.aids(document)
            )
    return {segment: answer.words for segment, answer in answers.items()}


def _paragraphs(document: Document, summary: Summary, translations: dict[str, str]) -> list[str]:
    source = document.source
    paragraphs = []
    for pick in summary.picks:
        paragraphs.append(unwrap(source.text_of(source.segment(pick.segment))))
        if pick.segment in translations:
            paragraphs[-1] += f"\n    {translations[pick.segment]}"
    return paragraphs
