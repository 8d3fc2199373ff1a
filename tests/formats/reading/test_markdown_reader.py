"""Markdown: blocks by its syntax, marks outside of the sentences, and sources made to do harm."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as examples
from hypothesis import strategies as st

from diptych.core.article import Article, BlockKind
from diptych.core.errors import CannotReadError
from diptych.core.progress import Context
from diptych.core.sentences import unwrap
from diptych.core.versions import Translated, assemble
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import read
from diptych.workspace import project
from diptych.workspace.segmenting import begin
from diptych.workspace.translating import translate
from helpers.soundness import read_or_refused
from helpers.translators import Engine

Told = tuple[BlockKind, str]


def told(source: str) -> list[Told]:
    """The kinds of all blocks and their words, without the marks around them."""
    article = read(source.encode(), "a.md")
    assert article.text.value == source
    assert article.source.format == FileKind.MARKDOWN
    return [(block.kind, block.told.of(source)) for block in article.blocks]


def sentences(article: Article) -> list[str]:
    source = begin(article).source
    return [source.text_of(segment) for segment in source.segments]


def p(words: str) -> Told:
    return BlockKind.PARAGRAPH, words


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Le pont #\n\nUn mot.\n\n## Rives\n",
         [(BlockKind.HEADLINE, "Le pont"), p("Un mot."), (BlockKind.HEADING, "Rives")]),
        ("Le pont\nde Valmère\n===\nUn mot.\n\nRives\n---\n",
         [(BlockKind.HEADLINE, "Le pont\nde Valmère"), p("Un mot."), (BlockKind.HEADING, "Rives")]),
        ("Bref\n\n# Le pont\n", [p("Bref"), (BlockKind.HEADLINE, "Le pont")]),
        ("## Le pont\n\nUn mot.\n\n## Rives\n",
         [(BlockKind.HEADLINE, "Le pont"), p("Un mot."), (BlockKind.HEADING, "Rives")]),
        ("- un\n  encore\n- deux\n  1. trois\n\n     quatre\n",
         [p("un\n  encore"), p("deux"), p("trois"), p("quatre")]),
        ("> un\n> deux\n>\n>> trois\nquatre\n", [p("un\n> deux"), p("trois\nquatre")]),
        ("| A | B \\| b |\n|---|---|\n| un |  |\n| deux | trois |\n\nfin\n",
         [p("A"), p("B \\| b"), p("un"), p("deux"), p("trois"), p("fin")]),
        ("Un vers.  \nUn autre.\\\nLe dernier.\n",
         [p("Un vers."), p("Un autre."), p("Le dernier.")]),
        ("Dit-il.\n\n```py\nprint(1)\n```\n\n    x = 2\n\n<div>\n<b>x</b>\n</div>\n",
         [p("Dit-il."), (BlockKind.CODE, "```py\nprint(1)\n```"), (BlockKind.CODE, "x = 2"),
          (BlockKind.CODE, "<div>\n<b>x</b>\n</div>")]),
        ("Dit-il.\n\n***\n\nPuis.\n", [p("Dit-il."), (BlockKind.FURNITURE, "***"), p("Puis.")]),
        ("Dit-il.\n\n[a]: http://a.example 'x'\n[b]: <b>\nVoir là.\n",
         [p("Dit-il."), (BlockKind.CODE, "[a]: http://a.example 'x'"), (BlockKind.CODE, "[b]: <b>"),
          p("Voir là.")]),
        (">" * 40 + " au fond\n", [p("au fond")]),
    ],
    ids=["headings", "underlined", "late", "second level", "lists", "quotations", "table",
         "broken lines", "code", "rule", "definitions", "deep"],
)  # fmt: skip
def test_blocks_by_syntax(source: str, blocks: list[Told]) -> None:
    assert told(source) == blocks


def test_marks_stand_in_no_sentence() -> None:
    source = (
        "# Le pont\n\n- Il est **ouvert**. Enfin !\n- Il est [là](https://a.example/p).\n\n"
        "> Il dit\n> oui.\n\n| Un | Deux |\n|----|------|\n| trois | quatre |\n\n1) Fin.\n"
    )
    article = read(source.encode(), "a.md")
    assert sentences(article) == [
        "Le pont", "Il est **ouvert**.", "Enfin !", "Il est [là](https://a.example/p).",
        "Il dit\n> oui.", "Un", "Deux", "trois", "quatre", "Fin.",
    ]  # fmt: skip
    document = begin(article)
    shouted = {
        segment.id: Translated(unwrap(document.source.text_of(segment)).upper())
        for segment in document.source.segments
    }
    assert assemble(document.source, shouted)[0] == (
        "# LE PONT\n\n- IL EST **OUVERT**. ENFIN !\n- IL EST [LÀ](HTTPS://A.EXAMPLE/P).\n\n"
        "> IL DIT OUI.\n\n| UN | DEUX |\n|----|------|\n| TROIS | QUATRE |\n\n1) FIN.\n"
    )


def test_code_is_copied_and_never_translated() -> None:
    code = "```\nfor word in words:\n    print(word)\n```"
    document = begin(read(f"Read this.\n\n{code}\n\nAnd that.\n".encode(), "a.md"))
    engine = Engine(str.upper)
    version = translate(document, engine, "balanced", Context())
    assert engine.asked == ["Read this.", "And that."]
    assert version.text.value == f"READ THIS.\n\n{code}\n\nAND THAT.\n"


def test_places_of_words_are_saved_with_a_project() -> None:
    document = begin(read(b"# A bridge\n\n- One.\n- Two.\n", "a.md"))
    again = project.from_bytes(project.to_bytes(document), "a.diptych")
    assert again.article.blocks == document.article.blocks
    assert again.article.headline == "A bridge"


def test_quotations_over_several_lines_are_joined_without_their_marks() -> None:
    assert unwrap("He said\n> that it\n> > was open.") == "He said that it was open."
    assert unwrap("3 > 2, or 2\n< 3") == "3 > 2, or 2 < 3"


FRONT = """---
title: "Le pont: ouvert"   # of the page
author: Odile Marchand
authors:
  - L. Ferry
