"""The tab about the lit sentence: what stands out, other translations, terms, the memory."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from diptych.core.alarms import Alarm
from diptych.core.languages import language
from diptych.core.versions import SegmentState
from diptych.ui.entry_list import Entry, EntryList, Line

if TYPE_CHECKING:
    from diptych.core.differences import Difference
    from diptych.core.memory import Match
    from diptych.engines.base import Alternative
    from diptych.workspace.advising import Advice


class SentencePanel(QWidget):
    """Shows one sentence's alarms and what can be put in its place; ``taken`` gives the words."""

    taken = Signal(str, str)

    def __init__(self, doings: tuple[QAction, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = QLabel()
        self.state.setObjectName("faint")
        self.alarms = QLabel()
        self.alarms.setWordWrap(True)
        self.alarms.setTextFormat(Qt.TextFormat.PlainText)
        self.terms = QLabel()
        self.terms.setWordWrap(True)
        self.terms.setTextFormat(Qt.TextFormat.PlainText)
        self.hint = QLabel()
        self.hint.setObjectName("faint")
        self.hint.setWordWrap(True)
        self.list = EntryList(self.tr("Other translations of this sentence"))
        self.list.activated.connect(lambda index: self.take(index.row()))
        self._offers: tuple[tuple[str, str], ...] = ()
        row = QHBoxLayout()
        row.setContentsMargins(10, 4, 10, 4)
        for action in doings:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(0)
        for label in (self.state, self.alarms, self.terms):
            label.setContentsMargins(14, 4, 14, 4)
            column.addWidget(label)
        column.addLayout(row)
        self.hint.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self.show_nothing()

    @property
    def offers(self) -> tuple[str, ...]:
        """The words that can be put in, in the order of their numbers."""
        return tuple(words for _key, words in self._offers)

    def show_nothing(self) -> None:
        """No sentence is lit."""
        self.state.setText(self.tr("No sentence is chosen."))
        self.alarms.hide()
        self.terms.hide()
        self.hint.setText(
            self.tr("Click a sentence of a translation to see what can be said instead.")
        )
        self.show_offers(())

    def show_segment(self, state: SegmentState, alarms: tuple[Alarm, ...]) -> None:
        """Show how a sentence stands."""
        self.state.setText(state_name(state))
        self.alarms.setText("\n".join(f"⚠ {alarm}" for alarm in alarms))
        self.alarms.setVisible(bool(alarms))

    def show_waiting(self) -> None:
        """More is being looked for."""
        self.terms.hide()
        self.hint.setText(self.tr("Looking for other translations…"))
        self.show_offers(())

    def show_advice(self, advice: Advice, source: str, to_language: str | None) -> None:
        """Show what was found for a source sentence: sentences of the memory first."""
        rtl = to_language is not None and language(to_language).rtl
        entries = [
            *(_match(n, match, source, rtl) for n, match in enumerate(advice.matches, start=1)),
            *(
                _offer(n, offer, rtl)
                for n, offer in enumerate(advice.alternatives, start=len(advice.matches) + 1)
            ),
        ]
        words = [
            *(match.entry.target for match in advice.matches),
            *(offer.words for offer in advice.alternatives),
        ]
        terms = [f"{m.term.source} → {m.term.target}" for m in advice.terms]
        self.terms.setText("\n".join(terms))
        self.terms.setVisible(bool(terms))
        self.hint.setText(
            self.tr("Press Enter or Alt with a number to put one in.")
            if entries
            else self.tr("Nothing else is known for this sentence.")
        )
        self.show_offers(tuple(entries), tuple(words))

    def show_offers(self, entries: tuple[Entry, ...], words: tuple[str, ...] = ()) -> None:
        """Replace the list."""
        self._offers = tuple(zip((entry.key for entry in entries), words, strict=True))
        self.list.show_entries(entries)

    def take(self, place: int) -> None:
        """Put in the offer at that place, from 0; nothing when there is none."""
        if 0 <= place < len(self._offers):
            self.taken.emit(*self._offers[place])


def state_name(state: SegmentState) -> str:
    """What the state of a segment is called."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("states", words)

    return {
        SegmentState.SOURCE: tr("Source"),
        SegmentState.UNTRANSLATED: tr("Not translated"),
        SegmentState.MACHINE: tr("Machine translation"),
        SegmentState.EDITED: tr("Edited, not confirmed"),
        SegmentState.CONFIRMED: tr("Confirmed"),
    }[state]


def _match(number: int, match: Match, source: str, rtl: bool) -> Entry:
    def tr(words: str) -> str:
        return QCoreApplication.translate("advice", words)

    told = [tr("{0} · memory, {1} %").format(number, match.score)]
    if match.entry.origin:
        told.append(match.entry.origin)
    if match.numbers_differ:
        told.append(tr("numbers differ"))
    lines = [Line(" · ".join(told), faint=True), Line(match.entry.target, rtl=rtl)]
    if not match.exact:
        marked = with_differences(match.entry.source, source, match.differences)
        lines.append(Line(tr("There: {0}").format(marked), faint=True))
    return Entry(f"memory:{match.entry.id}", tuple(lines))


def with_differences(old: str, new: str, differences: Sequence[Difference]) -> str:
    """The old text with what became of it in brackets, as in “[3 → 5] people”."""
    parts: list[str] = []
    last = 0
    for difference in differences:
        before, after = difference.old.of(old), difference.new.of(new)
        told = (
            f"{before} → {after}" if before and after else f"−{before}" if before else f"+{after}"
        )
        parts += (old[last : difference.old.start], f"[{told}]")
        last = difference.old.end
    return "".join(parts) + old[last:]


def _offer(number: int, offer: Alternative, rtl: bool) -> Entry:
    told = QCoreApplication.translate("advice", "{0} · machine").format(number)
    return Entry(f"machine:{number}", (Line(told, faint=True), Line(offer.words, rtl=rtl)))
