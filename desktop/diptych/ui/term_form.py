"""The form in which a term is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.languages import LANGUAGES, language
from diptych.core.terms import problem_of
from diptych.workspace.term_changes import Place, PlacedTerm, tidy


class PlaceChoice(QWidget):
    """For this project, or for all articles; the first is offered only where there is one."""

    def __init__(self, place: Place, *, project: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = QRadioButton(self.tr("For this &project"))
        self.project.setToolTip(self.tr("Kept in the project's own file, and found first"))
        self.general = QRadioButton(self.tr("For &all articles"))
        self.general.setToolTip(self.tr("Kept on this computer, for every article"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.project, self.general):
            row.addWidget(button)
        row.addStretch()
        self.project.setEnabled(project)
        chosen = self.project if project and place is Place.PROJECT else self.general
        chosen.setChecked(True)

    @property
    def place(self) -> Place:
        """What is chosen."""
        return Place.PROJECT if self.project.isChecked() else Place.GENERAL


class TermForm(QDialog):
    """Everything about one term. Once it is accepted, ``placed`` is good to be kept."""

    def __init__(
        self, placed: PlacedTerm, *, project: bool, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        term = placed.term
        self._term = term
        self.source = QLineEdit(term.source)
        self.target = QLineEdit(term.target)
        self.origin = _languages(term.source_language, self.tr("Language of the term"))
        self.to = _languages(term.target_language, self.tr("Language of the translation"))
        self.source_forms = _lines(term.source_forms, self.fontMetrics().lineSpacing())
        self.forms = _lines(term.forms, self.fontMetrics().lineSpacing())
        self.case = QCheckBox(self.tr("Find it only when it is &written in this case"))
        self.case.setChecked(term.case_sensitive)
        self.forbidden = QCheckBox(self.tr("This translation must not be &used"))
        self.forbidden.setChecked(term.forbidden)
        self.note = QLineEdit(term.note)
        self.where = PlaceChoice(placed.place, project=project)
        self.problem = QLabel()
        self.problem.setObjectName("caution")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        for combo in (self.origin, self.to):
            combo.currentIndexChanged.connect(self._turn)
        self._turn()
        (self.source if not term.source else self.target).setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        for words, field, combo in (
            (self.tr("&Term"), self.source, self.origin),
            (self.tr("T&ranslation"), self.target, self.to),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            row.addWidget(combo)
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, row)
        form.addRow(self.tr("Other &forms of the translation"), self.forms)
        form.addRow(self.tr("Other forms of the t&erm"), self.source_forms)
        for lines in (self.forms, self.source_forms):
            lines.setPlaceholderText(self.tr("One form on each line: plural, feminine…"))
        form.addRow(self.tr("&Note"), self.note)
        form.addRow("", self.case)
        form.addRow("", self.forbidden)
        form.addRow("", self.where)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.resize(600, self.sizeHint().height())

    @property
    def placed(self) -> PlacedTerm:
        """The term as the form has it, and where it is to be kept."""
        term = replace(
            self._term,
            source=self.source.text(),
            target=self.target.text(),
            source_language=self.origin.currentData(),
            target_language=self.to.currentData(),
            forms=tuple(self.forms.toPlainText().splitlines()),
            source_forms=tuple(self.source_forms.toPlainText().splitlines()),
            case_sensitive=self.case.isChecked(),
            forbidden=self.forbidden.isChecked(),
            note=self.note.text(),
        )
        return PlacedTerm(self.where.place, tidy(term))

    def accept(self) -> None:
        """Close, unless the term cannot be used: then say why."""
        problem = problem_of(self.placed.term)
        if not problem:
            super().accept()
            return
        self.problem.setText(self.tr("The term cannot be used: {0}.").format(problem))
        self.problem.show()
        empty = [field for field in (self.source, self.target) if not field.text().strip()]
        (empty[0] if empty else self.source).setFocus()

    def _turn(self) -> None:
        """Write each side from where its script begins."""
        for combo, fields in (
            (self.origin, (self.source, self.source_forms)),
            (self.to, (self.target, self.forms)),
        ):
            rtl = language(combo.currentData()).rtl
            ways = Qt.LayoutDirection
            for field in fields:
                field.setLayoutDirection(ways.RightToLeft if rtl else ways.LeftToRight)


def _languages(tag: str, name: str) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    for known in sorted(LANGUAGES, key=lambda entry: entry.name):
        combo.addItem(known.name, known.tag)
    if combo.findData(tag) < 0:
        combo.addItem(language(tag).name, tag)
    combo.setCurrentIndex(combo.findData(tag))
    return combo


def _lines(forms: tuple[str, ...], line: int) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(forms))
    field.setTabChangesFocus(True)
    field.setFixedHeight(line * 3 + 12)
    return field
