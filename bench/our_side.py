"""Our own translation of an article file, in a process of its own.

``work`` loads everything with a sentence, then measures the whole article. ``cold`` measures how
soon the first sentence comes when nothing was loaded, and how soon all stops when asked to.
``cut`` gives the sentences alone.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from bench.clock import peak_memory, since, spent
from diptych.core.document import Document
from diptych.core.progress import Cancelled, Context
from diptych.core.sentences import unwrap
from diptych.engines.base import Translator
from diptych.workspace import opening, segmenting, translating
from diptych.workspace.paths import Paths
from diptych.workspace.toolbox import Toolbox

FROM, TO = "fr", "en"
ANSWERS_BEFORE_STOPPING = 12


def document_of(article: Path) -> Document:
    """The article, cut into sentences as the program does it."""
    return segmenting.resegment(opening.open_file(article), FROM)


def paragraphs_of(document: Document) -> list[list[str]]:
    """The sentences of each block, as the engine gets them."""
    found: dict[str, list[str]] = {}
    for segment in document.source.segments:
        found.setdefault(segment.block, []).append(unwrap(document.source.text_of(segment)))
    return list(found.values())


def work(article: Path, quality: str, toolbox: Toolbox, warm: str) -> dict[str, Any]:
    """What loading took, and then the whole article; no answers are kept from before."""
    document = document_of(article)
    began = spent()
    translator = toolbox.translator(FROM, TO, "argos")
    # As on the other side, one sentence goes the whole way before anything is measured.
    little = segmenting.resegment(opening.open_bytes(warm.encode(), "warm.txt"), FROM)
    translating.translate(little, translator, quality, Context())
    load = since(began)
    first: list[float] = []

    def deliver(_: translating.Batch) -> None:
        if not first:
            first.append(since(began)["wall"])

    began = spent()
    version = translating.translate(document, translator, quality, Context(), deliver)
    done = since(began)
    return {
        "model": translator.info.model,
        "load": load,
        "work": done,
        "first": first[0],
        "memory": peak_memory(),
        "answers": len(version.segments),
    }


def cold(article: Path, quality: str, toolbox: Toolbox) -> dict[str, Any]:
    """Seconds to the first sentence, imports included; and from asking to stop to stopping."""
    document = document_of(article)
    context, first, asked = Context(), list[float](), list[float]()
    arrived = 0

    def deliver(batch: translating.Batch) -> None:
        nonlocal arrived
        if not first:
            first.append(time.perf_counter() - began)
        arrived += len(batch)
        if arrived >= ANSWERS_BEFORE_STOPPING and not asked:
            context.cancel()
            asked.append(time.perf_counter())

    began = time.perf_counter()
    translator: Translator = toolbox.translator(FROM, TO, "argos")
    try:
        translating.translate(document, translator, quality, context, deliver)
    except Cancelled:
        stopped = time.perf_counter() - asked[0]
        return {"first": first[0], "stopped": stopped, "quiet": stopped + until_quiet()}
    raise RuntimeError("The article was too short to be stopped in.")


def until_quiet() -> float:
    """Seconds until this process computes no more."""
    began = last = time.perf_counter()
    while time.perf_counter() - last < 0.2:
        before = time.process_time()
        time.sleep(0.02)
        if time.process_time() - before > 0.005:
            last = time.perf_counter()
    return last - began


def main() -> None:
    """``python -m bench.our_side work|cold|cut ARTICLE QUALITY WARM``; prints JSON."""
    what, article, quality, warm = sys.argv[1:5]
    toolbox = Toolbox(Paths.usual())
    if what == "work":
        told = work(Path(article), quality, toolbox, warm)
    elif what == "cold":
        told = cold(Path(article), quality, toolbox)
    else:
        told = {"paragraphs": paragraphs_of(document_of(Path(article)))}
    toolbox.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main()
