"""What colours, places and times of notes are called, and how colours look."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn
from diptych.ui.theme import Theme
from diptych.workspace.moments import in_short, moment_of

_SIZE = 16


translate = QCoreApplication.translate


def colour_name(colour: Colour) -> str:
    """As in “Yellow”."""
    return {
        Colour.YELLOW: translate("notes", "Yellow"),
        Colour.GREEN: translate("notes", "Green"),
        Colour.BLUE: translate("notes", "Blue"),
        Colour.PINK: translate("notes", "Pink"),
        Colour.ORANGE: translate("notes", "Orange"),
    }[colour]


def colour_label(colour: Colour, meanings: Mapping[Colour, str]) -> str:
    """As in “Yellow: check the figure”, or the bare name of a colour that stands for nothing."""
    meaning = meanings.get(colour, "")
    return (
        translate("notes", "{0}: {1}").format(colour_name(colour), meaning)
        if meaning
        else colour_name(colour)
    )


def swatch(colour: Colour, theme: Theme) -> QIcon:
    """A round patch of the colour, outlined so that it is seen on any ground."""
    pixmap = QPixmap(QSize(_SIZE, _SIZE) * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge(colour, theme), 1.2))
    painter.setBrush(theme.mark(colour))
    painter.drawEllipse(QRectF(2, 2, _SIZE - 4, _SIZE - 4))
    painter.end()
    return QIcon(pixmap)


def edge(colour: Colour, theme: Theme) -> QColor:
    """The colour of lines around and under a mark: the mark's own hue, strong enough to be seen."""
    hue = theme.mark(colour).hslHueF()
    if theme.name == "dark":
        return QColor.fromHslF(hue, 0.6, 0.62)
    # Yellow and green are the lightest hues at one and the same lightness.
    return QColor.fromHslF(hue, 0.75, 0.33 if colour in (Colour.YELLOW, Colour.GREEN) else 0.4)


def blended(above: QColor, below: QColor, share: float) -> QColor:
    """``share`` (0 to 1) of one colour over another."""
    return QColor.fromRgbF(
        *(
            float(a) * share + float(b) * (1 - share)
            for a, b in (
                (above.redF(), below.redF()),
                (above.greenF(), below.greenF()),
                (above.blueF(), below.blueF()),
            )
        )
    )


def place_of(note: Note, document: Document) -> str:
    """What the note stands on, as in “Source” or “Summary”."""
    if note.on is NoteOn.ARTICLE:
        return translate("notes", "Whole article")
    if note.on is NoteOn.SUMMARY:
        return translate("notes", "Summary") if note.quote else translate("notes", "Whole summary")
    names = {version.id: version.name for version in document.versions}
    return names.get(note.version, translate("notes", "A version that is gone"))


def told_moment(words: str) -> str:
    """A moment in ISO 8601 as people here read it, as in “25 Nov 06:00”; empty when it is none."""
    moment = moment_of(words)
    if moment is None:
        return ""
    return in_short(moment.astimezone() if moment.tzinfo is not None else moment)


def signed(author: str, moment: str) -> str:
    """Who wrote and when, as in “Ann Bee · 25 Nov 06:00”."""
    return " · ".join(filter(None, (author or translate("notes", "Unsigned"), told_moment(moment))))


def plain_tip(words: str) -> str:
    """Words for a tool tip, which shows them as they are and not as markup."""
    return f"<p style='white-space: pre-wrap'>{escape(words)}</p>" if words else ""


def tip_of(note: Note) -> str:
    """What is said of a note under the mouse: its words, its replies, that it is resolved."""
    told = [note.body or translate("notes", "Highlight without words")]
    if note.resolved:
        told[0] = translate("notes", "Resolved: {0}").format(told[0])
    unsigned = translate("notes", "Unsigned")
    told += [f"↳ {reply.author or unsigned}: {reply.body}" for reply in note.replies]
    return "\n".join(told)
