"""What a chat model answers, made into a translation, or an alarm where that is not certain.

Taken off without a word: its thinking, and one pair of fences or quotation marks around all of it
that the source lacks. All else that does not look like a translation is left and told.
"""

from __future__ import annotations

import re
from itertools import chain

from diptych.core.alarms import Alarm, AlarmKind
from diptych.engines.base import Answer

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_OPENED = re.compile(r"<(?:think|thinking|reasoning)>", re.IGNORECASE)
_CLOSED = re.compile(r".*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCED = re.compile(r"(```|~~~)[\w+-]*\n(.*?)\n?\1\s*\Z", re.DOTALL)

_QUOTES = ("“”", "«»", "„“", "„”", "‘’", "‚‘", "「」", "『』", "‹›", '""', "''", "``")
_QUOTE_MARKS = frozenset(chain.from_iterable(_QUOTES))

_REFUSAL = re.compile(
    r"""\b(?:as\ an?\ (?:ai|language\ model)|(?:ai|language)\ model\b
    |(?:can(?:no|['’])t|can\ not|unable\ to|not\ able\ to|won['’]t)
      \ (?:\w+\ ){0,2}(?:assist|help|translat|fulfil|comply|provide\ a\ translation)
    |ne\ (?:peux|puis)\ pas\ (?:\w+\ ){0,2}(?:traduire|aider|répondre)
    |no\ puedo\ (?:\w+\ ){0,2}(?:traducir|ayudar)
    |kann\ (?:\w+\ ){0,3}nicht\ (?:übersetzen|helfen)
    |non\ posso\ (?:\w+\ ){0,2}(?:tradurre|aiutare)
    |não\ posso\ (?:\w+\ ){0,2}(?:traduzir|ajudar))""",
    re.IGNORECASE | re.VERBOSE,
)
_CHATTER = re.compile(
    r"""\A(?:sure|certainly|of\ course|absolutely|okay|ok|here(?:['’]s|\ is|\ are)
    |(?:the\ )?translat(?:ion|ed\ text)|voici|bien\ sûr|la\ traduction|traduction
    |aquí|claro|por\ supuesto|la\ traducción|traducción|hier\ (?:ist|sind)
    |natürlich|gerne|übersetzung|ecco|certo|traduzione|aqui\ está|tradução
    )\b[^\n]{0,80}?(?::|！|!\s|\.\s*\n)""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTE = re.compile(
    r"""(?:^|[\s(\[])\(?(?:translator['’]s\ note|notes?|nota|remarque|hinweis|anmerkung
    |explanation|alternatively|alternative(?:\ translation)?|option\ \d)\s*:""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST = re.compile(r"^\s*(?:\d+[.)]|[-–—*•])\s", re.MULTILINE)


def answer_of(source: str, raw: str, finish: str) -> Answer:
    """The answer to a source on one line; ``finish`` is the server's reason to have stopped."""
    words = _without_thinking(source, raw).strip()
    words = _without_quotes(source, _without_fences(source, words))
    alarms = _alarms(source, words, finish)
    lines = [line.strip() for line in words.splitlines()]
    return Answer(" ".join(line for line in lines if line), tuple(alarms))


def _alarms(source: str, words: str, finish: str) -> list[Alarm]:
    found: list[Alarm] = []
    if not words:
        found.append(Alarm(AlarmKind.EMPTY, "the model gave no translation"))
    if finish == "length":
        found.append(Alarm(AlarmKind.LENGTH, "the model's answer was cut off"))
    if finish == "content_filter":
        found.append(Alarm(AlarmKind.REFUSAL, "the model's filter stopped the answer"))
    if _REFUSAL.search(words) and not _REFUSAL.search(source):
        found.append(Alarm(AlarmKind.REFUSAL, "the model seems to refuse"))
    elif _is_chatty(source, words):
        found.append(Alarm(AlarmKind.REFUSAL, "the model seems to say more than the translation"))
    return found


def _is_chatty(source: str, words: str) -> bool:
    if _lines(words) > max(1, _lines(source)):
        return True
    checks = (_CHATTER, _NOTE, _LIST)
    return any(check.search(words) and not check.search(source) for check in checks)


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def _without_thinking(source: str, raw: str) -> str:
    if _OPENED.search(source):
        return raw
    words = _THINKING.sub("", raw)
    # Some servers keep the beginning for themselves; some models never come to the end.
    words = _CLOSED.sub("", words)
    return _OPENED.split(words)[0]


def _without_fences(source: str, words: str) -> str:
    match = _FENCED.match(words)
    if match is None or match[1] in source or match[1] in match[2]:
        return words
    return match[2].strip()


def _without_quotes(source: str, words: str) -> str:
    bare = source.strip()
    if len(words) < 3 or set(bare[:1] + bare[-1:]) & _QUOTE_MARKS:
        return words
    inner = words[1:-1]
    if words[0] + words[-1] in _QUOTES and not set(inner) & {words[0], words[-1]}:
        return inner.strip()
    return words
