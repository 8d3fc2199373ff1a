"""``save``: copies of an article, with its translation, summary and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from diptych.cli.articles import (
    agree_to_embargo,
    choices_of,
    in_its_language,
    known_language,
    open_article,
    tell_warnings,
)
from diptych.cli.copying import AsForm, Output, Wrap, check_options, tell_outcomes, wanted_copies
from diptych.cli.exit_status import ExitStatus
from diptych.cli.network import printer_of
from diptych.cli.options import (
    Encoding,
    Engine,
    File,
    Format,
    From,
    HowWell,
    ItemId,
    MaybeTo,
    Method,
    Password,
    Quality,
    Sentences,
    Words,
)
from diptych.cli.output import say
from diptych.cli.progress import interruptible
from diptych.cli.summarising import chosen_limit
from diptych.cli.tools import borrowed_library, borrowed_toolbox
from diptych.core.document import Document
from diptych.core.errors import CannotSaveError, SummaryError
from diptych.core.languages import language
from diptych.core.progress import Cancelled
from diptych.core.summary import Limit
from diptych.core.versions import Version
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.subtitles import check_times
from diptych.formats.writing.writer import form_of
from diptych.workspace import settings
from diptych.workspace.copies import Outcome, Wanted, can_track, save_copies, version_in
from diptych.workspace.library import Library
from diptych.workspace.paths import Paths
from diptych.workspace.saving import PROJECT
from diptych.workspace.summarising import summarise
from diptych.workspace.translating import translate

_WITHOUT_SUMMARY = frozenset({"text", "tmx", "tbx", "annotations", "srt", "vtt"})

TargetOnly = Annotated[
    bool, typer.Option("--target-only", help="Leave the source out where it would stand beside.")
]
Tracked = Annotated[
    bool, typer.Option("--tracked", help="Show what was edited as changes to the machine's words.")
]
NoNotes = Annotated[bool, typer.Option("--no-notes", help="Leave the notes out.")]
DespiteEmbargo = Annotated[
    bool, typer.Option("--despite-embargo", help="Save a story that must not be published yet.")
]


def save(
    caller: typer.Context,
    file: File,
    *,
    output: Output,
    form: AsForm = None,
    target_only: TargetOnly = False,
    tracked: Tracked = False,
    no_notes: NoNotes = False,
    wrap: Wrap = None,
    to: MaybeTo = None,
    from_: From = None,
    engine: Engine = None,
    quality: HowWell = Quality.BALANCED,
    method: Method = "textrank",
    sentences: Sentences = None,
    words: Words = None,
    format_: Format = None,
    encoding: Encoding = None,
    item: ItemId = None,
    password: Password = None,
    despite_embargo: DespiteEmbargo = False,
) -> None:
    """Save copies of an article, with its translation, summary and notes."""
    limit = chosen_limit(sentences, words)
    wanted = wanted_copies(output, form or ())
    check_options(wanted, wrap=wrap, tracked=tracked)
    choices = choices_of(format_, encoding, item, password)
    document = in_its_language(open_article(file, choices), from_)
    if not despite_embargo:
        agree_to_embargo(document)
    _check(document, wanted)
    version = document.targets[-1] if document.targets else None
    if to is not None:
        document, version = _in_language(caller, document, language(to).tag, engine, quality)
    if sentences or words or (document.summary is None and _shows_summary(wanted)):
        document = _summarised(document, method, limit, asked=bool(sentences or words))
    copy = Copy(columns=wrap, source=not target_only, tracked=tracked, notes=not no_notes)
    _save(caller, document, wanted, _signed(caller, document, version, copy))


def _check(document: Document, wanted: Sequence[Wanted]) -> None:
    """Say what was noticed, and refuse subtitles of what has no times before any work is done."""
    tell_warnings(document)
    if any(one.path.suffix.lower() != PROJECT and form_of(one.form).timed for one in wanted):
        check_times(document)


def _signed(caller: typer.Context, document: Document, version: Version | None, copy: Copy) -> Copy:
    """The copy with its version, what must be known of it, and who saves it when."""
    _tell_of_nothing(document, version, copy)
    caution = _caution_of(caller, document, version)
    return replace(
        copy,
        versions=(version.id,) if version is not None else (),
        cautions=(caution,) if caution else (),
        author=settings.load(Paths.usual().settings_file).author,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _save(caller: typer.Context, document: Document, wanted: Sequence[Wanted], copy: Copy) -> None:
    outcomes: list[Outcome] = []
    with borrowed_library() as library, interruptible("Saving") as context:
        saving = save_copies(
            document,
            wanted,
            copy,
            context,
            former=partial(_keep, library),
            print_pdf=printer_of(caller),
        )
        try:
            outcomes.extend(saving)
        except Cancelled:
            tell_outcomes(document, outcomes, copy)
            raise
    if not tell_outcomes(document, outcomes, copy):
        raise typer.Exit(ExitStatus.FAILED)


def _keep(library: Library, path: Path, data: bytes) -> None:
    """Keep what a .diptych file held; that it cannot be kept is no reason not to save."""
    try:
        library.earlier.keep(path, data)
    except (OSError, CannotSaveError) as error:
        say(f"Note: The version before it could not be kept: {error}")


def _shows_summary(wanted: Sequence[Wanted]) -> bool:
    return any(one.form not in _WITHOUT_SUMMARY for one in wanted)


def _summarised(document: Document, method: str, limit: Limit, *, asked: bool) -> Document:
    """The document with a summary; one that cannot be had matters only where it was asked for."""
    try:
        with interruptible("Summarising") as context:
            return replace(document, summary=summarise(document, method, limit, context))
    except SummaryError:
        if asked:
            raise
        return document


def _tell_of_nothing(document: Document, version: Version | None, copy: Copy) -> None:
    """Say where an option changes nothing, rather than let somebody look for what it did."""
    if version is None and not copy.source:
        say("Note: There is no translation, so the copy holds the source. Give --to LANGUAGE.")
    if copy.tracked and (version is None or not can_track(document, (version,))):
        say("Note: Nobody has edited this translation, so there are no changes to show.")


def _in_language(
    caller: typer.Context, document: Document, to: str, engine: str | None, quality: Quality
) -> tuple[Document, Version]:
    """The document with a translation into a language: its own where it has one."""
    own = version_in(document, to) if engine is None else None
    if own is not None:
        say(f"Taking the translation that is there: {own.name}. Give --engine to translate anew.")
        return document, own
    with borrowed_toolbox(caller) as toolbox, borrowed_library() as library:
        translator = toolbox.translator(known_language(document), to, engine)
        with interruptible("Translating") as context:
            version = translate(document, translator, quality, context, aids=library.aids(document))
    return document.with_version(version), version


def _caution_of(caller: typer.Context, document: Document, version: Version | None) -> str:
    """What must be known of the engine that made a version, said here and in the copy."""
    if version is None:
        return ""
    with borrowed_toolbox(caller) as toolbox:
        translator = toolbox.made_by(document, version)
    caution = translator.info.caution if translator is not None else ""
    if caution:
        say(f"Caution: {caution}")
    return caution
