"""The document's own terms as a glossary: TBX-Basic, as glossaries are exported."""

from __future__ import annotations

from collections.abc import Sequence

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.versions import Version
from diptych.formats.terms.tbx import write_tbx
from diptych.formats.writing.copy import USUAL, Copy


def write_terms(document: Document, _versions: Sequence[Version], _copy: Copy = USUAL) -> bytes:
    """The terms of this document alone, whatever the versions. Raises CannotSaveError on none."""
    if not document.terms:
        raise CannotSaveError(
            "This article has no terms of its own, so there is no glossary to save.",
            "Add terms to the project, or export the general glossary from its window.",
        )
    return write_tbx(document.terms)
