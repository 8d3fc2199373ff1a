"""Translating, alone and beside Argos Translate with the same packs and the same sentences.

``python -m bench.translation`` takes ten to thirteen minutes; ``--full`` adds an article of 4,000
sentences with the full-shape pack, which takes Argos half an hour. Both sides run in processes of
their own, in turn, with no answers kept from before; times are of translating alone, after loading.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import Figure, in_process, run, show, write
from helpers.french_sentences import french_sentences

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

STARTER = Path("resources/packs/translate-fr_en-0_1.argosmodel")
WARM = "Le gouvernement a voté."
FASTER = {"careful": 4.0, "balanced": 6.5, "fast": 10.0}
"""By how much Argos must take more processor time."""

STEADY = 1.0
"""The least that the ratio for a long article may be of that for a short one."""

ONE_THREAD = "argos, 1 thread"
PLAN = (
    ("full", 40, 2),
    ("full", 400, 1),
    ("starter", 40, 3),
    ("starter", 400, 1),
    ("starter", 4000, 1),
)
"""Pack, sentences of the article, rounds."""

COLD_ROUNDS = 3
LONG_PLAN = (*PLAN, ("full", 4000, 1))


def measure() -> dict[str, float]:
    """Seconds from asking for a translator, its imports included, to the first answer."""
    return in_process(_CODE)


@dataclass(slots=True)
class Case:
    """One pack and one article, and what each side told, round by round."""

    pack: str
    sentences: int
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, side: str, answer: dict[str, Any]) -> None:
        """Keep what one process told."""
        self.told.setdefault(side, []).append(answer)

    def seconds(self, side: str, kind: str) -> float:
        """The median of translating alone; ``kind`` is cpu or wall."""
        return statistics.median(float(told["work"][kind]) for told in self.told[side])

    def others(self, side: str) -> float:
        """How many processors something else kept busy meanwhile, by the median."""
        works: list[dict[str, float]] = [told["work"] for told in self.told[side]]
        return max(0, statistics.median((w["machine"] - w["cpu"]) / w["wall"] for w in works))

    def each(self, side: str, key: str) -> list[float]:
        """What every round told of something, if this side tells of it."""
        return [told[key] for told in self.told[side] if key in told]

    def ratio(self, side: str, kind: str = "cpu") -> float:
        """How many times longer Argos takes."""
        return self.seconds("argos", kind) / self.seconds(side, kind)


def compare(plan: tuple[tuple[str, int, int], ...]) -> tuple[list[Case], Case]:
    """Run the plan; the cases, and what starting cold and stopping took with the full pack."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = Path(run(["-m", "bench.full_pack", name])["pack"])
        for pack, file in (("full", made), ("starter", STARTER)):
            with zipfile.ZipFile(file) as archive:
                archive.extractall(folder / pack)
        cases = []
        for pack, sentences, rounds in plan:
            article = write_article(folder, sentences)
            case = Case(pack, sentences)
            for number in range(rounds):
                print(f"{pack}, {sentences}, {number + 1}/{rounds}", file=sys.stderr, flush=True)
                for side, answer in one_round(folder / pack, article, one_thread=sentences < 400):
                    case.add(side, answer)
            cases.append(case)
        cold = Case("full", 400)
        for quality in FASTER:
            arguments = ours("cold", write_article(folder, cold.sentences), quality)
            for _ in range(COLD_ROUNDS):
                told = run(arguments, environ={"ARGOS_PACKAGES_DIR": str(folder / "full")})
                cold.add(quality, told)
    return cases, cold


