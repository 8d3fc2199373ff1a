"""A brief: the summary as it goes into a message, with a line that says where it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.errors import SummaryError
from diptych.core.languages import language
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.text import Text
from diptych.core.versions import Signature, Version, VersionKind, assemble, text_sha256
from diptych.engines.base import Translator
from diptych.version import VERSION
from diptych.workspace.embargo import why_not
from diptych.workspace.moments import in_words, moment_of
from diptych.workspace.translating import Aids, options_of, translate_segments

_QUALITY = "balanced"


@dataclass(frozen=True, slots=True)
class Brief:
    """The same words as plain text and as a fragment of HTML."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Part:
    """The headline and the sentences of the summary in one language."""

    headline: str
    sentences: tuple[str, ...]
    language: str | None


def brief_of(document: Document, versions: Sequence[Version], now: datetime) -> Brief:
    """The summary in each of these versions, one after the other, and its source line.

    What is not translated yet is left out. That a story must not be published at ``now``, or not
    yet, stands at the head. Raises SummaryError when there is no summary.
    """
    if document.summary is None:
        raise SummaryError(
            "There is no summary yet.", "Make one in the Summary tab, and copy it then."
        )
    parts = tuple(part for version in versions if (part := _part(document, version)).sentences)
    if not parts:
        raise SummaryError(
            "Nothing of the summary is translated yet.", "Translate the article, and copy it then."
        )
    warning = why_not(document.article.metadata, now)
    line = source_line(document, versions)
    return Brief(_as_text(parts, warning, line), _as_html(parts, warning, line))


def summary_in(document: Document, translator: Translator, context: Context, aids: Aids) -> Version:
    """A machine version in which the summary and the headline alone are translated.

    Raises Cancelled, NoEngineError, PackError.
    """
    picks = {pick.segment for pick in document.summary.picks} if document.summary else set()
    headlines = {b.id for b in document.article.blocks if b.kind is BlockKind.HEADLINE}
    wanted = [s for s in document.source.segments if s.id in picks or s.block in headlines]
    answers = translate_segments(document, wanted, translator, _QUALITY, context, aids=aids)
    text, segments = assemble(document.source, answers)
    info = translator.info
    return Version(
        id="brief",
        kind=VersionKind.MACHINE,
        name=f"{language(info.to_language).name} · {info.label}",
        text=Text(text, info.to_language),
        segments=segments,
        signature=Signature(
            engine=info.engine,
            model=info.model,
            options=options_of(info, _QUALITY, aids.terms),
            app_version=VERSION,
            source_sha256=text_sha256(document.source.text.value),
        ),
    )


def source_line(document: Document, versions: Sequence[Version]) -> str:
    """Where a brief is from: headline, agency or author, date and language, and its translators.

    What the file does not say is left out.
    """
    article = document.article
    tag = document.language
    known = (
        f"“{article.headline}”",
        _unit(article.metadata.service) or _unit(article.metadata.author),
        _date(document),
        language(tag).name if tag else "",
    )
    told = [f"Source: {', '.join(part for part in known if part)}."]
    told += [
        words for version in versions if (words := translated_by(document, version)) is not None
    ]
    return " ".join(told)


def translated_by(document: Document, version: Version) -> str | None:
    """Who translated a version, in a sentence; None for the source."""
    if version.kind is VersionKind.SOURCE:
        return None
    tag = version.text.language
    into = f" into {language(tag).name}" if tag else ""
    if version.kind is VersionKind.HUMAN:
        return f"Translation{into} as it came with the file."
    made = _machine(document, version)
    signature = made.signature if made is not None else None
    if signature is None:
        return f"Translated{into}, and edited."
    engine = _engine(made.name) if made is not None else ""
    by = ", ".join(part for part in (engine, signature.model) if part)
    edited = ", then edited" if version.kind is VersionKind.EDITED else ""
    return f"Translated{into} by machine with {by}{edited}."


def _machine(document: Document, version: Version) -> Version | None:
    """The machine's version that one stands on, or is."""
    known = {other.id: other for other in document.versions}
    seen: set[str] = set()
    found: Version | None = version
    while found is not None and found.signature is None and found.id not in seen:
        seen.add(found.id)
        found = known.get(found.based_on or "")
    return found


def _engine(name: str) -> str:
    """The engine in a version's name, as in “French · Argos”."""
    return name.rpartition(" · ")[2]


def _part(document: Document, version: Version) -> _Part:
    words = {segment.id: unwrap(version.text_of(segment)).strip() for segment in version.segments}
    picks = document.summary.picks if document.summary is not None else ()
    sentences = tuple(words[pick.segment] for pick in picks if words.get(pick.segment))
    return _Part(_headline(document, version, words), sentences, version.text.language)


def _headline(document: Document, version: Version, words: dict[str, str]) -> str:
    """The headline in a version; the file's title or name only for the source."""
    block = next((b for b in document.article.blocks if b.kind is BlockKind.HEADLINE), None)
    if block is not None:
        own = (words[s.id] for s in version.segments if s.block == block.id)
        spaced = language(version.text.language or "en").spaced
        return (" " if spaced else "").join(part for part in own if part)
    return document.article.headline if version.kind is VersionKind.SOURCE else ""


def _date(document: Document) -> str:
    metadata = document.article.metadata
    found = _unit(metadata.updated or metadata.sent or metadata.date)
    moment = moment_of(found)
    guessed = metadata.date_guessed and found == _unit(metadata.date)
    told = in_words(moment) if moment is not None else _day(found)
    return f"{told} (date guessed)" if told and guessed else told


def _day(words: str) -> str:
    """A day of ISO 8601 as in “25 Nov 2026”; other words as they are."""
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return words
    return in_words(datetime(day.year, day.month, day.day)).rpartition(" ")[0]  # noqa: DTZ001


def _unit(words: str | None) -> str:
    return " ".join((words or "").split())


def _as_text(parts: Sequence[_Part], warning: str, line: str) -> str:
    blocks = [warning] if warning else []
    for part in parts:
        lines = [part.headline, *part.sentences] if part.headline else list(part.sentences)
        blocks.append("\n".join(lines))
    return "\n\n".join((*blocks, line)) + "\n"


def _as_html(parts: Sequence[_Part], warning: str, line: str) -> str:
    lines = [f"<p><strong>{escape(warning, quote=False)}</strong></p>"] if warning else []
    for part in parts:
        lines += _part_as_html(part)
    lines.append(f'<p lang="en" dir="ltr"><small>{escape(line, quote=False)}</small></p>')
    return "\n".join(lines) + "\n"


def _part_as_html(part: _Part) -> Iterator[str]:
    tag = part.language
    marks = ""
    if tag:
        marks = f' lang="{escape(tag)}" dir="{"rtl" if language(tag).rtl else "ltr"}"'
    if part.headline:
        yield f"<p{marks}><strong>{escape(part.headline, quote=False)}</strong></p>"
    yield from (f"<p{marks}>{escape(sentence, quote=False)}</p>" for sentence in part.sentences)
