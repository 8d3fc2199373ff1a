"""XML that is no wire: the text in it, without a tag."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.reader import read
from diptych.formats.reading.sniffing import sniff
from diptych.formats.reading.wires.other_xml import TOLD

STORY = """<?xml version="1.0"?>
<story id="7" xml:lang="en"><meta><desk>Foreign</desk></meta>
<title>A bridge opens</title>
<text><para>The mayor <b>opened</b> the bridge &amp; left.</para>
<para><![CDATA[<p>Nobody fell in.</p><p>The ferry goes on.</p>]]></para>
<style>p { color: red }</style></text></story>
"""


def test_the_text_is_shown_without_tags_and_with_a_warning() -> None:
    article = read(STORY.encode(), "story.xml")
    assert article.source.format is FileKind.XML
    assert article.text.value.split("\n\n") == [
        "A bridge opens", "Foreign", "The mayor opened the bridge & left.", "Nobody fell in.",
        "The ferry goes on.",
    ]  # fmt: skip
    assert article.blocks[0].kind is BlockKind.HEADLINE
    assert article.headline == "A bridge opens"
    assert article.metadata.language == "en"
    assert article.warnings == (TOLD,)


def test_words_beside_paragraphs_are_not_joined_with_them() -> None:
    data = b"<doc>Before. <p>First.</p> Between. <p>Second.</p></doc>"
    article = read(b"<?xml version='1.0'?>" + data, "a")
    assert article.text.value == "Before.\n\nFirst.\n\nBetween.\n\nSecond."


def test_xml_without_words_is_no_article() -> None:
    with pytest.raises(CannotReadError, match="no text"):
        read(b"<?xml version='1.0'?><settings><port number='1'/></settings>", "a.xml")


def test_damaged_xml_gives_what_comes_before_the_damage() -> None:
    article = read(b"<?xml version='1.0'?><a><b>One sentence.</b><c>Another", "a.xml")
    assert "One sentence." in article.text.value
    assert any("damaged" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"<a><b>c</b></a>", "a.xml", FileKind.XML),
        (b"<a><b>c</b></a>", "a.txt", FileKind.TEXT),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<a>c</a>", "a.txt", FileKind.XML),
        (b"<?xml version='1.0'?><rss><title>c</title></rss>", "feed", FileKind.XML),
        (b"<?xml version='1.0'?><html xmlns='x'><p>c</p></html>", "a.xml", FileKind.HTML),
        (b"<?xml version='1.0'?> is how such a file begins.", "notes.txt", FileKind.TEXT),
        (b"<a> is a link, and <b> is bold.", "notes.xml", FileKind.TEXT),
    ],
)
def test_what_counts_as_other_xml(data: bytes, name: str, kind: FileKind) -> None:
    assert sniff(data, name) is kind
