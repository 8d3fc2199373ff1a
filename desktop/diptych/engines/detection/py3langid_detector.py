"""py3langid as the second opinion: it knows more languages and fails elsewhere."""

from __future__ import annotations

import threading
from typing import Any

from diptych.core.detection import Candidate
from diptych.core.languages import from_py3langid

LONGEST = 10_000
_BEST = 3
_NO_LANGUAGE = "zxx"
_NEXT_TO_NOTHING = 0.05
# Without features all of some 140 labels weigh about the same.


class Py3langidDetector:
    """Lui and Baldwin's naive Bayes detector, with normalised probabilities."""

    name = "py3langid"

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._identifier: Any = None

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """The three best languages with their probabilities, best first.

        Nothing when the text has no letters, hardly any features, or no language at all.
        """
        if not any(c.isalpha() for c in text):
            return ()
        with self._loading:
            if self._identifier is None:
                from py3langid.langid import MODEL_FILE, LanguageIdentifier

                self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        ranked = self._identifier.rank(text[:LONGEST])[:_BEST]
        if ranked[0][0] == _NO_LANGUAGE or ranked[0][1] < _NEXT_TO_NOTHING:
            return ()
        return tuple(
            Candidate(from_py3langid(code), round(float(score), 4), self.name)
            for code, score in ranked
            if code != _NO_LANGUAGE
        )
