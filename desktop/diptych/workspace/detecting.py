"""What language an article is in: block by block, and a vote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diptych.core.article import Article, Block, BlockKind
from diptych.core.detection import BlockOpinion, Certainty, Detection, Opinion, Origin
from diptych.core.document import Document
from diptych.core.languages import normalise_tag
from diptych.core.opinions import (
    count_letters,
    enough_to_vote,
    heed_declared,
    vote,
    weigh,
    without_paragraphs,
)
from diptych.core.origin import find_cues
from diptych.core.progress import Context
from diptych.engines.base import Detector
from diptych.engines.detection.langdetect_detector import LangdetectDetector
from diptych.engines.detection.py3langid_detector import Py3langidDetector
from diptych.engines.detection.script_guard import ScriptGuard
from diptych.workspace.segmenting import resegment

MOST_BLOCKS = 200
"""Blocks that are asked about; in longer articles they are spread over the text."""

LONGEST = 10_000
"""Code points of one block that are asked about, at most."""

BUDGET = 200_000
"""Code points of an article that are asked about, at most: a second or so of langdetect."""


def default_detectors() -> tuple[Detector, ...]:
    """The script guard, langdetect and py3langid.

    Models load at the first question and stay with these objects (a second each time they are
    made anew), which may be shared by all articles and threads.
    """
    return ScriptGuard(), LangdetectDetector(), Py3langidDetector()


def detect(document: Document, detectors: Sequence[Detector], context: Context) -> Document:
    """The document with its detection and in its language; a language nobody knows stays None.

    Blocks that stand apart from the story are never asked about. Raises Cancelled.
    """
    article = document.article
    voters = [b for b in article.blocks if not b.apart and enough_to_vote(_words(article, b))]
    asked = _spread(voters)
    length = BUDGET // max(1, len(asked))
    opinions: list[tuple[Block, int, Opinion]] = []
    for number, block in enumerate(asked):
        context.step(number, len(asked))
        words = _words(article, block, length)
        opinions.append((block, count_letters(words), _ask(words, detectors)))
    context.step(len(asked), len(asked))
    if opinions:
        whole, why = vote([(letters, opinion) for _, letters, opinion in opinions])
    else:
        whole, why = _as_one(article, detectors)
    if len(asked) < len(voters):
        why += f" {len(asked)} of {len(voters):,} paragraphs, spread over the text, were asked."
    whole, why = heed_declared(whole, why, article.metadata.language)
    detection = Detection(
        language=whole.language,
        certainty=whole.certainty,
        why=why,
        candidates=whole.candidates,
        blocks=tuple(BlockOpinion(b.id, o.language, o.certainty) for b, _, o in opinions),
        origin=_origin(article, whole.language),
    )
    return replace(resegment(document, whole.language), detection=detection)


def choose_language(document: Document, tag: str) -> Document:
    """The document in the language the user says it is in (BCP 47)."""
    tag = normalise_tag(tag) or tag
    before = document.detection
    detection = Detection(
        language=tag,
        certainty=Certainty.CHOSEN,
        why="You chose it.",
        candidates=before.candidates if before else (),
        blocks=before.blocks if before else (),
        origin=_origin(document.article, tag),
    )
    return replace(resegment(document, tag), detection=detection)


def _words(article: Article, block: Block, length: int = LONGEST) -> str:
    """The first code points of a block."""
    end = min(block.span.end, block.span.start + min(length, LONGEST))
    return article.text.value[block.span.start : end]


def _spread(blocks: list[Block]) -> list[Block]:
    if len(blocks) <= MOST_BLOCKS:
        return blocks
    return [blocks[i * len(blocks) // MOST_BLOCKS] for i in range(MOST_BLOCKS)]


def _ask(words: str, detectors: Sequence[Detector]) -> Opinion:
    return weigh(words, [(d.name, d.candidates(words)) for d in detectors])


def _as_one(article: Article, detectors: Sequence[Detector]) -> tuple[Opinion, str]:
    """The opinion on the story's blocks together, or on everything when all stand apart."""
    story = [b for b in article.blocks if not b.apart] or article.blocks
    words = "\n".join(_words(article, block) for block in story)[:LONGEST]
    return without_paragraphs(words, _ask(words, detectors))


def _origin(article: Article, tag: str | None) -> Origin | None:
    """Cues of French in an English text; the line of date and place counts as well."""
    if tag != "en":
        return None
    spans = [b.span for b in article.blocks if not b.apart or b.kind is BlockKind.DATELINE]
    return find_cues(article.text.value, spans)
