"""Whatever the bytes: an article with honest warnings, or a sentence and a remedy."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.limits import LARGEST_FILE, check_size
from diptych.formats.reading.reader import read
from diptych.workspace.paths import sample_story

SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples" / "docx"


def test_the_sample_story_and_its_parts() -> None:
    article = read(sample_story().read_bytes(), "story.txt")
    kinds = [block.kind for block in article.blocks]
    assert kinds[:4] == [
        BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.REPEATED, BlockKind.REPEATED,
    ]  # fmt: skip
    assert kinds[-2:] == [BlockKind.DATELINE, BlockKind.FURNITURE]
    assert set(kinds[4:-2]) == {BlockKind.PARAGRAPH}
    assert [b.repeats for b in article.blocks[2:4]] == ["b1", "b2"]
    assert article.source.encoding == "utf-8"
    assert article.warnings == ()


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    try:
        article = read(data, "file.txt")
    except CannotReadError as error:
        _told(error)
        return
    _whole(article.text.value, [(b.span.start, b.span.end) for b in article.blocks])


@given(st.text(st.sampled_from("ab \n\r\t.É中\u2028\x00"), max_size=200))
def test_any_text_is_wholly_in_blocks(value: str) -> None:
    if not value.strip(" \n\r\t\u2028\x00"):
        return
    try:
        article = read(value.encode(), "file.txt")
    except CannotReadError:
        return
    _whole(article.text.value, [(b.span.start, b.span.end) for b in article.blocks])


def _told(error: CannotReadError) -> None:
    assert error.sentence
    assert error.remedy


def _whole(value: str, spans: list[tuple[int, int]]) -> None:
    last, covered = 0, set[int]()
    for start, end in spans:
        assert last <= start < end <= len(value)
        last = end
        covered |= set(range(start, end))
    assert all(value[i].isspace() for i in set(range(len(value))) - covered)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t ", "a.txt", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "a.txt", "binary"),
        (b"%PDF-1.7\n...", "a.pdf", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "old Office"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "password",
        ),
        (b"PK\x03\x04word/" + b"\x00" * 50, "a.docx", "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, words: str) -> None:
    with pytest.raises(CannotReadError, match=words) as caught:
        read(data, name)
    assert caught.value.remedy


def test_sizes() -> None:
    check_size(LARGEST_FILE, "a.txt")
    with pytest.raises(CannotReadError, match="200 MB"):
        check_size(200 * 1024 * 1024, "a.txt")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    with pytest.raises(CannotReadError, match="would unpack"):
        read(sink.getvalue(), "bomb.docx")


def test_one_word_and_no_letters_are_texts() -> None:
    assert read(b"Hello", "a.txt").blocks[0].span.end == 5
    assert read(b"12 + 34 = 46", "a.txt").text.value == "12 + 34 = 46"


def test_control_characters_are_left_out_and_told() -> None:
    article = read("Über NUL\x00 und mehr Text, der bleibt, wie er ist.".encode(), "a.txt")
    assert "\x00" not in article.text.value
    assert any("NUL" in warning for warning in article.warnings)


def test_broken_surrogates_do_not_break_saving() -> None:
    article = read(b"\xff\xfea\x00\x00\xd8b\x00", "a.txt")
    article.text.value.encode("utf-8")
    assert "�" in article.text.value
    assert article.warnings


def test_hard_wrapped_lines_are_one_block_and_others_are_not() -> None:
    wrapped = (
        "HEAD LINE OF THE DAY\n\n"
        "The council of the old town met on Tuesday evening to talk about the\n"
        "bridge, which has been closed since the storm of last winter, and the\n"
        "money that a new one would need.\n\n"
        "First point\nSecond point\nThird point\n"
    )
    blocks = read(wrapped.encode(), "a.txt").blocks
    texts = [block.span.of(wrapped) for block in blocks]
    assert texts[1].count("\n") == 2
    assert texts[2:] == ["First point", "Second point", "Third point"]


def _page(body: str, head: str = "") -> bytes:
    return (
        f'<!doctype html><html lang="fr-CA"><head>{head}</head><body>{body}</body></html>'.encode()
    )


ARTICLE = (
    "<article><h1>Le pont est ouvert</h1><p>Le maire a ouvert mardi le nouveau pont sur la rivière "
    "après trois ans de travaux, en présence de centaines d'habitants de la ville.</p>"
    "<h2>Deux rives</h2><p>Le trajet entre les deux rives ne prend plus que cinq minutes, selon la "
    "mairie, contre une demi-heure auparavant pour les piétons.</p></article>"
)


def test_a_web_page() -> None:
    head = '<title>Le pont est ouvert</title><meta name="author" content="Anne Roy">'
    menu = "<nav><a href='/'>Accueil</a></nav><script>var x = 'hidden';</script>"
    article = read(_page(menu + ARTICLE, head), "page.html")
    assert article.metadata.language == "fr"
    assert article.metadata.title == "Le pont est ouvert"
    assert article.metadata.author == "Anne Roy"
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.text.value.count("Le pont est ouvert") == 1
    assert "hidden" not in article.text.value
    assert "cinq minutes" in article.text.value


def test_a_page_without_an_article_shows_all_text_and_says_so() -> None:
    article = read(_page("<nav>Un menu</nav><script>no()</script>"), "page.html")
    assert "Un" in article.text.value
    assert "no()" not in article.text.value
    assert "all its text is shown" in article.warnings[0]


def test_deep_nesting_ends_well() -> None:
    article = read(b"<html><body>" + b"<div>" * 20_000 + b"Deep down here", "deep.html")
    assert article.text.value == "Deep down here"
    assert article.warnings


def test_a_wrong_declaration_does_not_garble() -> None:
    page = _page(ARTICLE, '<meta charset="iso-8859-1">')
    assert "rivière" in read(page, "page.html").text.value


def _document(build: str = "plain") -> bytes:
    document = docx.Document()
    document.add_heading("A bridge", level=0)
    document.add_paragraph("The mayor opened it.")
    document.add_heading("Two banks", level=1)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Left bank"
    table.cell(0, 1).text = "Right bank"
    document.add_paragraph("The end of it.")
    if build == "header":
        document.sections[0].header.paragraphs[0].text = "Draft"
    document.core_properties.author = "Ann"
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def test_a_word_document_in_reading_order() -> None:
    article = read(_document(), "a.docx")
    words = [block.span.of(article.text.value) for block in article.blocks]
    assert words == [
        "A bridge",
        "The mayor opened it.",
        "Two banks",
        "Left bank",
        "Right bank",
        "The end of it.",
    ]
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.blocks[2].kind is BlockKind.HEADING
    assert article.metadata.author == "Ann"


def test_what_a_word_document_also_holds_is_told() -> None:
    assert "Headers and footers" in read(_document("header"), "a.docx").warnings[0]


@pytest.mark.parametrize("part", range(1, 16))
def test_cut_word_documents(part: int) -> None:
    data = _document()
    with pytest.raises(CannotReadError) as caught:
        read(data[: len(data) * part // 16], "a.docx")
    assert caught.value.remedy


def test_samples_of_word_documents() -> None:
    if not SAMPLES.exists():
        pytest.skip("the samples are not beside this checkout")
    for path in sorted(SAMPLES.glob("*.docx")):
        try:
            article = read(path.read_bytes(), path.name)
        except CannotReadError as error:
            _told(error)
        else:
            assert article.text.value.strip()
            if "sdtInTextBox" in path.name:
                assert article.text.value.count("inside-text-box") >= 1
