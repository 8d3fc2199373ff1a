"""What language an article is in: block by block, and a vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diptych.core.article import Block, BlockKind
from diptych.core.detection import BlockOpinion, Certainty, Detection, Opinion, Origin
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.core.opinions import count_letters, vote, weigh
from diptych.core.origin import find_cues
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.engines.base import Detector
from diptych.engines.detection.langdetect_detector import LangdetectDetector
from diptych.engines.detection.py3langid_detector import Py3langidDetector
from diptych.engines.detection.script_guard import ScriptGuard
from diptych.workspace.segmenting import resegment

MOST_BLOCKS = 200
"""Blocks that are asked about; in longer articles they are spread over the text."""

FEWEST_WORDS = 4
FEWEST_WIDE = 8


def default_detectors() -> tuple[Detector, ...]:
    """The script guard, langdetect and py3langid."""
    return ScriptGuard(), LangdetectDetector(), Py3langidDetector()


def detect(document: Document, detectors: Sequence[Detector], context: Context) -> Document:
    """The document with its detection and in its language; a language nobody knows stays None."""
    asked = _spread(_voters(document))
    value = document.article.text.value
    opinions: list[tuple[Block, int, Opinion]] = []
    for number, block in enumerate(asked):
        context.step(number, len(asked))
        words = unwrap(block.span.of(value))
        opinions.append((block, count_letters(words), _ask(words, detectors)))
    if opinions:
        whole, why = vote([(letters, opinion) for _, letters, opinion in opinions])
    else:
        whole, why = _as_one(value, detectors)
    certainty, why = _compare(document.article.metadata.language, whole, why)
    detection = Detection(
        language=whole.language,
        certainty=certainty,
        why=why,
        candidates=_ask(value[:10_000], detectors).candidates,
        blocks=tuple(BlockOpinion(b.id, o.language, o.certainty) for b, _, o in opinions),
        origin=_origin(document, whole.language),
    )
    return replace(resegment(document, whole.language), detection=detection)


def choose_language(document: Document, tag: str) -> Document:
    """The document in the language the user says it is in."""
    before = document.detection
    detection = Detection(
        language=tag,
        certainty=Certainty.CHOSEN,
        why="You chose it.",
        candidates=before.candidates if before else (),
        blocks=before.blocks if before else (),
        origin=_origin(document, tag),
    )
    return replace(resegment(document, tag), detection=detection)


def _voters(document: Document) -> list[Block]:
    """Blocks with enough words to tell; what stands apart from the story is never asked."""
    value = document.article.text.value
    return [
        block
        for block in document.article.blocks
        if not block.apart and _enough(block.span.of(value))
    ]


def _enough(words: str) -> bool:
    if sum(any(c.isalpha() for c in word) for word in words.split()) >= FEWEST_WORDS:
        return True
    return sum(1 for c in words if c.isalpha() and ord(c) >= 0x0E00) >= FEWEST_WIDE


def _spread(blocks: list[Block]) -> list[Block]:
    if len(blocks) <= MOST_BLOCKS:
        return blocks
    return [blocks[i * len(blocks) // MOST_BLOCKS] for i in range(MOST_BLOCKS)]


def _ask(words: str, detectors: Sequence[Detector]) -> Opinion:
    return weigh(words, [(d.name, d.candidates(words)) for d in detectors])


def _as_one(value: str, detectors: Sequence[Detector]) -> tuple[Opinion, str]:
    opinion = _ask(value, detectors)
    if opinion.language is None:
        return opinion, "There are no letters to tell a language by."
    capped = replace(opinion, certainty=Certainty.UNSURE)
    return capped, "The text is too short to be sure."


def _compare(declared: str | None, whole: Opinion, why: str) -> tuple[Certainty, str]:
    """What the file says of its language, held against what we found."""
    if declared is None or whole.language is None:
        return whole.certainty, why
    name = language(declared).name
    if declared.partition("-")[0] == whole.language.partition("-")[0]:
        return whole.certainty, f"{why} The file says so too."
    certainty = whole.certainty
    if certainty is Certainty.SURE:
        certainty = Certainty.LIKELY
    return certainty, f"{why} The file itself says {name}."


def _origin(document: Document, tag: str | None) -> Origin | None:
    if tag != "en":
        return None
    article = document.article
    spans = [
        block.span
        for block in article.blocks
        if not block.apart or block.kind is BlockKind.DATELINE
    ]
    return find_cues(article.text.value, spans)
