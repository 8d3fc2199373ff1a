"""Strings of programs in JSON: every text by the path of its key, with translations beside."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.core.text import canonicalise
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.units.json_strings import DEEPEST, read


def opened(value: Any, name: str = "strings.json") -> Reading:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return read(Given(text.encode("utf-8", "surrogatepass"), name, FileKind.JSON_STRINGS))


def rows(reading: Reading) -> list[tuple[str | None, str, str | None]]:
    targets = {block: t.words for rendering in reading.renderings for block, t in rendering.targets}
    return [
        (block.unit, block.span.of(reading.value), targets.get(block.id))
        for block in reading.blocks
    ]


def test_nested_strings_by_the_paths_of_their_keys() -> None:
    reading = opened(
        {
            "menu": {"open": "Open", "recent": ["One", {"two": "Two"}, ["Three"]]},
            "empty": "",
            "count": 3,
            "yes": True,
            "none": None,
            "title": "Harbour\nmaster",
        },
        "messages_fr.json",
    )
    assert rows(reading) == [
        ("menu.open", "Open", None),
        ("menu.recent[0]", "One", None),
        ("menu.recent[1].two", "Two", None),
        ("menu.recent[2][0]", "Three", None),
        ("title", "Harbour\nmaster", None),
    ]
    assert (reading.metadata.language, reading.renderings, reading.encoding) == ("fr", (), "utf-8")
    assert reading.warnings == ("3 values that are no text are not shown.",)
    assert all(block.whole for block in reading.blocks)


def test_keys_that_are_sentences_are_the_source() -> None:
    reading = opened(
        {
            "app": {"Save the file": "Enregistrer le fichier", "Cancel": "Annuler", "Go on": ""},
            "As it is, here": "As it is, here",
            "name": {"short": "Port"},
        },
        "fr.json",
    )
    assert rows(reading) == [
        ("app.Save the file", "Save the file", "Enregistrer le fichier"),
        ("app.Cancel", "Cancel", "Annuler"),
        ("app.Go on", "Go on", None),
        ("As it is, here", "As it is, here", None),
        ("name.short", "Port", None),
    ]
    assert (reading.metadata.language, reading.renderings[0].language) == (None, "fr")


@pytest.mark.parametrize(
    ("source", "target"),
    [("source", "target"), ("original", "translation"), ("msgid", "msgstr"), ("src", "tgt")],
)
def test_objects_with_a_text_and_its_translation(source: str, target: str) -> None:
    reading = opened(
        {
            "sourceLanguage": "en-GB",
            "target_lang": "de",
            "segments": [
                {"id": "a1", source: "Open", target: "Öffnen", "score": 0.7, "speaker": "Ann"},
                {source: "Close", target: None},
                {source: "Only a source"},
            ],
        }
    )
    assert rows(reading) == [
        ("segments[0]", "Open", "Öffnen"),
        ("segments[1]", "Close", None),
        (f"segments[2].{source}", "Only a source", None),
    ]
    assert (reading.metadata.language, reading.renderings[0].language) == ("en", "de")
    assert "3 descriptions and other values beside texts are not shown." in reading.warnings


def test_strings_that_are_called_source_and_target_are_no_pair() -> None:
    reading = opened({"source": "Source", "target": "Target", "save": "Save"})
    assert [row[0] for row in rows(reading)] == ["source", "target", "save"]
    assert reading.renderings == ()


def test_messages_of_a_browser_extension() -> None:
    reading = opened(
        {
            "name": {"message": "Harbour", "description": "The name of the program"},
            "hello": {"message": "Hello $who$", "placeholders": {"who": {"content": "$1"}}},
            "other": {"message": "Sent", "sender": "Ann"},
        }
    )
    assert rows(reading) == [
        ("name", "Harbour", None),
        ("hello", "Hello $who$", None),
        ("other.message", "Sent", None),
        ("other.sender", "Ann", None),
    ]
    assert reading.warnings == ("2 descriptions and other values beside texts are not shown.",)


def test_application_resource_bundles() -> None:
    reading = opened(
        {"@@locale": "pt_BR", "@@author": "Ann", "title": "Porto", "@title": {"description": "x"}},
        "app.arb",
    )
    assert rows(reading) == [("title", "Porto", None)]
    assert reading.metadata.language == "pt-BR"
    assert reading.warnings == ("1 description or other value beside a text is not shown.",)


def test_a_list_of_strings_and_a_string_alone() -> None:
    assert rows(opened(["One", "Two"])) == [("[0]", "One", None), ("[1]", "Two", None)]
    assert rows(opened('"One"')) == [("", "One", None)]


def test_keys_that_stand_twice_are_both_shown() -> None:
    reading = opened('{"a": "One", "a": "Two", "b": {"c": 1, "c": 2}}')
    assert rows(reading) == [("a", "One", None), ("a", "Two", None)]
    assert "2 keys stand twice in their objects." in reading.warnings


def test_odd_numbers_and_characters() -> None:
    reading = opened(f'{{"a": NaN, "b": -Infinity, "c": {"9" * 9000}, "d": "x\\ud800y\\u0000"}}')
    assert rows(reading) == [("d", "x\ufffdy", None)]
    assert reading.warnings[0] == "3 values that are no text are not shown."
    assert rows(opened("\ufeff" + '{"a": "One"}')) == [("a", "One", None)]


def test_depth_has_an_end() -> None:
    depth = DEEPEST + 5
    text = '{"a": ' * depth + '"deep"' + "}" * depth
    reading = opened(f'{{"first": "One", "second": {text}}}')
    assert rows(reading) == [("first", "One", None)]
    assert f"1 value more than {DEEPEST} levels deep is not shown." in reading.warnings
    with pytest.raises(CannotReadError, match="deeper"):
        opened("[" * 100_000 + "]" * 100_000)


def test_long_keys_take_no_time() -> None:
    began = time.process_time()
    reading = opened({"k" * 1_000_000: {f"n{n}": f"word {n}" for n in range(5_000)}})
    assert len(reading.blocks) == 5_000
    assert max(len(block.unit or "") for block in reading.blocks) <= 201
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{}", "no strings"),
        ("[1, 2, null]", "no strings"),
        ('{"a": " "}', "no strings"),
        ('{"a": "One",\n"b" "Two"}', "damaged at line 2"),
        ('{"a": "One', "damaged at line 1"),
        ("", "damaged at line 1"),
    ],
)
def test_what_has_no_strings_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(CannotReadError, match=sentence) as caught:
        opened(text)
    assert caught.value.remedy


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet="ab c.\n", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(alphabet="ab.[@", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return [t for key, item in value.items() if not key.startswith("@") for t in texts(item)]
    return []


@given(VALUES)
def test_every_string_is_shown_once_and_in_order(value: Any) -> None:
    wanted = [canonicalise(text).strip() for text in texts(value)]
    if not wanted:
        with pytest.raises(CannotReadError):
            opened([value])
    else:
        assert [row[1] for row in rows(opened([value]))] == wanted
