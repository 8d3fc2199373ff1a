"""What we write is what the schemas say, and what the schemas refuse we do not read."""

from __future__ import annotations

import json
import random
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from diptych.core.article import BlockKind
from diptych.core.detection import Certainty
from diptych.core.document import Document
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.notes import Colour, NoteOn
from diptych.core.versions import SegmentState, VersionKind
from diptych.workspace import opening, project
from diptych.workspace.opening import Choices
from diptych.workspace.project_json import written
from helpers.made_files import MadeFile, made_files
from helpers.project_parts import PARTS, packed, parts_of, unpacked
from helpers.showcase import showcase

SCHEMAS = {
    part: json.loads(
        (files("diptych.resources") / "schema" / part.replace(".json", ".schema.json")).read_text(
            encoding="utf-8"
        )
    )
    for part in PARTS
}


def _faults(document: Document) -> list[str]:
    return [
        f"{part}: {error.json_path}: {error.message}"
        for part, raw in parts_of(document).items()
        for error in Draft202012Validator(SCHEMAS[part]).iter_errors(raw)
    ]


@pytest.mark.parametrize("part", PARTS)
def test_the_schemas_are_schemas(part: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[part])
    assert SCHEMAS[part]["$schema"].endswith("2020-12/schema")


def test_a_document_with_everything_is_valid() -> None:
    assert _faults(showcase()) == []


@pytest.mark.parametrize("made", made_files(), ids=lambda made: made.name)
def test_whatever_is_opened_is_valid(made: MadeFile) -> None:
    try:
        document = opening.open_bytes(made.data, made.name)
    except SeveralArticlesError as error:
        document = opening.open_bytes(made.data, made.name, Choices(item=error.items[0].id))
    assert _faults(document) == []


def _enums(schema: Any) -> set[frozenset[str]]:
    found: set[frozenset[str]] = set()
    if isinstance(schema, dict):
        if "enum" in schema:
            found.add(frozenset(schema["enum"]))
        for value in schema.values():
            found |= _enums(value)
    elif isinstance(schema, list):
        for value in schema:
            found |= _enums(value)
    return found


def test_the_words_in_the_schemas_are_those_of_the_model() -> None:
    kinds = (BlockKind, Certainty, Colour, NoteOn, SegmentState, VersionKind)
    ours = {frozenset(map(str, kind)) for kind in kinds}
    assert set().union(*(_enums(schema) for schema in SCHEMAS.values())) == ours


@pytest.mark.parametrize("part", PARTS)
def test_a_schema_names_every_key_we_write(part: str) -> None:
    """A key that is written and not described would be found here."""
    closed = _closed(SCHEMAS[part])
    assert list(Draft202012Validator(closed).iter_errors(parts_of(showcase())[part])) == []


def _closed(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: _closed(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        closed["additionalProperties"] = False
    return closed


@given(st.integers(0, 10**9))
def test_random_damage_is_refused_or_loads_soundly(seed: int) -> None:
    """Bits are flipped, bytes cut out or put in; what still opens can be saved and opened again."""
    dice = random.Random(seed)
    data = bytearray(project.to_bytes(showcase()))
    for _ in range(dice.randint(1, 4)):
        place, kind = dice.randrange(len(data)), dice.randrange(4)
        if kind == 0:
            data[place] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del data[place : place + dice.randint(1, 400)]
        elif kind == 2:
            data[place:place] = dice.randbytes(dice.randint(1, 40))
        else:
            del data[place:]
        if not data:
            break
    _sound_or_refused(bytes(data))


@given(st.integers(0, 10**9))
def test_random_damage_inside_a_part_is_refused_or_loads_soundly(seed: int) -> None:
    """Here the zip is whole and its sums are right: only the JSON is other."""
    dice = random.Random(seed)
    members = unpacked(project.to_bytes(showcase()))
    part = dice.choice(PARTS)
    raw = bytearray(members[part])
    for _ in range(dice.randint(1, 3)):
        raw[dice.randrange(len(raw))] = dice.choice(b'0123456789{}[],:"nulltrue -\xc3')
    _sound_or_refused(packed({**members, part: bytes(raw)}))


def _sound_or_refused(data: bytes) -> None:
    try:
        document = project.from_bytes(data, "x.diptych")
    except CannotReadError as error:
        told = (error.sentence, error.remedy)
        assert "x.diptych" in told[0]
        assert told[1]
        return
    for version in document.versions:
        assert all(version.text_of(segment) is not None for segment in version.segments)
    assert project.from_bytes(project.to_bytes(document), "x") == document


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_json_is_written_as_the_library_would_read_it(value: Any) -> None:
    text = written(value)
    assert json.loads(text) == value
    again = json.loads(text, object_pairs_hook=lambda pairs: dict(sorted(pairs, reverse=True)))
    assert written(again) == text
