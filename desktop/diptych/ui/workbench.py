"""Work on the lit sentence: another try, other words, terms, the memory, confirming."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTabWidget

from diptych.core.errors import DiptychError
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.versions import Segment, SegmentState, Version
from diptych.engines.base import Alternative
from diptych.jobs.runner import Emit, Job
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.panes import LinkedPanes
from diptych.ui.sentence_panel import SentencePanel
from diptych.workspace import annotating
from diptych.workspace.library import Library

if TYPE_CHECKING:
    from diptych.workspace.advising import Advice, Retried

PAUSE = 180
"""Milliseconds on one sentence, or without typing, before help is looked for."""


class Workbench(QObject):
    """Brings together the panes, the tab about the sentence, and what engines and stores know."""

    def __init__(
        self,
        controller: Controller,
        panes: LinkedPanes,
        panel: SentencePanel,
        tabs: QTabWidget,
        author: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._controller, self._panes, self._panel, self._tabs = controller, panes, panel, tabs
        self._author = author
        self._job: Job | None = None
        self._typing: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._advise)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(PAUSE)
        self._typed.timeout.connect(self._continue)
        panes.lit.connect(lambda _segment: self.show())
        panes.editor.typed.connect(self._typed.start)
        panes.editor.confirmed.connect(self._confirm_words)
        panel.taken.connect(self._take)
        tabs.currentChanged.connect(lambda _index: self.show())

    @property
    def _library(self) -> Library:
        return self._controller.library

    def _lit(self) -> tuple[OpenDocument, Version, Segment] | None:
        """The document, the version on show and its lit segment, when there are all three."""
        opened, version = self._controller.desk.current, self._panes.target.version
        if opened is None or version is None or opened.streaming is not None:
            return None
        for segment in version.segments:
            if segment.id == self._panes.segment:
                return opened, version, segment
        return None

    def _need(self) -> tuple[OpenDocument, Version, Segment] | None:
        """As ``_lit``; says what to do when there is nothing to work on."""
        lit = self._lit()
        if lit is None:
            self._controller.failed.emit(
                DiptychError(
                    self.tr("No sentence of a translation is chosen."),
                    self.tr("Translate the article, and click the sentence."),
                )
            )
        return lit

    # Showing

    def show(self) -> None:
        """Show how the lit sentence stands, and look for help if the tab is on show."""
        lit = self._lit()
        if lit is None:
            self._panel.show_nothing()
            return
        _opened, _version, segment = lit
        self._panel.show_segment(segment.state, segment.alarms)
        if self._tabs.currentWidget() is self._panel and self._tabs.isVisible():
            self._panel.show_waiting()
            self._pause.start()

    def _advise(self) -> None:
        lit = self._lit()
        if lit is None:
            return
        opened, version, segment = lit
        if self._job is not None:
            self._job.cancel()
        document, library, toolbox = opened.document, self._library, self._controller.toolbox

        def work(context: Context, _emit: Emit) -> Advice:
            from diptych.workspace import advising

            translator = toolbox.made_by(document, version)
            return advising.advise(document, version, segment.id, translator, library, context)

        job = self._controller.runner.start(
            self.tr("Looking for other translations"), work, lane="advise"
        )
        self._job = job
        source = unwrap(document.source.text_of(document.source.segment(segment.id)))

        def found(advice: Advice) -> None:
            if self._panes.segment == segment.id:
                self._panel.show_advice(advice, source, version.text.language)

        def over() -> None:
            if self._job is job:
                self._job = None

        job.succeeded.connect(found)
        job.failed.connect(self._controller.failed)
        job.finished.connect(over)

    # Doing

    def insert(self, number: int) -> None:
        """Put in the offer with that number, from 1."""
        self._panel.take(number - 1)

    def _take(self, key: str, words: str) -> None:
        """Put words in the place of the lit sentence's, or into the editor when it is open."""
        kind, _, number = key.partition(":")
        if kind == "memory":
            self._controller.run_quietly(
                self.tr("Counting"), lambda _c, _e: self._library.memory.taken(int(number))
            )
        if self._panes.editor.segment:
            self._panes.editor.put(words)
            return
        lit = self._need()
        if lit is not None:
            opened, version, segment = lit
            self._controller.edit_segment(opened, version.id, segment.id, words)
            self._panes.go_to(segment.id)

    def retry(self) -> None:
        """Translate the lit sentence again, with other presets and engines, and keep the best."""
        lit = self._need()
        if lit is None:
            return
        opened, version, segment = lit
        document, library, toolbox = opened.document, self._library, self._controller.toolbox

        def work(context: Context, _emit: Emit) -> Retried | None:
            from diptych.workspace import advising

            maker = toolbox.made_by(document, version)
            ways = toolbox.translators(document.language or "", version.text.language or "")
            if maker is not None:
                ways = (maker, *(way for way in ways if way.info.route != maker.info.route))
            aids = library.aids(document)
            return advising.retry(document, version, segment.id, ways, context, aids)

        job = self._controller.runner.start(self.tr("Translating again"), work, lane="advise")
        job.succeeded.connect(lambda found: self._retried(opened, version, segment, found))
        job.failed.connect(self._controller.failed)

    def _retried(
        self, opened: OpenDocument, version: Version, segment: Segment, found: Retried | None
    ) -> None:
        if found is None:
            self._controller.told.emit(self.tr("No engine here translates this differently."))
            return
        document = opened.document
        standing = document.edited_of(version) or version
        if standing.text_of(standing.segment(segment.id)) != version.text_of(segment):
            return  # somebody has edited it meanwhile
        put = annotating.put_segment(
            document, version.id, segment.id, found.translated, SegmentState.MACHINE
        )
        self._controller.change(opened, self.tr("Translate again"), put, version.id)
        count = len(found.translated.alarms)
        told = self.tr("no alarms") if not count else self.tr("alarms: {0}").format(count)
        self._controller.told.emit(
            self.tr("Translated again by {0}, {1}: {2}.").format(
                found.info.label, found.quality, told
            )
        )
        self._panes.go_to(segment.id)

    def confirm(self) -> None:
        """Mark the lit sentence as good, keep it in the memory, and go on to the next."""
        if self._panes.editor.segment:
            self._panes.editor.confirm()
            return
        lit = self._need()
        if lit is not None:
            opened, version, segment = lit
            self._confirm(opened, version, segment.id)

    def _confirm_words(self, segment: str, words: str) -> None:
        """Keep what was typed, and confirm it."""
        opened = self._controller.desk.current
        version = self._panes.editor.version_in(opened.document) if opened is not None else None
        if opened is not None and version is not None:
            if words != version.text_of(version.segment(segment)):
                self._controller.edit_segment(opened, version.id, segment, words)
                version = opened.document.edited_of(version) or version
            self._confirm(opened, version, segment)

    def _confirm(self, opened: OpenDocument, version: Version, segment: str) -> None:
        confirmed = annotating.confirm_segment(opened.document, version.id, segment)
        self._controller.change(opened, self.tr("Confirm sentence"), confirmed, version.id)
        document, author, library = opened.document, self._author(), self._library
        kept = document.edited_of(document.version(version.id)) or document.version(version.id)
        job = self._controller.runner.start(
            self.tr("Keeping in the memory"),
            lambda _c, _e: library.remember(document, kept.id, segment, author, datetime.now(UTC)),
            lane="memory",
        )
        job.failed.connect(self._controller.failed)
        self._panes.go_to(segment)
        self._panes.step(1)

    def next_alarm(self, by: int) -> None:
        """Go to the next (1) or previous (-1) sentence of which something stands out."""
        version = self._panes.target.version
        segments = version.segments if version else ()
        ids = [segment.id for segment in segments]
        here = ids.index(self._panes.segment) if self._panes.segment in ids else -1
        order = segments[here + 1 :] if by > 0 else tuple(reversed(segments[: max(0, here)]))
        for segment in order:
            if segment.alarms:
                self._panes.go_to(segment.id)
                return
        self._controller.told.emit(self.tr("Nothing else stands out in that direction."))

    # While typing

    def _continue(self) -> None:
        """Look for how the typed words could go on."""
        opened, version = self._controller.desk.current, self._panes.target.version
        editor = self._panes.editor
        segment, start = editor.segment, editor.typed_words
        if opened is None or version is None or not segment or not start.strip():
            return
        if self._typing is not None:
            self._typing.cancel()
        document, library, toolbox = opened.document, self._library, self._controller.toolbox

        def work(context: Context, _emit: Emit) -> tuple[Alternative, ...]:
            from diptych.workspace import advising

            translator = toolbox.made_by(document, version)
            if translator is None:
                return ()
            aids = replace(library.aids(document), cache=None)
            return advising.alternatives(document, translator, segment, start, 1, context, aids)

        job = self._controller.runner.start(self.tr("Completing"), work, lane="advise")
        self._typing = job

        def found(offers: tuple[Alternative, ...]) -> None:
            if editor.segment == segment and editor.typed_words == start:
                editor.suggest(offers[0].words if offers else "")

        def over() -> None:
            if self._typing is job:
                self._typing = None

        job.succeeded.connect(found)
        job.failed.connect(self._controller.failed)
        job.finished.connect(over)
