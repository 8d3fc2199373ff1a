"""py3langid as the second opinion: it knows more languages and fails elsewhere."""

from __future__ import annotations

import threading
from typing import Any

from diptych.core.detection import Candidate
from diptych.core.languages import from_py3langid

LONGEST = 10_000
"""Code points that are looked at."""

_BEST = 3
_NO_LANGUAGE = "zxx"


class Py3langidDetector:
    """Lui and Baldwin's naive Bayes detector over some 140 labels, probabilities normalised.

    The model (a second to load) stays with the object: share one among threads.
    """

    name = "py3langid"

    def __init__(self) -> None:
        self._loading = threading.Lock()
        self._identifier: Any = None

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """The three best languages with their probabilities, best first.

        Nothing when the text has no letters, no features (all languages weigh the same), or is
        of no language in the model's own view. Only the first 10,000 code points are looked at.
        """
        if not any(c.isalpha() for c in text[:LONGEST]):
            return ()
        ranked = self._model().rank(text[:LONGEST])
        if ranked[0][0] == _NO_LANGUAGE or ranked[0][1] == ranked[1][1]:
            return ()
        return tuple(
            Candidate(from_py3langid(code), round(float(score), 4), self.name)
            for code, score in ranked[:_BEST]
            if code != _NO_LANGUAGE
        )

    def _model(self) -> Any:
        with self._loading:
            if self._identifier is None:
                from py3langid.langid import MODEL_FILE, LanguageIdentifier

                self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
            return self._identifier
