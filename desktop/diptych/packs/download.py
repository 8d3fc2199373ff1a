"""Downloading one pack: in parts that stay when it breaks off, and checked before it is used."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from diptych.core.errors import DownloadError, PackError
from diptych.core.language_packs import PackPlace
from diptych.core.progress import Context, QuietContext
from diptych.packs.addresses import host_of
from diptych.packs.files import MB, file_sha256, is_full, megabytes, need_room
from diptych.packs.index import IndexEntry
from diptych.packs.layout import read_pack
from diptych.packs.locks import exclusive
from diptych.packs.meter import Meter, Transfer
from diptych.packs.parts import Part, PartState
from diptych.packs.verifying import zip_problems
from diptych.packs.web import Answer, UnreachableError, Web

LARGEST_DOWNLOAD = 2_000 * MB
ZIP_BEGIN = b"PK\x03\x04"
SHARE = 0.05
"""Seconds between two looks at whether the user still wants to wait for another try."""

_CONTENT_RANGE = re.compile(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)\Z")
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429})

Report = Callable[[Transfer], None]


@dataclass(frozen=True, slots=True)
class Patience:
    """``tries`` in a row may bring nothing; ``pause`` is in seconds, and doubles with each."""

    tries: int = 4
    pause: float = 1.0

    def wait(self, fruitless: int, context: Context) -> None:
        """Rest before the next try. Raises Cancelled."""
        end = time.monotonic() + self.pause * 2 ** max(0, fruitless - 1)
        while time.monotonic() < end:
            context.check()
            time.sleep(SHARE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A pack's file, and where it came from: empty when it was there already."""

    file: Path
    link: str


def download(
    entry: IndexEntry,
    folder: Path,
    web: Web,
    context: Context,
    report: Report | None = None,
    patience: Patience | None = None,
) -> Fetched:
    """Download a pack to a file named for its version, checked but not installed.

    What an earlier try left is gone on from. ``context`` is told bytes done and total (0: not
    known). Raises DownloadError or PackError when no link brings a whole pack, and Cancelled; the
    part that has come stays, unless it is known to be bad.
    """
    goal = folder / entry.file_name
    if not entry.links:
        raise DownloadError(
            f"The index names no address for “{entry.name}” that is used.",
            "Use another mirror, or get the file another way and install it from there.",
        )
    try:
        with exclusive(folder / f"{entry.file_name}.lock") as free:
            if not free:
                raise DownloadError(
                    f"“{entry.name}” is being downloaded already.", "Wait for the other download."
                )
            if _is_there(goal, entry, context):
                return Fetched(goal, "")
            return _Download(entry, Part(goal), web, context, report, patience).run()
    except OSError as error:
        raise _about_the_disk(error, folder) from error


def _is_there(goal: Path, entry: IndexEntry, context: Context) -> bool:
    """Whether an earlier call brought the file, whole; one that is not is removed."""
    if not goal.exists():
        return False
    try:
        check_file(goal, entry, context)
    except (DownloadError, PackError):
        goal.unlink()
        return False
    return True


def _about_the_disk(error: OSError, folder: Path) -> DownloadError:
    if is_full(error):
        return DownloadError(
            "There is not enough room on the disk for the download.",
            "Free some space, and download it again: it goes on from where it was.",
            str(error),
        )
    return DownloadError(
        f"The download cannot be written in “{folder}”.",
        "Check that you may write there, and download it again.",
        str(error),
    )