date: 2026-11-24
lang: fr-CA
tags: [pont, 'fleuve']
keywords: eau
nested:
  deep: no
slug: pont
---
"""


def test_front_matter_says_what_the_text_is() -> None:
    article = read(f"{FRONT}# Autre titre\n\nUn mot.\n".encode(), "a.md")
    about = article.metadata
    assert (about.title, about.author) == ("Le pont: ouvert", "Odile Marchand, L. Ferry")
    assert (about.date, about.language, about.slug) == ("2026-11-24", "fr", "pont")
    assert about.keywords == ("eau", "pont", "fleuve")
    assert article.blocks[0].kind is BlockKind.CODE
    assert article.blocks[0].span.of(article.text.value) == FRONT.strip()
    assert article.headline == "Autre titre"


@pytest.mark.parametrize(
    "source", ["---\nA line\n---\n\nWords.\n", "---\nkey: word\n", "Words\n---\nkey: word\n---\n"]
)
def test_what_is_no_front_matter(source: str) -> None:
    assert read(source.encode(), "a.md").blocks[0].kind is not BlockKind.CODE


def test_the_title_is_the_headline_without_marks() -> None:
    article = read(b"# The *new* [bridge](a.md) `x`\n\nWords.\n", "a.md")
    assert article.metadata.title == "The new bridge x"


def test_encodings_of_markdown_can_be_chosen() -> None:
    article = read("# Le pont rouvré\n\nDéjà vu.\n".encode("cp1252"), "a.md", encoding="cp1252")
    assert article.source.encoding == "cp1252"
    assert article.headline == "Le pont rouvré"


@pytest.mark.parametrize(
    "source",
    [
        ">" * 50_000 + " x", "- " * 50_000 + "x", "[a]: b\n" * 50_000, "[a]: b \"\n" * 50_000,
        "[" * 100_000, "|a" * 50_000 + "\n" + "|-" * 50_000, "|a|\n|-|\n" + "|x" * 100_000,
        "a\n" * 100_000, "> a\n" * 50_000, "- a\n" * 50_000, "    a\n\n" * 50_000, "```\n" * 50_001,
        "<div>\n" * 50_000, "# " * 50_000, "---\n" * 50_000, "word " * 500_000, "a  \n" * 50_000,
        "1. " * 30_000 + "x", "*" * 100_000 + "a", "`" * 100_000, "\t" * 50_000 + "x",
        "---\n" + "a: [" * 50_000, "> " * 20 + "\n" + ("> " * 20 + "a\n") * 2_000,
    ],
    ids=range(23),
)  # fmt: skip
@pytest.mark.timeout(20)
def test_no_markdown_takes_long(source: str) -> None:
    read_or_refused(Given(source.encode(), "a.md"))


_PARTS = st.sampled_from(
    ["# ", "## x", "- ", "1. ", "> ", "a b.", "\n", "\n\n", "  ", "```", "~~~\n", "|", "|-|-|",
     "    ", "\t", "***", "---", "===", "[x]: y", "<p>", "\\", "`c`", "é", "\u2028", "\ufeff",
     "# #", "key: v"]
)  # fmt: skip


@settings(max_examples=300)
@examples(st.lists(_PARTS, max_size=30))
def test_any_markdown_soup(parts: list[str]) -> None:
    found = read_or_refused(Given("".join(parts).encode(), "a.md"))
    for block in () if isinstance(found, CannotReadError) else found.reading.blocks:
        assert block.span.start <= block.told.start < block.told.end <= block.span.end


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@examples(st.integers(0, len(FRONT) + 60), st.integers(1, 255), st.booleans())
def test_one_changed_byte_of_markdown(place: int, by: int, cut: bool) -> None:
    data = bytearray(
        f"{FRONT}# Un\n\n- deux\n- trois\n\n> quatre\n\n|a|b|\n|-|-|\n|c|d|\n".encode()
    )
    data[place % len(data)] ^= by
    found = read_or_refused(Given(bytes(data[: place + 1] if cut else data), "a.md"))
    if isinstance(found, CannotReadError):
        assert found.remedy
