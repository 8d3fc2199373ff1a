"""LibreOffice opens our Word and OpenDocument copies and saves them as the other, all intact."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from helpers.office_copies import (
    EDITED,
    MADE,
    Told,
    cells,
    docx_cells,
    docx_comments,
    docx_replies,
    full,
    odt_cells,
    odt_comments,
    odt_replies,
    part,
    reviewed,
)

COPY = Copy(versions=(EDITED, "v-ar"), tracked=True, author="Ed It", made=MADE)
CHANGES = [("deletion", "Ed It"), ("insertion", "Ed It")]
LINKS_ANSWERS = (25, 8)
"""The first version known to keep what answers what; others show the answers in order."""

pytestmark = [pytest.mark.interop, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with a profile of its own, so that it meddles with nobody's."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return Office(program, tmp_path_factory.mktemp("office"))


class Office:
    """Runs ``soffice`` without a window."""

    def __init__(self, program: str, folder: Path) -> None:
        self._folder = folder
        self._command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
        ]
        told = self._run("--version").stdout
        found = re.search(r"LibreOffice (\d+)\.(\d+)", told)
        assert found is not None, told
        self.version = int(found[1]), int(found[2])

    def converted(self, data: bytes, old: str, new: str) -> bytes:
        """The bytes of a file with one ending, saved with another."""
        source = self._folder / f"copy.{old}"
        source.write_bytes(data)
        target = self._folder / f"copy.{new}"
        target.unlink(missing_ok=True)
        done = self._run("--convert-to", new, "--outdir", str(self._folder), str(source))
        assert target.exists(), done.stdout + done.stderr
        return target.read_bytes()

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._command, *arguments], capture_output=True, text=True, timeout=240, check=True
        )


def _bare(told: list[Told]) -> list[Told]:
    """Comments in the order of their words, and moments without a zone, as LibreOffice has them."""
    bare = [Told(t.words, t.author, t.when.rstrip("Z"), t.about, t.resolved) for t in told]
    return sorted(bare, key=lambda t: t.words)


def test_a_word_document_becomes_an_opendocument_text(office: Office) -> None:
    document = reviewed()
    ours = write(document, "docx", COPY)
    theirs = office.converted(ours, "docx", "odt")
    for column, version_id in enumerate(("source", EDITED, "v-ar")):
        assert odt_cells(theirs, column) == cells(document, document.version(version_id))
    assert odt_cells(theirs, 1, accept=False) == cells(document, document.version("v-fr"))
    assert _bare(odt_comments(theirs)) == _bare(docx_comments(ours))
    regions = part(theirs, "content.xml").iter(full("text:changed-region"))
    assert [
        (etree.QName(region[0]).localname, region[0][0].findtext(full("dc:creator")))
        for region in regions
    ] == CHANGES
    if office.version >= LINKS_ANSWERS:
        assert len(odt_replies(theirs)) == 2


def test_an_opendocument_text_becomes_a_word_document(office: Office) -> None:
    document = reviewed()
    ours = write(document, "odt", COPY)
    theirs = office.converted(ours, "odt", "docx")
    for column, version_id in enumerate(("source", EDITED, "v-ar")):
        assert docx_cells(theirs, column) == cells(document, document.version(version_id))
    assert docx_cells(theirs, 1, accept=False) == cells(document, document.version("v-fr"))
    assert _bare(docx_comments(theirs)) == _bare(odt_comments(ours))
    changes = part(theirs, "word/document.xml").iter(full("w:del"), full("w:ins"))
    assert [
        ({"del": "deletion", "ins": "insertion"}[etree.QName(c).localname], c.get(full("w:author")))
        for c in changes
    ] == CHANGES
    if office.version >= LINKS_ANSWERS:
        assert len(docx_replies(theirs)) == 2


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_a_text_without_a_table_keeps_its_notes_across_paragraphs(
    office: Office, form: str
) -> None:
    ours = write(reviewed(), form, Copy(versions=(), made=MADE))
    if form == "docx":
        told, theirs = docx_comments(ours), odt_comments(office.converted(ours, "docx", "odt"))
    else:
        told, theirs = odt_comments(ours), docx_comments(office.converted(ours, "odt", "docx"))
    assert _bare(theirs) == _bare(told)
    assert "said.A bridge" in {comment.about for comment in theirs}
