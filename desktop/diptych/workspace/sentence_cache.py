"""Answers of engines, kept between runs: a sentence that was translated once comes at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from diptych.core.alarms import Alarm, AlarmKind
from diptych.core.errors import StoreError
from diptych.core.progress import Context
from diptych.engines.base import Answer, Deliver, Translator, TranslatorInfo
from diptych.version import VERSION
from diptych.workspace.database import Database

MOST = 200_000
"""Sentences kept; when there are more, the longest unused go, and a tenth with them."""

_STEPS = (
    (
        """CREATE TABLE answers(
            key BLOB PRIMARY KEY, words TEXT NOT NULL, alarms TEXT NOT NULL,
            used REAL NOT NULL DEFAULT (julianday('now'))
        ) WITHOUT ROWID""",
    ),
)
_AT_ONCE = 500
_FLUSH = 64


class SentenceCache:
    """A file of answers by engine, model, options and sentence. Safe from any thread.

    It holds nothing that cannot be made again: where its file cannot be used, translating goes on
    without it.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file, _STEPS, "store of translated sentences")

    def known(
        self, info: TranslatorInfo, quality: str, sentences: Iterable[str]
    ) -> dict[str, Answer]:
        """The kept answers to those of the sentences that have one."""
        by_key = {_key(info, quality, sentence): sentence for sentence in sentences}
        keys = list(by_key)
        found: dict[str, Answer] = {}
        with suppress(StoreError):
            for some in (keys[n : n + _AT_ONCE] for n in range(0, len(keys), _AT_ONCE)):
                for key, words, alarms in self._taken(some):
                    with suppress(ValueError, KeyError, TypeError):
                        found[by_key[key]] = Answer(words, _alarms(alarms))
        return found

    def _taken(self, keys: Sequence[bytes]) -> list[tuple[bytes, str, str]]:
        """The rows of keys, which are marked as used now."""
        marks = ",".join("?" * len(keys))
        # Only question marks are put into the statements.
        wanted = f"SELECT key, words, alarms FROM answers WHERE key IN ({marks})"  # noqa: S608
        with self._database.reading() as connection:
            rows = connection.execute(wanted, keys).fetchall()
        if rows:
            here = [row[0] for row in rows]
            marks = ",".join("?" * len(here))
            used = f"UPDATE answers SET used = julianday('now') WHERE key IN ({marks})"  # noqa: S608
            with suppress(StoreError), self._database.writing() as connection:
                connection.execute(used, here)
        return rows

    def keep(self, info: TranslatorInfo, quality: str, answers: Mapping[str, Answer]) -> None:
        """Keep answers, which are given by their sentences."""
        rows = [
            (
                _key(info, quality, sentence),
                answer.words,
                json.dumps([(alarm.kind, alarm.message) for alarm in answer.alarms]),
            )
            for sentence, answer in answers.items()
        ]
        if rows:
            # Half a surrogate pair, as a server may send, cannot be written to a file.
            with suppress(StoreError, UnicodeError), self._database.writing() as connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO answers(key, words, alarms) VALUES (?, ?, ?)", rows
                )

    def prune(self, most: int = MOST) -> None:
        """Forget the longest unused answers when there are more than ``most``."""
        spare = self.count() - most
        if spare > 0:
            with suppress(StoreError), self._database.writing() as connection:
                connection.execute(
                    "DELETE FROM answers WHERE key IN"
                    " (SELECT key FROM answers ORDER BY used LIMIT ?)",
                    (spare + most // 10,),
                )

    def count(self) -> int:
        """How many answers are kept."""
        with suppress(StoreError), self._database.reading() as connection:
            return int(connection.execute("SELECT count(*) FROM answers").fetchone()[0])
        return 0

    def clear(self) -> None:
        """Forget all answers."""
        with suppress(StoreError), self._database.writing() as connection:
            connection.execute("DELETE FROM answers")

    def close(self) -> None:
        """Let go of the file; the next question opens it again."""
        self._database.close()


class CachedTranslator:
    """A translator that asks its engine only for what the cache does not know."""

    def __init__(self, engine: Translator, cache: SentenceCache) -> None:
        self.info = engine.info
        self._engine = engine
        self._cache = cache

    def translate(
        self, sentences: Sequence[str], quality: str, context: Context, deliver: Deliver
    ) -> None:
        """See engines.base.Translator. What is known comes first."""
        known = self._cache.known(self.info, quality, sentences)
        asked = [n for n, sentence in enumerate(sentences) if sentence not in known]
        for number, sentence in enumerate(sentences):
            if sentence in known:
                deliver(number, known[sentence])
        if not asked:
            context.step(len(sentences), len(sentences))
            return
        fresh: dict[str, Answer] = {}

        def arrived(place: int, answer: Answer) -> None:
            number = asked[place]
            fresh[sentences[number]] = answer
            deliver(number, answer)
            if len(fresh) >= _FLUSH:
                self._cache.keep(self.info, quality, fresh)
                fresh.clear()

        try:
            self._engine.translate([sentences[n] for n in asked], quality, context, arrived)
        finally:
            self._cache.keep(self.info, quality, fresh)


def _key(info: TranslatorInfo, quality: str, sentence: str) -> bytes:
    """A name for one question to one engine; 16 bytes, so that two never meet by chance."""
    asked = (
        VERSION,  # another one may ask its engines in other ways
        info.engine,
        info.model,
        info.fingerprint,
        info.from_language,
        info.to_language,
        info.options,
        quality,
        sentence,
    )
    return hashlib.blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _alarms(kept: str) -> tuple[Alarm, ...]:
    return tuple(Alarm(AlarmKind(kind), message) for kind, message in json.loads(kept))
