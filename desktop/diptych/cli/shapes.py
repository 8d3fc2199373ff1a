"""Documents as the JSON that docs/command-line.md promises. Offsets are code points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    metadata = article.metadata
    return {
        "format": article.source.format,
        "encoding": article.source.encoding,
        "metadata": {
            "title": metadata.title,
            "author": metadata.author,
            "date": metadata.date,
            "date_guessed": metadata.date_guessed,
            "language": metadata.language,
        },
        "text": article.text.value,
        "blocks": [{"kind": str(b.kind), **_place(b.span)} for b in article.blocks],
        "warnings": list(article.warnings),
    }


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
