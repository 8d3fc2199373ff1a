"""What a printed PDF has to have beside its pages: language, bookmarks, comments."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from diptych.formats.writing.annotations import PAINTS
from diptych.formats.writing.printed.printout import Comment, Printout, Remark

if TYPE_CHECKING:
    from pypdf import PdfWriter

_PRINTED = 4
"""The flag of annotations that are on paper as well."""
_ROW = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> (?:<([0-9A-F]{4})>|\[([^\]]*)\])")
_ABOVE = 14.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its lower left corner; pages count from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Places:
    """What is known once pages are laid out.

    ``anchors`` tells where they stand, and ``comments`` the lines of words that each is about, by
    its ``begin``. ``letters`` are those that fonts draw as they draw others: what a table of a font
    takes a letter for, and what stands in the text.
    """

    anchors: Mapping[str, Box]
    comments: Mapping[str, Sequence[Box]]
    letters: Mapping[str, str]


def finished(data: bytes, printout: Printout, places: Places) -> bytes:
    """The PDF with its language, bookmarks and comments.

    Comments are annotations of which the words are marked in the page already. Letters that a font
    has under two codes are told by the one that was meant.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(printout.language or "und")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    _bookmark(writer, printout, places)
    for comment in printout.comments:
        boxes = places.comments.get(comment.begin, ())
        if boxes:
            _comment(writer, comment, boxes)
    _tell_letters(writer, places.letters)
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def _bookmark(writer: PdfWriter, printout: Printout, places: Places) -> None:
    from pypdf.generic import Fit

    above: list[tuple[int, Any]] = []
    for heading in printout.headings:
        box = places.anchors.get(heading.name)
        if box is None or not heading.title:
            continue
        while above and above[-1][0] >= heading.level:
            above.pop()
        parent = above[-1][1] if above else None
        fit = Fit.xyz(left=0, top=box.top + _ABOVE)
        item = writer.add_outline_item(
            title=heading.title, page_number=box.page, parent=parent, fit=fit
        )
        above.append((heading.level, item))
    if above:
        writer.page_mode = "/UseOutlines"


def _comment(writer: PdfWriter, comment: Comment, boxes: Sequence[Box]) -> None:
    """A highlight with the note's words, and each reply as an answer to it.

    It has no looks of its own: the words are coloured in the page.
    """
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    first = [box for box in boxes if box.page == boxes[0].page]
    around = _around(first)
    page = first[0].page
    parent = _annotation(writer, "/Highlight", comment.said, around)
    corners = [
        place
        for box in first
        for place in (
            *(box.left, box.top, box.right, box.top),
            *(box.left, box.bottom, box.right, box.bottom),
        )
    ]
    parent[NameObject("/QuadPoints")] = ArrayObject(map(FloatObject, corners))
    paint = bytes.fromhex(PAINTS[comment.colour].lstrip("#"))
    parent[NameObject("/C")] = ArrayObject(FloatObject(round(part / 255, 4)) for part in paint)
    placed = writer.add_annotation(page, parent)
    answers = list(comment.replies)
    for answer in answers:
        reply = _annotation(writer, "/Text", answer, around)
        reply[NameObject("/IRT")] = placed.indirect_reference
        reply[NameObject("/RT")] = NameObject("/R")
        writer.add_annotation(page, reply)
    if comment.resolved:
        said = Remark("Resolved", comment.said.author, None)
        state = _annotation(writer, "/Text", said, around)
        state[NameObject("/IRT")] = placed.indirect_reference
        state[NameObject("/StateModel")] = TextStringObject("Review")
        state[NameObject("/State")] = TextStringObject("Completed")
        writer.add_annotation(page, state)


def _annotation(writer: PdfWriter, kind: str, said: Remark, around: Box) -> Any:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
        StreamObject,
        TextStringObject,
    )

    rectangle = ArrayObject(
        FloatObject(place) for place in (around.left, around.bottom, around.right, around.top)
    )
    looks = StreamObject()
    looks[NameObject("/Type")] = NameObject("/XObject")
    looks[NameObject("/Subtype")] = NameObject("/Form")
    looks[NameObject("/BBox")] = rectangle
    empty = writer._add_object(looks)  # noqa: SLF001 - pypdf has no other way to add one
    found = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): rectangle,
            NameObject("/Contents"): TextStringObject(said.words),
            NameObject("/T"): TextStringObject(said.author),
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): empty}),
        }
    )
    if said.when is not None:
        found[NameObject("/M")] = TextStringObject(_moment(said.when))
        found[NameObject("/CreationDate")] = TextStringObject(_moment(said.when))
    return found


def _moment(when: datetime) -> str:
    """A moment in UTC as PDF writes it."""
    return f"D:{when:%Y%m%d%H%M%S}Z"


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _tell_letters(writer: PdfWriter, letters: Mapping[str, str]) -> None:
    """Let the tables of fonts, which tell readers what a sign means, tell the right letters."""
    from pypdf.generic import StreamObject

    if not letters:
        return
    meant = {ord(told): ord(letter) for told, letter in letters.items()}
    fonts: dict[str, Any] = {}
    for page in writer.pages:
        resources: Any = page["/Resources"]
        fonts |= {key: font.get_object() for key, font in resources.get("/Font", {}).items()}
    for font in fonts.values():
        stream = font.get("/ToUnicode")
        stream = stream.get_object() if stream is not None else None
        if isinstance(stream, StreamObject):
            stream.set_data(_ROW.sub(lambda row: _row(row, meant), stream.get_data()))


def _row(row: re.Match[bytes], meant: Mapping[int, int]) -> bytes:
    """A row of a table: glyphs from one number to another, then what they mean."""
    first, last, begin, listed = row.groups()
    if begin is not None:
        codes = list(range(int(begin, 16), int(begin, 16) + int(last, 16) - int(first, 16) + 1))
    else:
        codes = [int(code, 16) for code in re.findall(rb"<([0-9A-F]+)>", listed)]
    if not any(code in meant for code in codes):
        return row[0]
    told = b" ".join(b"<%04X>" % meant.get(code, code) for code in codes)
    return b"<%s> <%s> [%s]" % (first, last, told)
