"""XML of agencies: signs that are written wrongly, document types, damage and attacks."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.xml_tree import DEEPEST, Tree, parse


def tree(markup: str | bytes, **choices: str) -> Tree:
    data = markup.encode() if isinstance(markup, str) else markup
    return parse(Given(data, "a.xml", **choices))  # type: ignore[arg-type]


def words(markup: str | bytes) -> str:
    return "".join(tree(markup).root.itertext())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("caf&eacute;&nbsp;noir &mdash; &hellip;", "café\u00a0noir — …"),
        ("&lt;p&gt; &amp;eacute; &quot;&apos;", "<p> &eacute; \"'"),
        ("&LT;p&GT; &AMP; &nvlt;", "<p> & <\u20d2"),
        ("l&#146;eau &#8364; &#x96; &#128;", "l’eau € – €"),
        ("a&#0;b &#x1F;c", "a\ufffdb c"),
        ("Smith & Sons, AT&T; R&D &", "Smith & Sons, AT&T; R&D &"),
        ("&#99999999999; &#xZZ;", "&#99999999999; &#xZZ;"),
        ("3 < 4 <= 5 & 6", "3 < 4 <= 5 & 6"),
        ("a\x01b\x0bc\x00", "abc"),
    ],
)
def test_signs_written_by_name_number_or_mistake(written: str, meant: str) -> None:
    assert words(f"<a>{written}</a>") == meant


def test_signs_in_attributes() -> None:
    root = tree('<a b="R &amp; D &eacute; &LT; Q&A &quot;x&quot;"/>').root
    assert root.get("b") == 'R & D é < Q&A "x"'


def test_nothing_is_changed_in_cdata() -> None:
    kept = "<p>caf&eacute; & 3 < 4 &foo;</p>"
    read = tree(f"<a>&eacute;<![CDATA[{kept}]]>&eacute;</a>")
    assert "".join(read.root.itertext()) == f"é{kept}é"
    assert not read.warnings


def test_unknown_names_stay_as_they_are_written() -> None:
    read = tree("<a>x &foo; y</a>")
    assert read.root.text == "x &foo; y"
    assert read.warnings == ("1 abbreviation is not known and is shown as it is written: “&foo;”.",)
    many = tree("<a>&v1;&v1;&v2;&v3;&v4;</a>")
    listed = "“&v1;”, “&v2;”, “&v3;” and others"
    assert many.warnings == (f"5 abbreviations are not known and are shown as written: {listed}.",)


@pytest.mark.parametrize(
    "prolog",
    [
        "", "\ufeff\n ", '<?xml version="1.0" encoding="UTF-8"?>\n', "<!-- <!DOCTYPE x> -->",
        "<!DOCTYPE a>", '<!DOCTYPE a SYSTEM "a>b.dtd">', "<!doctype a PUBLIC 'x[' \"y\">",
        '<!DOCTYPE a [<!ENTITY x "y]>"><!-- ]> " --> <!ELEMENT a ANY>]>',
        "<?style x?><!-- a --><!DOCTYPE a [ ] ><!-- b -->\n<?b c?>",
    ],
)  # fmt: skip
def test_what_stands_before_the_root(prolog: str) -> None:
    read = tree(prolog + "<a>one</a>")
    assert read.root.text == "one"
    assert not read.warnings


def test_document_types_in_the_words_are_left_alone() -> None:
    kept = "<!DOCTYPE html><html><body>x</body></html>"
    assert words(f"<!DOCTYPE a><a><![CDATA[{kept}]]></a>") == kept


@pytest.mark.parametrize("markup", ["<!DOCTYPE a [", "<!DOCTYPE a [<!-- ", "<!-- a", "<?xml"])
def test_a_prolog_without_end_is_no_xml(markup: str) -> None:
    with pytest.raises(CannotReadError, match="is damaged"):
        tree(markup)


def test_a_file_that_breaks_off_gives_what_comes_before() -> None:
    read = tree('<?xml version="1.0"?>\n<!DOCTYPE a>\n<a><p>one</p>\n<p>two')
    assert [part.text for part in read.root] == ["one", "two"]
    assert read.warnings == ("The file is damaged at line 4: some of it may be missing.",)


def test_prefixes_that_nobody_declared_cost_nothing() -> None:
    read = tree("<x:a><y:p>one</y:p></x:a>")
    assert "".join(read.root.itertext()) == "one"
    assert not read.warnings


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ('<?xml version="1.0" encoding="iso-8859-1"?><a>l’été €</a>'.encode("cp1252"), "cp1252"),
        ('<?xml version="1.0" encoding="utf-16"?><a>l’été €</a>'.encode("utf-16"), "utf-16-le"),
        ('<?xml version="1.0" encoding="us-ascii"?><a>l’été €</a>'.encode(), "utf-8"),
    ],
)
def test_encodings_of_xml(data: bytes, encoding: str) -> None:
    read = tree(data)
    assert read.root.text == "l’été €"
    assert (read.encoding, read.warnings) == (encoding, ())


def test_the_encoding_that_the_user_chose() -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><a>Привет</a>'.encode("cp1251")
    assert tree(data, encoding="cp1251").root.text == "Привет"


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("very secret")
    for declared in (f'<!ENTITY x SYSTEM "{secret.as_uri()}">',
                     f'<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;'):  # fmt: skip
        read = tree(f"<!DOCTYPE a [{declared}]><a>one &x; two</a>")
        assert "".join(read.root.itertext()) == "one &x; two"
        assert read.warnings


def test_entities_do_not_grow() -> None:
    names = [f"e{number}" for number in range(20)]
    bomb = "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip(("lol", *names), names, strict=False)
    )
    read = tree(f'<!DOCTYPE a [{bomb}]><a b="&e19;">x &e19; y</a>')
    assert "".join(read.root.itertext()) == "x &e19; y"
    assert read.root.get("b") == "&e19;"


@pytest.mark.parametrize("end", ["", "x" + "</b>" * 20_000 + "</a>"])
def test_twenty_thousand_elements_in_each_other(end: str) -> None:
    with pytest.raises(CannotReadError, match="nests its elements deeper"):
        tree("<a>" + "<b>" * 20_000 + end)


def test_elements_as_deep_as_an_article_has() -> None:
    assert words("<b>" * DEEPEST + "x" + "</b>" * DEEPEST) == "x"
    with pytest.raises(CannotReadError):
        tree("<b>" * (DEEPEST + 1) + "x" + "</b>" * (DEEPEST + 1))


@pytest.mark.parametrize(
    "part",
    ["<!DOCTYPE[", "<![CDATA[", "& ", "< ", "<p a=1>", "<p>x</q>", "<!--", "&#", "<?", '<p a="'],
)
def test_long_damaged_files_take_no_longer_than_long_ones(part: str) -> None:
    begun = time.perf_counter()
    for before in ("", "<a>"):
        with suppress(CannotReadError):
            assert tree(before + part * 100_000).root.tag in ("a", "p")
    assert time.perf_counter() - begun < 10


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(
    ["<a>", "</a>", "<![CDATA[", "]]>", "<!DOCTYPE a [", "]>", "<!--", "-->", "&amp;", "&x;",
     "&#9;", "&", "<", ">", '"', "'", "é", "<?x", "?>", " ", "x:b", "\ufeff", "\x00"]
), max_size=25))  # fmt: skip
def test_any_soup_is_read_or_refused(parts: list[str]) -> None:
    with suppress(CannotReadError):
        assert isinstance(tree("".join(parts)).root.tag, str)
