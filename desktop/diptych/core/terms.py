"""Terms with fixed translations: where they stand in a sentence, and whether they were kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.folding import HANGUL, MARKS, Folded, begins_word, ends_word, fold
from diptych.core.text import Span, canonicalise
from diptych.core.words import UNSPACED

LONGEST = 500
"""Code points a term, or one of its forms, may have."""

_LETTERS = rf"[^\W{UNSPACED}{HANGUL}]"
_FIRST = re.compile(rf"[{UNSPACED}{HANGUL}]|{_LETTERS}+(?:[{MARKS}]+{_LETTERS}*)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase and its fixed translation; languages are BCP 47 tags.

    ``forms`` are further inflected forms that the translation may take, ``source_forms`` those
    under which the source is found. A ``case_sensitive`` source is found in its own case only.
    The target of a ``forbidden`` term must not stand in the translation.
    """

    source: str
    target: str
    source_language: str
    target_language: str
    forms: tuple[str, ...] = ()
    source_forms: tuple[str, ...] = ()
    case_sensitive: bool = False
    forbidden: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term at a place in a sentence (code points); ``others`` have the same source."""

    term: Term
    span: Span
    others: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms at this place, in the order in which they were given."""
        return (self.term, *self.others)


def clean(raw: str) -> str:
    """The words of a field as terms keep them: on one line, one space between two words."""
    return " ".join(canonicalise(raw).split())


def problem_of(term: Term) -> str:
    """A phrase that says why a term cannot be used, as in “it has no translation”; else empty."""
    if not fold(term.source).text.strip():
        return "it has no source"
    if not fold(term.target).text.strip():
        return "it has no translation"
    if max(map(len, (term.source, term.target, *term.forms, *term.source_forms))) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if term.source_language == term.target_language:
        return "both languages are the same"
    return ""


def for_pair(
    terms: Iterable[Term], from_language: str | None, to_language: str | None
) -> tuple[Term, ...]:
    """The terms of one pair of languages, in their order; a language that is None is any."""
    return tuple(
        term
        for term in terms
        if from_language in (None, term.source_language)
        and to_language in (None, term.target_language)
    )


def merged(project: Iterable[Term], general: Iterable[Term]) -> tuple[Term, ...]:
    """The project's terms, then the general ones for which the project has none of its own."""
    own = tuple(project)
    taken = {_identity(term) for term in own}
    return (*own, *(term for term in general if _identity(term) not in taken))


def _identity(term: Term) -> tuple[str, str, str]:
    return fold(term.source).text, term.source_language, term.target_language


class TermIndex:
    """Terms made ready for many sentences of one pair of languages. Never changes."""

    def __init__(self, terms: Iterable[Term]) -> None:
        by_source: dict[str, dict[Term, None]] = {}
        for term in terms:
            for form in (term.source, *term.source_forms):
                by_source.setdefault(fold(form).text.strip(), {})[term] = None
        self._written = {term: _written(term) for found in by_source.values() for term in found}
        self._by_first: dict[str, list[tuple[str, tuple[Term, ...]]]] = {}
        for needle, found in by_source.items():
            first = _FIRST.match(needle)
            if first is not None:
                self._by_first.setdefault(first.group(), []).append((needle, tuple(found)))

    def matches(self, sentence: str) -> tuple[TermMatch, ...]:
        """The terms in a sentence in reading order; of overlapping ones the longest.

        Words are whole words, except in scripts without spaces; Korean ones may go on.
        """
        if not self._by_first:
            return ()
        found = sorted(
            self._candidates(sentence), key=lambda match: (-len(match.span), match.span.start)
        )
        kept: list[TermMatch] = []
        taken = bytearray(len(sentence))
        for match in found:
            start, end = match.span.start, match.span.end
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                kept.append(match)
        return tuple(sorted(kept, key=lambda match: match.span.start))

    def places(
        self, match: TermMatch, source: str, target: Folded, *, forbidden: bool
    ) -> list[tuple[Term, Span]]:
        """Where the targets of a found source stand in a translation, folded with its case kept.

        Of the terms at that place only those that are forbidden, or only those that are not.
        """
        capitals = match.span.of(source).isupper()
        return [
            (term, span)
            for term in match.terms
            if term.forbidden is forbidden
            for needle in (*self._written[term], *(_in_capitals(term) if capitals else ()))
            for span in _spans_of(target, needle)
        ]

    def _candidates(self, sentence: str) -> Iterator[TermMatch]:
        folded = fold(sentence)
        for word in _FIRST.finditer(folded.text):
            start = word.start()
            for needle, terms in self._by_first.get(word.group(), ()):
                if not folded.text.startswith(needle, start):
                    continue
                span = _whole(folded, start, start + len(needle))
                if span is None:
                    continue
                here = tuple(t for t in terms if _right_case(t, span.of(sentence)))
                if here:
                    yield TermMatch(here[0], span, here[1:])


