"""What a reader is given: the bytes, their name, and what the user said of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from diptych.formats.reading.charsets.encodings import Decoded, decode
from diptych.formats.reading.kinds import FileKind


@dataclass(frozen=True, slots=True)
class Given:
    """A file's bytes and name, and the user's choices: None where there is none.

    ``item`` is the id of one article in a file that holds several.
    """

    data: bytes = field(repr=False)
    name: str
    kind: FileKind | None = None
    encoding: str | None = None
    password: str | None = field(default=None, repr=False)
    item: str | None = None

    def decoded(self, declared: str | None = None) -> Decoded:
        """The characters, by the user's encoding, else by the file's own, else by guessing."""
        return decode(self.data, chosen=self.encoding, declared=declared)
