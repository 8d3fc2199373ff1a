"""The first translated sentence from an engine that nothing has loaded yet."""

from __future__ import annotations

from bench.figures import in_process

_CODE = """
import json, time
began = time.perf_counter()
from diptych.core.progress import Context
from diptych.workspace import opening, segmenting, translating
from diptych.workspace.paths import Paths, sample_story
from diptych.workspace.toolbox import Toolbox

document = segmenting.resegment(opening.open_file(sample_story()), "en")
toolbox = Toolbox(Paths.usual())
first = []
began = time.perf_counter()
translator = toolbox.translator("en", "fr", "argos")
translating.translate(
    document, translator, "balanced", Context(),
    lambda batch: first or first.append(time.perf_counter() - began),
)
toolbox.close()
print(json.dumps({"first sentence": first[0]}))
"""


def measure() -> dict[str, float]:
    """Seconds from asking for a translator, its imports included, to the first answer."""
    return in_process(_CODE)
