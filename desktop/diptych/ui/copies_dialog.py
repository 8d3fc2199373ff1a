"""Asks in which formats copies are wanted, what they hold, and where they go."""

from __future__ import annotations

import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
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

from diptych.core.document import Document
from diptych.ui.copy_formats import FormatList
from diptych.ui.copy_options import CopyOptions
from diptych.workspace.copies import (
    Wanted,
    copy_name,
    file_names,
    forms_for,
    why_no_name,
    why_not,
)
from diptych.workspace.settings import Settings

PAUSE = 250
"""Milliseconds without typing before a folder is looked at."""


@dataclass(frozen=True, slots=True)
class CopyChoices:
    """What was chosen. ``replaced`` are the files of which it was said that they are replaced."""

    wanted: tuple[Wanted, ...]
    replaced: frozenset[Path]
    versions: tuple[str, ...]
    settings: Settings


class CopiesDialog(QDialog):
    """``chosen`` tells the CopyChoices, once. The dialog itself looks at no disk.

    ``look_wanted`` asks for the names in a folder, to be answered by ``show_folder``;
    ``folder_wanted`` asks for another folder, to be answered by ``set_folder``.
    """

    chosen = Signal(object)
    look_wanted = Signal(Path)
    folder_wanted = Signal(Path)

    def __init__(
        self,
        document: Document,
        shown: str | None,
        project: Path | None,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Save a copy"))
        self.setMinimumWidth(560)
        self._document, self._project, self._settings = document, project, settings
        self._there: frozenset[str] | None = frozenset()
        self._told: frozenset[Path] | None = None
        self.options = CopyOptions(document, shown, settings)
        self.formats = FormatList(forms_for(document), self._barred())
        self.folder = QLineEdit(str(self._first_folder()))
        self.name = QLineEdit(copy_name(document, self.options.chosen, project))
        self.choose = QPushButton(self.tr("C&hoose…"))
        self.choose.setToolTip(self.tr("Choose another folder"))
        self.choose.setAutoDefault(False)
        self.hint = QLabel()
        self.hint.setObjectName("alarm")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._lay_out()
        self._connect()
        self.formats.tick(settings.copy_forms)
        if not self.formats.ticked:
            self.formats.tick(Settings().copy_forms)
        self.formats.setFocus()
        room = self.screen().availableSize()
        self.resize(min(700, room.width()), min(self.sizeHint().height(), room.height() - 60))

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.save = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.save.setDefault(True)
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self._save)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.choose)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("N&ame"), self.name)
        folder = QLabel(self.tr("&Folder"))
        folder.setBuddy(self.folder)
        form.addRow(folder, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(12)
        column.addWidget(self.formats, 1)
        column.addWidget(self.options)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.formats.changed.connect(self._refresh)
        self.options.changed.connect(self._options_changed)
        self.name.textChanged.connect(self._refresh)
        self.folder.textChanged.connect(self._folder_typed)
        self.choose.clicked.connect(lambda: self.folder_wanted.emit(self.place))
        self._pause.timeout.connect(lambda: self.look_wanted.emit(self.place))

    def _first_folder(self) -> Path:
        """Where copies went last; beside the article when that was where."""
        if self._settings.copy_folder:
            return Path(self._settings.copy_folder)
        return _own_folder(self._document, self._project)

    # What is chosen

    @property
    def place(self) -> Path:
        """The folder for the copies."""
        typed = Path(self.folder.text().strip())
        try:
            return typed.expanduser()
        except RuntimeError:  # “~nobody”
            return typed

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """The copies that are ticked, and where each goes."""
        ticked = self.formats.ticked
        names = file_names(self.name.text(), ticked)
        return tuple(Wanted(form.name, self.place / names[form.name]) for form in ticked)

    @property
    def replaced(self) -> frozenset[Path]:
        """The files that are there and would be replaced."""
        there = {_key(name) for name in self._there or ()}
        return frozenset(one.path for one in self.wanted if _key(one.path.name) in there)

    def _barred(self) -> dict[str, str]:
        versions = self.options.chosen
        found = {
            form.name: why_not(form, self._document, versions) for form in forms_for(self._document)
        }
        return {name: reason for name, reason in found.items() if reason}

    # What follows from it

    def _options_changed(self) -> None:
        """Formats come and go with the versions, and so does the name until it is edited."""
        self.formats.bar(self._barred())
        if not self.name.isModified():
            self.name.setText(copy_name(self._document, self.options.chosen, self._project))
        self._refresh()

    def _folder_typed(self) -> None:
        self._there = frozenset()
        self._pause.start()
        self._refresh()

    def set_folder(self, folder: Path) -> None:
        """Take another folder."""
        self.folder.setText(str(folder))

    def show_folder(self, folder: Path, names: Collection[str] | None) -> None:
        """Show what follows from the names of the files in a folder; None where there is none."""
        if folder != self.place:
            return
        if names is None and str(folder) == self._settings.copy_folder:
            self.set_folder(_own_folder(self._document, self._project))  # that of last time is gone
            return
        self._there = None if names is None else frozenset(names)
        self._refresh()
        told, self._told = self._told, None
        if told is not None and self.save.isEnabled() and self.replaced <= told:
            self._finish()

    def _refresh(self) -> None:
        wanted, replaced = self.wanted, self.replaced
        own = self._document.article.source.path
        remarks = {one.form: self.tr("will replace the file there") for one in wanted
                   if one.path in replaced}  # fmt: skip
        remarks |= {one.form: self.tr("is the article itself") for one in wanted
                    if own is not None and one.path == Path(own)}  # fmt: skip
        self.formats.show_files({one.form: one.path.name for one in wanted}, remarks)
        self.options.fit(self.formats.ticked)
        problem = self._problem(wanted)
        self.hint.setText(problem or self._replacing(replaced))
        self.hint.setVisible(bool(self.hint.text()))
        self.save.setEnabled(not problem)
        count = len(wanted)
        words = self.tr("&Save {0} copies").format(count)
        self.save.setText(words if count > 1 else self.tr("&Save"))

    def _problem(self, wanted: tuple[Wanted, ...]) -> str:
        """Why nothing can be saved; empty when it can be."""
        own = self._document.article.source.path
        if not wanted:
            return self.tr("Tick at least one format.")
        if bad := why_no_name(self.name.text()):
            return bad
        if not self.folder.text().strip() or not self.place.is_absolute():
            return self.tr("Choose a folder.")
        if self._there is None:
            return self.tr("There is no such folder.")
        if own is not None and any(one.path == Path(own) for one in wanted):
            return self.tr("“{0}” is the article itself. Choose another name.").format(
                Path(own).name
            )
        return ""

    def _replacing(self, replaced: frozenset[Path]) -> str:
        names = ", ".join(f"“{path.name}”" for path in sorted(replaced))
        return self.tr("Will replace {0}.").format(names) if replaced else ""

    # The end

    def _save(self) -> None:
        """Look once more: what has come meanwhile is told of before it is replaced."""
        self._told = self.replaced
        self._pause.stop()
        self.look_wanted.emit(self.place)

    def _finish(self) -> None:
        self.chosen.emit(
            CopyChoices(
                self.wanted,
                self.replaced,
                tuple(version.id for version in self.options.chosen),
                self._remembered(),
            )
        )
        self.accept()

    def _remembered(self) -> Settings:
        """The settings with these choices; formats that were not on offer here stay chosen."""
        offered = {form.name for form in forms_for(self._document)}
        before = [name for name in self._settings.copy_forms if name not in offered]
        own = _own_folder(self._document, self._project)
        return replace(
            self._settings,
            copy_forms=(*(form.name for form in self.formats.ticked), *before),
            copy_folder="" if self.place == own else str(self.place),
            copy_source=self.options.beside.isChecked(),
            copy_notes=self.options.notes.isChecked(),
            copy_tracked=self.options.tracked.isChecked(),
            text_columns=self.options.wide,
        )


def _own_folder(document: Document, project: Path | None) -> Path:
    """Where the work is saved, else where the article came from, else the home folder."""
    path = project or document.article.source.path
    return Path(path).parent if path else Path.home()


def _key(name: str) -> str:
    """A file name as the file systems of the platform compare them."""
    return name.casefold() if sys.platform in ("win32", "darwin") else name
