"""What every engine's answers go through, so that any of them can be trusted with wire copy.

Before: addresses and the like become stand-ins, headlines in capitals become sentences. After:
both are put back, and the target language's quotation marks and spaces are set. What an engine
does not bring through whole is asked for again: with numbers and terms as stand-ins too, or in
pieces around what must not change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.casing import Casing, Spelling, restore_case, to_sentence_case
from diptych.core.numerals import localise, lost_numbers
from diptych.core.progress import Context, QuietContext
from diptych.core.protection import Shielded, between, framed, protected, shield
from diptych.core.text import Span
from diptych.core.typography import typeset
from diptych.engines.base import (
    Advisor,
    Alternative,
    Answer,
    Deliver,
    Translator,
    TranslatorInfo,
)

_AROUND = Alarm(AlarmKind.IN_PARTS, "translated in parts, around what must not change")

_ALIKE = str.maketrans({**dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("’‘‚", "'")})

_ATTEMPTS = 2
"""Forms of stand-ins tried before a lost number or term is left to the alarms."""

Fixed = tuple[Span, str]
"""A stretch of the source, and the words that stand for it in the translation."""

BrokenTerms = Callable[[str, str], Sequence[Fixed]]
"""Given a source and a translation, the terms whose translation does not stand in it."""


def no_terms(source: str, words: str) -> Sequence[Fixed]:
    """Without a glossary nothing is broken."""
    del source, words
    return ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence for an engine: its words on one line, and how its letters are written."""

    words: str
    casing: Casing = Casing.SENTENCE


