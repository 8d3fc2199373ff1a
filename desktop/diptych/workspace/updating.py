"""An article of which the file is another by now: read again, with the work that was done on it."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotReadError
from diptych.core.text import Text
from diptych.core.versions import Segment, SegmentState, Translated, Version, VersionKind, assemble
from diptych.formats.reading.reader import understand
from diptych.workspace.opening import Choices, Read, carried, fresh_from, read_file


def updated(document: Document, choices: Choices, read: Read = understand) -> Document:
    """The article as its own file has it now, with the work of ``document``.

    Notes are found again, as ``opening.carried`` does it, and sentences that stand in the new text
    as they did keep their translations. The same document when the file is as it was.

    Raises CannotReadError when the file is not known, not there any more, or holds no article; two
    kinds of it are questions, as of ``opening.open_file``.
    """
    source = document.article.source
    if source.path is None:
        raise CannotReadError(
            f"It is not known which file “{source.name}” was read from.",
            "Open the file itself. Your work here stays.",
        )
    path = Path(source.path)
    if not path.exists():
        raise CannotReadError(
            f"“{source.name}” is no longer where it was opened.",
            "Put it back to read it again. Its text and your work are kept here.",
            source.path,
        )
    fresh = fresh_from(read_file(path), document, choices, read)
    new = fresh.article.source
    if new.sha256 == source.sha256 and fresh.source.text.value == document.source.text.value:
        return document
    return carried(document, with_translations(document, fresh))


def with_translations(document: Document, fresh: Document) -> Document:
    """``fresh`` with the translations of ``document``, where its sentences are the same.

    Sentences are told by their words alone. Those that are new are left untranslated; a version
    of which no sentence is left goes, and those that come with the file are what ``fresh`` has.
    """
    kept = list(fresh.versions)
    for version in document.targets:
        if version.kind is not VersionKind.HUMAN:
            carried_over = _carried_over(document.source, version, fresh.source)
            kept += [carried_over] if carried_over is not None else []
    ids = {version.id for version in kept}
    versions = (v if v.based_on in ids else replace(v, based_on=None) for v in kept)
    return replace(fresh, versions=tuple(versions))


def _carried_over(source: Version, version: Version, fresh: Version) -> Version | None:
    own = {segment.id: segment for segment in version.segments}
    known: dict[str, deque[Segment]] = {}
    for segment in source.segments:
        found = own.get(segment.id)
        if found is not None and found.state is not SegmentState.UNTRANSLATED:
            known.setdefault(_key(source, segment), deque()).append(found)
    taken: dict[str, Segment] = {}
    for segment in fresh.segments:
        same = known.get(_key(fresh, segment))
        if same:  # a sentence may stand there oftener now than it did
            taken[segment.id] = same.popleft() if len(same) > 1 else same[0]
    if not taken:
        return None
    value, segments = assemble(
        fresh, {id_: Translated(version.text_of(s), s.alarms) for id_, s in taken.items()}
    )
    states = (replace(s, state=taken[s.id].state) if s.id in taken else s for s in segments)
    text = Text(value, version.text.language)
    return replace(version, text=text, segments=tuple(states))


def _key(version: Version, segment: Segment) -> str:
    return " ".join(version.text_of(segment).split())
