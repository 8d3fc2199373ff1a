"""One window for one user's data: a second start hands its files to the first and ends."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSysInfo, QTimer, Signal

from diptych.core.errors import CannotSaveError
from diptych.jobs.lock_file import FileLock, LockState
from diptych.workspace import session
from diptych.workspace.paths import Paths
from diptych.workspace.session_places import join

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE = 2.0
"""Seconds in which a window that listens has to answer."""

ABSENT = 6.0
"""Seconds one may take to listen, for it may just be starting, or to make way, when it closes."""

MOST_PLACES = 99
_LONGEST_ADDRESS = 100
_LONGEST_MESSAGE = 4 * 1024 * 1024

# What is said, line by line. The second start offers its files; only when the first is ready does
# it tell to take them. So files are opened once, also when the first answers too late.
_READY, _TAKE, _DONE = b"ready\n", b"take\n", b"done\n"


@dataclass(frozen=True, slots=True)
class Claim:
    """What came of a start: ``paths`` with the place of this window, or None when it may end.

    ``told`` says in a sentence why the window is not the first on its data; empty when it is.
    """

    paths: Paths | None
    lock: FileLock | None = None
    told: str = ""


def claim(
    paths: Paths, files: Sequence[Path], *, patience: float = PATIENCE, absent: float = ABSENT
) -> Claim:
    """Become the window on this data, or hand the files to the one there is.

    When that one does not answer, or runs on another machine that shares the folder, this window
    gets a session folder of its own. Where no lock can be made, it runs as the first.
    """
    lock = _lock(paths)
    if lock.take() is not LockState.TAKEN:
        return Claim(paths, lock)
    holder = lock.holder()
    if holder.machine and holder.machine != QSysInfo.machineHostName():
        return _beside(
            paths,
            f"Diptych is open on {holder} with the same folder. This window has a desk of its own.",
        )
    until = time.monotonic() + absent
    while time.monotonic() < until:
        answer = hand_over(paths, files, patience)
        if answer is Answer.TAKEN:
            return Claim(None)
        if lock.take() is LockState.OURS:
            return Claim(paths, lock)  # it ended while it was being asked
        if answer is Answer.SILENCE:
            break
        time.sleep(0.02)
    return _beside(
        paths, "Another Diptych is open and does not answer. This window has a desk of its own."
    )


def join_sessions(paths: Paths) -> None:
    """Bring what further windows have left to the session of the first, whose lock is held.

    What cannot be brought stays for the next start.
    """
    for place in range(2, MOST_PLACES):
        other = replace(paths, place=place)
        if not other.session.is_dir() or not session.exists(other.session):
            continue
        lock = FileLock(other.window_lock)
        if lock.take() is LockState.OURS:
            with contextlib.suppress(OSError, CannotSaveError):
                join(other.session, paths.session)
            lock.release()


def _lock(paths: Paths) -> FileLock:
    # Where no folder can be made there is no lock either, and the window runs without.
    with contextlib.suppress(OSError):
        paths.data.mkdir(parents=True, exist_ok=True)
    return FileLock(paths.window_lock)


def _beside(paths: Paths, told: str) -> Claim:
    """The next place that is free."""
    for place in range(2, MOST_PLACES):
        other = replace(paths, place=place)
        lock = _lock(other)
        if lock.take() is not LockState.TAKEN:
            return Claim(other, lock, told)
    return Claim(paths, None, told)


def addresses(paths: Paths) -> tuple[str, ...]:
    """Where the window on this data may listen, the best first; only its user may reach it."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(paths.data))).hexdigest()[:16]
    if os.name == "nt":
        return (f"diptych-{name}",)
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    places = [paths.data / "window.socket"]
    if runtime:
        places.append(Path(runtime) / f"diptych-{name}.socket")
    return tuple(str(p) for p in places if len(os.fsencode(str(p))) < _LONGEST_ADDRESS)


# The second start


class Answer(StrEnum):
    """What a window said to files it was offered: it has them, it is silent, or none listens."""

    TAKEN = "taken"
    SILENCE = "silence"
    NOBODY = "nobody"


def hand_over(paths: Paths, files: Sequence[Path], patience: float = PATIENCE) -> Answer:
    """Give files to the window on this data, which has ``patience`` seconds for each answer.

    Paths are made absolute: the window has another folder.
    """
    from PySide6.QtNetwork import QLocalSocket

    offer = json.dumps({"files": [str(file.absolute()) for file in files]}).encode() + b"\n"
    heard = Answer.NOBODY
    for address in addresses(paths):
        socket = QLocalSocket()
        socket.connectToServer(address)
        if not socket.waitForConnected(_milliseconds(patience)):
            continue
        heard = Answer.SILENCE
        socket.write(offer)
        if _hears(socket, _READY, patience):
            socket.write(_TAKE)
            if _hears(socket, _DONE, patience):
                return Answer.TAKEN
        socket.abort()
    return heard


def _hears(socket: QLocalSocket, line: bytes, patience: float) -> bool:
    until = time.monotonic() + patience
    while not socket.canReadLine():
        left = until - time.monotonic()
        if left <= 0 or not socket.waitForReadyRead(_milliseconds(left)):
            return False
    return bytes(socket.readLine().data()) == line


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))


# The first


class Reception(QObject):
    """Takes the files of later starts. ``asked`` tells them; none when only the window is wanted.

    It listens from the next turn of the event loop on: showing the window need not wait for it.
    """

    asked = Signal(list)

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._server: QLocalServer | None = None
        self._offers: dict[QLocalSocket, list[Path] | None] = {}
        QTimer.singleShot(0, self, self.listen)

    @property
    def listening(self) -> bool:
        """Whether later starts are heard."""
        return self._server is not None and self._server.isListening()

    def listen(self) -> None:
        """Begin to listen. Call it only while the lock of the data is held."""
        from PySide6.QtNetwork import QLocalServer

        if self._server is not None:
            return
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._receive)
        for address in addresses(self._paths):
            # Who held the lock before may have died without taking the address away.
            QLocalServer.removeServer(address)
            if self._server.listen(address):
                break

    def close(self) -> None:
        """Hear no more."""
        if self._server is not None:
            self._server.close()

    def _receive(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._offers[socket] = None
            socket.readyRead.connect(self._later(self._read, socket))
            socket.disconnected.connect(self._later(self._drop, socket))
            self._read(socket)

    def _later(
        self, act: Callable[[QLocalSocket], None], socket: QLocalSocket
    ) -> Callable[[], None]:
        return lambda: act(socket)

    def _drop(self, socket: QLocalSocket) -> None:
        if self._offers.pop(socket, self) is not self:
            socket.deleteLater()

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() and socket.bytesAvailable() > _LONGEST_MESSAGE:
            socket.abort()
        while socket in self._offers and socket.canReadLine():
            line = bytes(socket.readLine().data())
            files = self._offers[socket]
            if files is None:
                self._offer(socket, line)
            elif line == _TAKE:
                self.asked.emit(files)
                socket.write(_DONE)
                socket.flush()
                socket.disconnectFromServer()

    def _offer(self, socket: QLocalSocket, line: bytes) -> None:
        try:
            files = json.loads(line)["files"]
            self._offers[socket] = [Path(file) for file in files]
        except (ValueError, KeyError, TypeError):
            socket.abort()
            return
        socket.write(_READY)
        socket.flush()