class _Download:
    def __init__(
        self,
        entry: IndexEntry,
        part: Part,
        web: Web,
        context: Context,
        report: Report | None,
        patience: Patience | None,
    ) -> None:
        self._entry = entry
        self._part = part
        self._web = web
        self._context = context
        self._report = report
        self._patience = patience or Patience()
        self._meter = Meter()

    def run(self) -> Fetched:
        """Ask one link after the other, and each again while that brings anything."""
        state = self._part.state
        begun = state.link if state else ""
        links = sorted(self._entry.links, key=lambda link: link != begun)
        fruitless = 0
        problem: Exception | None = None
        while links and fruitless < self._patience.tries:
            before = self._part.have
            try:
                self._fetch(links[0])
                self._check()
            except UnreachableError as error:
                problem = error
            except (DownloadError, PackError) as error:
                problem = error
                links.pop(0)
                continue
            else:
                self._part.finish()
                return Fetched(self._part.goal, links[0])
            if self._part.have > before:
                fruitless = 0
            else:
                fruitless += 1
                links.append(links.pop(0))
            if fruitless < self._patience.tries:
                self._patience.wait(fruitless, self._context)
        raise self._told(problem)

    def _check(self) -> None:
        try:
            check_file(self._part.path, self._entry, self._context)
        except (DownloadError, PackError):
            self._part.discard()
            raise

    def _told(self, problem: Exception | None) -> Exception:
        if not isinstance(problem, UnreachableError):
            assert problem is not None
            return problem
        have = self._part.have
        kept = f" What has come ({megabytes(have)}) is kept." if have else ""
        return DownloadError(
            f"“{self._entry.name}” could not be downloaded: {problem}.",
            f"Check the connection, and download it again.{kept}",
        )

    def _fetch(self, link: str) -> None:
        """One request, to its end. Raises UnreachableError when another may do better."""
        headers = self._range(link)
        why = f"Downloading {self._entry.name}"
        with self._web.ask(link, why, self._context, headers) as answer:
            total = self._begin(answer, link, asked=bool(headers))
            if total is None:
                return
            self._receive(answer, total)
        have = self._part.have
        if total and have < total:
            raise UnreachableError(
                f"“{host_of(answer.address)}” broke off after {have:,} of {total:,} bytes"
            )

    def _range(self, link: str) -> dict[str, str]:
        """Headers that ask for the rest only; none when what there is cannot be added to."""
        have, state = self._part.have, self._part.state
        if not have or state is None:
            return {}
        if state.link == link and state.validator:
            return {"Range": f"bytes={have}-", "If-Range": state.validator}
        # From another server, or from one that tells no validator: the sum will tell.
        return {"Range": f"bytes={have}-"} if self._entry.sha256 and state.total else {}

    def _begin(self, answer: Answer, link: str, *, asked: bool) -> int | None:
        """Make the part ready for the body; its whole length, or None when nothing is missing."""
        if answer.status == 206 and asked:
            return self._go_on(answer)
        if answer.status == 416 and asked:
            have, state = self._part.have, self._part.state
            if state and have == state.total == _content_range(answer)[1]:
                return None
            self._part.discard()
            raise UnreachableError(f"“{host_of(answer.address)}” has another file now")
        if answer.status == 200:
            return self._start(answer, link)
        problem = f"“{host_of(answer.address)}” answered {answer.status}"
        if answer.status in _WORTH_ANOTHER_TRY or not 400 <= answer.status < 500:
            raise UnreachableError(problem)
        raise DownloadError(
            f"“{self._entry.name}” could not be downloaded: {problem}.",
            "The pack is no longer there, or not for everybody. Update the index, and try again.",
            answer.address,
        )

    def _go_on(self, answer: Answer) -> int:
        start, total = _content_range(answer)
        state = self._part.state
        etag = answer.headers.get("ETag", "")
        fits = start == self._part.have and state and total == state.total
        if not fits or (state and etag and state.etag and etag != state.etag):
            self._part.discard()
            raise UnreachableError(f"“{host_of(answer.address)}” has another file now")
        self._allow(answer, total)
        return total

    def _start(self, answer: Answer, link: str) -> int:
        """From the begin: at first, or because the server does not give parts of this file."""
        total = answer.length or 0
        self._allow(answer, total)
        self._part.begin(
            PartState(
                link=link,
                etag=answer.headers.get("ETag", ""),
                modified=answer.headers.get("Last-Modified", ""),
                total=total,
            )
        )
        return total

    def _allow(self, answer: Answer, total: int) -> None:
        """Raise DownloadError for what cannot be a pack, and OSError when there is no room."""
        host = host_of(answer.address)
        kind = answer.headers.get_content_type()
        packed = answer.headers.get("Content-Encoding", "identity").lower() != "identity"
        if packed or kind in ("text/html", "application/xhtml+xml"):
            raise DownloadError(
                f"“{host}” sent a web page instead of a pack.",
                "Where a network asks for a login, open its page in a browser first.",
                answer.address,
            )
        if self._entry.size and total and total != self._entry.size:
            raise DownloadError(
                f"“{host}” has a file of another size than the index tells for "
                f"“{self._entry.name}”.",
                "Update the index, and try again.",
                f"{total} bytes, not {self._entry.size}",
            )
        if total > LARGEST_DOWNLOAD:
            raise _too_large(self._entry)
        need_room(self._part.goal.parent, total - self._part.have)

    def _receive(self, answer: Answer, total: int) -> None:
        done = self._part.have
        self._meter.begin(done)
        with self._part.appending() as file:
            for part in answer.parts:
                if not done and not part.startswith(ZIP_BEGIN):
                    raise DownloadError(
                        f"“{host_of(answer.address)}” sent something that is no pack.",
                        "Use another mirror.",
                        repr(part[:40]),
                    )
                file.write(part)
                done += len(part)
                if done > LARGEST_DOWNLOAD:
                    file.truncate(0)
                    raise _too_large(self._entry)
                self._tell(done, total)

    def _tell(self, done: int, total: int) -> None:
        transfer = self._meter.count(done, total)
        if transfer is None:
            return
        if self._report is not None:
            self._report(transfer)
        self._context.step(done, total)


def check_file(file: Path, entry: IndexEntry, context: Context) -> None:
    """Raise DownloadError or PackError unless ``file`` is the pack that the index tells."""
    if entry.size and file.stat().st_size != entry.size:
        raise DownloadError(
            f"“{entry.name}” is not what the index tells: its size differs.",
            "Try again, or use another mirror.",
            f"{file.stat().st_size} bytes, not {entry.size}",
        )
    if entry.sha256 and file_sha256(file, context) != entry.sha256:
        raise DownloadError(
            f"“{entry.name}” is not what the index tells: its checksum differs.",
            "It was damaged on the way, or changed. Try again, or use another mirror.",
        )
    pack = read_pack(file, PackPlace.INSTALLED)
    # The zip's own sums, where nobody tells one for the whole: no other way shows damage.
    damage = () if entry.sha256 else zip_problems(file, QuietContext(context))
    if damage:
        raise PackError(
            f"“{entry.name}” arrived damaged.", "Try again, or use another mirror.", damage[0]
        )
    if (pack.from_code, pack.to_code) != (entry.from_code, entry.to_code):
        raise PackError(f"What came is “{pack.name}”, not “{entry.name}”.", "Use another mirror.")


def _content_range(answer: Answer) -> tuple[int, int]:
    """The first byte and the whole length that an answer tells; -1 for what it does not."""
    told = _CONTENT_RANGE.match(answer.headers.get("Content-Range", ""))
    if told is None:
        return -1, -1
    start, total = told[1], told[2]
    return int(start or -1), -1 if total == "*" else int(total)


def _too_large(entry: IndexEntry) -> DownloadError:
    return DownloadError(
        f"“{entry.name}” is larger than a pack may be.",
        f"Packs of more than {megabytes(LARGEST_DOWNLOAD)} are not downloaded.",
    )
