"""Every command in this process: what it answers, and with which exit status it ends."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from diptych.cli.exit_status import ExitStatus
from diptych.cli.main import app
from diptych.cli.names import COMMANDS
from diptych.version import VERSION

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))
WIRE = (
    "Storm 🌪️ closes the port 😀\n\n"
    "The harbour of Brest was closed on Monday after a storm, the mayor said. "
    "Two ships 🚢 waited outside for 18 hours.\n\n"
    "Fishermen said that they had not seen such waves since 1987.\n"
)


@dataclass(frozen=True)
class Program:
    """Runs commands with a home of their own and remembers what the window was asked to open."""

    opened: list[list[Path]]

    def __call__(self, *arguments: str | Path, input: str | bytes | None = None) -> Result:  # noqa: A002
        def open_window(files: list[Path]) -> int:
            self.opened.append(files)
            return 0

        words = [str(argument) for argument in arguments]
        return CliRunner().invoke(app, words, input=input, obj=open_window)

    def json(self, *arguments: str | Path, input: str | None = None) -> Any:  # noqa: A002
        result = self(*arguments, "--json", input=input)
        assert result.exit_code == 0, result.output
        assert result.stderr == ""
        return json.loads(result.stdout)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DIPTYCH_HOME", str(home))
        patch.setenv("HOME", str(home))
        patch.delenv("XDG_DATA_HOME", raising=False)
        patch.delenv("ARGOS_PACKAGES_DIR", raising=False)
        yield Program([])


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wire") / "storm.txt"
    path.write_text(WIRE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def translated(program: Program, wire: Path) -> Any:
    return program.json("translate", wire, "--to", "fr", "--quality", "fast")


def test_read_answers_what_is_documented(program: Program, wire: Path) -> None:
    answer = program.json("read", wire)
    assert list(answer)[:6] == ["format", "encoding", "metadata", "text", "blocks", "warnings"]
    assert list(answer)[6:] == ["versions", "item"]
    first = ["title", "author", "date", "date_guessed", "language", "slug", "dateline", "guid"]
    assert list(answer["metadata"])[:8] == first
    assert answer["format"] == "text"
    assert answer["encoding"] == "utf-8"
    assert answer["text"] == WIRE
    assert {tuple(block) for block in answer["blocks"]} == {("kind", "start", "end")}


def test_blocks_are_places_in_the_text(program: Program, wire: Path) -> None:
    answer = program.json("read", wire)
    quoted = [answer["text"][block["start"] : block["end"]] for block in answer["blocks"]]
    assert quoted == WIRE.strip().split("\n\n")


def test_read_prints_the_text_alone_on_standard_output(program: Program, wire: Path) -> None:
    result = program("read", wire)
    assert result.stdout == WIRE
    assert "utf-8" in result.stderr


def test_read_takes_standard_input(program: Program) -> None:
    assert program.json("read", "-", input=WIRE)["text"] == WIRE


def test_the_encoding_can_be_said(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "cyrillic.txt"
    path.write_bytes("Привет, мир".encode("koi8-r"))
    answer = program.json("read", path, "--encoding", "koi8-r")
    assert answer["text"] == "Привет, мир"


def test_detect_answers_what_is_documented(program: Program) -> None:
    answer = program.json("detect", SEED)
    assert list(answer) == ["language", "certainty", "why", "candidates", "blocks", "origin"]
    assert (answer["language"], answer["certainty"]) == ("en", "sure")
    assert {tuple(c) for c in answer["candidates"]} == {("language", "detector")}
    assert {tuple(b) for b in answer["blocks"]} == {("start", "end", "language", "certainty")}
    assert list(answer["origin"]) == ["language", "hint", "cues"]
    assert {tuple(c) for c in answer["origin"]["cues"]} == {("start", "end", "cue", "why")}


def test_the_cues_are_places_in_the_text(program: Program) -> None:
    text = program.json("read", SEED)["text"]
    cues = program.json("detect", SEED)["origin"]["cues"]
    dates = [text[c["start"] : c["end"]] for c in cues if c["cue"] == "day first"]
    assert dates == ["09/09/2023"]


def test_detect_explains_itself_in_words(program: Program) -> None:
    result = program("detect", SEED)
    assert result.stdout.startswith("English (en), sure\n")
    assert "consistent with translation from French" in result.stdout


def test_a_text_without_letters_has_no_language(program: Program) -> None:
    answer = program.json("detect", "-", input="12 34 56\n")
    assert (answer["language"], answer["certainty"], answer["origin"]) == (None, "unsure", None)


def test_translate_answers_what_is_documented(translated: Any) -> None:
    assert list(translated) == ["from", "to", "engine", "signature", "caution", "segments"]
    assert (translated["from"], translated["to"], translated["engine"]) == ("en", "fr", "argos")
    assert "quality:fast" in translated["signature"]
    assert "BLEU" in translated["caution"]
    keys = ("start", "end", "source", "target", "alarms", "alternatives")
    assert {tuple(segment) for segment in translated["segments"]} == {keys}


def test_every_segment_is_a_place_in_the_text(translated: Any) -> None:
    segments = translated["segments"]
    assert [WIRE[s["start"] : s["end"]] for s in segments] == [s["source"] for s in segments]
    assert len(segments) == 4
    assert all(segment["target"] for segment in segments)


def test_the_printed_translation_is_that_of_the_json(
    program: Program, wire: Path, translated: Any
) -> None:
    result = program("translate", wire, "--to", "fr", "--quality", "fast")
    targets = [segment["target"] for segment in translated["segments"]]
    assert result.stdout == f"{targets[0]}\n\n{targets[1]} {targets[2]}\n\n{targets[3]}\n"
    assert result.stderr.startswith("Caution: ")


def test_a_pair_without_a_pack_ends_with_4(program: Program, wire: Path) -> None:
    result = program("translate", wire, "--to", "is", "--engine", "argos")
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert result.stdout == ""
    assert "no language pack from English to Icelandic" in result.stderr
    assert "packs install" in result.stderr


def test_an_engine_that_does_not_exist_ends_with_4(program: Program, wire: Path) -> None:
    result = program("translate", wire, "--to", "fr", "--engine", "babelfish")
    assert result.exit_code == ExitStatus.NO_ENGINE


def test_a_language_nobody_knows_has_to_be_said(program: Program) -> None:
    result = program("translate", "-", "--to", "fr", input="12 34\n")
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert "--from" in result.stderr


def test_the_language_can_be_said(program: Program) -> None:
    answer = program.json("translate", "-", "--from", "fr", "--to", "en", input="Bonjour.\n")
    assert (answer["from"], answer["to"]) == ("fr", "en")


@pytest.mark.parametrize("method", ["textrank", "luhn"])
def test_summarise_answers_what_is_documented(program: Program, method: str) -> None:
    answer = program.json("summarise", SEED, "--method", method, "--sentences", "2")
    assert list(answer) == ["language", "method", "signature", "sentences"]
    assert (answer["language"], answer["method"]) == ("en", method)
    assert len(answer["sentences"]) == 2
    keys = ("start", "end", "text", "score", "translation")
    assert {tuple(sentence) for sentence in answer["sentences"]} == {keys}
    text = program.json("read", SEED)["text"]
    for sentence in answer["sentences"]:
        assert text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["translation"] is None


def test_a_summary_is_translated_and_keeps_its_places(program: Program, wire: Path) -> None:
    answer = program.json("summarise", wire, "--sentences", "2", "--to", "fr")
    for sentence in answer["sentences"]:
        assert WIRE[sentence["start"] : sentence["end"]] == sentence["text"]
        assert sentence["translation"]
    printed = program("summarise", wire, "--sentences", "2", "--to", "fr").stdout
    assert all(f"\n    {s['translation']}\n" in printed for s in answer["sentences"])


def test_a_summary_can_be_counted_in_words(program: Program) -> None:
    sentences = program.json("summarise", SEED, "--words", "60")["sentences"]
    assert 0 < sum(len(s["text"].split()) for s in sentences) <= 60


def test_three_sentences_are_usual(program: Program) -> None:
    assert len(program.json("summarise", SEED)["sentences"]) == 3


def test_nothing_to_summarise_ends_with_1(program: Program) -> None:
    result = program("summarise", "-", input="No.\n")
    assert result.exit_code == ExitStatus.FAILED
    assert "nothing to summarise" in result.stderr


@pytest.mark.parametrize("suffix", [".diptych", ".html", ".docx", ".txt"])
def test_save_leaves_a_copy(program: Program, wire: Path, tmp_path: Path, suffix: str) -> None:
    copy = tmp_path / f"copy{suffix}"
    result = program("save", wire, "--to", "fr", "--quality", "fast", "-o", copy)
    assert result.exit_code == 0, result.output
    assert copy.stat().st_size > 100
    assert f"Saved {copy}" in result.stderr


def test_a_saved_project_is_read_again(program: Program, wire: Path, tmp_path: Path) -> None:
    copy = tmp_path / "storm.diptych"
    assert program("save", wire, "-o", copy).exit_code == 0
    assert program.json("read", copy)["text"] == WIRE


def test_a_folder_that_is_not_there_ends_with_1(
    program: Program, wire: Path, tmp_path: Path
) -> None:
    result = program("save", wire, "-o", tmp_path / "nowhere" / "copy.html")
    assert result.exit_code == ExitStatus.FAILED
    assert "was not saved" in result.stderr


def test_packs_lists_the_starters(program: Program) -> None:
    answer = program.json("packs", "list")
    assert list(answer) == ["packs", "skipped", "disk"]
    keys = ("name", "from", "to", "version", "place", "size", "location", "note")
    assert {tuple(pack) for pack in answer["packs"]} == {keys}
    assert {(p["from"], p["to"], p["place"]) for p in answer["packs"]} == {
        ("en", "fr", "starter"),
        ("fr", "en", "starter"),
    }
    assert "translate-en_fr  English to French" in program("packs", "list").stdout


def test_a_pack_is_installed_and_removed(program: Program) -> None:
    starter = Path(program.json("packs", "list")["packs"][0]["location"])
    installed = program.json("packs", "install", starter)
    assert installed["place"] == "installed"
    try:
        places = [p["place"] for p in program.json("packs", "list")["packs"]]
        assert places == ["installed", "starter", "starter"]
    finally:
        removed = program.json("packs", "remove", installed["name"])
    assert removed == installed
    assert not Path(installed["location"]).exists()


def test_a_damaged_pack_is_refused_with_4(program: Program, wire: Path) -> None:
    result = program("packs", "install", wire)
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert "not a whole language pack" in result.stderr


@pytest.mark.parametrize("name", ["translate-en_fr", "translate-xx_yy"])
def test_packs_that_are_not_ours_are_not_removed(program: Program, name: str) -> None:
    result = program("packs", "remove", name)
    assert result.exit_code == ExitStatus.NO_ENGINE
    assert result.stdout == ""


def test_engines_says_what_is_there(program: Program) -> None:
    answer = program.json("engines")
    assert {tuple(e) for e in answer["engines"]} == {("name", "label", "task", "missing", "needs")}
    assert {tuple(m) for m in answer["methods"]} == {("name", "label", "description")}
    missing = {engine["name"]: engine["missing"] for engine in answer["engines"]}
    assert missing["argos"] is None
    assert "--method textrank" in program("engines").stdout
    pairs = {(pair["from"], pair["to"]): pair for pair in answer["pairs"]}
    offers = pairs["en", "fr"]["offers"]
    assert offers[0]["engine"] == "argos"
    assert "BLEU" in offers[0]["caution"]
    assert "Firefox Translations" in {m["engine"] for m in pairs["en", "fr"]["missing"]}


def test_engines_tells_why_nothing_serves_a_pair(program: Program) -> None:
    (pair,) = program.json("engines", "--from", "is", "--to", "cy")["pairs"]
    assert pair["offers"] == []
    assert all(missing["reason"].endswith(".") for missing in pair["missing"])
    told = program("engines", "--from", "is", "--to", "cy").stdout
    assert told.startswith("Icelandic to Welsh\n  - Argos packs: ")


def test_translate_offers_alternatives_and_doubts(program: Program, wire: Path) -> None:
    answer = program.json(
        "translate", wire, "--to", "fr", "--alternatives", "2", "--doubts", "--quality", "fast"
    )
    offers = [segment["alternatives"] for segment in answer["segments"]]
    assert max(map(len, offers)) == 2
    for segment in answer["segments"]:
        assert all(offer["text"] != segment["target"] for offer in segment["alternatives"])
        scores = [offer["score"] for offer in segment["alternatives"]]
        assert scores == sorted(scores, reverse=True)
    told = program("translate", wire, "--to", "fr", "--alternatives", "1").stdout
    assert "\n  = " in told
    assert "\n  ~ " in told


def test_the_glossary_has_its_say(program: Program, tmp_path: Path) -> None:
    article = tmp_path / "ministers.txt"
    article.write_text("The minister met the mayors in Lisbon on Monday.\n", encoding="utf-8")
    program("glossary", "add", "minister", "secrétaire d'État", "--from", "en", "--to", "fr")
    answer = program.json("translate", article, "--from", "en", "--to", "fr")
    assert "secrétaire d'État" in answer["segments"][0]["target"]
    assert "terms:" in answer["signature"]


def test_chat_says_what_is_chosen(program: Program) -> None:
    assert program.json("chat") == {"address": None, "model": None}
    refused = program("chat", "http://192.0.2.1:11434")
    assert refused.exit_code == ExitStatus.NO_ENGINE
    assert program.json("chat", "--off") == {"address": None, "model": None}


def test_open_passes_files_to_the_window(program: Program, wire: Path) -> None:
    assert program("open", wire).exit_code == 0
    assert program.opened[-1] == [wire]


@pytest.mark.parametrize("command", ["read", "detect", "summarise", "open"])
def test_a_missing_file_ends_with_3(program: Program, command: str, tmp_path: Path) -> None:
    result = program(command, tmp_path / "missing.txt")
    assert result.exit_code == ExitStatus.CANNOT_READ
    assert "There is no file" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"PK\x03\x04 cut short"],
    ids=["empty", "bin", "zip"],
)
def test_what_is_no_article_ends_with_3(program: Program, content: bytes) -> None:
    result = program("read", "-", input=content)
    assert result.exit_code == ExitStatus.CANNOT_READ
    assert result.stderr.strip().count("\n") == 1, "a sentence and a remedy"


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("read",),
        ("translate", "x.txt"),
        ("translate", "x.txt", "--to", "fr", "--quality", "superb"),
        ("summarise", "x.txt", "--sentences", "2", "--words", "50"),
        ("summarise", "x.txt", "--sentences", "0"),
        ("summarise", "x.txt", "--method", "guess"),
        ("save", "x.txt"),
        ("save", "x.txt", "-o", "x.pages"),
        ("save", "x.txt", "-o", "x.html", "--as", "xliff-1.2"),
        ("save", "x.txt", "-o", "x.xlf", "--as", "nonsense"),
        ("save", "x.txt", "-o", "x.txt", "--tracked"),
        ("save", "x.txt", "-o", "x.html", "-o", "x.html"),
        ("brief", "x.txt", "--html", "--json"),
        ("packs", "polish"),
    ],
    ids=" ".join,
)
def test_mistakes_in_the_command_end_with_2(program: Program, arguments: tuple[str, ...]) -> None:
    result = program(*arguments)
    assert result.exit_code == ExitStatus.USAGE
    assert result.stdout == ""


def test_the_version_is_said(program: Program) -> None:
    assert program("--version").stdout == f"diptych {VERSION}\n"


def test_the_names_known_before_building_are_those_built() -> None:
    built = [command.name for command in app.registered_commands]
    groups = [group.name for group in app.registered_groups]
    assert sorted(COMMANDS) == sorted(str(name) for name in [*built, *groups])
