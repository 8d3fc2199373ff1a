"""SRT and WebVTT of one version: the same times, names and settings, with other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diptych.core.article import Block
from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.sentences import unwrap
from diptych.core.text import Span
from diptych.core.turns import turns
from diptych.core.versions import Segment, SegmentState, Version
from diptych.formats.reading.charsets.encodings import decode
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.units.cue_words import shown, stored, turned
from diptych.formats.reading.units.cues import Cue, CueFile, parse_cues
from diptych.formats.writing.columns import fill, halved, width
from diptych.formats.writing.copy import USUAL, Copy

LONGEST_LINE = 42
"""Columns of a line on the screen; what broadcasters and streaming services mostly allow."""

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|<\d\d[\d:.]{1,20}>|\{\\[^{}\n]{1,60}\}")
_HELD = "\u2063"
"""Stands for a tag while lines are set: it takes no room, and no line may break in it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A subtitle of the article, and its words in the version that is written."""

    block: Block
    source: str
    words: str


def write_srt(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The last version as SubRip, as ``write_subtitles``."""
    return write_subtitles(document, versions, FileKind.SRT, copy)


def write_vtt(document: Document, versions: Sequence[Version], copy: Copy = USUAL) -> bytes:
    """The last version as WebVTT, as ``write_subtitles``."""
    return write_subtitles(document, versions, FileKind.VTT, copy)


def write_subtitles(
    document: Document, versions: Sequence[Version], kind: FileKind, copy: Copy
) -> bytes:
    """The last version as subtitles. A file of the same kind is kept, but for changed words.

    Words on one line are set in two where the source does so and they are longer than 42 columns;
    with ``columns`` all are set anew. Subtitles without a translation keep their source. Raises
    CannotSaveError for an article that has no times.
    """
    check_times(document)
    version = versions[-1] if versions else document.source
    said = tuple(_said(document, version))
    setter = _setter(said, copy)
    file = _original(document, kind)
    if file is not None:
        cues = [cue for cue in file.cues if shown(file.words(cue), kind)]
        if [shown(file.words(cue), kind) for cue in cues[: len(said)]] == [s.source for s in said]:
            return _in_place(document, file, cues, said, kind, setter)
    return _anew(document, said, kind, setter)


def set_subtitles(
    document: Document, version: Version, copy: Copy = USUAL
) -> Iterator[tuple[Block, str]]:
    """The subtitles of a version with their words in lines as they are written, tags and all."""
    said = tuple(_said(document, version))
    setter = _setter(said, copy)
    return ((one.block, setter.set(one)) for one in said)


def bare_words(words: str) -> str:
    """The words of a subtitle as they are seen, without the tags in them."""
    return _TAG.sub("", words)


def check_times(document: Document) -> None:
    """Raise CannotSaveError for an article that has no times."""
    if all(block.timing is None for block in document.article.blocks):
        raise CannotSaveError(
            "This article has no times, so it cannot be saved as subtitles.",
            "Save it as .txt, .html or .docx instead.",
        )


def _said(document: Document, version: Version) -> Iterator[_Said]:
    there: dict[str, list[tuple[Segment, Segment]]] = {}
    for ours, theirs in zip(document.source.segments, version.segments, strict=True):
        there.setdefault(ours.block, []).append((ours, theirs))
    value = document.article.text.value
    for block in document.article.blocks:
        if block.timing is None:
            continue
        parts: list[str] = []
        last = 0
        for ours, theirs in there.get(block.id, ()):
            open_ = theirs.state is SegmentState.UNTRANSLATED
            words = document.source.text_of(ours) if open_ else version.text_of(theirs)
            parts += (version.text.value[last : theirs.span.start] if parts else "", words)
            last = theirs.span.end
        yield _Said(block, block.span.of(value), "".join(parts).strip())


def _original(document: Document, kind: FileKind) -> CueFile | None:
    """The file as it was read, None for one of another kind."""
    source = document.article.source
    if source.format != kind:
        return None
    decoded = decode(source.data)
    if decoded.encoding != source.encoding and source.encoding is not None:
        decoded = decode(source.data, chosen=source.encoding)
    return parse_cues(decoded.value, kind)


