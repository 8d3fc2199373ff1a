"""Saving: never half a file, never over somebody else's work, and read back before we say so."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from diptych.core.document import Document
from diptych.core.errors import CannotSaveError, ChangedOnDiskError, VanishedError
from diptych.formats.writing.copy import USUAL, Copy
from diptych.formats.writing.printed.printout import PrintPdf
from diptych.formats.writing.writer import write as write_copy
from diptych.workspace import project

WriteFile = Callable[[Path, bytes], None]
Former = Callable[[Path, bytes], object]
"""Called with a .diptych file's path and its bytes before they are saved over."""

PROJECT = ".diptych"

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
    former: Former | None = None,
    print_pdf: PrintPdf | None = None,
) -> str:
    """Save by suffix: .diptych keeps all work, others are copies. Returns the SHA-256 written.

    ``form`` is the name of one where the suffix does not tell; ``copy`` says what a copy holds.
    ``print_pdf`` makes the bytes of copies that are printed.
    ``former`` is given what a .diptych file held before. With ``expected_sha256``, a file that has
    other bytes by now is left alone: raises ChangedOnDiskError, or VanishedError when it is gone.
    Raises CannotSaveError; then what stood at ``path`` is untouched.
    """
    if path.suffix.lower() == PROJECT:
        data = project.to_bytes(project.in_our_format(document))
    else:
        data = write_copy(document, form or path.suffix, copy, print_pdf)
        former = None
    return _put(document, path, data, write or write_atomically, expected_sha256, former)


def save_original(document: Document, path: Path, *, write: WriteFile | None = None) -> str:
    """Save the bytes that the article was read from, as they came. Returns and raises as ``save``.

    Of a file that holds several articles they may be those of this article alone.
    """
    data = document.article.source.data
    return _put(document, path, data, write or write_atomically, None, None)


def keep_theirs(path: Path, moment: datetime, write: WriteFile | None = None) -> tuple[Path, str]:
    """Copy a file that somebody else has changed to a name of its own in the same folder.

    ``moment`` stands in the name, in its own time zone. Returns the new path and the SHA-256 of
    its bytes; the file itself stays. Raises CannotSaveError.
    """
    data = _read(path)
    when = f"{moment:%Y-%m-%d %H.%M}"
    for number in range(1, 1000):
        count = "" if number == 1 else f" {number}"
        stem = f"{path.stem} (other version, {when}){count}"
        other = path.with_name(stem + path.suffix)
        if not _is_there(other):
            break
    (write or write_atomically)(other, data)
    return other, _read_back(other, data)


def _put(
    document: Document,
    path: Path,
    data: bytes,
    write: WriteFile,
    expected_sha256: str | None,
    former: Former | None,
) -> str:
    if _is_there(path):
        _may_replace(document, path)
        if path.suffix.lower() == PROJECT:
            held = _read(path)
            if held == data:
                return hashlib.sha256(data).hexdigest()
            _look_at_former(path, held, expected_sha256)
            if former is not None:
                former(path, held)
    elif expected_sha256 is not None:
        raise _vanished(path)
    write(path, data)
    return _read_back(path, data)


def _look_at_former(path: Path, held: bytes, expected_sha256: str | None) -> None:
    """Raise CannotSaveError for a .diptych file that must not be saved over."""
    if expected_sha256 is not None and hashlib.sha256(held).hexdigest() != expected_sha256:
        raise ChangedOnDiskError(
            f"“{path.name}” has changed on disk since you opened it.",
            "Nothing was overwritten. Save your work under another name, then compare the two.",
        )
    if project.is_newer(held):
        raise CannotSaveError(
            f"“{path.name}” was made by a newer Diptych.",
            "Nothing here will change it. Choose another name to save under.",
        )


def _vanished(path: Path) -> VanishedError:
    if not _is_there(path.parent):
        return VanishedError(
            f"The folder of “{path.name}” is not there any more. "
            "It may have been renamed, or its disk taken out.",
            "Your work is still open. Put the disk back, or save elsewhere.",
            str(path.parent),
        )
    return VanishedError(
        f"“{path.name}” is not there any more. "
        "It may have been moved or deleted, or its disk taken out.",
        "Your work is still open. Save it there again, or elsewhere.",
        str(path.parent),
    )


def _read_back(path: Path, data: bytes) -> str:
    """The SHA-256 of what was written, seen to be what is there now."""
    digest = hashlib.sha256(data).hexdigest()
    if file_sha256(path) != digest:
        raise CannotSaveError(
            f"“{path.name}” does not read back as it was written.",
            "The disk may be failing. Save to another disk.",
        )
    return digest


def _is_there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 - Path.exists raises for names that are too long


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


def not_saved(path: Path, number: int, details: str) -> CannotSaveError:
    """The error for a file that could not be written, by the system's number of the error."""
    sentence, remedy = _REASONS.get(
        number, ("It could not be written.", "Choose another folder, and save again.")
    )
    return CannotSaveError(
        f"“{path.name}” was not saved. {sentence}", f"{remedy} Your work is still open.", details
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
        raise not_saved(path, error.errno or 0, str(error)) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal. Raises CannotSaveError when it cannot be read."""
    return hashlib.sha256(_read(path)).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
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
