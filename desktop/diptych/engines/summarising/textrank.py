"""TextRank on a sparse matrix, with redundancy control and a prior for the lead.

Ranking after Mihalcea and Tarau (2004), with tf-idf cosine as similarity; redundancy control is
maximal marginal relevance (Carbonell and Goldstein 1998). The matrix of similarities is never
formed: with rows of X of length one, a step of the walk is two sparse products, X (Xᵀ p).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.core.words import fold, ranking_words, unspaced_letters, words_of
from diptych.engines.base import Sentence
from diptych.engines.summarising.choosing import Room, choose, place
from diptych.engines.summarising.term_matrix import SLICE, TermMatrix, term_matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

DAMPING = 0.85
STEPS = 60
TOLERANCE = 1e-6
RELEVANCE = 0.7
"""Share of rank against novelty when the next sentence is chosen."""

TWIN = 0.8
"""Cosine from which a sentence says what another said."""

LEAD = 0.3
"""Share of the place in the article in the score."""

TITLE = 0.15
"""Share of likeness to the headline in the score."""

COMMON = 0.2
"""Share of the sentences from which a small word is too common to explain a choice."""

SHORT = 3
"""Letters up to which a word in small letters explains nothing in most languages."""

TOLD = 4
"""Most words named in an explanation."""


class TextRank:
    """The default method."""

    name = "textrank"

    def summarise(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[str],
        language: str,
        limit: Limit,
        context: Context,
    ) -> tuple[Pick, ...]:
        """See engines.base.Summariser. Raises Cancelled within some milliseconds."""
        del language
        context.check()
        if not sentences:
            return ()
        room = Room(sentences, limit)
        matrix = term_matrix(_terms(sentences, titles, context), context)
        score = _scores(matrix, context)
        shares = matrix.across(_taking_part(matrix))
        ranked = _marginal(matrix, score, room, context)
        return choose(
            ((i, score[i], _why(i, sentences[i].words, matrix, shares)) for i in ranked),
            sentences,
            room,
        )


def _terms(
    sentences: Sequence[Sentence], titles: Sequence[str], context: Context
) -> Iterator[tuple[str, ...]]:
    """The terms of each sentence, and in the end those of all titles as one more."""
    for number, sentence in enumerate(sentences):
        if number % SLICE == 0:
            context.step(number, 2 * len(sentences))
        yield ranking_words(sentence.words)
    yield ranking_words(" ".join(titles))


def _taking_part(matrix: TermMatrix) -> NDArray[Any]:
    """One for each sentence and zero for the titles, which take no part in the walk."""
    import numpy as np

    ones = np.ones(matrix.height)
    ones[-1] = 0
    return ones


def _scores(matrix: TermMatrix, context: Context) -> NDArray[Any]:
    """Rank, place and likeness to the titles, each from 0 to 1, mixed; one for each sentence."""
    import numpy as np

    count = matrix.height - 1
    rank = _walk(matrix, context)
    lead = 1 / (1 + np.arange(count))
    titled = matrix.likeness(count)[:count]
    return (1 - LEAD - TITLE) * rank + LEAD * lead + TITLE * titled


def _walk(matrix: TermMatrix, context: Context) -> NDArray[Any]:
    """How often a random walk from sentence to sentence comes by each; the highest is one."""
    import numpy as np

    count = matrix.height - 1
    taking_part = _taking_part(matrix)
    own = matrix.squares() * taking_part
    degree = matrix.along(matrix.across(taking_part)) - own
    linked = (degree > 1e-9) & (taking_part > 0)
    rank = taking_part / count
    for step in range(STEPS):
        context.step(count + count * step // STEPS, 2 * count)
        spread = np.divide(rank, degree, out=np.zeros_like(rank), where=linked)
        walked = matrix.along(matrix.across(spread)) - own * spread
        fresh = ((1 - DAMPING) / count + DAMPING * walked) * taking_part
        moved = float(np.abs(fresh - rank).sum())
        rank = fresh
        if moved < TOLERANCE:
            break
    highest: NDArray[Any] = rank[:count] / rank.max()
    return highest


def _marginal(
    matrix: TermMatrix, score: NDArray[Any], room: Room, context: Context
) -> Iterator[int]:
    """Indices by maximal marginal relevance, as long as any of them has room.

    What repeats a sentence chosen before comes last. The caller takes room for each index before
    it asks for the next one.
    """
    import numpy as np

    count = len(score)
    lengths = np.array(room.lengths)
    if int(lengths.sum()) <= room.left:
        yield from range(count)
        return
    likeness = np.zeros(count)
    waiting = np.ones(count, dtype=bool)
    twins: list[int] = []
    while (able := waiting & (lengths <= room.left)).any():
        context.check()
        worth = RELEVANCE * score - (1 - RELEVANCE) * likeness
        best = int(np.argmax(np.where(able, worth, -np.inf)))
        waiting[best] = False
        yield best
        alike = matrix.likeness(best)[:count]
        likeness = np.maximum(likeness, alike)
        repeating = waiting & (alike >= TWIN)
        twins += np.flatnonzero(repeating).tolist()
        waiting &= ~repeating
    yield from twins


def _why(index: int, words: str, matrix: TermMatrix, shares: NDArray[Any]) -> str:
    """The place of a sentence and the words that tie it most to the others."""
    if unspaced_letters(words):
        return place(index)
    own = matrix.entries_of(index)
    written = words_of(words)
    first = {fold(word): word for word in reversed(written)}
    ties: list[tuple[float, str]] = []
    for column, value in zip(matrix.columns[own], matrix.values[own], strict=True):
        word, frequency = first[matrix.terms[column]], matrix.frequencies[column]
        small = word.islower() or word == written[0]
        common = frequency > max(2, COMMON * matrix.height)
        if frequency > 1 and not (small and (common or len(word) <= SHORT)):
            ties.append((float(value * (shares[column] - value)), word))
    best = [word for tie, word in sorted(ties, key=lambda tie: -tie[0]) if tie > 0][:TOLD]
    return f"{place(index)}; shares {', '.join(best)} with the rest" if best else place(index)
