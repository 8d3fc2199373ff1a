"""Briefs: the summary and its source line, as text and as HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.document import Document
from diptych.core.errors import SummaryError
from diptych.core.progress import Context
from diptych.core.summary import Limit
from diptych.core.versions import VersionKind
from diptych.workspace import annotating, briefs
from diptych.workspace.summarising import summarise
from helpers.exchange_files import opened, with_version

NOW = datetime(2026, 11, 25, tzinfo=UTC)
STORY = "Harbour & ships\n\nThe harbour of <Northport> was closed. Two ships wait outside it.\n"
FRENCH = {"s1": "Port & navires", "s2": "Le port est fermé.", "s3": "Deux navires attendent."}


def summarised(text: str = STORY, **metadata: Any) -> Document:
    document = opened(text)
    article = document.article
    about = replace(article.metadata, **metadata)
    document = replace(document, article=replace(article, metadata=about))
    summary = summarise(document, "lead", Limit(sentences=2), Context())
    return replace(document, summary=summary)


def test_a_brief_in_both_languages() -> None:
    document = with_version(summarised(service="Northport News", date="2026-11-24"), FRENCH)
    brief = briefs.brief_of(document, document.versions, NOW)
    assert brief.text == (
        "Harbour & ships\nThe harbour of <Northport> was closed.\nTwo ships wait outside it.\n\n"
        "Port & navires\nLe port est fermé.\nDeux navires attendent.\n\n"
        "Source: “Harbour & ships”, Northport News, 24 Nov 2026, English. "
        "Translated into French by machine with Test v1, en-fr 1.9.\n"
    )
    assert brief.html.splitlines()[:2] == [
        '<p lang="en" dir="ltr"><strong>Harbour &amp; ships</strong></p>',
        '<p lang="en" dir="ltr">The harbour of &lt;Northport&gt; was closed.</p>',
    ]


def test_what_is_not_for_publication_says_so_first() -> None:
    brief = briefs.brief_of(
        (document := summarised(embargo="2026-11-26T06:00:00Z")), [document.source], NOW
    )
    assert brief.text.startswith("Embargo until 26 Nov 2026 06:00 GMT — not for publication.\n\n")
    assert brief.html.startswith("<p><strong>Embargo until")


def test_who_translated_it() -> None:
    document = with_version(summarised(), FRENCH)
    edited = annotating.edit_segment(document, "v1", "s2", "Le port", ()).targets[-1]
    human = with_version(document, FRENCH, name="v2", kind=VersionKind.HUMAN).targets[-1]
    told = [briefs.translated_by(with_version(document, {}), v) for v in (edited, human)]
    assert told == [
        "Translated into French by machine with Test v1, en-fr 1.9, then edited.",
        "Translation into French as it came with the file.",
    ]
    assert briefs.translated_by(document, document.source) is None


@pytest.mark.parametrize(
    ("metadata", "told"),
    [
        ({}, "Source: “Harbour & ships”, English."),
        (
            {"author": "Ann Bee", "date": "2026-11-24T06:30:00Z"},
            "Source: “Harbour & ships”, Ann Bee, 24 Nov 2026 06:30 GMT, English.",
        ),
        (
            {"date": "2026-11-24", "date_guessed": True},
            "Source: “Harbour & ships”, 24 Nov 2026 (date guessed), English.",
        ),
        (
            {"date": "Tuesday", "sent": "20261124T063000Z"},
            "Source: “Harbour & ships”, 24 Nov 2026 06:30 GMT, English.",
        ),
    ],
)
def test_the_source_line_says_what_is_known(metadata: dict[str, Any], told: str) -> None:
    document = summarised(**metadata)
    assert briefs.source_line(document, [document.source]) == told


def test_without_a_summary_there_is_no_brief() -> None:
    document = opened(STORY)
    with pytest.raises(SummaryError):
        briefs.brief_of(document, [document.source], NOW)
    half = with_version(summarised(), {"s1": "Port"})
    with pytest.raises(SummaryError, match="translated"):
        briefs.brief_of(half, half.targets, NOW)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_html_says_the_same_words_as_the_text(words: str) -> None:
    document = with_version(summarised(), {"s2": words, "s3": "Deux <navires> & plus."}, "ar")
    brief = briefs.brief_of(document, document.targets, NOW)
    parser = _Words()
    parser.feed(brief.html)
    parser.close()
    lines = [line for line in brief.text.splitlines() if line.strip()]
    assert " ".join(" ".join(parser.words).split()) == " ".join(" ".join(lines).split())
    assert '<p lang="ar" dir="rtl">' in brief.html
