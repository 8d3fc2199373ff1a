"""Plain text of one version, its notes numbered at the end."""

from __future__ import annotations

from diptych.core.document import Document
from diptych.core.versions import Version


def write_text(document: Document, version: Version) -> bytes:
    """The version's text in UTF-8; every note as [n] with its quotation, words and author."""
    value = version.text.value
    notes = sorted((n for n in document.notes if n.version == version.id), key=lambda n: n.span)
    parts: list[str] = []
    last = 0
    for number, note in sorted(enumerate(notes, start=1), key=lambda item: item[1].span.end):
        if note.orphan:
            continue
        parts += (value[last : note.span.end], f"[{number}]")
        last = note.span.end
    parts.append(value[last:].rstrip("\n") + "\n")
    if notes:
        parts.append("\n" + "-" * 8 + "\n")
    for number, note in enumerate(notes, start=1):
        said = f": {note.body}" if note.body else ""
        by = f" ({note.author})" if note.author else ""
        parts.append(f"[{number}] “{' '.join(note.quote.split())}”{said}{by}\n")
    return "".join(parts).encode("utf-8", "replace")
