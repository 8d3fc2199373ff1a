"""Asking for files to open and to save."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from diptych.core.document import Document
from diptych.formats.reading.reader import READABLE
from diptych.formats.writing.writer import FORMATS


def _tr(words: str) -> str:
    return QCoreApplication.translate("files", words)


def ask_open(parent: QWidget) -> list[Path]:
    """The files to open; empty when the user thought better of it."""
    every = " ".join(f"*{s}" for _, suffixes in READABLE for s in suffixes) + " *.diptych"
    filters = [_tr("Articles ({0})").format(every)]
    filters += [f"{label} ({' '.join('*' + s for s in suffixes)})" for label, suffixes in READABLE]
    filters += [_tr("Diptych files (*.diptych)"), _tr("All files (*)")]
    names, _ = QFileDialog.getOpenFileNames(parent, _tr("Open articles"), "", ";;".join(filters))
    return [Path(name) for name in names]


def ask_save(parent: QWidget, document: Document, suffix: str) -> Path | None:
    """Where to save, with a suffix; None when the user thought better of it."""
    if suffix == ".diptych":
        filters = {_tr("Diptych files (*.diptych)"): ".diptych"}
        title = _tr("Save")
    else:
        filters = {f"{label} (*{kind})": kind for kind, label in FORMATS}
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
