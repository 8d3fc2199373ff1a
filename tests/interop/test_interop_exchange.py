"""OmegaT takes our memory and our XLIFF: it translates by the one and gives the other back."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from diptych.core.document import Document
from diptych.core.versions import SegmentState, VersionKind
from diptych.formats.tmx import TmxReader
from diptych.formats.writing.writer import write
from helpers.exchange_files import opened, opened_again, pairs, with_version, xliff_1_schema

OMEGAT = shutil.which("omegat")
pytestmark = [
    pytest.mark.interop,
    pytest.mark.timeout(300),
    pytest.mark.skipif(OMEGAT is None, reason="OmegaT is not installed"),
]

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>source</source_dir><target_dir>target</target_dir>
<tm_dir>tm</tm_dir><glossary_dir>glossary</glossary_dir>
<glossary_file>glossary/glossary.txt</glossary_file><dictionary_dir>dictionary</dictionary_dir>
<source_lang>en</source_lang><target_lang>{target}</target_lang>
<sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
STORY = "A bridge & more\n\nThe mayor opened the bridge <today>. Nobody fell 😀 in.\n"
ANSWERS = {
    "fr": ("Un pont & plus", "Le maire a ouvert le pont <aujourd’hui>.", "Nul n’est tombé 😀."),
    "ar": ("جسر والمزيد", "افتتح العمدة الجسر <اليوم>.", "لم يسقط أحد 😀."),
}


def translated(folder: Path, target: str, sources: dict[str, bytes], memory: bytes) -> Path:
    """The project folder after OmegaT has made the translations, with our memory in it."""
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(PROJECT.format(target=target), encoding="utf-8")
    (folder / "tm" / "auto" / "ours.tmx").write_bytes(memory)
    for name, data in sources.items():
        (folder / "source" / name).write_bytes(data)
    command = [
        str(OMEGAT), str(folder), "--mode=console-translate",
        f"--config-dir={folder.parent / 'settings'}", "--disable-location-save",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def with_answers(target: str) -> Document:
    document = opened(STORY)
    names = [segment.id for segment in document.source.segments]
    return with_version(document, dict(zip(names, ANSWERS[target], strict=True)), target)


@pytest.mark.parametrize("target", ["fr", "ar"])
def test_omegat_translates_a_text_by_our_memory(tmp_path: Path, target: str) -> None:
    memory = write(with_answers(target), "tmx")
    folder = translated(tmp_path / "job", target, {"wire.txt": STORY.encode()}, memory)
    first, second, third = ANSWERS[target]
    assert (folder / "target" / "wire.txt").read_text(encoding="utf-8") == (
        f"{first}\n\n{second} {third}\n"
    )
    # The memory that OmegaT hands on has what ours had.
    level_2 = (folder / "job-level2.tmx").read_bytes()
    entries = {(e.source, e.target) for e in TmxReader(io.BytesIO(level_2), "job-level2.tmx")}
    document = with_answers(target)
    source = [document.source.text_of(segment) for segment in document.source.segments]
    assert entries == set(zip(source, ANSWERS[target], strict=True))


def test_omegat_opens_our_xliff_and_fills_what_is_open(tmp_path: Path) -> None:
    document = with_answers("fr")
    half = with_version(
        document,
        {"s1": "Un pont, et plus"},
        name="v2",
        kind=VersionKind.EDITED,
        based_on="v1",
        states={"s1": SegmentState.CONFIRMED},
    )
    ours = write(half, "xliff-1.2")
    folder = translated(tmp_path / "job", "fr", {"wire.xlf": ours}, write(document, "tmx"))
    theirs = (folder / "target" / "wire.xlf").read_bytes()
    xliff_1_schema().assertValid(etree.fromstring(theirs))
    first, *rest = pairs(opened_again(theirs))
    assert first == ("wire.txt/s1", "A bridge & more", "Un pont, et plus", "confirmed")
    assert [row[:3] for row in rest] == [
        ("wire.txt/s2", "The mayor opened the bridge <today>.", ANSWERS["fr"][1]),
        ("wire.txt/s3", "Nobody fell 😀 in.", ANSWERS["fr"][2]),
    ]
