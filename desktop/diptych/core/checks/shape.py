"""Whether a translation has the length and the letters that one should have."""

from __future__ import annotations

from collections.abc import Iterator

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.pair import Pair
from diptych.core.scripts import letters_by_script, only_latin

# How long a text is beside its English; 1.1 for languages that are not listed. Measured on news
# and on messages of programs.
_LENGTHS = {
    "en": 1.0, "fr": 1.19, "de": 1.16, "es": 1.15, "it": 1.15, "pt": 1.1, "nl": 1.14, "ca": 1.14,
    "ro": 1.1, "pl": 1.07, "cs": 1.01, "ru": 1.09, "uk": 1.07, "el": 1.16, "hu": 1.08, "fi": 1.02,
    "sv": 1.03, "da": 1.03, "nb": 1.02, "tr": 1.04, "ar": 0.83, "he": 0.76, "fa": 0.95, "ur": 1.0,
    "hi": 1.0, "bn": 1.0, "th": 0.95, "vi": 1.05, "id": 1.1, "zh": 1.0, "ja": 1.0, "ko": 1.0,
}  # fmt: skip
_DEFAULT = 1.1
_WIDTHS = {  # how many letters of English one of theirs stands for
    "zh": {"Chinese": 3.2},
    "ja": {"Chinese": 2.2, "Japanese": 2.1},
    "ko": {"Korean": 2.3, "Chinese": 3.2},
}
_SHORTEST_CUT = 60
_ENDS = ".!?…。！？؟։।"
_CLOSERS = "\"'”’»“‘«›)]」』 \u00a0\u202f"
_UNSPACED = frozenset({"Chinese", "Japanese", "Thai", "Lao", "Burmese", "Khmer"})
_TAGS = "en fr de es it pt nl ca ro pl cs ru uk el hu fi sv da nb tr hi ar he fa"
_FULL_STOPS = frozenset(_TAGS.split())


def check_length(pair: Pair) -> Iterator[Alarm]:
    """At most one alarm of the kind LENGTH."""
    many = len(pair.source_words)
    one = len(pair.target_words) == 1 and len(pair.target_words[0]) < 16
    if one and many >= 5 and _UNSPACED.isdisjoint(pair.to_scripts):
        yield Alarm(AlarmKind.LENGTH, f"one word for {many}")
        return
    there = _length(pair.source, pair.from_base)
    here = _length(pair.target, pair.to_base)
    if here < 0.68 * there - 10:
        yield Alarm(AlarmKind.LENGTH, "much shorter than the source")
    elif here > 1.5 * there + 25:
        yield Alarm(AlarmKind.LENGTH, "much longer than the source")
    elif there >= _SHORTEST_CUT and here < 0.85 * there and _breaks_off(pair):
        yield Alarm(AlarmKind.LENGTH, "breaks off before the end")


def _length(text: str, base: str) -> float:
    """How many letters the same would have in English, roughly."""
    widths = _WIDTHS.get(base)
    if widths is None:
        return len(text) / _LENGTHS.get(base, _DEFAULT)
    letters = letters_by_script(text)
    return len(text) + sum((widths[s] - 1) * letters.get(s, 0) for s in widths)


def _breaks_off(pair: Pair) -> bool:
    """Whether the source ends like a sentence and the target like the middle of one."""
    if pair.to_base not in _FULL_STOPS:
        return False
    source, target = pair.source.rstrip(_CLOSERS), pair.target.rstrip(_CLOSERS)
    return source[-1:] in _ENDS and bool(target) and target[-1] not in _ENDS + ":;"


def check_script(pair: Pair) -> Iterator[Alarm]:
    """At most one alarm of the kind SCRIPT: no letters at all, or mostly those of others."""
    usual = "Latin" in pair.to_scripts and only_latin(pair.target)
    if usual and any(map(str.isalpha, pair.target_words)):
        return
    letters = letters_by_script(pair.target)
    total = sum(letters.values())
    if not total:
        if sum(map(str.isalpha, pair.source)) >= 2 and not any(map(str.isdigit, pair.target)):
            yield Alarm(AlarmKind.SCRIPT, f"no words in it: {pair.target.strip()[:20]}")
        return
    if not pair.to_scripts:
        return
    right = sum(letters.get(script, 0) for script in pair.to_scripts)
    if 2 * (total - right) <= total or total - right < 3:
        return
    most = max((s for s in letters if s not in pair.to_scripts), key=lambda s: letters[s])
    if most == "Latin" and not _is_new_prose(pair):
        return  # names, abbreviations and what is quoted keep their letters
    yield Alarm(
        AlarmKind.SCRIPT, f"written in {most} letters, not in {' or '.join(pair.to_scripts)} ones"
    )


def _is_new_prose(pair: Pair) -> bool:
    """Whether the target's words in Latin letters are more than names, and not the source's."""
    there = set(pair.source_lows)
    new = [w for w in pair.target_words if w.isascii() and w.lower() not in there]
    return len(new) >= 5 or sum(word[0].islower() and len(word) > 2 for word in new) >= 2
