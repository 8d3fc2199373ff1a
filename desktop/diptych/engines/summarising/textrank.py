"""TextRank on a sparse matrix, with redundancy control and a prior for the lead.

Ranking after Mihalcea and Tarau (2004), with tf-idf cosine as similarity; redundancy control is
maximal marginal relevance (Carbonell and Goldstein 1998). The similarity matrix is never formed:
with rows of X of length one, a step of the walk is two sparse products, X (Xᵀ p).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.core.words import ranking_words
from diptych.engines.base import Sentence
from diptych.engines.summarising.choosing import choose

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
"""Share of the sentences from which a word is too common to explain a choice."""

SLICE = 400
"""Sentences between two looks at whether to go on."""


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
        """See engines.base.Summariser."""
        del language
        if not sentences:
            return ()
        words = [*_words_of(sentences, context), ranking_words(" ".join(titles))]
        matrix, terms = _tf_idf(words, context)
        body, title = matrix[:-1], matrix[-1]
        score = _scores(body, title, context)
        ranked = self._marginal(body, score, context)
        told = _why(body, terms, len(sentences))
        wanted = limit.sentences if limit.sentences is not None else len(sentences)
        return choose(
            ((i, score[i], told(i)) for i, _ in zip(ranked, range(max(wanted, 1)), strict=False)),
            sentences,
            limit,
        )

    def _marginal(self, body: Any, score: Any, context: Context) -> Iterator[int]:
        """Indices by maximal marginal relevance; sentences that repeat a chosen one are last."""
        import numpy

        count = body.shape[0]
        likeness = numpy.zeros(count)
        open_ = numpy.ones(count, dtype=bool)
        twins: list[int] = []
        while open_.any():
            context.check()
            value = numpy.where(open_, RELEVANCE * score - (1 - RELEVANCE) * likeness, -numpy.inf)
            best = int(numpy.argmax(value))
            open_[best] = False
            yield best
            same = numpy.asarray((body @ body[best].T).todense()).ravel()
            likeness = numpy.maximum(likeness, same)
            repeating = open_ & (same >= TWIN)
            twins += numpy.flatnonzero(repeating).tolist()
            open_ &= ~repeating
        yield from twins


def _words_of(sentences: Sequence[Sentence], context: Context) -> Iterator[tuple[str, ...]]:
    for number, sentence in enumerate(sentences):
        if number % SLICE == 0:
            context.step(number, 2 * len(sentences))
        yield ranking_words(sentence.words)


def _tf_idf(words: Sequence[tuple[str, ...]], context: Context) -> tuple[Any, list[str]]:
    """Rows of length one (or zero) for each sentence, and the term of each column."""
    import numpy
    from scipy.sparse import csr_matrix, diags

    columns: dict[str, int] = {}
    rows: list[int] = []
    places: list[int] = []
    counts: list[float] = []
    for row, terms in enumerate(words):
        if row % SLICE == 0:
            context.check()
        for term, count in Counter(terms).items():
            rows.append(row)
            places.append(columns.setdefault(term, len(columns)))
            counts.append(float(count))
    shape = (len(words), max(1, len(columns)))
    matrix = csr_matrix((counts, (rows, places)), shape=shape)
    frequency = numpy.bincount(matrix.indices, minlength=shape[1])
    idf = numpy.log((1 + shape[0]) / (1 + frequency)) + 0.1
    matrix = matrix @ diags(idf)
    length = numpy.sqrt(numpy.asarray(matrix.multiply(matrix).sum(1)).ravel())
    length[length == 0] = 1
    return (diags(1 / length) @ matrix).tocsr(), list(columns)


def _scores(body: Any, title: Any, context: Context) -> Any:
    """Rank, place and likeness to the headline, each from 0 to 1, mixed."""
    import numpy

    count = body.shape[0]
    across = body.T.tocsr()
    degree = body @ (across @ numpy.ones(count))
    own = numpy.asarray(body.multiply(body).sum(1)).ravel()
    degree = numpy.maximum(degree - own, 1e-9)
    rank = numpy.full(count, 1 / count)
    for step in range(STEPS):
        context.step(count + count * step // STEPS, 2 * count)
        spread = rank / degree
        walked = body @ (across @ spread) - own * spread
        fresh = (1 - DAMPING) / count + DAMPING * walked
        moved = float(numpy.abs(fresh - rank).sum())
        rank = fresh
        if moved < TOLERANCE:
            break
    rank = rank / (rank.max() or 1)
    place = 1 / (1 + numpy.arange(count))
    likeness = numpy.asarray((body @ title.T).todense()).ravel()
    return (1 - LEAD - TITLE) * rank + LEAD * place + TITLE * likeness


def _why(body: Any, terms: list[str], count: int) -> Any:
    """A function that tells why a sentence was picked: its place and the words that weighed."""
    import numpy

    weight = numpy.asarray(body.sum(0)).ravel()
    common = numpy.bincount(body.indices, minlength=body.shape[1]) > max(2, COMMON * count)

    def told(index: int) -> str:
        row = body[index]
        share = row.data * numpy.maximum(weight[row.indices] - row.data, 0)
        share[common[row.indices]] = 0
        best = [terms[row.indices[i]] for i in numpy.argsort(-share) if share[i] > 0][:4]
        shared = f"; shares {', '.join(best)} with the rest" if best else ""
        return f"sentence {index + 1} of {count}{shared}"

    return told