class GuardedTranslator:
    """An engine of any kind, with what it is asked prepared and what it answers finished."""

    def __init__(
        self, engine: Translator, spelling: Spelling, terms: BrokenTerms = no_terms
    ) -> None:
        self._engine = engine
        self._spelling = spelling
        self._terms = terms

    @property
    def info(self) -> TranslatorInfo:
        """What the engine tells of itself."""
        return self._engine.info

    def translate(
        self, sentences: Sequence[Sentence], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """Translate each sentence and deliver its answer, as engines.base.Translator does.

        Sentences of nothing but protected words are answered at once, without the engine. Tags
        around a whole sentence are no engine's business.
        """
        frames = [framed(sentence.words) for sentence in sentences]
        bare = [replace(s, words=f[1]) for s, f in zip(sentences, frames, strict=True)]

        def put_back(number: int, answer: Answer) -> None:
            head, _, tail = frames[number]
            deliver(number, replace(answer, words=f"{head}{answer.words}{tail}"))

        self._translate(bare, quality, context, put_back)

    def _translate(
        self, sentences: Sequence[Sentence], quality: str, context: Context, deliver: Deliver
    ) -> None:
        drafts = [self._draft(sentence, _kept(sentence.words)) for sentence in sentences]
        # With stand-ins, and in one case, two sentences may read the same.
        asked: dict[str, list[int]] = {}
        for number, draft in enumerate(drafts):
            if _has_words(draft):
                asked.setdefault(self._asked(sentences[number], draft), []).append(number)
            else:
                deliver(number, Answer(sentences[number].words))
        call = _Call(self._engine, quality, QuietContext(context))
        texts = list(asked)

        def finish(place: int, answer: Answer) -> None:
            for number in asked[texts[place]]:
                deliver(number, self._finish(sentences[number], drafts[number], answer, call))

        self._engine.translate(texts, quality, context, finish)

    def alternatives(
        self, advisor: Advisor, sentence: Sentence, start: str, count: int, context: Context
    ) -> tuple[Alternative, ...]:
        """What the engine, as an advisor, offers for a sentence; see engines.base.Advisor.

        ``start`` is what the user typed, and stays letter by letter. Offers that begin otherwise,
        and those in which something protected did not come through, are left out.
        """
        draft = self._draft(sentence, _kept(sentence.words))
        asked = self._asked(sentence, draft)
        begun = start
        for stand_in, words in draft.items:
            begun = begun.replace(words, stand_in, 1)
        if sentence.casing is Casing.UPPER:
            begun = to_sentence_case(begun, Casing.UPPER, Spelling({}), self.info.to_language)
        found: dict[str, float] = {}
        for offer in advisor.alternatives(asked, begun, count, context):
            whole = draft.restore(self._set(sentence, offer.words))
            fitting = None if whole is None else _begin_with(start, whole)
            if fitting is not None:
                found.setdefault(fitting, offer.score)
        return tuple(Alternative(words, score) for words, score in found.items())

    def _draft(self, sentence: Sentence, fixed: Sequence[Fixed], attempt: int = 0) -> Shielded:
        return shield(sentence.words, fixed, attempt)

    def _asked(self, sentence: Sentence, draft: Shielded) -> str:
        """What the engine is given for a draft."""
        if sentence.casing is Casing.SENTENCE:
            return draft.text
        return to_sentence_case(
            draft.text, sentence.casing, self._spelling, self.info.from_language
        )

    def _set(self, sentence: Sentence, words: str) -> str:
        """The words in the letters and with the marks of the target language."""
        language = self.info.to_language
        return typeset(restore_case(words, sentence.casing, language), language)

    def _finish(self, sentence: Sentence, draft: Shielded, answer: Answer, call: _Call) -> Answer:
        words = draft.restore(self._set(sentence, answer.words))
        if words is None:
            return self._around(sentence, draft, call)
        fixed = self._broken(sentence, words)
        for attempt in range(_ATTEMPTS if fixed else 0):
            again = self._draft(sentence, fixed, attempt)
            second = call.answer(self._asked(sentence, again))
            better = again.restore(self._set(sentence, second.words))
            if better is not None:
                return Answer(_begun_like(sentence.words, better, fixed), second.alarms)
        return Answer(words, answer.alarms)

    def _broken(self, sentence: Sentence, words: str) -> tuple[Fixed, ...]:
        """All that must be fixed in a second try; nothing when the first one is good.

        Numbers that are lost and terms that were not kept, with what was fixed before.
        """
        info, source = self.info, sentence.words
        kept = _kept(source)
        numbers = [
            (span, localise(span.of(source), info.from_language, info.to_language))
            for span in lost_numbers(source, words)
        ]
        terms = self._terms(source, words)
        if sentence.casing is Casing.UPPER:
            terms = [(span, restore_case(t, Casing.UPPER, info.to_language)) for span, t in terms]
        new = [part for part in (*terms, *numbers) if not any(_meet(part, k) for k in kept)]
        if not new:
            return ()
        return _apart((*kept, *new))

    def _around(self, sentence: Sentence, draft: Shielded, call: _Call) -> Answer:
        """The stretches around what is protected, one by one: clumsy, but nothing is harmed."""
        kept = _kept(sentence.words)
        stretches = between(sentence.words, [span for span, _ in kept])
        wanted = [n for n, stretch in enumerate(stretches) if any(c.isalpha() for c in stretch)]
        texts = [self._asked(sentence, Shielded(stretches[n].strip(), ())) for n in wanted]
        answers = dict(zip(wanted, call.answers(texts), strict=True))
        parts = list(stretches)
        for number, answer in answers.items():
            bare = stretches[number].strip()
            head, _, tail = stretches[number].partition(bare)
            parts[number] = f"{head}{answer.words}{tail}"
        told = (alarm for answer in answers.values() for alarm in answer.alarms)
        stand_ins, originals = [s for s, _ in draft.items], [words for _, words in kept]
        # Set as a whole, as a quotation may go around what is protected.
        whole = self._set(sentence, _woven(parts, stand_ins))
        words = Shielded(whole, tuple(zip(stand_ins, originals, strict=True))).restore(whole)
        if words is None:
            words = _woven([self._set(sentence, part) for part in parts], originals)
        return Answer(words, tuple(dict.fromkeys((_AROUND, *told))))


class _Call:
    """A second question to an engine while it answers the first."""

    def __init__(self, engine: Translator, quality: str, context: Context) -> None:
        self._engine, self._quality, self._context = engine, quality, context

    def answers(self, texts: Sequence[str]) -> list[Answer]:
        """The answers, in order. Equal texts are asked for once, as engines want it."""
        distinct = list(dict.fromkeys(texts))
        found: dict[int, Answer] = {}
        if distinct:
            self._engine.translate(distinct, self._quality, self._context, found.__setitem__)
        return [found[distinct.index(text)] for text in texts]

    def answer(self, text: str) -> Answer:
        """The answer to one text."""
        return self.answers([text])[0]


def _begin_with(start: str, words: str) -> str | None:
    """The words, beginning letter by letter as was typed; None when they begin otherwise.

    Case, spaces and the kinds of quotation marks may differ.
    """
    plain = _loosely(start)
    if not plain:
        return words
    place = 0
    for taken, character in enumerate(words, start=1):
        loose = _loosely(character)
        if not plain.startswith(loose, place):
            return None
        place += len(loose)
        if place == len(plain):
            return start.rstrip() + words[taken:]
    return None


def _loosely(words: str) -> str:
    return "".join(words.split()).translate(_ALIKE).casefold()


def _woven(parts: Sequence[str], between_them: Sequence[str]) -> str:
    """The parts, each but the last followed by what stands between it and the next."""
    return "".join(w for pair in zip(parts, (*between_them, ""), strict=True) for w in pair)


def _begun_like(source: str, words: str, fixed: Sequence[Fixed]) -> str:
    """The words with a capital, as the source has one, where they begin with a fixed term."""
    small = source[:1].isupper() and words[:1].islower()
    term = any(words.startswith(put) and put.islower() for _, put in fixed)
    return words[:1].upper() + words[1:] if small and term else words


def _kept(text: str) -> tuple[Fixed, ...]:
    return tuple((span, span.of(text)) for span in protected(text))


def _has_words(draft: Shielded) -> bool:
    rest = draft.text
    for stand_in, _ in draft.items:
        rest = rest.replace(stand_in, "", 1)
    return any(c.isalpha() for c in rest)


def _meet(one: Fixed, other: Fixed) -> bool:
    return one[0].overlaps(other[0])


def _apart(parts: Sequence[Fixed]) -> tuple[Fixed, ...]:
    """In order, without those that overlap an earlier one."""
    chosen: list[Fixed] = []
    for part in sorted(parts, key=lambda p: p[0].start):
        if not chosen or not _meet(part, chosen[-1]):
            chosen.append(part)
    return tuple(chosen)
