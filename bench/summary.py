"""The default summary of the sample story, once numpy and scipy are there."""

from __future__ import annotations

from bench.figures import in_process

_CODE = """
import json, time
import numpy, scipy.sparse
from diptych.core.progress import Context
from diptych.core.summary import Limit
from diptych.workspace import opening, segmenting, summarising
from diptych.workspace.paths import sample_story

document = segmenting.resegment(opening.open_file(sample_story()), "en")
began = time.perf_counter()
summarising.summarise(document, "textrank", Limit(sentences=3), Context())
print(json.dumps({"summary": time.perf_counter() - began}))
"""


def measure() -> dict[str, float]:
    """Seconds of one summary of three sentences."""
    return in_process(_CODE)