def one_round(
    packs: Path, article: Path, *, one_thread: bool
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each side once. Argos is given the sentences that we find in the article."""
    environ = {"ARGOS_PACKAGES_DIR": str(packs)}
    paragraphs = run(ours("cut", article, "fast"), environ=environ)["paragraphs"]
    count = sum(map(len, paragraphs))
    asked = {"from": "fr", "to": "en", "warm": WARM, "texts": [paragraphs]}
    peer = ["-m", "bench.argos_peer", str(packs)]
    yield "argos", run(peer, asked)
    for quality in FASTER:
        answer = run(ours("work", article, quality), environ=environ)
        assert answer["answers"] == count
        yield quality, answer
    if one_thread:
        yield ONE_THREAD, run(peer, asked, {"ARGOS_INTRA_THREADS": "1"})


def ours(what: str, article: Path, quality: str) -> list[str]:
    """The arguments of our side's process."""
    return ["-m", "bench.our_side", what, str(article), quality, WARM]


def write_article(folder: Path, sentences: int) -> Path:
    """Paragraphs of one to five sentences, no two of them equal; the file."""
    file = folder / f"{sentences}.txt"
    words = french_sentences(sentences)
    chance = random.Random(2)
    paragraphs = []
    while words:
        size = chance.randint(1, 5)
        paragraphs.append(" ".join(words[:size]))
        words = words[size:]
    file.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return file


def show_times(cases: list[Case]) -> None:
    """Print what each side took, and how many times longer Argos did.

    ``others`` should be near 0: where its second thread has to wait, Argos spins less, and takes
    far less processor time than alone.
    """
    heads = ("CPU s", "wall s", "CPU ratio", "wall ratio", "first s", "load s", "peak MB", "others")
    print(f"{'pack':<8}{'sentences':>9}  {'side':<16}" + "".join(f"{h:>11}" for h in heads))
    for case in cases:
        for side in case.told:
            first, memory = case.each(side, "first"), case.each(side, "memory")
            numbers = [
                case.seconds(side, "cpu"),
                case.seconds(side, "wall"),
                case.ratio(side),
                case.ratio(side, "wall"),
                statistics.median(first) if first else None,
                statistics.median(told["load"]["wall"] for told in case.told[side]),
                statistics.median(memory),
                case.others(side),
            ]
            cells = "".join(f"{'' if n is None else format(n, '.2f'):>11}" for n in numbers)
            print(f"{case.pack:<8}{case.sentences:>9}  {side:<16}{cells}")


def judged(cases: list[Case], cold: Case) -> list[tuple[Figure, list[float]]]:
    """The figures that have a limit."""
    return [*ratios(cases), *waits(cases, cold)]


def ratios(cases: list[Case]) -> Iterator[tuple[Figure, list[float]]]:
    """How many times more processor time Argos takes; and that it is no fewer times later on."""
    for case in cases:
        for quality, least in FASTER.items():
            title = f"{case.pack}, {case.sentences}: Argos's CPU time by ours, {quality}"
            yield Figure(title, "x", least, at_least=True), [case.ratio(quality)]
    for pack in dict.fromkeys(case.pack for case in cases):
        short, *_, long = (case for case in cases if case.pack == pack)
        for quality in FASTER:
            title = (
                f"{pack}: that ratio at {long.sentences} by that at {short.sentences}, {quality}"
            )
            grown = long.ratio(quality) / short.ratio(quality)
            yield Figure(title, "x", STEADY, at_least=True), [grown]


def waits(cases: list[Case], cold: Case) -> Iterator[tuple[Figure, list[float]]]:
    """The first sentence, stopping, and memory, with the full pack."""
    full = [case for case in cases if case.pack == cold.pack]
    for case in full:
        total = case.seconds("argos", "wall")
        for quality in FASTER:
            for state, found in (("cold", cold), ("warm", case)):
                title = (
                    f"full, {case.sentences}: first sentence, {state}, by all of Argos, {quality}"
                )
                shares = [first / total for first in found.each(quality, "first")]
                yield Figure(title, "x", 0.1), shares
    for quality in FASTER:
        title = f"full, 400: asked to stop until stopped, {quality}"
        yield Figure(title, "s", 1), cold.each(quality, "stopped")
        title = f"full, 400: asked to stop until at rest, {quality}"
        yield Figure(title, "s", 1), cold.each(quality, "quiet")
        title = f"full, {full[-1].sentences}: peak memory, {quality}"
        yield Figure(title, "MB", 300), full[-1].each(quality, "memory")


def main() -> int:
    """Run the comparison; 0 whether or not a limit is kept: the table tells."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--full", action="store_true", help="4,000 sentences, full pack, too")
    cases, cold = compare(LONG_PLAN if parser.parse_args().full else PLAN)
    show_times(cases)
    print()
    figures = judged(cases, cold)
    show(figures)
    raw = [
        {
            "pack": case.pack,
            "sentences": case.sentences,
            **{side: [without_texts(t) for t in told] for side, told in case.told.items()},
        }
        for case in cases
    ]
    kept = {figure.title: values for figure, values in figures}
    print(write(kept, "translation-", cases=raw, cold=cold.told))
    return 0


def without_texts(told: dict[str, Any]) -> dict[str, Any]:
    """What a process told, less the translated text itself."""
    return {key: value for key, value in told.items() if key != "answers"}


if __name__ == "__main__":
    sys.exit(main())
