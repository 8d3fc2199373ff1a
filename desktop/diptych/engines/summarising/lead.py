"""The lead: the first sentences, the baseline that news summaries are measured against."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.progress import Context
from diptych.core.summary import Limit, Pick
from diptych.engines.base import Sentence
from diptych.engines.summarising.choosing import Room, choose, place


class Lead:
    """Takes sentences from the top."""

    name = "lead"

    def summarise(
        self,
        sentences: Sequence[Sentence],
        titles: Sequence[str],
        language: str,
        limit: Limit,
        context: Context,
    ) -> tuple[Pick, ...]:
        """See engines.base.Summariser."""
        del titles, language
        context.check()
        count = len(sentences)
        ranked = ((i, 1 - i / count, place(i)) for i in range(count))
        return choose(ranked, sentences, Room(sentences, limit))
