"""py3langid as the second opinion: it knows more languages and fails elsewhere."""

from __future__ import annotations

import threading
from typing import Any

from diptych.core.detection import Candidate
from diptych.core.languages import from_py3langid

LONGEST = 10_000
_BEST = 3


class Py3langidDetector:
    """Lui and Baldwin's naive Bayes detector, with normalised probabilities."""

    name = "py3langid"

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._identifier: Any = None

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """The three best languages with their probabilities, best first."""
        if not any(c.isalpha() for c in text):
            return ()
        with self._loading:
            if self._identifier is None:
                from py3langid.langid import MODEL_FILE, LanguageIdentifier

                self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        ranked = self._identifier.rank(text[:LONGEST])[:_BEST]
        return tuple(
            Candidate(from_py3langid(code), round(float(score), 4), self.name)
            for code, score in ranked
        )
