"""The badge's own test of the guard. A guard stays for a process, so this is one of its own."""

from __future__ import annotations

import json
import subprocess
import sys

_CODE = """
import json
from PySide6.QtWidgets import QApplication
from diptych.core.network import Permits
from diptych.core.network_guard import NetworkGuard
from diptych.jobs.runner import JobRunner
from diptych.ui.offline_badge import ProofDialog
guard = NetworkGuard(Permits())
guard.install()
application = QApplication([])
runner = JobRunner()
dialog = ProofDialog(guard, runner)
dialog.show()
before = dialog.told.text()
runner.started.connect(lambda job: job.finished.connect(application.quit))
dialog.test.click()
assert not dialog.test.isEnabled()
application.exec()
shown = [entry.lines[0].words for entry in dialog.list.entries]
print(json.dumps([before, dialog.told.text(), shown, dialog.test.isEnabled()]))
runner.shutdown()
"""


def test_the_test_button_tries_every_way_out_and_shows_each_refusal() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _CODE],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    before, after, shown, enabled = json.loads(done.stdout)
    assert "Refused: 0." in before
    assert "refused: nothing can leave" in after
    assert len(shown) >= 5
    assert all("✓" in line for line in shown)
    assert enabled
