"""A document: an article with everything that was made from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.core.article import Article
from diptych.core.detection import Detection
from diptych.core.notes import Colour, Note
from diptych.core.summary import Summary
from diptych.core.versions import Version, VersionKind

if TYPE_CHECKING:
    from diptych.core.terms import Term


@dataclass(frozen=True, slots=True)
class Document:
    """An immutable snapshot; every change makes a new one, which is what undo keeps.

    ``versions[0]`` is always the source; ``terms`` are those of this project alone. ``meanings``
    say what the colours of notes stand for. ``extra`` holds keys of a newer file format, kept as
    they were read.
    """

    article: Article
    versions: tuple[Version, ...]
    detection: Detection | None = None
    summary: Summary | None = None
    notes: tuple[Note, ...] = ()
    terms: tuple[Term, ...] = ()
    meanings: tuple[tuple[Colour, str], ...] = ()
    extra: tuple[tuple[str, object], ...] = ()

    @property
    def source(self) -> Version:
        """The version that stands in the file."""
        return self.versions[0]

    @property
    def language(self) -> str | None:
        """The article's language (BCP 47), detected or chosen."""
        return self.article.text.language

    @property
    def targets(self) -> tuple[Version, ...]:
        """All versions but the source."""
        return self.versions[1:]

    def version(self, version_id: str) -> Version:
        """The version with that id; raises KeyError when there is none."""
        for version in self.versions:
            if version.id == version_id:
                return version
        raise KeyError(version_id)

    def with_version(self, version: Version) -> Document:
        """The document with this version added, or in the place of the one with its id.

        Notes on the one that is replaced are found again in the new words of their sentences;
        so are orphans of one with that id that was here before.
        """
        from diptych.core.anchoring import recovered

        old = next((v for v in self.versions if v.id == version.id), None)
        if old is None:
            notes = recovered(self.notes, version)
            return replace(self, versions=(*self.versions, version), notes=notes)
        kept = tuple(version if v is old else v for v in self.versions)
        return replace(self, versions=kept).with_notes_of(old, version)

    def with_notes_of(self, old: Version, new: Version) -> Document:
        """The document in which the notes on one version stand on another of the same article.

        ``old`` is the version as the notes stood on it; it need not be in the document any more.
        """
        from diptych.core.anchoring import follow  # its patterns take a while to be made

        return replace(self, notes=follow(self.notes, old, new))

    def edited_of(self, version: Version) -> Version | None:
        """The edited version that stands on ``version``, if somebody has begun one."""
        for candidate in self.targets:
            if candidate.kind is VersionKind.EDITED and candidate.based_on == version.id:
                return candidate
        return None
