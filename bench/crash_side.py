"""The program at work until it is killed: what it did, and what it was told is on the disk.

Each line of the log is one JSON value, written at once. A state is told by a print of what a user
would miss: notes, texts with the states of their sentences, and what is being typed.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from diptych.core.notes import Colour
from diptych.core.text import Span
from diptych.core.versions import Translated, VersionKind, assemble
from diptych.ui.desk import OpenDocument
from diptych.ui.streaming import StreamedTranslation
from diptych.workspace.paths import Paths

if TYPE_CHECKING:
    from diptych.app.assembly import Desktop
    from diptych.core.document import Document
    from diptych.workspace.drafts import Drafts
    from diptych.workspace.session_keeper import Snapshot

STORIES = {
    "harbour.txt": """The old harbour will be closed for three years

The mayor said on Monday that 473,000 people had voted. The house by the river was sold.

The mayors asked for a new bridge. Nobody fell in. A long road led from the harbour to the market.
""",
    "market.txt": """Nurses and teachers met the minister

The river and the house are well. The minister met the mayors in Lisbon on Monday.

The second school was opened before the storm. An official said that the votes were counted again.
""",
}


def print_of(document: Document, drafts: Drafts) -> str:
    """A short print of all in a document that its user has made, or would miss."""
    told = (
        [(note.id, note.body, note.quote, note.colour, note.replies) for note in document.notes],
        [
            (version.id, version.text.value, [segment.state for segment in version.segments])
            for version in document.versions
        ],
        [(draft.kind, draft.place, draft.words, draft.version) for draft in drafts],
    )
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def work(home: Path, log: int, seed: int) -> None:
    """Start the real program on what is in ``home``, and work in it until killed."""
    from diptych.app.main import application, show_window

    app = application()
    desktop = show_window(paths=Paths.usual({"DIPTYCH_HOME": str(home)}))
    hand = _Hand(desktop, home, log, random.Random(seed))
    desktop.start([], None)
    hand.begin()
    app.exec()


_Stream = tuple[OpenDocument, StreamedTranslation, list[tuple[str, Translated]]]


class _Hand(QObject):
    """Types, notes, translates and saves, at random, and logs all of it."""

    def __init__(self, desktop: Desktop, home: Path, log: int, chance: random.Random) -> None:
        super().__init__()
        self._desktop, self._home, self._log, self._chance = desktop, home, log, chance
        self._stream: _Stream | None = None
        self._last: dict[str, str] = {}
        self._saving: set[str] = set()
        self._count = 0
        desktop.keeping.kept.connect(self._kept)
        desktop.controller.saved.connect(self._saved)
        desk = desktop.desk
        for signal in (desk.altered, desk.drafted, desk.listed):
            signal.connect(lambda *_: self._states())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Wait for the last session; open the stories when there was none."""
        self._timer.start(1)

    # The log

    def _write(self, **told: object) -> None:
        os.write(self._log, json.dumps(told).encode() + b"\n")

    def _states(self) -> None:
        """Log what has become of the documents since the last time."""
        if not self._last:
            return  # what the start has brought is told first
        for opened in self._desktop.desk.documents:
            found = print_of(opened.document, opened.drafts)
            if self._last.get(opened.key) != found:
                self._last[opened.key] = found
                bare = print_of(opened.document, ())
                self._write(state=opened.key, print=found, bare=bare)

    def _kept(self, snapshots: tuple[Snapshot, ...]) -> None:
        for snapshot in snapshots:
            self._write(
                kept=snapshot.key,
                print=print_of(snapshot.document, snapshot.drafts),
                modified=snapshot.entry.modified,
                drafts=len(snapshot.drafts),
            )

    def _saved(self, opened: OpenDocument) -> None:
        self._saving.discard(opened.key)
        self._write(saved=opened.key, path=str(opened.path))

    # The work

    def _step(self) -> None:
        self._timer.setInterval(self._chance.choice((0, 0, 1, 2, 5, 12)))
        desk = self._desktop.desk
        if self._count == 0 and not self._arrived():
            return
        self._count += 1
        if self._count % 40 == 0:
            desk.bring(self._chance.choice(desk.documents))
        opened = desk.current
        assert opened is not None
        deeds = (self._type, self._type, self._type, self._type, self._note, self._translate,
                 self._save, self._undo, self._settle)  # fmt: skip
        self._chance.choice(deeds)(opened)

    def _arrived(self) -> bool:
        """Whether there are articles to work on; tells once what the start has brought."""
        desk = self._desktop.desk
        if not self._last and not self._desktop.keeping.ready:
            return False
        if not self._last:
            self._tell_start()
        if len(desk.documents) < len(STORIES):
            if not self._saving:
                self._open_stories()
            return False
        self._saving.clear()
        return True

    def _tell_start(self) -> None:
        self._last = {"": ""}
        self._write(
            start=[
                {
                    "key": opened.key,
                    "print": print_of(opened.document, opened.drafts),
                    "bare": print_of(opened.document, ()),
                    "modified": opened.modified,
                    "edits": opened.edits,
                    "drafts": len(opened.drafts),
                }
                for opened in self._desktop.desk.documents
            ],
            told=self._desktop.told_at_start,
            editor=self._desktop.window.panes.editor.segment,
        )
        self._states()

    def _open_stories(self) -> None:
        self._saving.add("opening")
        folder = self._home / "stories"
        folder.mkdir(exist_ok=True)
        for name, text in STORIES.items():
            if not (folder / name).exists():
                (folder / name).write_text(text, encoding="utf-8")
        self._desktop.controller.open_paths([folder / name for name in STORIES])

    def _type(self, opened: OpenDocument) -> None:
        editor = self._desktop.window.panes.editor
        if not editor.segment:
            if opened.shown is not None and opened.streaming is None:
                segments = opened.shown.segments
                self._desktop.window.panes.go_to(self._chance.choice(segments).id)
                self._desktop.window.actions_by_name["edit_segment"].trigger()
            return
        words = self._chance.choice(("le ", "é", "🌊", "mot ", f"{self._count} "))
        if words.isascii():
            QTest.keyClicks(editor.field, words)
        else:
            editor.field.insertPlainText(words)
        if self._chance.random() < 0.15:
            control = Qt.KeyboardModifier.ControlModifier
            key, modifier = self._chance.choice(
                (
                    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
                    (Qt.Key.Key_Return, control),
                    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
                )
            )
            QTest.keyClick(editor.field, key, modifier)

    def _note(self, opened: OpenDocument) -> None:
        changes, notes = self._desktop.window.notebook.changes, opened.document.notes
        if not notes or self._chance.random() < 0.2:
            length = len(opened.document.source.text)
            start = self._chance.randrange(length - 12)
            words = opened.document.source.text.value[start : start + 12]
            if words.strip():
                span = Span(start, start + 12)
                source = opened.document.source.id
                changes.add(opened, source, span, Colour.PINK, body=f"{self._count}", author="A")
            return
        note = self._chance.choice(notes)
        if len(notes) > 12:
            changes.remove(note.id)
        elif self._chance.random() < 0.2:
            changes.colour(note.id, self._chance.choice(list(Colour)))
        else:
            changes.write(note.id, f"{note.body} {self._count}"[-60:])

    def _translate(self, opened: OpenDocument) -> None:
        """One batch of a translation that arrives; the last one ends it."""
        if self._stream is None:
            if opened.streaming is None and len(opened.document.targets) < 4:
                stream = StreamedTranslation(opened, "fr", "Translation")
                batches = [
                    (s.id, Translated(f"Phrase {s.id} numéro {self._count}."))
                    for s in opened.document.source.segments
                ]
                self._stream = opened, stream, batches
            return
        owner, stream, batches = self._stream
        if owner is not opened:
            return  # sentences of one article are no answer to another
        if batches:
            stream.add((batches.pop(0),))
            return
        self._stream = None
        source = opened.document.source
        answers = {s.id: Translated(f"Phrase {s.id} · {self._count}.") for s in source.segments}
        text, segments = assemble(source, answers)
        made = replace(source, id=f"t{self._count}x{self._chance.randrange(10**6)}", name="French")
        made = replace(
            made, kind=VersionKind.MACHINE, text=replace(source.text, value=text, language="fr")
        )
        stream.arrived(replace(made, segments=segments))

    def _save(self, opened: OpenDocument) -> None:
        if opened.key not in self._saving and self._chance.random() < 0.3:
            self._saving.add(opened.key)
            name = Path(opened.document.article.source.name).stem
            path = opened.path or self._home / f"{name}.diptych"
            self._write(saving=opened.key, path=str(path))
            self._desktop.controller.save(opened, path)

    def _settle(self, _opened: OpenDocument) -> None:
        """As after a quiet while: whole copies take the place of journals."""
        if self._chance.random() < 0.3:
            self._desktop.keeping.settle()

    def _undo(self, opened: OpenDocument) -> None:
        turn: Callable[[], None] = self._chance.choice((opened.history.undo, opened.history.redo))
        if self._chance.random() < 0.3:
            turn()
