"""Invented articles in eight languages, notes on their words, and changes whose outcome is known.

Every word has an identity, so that after a change it is known where each marked word went.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from diptych.core.anchoring import follow, reanchor
from diptych.core.notes import Note, anchor
from diptych.core.text import Span, Text
from diptych.core.versions import Segment, Version, VersionKind
from diptych.workspace.recoding import find_again

EDITED = 0.03
"""The share of words that is replaced, left out, or gets another one before it."""

_SLOTS = ("who", "what", "how")


def _phrases() -> dict[tuple[str, str], list[str]]:
    file = Path(__file__).parents[1] / "data" / "anchor_phrases.tsv"
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {(language, slot): phrases.split("|") for language, slot, phrases in rows}


_PHRASES = _phrases()
_SYLLABLES = {
    "en": "ba ri mo len ta ko vi sa der nu el pa tor mi ke lo fen ar du sto",
    "ru": "ба ри мо лен та ко ви са дер ну эл па тор ми ке ло фен ар ду сто",
    "el": "βα ρι μο λεν τα κο βι σα δερ νου ελ πα τορ μι κε λο φεν αρ ντου στο",
    "ar": "با ري مو لن تا كو في سا در نو ال بت تور مي كي لو فن ار دو ستو",
    "zh": "巴 里 莫 伦 塔 科 维 萨 德 努 尔 帕 托 米 凯 洛 芬 阿 杜 斯",
}
LANGUAGES = tuple(dict.fromkeys(language for language, _ in _PHRASES))
_LEGACY = {"ru": "koi8-r", "el": "iso8859-7", "ar": "cp1256", "zh": "cp437"}
_ATOM = re.compile(r"[\u4e00-\u9fff]{1,2}|[^\W\u4e00-\u9fff]+|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, a sign or white space. ``id`` is that of the word it was, -1 for a new one."""

    text: str
    id: int
    was: int = -1
    """The word in whose place it stands."""

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


