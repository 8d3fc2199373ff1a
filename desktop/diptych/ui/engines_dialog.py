"""Which engines translate which pair of languages, and why the others do not."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.languages import LANGUAGES, language
from diptych.engines.registry import EngineState
from diptych.ui.entry_list import Entry, EntryList, Line
from diptych.workspace.toolbox import PairReport

Pair = tuple[str, str]


class EnginesDialog(QDialog):
    """Any pair can be asked about; those that are served are listed. ``asked`` wants a report."""

    asked = Signal(str, str)
    models_wanted = Signal(str)
    chat_chosen = Signal(str, str)
    model_wanted = Signal(str, str, str)

    def __init__(
        self,
        states: tuple[EngineState, ...],
        pair: Pair,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Engines"))
        self.resize(640, 620)
        self.origin, self.to = QComboBox(), QComboBox()
        self.origin.setAccessibleName(self.tr("Translate from"))
        self.to.setAccessibleName(self.tr("Translate into"))
        for combo, tag in ((self.origin, pair[0]), (self.to, pair[1])):
            for known in sorted(LANGUAGES, key=lambda entry: entry.name):
                combo.addItem(known.name, known.tag)
            combo.setCurrentIndex(max(0, combo.findData(tag)))
            combo.activated.connect(lambda _index: self.ask())
        self.report = EntryList(self.tr("Engines for this pair"))
        self.pairs = EntryList(self.tr("All pairs that are served directly"))
        self.pairs.chosen.connect(self._choose)
        self._states = states
        self.address, self.model = QLineEdit(), QComboBox()
        self.address.setAccessibleName(self.tr("Address of the language model server"))
        self.address.setPlaceholderText("http://127.0.0.1:11434")
        self.model.setAccessibleName(self.tr("Language model"))
        self.model.setEditable(True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.hide()
        self._lay_out()

    def _chat_row(self) -> QHBoxLayout:
        look = QPushButton(self.tr("&Look for models"))
        look.clicked.connect(lambda: self.models_wanted.emit(self.address.text().strip()))
        use = QPushButton(self.tr("&Use"))
        use.clicked.connect(
            lambda: self.chat_chosen.emit(
                self.address.text().strip(), self.model.currentText().strip()
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.address, 3)
        row.addWidget(look)
        row.addWidget(self.model, 2)
        row.addWidget(use)
        return row

    def _mirror_row(self) -> QHBoxLayout:
        self.mirror = QLineEdit()
        self.mirror.setAccessibleName(self.tr("Address of a mirror of Firefox models"))
        self.mirror.setPlaceholderText(self.tr("https://… of a mirror"))
        self.get = QPushButton(self.tr("&Get the model of this pair"))
        self.get.clicked.connect(
            lambda: self.model_wanted.emit(
                self.mirror.text().strip(), self.origin.currentData(), self.to.currentData()
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.mirror, 1)
        row.addWidget(self.get)
        return row

    def show_chat(self, address: str, model: str) -> None:
        """Show which server and model are chosen."""
        self.address.setText(address)
        self.model.setCurrentText(model)

    def offer_models(self, names: tuple[str, ...]) -> None:
        """Offer the models a server has."""
        self.model.clear()
        self.model.addItems(list(names))
        self.say(self.tr("Choose a model and press Use.") if names else self.tr("It has none."))

    def say(self, words: str) -> None:
        """Tell how the last wish went."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&From"), self.origin)
        form.addRow(self.tr("&Into"), self.to)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        served = QLabel(self.tr("All pairs that are served &directly"))
        served.setObjectName("heading")
        served.setBuddy(self.pairs)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.report, 3)
        column.addWidget(served)
        column.addWidget(self.pairs, 2)
        server = QLabel(self.tr("Language model server on this computer"))
        server.setObjectName("heading")
        column.addWidget(server)
        column.addLayout(self._chat_row())
        firefox = QLabel(self.tr("Firefox models"))
        firefox.setObjectName("heading")
        column.addWidget(firefox)
        column.addLayout(self._mirror_row())
        column.addWidget(self.told)
        column.addWidget(close)

    def ask(self) -> None:
        """Ask about the pair that is chosen."""
        self.report.show_entries((Entry("", (Line(self.tr("Looking…"), faint=True),)),))
        self.asked.emit(self.origin.currentData(), self.to.currentData())

    def _choose(self, key: str) -> None:
        for combo, tag in zip((self.origin, self.to), key.split("|"), strict=True):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(max(0, combo.findData(tag)))
        self.ask()

    def show_pairs(self, pairs: tuple[Pair, ...]) -> None:
        """List the pairs that are served."""
        self.pairs.show_entries(
            tuple(
                Entry(f"{origin}|{to}", (Line(f"{language(origin).name} → {language(to).name}"),))
                for origin, to in pairs
            )
        )

    def show_report(self, report: PairReport) -> None:
        """Show what translates a pair, best first, then what does not and why."""
        pair = report.from_language, report.to_language
        if pair != (self.origin.currentData(), self.to.currentData()):
            return  # another pair was chosen meanwhile
        able = [
            Entry(
                info.route,
                (
                    Line(f"✓ {info.label}", bold=True),
                    Line(info.model, faint=True),
                    *((Line(info.caution, faint=True),) if info.caution else ()),
                ),
            )
            for info in report.offers
        ]
        unable = [
            Entry(label, (Line(f"✗ {label}"), Line(reason, faint=True)))
            for label, reason in report.reasons
        ]
        others = [
            Entry(
                state.name,
                (
                    Line(f"{'✗' if state.missing else '✓'} {state.label}"),
                    Line(state.missing or state.task, faint=True),
                ),
            )
            for state in self._states
            if state.task != "translation"
        ]
        self.report.show_entries((*able, *unable, *others))