def terms_in(sentence: str, terms: Iterable[Term] | TermIndex) -> tuple[TermMatch, ...]:
    """Where terms stand in a sentence, as ``TermIndex.matches``.

    ``terms`` are of one pair of languages. For many sentences build the index once.
    """
    return _indexed(terms).matches(sentence)


def violations(source: str, target: str, terms: Iterable[Term] | TermIndex) -> tuple[Alarm, ...]:
    """What was not translated as the terms of this pair of languages say.

    A term is kept when its target or one of its forms stands in ``target`` as whole words: as it
    is given, with a capital for its first letter or, unless it is case-sensitive, a small one,
    or in capitals where the source is. Several terms of one source are alternatives. Nothing is
    said of an empty translation.
    """
    if not target.strip():
        return ()
    index = _indexed(terms)
    text = fold(target, keep_case=True)
    found = {match.terms: match for match in index.matches(source)}
    kept = {
        group: index.places(match, source, text, forbidden=False) for group, match in found.items()
    }
    allowed = [span for places in kept.values() for _, span in places]
    alarms: list[Alarm] = []
    for group, match in found.items():
        wanted = [term.target for term in group if not term.forbidden]
        if wanted and all(_part_of_one(span, allowed) for _, span in kept[group]):
            alarms.append(_alarm(match.term, "should be", wanted))
        unwanted = [
            term.target
            for term, span in index.places(match, source, text, forbidden=True)
            if span not in allowed and not _part_of_one(span, allowed)
        ]
        if unwanted:
            alarms.append(_alarm(match.term, "should not be", unwanted))
    return tuple(alarms)


def _indexed(terms: Iterable[Term] | TermIndex) -> TermIndex:
    return terms if isinstance(terms, TermIndex) else TermIndex(terms)


def _written(term: Term) -> tuple[str, ...]:
    """The ways in which the target may be written, folded for searching."""
    written: dict[str, None] = {}
    for form in (term.target, *term.forms):
        folded = fold(form, keep_case=True).text.strip()
        written[folded] = written[folded[:1].title() + folded[1:]] = None
        if not term.case_sensitive:
            written[folded[:1].lower() + folded[1:]] = None
    return tuple(needle for needle in written if needle)


def _in_capitals(term: Term) -> Iterator[str]:
    for form in (term.target, *term.forms):
        yield fold(form.upper(), keep_case=True).text.strip()


def _spans_of(text: Folded, needle: str) -> Iterator[Span]:
    place = text.text.find(needle) if needle else -1
    while place >= 0:
        span = _whole(text, place, place + len(needle))
        if span is not None:
            yield span
        place = text.text.find(needle, place + 1)


def _whole(folded: Folded, start: int, end: int) -> Span | None:
    """The original span of a stretch that is made of whole words; None when it is not."""
    if begins_word(folded.text, start) and ends_word(folded.text, end):
        return folded.original(start, end)
    return None


def _right_case(term: Term, found: str) -> bool:
    if not term.case_sensitive:
        return True
    exact = fold(found, keep_case=True).text
    forms = (term.source, *term.source_forms)
    return any(fold(form, keep_case=True).text.strip() == exact for form in forms)


def _part_of_one(span: Span, longer: Sequence[Span]) -> bool:
    """Whether a span is a part of, and not the same as, one of the others."""
    return any(
        other.start <= span.start and span.end <= other.end and len(span) < len(other)
        for other in longer
    )


def _alarm(term: Term, verb: str, targets: Iterable[str]) -> Alarm:
    quoted = " or ".join(f"“{target}”" for target in dict.fromkeys(targets))
    return Alarm(AlarmKind.TERM, f"term “{term.source}” {verb} {quoted}")
