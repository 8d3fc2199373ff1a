"""Argos Translate itself, in a process of its own, for comparison; never part of the program.

Run as ``python -m bench.argos_peer FOLDER`` where FOLDER holds unpacked packs. Standard input is
JSON: ``from`` and ``to`` (Argos's codes), ``warm`` (a sentence to load everything with) and
``texts``, each a list of paragraphs, each a list of sentences. Standard output is JSON: the
``answers``, one for each text, what loading and translating took (``load`` and ``work``: seconds of
``cpu``, all threads, and of ``wall``), and peak ``memory`` in MB. Paragraphs are cut as they are
given, since Argos's own splitters are downloaded at their first use; so splitting costs it nothing
here. Any try to reach the network raises.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.clock import peak_memory, since, spent


class GivenSentences:
    """Stands where Argos has its sentence splitter."""

    def __init__(self, texts: list[list[list[str]]]) -> None:
        self._of = {paragraph(p): p for text in texts for p in text}

    def split_sentences(self, text: str) -> list[str]:
        """The sentences the paragraph was made of."""
        return self._of[text]


def paragraph(sentences: list[str]) -> str:
    """One line of an article."""
    return " ".join(sentences)


def prepare(packs: str, home: str) -> None:
    """Argos reads its settings, and makes its folders, when it is imported."""
    os.environ["ARGOS_PACKAGES_DIR"] = packs
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = home
    sys.addaudithook(refuse_network)


def refuse_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook: nobody looks up a host or connects to one."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise RuntimeError(f"Argos reached for the network: {event} {args[1:]}")


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Translate all texts by ``argostranslate.translate``, with its default settings."""
    began = spent()
    from argostranslate import translate

    texts = asked["texts"]
    translation: Any = translate.get_translation_from_codes(asked["from"], asked["to"])
    # The translation that holds the model stands behind one that remembers the last text.
    translation.underlying.sentencizer = GivenSentences([*texts, [[asked["warm"]]]])
    translate.translate(asked["warm"], asked["from"], asked["to"])
    load = since(began)
    began = spent()
    answers = [
        translate.translate("\n".join(map(paragraph, text)), asked["from"], asked["to"])
        for text in texts
    ]
    return {"answers": answers, "load": load, "work": since(began), "memory": peak_memory()}


def main() -> None:
    """Answer what stands on standard input."""
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as home:
        prepare(str(Path(sys.argv[1]).absolute()), home)
        told = answer(asked)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