Atoms = tuple[Atom, ...]
Sentences = tuple[Atoms, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A note on a text, and the text as it was changed.

    ``own`` are the marked words by identity; ``gone`` tells that they were taken out.
    """

    note: Note
    before: str
    after: Atoms
    own: frozenset[int]
    gone: bool = False
    encodings: tuple[str | None, str | None] = (None, None)
    versions: tuple[Version, Version] | None = None
    value: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", joined(self.after))


def joined(atoms: Atoms) -> str:
    """The text of atoms."""
    return "".join(atom.text for atom in atoms)


@dataclass(frozen=True, slots=True)
class Article:
    """Paragraphs of sentences of atoms; every sentence ends with its white space."""

    language: str
    paragraphs: tuple[Sentences, ...]

    @property
    def atoms(self) -> Atoms:
        return tuple(atom for p in self.paragraphs for s in p for atom in s)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(atom.text for atom in self.atoms if atom.word))


def article(
    chance: random.Random, language: str, first: int = 0, *, formulaic: bool = False
) -> Article:
    """Some 40 sentences in paragraphs; the first word's identity is ``first``.

    Two and three words in a row return often, longer stretches seldom; ``formulaic`` ones are put
    together of the same phrases over and over.
    """
    number = first
    paragraphs = []
    space, stop = ("", "。") if language == "zh" else (" ", ".")
    for _ in range(chance.randint(8, 12)):
        sentences = []
        for place in range(count := chance.randint(2, 6)):
            parts = _formula(chance, language) if formulaic else _prose(chance, language)
            end = "\n\n" if place == count - 1 else space
            sentence = space.join(parts) + stop + end
            atoms = []
            for match in _ATOM.finditer(sentence):
                atoms.append(Atom(match.group(), number))
                number += 1
            sentences.append(tuple(atoms))
        paragraphs.append(tuple(sentences))
    return Article(language, tuple(paragraphs))


def _formula(chance: random.Random, language: str) -> list[str]:
    parts = [chance.choice(_PHRASES[language, slot]) for slot in _SLOTS]
    parts.insert(chance.randint(1, 3), chance.choice(_PHRASES[language, "when"]))
    return parts


def _prose(chance: random.Random, language: str) -> list[str]:
    """Pieces of one to four words of phrases, with a name here and there."""
    phrases = [phrase for slot in (*_SLOTS, "when") for phrase in _PHRASES[language, slot]]
    spaced = language != "zh"
    parts = []
    for _ in range(chance.randint(4, 9)):
        phrase = chance.choice(phrases)
        words = phrase.split() if spaced else [phrase[i : i + 2] for i in range(0, len(phrase), 2)]
        start = chance.randrange(len(words))
        piece = words[start : start + chance.randint(1, 4)]
        parts.append((" " if spaced else "").join(piece))
        if chance.random() < 0.2:
            parts.append(_name(chance, language))
    return parts


def _name(chance: random.Random, language: str) -> str:
    syllables = _SYLLABLES.get(language, _SYLLABLES["en"]).split()
    return "".join(chance.choices(syllables, k=chance.randint(2, 4))).capitalize()


def _marked(chance: random.Random, whole: Article, most: int = 6) -> tuple[Note, frozenset[int]]:
    """A note on one to ``most`` neighbouring words of a sentence."""
    atoms = whole.atoms
    words = [place for place, atom in enumerate(atoms) if atom.word]
    first = chance.randrange(len(words))
    last = min(len(words) - 1, first + chance.randrange(most))
    while "." in joined(atoms[words[first] : words[last]]) or "。" in joined(
        atoms[words[first] : words[last]]
    ):
        last -= 1
    chosen = atoms[words[first] : words[last] + 1]
    start = len(joined(atoms[: words[first]]))
    return note_on(joined(atoms), Span(start, start + len(joined(chosen)))), _ids(chosen)


def _ids(atoms: Sequence[Atom]) -> frozenset[int]:
    return frozenset(atom.id for atom in atoms if atom.word)


def note_on(value: str, span: Span) -> Note:
    """A note on a span of a text."""
    return Note("n", "v", span, *anchor(value, span), "", "", "2026-01-01T00:00:00+00:00")


def edited(
    chance: random.Random,
    atoms: Atoms,
    words: Sequence[str],
    kept: frozenset[int] = frozenset(),
    share: float = EDITED,
) -> Atoms:
    """The atoms with a share of their words edited, but for those ``kept``."""
    result: list[Atom] = []
    skip = False
    spaced = any(atom.text == " " for atom in atoms)
    for atom in atoms:
        if skip and atom.text == " ":
            skip = False
            continue
        skip = False
        if not atom.word or atom.id in kept or chance.random() >= share:
            result.append(atom)
            continue
        way = chance.choice(("replace", "insert", "leave out"))
        if way == "replace":
            result.append(Atom(chance.choice(words), -1, atom.id))
        elif way == "insert":
            result += [Atom(chance.choice(words), -1), *([Atom(" ", -1)] if spaced else []), atom]
        else:
            skip = True
    return tuple(result)


def near(chance: random.Random, whole: Article) -> Trial:
    """Words are edited everywhere but in the quotation."""
    note, own = _marked(chance, whole)
    return Trial(note, joined(whole.atoms), edited(chance, whole.atoms, whole.words, own), own)


def inside(chance: random.Random, whole: Article) -> Trial:
    """Words are edited everywhere, and at least one of the quotation in every second trial."""
    note, own = _marked(chance, whole)
    atoms = edited(chance, whole.atoms, whole.words)
    if len(own) > 1 and chance.random() < 0.5:
        one = chance.choice(sorted(own))
        atoms = tuple(
            Atom(chance.choice(whole.words), -1, one) if atom.id == one else atom for atom in atoms
        )
    return Trial(note, joined(whole.atoms), atoms, own)


def repeated(chance: random.Random, whole: Article) -> Trial:
    """One word, of those that stand oftenest; words are edited everywhere."""
    atoms = whole.atoms
    counts: dict[str, list[int]] = {}
    for place, atom in enumerate(atoms):
        if atom.word:
            counts.setdefault(atom.text, []).append(place)
    often = sorted(counts.values(), key=len)[-6:]
    place = chance.choice(chance.choice(often))
    start = len(joined(atoms[:place]))
    value = joined(atoms)
    note = note_on(value, Span(start, start + len(atoms[place].text)))
    return Trial(note, value, edited(chance, atoms, whole.words), _ids([atoms[place]]))


def deleted(chance: random.Random, whole: Article) -> Trial:
    """The sentence of the quotation is taken out, or its paragraph; words are edited elsewhere."""
    note, own = _marked(chance, whole, 3)
    by_paragraph = chance.random() < 0.3
    kept = [
        sentence
        for paragraph in whole.paragraphs
        if not (by_paragraph and any(own & _ids(s) for s in paragraph))
        for sentence in paragraph
        if not own & _ids(sentence)
    ]
    atoms = tuple(atom for sentence in kept for atom in sentence)
    after = edited(chance, atoms, whole.words)
    return Trial(note, joined(whole.atoms), after, own, gone=True)


def reordered(chance: random.Random, whole: Article) -> Trial:
    """The paragraphs are put in another order; words are edited everywhere."""
    note, own = _marked(chance, whole)
    paragraphs = list(whole.paragraphs)
    chance.shuffle(paragraphs)
    atoms = replace(whole, paragraphs=tuple(paragraphs)).atoms
    return Trial(note, joined(whole.atoms), edited(chance, atoms, whole.words), own)


def updated(chance: random.Random, whole: Article) -> Trial:
    """New paragraphs before, between and after; words are edited everywhere."""
    note, own = _marked(chance, whole)
    news = article(chance, whole.language, 1_000_000)
    paragraphs = list(whole.paragraphs)
    for paragraph in news.paragraphs[:4]:
        paragraphs.insert(chance.randint(0, len(paragraphs)), paragraph)
    paragraphs.insert(0, news.paragraphs[4])
    atoms = replace(whole, paragraphs=tuple(paragraphs)).atoms
    return Trial(note, joined(whole.atoms), edited(chance, atoms, whole.words), own)


def recoded(chance: random.Random, whole: Article) -> Trial:
    """A text in UTF-8 that was read in another encoding is read right."""
    wrong = chance.choice(("latin-1", "cp1251", "koi8-r", _LEGACY.get(whole.language, "cp437")))
    note, own = _marked(chance, whole)
    value = joined(whole.atoms)

    def misread(words: str) -> str:
        return words.encode().decode(wrong, "replace").replace("\x85", "\n")

    before = misread(value)
    span = Span(len(misread(value[: note.span.start])), len(misread(value[: note.span.end])))
    mistaken = note_on(before, span)
    return Trial(mistaken, before, whole.atoms, own, encodings=(wrong, "utf-8"))


def translated(chance: random.Random, whole: Article) -> Trial:
    """Each sentence comes in other words (a third of them), as from another engine."""
    note, own = _marked(chance, whole)
    sentences = [sentence for paragraph in whole.paragraphs for sentence in paragraph]
    other = [edited(chance, s, whole.words, share=0.33) for s in sentences]
    after = tuple(atom for sentence in other for atom in sentence)
    versions = _version(sentences, whole.language), _version(other, whole.language)
    return Trial(note, joined(whole.atoms), after, own, versions=versions)


def _version(sentences: Sequence[Atoms], language: str) -> Version:
    segments, value = [], ""
    for number, sentence in enumerate(sentences):
        words = joined(sentence)
        span = Span(len(value), len(value) + len(words.rstrip()))
        segments.append(Segment(f"s{number}", "b1", span))
        value += words
    return Version("v", VersionKind.MACHINE, "V", Text(value, language), tuple(segments))


def formulaic(chance: random.Random, whole: Article) -> Trial:
    """A text of few phrases that return again and again; words are edited everywhere."""
    return inside(chance, article(chance, whole.language, formulaic=True))


def formula_deleted(chance: random.Random, whole: Article) -> Trial:
    """A sentence is taken out of such a text."""
    return deleted(chance, article(chance, whole.language, formulaic=True))


KINDS: dict[str, Callable[[random.Random, Article], Trial]] = {
    "edits around it": near,
    "edits in it, too": inside,
    "a word that stands often": repeated,
    "taken out": deleted,
    "of few phrases": formulaic,
    "of few phrases, taken out": formula_deleted,
    "paragraphs reordered": reordered,
    "article updated": updated,
    "encoding mended": recoded,
    "translated again": translated,
}


def trial(kind: str, number: int) -> Trial:
    """The trial with that number, the same every time."""
    chance = random.Random(f"{kind} {number}")
    return KINDS[kind](chance, article(chance, LANGUAGES[number % len(LANGUAGES)]))


def with_the_old_text(trial: Trial) -> Note:
    """Where the note is found when the text before is at hand."""
    if trial.versions is not None:
        return follow((trial.note,), *trial.versions)[0]
    return find_again((trial.note,), trial.before, trial.value, trial.encodings)[0]


def without_it(trial: Trial) -> Note:
    """Where the note is found by its quotation and context."""
    return reanchor(trial.note, trial.value)


def outcome(trial: Trial, found: Note) -> str:
    """``right``, ``orphaned`` (though its words are there), or ``wrong``.

    Right is a span that has all marked words that are still there, and no other old word; when
    none is there any more, an orphan, or the words that stand in their places.
    """
    left = trial.own & _ids(trial.after)
    if found.orphan:
        return "orphaned" if left else "right"
    if trial.gone or found.span.of(trial.value) != found.quote:
        return "wrong"
    offset, covered, instead = 0, set(), set()
    for atom in trial.after:
        if atom.word and offset < found.span.end and offset + len(atom.text) > found.span.start:
            covered.add(atom.id)
            instead.add(atom.was)
        offset += len(atom.text)
    if left:
        return "right" if covered - {-1} == left else "wrong"
    return "right" if covered == {-1} and instead & trial.own else "wrong"
