"""Files made to do harm, through the process that reads files: it ends, and the program goes on."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from diptych.core.errors import CannotReadError
from diptych.core.progress import Context
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import Understood
from diptych.workspace import reading_apart
from diptych.workspace.process import ProcessWorker
from diptych.workspace.reading_apart import read_in, reading_process
from helpers import far_work
from helpers.made_files import made, made_files
from helpers.soundness import assert_sound

MOST_MEMORY = 600 * 1024 * 1024
LONG = 5 * 1024 * 1024
SECRET = "what only the owner of this machine may read"

_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "bang"> {_ENTITIES}]>'
XML = [file for file in made_files() if file.data.startswith(b"<?xml")]


@pytest.fixture(scope="module")
def worker() -> Iterator[ProcessWorker]:
    worker = reading_process()
    yield worker
    worker.close()


def attempt(worker: ProcessWorker, data: bytes, name: str) -> Understood | CannotReadError:
    """What comes of it; an article is sound. The process stays below the limit of memory."""
    given = Given(data, name)
    try:
        understood = read_in(worker, Context())(given)
    except CannotReadError as error:
        return error
    assert_sound(given, understood)
    assert worker.call(Context(), far_work.peak_memory) < MOST_MEMORY
    return understood


def refused(worker: ProcessWorker, data: bytes, name: str) -> str:
    """The sentence it is refused with."""
    found = attempt(worker, data, name)
    assert isinstance(found, CannotReadError)
    return found.sentence


def test_a_bomb_in_a_word_document(worker: ProcessWorker) -> None:
    file = made(FileKind.DOCX)
    bomb = _with_part(file.data, "word/media/bomb.xml", bytes(200 * 1024 * 1024))
    assert len(bomb) < 500_000
    assert "unpack" in refused(worker, bomb, file.name)


@pytest.mark.parametrize("kind", [FileKind.DOCX, FileKind.ODT, FileKind.EPUB])
def test_a_zip_that_lies_about_its_sizes(worker: ProcessWorker, kind: FileKind) -> None:
    file = made(kind)
    lying = _with_part(file.data, "extra.xml", bytes(150 * 1024 * 1024))
    honest = struct.pack("<I", 150 * 1024 * 1024)
    attempt(worker, lying.replace(honest, struct.pack("<I", 1000)), file.name)


@pytest.mark.parametrize("file", XML, ids=lambda file: file.name)
def test_an_entity_leads_nowhere(worker: ProcessWorker, file: object, tmp_path: Path) -> None:
    from helpers.made_files import MadeFile

    assert isinstance(file, MadeFile)
    (tmp_path / "secret").write_text(SECRET)
    outside = f'<!DOCTYPE x [<!ENTITY out SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    found = attempt(worker, _entity(file.data, outside, "&out;"), file.name)
    assert isinstance(found, Understood)
    assert SECRET not in found.reading.value
    found = attempt(worker, _entity(file.data, BOMB, "&e9;"), file.name)
    assert isinstance(found, Understood)
    assert "bang" not in found.reading.value


@pytest.mark.parametrize("name", ["deep.html", "deep.xml", "deep.epub"])
def test_twenty_thousand_elements_inside_of_one_another(worker: ProcessWorker, name: str) -> None:
    depth = 20_000
    body = f"{'<div>' * depth}words in the deep{'</div>' * depth}"
    data = f"<html><body>{body}</body></html>".encode()
    if name == "deep.xml":
        nitf = made(FileKind.NITF).data.decode()
        data = nitf.replace("<p>", f"<p>{'<em>' * depth}", 1).encode()
    if name == "deep.epub":
        data = _with_part(made(FileKind.EPUB).data, "one.xhtml", data)
    began = time.monotonic()
    attempt(worker, data, name)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("kind", list(dict.fromkeys(file.kind for file in made_files())))
def test_five_megabytes_on_one_line(worker: ProcessWorker, kind: FileKind) -> None:
    words = "Le pont est ouvert et le fleuve passe dessous. "
    file = made(kind, [words * (LONG // len(words))])
    began = time.monotonic()
    attempt(worker, file.data, file.name)
    assert time.monotonic() - began < 30


def test_references_that_lead_to_one_another(worker: ProcessWorker) -> None:
    units = (
        '<unit id="a"><segment><source><ph id="1" subFlows="b" copyOf="2"/>'
        '<ph id="2" subFlows="a" copyOf="1"/>un</source></segment></unit>'
        '<unit id="b"><segment><source><ph id="3" subFlows="a b"/>deux</source></segment></unit>'
    )
    data = (
        '<xliff version="2.1" srcLang="fr" trgLang="en" '
        f'xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">{units}</file></xliff>'
    )
    found = attempt(worker, data.encode(), "circle.xlf")
    assert isinstance(found, Understood)
    assert "deux" in found.reading.value


def test_a_file_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = ProcessWorker(seconds=0.5)
    monkeypatch.setattr(reading_apart, "understand", far_work.never_understood)
    try:
        with pytest.raises(CannotReadError, match="took longer"):
            read_in(slow, Context())(Given(b"words", "slow.txt"))
        monkeypatch.undo()
        assert read_in(slow, Context())(Given(b"words", "a.txt")).reading.value == "words"
    finally:
        slow.close()


def test_a_file_that_ends_the_process(
    worker: ProcessWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "understand", far_work.died_of)
    with pytest.raises(CannotReadError, match="made the program that reads files stop"):
        read_in(worker, Context())(Given(b"words", "deadly.pdf"))
    monkeypatch.undo()
    assert read_in(worker, Context())(Given(b"words", "a.txt")).reading.value == "words"


def test_a_file_that_takes_all_memory(
    worker: ProcessWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_apart, "understand", far_work.hungry)
    with pytest.raises((CannotReadError, MemoryError)):
        read_in(worker, Context())(Given(b"words", "hungry.pdf"))


def _entity(data: bytes, doctype: str, reference: str) -> bytes:
    text = data.decode().replace("?>", f"?>{doctype}", 1)
    return text.replace("14,2", f"14,2 {reference}", 1).encode()


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The zip file with one more part, or another one in its place."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry), compress_type=entry.compress_type)
        new.writestr(name, part)
    return buffer.getvalue()
