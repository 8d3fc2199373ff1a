"""Make or refresh the virtual environment from a lock file.

``python3 packaging/linux/environment.py VENV LOCK`` uses nothing but the standard library. The
project itself is installed last, editable, and without its dependencies: those come from the
lock, with their hashes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import apt

_OLDEST = (3, 11)
_REPOSITORY = Path(__file__).resolve().parents[2]


def main(arguments: list[str]) -> int:
    """Bring the environment at ``arguments[0]`` to the lock ``arguments[1]``."""
    venv, lock = Path(arguments[0]), Path(arguments[1])
    if not _python(venv).exists() and not _make(venv):
        return 1
    print(f"Installing the packages of {lock} (once; this fetches about 300 MB)", flush=True)
    for step in _steps(_python(venv), lock):
        if subprocess.run(step, check=False, cwd=_REPOSITORY).returncode != 0:
            print(
                "The packages could not be installed; the lines above say why. "
                "A network is needed this one time. Then run the same command again.",
                file=sys.stderr,
            )
            return 1
    return 0


def _steps(python: Path, lock: Path) -> list[list[str]]:
    """Setuptools first, since some locked packages are built from source with it."""
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    locked = lock.read_text(encoding="utf-8")
    builder = python.parents[1] / "setuptools-lock.txt"
    builder.write_text(_entry(locked, "setuptools"), encoding="utf-8")
    return [
        [*pip, "install", "--require-hashes", "-r", str(builder)],
        [*pip, "install", "--require-hashes", "--no-build-isolation", "-r", str(lock)],
        [*pip, "install", "--no-deps", "--no-build-isolation", "--editable", str(_REPOSITORY)],
    ]


def _entry(locked: str, package: str) -> str:
    """The lines of one package in a lock file: its pin and the hashes that go on from it."""
    lines: list[str] = []
    for line in locked.splitlines():
        if line.startswith(f"{package}==") or lines:
            lines.append(line)
            if not line.endswith("\\"):
                return "\n".join(lines) + "\n"
    raise SystemExit(f"The lock file does not name {package}. Refresh it with: make lock")


def _make(venv: Path) -> bool:
    """Create the environment; adds Debian's python3-venv when pip's installer is missing."""
    if not _has_venv() and not _add_venv():
        return False
    return subprocess.run([sys.executable, "-m", "venv", str(venv)], check=False).returncode == 0


def _has_venv() -> bool:
    probe = [sys.executable, "-Ic", "import ensurepip, venv"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _add_venv() -> bool:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if apt.available() and apt.may_install():
        apt.update()
        if apt.install([package]) and _has_venv():
            return True
    remedy = apt.command([package]) if apt.available() else "your system's package of “venv”"
    print(f"This Python cannot make virtual environments. Install:\n\n  {remedy}", file=sys.stderr)
    return False


def _python(venv: Path) -> Path:
    return venv / "bin" / "python"


if __name__ == "__main__":
    if sys.version_info < _OLDEST:
        raise SystemExit("Diptych needs Python 3.11 or newer.")
    if len(sys.argv) != 3:
        raise SystemExit("usage: environment.py VENV LOCK")
    raise SystemExit(main(sys.argv[1:]))
