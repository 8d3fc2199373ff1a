"""Adding Debian packages: done when we may, else the exact command is shown and we stop."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence

_APT = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get")


def available() -> bool:
    """Whether this system has apt."""
    return shutil.which("apt-get") is not None


def command(packages: Sequence[str]) -> str:
    """The line a person types to install these packages."""
    return f"sudo apt-get install --no-install-recommends {shlex.join(packages)}"


def existing_name(package: str) -> str:
    """The package's name on this release: Ubuntu and Debian renamed some with ``t64``."""
    for name in (package, f"{package}t64"):
        shown = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout.strip():
            return name
    return package


def may_install() -> bool:
    """Whether packages can be installed without asking for a password."""
    return _prefix() is not None


def update() -> None:
    """Fetch the package lists; an unreachable mirror is only reported."""
    prefix = _prefix()
    if prefix is not None:
        subprocess.run([*prefix, *_APT, "update", "-qq"], check=False)


def install(packages: Sequence[str]) -> bool:
    """Install the packages and tell whether that worked; False as well when we may not."""
    prefix = _prefix()
    if prefix is None:
        return False
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    wanted = [*prefix, *_APT, "install", "-y", "-qq", "--no-install-recommends", *packages]
    return subprocess.run(wanted, check=False, stdout=sys.stderr).returncode == 0


def _prefix() -> list[str] | None:
    """What goes before a command of the administrator; None when we may not be one."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None