def _in_place(
    document: Document,
    file: CueFile,
    cues: Sequence[Cue],
    said: Sequence[_Said],
    kind: FileKind,
    setter: _Setter,
) -> bytes:
    end_of_line = "\r\n" if "\r\n" in file.text else "\n" if "\n" in file.text else "\r"
    parts: list[str] = []
    last = 0
    for cue, one in zip(cues, said, strict=False):
        words = setter.set(one)
        if words == one.source:
            continue
        raw = stored(words, kind).replace("\n", end_of_line)
        parts += (file.text[last : cue.place.start], raw)
        last = cue.place.end
    parts.append(file.text[last:])
    return _bytes(document, "".join(parts), kind)


def _anew(document: Document, said: Sequence[_Said], kind: FileKind, setter: _Setter) -> bytes:
    """A file of its own, from the blocks alone; settings and tags of another kind are left out."""
    same = document.article.source.format == kind
    cues = ["WEBVTT"] if kind is FileKind.VTT else []
    for number, one in enumerate(said, start=1):
        timing = one.block.timing
        assert timing is not None
        times = f"{_clock(timing.start, kind)} --> {_clock(timing.end, kind)}"
        settings = f" {timing.settings}" if same and timing.settings else ""
        words = setter.set(one)
        words = stored(words if same else turned(words, kind), kind)
        unit = one.block.unit if kind is FileKind.VTT else str(number)
        cues.append("\n".join(filter(None, (unit, times + settings, words))))
    return ("\n\n".join(cues) + "\n").encode("utf-8", "replace")


def _clock(milliseconds: int, kind: FileKind) -> str:
    seconds, rest = divmod(max(0, milliseconds), 1000)
    minutes, seconds = divmod(seconds, 60)
    mark = "." if kind is FileKind.VTT else ","
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{mark}{rest:03}"


def _bytes(document: Document, text: str, kind: FileKind) -> bytes:
    """In the encoding of the original with its mark; in UTF-8 where that cannot hold the words.

    WebVTT is always UTF-8.
    """
    source = document.article.source
    encoding = "utf-8" if kind is FileKind.VTT else source.encoding or "utf-8"
    try:
        encoded = text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig", "replace")
    mark = "\ufeff".encode(encoding) if encoding.startswith("utf") else b""
    return mark + encoded if source.data.startswith(mark) else encoded


class _Setter:
    """Sets words in lines, as wide as a screen allows."""

    def __init__(self, columns: int | None, *, wrapped: bool) -> None:
        self._columns, self._wrapped = columns, wrapped

    def set(self, one: _Said) -> str:
        """The words of a subtitle in lines; each speaker's begin a new one."""
        words = one.words
        if self._columns is None:
            kept = words == one.source or "\n" in words or not self._wrapped
            return words if kept else _lines(words, LONGEST_LINE)
        longest = self._columns
        return "\n".join(_lines(unwrap(turn), longest, exact=True) for turn in _turns(words))


def _setter(said: Sequence[_Said], copy: Copy) -> _Setter:
    wrapped = any("\n" in turn for one in said for turn in _turns(one.source))
    return _Setter(copy.columns, wrapped=wrapped)


def _turns(words: str) -> list[str]:
    return [span.of(words) for span in turns(words, Span(0, len(words)))]


def _lines(words: str, longest: int, *, exact: bool = False) -> str:
    """One line, else the two that are most alike; with ``exact``, more rather than longer ones."""
    if _HELD in words:
        return words
    bare = _TAG.sub(_HELD, words)
    if width(bare) <= longest:
        return words
    lines = halved(bare)
    if exact and max(map(width, lines.split("\n"))) > longest:
        lines = fill(bare, longest)
    tags = iter(_TAG.findall(words))
    return re.sub(_HELD, lambda _: next(tags), lines)
