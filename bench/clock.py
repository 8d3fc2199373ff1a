"""What a process has spent."""

from __future__ import annotations

import os
import time
from pathlib import Path


def spent() -> dict[str, float]:
    """Seconds so far: of processor time in all threads and children, and of the clock.

    ``machine`` is the processor time of all that runs on this machine.
    """
    return {"cpu": sum(os.times()[:4]), "wall": time.perf_counter(), "machine": machine_busy()}


def since(before: dict[str, float]) -> dict[str, float]:
    """Seconds since then."""
    return {key: value - before[key] for key, value in spent().items()}


def machine_busy() -> float:
    """Seconds of processor time since the machine started, of all processes and the system."""
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0]
    user, nice, system, _idle, _waiting, *more = (int(word) for word in first.split()[1:])
    return (user + nice + system + sum(more[:2])) / os.sysconf("SC_CLK_TCK")


def peak_memory() -> float:
    """The most megabytes of this process that were in memory at once."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("The system does not tell how much memory a process uses.")
