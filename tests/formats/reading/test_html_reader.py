"""Web pages: lines, titles, languages and dates; and pages made to do harm."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.markup import html
from diptych.formats.reading.markup.page import scan
from diptych.formats.reading.reader import read

STORY = (
    "<article><h1>Le pont est ouvert</h1><p>Le maire a ouvert mardi le nouveau pont après trois "
    "ans de travaux<br>en présence de centaines d'habitants <b>de la</b>\n  ville.</p>"
    "<ul><li>Première rive du fleuve</li><li>Seconde rive du fleuve</li></ul>"
    "<p>Le trajet ne prend plus que cinq minutes, contre une demi-heure auparavant.</p></article>"
)


def page(body: str, head: str = "", attributes: str = 'lang="fr"') -> bytes:
    return (
        f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>"
    ).encode()


def test_lines_broken_by_the_page_are_not_glued() -> None:
    value = read(page(STORY), "a.html").text.value
    assert "travaux\nen présence" in value
    assert "de la ville." in value
    assert "Première rive du fleuve\n\nSeconde rive" in value


@pytest.mark.parametrize(
    ("attributes", "tag"),
    [('lang="fr-CA"', "fr"), ("lang=DE", "de"), ('data-lang="xx" lang="it"', "it"),
     ('xml:lang="pt_BR"', "pt-BR"), ('lang="junk!"', None), ("", None)],
)  # fmt: skip
def test_the_declared_language(attributes: str, tag: str | None) -> None:
    article = read(page(STORY, attributes=attributes), "a.html")
    assert article.metadata.language == article.text.language == tag


def test_a_date_of_the_page_is_told_from_a_guessed_one() -> None:
    meta = '<meta property="article:published_time" content="2026-11-24T10:00:00Z">'
    said = read(page(STORY, meta), "a.html").metadata
    assert (said.date, said.date_guessed) == ("2026-11-24T10:00:00Z", False)
    guessed = read(page("<time>24 November 2026</time>" + STORY), "a.html").metadata
    assert guessed.date is None or guessed.date_guessed
    none = read(page("<p>Un.</p>"), "a.html").metadata
    assert (none.date, none.date_guessed) == (None, False)


TITLE = "Le pont est ouvert"


@pytest.mark.parametrize(
    ("title", "head", "heading", "told"),
    [
        (f"{TITLE} - Le Journal", "", TITLE, TITLE),
        (f"{TITLE} | Le Journal", f'<meta property="og:title" content="{TITLE}">', "Autre", TITLE),
        (f"{TITLE} | Rives | Le Journal", "", f"{TITLE} | Rives", f"{TITLE} | Rives"),
        (f"{TITLE} - Le Journal", "", "", f"{TITLE} - Le Journal"),
        ("Le pont - un an après", "", "Tout autre chose ici", "Tout autre chose ici"),
        ("Le Journal", f'<meta property="og:title" content="{TITLE}">', "", TITLE),
        ("", "", TITLE, TITLE),
    ],
)
def test_the_name_of_a_site_is_no_part_of_a_title(
    title: str, head: str, heading: str, told: str
) -> None:
    body = STORY.replace("<h1>Le pont est ouvert</h1>", f"<h1>{heading}</h1>" if heading else "")
    article = read(page(body, f"<title>{title}</title>{head}"), "a.html")
    assert article.metadata.title == told
    assert article.headline == told


DATA = """{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "headline": "no"},
{"@type": ["NewsArticle"], "headline": "Le pont  est ouvert", "datePublished":
"2026-11-24T06:30:00+01:00", "dateModified": "2026-11-25", "author": [{"name": "Odile Marchand"},
"L. Ferry", {"name": "https://a.example"}, 7], "inLanguage": "fr-FR", "articleSection": "Rives",
"keywords": "pont, eau"}]}"""


def test_what_a_page_says_of_itself_in_json() -> None:
    head = (
        f'<script type="application/ld+json">{DATA}</script><link rel="canonical" '
        'href="https://journal.example/pont"><meta name="copyright" content="© Rivière">'
    )
    article = read(page(STORY, head, ""), "a.html")
    about = article.metadata
    assert (about.title, about.author) == (TITLE, "Odile Marchand, L. Ferry")
    assert (about.date, about.updated) == ("2026-11-24T06:30:00+01:00", "2026-11-25")
    assert (about.date_guessed, about.language) == (False, "fr")
    assert (about.category, about.keywords) == (("Rives",), ("pont", "eau"))
    assert (about.guid, about.copyright) == ("https://journal.example/pont", "© Rivière")
    assert "NewsArticle" not in article.text.value


def test_what_a_page_says_of_itself_in_its_head() -> None:
    head = (
        '<meta name="Keywords" content="pont, eau, pont"><meta name="author" content="O. Marchand">'
        '<meta property="article:section" content="Rives"><meta name="date" content="2026-11-24">'
        '<meta property="article:modified_time" content="2026-11-25 10:00">'
        '<meta property="og:url" content="https://journal.example/1">'
        '<meta property="og:locale" content="fr_FR"><link rel="canonical" href="javascript:x()">'
    )
    about = read(page(STORY, head, ""), "a.html").metadata
    assert (about.keywords, about.author) == (("pont", "eau"), "O. Marchand")
    assert (about.category, about.language) == (("Rives",), "fr")
    assert (about.date, about.updated) == ("2026-11-24", "2026-11-25 10:00")
    assert about.guid == "https://journal.example/1"


@pytest.mark.parametrize(
    "data",
    ["{", "[" * 50_000, "null", "7", '[{"@type": {"a": 1}}]', '{"@graph": {"@type": "Article"}}',
     '{"@type": "NewsArticle", "headline": [], "author": {"name": {}}, "datePublished": 7}',
     '{"@type": "NewsArticle"}' + " " * 300_000],
)  # fmt: skip
def test_no_json_of_a_page_stops_us(data: str) -> None:
    head = f'<script type="application/ld+json">{data}</script>'
    article = read(page(STORY, head), "a.html")
    assert article.metadata.title == TITLE
    assert "cinq minutes" in article.text.value


def test_captions_stand_where_the_page_has_them() -> None:
    figure = (
        "<figure><img src=a><figcaption>Le pont, photographié mardi par O. Marchand.</figcaption>"
        "</figure>"
    )
    other = "<aside><div><p>Voir aussi</p></div><figure><figcaption>Ailleurs.</figcaption></figure>"
    article = read(page(STORY.replace("<ul>", f"{figure}<ul>") + f"{other}</aside>"), "a.html")
    words = [block.span.of(article.text.value) for block in article.blocks]
    assert words[2:4] == [
        "Le pont, photographié mardi par O. Marchand.", "Première rive du fleuve",
    ]  # fmt: skip
    assert "Ailleurs." not in words


def test_lines_and_blanks_are_kept_where_the_page_wants_them() -> None:
    verses = "<pre>Sous le pont\n  coule\n\nla rivière</pre>"
    value = read(page(STORY.replace("<ul>", f"{verses}<ul>")), "a.html").text.value
    assert "Sous le pont\n  coule\n\nla rivière" in value
    spaces = read(page(STORY.replace("mardi", "mardi\u00a0!")), "a.html").text.value
    assert "mardi\u00a0!" in spaces


def test_without_an_article_title_and_headings_are_kept() -> None:
    body = "<nav>Menu</nav><h2>Rives</h2><style>p{}</style><noscript>Scripts!</noscript>a &lt; b"
    article = html.read_markup(
        f"<title>Le pont</title><body>{'<div>' * 500}{body}", "a.html"
    )  # deeper than any article
    assert [(b.kind, b.span.of(article.value)) for b in article.blocks] == [
        (BlockKind.HEADLINE, "Le pont"),
        (BlockKind.PARAGRAPH, "Menu"),
        (BlockKind.HEADING, "Rives"),
        (BlockKind.PARAGRAPH, "a < b"),
    ]
    assert article.metadata.title == "Le pont"
    assert "all its text is shown" in article.warnings[0]


def test_nul_characters_in_a_page_are_told() -> None:
    article = read(page(STORY).replace(b"trois", b"tr\x00ois"), "a.html")
    assert "trois" in article.text.value
    assert "1 NUL character was left out." in article.warnings


def test_declared_encodings() -> None:
    words = page(STORY, '<meta charset="windows-1252">').decode().encode("cp1252")
    article = read(words, "a.html")
    assert (article.source.encoding, article.warnings) == ("cp1252", ())
    assert "présence" in article.text.value
    wrong = read(words.replace(b"windows-1252", b"utf-8"), "a.html")
    assert "présence" in wrong.text.value
    assert any("does not fit" in warning for warning in wrong.warnings)
    junk = read(words.replace(b"windows-1252", b"klingon"), "a.html")
    assert "présence" in junk.text.value


def test_an_xml_declaration_does_not_stop_us() -> None:
    head = '<?xml version="1.0" encoding="utf-16"?>'
    value = head + page(STORY).decode()
    assert "présence" in read(value.encode("utf-16"), "a.xhtml").text.value


@pytest.mark.parametrize(
    "body",
    ["<" * 200_000, "<a " * 100_000, "<!--" * 100_000, "<title>" * 50_000, "<svg a" * 50_000,
     "<script>" * 50_000 + "x", "<div>" * 20_000 + "Deep", "<b>" * 20_000 + "Deep",
     "<p>Hello there." * 60_000, "<p " + 'a="b" ' * 50_000 + ">x</p>", "<html " * 5_000,
     "&" * 100_000, '<p a="' * 50_000],
)  # fmt: skip
@pytest.mark.timeout(15)
def test_no_page_takes_long(body: str) -> None:
    with suppress(CannotReadError):
        assert read(f"<html><body>{body}".encode(), "a.html").text.value


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "<br>", "<h1>", "<title>", "<script>", "</script>", "<!--", "-->",
     "<svg>", "&amp;", "&#xD800;", "\x00", "word", " and ", "<td>", "<", ">", '"', "é"]
)  # fmt: skip


@given(st.lists(_TAGS, max_size=30))
def test_any_tag_soup(parts: list[str]) -> None:
    markup = "".join(parts)
    scan(markup)
    with suppress(CannotReadError):
        article = read(markup.encode(), "a.html")
        article.text.value.encode()
        assert article.blocks
