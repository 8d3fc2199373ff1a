"""The badge that says nothing leaves the machine, and the proof behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diptych.core.network_guard import NetworkGuard, SelfTest
from diptych.jobs.runner import JobRunner
from diptych.ui.entry_list import Entry, EntryList, Line


class OfflineBadge(QToolButton):
    """Shows what the guard has counted; pressing it tells more, and tests the guard."""

    _counted = Signal(int)

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("offline")
        self.setAutoRaise(True)
        self._runner = runner
        self._guard: NetworkGuard | None = None
        # Attempts are made in any thread; the signal brings the count to this one.
        self._counted.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.clicked.connect(self.explain)
        self._tell(0)

    def watch(self, guard: NetworkGuard) -> None:
        """Show the counts of a guard."""
        self._guard = guard
        guard.on_refused = self._counted.emit
        self._tell(guard.refused)

    def _tell(self, refused: int) -> None:
        if refused:
            self.setText(self.tr("Offline · {0} refused").format(refused))
            self.setToolTip(
                self.tr("Something tried to reach the network and was refused. Press for more.")
            )
        else:
            self.setText(self.tr("Offline"))
            self.setToolTip(
                self.tr("Nothing has left this machine without your wish. Press for proof.")
            )

    def explain(self) -> ProofDialog:
        """Show what was counted, with a test of the guard."""
        dialog = ProofDialog(self._guard, self._runner, self.window())
        dialog.open()
        return dialog


class ProofDialog(QDialog):
    """What the guard counted, what it refused last, and a test that it refuses."""

    def __init__(
        self, guard: NetworkGuard | None, runner: JobRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Offline"))
        self.resize(560, 460)
        self._guard, self._runner = guard, runner
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.list = EntryList(self.tr("Attempts and tests"))
        self.test = QPushButton(self.tr("&Test now"))
        self.test.clicked.connect(self._try)
        self.test.setEnabled(guard is not None)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.addButton(self.test, QDialogButtonBox.ButtonRole.ActionRole)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        column.addWidget(close)
        self.refresh()

    def refresh(self) -> None:
        """Show the counts as they are now."""
        guard = self._guard
        if guard is None:
            self.told.setText(self.tr("No guard watches this process."))
            return
        self.told.setText(
            self.tr(
                "Only downloads that you start, and engines on this computer, may use the network. "
                "Refused: {0}. Allowed at your wish: {1}."
            ).format(guard.refused, guard.allowed)
        )
        self.list.show_entries(
            tuple(
                Entry(str(number), (Line(refusal.target, bold=True), Line(refusal.how, faint=True)))
                for number, refusal in enumerate(guard.last_refused)
            )
        )

    def _try(self) -> None:
        guard = self._guard
        if guard is None:
            return
        self.test.setEnabled(False)
        job = self._runner.start(
            self.tr("Testing the guard"), lambda _context, _emit: guard.self_test(), lane="proof"
        )
        job.succeeded.connect(self._show)
        job.failed.connect(lambda error: self.told.setText(str(error)))
        job.finished.connect(lambda: self.test.setEnabled(True))

    def _show(self, test: SelfTest) -> None:
        self.told.setText(
            self.tr("Every way out was tried and refused: nothing can leave this machine.")
            if test.passed
            else self.tr("Not every way out was refused. Do not rely on being offline.")
        )
        self.list.show_entries(
            tuple(
                Entry(
                    str(number),
                    (
                        Line(
                            f"{'✓' if probe.refused else '✗'} {probe.way} {probe.target}",
                            bold=True,
                        ),
                        Line(probe.outcome, faint=True),
                    ),
                )
                for number, probe in enumerate(test.probes)
            )
        )
