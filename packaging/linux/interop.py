"""Find the programs that open our copies in `make test-interop`; add them by apt where we may.

Exit status 0 always: what is missing is said, and the tests that need it are skipped.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass

import apt


@dataclass(frozen=True)
class Program:
    """A program, the command that starts it, and the Debian package that holds it."""

    name: str
    command: str
    package: str


PROGRAMS = (
    Program("LibreOffice Writer", "soffice", "libreoffice-writer-nogui"),
    Program("OmegaT", "omegat", "omegat"),
)


def missing() -> list[Program]:
    """The programs that are not here."""
    return [program for program in PROGRAMS if shutil.which(program.command) is None]


def main() -> int:
    """Look, add what is missing where that is allowed, and say what is still missing."""
    wanted = missing()
    if wanted and apt.available() and apt.may_install():
        apt.update()
        # One by one: that one cannot be had is no reason to go without the other.
        for program in wanted:
            apt.install([program.package])
    for program in missing():
        how = apt.command([program.package]) if apt.available() else f"install {program.name}"
        print(f"SKIPPED: {program.name} is not here; its tests are skipped. To run them: {how}")
    for program in PROGRAMS:
        where = shutil.which(program.command)
        if where is not None:
            print(f"{program.name}: {where}")
    sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
