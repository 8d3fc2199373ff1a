"""Alarms after the glossary has changed: the translations stay, what stands out is told anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.document import Document
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.terms import Term
from diptych.core.versions import Segment, SegmentState, Version
from diptych.workspace.judging import Judge
from diptych.workspace.translating import is_copied

_MODELS_DOUBT = frozenset({AlarmKind.CONFIDENCE})
_OF_ENGINES = frozenset(
    {
        AlarmKind.IN_PARTS,
        AlarmKind.REFUSAL,
        AlarmKind.LENGTH,
        AlarmKind.OTHER,
    }
)
"""What only an engine can know of its answer. Its end may be lost, which is of kind LENGTH too."""


def renew_alarms(
    document: Document, terms: Sequence[Term], context: Context | None = None
) -> Document:
    """The document with the alarms its translations would have had with these terms.

    What engines told of their answers is kept; untranslated segments, and those that were copied
    without asking an engine, are left alone. The same document comes back when no alarm is
    another. Progress is in segments. Raises Cancelled.
    """
    context = context or Context()
    total = sum(len(version.segments) for version in document.targets)
    sources = _sources(document)
    done = 0
    for version in document.targets:
        judge = Judge(document.language, version.text.language, terms)
        segments = []
        for segment in version.segments:
            context.step(done, total)
            segments.append(_renewed(version, segment, sources, judge))
            done += 1
        if any(new is not old for new, old in zip(segments, version.segments, strict=True)):
            document = document.with_version(replace(version, segments=tuple(segments)))
    return document


def _sources(document: Document) -> dict[str, tuple[str, bool]]:
    """What stands in the source for each segment, and whether no engine is asked about it."""
    kinds = {block.id: block.kind for block in document.article.blocks}
    found = {}
    for segment in document.source.segments:
        words = unwrap(document.source.text_of(segment))
        found[segment.id] = words, is_copied(kinds[segment.block], words)
    return found


def _renewed(
    version: Version, segment: Segment, sources: dict[str, tuple[str, bool]], judge: Judge
) -> Segment:
    """The segment with its new alarms; itself when they are the same."""
    source, copied = sources.get(segment.id, ("", True))
    by_machine = segment.state is SegmentState.MACHINE
    if segment.state is SegmentState.UNTRANSLATED or (copied and by_machine):
        return segment
    judged = judge.alarms(source, version.text_of(segment))
    told = _of_kinds(segment.alarms, _OF_ENGINES, judged)
    doubts = _of_kinds(segment.alarms, _MODELS_DOUBT, judged)
    alarms = (*told, *judged, *doubts)
    return segment if set(alarms) == set(segment.alarms) else replace(segment, alarms=alarms)


def _of_kinds(
    alarms: Sequence[Alarm], kinds: frozenset[AlarmKind], but: Sequence[Alarm]
) -> tuple[Alarm, ...]:
    return tuple(alarm for alarm in alarms if alarm.kind in kinds and alarm not in but)
