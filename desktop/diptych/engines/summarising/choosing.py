"""From ranked sentences to a summary that keeps its limit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diptych.core.errors import SummaryError
from diptych.core.summary import Limit, Pick
from diptych.core.words import count_words
from diptych.engines.base import Sentence


class Room:
    """What is left of a limit. ``lengths`` are the sentences', in the unit of the limit."""

    def __init__(self, sentences: Sequence[Sentence], limit: Limit) -> None:
        """Raises SummaryError when not even the shortest sentence fits."""
        if limit.words is None:
            self.lengths: tuple[int, ...] = (1,) * len(sentences)
            self.left = limit.sentences or 0
            return
        self.lengths = tuple(count_words(sentence.words) for sentence in sentences)
        self.left = limit.words
        shortest = min(self.lengths, default=0)
        if shortest > limit.words:
            noun = "word" if limit.words == 1 else "words"
            raise SummaryError(
                f"No sentence fits into {limit.words} {noun}.",
                f"The shortest sentence has {shortest}. Allow at least as many.",
            )

    def holds(self, index: int) -> bool:
        """Whether the sentence still fits."""
        return self.lengths[index] <= self.left

    def take(self, index: int) -> None:
        """Give the sentence its place."""
        self.left -= self.lengths[index]


def choose(
    ranked: Iterable[tuple[int, float, str]], sentences: Sequence[Sentence], room: Room
) -> tuple[Pick, ...]:
    """Take (index, score, why) from best to worst while there is room; picks in reading order.

    With a limit of words, a sentence that does not fit is passed over for a shorter one further
    down.
    """
    taken: dict[int, Pick] = {}
    for index, score, why in ranked:
        if room.holds(index):
            room.take(index)
            taken[index] = Pick(sentences[index].segment, round(float(score), 6), why)
    return tuple(taken[index] for index in sorted(taken))


def place(index: int) -> str:
    """Where a sentence stands among those that could be picked: "3rd sentence"."""
    number = index + 1
    teen = 10 <= number % 100 <= 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending} sentence"
