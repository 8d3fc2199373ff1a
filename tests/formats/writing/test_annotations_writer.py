"""Notes as W3C Web Annotations: what the model asks for, and selectors that find the words."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.notes import Colour, Note, NoteOn, Reply, anchor
from diptych.core.text import Span
from diptych.formats.writing.annotations import CONTEXT
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.writer import write
from helpers.office_copies import reviewed
from helpers.showcase import showcase

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z")


def _collection(document: Document, **options: Any) -> dict[str, Any]:
    found = json.loads(write(document, "annotations", Copy(**options)))
    assert isinstance(found, dict)
    return found


def _items(document: Document, **options: Any) -> list[dict[str, Any]]:
    items = _collection(document, **options).get("first", {"items": []})["items"]
    assert isinstance(items, list)
    return items


def _broken_rules(found: dict[str, Any]) -> Iterator[str]:
    """The rules that the model states with a MUST, and that a collection of ours breaks."""
    yield from _broken(
        ("the context of the model is named", CONTEXT in found["@context"]),
        ("a collection has its type", found["type"] == "AnnotationCollection"),
        ("a collection has an address", ADDRESS.match(found["id"])),
        ("the total is a number", type(found["total"]) is int),
        ("one that is not empty has a first page", not found["total"] or "first" in found),
    )
    page = found.get("first")
    if page is None:
        return
    names = [item["id"] for item in page["items"]]
    yield from _broken(
        ("a page has its type", page["type"] == "AnnotationPage"),
        ("a page has an address", ADDRESS.match(page["id"])),
        ("a page says of what it is a part", page["partOf"] == found["id"]),
        ("the only page begins at the beginning", page["startIndex"] == 0),
        ("the only page has all the items", len(page["items"]) == found["total"]),
        ("each annotation has an address of its own", len(names) == len(set(names))),
    )
    for item in page["items"]:
        yield from _rules_of_item(item)


def _broken(*rules: tuple[str, object]) -> Iterator[str]:
    return (rule for rule, kept in rules if not kept)


def _rules_of_item(item: dict[str, Any]) -> Iterator[str]:
    moments = [item[name] for name in ("created", "modified") if name in item]
    yield from _broken(
        ("an annotation has its type", item["type"] == "Annotation"),
        ("an annotation has one address", ADDRESS.match(item["id"])),
        ("motivations are those of the vocabulary", item["motivation"] in MOTIVATIONS),
        ("an annotation has a target", "target" in item),
        ("moments are in UTC, and say so with a Z", all(map(MOMENT.match, moments))),
    )
    for body in item.get("body", ()):
        yield from _broken(
            ("a textual body has its type", body["type"] == "TextualBody"),
            ("a textual body has one value", isinstance(body["value"], str)),
            ("purposes are those of the vocabulary", body["purpose"] in MOTIVATIONS),
        )
    target = item["target"]
    if isinstance(target, str):
        yield from _broken(("a target that is a string is an address", ADDRESS.match(target)))
        return
    css = item.get("stylesheet", {"value": ""})["value"]
    yield from _broken(
        ("a specific resource has its type", target["type"] == "SpecificResource"),
        ("a specific resource has one source", ADDRESS.match(target["source"]["id"])),
        ("classes are in the style sheet", f".{target.get('styleClass', '')} " in f"{css}. "),
    )
    for selector in target.get("selector", ()):
        yield from _rules_of_selector(selector)


def _rules_of_selector(selector: dict[str, Any]) -> Iterator[str]:
    if selector["type"] == "TextQuoteSelector":
        if not isinstance(selector["exact"], str) or not selector["exact"]:
            yield "a quotation has exactly one exact text"
        if not all(isinstance(selector[name], str) for name in ("prefix", "suffix")):
            yield "what is around a quotation is text"
    elif selector["type"] == "TextPositionSelector":
        if not 0 <= selector["start"] <= selector["end"]:
            yield "positions are numbers from 0, the end after the start"
    else:
        yield "selectors are of a kind that we know"


@pytest.mark.parametrize("document", [showcase(), reviewed()], ids=["plain", "reviewed"])
@pytest.mark.parametrize("made", ["", "2026-02-03T05:05:06+01:00"])
def test_the_rules_of_the_model_are_kept(document: Document, made: str) -> None:
    found = _collection(document, made=made)
    assert list(_broken_rules(found)) == []
    assert found.get("generated", "") == ("2026-02-03T04:05:06Z" if made else "")


def test_the_rules_are_rules() -> None:
    found = _collection(reviewed())
    item = next(i for i in found["first"]["items"] if "stylesheet" in i)
    item["created"] = "2026-01-01T00:00:00+01:00"
    item["motivation"] = "noting"
    item["target"]["selector"][0]["exact"] = ""
    found["total"] += 1
    assert len(list(_broken_rules(found))) == 4


def test_notes_say_what_they_are_there_for() -> None:
    items = _items(reviewed())
    by_words = {item["body"][0]["value"]: item for item in items if "body" in item}
    asked = by_words["Who <is> she?\nAsk."]
    assert asked["motivation"] == "commenting"
    assert asked["creator"] == {"type": "Person", "name": "Ann Bee"}
    assert asked["created"] == "2026-01-02T03:04:05Z"
    assert asked["diptych:resolved"] is True
    assert [body["purpose"] for body in asked["body"]] == ["commenting", "tagging"]
    assert asked["body"][1]["value"] == "Ask"
    assert asked["target"]["styleClass"] == "green"
    bare = next(item for item in items if "body" not in item)
    assert bare["motivation"] == "highlighting"
    assert by_words["Overlaps"]["diptych:resolved"] is False


def test_replies_answer_the_note_itself() -> None:
    items = _items(reviewed())
    asked = next(i for i in items if i.get("body", [{}])[0].get("value", "").startswith("Who"))
    replies = [item for item in items if item["motivation"] == "replying"]
    assert [reply["target"] for reply in replies] == [asked["id"], asked["id"]]
    assert [reply["body"][0]["value"] for reply in replies] == ["Yes, she is.\nSure.", "Thanks"]
    assert replies[0]["creator"]["name"] == "Cy Dee"
    assert replies[0]["created"] == "2026-01-02T05:04:05Z"


def test_the_source_names_the_text_and_its_language() -> None:
    document = reviewed()
    sources = {}
    for item in _items(document):
        if not isinstance(item["target"], str):
            source = item["target"]["source"]
            sources[source["diptych:version"]] = source
    assert set(sources) == {"source", "edited-v-fr", "v-ar"}
    for name, source in sources.items():
        version = document.version(name)
        digest = hashlib.sha256(version.text.value.encode()).digest()
        text = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert source["id"] == f"ni:///sha-256;{text}"
        assert source["language"] == version.text.language
        assert source["textDirection"] == ("rtl" if name == "v-ar" else "ltr")


def test_orphans_keep_their_quotation_and_have_no_position() -> None:
    (orphan,) = [item for item in _items(reviewed()) if item.get("diptych:orphan")]
    (selector,) = orphan["target"]["selector"]
    assert selector["type"] == "TextQuoteSelector"
    assert selector["exact"] == "Paree"


def test_notes_on_the_whole_have_no_selector() -> None:
    whole = [item for item in _items(reviewed()) if "diptych:on" in item]
    selectors = [(item["diptych:on"], "selector" in item["target"]) for item in whole]
    assert selectors == [("article", False), ("summary", False), ("summary", True)]


def test_only_what_was_chosen_goes_along() -> None:
    document = reviewed()
    names = {
        item["target"]["source"]["diptych:version"]
        for item in _items(document, versions=["v-ar"], source=False)
        if "diptych:on" not in item and not isinstance(item["target"], str)
    }
    assert names == {"v-ar"}
    assert _collection(document, notes=False)["total"] == 0
    assert list(_broken_rules(_collection(document, notes=False))) == []


def test_addresses_are_the_same_each_time_and_others_in_other_articles() -> None:
    document = reviewed()
    ids = [item["id"] for item in _items(document)]
    assert ids == [item["id"] for item in _items(document)]
    source = replace(document.article.source, sha256="cd" * 32)
    other = replace(document, article=replace(document.article, source=source))
    assert set(ids).isdisjoint(item["id"] for item in _items(other))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(TEXT, st.data())
def test_selectors_find_the_words_again(value: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(value) - 1))
    span = Span(begin, data.draw(st.integers(begin + 1, len(value))))
    document = showcase()
    quote, prefix, suffix = anchor(value, span)
    source = replace(document.source, text=replace(document.source.text, value=value), segments=())
    note = Note("n", "source", span, quote, prefix, suffix, "", "", "", Colour.BLUE)
    found = replace(document, versions=(source,), notes=(note,), summary=None)
    (item,) = _items(found)
    by_quote, by_place = item["target"]["selector"]
    assert value[by_place["start"] : by_place["end"]] == note.quote
    around = by_quote["prefix"] + by_quote["exact"] + by_quote["suffix"]
    places = [m.start() for m in re.finditer(f"(?={re.escape(around)})", value)]
    assert begin - len(by_quote["prefix"]) in places


@given(
    st.text(max_size=30),
    st.text(max_size=30),
    st.sampled_from(NoteOn),
    st.booleans(),
    st.text(max_size=30),
)
def test_whatever_people_write_the_rules_are_kept(
    body: str, author: str, on: NoteOn, resolved: bool, when: str
) -> None:
    document = showcase()
    note = replace(
        document.notes[0],
        body=body,
        author=author,
        on=on,
        resolved=resolved,
        changed=when,
        replies=(Reply(body, body, author, when),),
    )
    found = _collection(replace(document, notes=(note,)))
    assert list(_broken_rules(found)) == []
    assert found["total"] == 2
