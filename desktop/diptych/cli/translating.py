"""``translate``: the whole article, sentence by sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
    HowWell,
    ItemId,
    Json,
    Password,
    Quality,
    To,
)
from diptych.cli.output import answer, answer_json, say, stream
from diptych.cli.progress import interruptible
from diptych.cli.shapes import translate_shape
from diptych.cli.tools import borrowed_library, borrowed_toolbox
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.versions import Version
from diptych.engines.base import Alternative, Translator
from diptych.workspace import advising
from diptych.workspace.library import Library
from diptych.workspace.translating import Aids, Batch
from diptych.workspace.translating import translate as translate_document

Doubts = Annotated[
    bool, typer.Option("--doubts", help="Ask the model how sure it is of each sentence.")
]
Alternatives = Annotated[
    int,
    typer.Option("--alternatives", min=0, max=10, help="Other translations of each sentence."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Do not use sentences translated before.")]


def translate(
    caller: typer.Context,
    file: File,
    *,
    to: To,
    from_: From = None,
    engine: Engine = None,
    quality: HowWell = Quality.BALANCED,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    doubts: Doubts = False,
    alternatives: Alternatives = 0,
    fresh: Fresh = False,
    json: Json = False,
) -> None:
    """Translate an article, offline. Sentences appear as they become known."""
    document = in_its_language(
        open_article(file, choices_of(format_, encoding, item, password)), from_
    )
    with borrowed_toolbox(caller) as toolbox, borrowed_library() as library:
        translator = toolbox.translator(known_language(document), language(to).tag, engine)
        caution = translator.info.caution
        if not json:
            tell_warnings(document)
            _tell_caution(caution)
        aids = _aids(library, document, fresh=fresh)
        deliver = None if json else _Page(document).add
        with interruptible("Translating") as context:
            version = translate_document(document, translator, quality, context, deliver, aids=aids)
            if doubts:
                found = advising.doubtful(document, version, translator, context)
                version = advising.with_doubts(version, found)
            others = _others(document, version, translator, alternatives, context, aids)
    if json:
        answer_json(translate_shape(document, version, caution, others))
        return
    _tell_rest(document, version, others)


def _aids(library: Library, document: Document, *, fresh: bool) -> Aids:
    aids = library.aids(document)
    return replace(aids, cache=None) if fresh else aids


def _tell_rest(
    document: Document, version: Version, others: Mapping[str, tuple[Alternative, ...]]
) -> None:
    answer("")
    _tell_others(document, version, others)
    _tell_alarms(document, version)


def _others(
    document: Document,
    version: Version,
    translator: Translator,
    count: int,
    context: Context,
    aids: Aids,
) -> dict[str, tuple[Alternative, ...]]:
    """Up to ``count`` other translations of each segment, by its id."""
    if not count:
        return {}
    found: dict[str, tuple[Alternative, ...]] = {}
    for segment in version.segments:
        offers = advising.alternatives(
            document, translator, segment.id, "", count + 1, context, aids
        )
        now = version.text_of(segment)
        found[segment.id] = tuple(offer for offer in offers if offer.words != now)[:count]
    return found


def _tell_others(
    document: Document, version: Version, others: Mapping[str, tuple[Alternative, ...]]
) -> None:
    for segment in version.segments:
        offers = others.get(segment.id, ())
        if offers:
            answer(f"\n{unwrap(document.source.text_of(document.source.segment(segment.id)))}")
            answer(f"  = {version.text_of(segment)}")
            for offer in offers:
                answer(f"  ~ {offer.words}")


class _Page:
    """Prints translated sentences with the spacing of the source between them."""

    def __init__(self, document: Document) -> None:
        self._source = document.source
        self._printed = 0

    def add(self, batch: Batch) -> None:
        """Print the next sentences."""
        for segment_id, translated in batch:
            span = self._source.segment(segment_id).span
            stream(self._source.text.value[self._printed : span.start] + translated.words)
            self._printed = span.end


def _tell_caution(caution: str) -> None:
    if caution:
        say(f"Caution: {caution}")


def _tell_alarms(document: Document, version: Version) -> None:
    for ours, theirs in zip(document.source.segments, version.segments, strict=True):
        if theirs.alarms:
            start = " ".join(document.source.text_of(ours).split())[:48]
            say(f"Check “{start}…”: {'; '.join(map(str, theirs.alarms))}")
