"""The window: assembles the views and connects them to the controller. It does no work itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QMessageBox,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from diptych.core.errors import DiptychError
from diptych.engines.summarising.methods import METHODS
from diptych.ui import actions, theme
from diptych.ui.annotations import Annotations
from diptych.ui.banner import Banner
from diptych.ui.commands import handlers
from diptych.ui.conflicts import Conflicts
from diptych.ui.controller import Controller
from diptych.ui.desk import OpenDocument
from diptych.ui.desk_list import DeskList
from diptych.ui.find_bar import FindBar
from diptych.ui.finding import Finding
from diptych.ui.hover_links import HoverLinks
from diptych.ui.intake import Intake
from diptych.ui.language_bar import LanguageBar
from diptych.ui.language_panel import LanguagePanel
from diptych.ui.message_bar import MessageBar
from diptych.ui.notes import fitting
from diptych.ui.notes.panel import NotesPanel
from diptych.ui.offering import Offering
from diptych.ui.panels import SummaryPanel
from diptych.ui.panes import LinkedPanes
from diptych.ui.questions import Questions
from diptych.ui.recent_menu import RecentMenu
from diptych.ui.release import Release
from diptych.ui.saving import Saving
from diptych.ui.sentence_panel import SentencePanel
from diptych.ui.status import Status
from diptych.ui.workbench import Workbench
from diptych.version import VERSION
from diptych.workspace.opening import changed_on_disk
from diptych.workspace.settings import Settings


class MainWindow(QMainWindow):
    """One window over one desk. ``closing`` comes before it closes, to keep the session."""

    closing = Signal()
    settings_changed = Signal(Settings)

    def __init__(self, controller: Controller, settings: Settings) -> None:
        super().__init__()
        self.controller, self.settings = controller, settings
        self.desk = controller.desk
        self.theme = theme.choose(settings.theme)
        self.setWindowTitle("Diptych")
        self.setAcceptDrops(True)
        room = self.screen().availableSize()
        self.resize(min(1280, room.width()), min(800, room.height() - 60))
        self.actions_by_name = actions.build(self)
        self._build_views()
        self._build_menus()
        self._connect_views()
        self._connect_actions()
        self._dress()
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromHex(settings.geometry.encode()))
        self._show_current()

    # Building

    def _build_views(self) -> None:
        self.messages = MessageBar()
        self.banner = Banner()
        self.bar = LanguageBar()
        self.panes = LinkedPanes(self.theme)
        self.find_bar = FindBar()
        self.finding = Finding(self.find_bar, self.panes, lambda: self.theme, self)
        self.desk_list = DeskList(self.desk)
        self.summary = SummaryPanel(tuple((m.name, m.label, m.description) for m in METHODS))
        self.summary.set_request(*self.controller.preparing.request)
        self.notes = NotesPanel(lambda: fitting.usual_meanings(self))
        self.language = LanguagePanel()
        known = self.actions_by_name
        self.sentence = SentencePanel((known["retry_segment"], known["confirm_segment"]))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.summary, self.tr("Summary"))
        self.tabs.addTab(self.notes, self.tr("Notes"))
        self.tabs.addTab(self.sentence, self.tr("Sentence"))
        self.tabs.addTab(self.language, self.tr("Language"))
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.bar, self.banner, self.messages):
            column.addWidget(widget)
        column.addWidget(self.panes, 1)
        column.addWidget(self.find_bar)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        for part in (self.desk_list, middle, self.tabs):
            self.splitter.addWidget(part)
        self.desk_list.setMinimumWidth(170)
        self.tabs.setMinimumWidth(260)
        self.splitter.setSizes([200, 780, 300])
        self.splitter.setStretchFactor(1, 1)
        self.setCentralWidget(self.splitter)
        self.status = Status(self.controller.runner)
        self.setStatusBar(self.status)
        self.annotations = Annotations(self.controller, self.panes, self)
        self.release = Release(self.desk, self)
        self.saving = Saving(self.controller, self.release, self, self)
        self.conflicts = Conflicts(self.controller, self.saving, self.messages, self)
        self.controller.projects.earlier.limit = self.settings.earlier_versions
        self.closing.connect(self.controller.projects.release)
        self.questions = Questions(self.controller.opening, self.controller.rereading, self)
        self.offering = Offering(self.controller, self.bar, self.panes, self)
        self.workbench = Workbench(
            self.controller,
            self.panes,
            self.sentence,
            self.tabs,
            lambda: self.settings.author,
            self,
        )
        self.links = HoverLinks(self.controller, self.panes, lambda: self.theme, self)
        self._changed_told: set[tuple[str, str]] = set()

    def _build_menus(self) -> None:
        self.recent = RecentMenu(self)
        self.intake = Intake(
            self.controller,
            self,
            self.recent,
            self.actions_by_name["watch"],
            self.messages,
            self.status,
            self,
        )
        inserts = QMenu(self.tr("Put in &suggestion"), self)
        inserts.addActions([self.actions_by_name[f"insert_{number}"] for number in range(1, 6)])
        colours = QMenu(self.tr("H&ighlight in"), self)
        colours.addActions([self.actions_by_name[name] for name in fitting.HIGHLIGHTS])
        menus = {"recent": self.recent, "inserts": inserts, "highlights": colours}
        actions.fill_menus(self.menuBar(), self.actions_by_name, menus)
        bar = self.addToolBar(self.tr("Main toolbar"))
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(19, 19))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        actions.fill_toolbar(bar, self.actions_by_name)
        fitting.fit_button(self, bar, colours)
        self.notebook = fitting.fit(self)

    def _connect_views(self) -> None:
        controller, desk = self.controller, self.desk
        desk.current_changed.connect(self._changed_document)
        desk.altered.connect(self._show_title)
        controller.failed.connect(self.report)
        for teller in (controller, self.release):
            teller.told.connect(partial(self.messages.say, passing=True))
        controller.opening.began.connect(self.messages.pass_by)
        controller.opening.fronted.connect(self.panes.source.setFocus)
        self.saving.reported.connect(self.messages.say)
        self.saving.saved_as.connect(lambda path: self.intake.remember([path]))
        controller.packs_known.connect(self.offering.offer)
        self.bar.language_chosen.connect(
            lambda tag: self.use(lambda d: controller.preparing.choose_language(d, tag))
        )
        self.bar.translate.connect(self.actions_by_name["translate"].trigger)
        self.bar.why.connect(lambda: self.show_tab(self.language))
        self.summary.asked.connect(self.summarise)
        self.summary.chosen.connect(self.panes.go_to)
        self.summary.copied.connect(lambda: self.use(self.saving.copy_summary))
        self.language.chosen.connect(self._go_to_cue)
        self.panes.version_chosen.connect(lambda v: self.use(lambda d: d.show_version(v)))
        self.status.stop.connect(controller.stop)
        self.status.encoding_chosen.connect(
            lambda name: self.use(lambda d: controller.rereading.in_encoding(d, name))
        )
        self.status.details.connect(self.actions_by_name["details"].trigger)
        self._guard()

    def _guard(self) -> None:
        """What is not for publication is neither copied nor saved before it was asked about."""
        lists = (self.summary, self.notes, self.sentence, self.language, self.desk_list)
        self.release.guard(
            (*self.panes.panes, self.panes.editor.field, *(part.list for part in lists))
        )
        self.banner.turned.connect(self._show_current)
        self.banner.turned.connect(self.desk_list.refresh)
        self.desk_list.menu_wanted.connect(self._show_menu)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(
            [self.actions_by_name[n] for n in ("details", "save_copy", "save_original", "close")]
        )
        menu.popup(place)
        menu.aboutToHide.connect(menu.deleteLater)

    def _connect_actions(self) -> None:
        for name, handler in handlers(self).items():
            self.actions_by_name[name].triggered.connect(lambda _checked=False, h=handler: h())
        for name, part in (("desk", self.desk_list), ("side", self.tabs)):
            self.actions_by_name[name].setChecked(True)
            self.actions_by_name[name].toggled.connect(part.setVisible)
        self.actions_by_name[f"theme_{self.settings.theme}"].setChecked(True)

    # Showing

    def use(self, use: Callable[[OpenDocument], object]) -> None:
        """Use the document in front, if there is one."""
        if self.desk.current is not None:
            use(self.desk.current)

    def _changed_document(self) -> None:
        current = self.desk.current
        for opened in self.desk.documents:
            if opened.watched:
                opened.changed.disconnect(self._show_current)
                opened.history_changed.disconnect(self._enable)
                opened.watched = False
        if current is not None:
            current.changed.connect(self._show_current)
            current.history_changed.connect(self._enable)
            current.watched = True
            self._tell_changed_on_disk(current)
        self.finding.dismiss()
        self._show_current()
        self.offering.offer()

    def _tell_changed_on_disk(self, opened: OpenDocument) -> None:
        told = opened.key, opened.document.article.source.sha256
        change = None if told in self._changed_told else changed_on_disk(opened.document)
        if change is not None:
            self._changed_told.add(told)
            again = (self.tr("&Read it again"), partial(self.read_again, opened))
            self.messages.say(change.sentence, offer=again if change.there else None)

    def _show_current(self) -> None:
        opened = self.desk.current
        document = opened.document if opened else None
        shown = opened.shown if opened else None
        arriving = opened is not None and opened.streaming is not None
        caution = ""
        if opened is not None and shown is not None and not arriving:
            caution = self.controller.translations.caution_of(opened, shown)
        self.banner.show_metadata(document.article.metadata if document else None)
        self.release.look()
        self.panes.show_document(document, shown, caution, arriving=arriving)
        editable = opened is None or not opened.read_only
        self.notes.show_notes(document, self.theme, editable=editable)
        if arriving:
            self.summary.show_summary(document, shown)
            return
        before = self.bar.source.currentData()
        self.bar.show_document(document)
        if self.bar.source.currentData() != before:
            self.offering.offer()
        self.summary.show_summary(document, shown)
        self.workbench.show()
        self.language.show_detection(document)
        self.status.show_document(document, shown, opened.words if opened else None)
        self._show_title()
        self._enable()

    def _enable(self) -> None:
        opened = self.desk.current
        for name in ("save", "save_as", "save_copy", "save_original", "details", "close", "earlier",
                     "copy_brief", "translate", "summarise", "find", "note", "highlight",
                     "edit_segment", "read_again", *fitting.FOR_ARTICLES):  # fmt: skip
            self.actions_by_name[name].setEnabled(opened is not None)
        self.actions_by_name["undo"].setEnabled(opened is not None and opened.history.canUndo())
        self.actions_by_name["redo"].setEnabled(opened is not None and opened.history.canRedo())

    def _show_title(self) -> None:
        opened = self.desk.current
        if opened is None:
            self.setWindowTitle("Diptych")
        else:
            star = "*" if opened.modified else ""
            mark = self.tr(" (read only)") if opened.read_only else ""
            self.setWindowTitle(f"{star}{opened.document.article.headline}{mark} – Diptych")

    def report(self, error: Exception) -> None:
        """Tell an error: a known one in its own words, any other one honestly."""
        if isinstance(error, DiptychError):
            self.messages.report(error)
        else:
            self.messages.say(
                self.tr("Something went wrong. Your work is still open; nothing was lost."),
                f"{type(error).__name__}: {error}",
            )

    def show_tab(self, panel: QWidget) -> None:
        """Bring a tab of the side panel to the front."""
        self.actions_by_name["side"].setChecked(True)
        self.tabs.setCurrentWidget(panel)

    def _go_to_cue(self, number: int) -> None:
        opened = self.desk.current
        detection = opened.document.detection if opened else None
        if detection is not None and detection.origin is not None:
            cue = detection.origin.cues[number]
            self.panes.source.go_to(cue.span)
            segment = self.panes.source.segment_under_caret()
            if segment is not None:
                self.panes.light(segment.id)

    # Doing

    def read_again(self, opened: OpenDocument) -> None:
        """Read the file of an article in the state it is in now."""
        if self.conflicts.editable(opened):
            if self.panes.editor.segment:
                self.panes.editor.commit()  # another text comes: nothing typed may go with this one
            self.controller.rereading.from_disk(opened)

    def summarise(self) -> None:
        """Summarise the article in front as the panel says."""
        limit, method = self.summary.limit, self.summary.method.currentData()
        number = limit.sentences or limit.words or 1
        unit = "sentences" if limit.sentences else "words"
        self.keep(replace(self.settings, method=method, limit=number, limit_unit=unit))
        self.use(lambda d: self.controller.preparing.summarise(d, method, limit))

    # Look

    def keep(self, settings: Settings) -> None:
        """Keep other settings."""
        self.settings = settings
        self.settings_changed.emit(settings)

    def keep_earlier(self, limit: int) -> None:
        """Keep so many earlier versions of each file from now on."""
        self.controller.projects.earlier.limit = limit
        self.keep(replace(self.settings, earlier_versions=limit))

    def zoom(self, percent: int) -> None:
        """Show the text at ``percent`` of its size."""
        self.keep(replace(self.settings, zoom=min(300, max(50, percent))))
        self._dress()

    def choose_theme(self, name: str) -> None:
        """Take the theme called light, dark or system."""
        self.keep(replace(self.settings, theme=name))
        self.theme = theme.choose(name)
        self._dress()
        self._show_current()

    def _dress(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.theme)
        self.panes.dress(self.theme, self.settings.zoom)

    def about(self) -> None:
        """Say what this program is."""
        QMessageBox.about(
            self,
            self.tr("About Diptych"),
            self.tr(
                "Diptych {0}\nRead, translate and summarise articles side by side, offline."
            ).format(VERSION),
        )

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.intake.take(event.mimeData())
        event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.keep(replace(self.settings, geometry=geometry))
        self.closing.emit()
        event.accept()
