"""langdetect, primed once and seeded, so that it answers the same from any thread."""

from __future__ import annotations

import threading

from diptych.core.detection import Candidate
from diptych.core.languages import from_langdetect

LONGEST = 10_000
"""Code points that are looked at; langdetect itself looks at no more."""

_priming = threading.Lock()
# The lock belongs to the module because what it guards does: langdetect keeps one factory for the
# whole process and publishes it before its profiles are loaded, so that a second thread asking
# early is told to load profiles. Whoever comes first loads them while the others wait.


class LangdetectDetector:
    """Nakatani's detector over 55 languages."""

    name = "langdetect"

    def candidates(self, text: str) -> tuple[Candidate, ...]:
        """Languages with langdetect's own scores, best first; nothing when it finds no features.

        Only the first 10,000 code points are looked at. The same text gives the same answer.
        """
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
