"""What a file was taken for, in words."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from diptych.core.article import SourceFile
from diptych.formats.reading.charsets.encodings import label
from diptych.formats.reading.kinds import FORMATS, format_of


def read_as(source: SourceFile) -> str:
    """As in “Read as Wire (NewsML-G2), Unicode (UTF-8)”."""
    names = filter(None, (format_name(source), encoding_of(source)))
    return _tr("Read as {0}").format(", ".join(names))


def format_name(source: SourceFile) -> str:
    """The format alone."""
    form = format_of(source.format)
    return form.label if form is not None else source.format


def encoding_of(source: SourceFile) -> str:
    """The encoding alone; empty where there is none to choose."""
    return label(source.encoding or "") if encoding_matters(source) else ""


def encoding_matters(source: SourceFile) -> bool:
    """Whether another encoding can be chosen."""
    form = format_of(source.format)
    return source.encoding is not None and (form is None or form.decoded)


def named_otherwise(source: SourceFile) -> str:
    """A sentence when the name promises another format than was found; empty otherwise."""
    suffix = PurePath(source.name).suffix.lower()
    form = format_of(source.format)
    promised = [other for other in FORMATS if suffix in other.suffixes]
    if form is None or not promised or form in promised:
        return ""
    return _tr("The name ends in {0}, but this is another kind of file: {1}.").format(
        suffix, form.label
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("read_as", words)
