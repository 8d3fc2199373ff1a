"""Markdown says the same when it is read again, whatever signs are in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diptych.core.article import TITLES, Block, BlockKind
from diptych.core.document import Document
from diptych.core.sentences import unwrap
from diptych.core.text import Span, canonicalise
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.markup.markdown import read
from diptych.formats.reading.reader import Understood, article_of
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.markdown import escaped
from diptych.formats.writing.writer import write
from diptych.workspace.segmenting import begin
from helpers.articles import article
from helpers.office_copies import reviewed

EDITED = "edited-v-fr"
SAID = "« Tout va bien », dit-elle."
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"[ \t\n]+")
_ENDS = re.compile(r"\s*\n\s*")
SIGNS = st.text(
    st.sampled_from("ab 1.)(-+=*_`~#>[]!|\\<&;:$^{}\n\t/éب桥😀\u00a0\u202f") | st.characters(),
    max_size=40,
)


def _markdown(document: Document, **options: Any) -> str:
    return write(document, ".md", Copy(**options)).decode()


def _unescaped(words: str) -> str:
    return " ".join(_ESCAPE.sub(r"\1", words).split())


def _told(text: str) -> list[tuple[bool, str]]:
    """The words that our own reader finds, but for what it takes for code; and which are titles."""
    reading = read(Given(text.encode(), "copy.md", FileKind.MARKDOWN))
    return [
        (block.kind in TITLES, _unescaped(block.told.of(reading.value)))
        for block in reading.blocks
        if block.kind is not BlockKind.CODE
    ]


def _paragraphs(texts: Sequence[str]) -> Document:
    """An article of these paragraphs, the second of which is a heading."""
    value = canonicalise("\n\n".join(texts))
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.PARAGRAPH)
    place = 0
    blocks = []
    for number, words in enumerate(texts):
        span = Span(place, place + len(words)).stripped(value)
        blocks.append(Block(f"b{number}", kinds[number], span))
        place += len(words) + 2
    whole = article("x", kinds=(BlockKind.PARAGRAPH,), language="en")
    return begin(replace(whole, text=replace(whole.text, value=value), blocks=tuple(blocks)))


@given(SIGNS)
@example("1. a")
@example("a\\")
@example("&amp; &#60;")
@example("- a\n    b")
@example("***")
@example("[a]: b")
@example(":-- | --:")
@example("| a |")
def test_words_are_shown_as_they_are(words: str) -> None:
    line = _BLANKS.sub(" ", canonicalise(words)).strip(" ")
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escaped(line))
    if not line:
        assert shown == []
        return
    assert [token.type for token in shown] == ["paragraph_open", "inline", "paragraph_close"]
    children = shown[1].children or []
    told = "".join(child.content for child in children if child.type.startswith("text"))
    assert told.strip() == line.strip()  # the parser takes every blank at the ends
    assert {child.type for child in children} <= {"text", "text_special"}


@given(st.lists(SIGNS.map(canonicalise), min_size=4, max_size=4))
@example(["a", "Setext\n===", "# b #", "> c\n> d"])
def test_our_own_reader_finds_the_same_blocks(texts: list[str]) -> None:
    # Each begins in its own way: what is said twice would be told as a repetition.
    texts = [f"W{n}x" + _ENDS.sub("\n", words) for n, words in enumerate(texts)]
    document = _paragraphs(texts)
    value = document.source.text.value
    expected = [
        (block.kind in TITLES, " ".join(unwrap(block.span.of(value)).split()))
        for block in document.article.blocks
    ]
    assert _told(_markdown(document)) == expected


def test_the_source_is_quoted_above_its_translation() -> None:
    text = _markdown(reviewed(), versions=[EDITED], notes=False)
    parts = text.split("\n\n")
    place = parts.index("## Text")
    assert parts[place + 1 :] == [
        "## Un pont s’ouvre & reste",
        "> PARIS, Monday",
        "PARIS, lundi",
        "> The mayor opened the bridge. Nobody fell 😀 in. “All well”, she said.",
        "La maire a ouvert le pont. Personne n’est tombé 😀 dedans. « Tout va bien », dit-elle.",
        r"> A bridge \<opens\> & stays",
        "Un pont s’ouvre & reste",
        "> NEXT NEWS\n",
    ]
    assert parts[0] == r"# A bridge \<opens\> & stays"


def test_the_summary_is_a_list() -> None:
    text = _markdown(reviewed(), versions=[EDITED], notes=False)
    assert "## Summary\n\n- The mayor opened the bridge.\\\n  La maire a ouvert le pont." in text
    alone = _markdown(reviewed(), versions=[EDITED], notes=False, source=False)
    assert "## Summary\n\n- La maire a ouvert le pont.\n" in alone


def test_the_translation_alone_has_its_own_title() -> None:
    text = _markdown(reviewed(), versions=[EDITED], notes=False, source=False)
    assert text.startswith("# Un pont s’ouvre & reste\n")
    assert "mayor" not in text
    french = ("La maire a ouvert le pont.", "Personne n’est tombé 😀 dedans.", SAID)
    assert _told(text)[-3:] == [
        (False, "PARIS, lundi"),
        (False, " ".join(french)),
        (False, "Un pont s’ouvre & reste"),
    ]


def test_every_note_is_a_footnote_with_all_that_is_known_of_it() -> None:
    text = _markdown(reviewed(), versions=[EDITED], cautions=["Only *gist*."])
    notes = dict(
        re.findall(r"^\[\^(\d+)\]: (.*?)(?=^\[\^|^## |\Z)", text, re.DOTALL | re.MULTILINE)
    )
    body = text[: text.index("\n[^1]:")]
    assert sorted(notes, key=int) == sorted(set(re.findall(r"\[\^(\d+)\]", body)), key=int)
    asked = next(note for note in notes.values() if "Who" in note)
    assert asked.startswith("“mayor opened”: Who \\<is\\> she?\\\n    Ask.\n\n    *Ann Bee; ")
    assert "green mark: Ask; resolved*" in asked
    assert "    - Yes, she is.\\\n      Sure.\\\n      *Cy Dee; 2 January 2026, 05:04 UTC*" in asked
    assert "mayor opened[^" in body
    assert r"**Only \*gist\*.**" in body
    assert "Colours of notes: green: Ask; orange: Check" in body


def test_orphans_are_listed_since_nothing_refers_to_them() -> None:
    text = _markdown(reviewed(), versions=[EDITED])
    lost = text[text.index("## Notes whose words are gone\n\n") :].split("\n\n", 1)[1]
    assert lost.startswith("- “Paree”: Lost\n\n  *Ann Bee; ")


def test_an_article_that_is_markdown_stays_as_it_is() -> None:
    source = "---\ntitle: A\n---\n# A *bridge*\n\n- one `x`\n- two\n\n| a |\n|---|\n| c |"
    given_ = Given(source.encode(), "a.md", FileKind.MARKDOWN)
    document = begin(article_of(given_, Understood(FileKind.MARKDOWN, read(given_))))
    assert _markdown(document) == f"{source}\n"


def test_lines_that_count_stay_lines() -> None:
    document = _paragraphs(["T", "one\ntwo * three", "H", "end"])
    blocks = tuple(replace(b, whole=b.id == "b1") for b in document.article.blocks)
    text = _markdown(begin(replace(document.article, blocks=blocks)))
    assert "one\\\ntwo \\* three" in text
