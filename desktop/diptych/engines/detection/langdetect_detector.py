"""langdetect, primed once and seeded, so that it answers the same from any thread."""

from __future__ import annotations

import threading

from diptych.core.detection import Candidate
from diptych.core.languages import from_langdetect

LONGEST = 10_000
"""Code points that are looked at; langdetect itself looks at no more."""

_priming = threading.Lock()
# langdetect assigns its factory before it has loaded its profiles, so a second thread asking
# early is told to "load profiles": whoever comes first loads them while the others wait.


class LangdetectDetector:
    """Nakatani's detector over 55 languages."""

    name = "langdetect"

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Languages with langdetect's own scores, best first; nothing when there are no letters."""
        if not any(map(str.isalpha, text[:LONGEST])):
            return ()  # langdetect itself takes a soft hyphen for Lithuanian
        from langdetect import DetectorFactory, LangDetectException, detect_langs
        from langdetect.detector_factory import init_factory

        with _priming:
            DetectorFactory.seed = 0
            init_factory()
        try:
            found = detect_langs(text[:LONGEST])
        except LangDetectException:
            return ()
        return tuple(
            Candidate(from_langdetect(guess.lang), round(float(guess.prob), 4), self.name)
            for guess in found
        )
