"""More about single sentences: other translations, linked words, doubts, another try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.casing import Casing, Spelling, casing_of, learn_spelling, to_sentence_case
from diptych.core.document import Document
from diptych.core.memory import Match
from diptych.core.progress import Context, QuietContext
from diptych.core.sentences import unwrap
from diptych.core.terms import TermMatch, for_pair, terms_in
from diptych.core.versions import Segment, Translated, Version
from diptych.engines.base import Advisor, Alternative, Link, Translator, TranslatorInfo
from diptych.engines.translation.guarded import Sentence
from diptych.workspace.library import Library
from diptych.workspace.translating import NO_AIDS, Aids, guarded, sentence_of, translate_segments

DOUBTFUL = -1.0
"""Mean natural log probability of a token below which a translation is doubtful.

Of 500 news sentences through the starter packs this marked 5 % (into French) and 14 % (into
English); their chrF against people's translations was 20 and 11 points lower than that of the rest.
"""

MOST_MATCHES = 3
MOST_ALTERNATIVES = 4

QUALITIES = ("careful", "balanced", "fast")


@dataclass(frozen=True, slots=True)
class Advice:
    """What is known to help with one segment: like sentences, fixed terms, other translations."""

    matches: tuple[Match, ...] = ()
    terms: tuple[TermMatch, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


def advise(
    document: Document,
    version: Version,
    segment_id: str,
    translator: Translator | None,
    library: Library,
    context: Context,
) -> Advice:
    """All that helps with a segment of a version.

    Without a translator there are no alternatives; those equal to the present words are left out.
    Raises KeyError, StoreError, PackError, Cancelled.
    """
    source, to = document.source, version.text.language
    before, words, after = _around(source, segment_id)
    if document.language is None or to is None:
        return Advice()
    matches = library.memory.matches(
        words, document.language, to, limit=MOST_MATCHES, before=before, after=after
    )
    context.check()
    aids = library.aids(document)
    terms = terms_in(words, for_pair(aids.terms, document.language, to))
    offers: tuple[Alternative, ...] = ()
    if translator is not None:
        offers = alternatives(
            document, translator, segment_id, "", MOST_ALTERNATIVES + 1, context, aids
        )
    now = version.text_of(version.segment(segment_id))
    others = [offer for offer in offers if offer.words != now][:MOST_ALTERNATIVES]
    return Advice(matches, terms, tuple(others))


def alternatives(
    document: Document,
    translator: Translator,
    segment_id: str,
    start: str,
    count: int,
    context: Context,
    aids: Aids = NO_AIDS,
) -> tuple[Alternative, ...]:
    """Other translations of a segment that begin with ``start``, likeliest first.

    Empty for engines that offer none. Raises KeyError, PackError, Cancelled.
    """
    if not isinstance(translator, Advisor):
        return ()
    sentence = _sentence(document, segment_id)
    helped = guarded(document, translator, aids)
    return helped.alternatives(translator, sentence, start, count, context)


def links(
    document: Document,
    version: Version,
    translator: Translator,
    segment_id: str,
    context: Context,
) -> tuple[Link, ...]:
    """Which words of a segment belong together, approximately; spans are those of the two texts.

    Empty for engines that cannot tell. Raises KeyError, PackError, Cancelled.
    """
    if not isinstance(translator, Advisor):
        return ()
    source = document.source
    ours, theirs = source.segment(segment_id), version.segment(segment_id)
    found = translator.links(source.text_of(ours), version.text_of(theirs), context)
    return tuple(
        Link(
            link.source.shifted(ours.span.start),
            link.target.shifted(theirs.span.start),
            link.weight,
        )
        for link in found
    )


def doubtful(
    document: Document,
    version: Version,
    translator: Translator,
    context: Context,
    wanted: Sequence[str] | None = None,
) -> dict[str, float]:
    """The segments of a version that the model itself finds unlikely, with their scores.

    ``wanted`` names the segments to look at, all by default. Segments that were copied rather than
    translated are left out. Raises PackError, Cancelled.
    """
    if not isinstance(translator, Advisor):
        return {}
    source = document.source
    ids = {segment.id for segment in version.segments} if wanted is None else set(wanted)
    pairs: dict[str, tuple[str, str]] = {}
    ours_as, theirs_as = _spelling(source), _spelling(version)
    for segment in source.segments:
        if segment.id not in ids:
            continue
        ours = unwrap(source.text_of(segment))
        theirs = version.text_of(version.segment(segment.id))
        if theirs.strip() and ours != theirs:
            pairs[segment.id] = (
                _lowered(source, ours, ours_as),
                _lowered(version, theirs, theirs_as),
            )
    scores = translator.scores(list(pairs.values()), context)
    return {key: score for key, score in zip(pairs, scores, strict=True) if score < DOUBTFUL}


def _spelling(version: Version) -> Spelling:
    return learn_spelling(unwrap(version.text_of(segment)) for segment in version.segments)


def _lowered(version: Version, words: str, spelling: Spelling) -> str:
    """Words in capitals as a sentence: no model finds capitals likely."""
    if casing_of(words) is not Casing.UPPER:
        return words
    return to_sentence_case(words, Casing.UPPER, spelling, version.text.language)


def with_doubts(version: Version, doubts: dict[str, float]) -> Version:
    """The version with an alarm on each doubtful segment, in the place of an earlier one."""

    def marked(segment: Segment) -> Segment:
        others = tuple(a for a in segment.alarms if a.kind is not AlarmKind.CONFIDENCE)
        doubt = (Alarm(AlarmKind.CONFIDENCE, "the model is unsure"),) * (segment.id in doubts)
        alarms = (*others, *doubt)
        return segment if alarms == segment.alarms else replace(segment, alarms=alarms)

    return replace(version, segments=tuple(map(marked, version.segments)))


@dataclass(frozen=True, slots=True)
class Retried:
    """Another translation of a segment, and how it was made."""

    translated: Translated
    info: TranslatorInfo
    quality: str


def retry(
    document: Document,
    version: Version,
    segment_id: str,
    translators: Sequence[Translator],
    context: Context,
    aids: Aids = NO_AIDS,
) -> Retried | None:
    """The best answer among other presets and engines that differs from the present words.

    Fewer alarms are better; of equals, the first in the order of ``translators`` and from careful
    to fast. The first answer without any ends the search. None when all say the same, or nothing.
    Raises KeyError, PackError, NoEngineError, Cancelled.
    """
    now = version.text_of(version.segment(segment_id))
    segment = document.source.segment(segment_id)
    best: Retried | None = None
    ways = [(translator, quality) for translator in translators for quality in QUALITIES]
    for number, (translator, quality) in enumerate(ways):
        context.step(number, len(ways))
        quiet = QuietContext(context)
        answers = translate_segments(document, [segment], translator, quality, quiet, aids=aids)
        found = answers[segment_id]
        if found.words == now or not found.words.strip():
            continue
        if best is None or len(found.alarms) < len(best.translated.alarms):
            best = Retried(found, translator.info, quality)
        if not best.translated.alarms:
            break
    return best


def _around(source: Version, segment_id: str) -> tuple[str, str, str]:
    """The words before a segment, its own and those after it."""
    place = source.segments.index(source.segment(segment_id))
    near = (place - 1, place, place + 1)
    before, words, after = (
        unwrap(source.text_of(source.segments[n])) if 0 <= n < len(source.segments) else ""
        for n in near
    )
    return before, words, after


def _sentence(document: Document, segment_id: str) -> Sentence:
    source = document.source
    segment = source.segment(segment_id)
    return sentence_of(source, segment, document.article.block(segment.block).kind)
