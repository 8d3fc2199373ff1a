"""What is plainly wrong with a translated segment: the checks, and the glossary's say."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.alarms import Alarm
from diptych.core.terms import Term, TermIndex, for_pair, violations
from diptych.core.text import Span
from diptych.core.versions import Translated
from diptych.engines.base import Answer


class Judge:
    """Judges translations of one pair of languages (BCP 47), with the terms that belong to it."""

    def __init__(
        self, from_language: str | None, to_language: str | None, terms: Sequence[Term] = ()
    ) -> None:
        self._from, self._to = from_language, to_language
        self._terms = TermIndex(for_pair(terms, from_language, to_language))

    def judged(self, source: str, answer: Answer) -> Translated:
        """An engine's answer with everything that stands out about it."""
        return Translated(answer.words, (*answer.alarms, *self.alarms(source, answer.words)))

    def alarms(self, source: str, words: str) -> tuple[Alarm, ...]:
        """What stands out about words that somebody gave for a source sentence."""
        # The checks know many words; reading them in is left until something is judged.
        from diptych.core.checks.every import alarms

        return (
            *alarms(source, words, self._from, self._to),
            *violations(source, words, self._terms),
        )

    def terms_of(self, source: str) -> tuple[tuple[str, str], ...]:
        """The (source, target) of the terms in a sentence, without those that are forbidden."""
        return tuple(
            (match.span.of(source), term.target)
            for match in self._terms.matches(source)
            for term in match.terms[:1]
            if not term.forbidden
        )

    def broken_terms(self, source: str, words: str) -> Sequence[tuple[Span, str]]:
        """The terms of the source whose translation is missing: their places, and what to put."""
        broken = []
        for match in self._terms.matches(source):
            wanted = [term for term in match.terms if not term.forbidden]
            if wanted and violations(source, words, wanted):
                broken.append((match.span, wanted[0].target))
        return broken
