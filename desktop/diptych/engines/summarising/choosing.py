"""From ranked sentences to a summary that keeps its limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.core.errors import SummaryError
from diptych.core.summary import Limit, Pick
from diptych.core.words import count_words
from diptych.engines.base import Sentence


def choose(
    ranked: Iterable[tuple[int, float, str]], sentences: Sequence[Sentence], limit: Limit
) -> tuple[Pick, ...]:
    """Take (index, score, why) from best to worst while the limit holds; in reading order.

    With a limit of words, a sentence that does not fit is passed over for a shorter one further
    down. Raises SummaryError when not even one sentence fits.
    """
    taken: dict[int, Pick] = {}
    words = 0
    for index, score, why in ranked:
        if limit.sentences is not None and len(taken) >= limit.sentences:
            break
        length = count_words(sentences[index].words) if limit.words is not None else 0
        if limit.words is not None and words + length > limit.words:
            continue
        words += length
        taken[index] = Pick(sentences[index].segment, round(float(score), 6), why)
    if not taken and sentences:
        shortest = min(count_words(sentence.words) for sentence in sentences)
        raise SummaryError(
            f"No sentence fits into {limit.words} words.",
            f"The shortest sentence has {shortest}. Allow more words.",
        )
    return tuple(taken[index] for index in sorted(taken))
