"""Everything an article's file says of itself, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from diptych.core.article import Metadata, SourceFile
from diptych.core.document import Document
from diptych.core.languages import language
from diptych.ui.read_as import encoding_of, format_name
from diptych.workspace.moments import in_words, moment_of

_KILOBYTE = 1024


def facts_of(document: Document) -> list[tuple[str, str]]:
    """The names of facts and what is known; what the file does not say is left out."""
    article = document.article
    headline = article.headline
    rows = [(_tr("Headline"), headline)]
    rows += [row for row in _of_wire(article.metadata) if row != (_tr("Title"), headline)]
    rows += _of_file(article.source)
    rows += [(_tr("Note"), warning) for warning in article.warnings]
    return [(name, value) for name, value in rows if value]


def _of_wire(metadata: Metadata) -> Iterator[tuple[str, str]]:
    yield _tr("Title"), metadata.title or ""
    yield _tr("Embargo"), _moment(metadata.embargo)
    yield _tr("Status"), metadata.status or ""
    yield _tr("Slug"), metadata.slug or ""
    yield _tr("Dateline"), metadata.dateline or ""
    yield _tr("Byline"), metadata.author or ""
    guessed = _tr("{0} (guessed)") if metadata.date_guessed else "{0}"
    yield _tr("Date"), guessed.format(_moment(metadata.date)) if metadata.date else ""
    yield _tr("Sent"), _moment(metadata.sent)
    yield _tr("Updated"), _moment(metadata.updated)
    yield _tr("Urgency"), metadata.urgency or ""
    yield _tr("Version"), metadata.version or ""
    yield _tr("Category"), ", ".join(metadata.category)
    yield _tr("Keywords"), ", ".join(metadata.keywords)
    yield _tr("Service"), metadata.service or ""
    yield _tr("Copyright"), metadata.copyright or ""
    declared = metadata.language
    yield (
        _tr("Language, as declared"),
        f"{language(declared).name} ({declared})" if declared else "",
    )
    yield _tr("GUID"), metadata.guid or ""


def _of_file(source: SourceFile) -> Iterator[tuple[str, str]]:
    yield _tr("Format"), format_name(source)
    yield _tr("Encoding"), encoding_of(source)
    yield _tr("File"), source.path or source.name
    yield _tr("Article in the file"), source.item or ""
    size = len(source.data)
    told = QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    words = _tr("{0} ({1} bytes)") if size >= _KILOBYTE else "{0}"
    yield _tr("Size"), words.format(told, f"{size:,}")
    yield _tr("SHA-256"), source.sha256


def _moment(words: str | None) -> str:
    """A moment for people, with the file's own words behind it."""
    moment = moment_of(words) if words else None
    return f"{in_words(moment)} ({words})" if moment is not None else words or ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("facts", words)
