"""Finding notes again in a changed text: for certain, or not at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from diptych.core.landing import Alignment, Landing
from diptych.core.notes import Note, anchor
from diptych.core.passages import Common, common_passages
from diptych.core.quotations import Quotation, find_quotation, quotation_of
from diptych.core.text import Span
from diptych.core.versions import Segment, Version
from diptych.core.word_matching import words_in

_AROUND = 160
"""Code points of what stayed that are compared along with what changed."""

_MOST_SEARCHED = 4_000_000
"""Code points that are searched for all notes together; comparing finds all but a few of them."""

_LONGEST = 200_000
"""Code points that changed in one stretch, in both texts, and are still compared."""

_NO_DOUBT = 0.9

_COMING_BACK = 16
"""Code points on either side by which a passage is told that was not there before."""


def reanchor(note: Note, value: str, before: str | None = None) -> Note:
    """The note at its place in a changed text; an orphan when its words are not there for certain.

    ``before`` is the text in which the note stood, if that is at hand: then the two are compared,
    and the note goes where its words went. Else its quotation is looked for, as it stands or
    changed in part, with the words that stood around it. A note whose words changed in part
    quotes those that stand there now. An orphan keeps its quotation, and a place inside the text.
    """
    return reanchor_all((note,), value, before)[0]


def reanchor_all(notes: Iterable[Note], value: str, before: str | None = None) -> tuple[Note, ...]:
    """The notes as ``reanchor`` has them; the texts are compared once."""
    followed = None if before is None else Followed(before, value)
    found = []
    for note in notes:
        if note.overall:
            found.append(note)
        elif followed is None:
            span = find_quotation(quotation_of(note), value)
            found.append(_at(note, value, span, note.span))
        else:
            found.append(followed.note(note))
    return tuple(found)


def follow(notes: Iterable[Note], old: Version, new: Version) -> tuple[Note, ...]:
    """The notes, those on ``old`` as notes on ``new``, which has the same sentences in other words.

    Sentences belong together by their ids: in one that is the same a note keeps its place, in
    another it is found again, or orphaned. Notes that stand on no sentence, or on one that is not
    there any more, are found by comparing the texts as ``reanchor`` does.
    """
    same = old.text.value == new.text.value
    ids = {segment.id: segment for segment in new.segments}
    whole = Followed(old.text.value, new.text.value)
    found = []
    for note in notes:
        if note.version != old.id:
            found.append(note)
            continue
        own, touched = replace(note, version=new.id), sentences_at(old, note.span)
        if own.overall or same:
            found.append(own)
        elif _covered(own, touched) and all(segment.id in ids for segment in touched):
            ends = ids[touched[0].id], ids[touched[-1].id]
            found.append(_in_sentences(own, (old, touched), (new, ends)))
        else:
            found.append(whole.note(own))
    return tuple(found)


def recovered(notes: Iterable[Note], version: Version) -> tuple[Note, ...]:
    """The notes, orphans of a version that was gone found again in it as it comes back."""
    return tuple(
        reanchor(note, version.text.value) if note.orphan and note.version == version.id else note
        for note in notes
    )


def _covered(note: Note, sentences: Sequence[Segment]) -> bool:
    """Whether a note stands on sentences alone; of an orphan, its place does not matter so much."""
    return bool(sentences) and (
        note.orphan
        or (sentences[0].span.start <= note.span.start and note.span.end <= sentences[-1].span.end)
    )


def sentences_at(version: Version, span: Span) -> Sequence[Segment]:
    """The segments that share code points with a span; of an empty one, that in which it stands."""
    segments = version.segments
    first = max(0, bisect_right(segments, span.start, key=_start) - 1)
    end = max(bisect_left(segments, span.end, key=_start), first + 1)
    if first < len(segments) and segments[first].span.end < span.start + bool(len(span)):
        first += 1
    return segments[first:end]


def _start(segment: Segment) -> int:
    return segment.span.start


def _in_sentences(
    note: Note,
    before: tuple[Version, Sequence[Segment]],
    after: tuple[Version, tuple[Segment, Segment]],
) -> Note:
    old, touched = before
    new, (first, last) = after
    value = new.text.value
    there = Span(touched[0].span.start, touched[-1].span.end)
    here = Span(first.span.start, max(first.span.start, last.span.end))
    olds, news = there.of(old.text.value), here.of(value)
    start, end = max(there.start, note.span.start), min(there.end, note.span.end)
    inside = (
        Span(min(start, end) - there.start, end - there.start) if end > there.start else Span(0, 0)
    )
    place = Span(min(here.start + inside.start, here.end), min(here.start + inside.end, here.end))
    if olds == news:
        return _at(note, value, None if note.orphan else place, place)
    if note.orphan or note.span.of(old.text.value) != note.quote:
        span = find_quotation(quotation_of(note), value, within=here)
        back = span is not None and _came_back(old.text.value, value, span)
        return _at(note, value, span if back else None, place)
    landing = Alignment(words_in(olds), words_in(news), around=50, framed=True).land(inside)
    if landing is not None and _certain(landing, 0.25):
        span = landing.span.shifted(here.start)
        return _at(note, value, span, place)
    if olds.count(note.quote) == news.count(note.quote) == 1:
        begin = here.start + news.index(note.quote)
        return _at(note, value, Span(begin, begin + len(note.quote)), place)
    return _at(note, value, None, place)


class Followed:
    """The way from one text to the text it became."""

    def __init__(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._common: Common | None = None
        self._searched_through = 0
        self._aligned: dict[tuple[Span, Span], Alignment | None] = {}

    def note(self, note: Note) -> Note:
        """The note in the text as it is now."""
        if self._before == self._after:
            return note
        if note.orphan or note.span.of(self._before) != note.quote:
            span = find_quotation(quotation_of(note), self._after)
            if span is not None and not _came_back(self._before, self._after, span):
                span = None
            return _at(note, self._after, span, note.span)
        span, place = self._follow(note.span)
        return _at(note, self._after, span, place)

    def _follow(self, span: Span) -> tuple[Span | None, Span]:
        """Where a span went, if that is certain, and about where that would be."""
        common = self._common = self._common or common_passages(self._before, self._after)
        ahead, behind = common.last_before(span.start), common.first_after(span.end)
        if ahead is not None and span.end <= ahead.old_end:
            there = span.shifted(ahead.new - ahead.old)
            return there, there
        left_old, left_new = (
            (0, 0) if ahead is None else _back(ahead.old, ahead.new, min(span.start, ahead.old_end))
        )
        right_old, right_new = (
            (len(self._before), len(self._after))
            if behind is None
            else _forth(behind.old_end, behind.new_end, max(span.end, behind.old), behind.old)
        )
        old, new = Span(left_old, right_old), Span(left_new, max(left_new, right_new))
        best: Landing | None = None
        for found in self._landings(span, old, new, common):
            if found.sentence < 0.5 or not _certain(found, 0.5):
                continue
            if not common.free(span, found.span):
                continue
            if best is None or found.kept + 2 * found.support > best.kept + 2 * best.support:
                best = found
            if min(found.kept, found.support) >= _NO_DOUBT:
                break
        if best is not None:
            return best.span, best.span
        here = min(left_new + span.start - left_old, new.end)
        elsewhere = self._searched(span, common)
        if elsewhere is not None:
            return elsewhere, elsewhere
        return None, Span(here, min(here + len(span), new.end))

    def _searched(self, span: Span, common: Common) -> Span | None:
        """The place told by more context than a note has, among what did not stay."""
        self._searched_through += len(self._after)
        if self._searched_through > _MOST_SEARCHED:
            return None
        around, before = self._surroundings(span), self._before
        prefix, suffix = before[around.start : span.start], before[span.end : around.end]
        quoted = Quotation(span.of(before), prefix, suffix, span.start)
        found = find_quotation(quoted, self._after, least=0.8)
        return found if found is not None and common.free(span, found) else None

    def _surroundings(self, span: Span) -> Span:
        """A span with what stands around it in its paragraph; beyond that, where it is short."""
        before = self._before
        start = max(0, span.start - _AROUND, before.rfind("\n", 0, span.start) + 1)
        end = before.find("\n", span.end)
        end = min(span.end + _AROUND, end if end >= 0 else len(before))
        if end - start - len(span) >= _AROUND // 4:
            return Span(start, end)
        return Span(max(0, span.start - _AROUND), min(len(before), span.end + _AROUND))

    def _land(self, span: Span, old: Span, new: Span) -> Landing | None:
        if (old, new) not in self._aligned:
            self._aligned[old, new] = self._align(old, new)
        alignment = self._aligned[old, new]
        if alignment is None:
            return None
        inside = Span(span.start - old.start, span.end - old.start)
        landing = alignment.land(inside)
        return landing and replace(landing, span=landing.span.shifted(new.start))

    def _align(self, old: Span, new: Span) -> Alignment | None:
        if min(len(old), len(new)) > _LONGEST:
            return None
        olds, news = words_in(old.of(self._before)), words_in(new.of(self._after))
        return Alignment(olds, news, around=100, framed=True) if len(news) else None

    def _landings(self, span: Span, old: Span, new: Span, common: Common) -> Iterator[Landing]:
        """The places beside passages that stand elsewhere now, then that between what stayed."""
        pattern = self._surroundings(span)
        for passage in common.moved_near(span, 2 * _AROUND)[:4]:
            by = passage.new - passage.old
            start = max(0, pattern.start + by - _AROUND // 2)
            window = Span(start, max(start, min(len(self._after), pattern.end + by + _AROUND // 2)))
            landing = self._land(span, pattern, window)
            if landing is not None:
                yield landing
        landing = self._land(span, old, new)
        if landing is not None:
            yield landing


def _back(old: int, new: int, edge: int) -> tuple[int, int]:
    """A place in a passage from ``old``, ``new`` on, some way before its end or ``edge``."""
    step = max(0, edge - old - _AROUND)
    return old + step, new + step


def _forth(old_end: int, new_end: int, edge: int, begin: int) -> tuple[int, int]:
    step = max(0, old_end - max(edge, begin) - _AROUND)
    return old_end - step, new_end - step


def _certain(landing: Landing, support: float) -> bool:
    """Whether words that the comparing of two texts led to are those that were marked."""
    if landing.kept >= 0.8:
        return landing.support >= support and (landing.sides > 0 or landing.words > 5)
    if landing.kept >= 0.5 and landing.support >= 0.8:
        return landing.sides > 0
    enough = support if landing.kept >= 0.5 else 0.7
    return landing.kept >= 0.3 and landing.support >= enough and landing.sides == 2


def _came_back(before: str, after: str, span: Span) -> bool:
    """Whether the words at a span with those beside them stand there oftener than before."""
    wide = Span(max(0, span.start - _COMING_BACK), min(len(after), span.end + _COMING_BACK))
    passage = wide.of(after)
    return after.count(passage) > before.count(passage)


def _at(note: Note, value: str, span: Span | None, place: Span) -> Note:
    """The note on the words at ``span``; without that an orphan about ``place``."""
    found = span.stripped(value) if span is not None else None
    if not found:
        start = min(place.start, len(value))
        return replace(note, span=Span(start, max(start, min(place.end, len(value)))), orphan=True)
    quote, prefix, suffix = anchor(value, found)
    return replace(note, span=found, quote=quote, prefix=prefix, suffix=suffix, orphan=False)
