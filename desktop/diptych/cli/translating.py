"""``translate``: the whole article, sentence by sentence."""

from __future__ import annotations

from diptych.cli.articles import in_its_language, known_language, open_article, tell_warnings
from diptych.cli.options import Encoding, Engine, File, From, HowWell, Json, Quality, To
from diptych.cli.output import answer_json, say, stream
from diptych.cli.progress import interruptible
from diptych.cli.shapes import translate_shape
from diptych.cli.tools import borrowed_toolbox
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.versions import Version
from diptych.workspace.translating import Batch
from diptych.workspace.translating import translate as translate_document


def translate(
    file: File,
    *,
    to: To,
    from_: From = None,
    engine: Engine = None,
    quality: HowWell = Quality.BALANCED,
    encoding: Encoding = None,
    json: Json = False,
) -> None:
    """Translate an article, offline. Sentences appear as they become known."""
    document = in_its_language(open_article(file, encoding), from_)
    with borrowed_toolbox() as toolbox:
        translator = toolbox.translator(known_language(document), language(to).tag, engine)
        if not json:
            tell_warnings(document)
            _tell_caution(translator.info.caution)
        page = _Page(document)
        with interruptible("Translating") as context:
            version = translate_document(
                document, translator, quality, context, None if json else page.add
            )
    if json:
        answer_json(translate_shape(document, version, translator.info.caution))
        return
    page.end()
    _tell_alarms(document, version)


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

    def end(self) -> None:
        """Print the end of the last line."""
        stream("\n")


def _tell_caution(caution: str) -> None:
    if caution:
        say(f"Caution: {caution}")


def _tell_alarms(document: Document, version: Version) -> None:
    for ours, theirs in zip(document.source.segments, version.segments, strict=True):
        if theirs.alarms:
            start = " ".join(document.source.text_of(ours).split())[:48]
            say(f"Check “{start}…”: {'; '.join(theirs.alarms)}")
