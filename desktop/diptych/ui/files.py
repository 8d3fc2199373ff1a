"""Asking for files to open and to save."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.core.document import Document
from diptych.formats.reading import kinds
from diptych.formats.writing.writer import FORMS


def _tr(words: str) -> str:
    return QCoreApplication.translate("files", words)


def ask_open(parent: QWidget) -> list[Path]:
    """The files to open; empty when the user thought better of it."""
    suffixes = dict.fromkeys(suffix for form in kinds.FORMATS for suffix in form.suffixes)
    every = " ".join(f"*{suffix}" for suffix in [*suffixes, ".diptych"])
    filters = [_tr("Articles ({0})").format(every)]
    filters += [
        f"{form.label} ({' '.join('*' + suffix for suffix in form.suffixes)})"
        for form in kinds.FORMATS
    ]
    filters += [_tr("Diptych files (*.diptych)"), _tr("All files (*)")]
    names, _ = QFileDialog.getOpenFileNames(parent, _tr("Open articles"), "", ";;".join(filters))
    return [Path(name) for name in names]


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder; None when the user thought better of it."""
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_original(parent: QWidget, document: Document) -> Path | None:
    """Where to save the bytes an article was read from; None when the user thought better."""
    source = document.article.source
    start = Path(source.name)
    if source.item is not None:
        start = start.with_stem(f"{start.stem}-{_name(document)}")
    name, _ = QFileDialog.getSaveFileName(
        parent, _tr("Save the original"), str(_folder(document) / start.name)
    )
    return Path(name) if name else None


def ask_save(parent: QWidget, document: Document, suffix: str) -> Path | None:
    """Where to save, with a suffix; None when the user thought better of it."""
    if suffix == ".diptych":
        filters = {_tr("Diptych files (*.diptych)"): ".diptych"}
        title = _tr("Save")
    else:
        filters = {f"{form.label} (*{form.suffix})": form.suffix for form in FORMS}
        title = _tr("Save an annotated copy")
    start = str(_folder(document) / f"{_name(document)}{suffix}")
    name, chosen = QFileDialog.getSaveFileName(parent, title, start, ";;".join(filters))
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_suffix(filters.get(chosen, suffix))


def _folder(document: Document) -> Path:
    source = document.article.source.path
    return Path(source).parent if source else Path.home()


def _name(document: Document) -> str:
    words = re.sub(r"[^\w\s-]", "", document.article.headline)[:60].strip()
    return re.sub(r"\s+", "-", words) or "article"
