"""What is kept between runs; a broken part costs that part only."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.workspace import session, settings
from diptych.workspace.segmenting import begin
from helpers.articles import article


def test_settings_there_and_back(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = settings.Settings(theme="dark", zoom=150).with_recent("/a").with_recent("/b")
    path.write_bytes(settings.to_bytes(chosen))
    assert settings.load(path) == chosen
    assert chosen.with_recent("/a").recent == ("/a", "/b")


@pytest.mark.parametrize(
    "raw", ["", "[]", "{", "null", '{"zoom": 9999, "theme": "pink", "method": "gone"}']
)
def test_broken_settings_are_the_defaults(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(raw)
    assert settings.load(path) == settings.Settings()


def test_one_broken_value_costs_that_value(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"zoom": "big", "theme": "dark", "recent": ["/a", 3], "unknown": 1}')
    assert settings.load(path) == settings.Settings(theme="dark", recent=("/a",))


def test_a_session_there_and_back(tmp_path: Path) -> None:
    documents = {key: begin(article(f"Headline {key}\n\nSome words.")) for key in ("a1", "b2")}
    for key, document in documents.items():
        session.store_document(tmp_path, key, document)
    entries = (session.Entry("a1"), session.Entry("b2", "/x.diptych", "ab", modified=True))
    session.store_index(tmp_path, session.Session(entries, "b2"))
    restored = session.restore(tmp_path)
    assert restored.session.current == "b2"
    assert {entry.key: document for entry, document in restored.documents} == documents
    assert [e for e, _ in restored.documents] == list(entries)
    session.store_index(tmp_path, session.Session(entries[:1], "a1"))
    assert not (tmp_path / "b2.diptych").exists()


def test_one_damaged_article_costs_that_article_and_is_kept(tmp_path: Path) -> None:
    session.store_document(tmp_path, "a1", begin(article("One\n\nSome words.")))
    (tmp_path / "b2.diptych").write_bytes(b"nonsense")
    entries = (session.Entry("a1"), session.Entry("b2"))
    session.store_index(tmp_path, session.Session(entries, "a1"))
    restored = session.restore(tmp_path)
    assert [entry.key for entry, _ in restored.documents] == ["a1"]
    assert "could not be restored" in restored.problems[0]
    assert (tmp_path / "b2.unreadable").read_bytes() == b"nonsense"


@pytest.mark.parametrize("raw", ["{", "[]", '{"entries": [{"key": "../evil"}]}'])
def test_a_damaged_list_is_told(tmp_path: Path, raw: str) -> None:
    (tmp_path / "session.json").write_text(raw)
    assert session.restore(tmp_path).problems
    assert session.restore(tmp_path / "none").problems == ()
