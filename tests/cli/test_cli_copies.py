"""Copies and briefs from the command line, of wires, of projects and of exchange files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app
from diptych.core.notes import Colour
from diptych.formats.writing.writer import write
from diptych.workspace import annotating, opening, saving, settings
from diptych.workspace.paths import Paths
from helpers.exchange_files import opened, opened_again, pairs, with_version
from helpers.wire_files import nitf

STORY = (
    "The harbour\n\nThe harbour of Northport was closed on Monday. Two ships wait outside now.\n"
)
NOW = datetime(2026, 1, 2, tzinfo=UTC)
FRENCH = {"s1": "Le port", "s2": "Le port est fermé.", "s3": "Deux navires attendent."}


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def done(*arguments: str | Path) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "wire.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a machine's version, an edited one, and a note on it."""
    document = with_version(opened(STORY), FRENCH)
    document = annotating.edit_segment(document, "v1", "s2", "Le port est resté fermé.", ())
    span = document.targets[-1].segments[1].span
    document = annotating.add_note(
        document, document.targets[-1].id, span, "Sûr ?", "Ann", Colour.PINK, NOW
    )
    path = tmp_path / "work.diptych"
    saving.save(document, path)
    return path


def test_several_copies_at_once(wire: Path, tmp_path: Path) -> None:
    names = ["a.html", "a.docx", "a.odt", "a.md", "a.xlf", "a.diptych"]
    outputs = [word for name in names for word in ("-o", str(tmp_path / name))]
    result = done("save", wire, *outputs)
    assert [line for line in result.stderr.splitlines() if line.startswith("Saved ")] == [
        f"Saved {tmp_path / name}" for name in names
    ]
    assert all((tmp_path / name).stat().st_size for name in names)


def test_one_that_fails_keeps_no_other_back(wire: Path, tmp_path: Path) -> None:
    result = run("save", wire, "-o", tmp_path / "a.tbx", "-o", tmp_path / "a.txt")
    assert result.exit_code == ExitStatus.FAILED
    assert f"Not saved: {tmp_path / 'a.tbx'}\nThis article has no terms" in result.stderr
    assert f"Saved {tmp_path / 'a.txt'}" in result.stderr
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == STORY


def test_a_project_is_saved_as_it_stands(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    done("save", project, "-o", copy, "--target-only", "--tracked")
    made = docx.Document(str(copy))
    assert [(c.text, c.author) for c in made.comments] == [("Sûr ?", "Ann")]
    body = made.element.xml
    assert "w:ins " in body
    assert "resté" in body
    assert "Northport" not in body


def test_a_translation_that_is_there_is_not_made_again(project: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    result = done("save", project, "-o", copy, "--to", "fr", "--no-notes")
    assert "Taking the translation that is there" in result.stderr
    assert "Le port est resté fermé. Deux navires attendent." in copy.read_text(encoding="utf-8")


def test_notes_can_stay_out(project: Path, tmp_path: Path) -> None:
    for options, count in (((), 1), (("--no-notes",), 0)):
        copy = tmp_path / "copy.docx"
        done("save", project, "-o", copy, *options)
        assert len(list(docx.Document(str(copy)).comments)) == count


def test_copies_bear_the_name_of_who_saved_them(project: Path, tmp_path: Path) -> None:
    path = Paths.usual().settings_file
    settings.save(path, settings.Settings(author="Zoë"))
    done("save", project, "-o", tmp_path / "copy.docx")
    made = docx.Document(str(tmp_path / "copy.docx"))
    assert made.core_properties.last_modified_by == "Zoë"
    assert made.core_properties.created is not None


def test_saving_over_a_project_keeps_what_it_held(project: Path) -> None:
    before = project.read_bytes()
    done("save", project, "-o", project, "--sentences", "1")
    assert project.read_bytes() != before
    listed = json.loads(done("earlier", project, "--json").stdout)
    assert [one["size"] for one in listed["earlier"]] == [len(before)]


def test_options_that_change_nothing_are_told(wire: Path, tmp_path: Path) -> None:
    result = done("save", wire, "-o", tmp_path / "a.html", "--target-only", "--tracked")
    assert "There is no translation" in result.stderr
    assert "no changes to show" in result.stderr


@pytest.mark.parametrize(("name", "version"), [(None, "2.1"), ("xliff-1.2", "1.2")])
def test_the_form_of_a_shared_ending(
    project: Path, tmp_path: Path, name: str | None, version: str
) -> None:
    copy = tmp_path / "copy.xlf"
    done("save", project, "-o", copy, *(("--as", name) if name else ()))
    assert f'version="{version}"' in copy.read_text(encoding="utf-8")


EXCHANGED: dict[str, Callable[[], bytes]] = {
    "two.xlf": lambda: write(with_version(opened(STORY), FRENCH), "xliff"),
    "one.xlf": lambda: write(with_version(opened(STORY), FRENCH), "xliff-1.2"),
    "memory.tmx": lambda: write(with_version(opened(STORY), FRENCH), "tmx"),
    "words.po": lambda: (
        b'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        b'msgid "Open"\nmsgstr "Ouvrir"\n\nmsgid "Close"\nmsgstr "Fermer"\n'
    ),
}


@pytest.mark.parametrize("name", EXCHANGED)
def test_files_of_other_tools_become_files_of_others(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(EXCHANGED[name]())
    xliff, memory = tmp_path / "out.xlf", tmp_path / "out.tmx"
    done("save", path, "--from", "en", "-o", xliff, "-o", memory)
    there = {(source, target) for _, source, target, _ in pairs(opening.open_file(path))}
    for copy in (xliff, memory):
        back = opened_again(copy.read_bytes(), copy.name)
        assert {(source, target) for _, source, target, _ in pairs(back)} == there


def test_strings_without_translations_become_xliff(tmp_path: Path) -> None:
    path = tmp_path / "strings.json"
    path.write_text('{"open": "Open", "close": "Close"}')
    done("save", path, "--from", "en", "-o", tmp_path / "out.xlf")
    back = opened_again((tmp_path / "out.xlf").read_bytes(), "out.xlf")
    assert [block.unit for block in back.article.blocks] != []


def test_subtitles_nobody_can_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:01,200\nThe harbour of Northport was closed.\n")
    result = done("save", path, "-o", tmp_path / "copy.srt")
    assert "Note: Subtitle 1 at 0:00:01: " in result.stderr


def test_a_brief_in_words_and_in_html(project: Path) -> None:
    result = done("brief", project, "--to", "fr")
    *_, line = result.stdout.rstrip().splitlines()
    assert line.startswith("Source: “The harbour”, English. Translated into French by machine with")
    assert line.endswith(", then edited.")
    assert "Le port est resté fermé." in result.stdout
    assert '<p lang="fr" dir="ltr">Le port est resté fermé.</p>' in (
        done("brief", project, "--to", "fr", "--html").stdout
    )


def test_a_brief_of_a_wire_is_translated_alone(tmp_path: Path) -> None:
    path = tmp_path / "wire.xml"
    path.write_text(nitf("A bridge opens", status="canceled"))
    result = done("brief", path, "--to", "fr", "--from", "en", "--json")
    brief = json.loads(result.stdout)
    assert list(brief) == ["text", "html"]
    assert brief["text"].startswith("The agency has cancelled this story — not for publication.")
    assert "Translated into French by machine with Argos" in brief["text"]
