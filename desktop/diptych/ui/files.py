"""Asking for files to open and to save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.core.document import Document
from diptych.formats.reading import kinds
from diptych.workspace.copies import base_name
from diptych.workspace.saving import PROJECT


def _tr(words: str) -> str:
    return QCoreApplication.translate("files", words)


def ask_open(parent: QWidget) -> list[Path]:
    """The files to open; empty when the user thought better of it."""
    suffixes = dict.fromkeys(suffix for form in kinds.FORMATS for suffix in form.suffixes)
    every = " ".join(f"*{suffix}" for suffix in [*suffixes, PROJECT])
    filters = [_tr("Articles ({0})").format(every)]
    filters += [
        f"{form.label} ({' '.join('*' + suffix for suffix in form.suffixes)})"
        for form in kinds.FORMATS
    ]
    filters += [_tr("Diptych files (*.diptych)"), _tr("All files (*)")]
    names, _ = QFileDialog.getOpenFileNames(parent, _tr("Open articles"), "", ";;".join(filters))
    return [Path(name) for name in names]


def ask_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder; None when the user thought better of it. Looking begins at ``start``."""
    name = QFileDialog.getExistingDirectory(parent, title, str(start or ""))
    return Path(name) if name else None


def ask_original(parent: QWidget, document: Document) -> Path | None:
    """Where to save the bytes an article was read from; None when the user thought better."""
    source = document.article.source
    start = Path(source.name)
    if source.item is not None:
        start = start.with_stem(f"{start.stem}-{base_name(document)}")
    name, _ = QFileDialog.getSaveFileName(
        parent, _tr("Save the original"), str(_folder(document) / start.name)
    )
    return Path(name) if name else None


def ask_save(parent: QWidget, document: Document) -> Path | None:
    """Where to save all work; None when the user thought better of it."""
    start = str(_folder(document) / f"{base_name(document)}{PROJECT}")
    name, _ = QFileDialog.getSaveFileName(
        parent, _tr("Save"), start, _tr("Diptych files (*.diptych)")
    )
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() == PROJECT else path.with_name(f"{path.name}{PROJECT}")


def _folder(document: Document) -> Path:
    source = document.article.source.path
    return Path(source).parent if source else Path.home()
