"""The parts of a zip file, which is checked before anything in it is unpacked."""

from __future__ import annotations

import io
import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterable

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.limits import check_zip
from diptych.formats.reading.xml_tree import Tree, parse

_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError,
    RuntimeError, ValueError,
)  # fmt: skip
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class ZipParts:
    """The parts of a document that is a zip file, by name; nothing is ever written to a disk."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises CannotReadError when it is not a zip file, or holds more than an article does."""
        check_zip(data, name)
        self._name = name
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            self._entries.setdefault(_plain(entry.filename), entry)
        self._small = {part.lower(): part for part in self._entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._entries)

    def find(self, part: str) -> str | None:
        """The name under which a part is there; case, and a slash before it, are no matter."""
        plain = _plain(part)
        return plain if plain in self._entries else self._small.get(plain.lower())

    def read(self, part: str) -> bytes | None:
        """The bytes of a part, None when it is missing; raises CannotReadError when damaged."""
        found = self.find(part)
        if found is None:
            return None
        try:
            return self._archive.read(self._entries[found])
        except _FAULTS as error:
            raise CannotReadError(
                f"“{self._name}” is damaged: its part “{found}” cannot be unpacked.",
                "Open it in the program it comes from and save it again, or ask for another copy.",
                f"{type(error).__name__}: {error}",
            ) from error

    def tree(self, part: str) -> Tree | None:
        """The XML of a part, None when it is missing. Raises CannotReadError."""
        data = self.read(part)
        return None if data is None else parse(Given(data, self._name))

    def tree_if_sound(self, part: str) -> Tree | None:
        """The XML of a part that can be done without: None when it is missing or damaged."""
        try:
            return self.tree(part)
        except CannotReadError:
            return None

    def only(self, parts: Iterable[str]) -> bytes:
        """A zip file of these parts alone, in this order; equal parts give equal bytes.

        Nothing is compressed, as that would hang on the library that does it.
        """
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for part in dict.fromkeys(parts):
                data = self.read(part)
                if data is not None:
                    archive.writestr(zipfile.ZipInfo(part, _LONG_AGO), data)
        return buffer.getvalue()


def _plain(part: str) -> str:
    """A name as parts refer to each other: with slashes, none of them before it, and no dots."""
    return posixpath.normpath(part.replace("\\", "/")).lstrip("/")
