"""Which of the single-byte encodings of Latin letters a text is in."""

from __future__ import annotations

import re
from collections import Counter

LATIN: tuple[str, ...] = (
    "cp1252", "cp1250", "iso8859-2", "cp1254", "cp1257", "mac-roman", "cp850", "cp437",
)  # fmt: skip
"""Python's names, the more usual ones first: an equal score goes to the earlier one."""

SAMPLE = 65_536

# Frequent words of European languages whose letters the encodings disagree about, and endings
# that Turkish puts on most of its words.
_FREQUENT = re.compile(
    r"\b(?:"
    r"à|où|là|très|après|même|être|été|dès|déjà|près|"
    r"für|über|können|müssen|würde|während|größer|"
    r"más|está|también|según|años|después|así|él|"
    r"não|são|até|também|já|só|há|"
    r"è|più|perché|però|già|così|può|città|"
    r"één|på|også|når|år|får|må|är|för|från|också|"
    r"að|það|þeir|þetta|við|því|"
    r"és|ő|őt|már|még|több|első|között|után|"
    r"się|że|są|być|może|już|także|który|które|został|"
    r"že|při|až|než|také|který|které|více|není|může|"
    r"şi|că|să|după|în|între|"
    r"što|će|više|može|još|če|še|"
    r"değil|olduğu|olduğunu|yıl|karşı|başkanı?|artık|nasıl|kadın|şey|şu|\w+(?:ığı|ının|ından|ları)|"
    r"už|iš|jų|dėl|metų|būti|šiais|"
    r"kā|būs|pēc|arī|līdz|vairāk|ļoti|šis|šī|tās"
    r")\b",
    re.IGNORECASE,
)
# The letters beyond ASCII of each language that these encodings serve.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôœùûüÿñ", "äöüß", "áéíñóúü", "áâãàçéêíóôõúü", "àèéìíîòóùú", "áéëèïíóöúüê",
        "æøåéóôòê", "åäöéàü", "äöåšž", "áðéíóúýþæö", "õäöüšž", "àçéèíïóòúü", "çë", "äëïöüé",
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž",
        "çğıöşüâîû", "ąčęėįšųūž", "āčēģīķļņšūž",
    )
)  # fmt: skip
# What no language writes: a sign in the middle of a word, or a capital after a small letter.
_UNLIKELY = re.compile(r"[^\W\d_][^\w\s'’‘\-‐‑–—.,:;/&@·…()\"“”«»+*=<>|\\]+[^\W\d_]|\ufffd")
_INNER_CAPITAL = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-ÞŠŽŒŸ]")
_DASH_IN_WORD = re.compile(r"[^\W\d_][—–](?=[^\W\d_]|\s[a-z])")


def best_latin(data: bytes) -> str:
    """The encoding of ``LATIN`` in which the start of ``data`` reads most like a language.

    A frequent word counts for three, a letter of the alphabet that fits best for one; any other
    letter, and what no language writes, counts against it by three.
    """
    sample = data[:SAMPLE]
    return max(LATIN, key=lambda encoding: _score(sample.decode(encoding, "replace")))


def _score(value: str) -> int:
    good = sum(1 for match in _FREQUENT.finditer(value) if not match.group().isascii())
    unlikely = sum(
        len(pattern.findall(value)) for pattern in (_UNLIKELY, _INNER_CAPITAL, _DASH_IN_WORD)
    )
    letters = Counter(c for c in value.lower() if c > "\x7f" and c.isalpha())
    return 3 * (good - unlikely) + _fit(letters)


def _fit(letters: Counter[str]) -> int:
    """How well the letters beyond ASCII go together as those of one language."""
    count = letters.total()
    own = max(sum(letters[c] for c in alphabet) for alphabet in _ALPHABETS)
    return own - 3 * (count - own)
