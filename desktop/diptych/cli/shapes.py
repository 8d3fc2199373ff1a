"""Documents as the JSON that docs/command-line.md promises. Offsets are code points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from diptych.core.article import Block, Item
from diptych.core.detection import Detection
from diptych.core.document import Document
from diptych.core.language_packs import LanguagePack
from diptych.core.languages import from_argos
from diptych.core.summary import Summary
from diptych.core.text import Span
from diptych.core.versions import Version
from diptych.engines.base import Alternative

Json = dict[str, object]


def read_shape(document: Document) -> Json:
    """What ``read`` answers."""
    article = document.article
    return {
        "format": article.source.format,
        "encoding": article.source.encoding,
        "metadata": asdict(article.metadata),
        "text": article.text.value,
        "blocks": [_block(block) for block in article.blocks],
        "warnings": list(article.warnings),
        "versions": [
            {"language": version.text.language, "name": version.name, "text": version.text.value}
            for version in document.targets
        ],
        "item": article.source.item,
    }


def listed_shape(path: str, document: Document | None, problem: str) -> Json:
    """What ``list`` and ``watch`` answer for one article."""
    if document is None:
        return {"path": path, "problem": problem}
    article = document.article
    return {
        "path": path,
        "item": article.source.item,
        "format": article.source.format,
        "language": document.language,
        "headline": article.headline,
        "metadata": asdict(article.metadata),
        "warnings": list(article.warnings),
    }


def items_shape(items: Sequence[Item]) -> list[Json]:
    """What ``read --items`` answers."""
    return [asdict(item) for item in items]


def _block(block: Block) -> Json:
    told: Json = {"kind": str(block.kind), **_place(block.span)}
    if block.unit is not None:
        told["unit"] = block.unit
    if block.timing is not None:
        told["timing"] = {"start": block.timing.start, "end": block.timing.end}
    return told


def detect_shape(document: Document, detection: Detection) -> Json:
    """What ``detect`` answers."""
    origin = detection.origin
    return {
        "language": detection.language,
        "certainty": str(detection.certainty),
        "why": detection.why,
        "candidates": [
            {"language": c.language, "detector": c.detector} for c in detection.candidates
        ],
        "blocks": [
            {
                **_place(document.article.block(b.block).span),
                "language": b.language,
                "certainty": str(b.certainty),
            }
            for b in detection.blocks
        ],
        "origin": origin
        and {
            "language": origin.language,
            "hint": origin.hint,
            "cues": [{**_place(c.span), "cue": c.kind, "why": c.why} for c in origin.cues],
        },
    }


def translate_shape(
    document: Document,
    version: Version,
    caution: str,
    others: Mapping[str, Sequence[Alternative]],
) -> Json:
    """What ``translate`` answers: the source's segments with their translations.

    ``others`` are further translations by segment id.
    """
    source = document.source
    signature = version.signature
    return {
        "from": source.text.language,
        "to": version.text.language,
        "engine": signature.engine if signature else None,
        "signature": str(signature) if signature else None,
        "caution": caution or None,
        "segments": [
            {
                **_place(ours.span),
                "source": source.text_of(ours),
                "target": version.text_of(theirs),
                "alarms": [{"kind": str(a.kind), "message": a.message} for a in theirs.alarms],
                "alternatives": [
                    {"text": offer.words, "score": round(offer.score, 3)}
                    for offer in others.get(ours.id, ())
                ],
            }
            for ours, theirs in zip(source.segments, version.segments, strict=True)
        ],
    }


def summarise_shape(document: Document, summary: Summary, translations: Mapping[str, str]) -> Json:
    """What ``summarise`` answers; ``translations`` are by segment id."""
    source = document.source
    picked = [(pick, source.segment(pick.segment)) for pick in summary.picks]
    return {
        "language": document.language,
        "method": summary.method,
        "signature": str(summary.signature),
        "sentences": [
            {
                **_place(segment.span),
                "text": source.text_of(segment),
                "score": pick.score,
                "translation": translations.get(segment.id),
            }
            for pick, segment in picked
        ],
    }


def pack_shape(pack: LanguagePack) -> Json:
    """A language pack in the answers of ``packs``."""
    return {
        "name": pack.name,
        "from": from_argos(pack.from_code),
        "to": from_argos(pack.to_code),
        "version": pack.version,
        "place": str(pack.place),
        "size": pack.size,
        "location": str(pack.location),
        "note": pack.note or None,
    }


def _place(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
