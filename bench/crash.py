"""Kills the program at random moments, and looks at what the next start finds.

``python -m bench.crash`` kills a real window 500 times with SIGKILL while somebody types, notes,
translates and saves. What was acknowledged, after it was on the disk, must be there again; every
file must be whole; and the start must say what it recovered. It needs a system with fork.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import write

KILLS = 500
KILLS_A_HOME = 20
"""Kills before a new home is taken, so that documents do not grow without end."""

_NOISE = "This plugin does not support propagateSizeHints()\n"

_COUNTED = {"state": "changes", "kept": "acknowledged on the disk", "saved": "saved files"}

READY = 30.0
"""Seconds after which a start that has told nothing has failed."""

Line = dict[str, Any]


@dataclass
class Course:
    """What one document has been through: its states, and the last ones that must not be lost.

    ``bare`` are the states without what is being typed, which a saved file does not hold.
    """

    states: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    kept: int = -1
    saved: int = -1
    path: str = ""
    saving: int = -1

    def told(self, line: Line) -> None:
        """Take a line of the log."""
        if "state" in line:
            self.states.append(line["print"])
            self.bare.append(line["bare"])
        elif "kept" in line:
            self.kept = self._next(line["print"])
        elif "saving" in line:
            self.saving, self.path = len(self.states) - 1, line["path"]
        elif "saved" in line:
            self.saved = self.saving

    def _next(self, found: str) -> int:
        """Where that state is first found, from the last that was kept on.

        It may have come again since; only of the first is it sure that it is on the disk.
        """
        for place in range(max(0, self.kept), len(self.states)):
            if self.states[place] == found:
                return place
        raise ValueError(f"a state that was never there is kept: {found}")

    def has(self, found: str, since: int) -> bool:
        """Whether this was a state no older than that."""
        return found in self.states[max(0, since) :]


class Killing:
    """Homes, kills, and what was wrong."""

    def __init__(self, kills: int, seed: int, folder: Path) -> None:
        self._kills, self._folder = kills, folder
        self._chance = random.Random(seed)
        self._courses: dict[str, Course] = {}
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []

    def run(self) -> None:
        """Kill as often as was asked."""
        home = self._folder
        for number in range(self._kills):
            if number % KILLS_A_HOME == 0:
                self._end(home)
                home = self._folder / f"home{number}"
                home.mkdir()
                self._courses = {}
            self._one(home, number)
            print(f"\r{number + 1}/{self._kills}", end="", file=sys.stderr, flush=True)
        self._end(home)
        print("\r" + " " * 30 + "\r", end="", file=sys.stderr)

    def _one(self, home: Path, number: int) -> None:
        log, errors = home / "log", home / "errors"
        for file in (log, errors):
            file.write_bytes(b"")
        child = start(home, log, errors, self._chance.randrange(10**9))
        early = self._chance.random() < 0.1
        if early:
            time.sleep(self._chance.uniform(0.0, 0.6))
        elif not self._ready(log, child):
            self.wrong.append(f"{number}: nothing was there after {READY:g} seconds")
        else:
            time.sleep(self._chance.uniform(0.0, 0.9))
        ended = kill(child)
        self.counts["kills"] += 1
        self.counts["kills during the start"] += early
        if ended:
            self.wrong.append(f"{number}: it ended by itself, with status {ended}")
        said = errors.read_text(encoding="utf-8").replace(_NOISE, "").strip()
        if said:
            self.wrong.append(f"{number}: {said.splitlines()[-1]}")
        for line in read_log(log):
            self._take(line, number)
        self._look_at_saved(number)

    def _ready(self, log: Path, child: int) -> bool:
        until = time.monotonic() + READY
        while time.monotonic() < until:
            if b'"start"' in log.read_bytes() or os.waitid(
                os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT
            ):
                return True
            time.sleep(0.01)
        return False

    def _take(self, line: Line, number: int) -> None:
        if "start" in line:
            self._look_at_start(line, number)
            return
        key = line.get("state") or line.get("kept") or line.get("saving") or line.get("saved")
        self._courses.setdefault(str(key), Course()).told(line)
        for deed, name in _COUNTED.items():
            self.counts[name] += deed in line

    # What must hold

    def _look_at_start(self, line: Line, number: int) -> None:
        """Compare what a start has brought back with what was acknowledged before."""
        found = {item["key"]: item for item in line["start"]}
        for key, course in self._courses.items():
            if course.kept < 0:
                continue
            self.counts["documents compared"] += 1
            if key not in found:
                self.wrong.append(f"{number}: an article is not there again")
            elif not course.has(found[key]["print"], course.kept):
                self.wrong.append(f"{number}: acknowledged work is not there again")
            elif found[key]["print"] != course.states[course.kept]:
                self.counts["newer than acknowledged"] += 1
        edits = sum(item["edits"] for item in found.values() if item["modified"])
        drafts = any(item["drafts"] for item in found.values())
        told = line["told"]
        if edits and f"Recovered {edits:,} change" not in told:
            self.wrong.append(f"{number}: {edits} changes were recovered, and not told: {told!r}")
        if drafts and "being typed" not in told:
            self.wrong.append(f"{number}: a draft was recovered, and not told: {told!r}")
        if "kept as" in told or "damaged" in told or "could not" in told:
            self.wrong.append(f"{number}: something could not be read: {told}")
        self.counts["starts that told what they recovered"] += bool(edits or drafts)
        self.counts["drafts in the editor again"] += bool(line["editor"])
        # What is there now is where it goes on.
        self._courses = {
            key: Course([item["print"]], [item["bare"]], 0, path=self._path(key))
            for key, item in found.items()
        }

    def _path(self, key: str) -> str:
        return self._courses[key].path if key in self._courses else ""

    def _look_at_saved(self, number: int) -> None:
        """A .diptych file is whole at any moment, and no older than what was last saved."""
        from bench.crash_side import print_of
        from diptych.core.errors import DiptychError
        from diptych.workspace import project

        for course in self._courses.values():
            file = Path(course.path)
            if not course.path or not file.exists():
                if course.saved >= 0:
                    self.wrong.append(f"{number}: {file.name} was saved and is not there")
                continue
            self.counts["saved files read"] += 1
            try:
                document = project.from_bytes(file.read_bytes(), file.name)
            except DiptychError as error:
                self.wrong.append(f"{number}: {error} {error.details}")
                continue
            if course.saved >= 0 and print_of(document, ()) not in course.bare[course.saved :]:
                self.wrong.append(f"{number}: {file.name} is older than what was saved last")

    def _end(self, home: Path) -> None:
        """Count what was set aside, and leave nothing behind."""
        session = home / "data" / "session"
        if session.exists():
            aside = [file.name for file in session.iterdir() if ".unreadable" in file.name]
            self.counts["torn ends of journals set aside"] += len(aside)
            for name in aside:
                if ".journal." not in name:
                    self.wrong.append(f"{name} was set aside")
        if home != self._folder:
            shutil.rmtree(home)


def start(home: Path, log: Path, errors: Path, seed: int) -> int:
    """Start the program in a process of its own, with all imported already; its id."""
    child = os.fork()
    if child:
        return child
    # From here on in the child, which never returns.
    try:
        os.setsid()
        os.dup2(os.open(errors, os.O_WRONLY | os.O_APPEND), 2)
        os.environ.update(HOME=str(home), DIPTYCH_HOME=str(home), QT_QPA_PLATFORM="offscreen")
        from bench.crash_side import work

        work(home, os.open(log, os.O_WRONLY | os.O_APPEND), seed)
    except BaseException:  # whatever it is, it must not come back into the parent's code
        traceback.print_exc()
    os._exit(3)


def kill(child: int) -> int:
    """Kill a process with all that it started; its status if it had ended before, else 0."""
    ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:  # it has not come so far as to have a group of its own
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return 0
    return os.waitstatus_to_exitcode(status) or -1


def read_log(log: Path) -> list[Line]:
    """All whole lines."""
    return [json.loads(line) for line in log.read_bytes().split(b"\n")[:-1]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 when nothing was lost."""
    parser = argparse.ArgumentParser(prog="bench.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--no-results", action="store_true", help="leave no JSON behind")
    chosen = parser.parse_args(arguments)
    # Imported once, for all processes to come.
    for module in ("bench.crash_side", "diptych.app.main"):
        importlib.import_module(module)

    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="diptych-crash-") as folder:
        killing = Killing(chosen.kills, chosen.seed, Path(folder))
        killing.run()
    seconds = time.monotonic() - began
    counts = {**killing.counts, "WRONG": len(killing.wrong)}
    for name, count in counts.items():
        print(f"{name:<42}{count:>9,}")
    print(f"{'seconds':<42}{seconds:>9.0f}   (seed {chosen.seed})")
    for wrong in killing.wrong[:20]:
        print(wrong)
    if not chosen.no_results:
        figures = {name: [float(count)] for name, count in counts.items()}
        more = {"seed": chosen.seed, "seconds": seconds, "wrong": killing.wrong}
        print(write(figures, "crash-", **more))
    return 1 if killing.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
