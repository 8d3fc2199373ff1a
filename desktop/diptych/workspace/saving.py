"""Saving: never half a file, never over somebody else's work, and read back before we say so."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.writer import write as write_copy
from diptych.workspace import project

WriteFile = Callable[[Path, bytes], None]

_REASONS = {
    errno.ENOSPC: ("The disk is full.", "Free some space or choose another disk, and save again."),
    errno.EDQUOT: ("Your share of the disk is full.", "Free some space, and save again."),
    errno.EACCES: ("You may not write there.", "Choose another folder."),
    errno.EPERM: ("You may not write there.", "Choose another folder."),
    errno.EROFS: ("That disk can only be read.", "Choose another disk."),
    errno.ENOENT: ("That folder is not there any more.", "Choose another folder."),
    errno.ENOTDIR: ("It would lie in a file, not in a folder.", "Choose another folder."),
    errno.ENAMETOOLONG: ("That name is too long.", "Choose a shorter name."),
}


def save(
    document: Document,
    path: Path,
    *,
    write: WriteFile | None = None,
    expected_sha256: str | None = None,
    form: str | None = None,
    copy: Copy = USUAL,
) -> str:
    """Save by suffix: .diptych keeps all work, others are copies. Returns the SHA-256 written.

    ``form`` is the name of one where the suffix does not tell; ``copy`` says what a copy holds.
    With ``expected_sha256``, a file that has other bytes by now is left alone. Raises
    CannotSaveError; then what stood at ``path`` is untouched.
    """
    if path.suffix.lower() == ".diptych":
        data = project.to_bytes(document)
    else:
        data = write_copy(document, form or path.suffix, copy)
    return _put(document, path, data, write or write_atomically, expected_sha256)


def save_original(document: Document, path: Path, *, write: WriteFile | None = None) -> str:
    """Save the bytes that the article was read from, as they came. Returns and raises as ``save``.

    Of a file that holds several articles they may be those of this article alone.
    """
    data = document.article.source.data
    return _put(document, path, data, write or write_atomically, None)


def _put(
    document: Document, path: Path, data: bytes, write: WriteFile, expected_sha256: str | None
) -> str:
    there = os.path.exists(path)  # noqa: PTH110 - Path.exists raises for names that are too long
    if there:
        _may_replace(document, path)
    if there and expected_sha256 is not None and file_sha256(path) != expected_sha256:
        raise CannotSaveError(
            f"“{path.name}” has changed on disk since you opened it.",
            "Nothing was overwritten. Save your work under another name, then compare the two.",
        )
    write(path, data)
    digest = hashlib.sha256(data).hexdigest()
    if file_sha256(path) != digest:
        raise CannotSaveError(
            f"“{path.name}” does not read back as it was written.",
            "The disk may be failing. Save to another disk.",
        )
    return digest


def _may_replace(document: Document, path: Path) -> None:
    """Raise CannotSaveError for folders and devices, and for the article's own file."""
    if not path.is_file():
        raise CannotSaveError(
            f"“{path}” is not an ordinary file.", "Choose another name to save under."
        )
    source = document.article.source.path
    # The path may be that of another machine, where the project was made.
    if source is not None and os.path.exists(source) and path.samefile(source):  # noqa: PTH110
        raise CannotSaveError(
            f"“{path.name}” is the article itself.",
            "Choose another name: a copy would take the place of what you opened.",
        )


def write_atomically(path: Path, data: bytes) -> None:
    """Write beside and rename into place; links stay links and modes stay. For use without Qt.

    Raises CannotSaveError with nothing left behind.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        beside = target.with_name(f".{target.name[:40]}-{secrets.token_hex(6)}")
        with beside.open("xb") as file:
            temporary = beside
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
        temporary = None
        _sync_folder(target.parent)
    except OSError as error:
        sentence, remedy = _REASONS.get(
            error.errno or 0, ("It could not be written.", "Choose another folder, and save again.")
        )
        raise CannotSaveError(
            f"“{path.name}” was not saved. {sentence}",
            f"{remedy} Your work is still open.",
            str(error),
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal. Raises CannotSaveError when it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise CannotSaveError(
            f"“{path.name}” cannot be read back.", "Save to another disk.", str(error)
        ) from error


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
