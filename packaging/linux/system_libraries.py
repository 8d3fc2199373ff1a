"""Find the system libraries and fonts that the window needs and are missing; add them by apt.

Run with the environment's own Python, standard library only. Exit status 0: nothing needed is
missing any more; 1: something is, and the command that would add it has been shown.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import apt

_MISSING = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)

_BINARIES = (
    "lib/libQt6Core.so.6",
    "lib/libQt6DBus.so.6",
    "lib/libQt6Gui.so.6",
    "lib/libQt6Network.so.6",
    "lib/libQt6Svg.so.6",
    "lib/libQt6Widgets.so.6",
    "plugins/platforms/libqoffscreen.so",
    "plugins/platforms/libqwayland.so",
    "plugins/platforms/libqxcb.so",
    "plugins/xcbglintegrations/libqxcb-egl-integration.so",
    "plugins/xcbglintegrations/libqxcb-glx-integration.so",
)

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libICE.so.6": "libice6",
    "libOpenGL.so.0": "libopengl0",
    "libSM.so.6": "libsm6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXext.so.6": "libxext6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libpng16.so.16": "libpng16-16",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""Debian's package for each library, by the name the linker asks for."""


@dataclass(frozen=True)
class Fonts:
    """A package of fonts, one of its file names, and what it is good for."""

    package: str
    pattern: str
    purpose: str


FONTS = (
    Fonts("fonts-dejavu-core", "DejaVuSans*.ttf", "Latin, Greek and Cyrillic"),
    Fonts("fonts-noto-core", "NotoSerif-Regular.*", "a reading face, Arabic, Hebrew and Indic"),
    Fonts("fonts-noto-cjk", "Noto*CJK*.*", "Chinese, Japanese and Korean"),
)
_FONT_FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path.home() / ".local/share/fonts",
    Path.home() / ".fonts",
)


def main() -> int:
    """Look, add what is missing where that is allowed, and look again."""
    libraries, fonts = missing_libraries(_qt_folder()), missing_fonts()
    if not libraries and not fonts:
        return 0
    if not apt.available():
        return _without_apt(libraries, fonts)
    if apt.may_install():
        apt.update()
        apt.install(_packages(libraries, fonts))
        libraries, fonts = missing_libraries(_qt_folder()), missing_fonts()
        if not libraries and not fonts:
            return 0
    if not _packages(libraries, fonts):
        return _without_apt(libraries, fonts)
    print(
        f"These system packages are missing. Install them, then run the same command again:\n\n"
        f"  {apt.command(_packages(libraries, fonts))}\n",
        file=sys.stderr,
    )
    return 1


def missing_libraries(qt: Path) -> list[str]:
    """Names of shared libraries that Qt's own files under ``qt`` ask for and nobody has."""
    missing: set[str] = set()
    for binary in _BINARIES:
        if (qt / binary).exists():
            listed = subprocess.run(
                ["ldd", str(qt / binary)], capture_output=True, text=True, check=False
            )
            missing.update(_MISSING.findall(listed.stdout))
    return sorted(missing)


def missing_fonts(folders: Iterable[Path] = _FONT_FOLDERS) -> list[Fonts]:
    """The font packages none of whose files are found in the usual folders."""
    present = [folder for folder in folders if folder.is_dir()]
    return [
        fonts
        for fonts in FONTS
        if not any(next(folder.rglob(fonts.pattern), None) for folder in present)
    ]


def _packages(libraries: list[str], fonts: list[Fonts]) -> list[str]:
    """Package names on this release. A library without a name here comes with one that has it."""
    wanted = {PACKAGES[library] for library in libraries if library in PACKAGES}
    return sorted(apt.existing_name(name) for name in wanted) + [f.package for f in fonts]


def _without_apt(libraries: list[str], fonts: list[Fonts]) -> int:
    """On other systems the packages have other names: say what is missing in Qt's own terms."""
    if fonts:
        purposes = "; ".join(f"{f.purpose} ({f.package} on Debian)" for f in fonts)
        print(f"Fonts that would help reading: {purposes}", file=sys.stderr)
    if not libraries:
        return 0
    print(
        "The window needs these system libraries; install the packages that hold them, then "
        f"run the same command again:\n\n  {' '.join(libraries)}\n",
        file=sys.stderr,
    )
    return 1


def _qt_folder() -> Path:
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        raise SystemExit("PySide6 is not installed in this environment.")
    return Path(found.origin).parent / "Qt"


if __name__ == "__main__":
    if sys.platform != "linux":
        raise SystemExit(0)
    raise SystemExit(main())
