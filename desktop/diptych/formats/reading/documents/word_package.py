"""The parts of a Word document and how they refer to each other (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from diptych.core.errors import CannotReadError
from diptych.formats.reading.documents.zip_parts import ZipParts
from diptych.formats.reading.given import Given

_USUAL_BODY = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One part that another refers to: the last word of the relation's type, and its name."""

    kind: str
    part: str


class WordPackage:
    """A Word document of any flavour: with macros, a template, or by the strict standard.

    python-docx opens none of these, and gives up a whole document for one part that is missing.
    """

    def __init__(self, given: Given) -> None:
        """Raises CannotReadError when there is no body in it that can be read."""
        self._name = given.name
        self._parts = ZipParts(given.data, given.name)
        package = self._relations("")
        self._properties = next((r.part for r in package if r.kind == "core-properties"), None)
        body = next((r.part for r in package if r.kind == "officeDocument"), _USUAL_BODY)
        tree = self._parts.tree(body) or self._parts.tree(_USUAL_BODY)
        if tree is None or not str(tree.root.tag).endswith("}document"):
            raise self.not_one()
        self.root = tree.root
        """The root element (lxml) of the body's part."""
        self.warnings = tree.warnings
        """What is to be said of the body's XML."""
        self._relations_of_body = tuple(self._relations(body))

    def related(self, *kinds: str) -> Iterator[Any]:
        """Root elements of the sound parts that the body refers to in one of these ways."""
        for relation in self._relations_of_body:
            if relation.kind in kinds:
                tree = self._parts.tree_if_sound(relation.part)
                if tree is not None:
                    yield tree.root

    def properties(self) -> Any:
        """The root element of the document's properties, None where it has none."""
        tree = self._parts.tree_if_sound(self._properties or "docProps/core.xml")
        return None if tree is None else tree.root

    def not_one(self) -> CannotReadError:
        """The error for a file that holds no text of Word."""
        return CannotReadError(
            f"“{self._name}” is damaged, or is not a Word document.",
            "Open it in Word or LibreOffice and save it again, or ask for another copy.",
        )

    def _relations(self, part: str) -> list[Relation]:
        """What a part refers to inside of the file; the package itself has no name."""
        folder, name = posixpath.split(part)
        tree = self._parts.tree_if_sound(posixpath.join(folder, "_rels", f"{name}.rels"))
        if tree is None:
            return []
        return [
            Relation(
                (element.get("Type") or "").rpartition("/")[2],
                posixpath.join("/", folder, element.get("Target") or ""),
            )
            for element in tree.root.iterchildren("*")
            if element.get("TargetMode") != "External"
        ]
