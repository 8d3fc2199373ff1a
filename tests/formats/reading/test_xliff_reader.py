"""XLIFF 1.2, 2.0 and 2.1: two versions of a text, and what is not shown of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from diptych.core.article import BlockKind, Item
from diptych.core.errors import CannotReadError, SeveralArticlesError
from diptych.core.protection import protected
from diptych.core.versions import SegmentState, VersionKind
from diptych.formats.reading.given import Given
from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.parts import Reading
from diptych.formats.reading.reader import Understood, article_of
from diptych.formats.reading.units.xliff import read
from diptych.workspace.segmenting import begin

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas"
NAMESPACE_1 = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACE_2 = "urn:oasis:names:tc:xliff:document:2.0"

OLD = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="{NAMESPACE_1}">
 <file original="texts/port.html" source-language="en-US" target-language="fr" datatype="html">
  <header><note>About the file</note></header>
  <body>
   <trans-unit id="1" approved="yes">
    <source>The harbour
      of Northport</source><target state="final">Le port de Northport</target>
    <note>A town</note>
    <alt-trans><source>The harbour</source><target>Le havre</target></alt-trans>
   </trans-unit>
   <group id="g"><group id="h" translate="no">
    <trans-unit id="2"><source>NPT-7</source></trans-unit>
    <trans-unit id="3" translate="yes"><source>Ships wait.</source>
     <target state="needs-review-translation">Des navires attendent.</target></trans-unit>
   </group></group>
   <trans-unit id="4"><source>Not yet.</source><target state="new">Not yet.</target></trans-unit>
   <trans-unit id="5"><source>A draft.</source>
    <target state="new">Une ébauche.</target></trans-unit>
   <trans-unit id="6"><source>By machine.</source>
    <target state="needs-review-translation" state-qualifier="mt-suggestion">Machine.</target>
   </trans-unit>
   <trans-unit id="7"><source>Click <g id="b">here <x id="i"/></g> or <bpt
    id="1">&lt;a&gt;</bpt>there<ept id="1">&lt;/a&gt;</ept>.</source>
    <target>Cliquez <bpt id="1">&lt;a&gt;</bpt>là<ept id="1">&lt;/a&gt;</ept> ou <g id="b">ici <x
    id="i"/></g>.</target></trans-unit>
   <trans-unit id="8"><source>One. Two.</source>
    <seg-source><mrk mtype="seg" mid="a">One.</mrk> <mrk mtype="seg" mid="b">Two.</mrk></seg-source>
    <target><mrk mtype="seg" mid="b">Deux.</mrk> <mrk mtype="seg" mid="a">Un.</mrk></target>
   </trans-unit>
   <trans-unit id="9"><source/><target/></trans-unit>
  </body>
 </file>
</xliff>
"""
NEW = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.1" srcLang="en" trgLang="fr-CA" xmlns="{NAMESPACE_2}">
 <file id="f1" original="port.docx">
  <unit id="u1"><notes><note>A town</note></notes>
   <segment id="s1" state="final"><source>The harbour.</source><target>Le port.</target></segment>
   <ignorable><source> </source><target> </target></ignorable>
   <segment id="s2"><source>It is shut.</source><target>It is shut.</target></segment>
  </unit>
  <unit id="u2"><originalData><data id="d1">&lt;b&gt;</data></originalData>
   <segment state="translated">
    <source>Click <pc id="1" dataRefStart="d1">here</pc> <ph id="2" equiv="[img]"/><cp hex="0007"/>,
     <sc id="3"/>now<ec startRef="3"/> <mrk id="m1" type="comment"
     value="why?">and then</mrk>.</source>
    <target><ph id="2"/> Cliquez <sc id="3"/>ici<ec startRef="3"/> <pc id="1">et</pc> là.</target>
   </segment>
  </unit>
  <group id="g" translate="no"><unit id="u3">
   <segment><source>NPT-7</source></segment></unit></group>
  <unit id="u4" xml:space="preserve"><segment state="reviewed">
   <source>Two
lines</source><target>Deux
lignes</target></segment></unit>
 </file>
</xliff>
"""


def opened(xml: str | bytes, item: str | None = None) -> Reading:
    data = xml.encode() if isinstance(xml, str) else xml
    return read(Given(data, "port.xlf", FileKind.XLIFF, item=item))


def rows(reading: Reading) -> list[tuple[str | None, str, str | None, str | None]]:
    """Unit, source, target and state of each block."""
    targets = {block: t for rendering in reading.renderings for block, t in rendering.targets}
    return [
        (
            block.unit,
            block.span.of(reading.value),
            targets[block.id].words if block.id in targets else None,
            str(targets[block.id].state) if block.id in targets else None,
        )
        for block in reading.blocks
    ]


def old(units: str) -> str:
    return (
        f'<xliff version="1.2" xmlns="{NAMESPACE_1}"><file original="a" source-language="en" '
        f'target-language="fr"><body>{units}</body></file></xliff>'
    )


def unit_of(source: str, target: str = "") -> tuple[str, str | None]:
    answer = f"<target>{target}</target>" if target else ""
    reading = opened(old(f'<trans-unit id="1"><source>{source}</source>{answer}</trans-unit>'))
    return rows(reading)[0][1:3]


def test_version_1() -> None:
    reading = opened(OLD)
    assert rows(reading) == [
        ("texts/port.html/1", "The harbour of Northport", "Le port de Northport", "confirmed"),
        ("texts/port.html/2", "NPT-7", None, None),
        ("texts/port.html/3", "Ships wait.", "Des navires attendent.", "edited"),
        ("texts/port.html/4", "Not yet.", None, None),
        ("texts/port.html/5", "A draft.", "Une ébauche.", "edited"),
        ("texts/port.html/6", "By machine.", "Machine.", "machine"),
        (
            "texts/port.html/7",
            "Click {1}here {2}{/1} or {3}there{/3}.",
            "Cliquez {3}là{/3} ou {1}ici {2}{/1}.",
            "edited",
        ),
        ("texts/port.html/8/a", "One.", "Un.", "edited"),
        ("texts/port.html/8/b", "Two.", "Deux.", "edited"),
    ]
    assert [rendering.language for rendering in reading.renderings] == ["fr"]
    assert (reading.metadata.language, reading.metadata.title) == ("en", "port.html")
    kinds = [block.kind for block in reading.blocks]
    assert kinds.count(BlockKind.FURNITURE) == 1
    assert kinds[1] is BlockKind.FURNITURE
    assert reading.warnings == (
        "8 inline codes are shown as {1}, or as {1} and {/1} around words.",
        "1 note is not shown.",
        "1 suggested translation is not shown.",
    )


def test_version_2() -> None:
    reading = opened(NEW)
    assert rows(reading) == [
        ("f1/u1/s1", "The harbour.", "Le port.", "confirmed"),
        ("f1/u1/s2", "It is shut.", None, None),
        (
            "f1/u2",
            "Click {1}here{/1} {2}, {3}now{/3} and then.",
            "{2} Cliquez {3}ici{/3} {1}et{/1} là.",
            "edited",
        ),
        ("f1/u3", "NPT-7", None, None),
        ("f1/u4", "Two\nlines", "Deux\nlignes", "confirmed"),
    ]
    assert reading.blocks[3].kind is BlockKind.FURNITURE
    assert (reading.metadata.language, reading.metadata.title) == ("en", "port.docx")
    assert "2 notes are not shown." in reading.warnings


def test_the_two_versions_of_a_document() -> None:
    given = Given(OLD.encode(), "port.xlf", FileKind.XLIFF)
    document = begin(
        article_of(given, Understood(FileKind.XLIFF, read(given))), read(given).renderings
    )
    (human,) = document.targets
    assert (human.kind, human.name, human.text.language) == (
        VersionKind.HUMAN,
        "French, from the file",
        "fr",
    )
    assert len(human.segments) == len(document.source.segments) == len(document.article.blocks)
    assert human.segments[1].state is SegmentState.UNTRANSLATED
    assert human.text_of(human.segments[7]) == "Un."


@pytest.mark.parametrize(
    ("files", "schema"),
    [
        (OLD, "xliff12/xliff-core-1.2-transitional.xsd"),
        (NEW, "xliff21/xliff_core_2.0.xsd"),
    ],
)
def test_what_is_read_here_is_what_the_schemas_allow(files: str, schema: str) -> None:
    path = SCHEMAS / schema
    if not path.exists():
        pytest.skip("no schemas beside this checkout")
    local = (path.parent / "xml.xsd").as_uri()
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2001/xml.xsd", local)
    checker = etree.XMLSchema(etree.fromstring(text.encode(), base_url=path.as_uri()))
    checker.assertValid(etree.fromstring(files.encode()))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a {0} b", "a {0} b"),
        ('a {0} <x id="1"/> b', "a {0} {x1} b"),
        ('a {0} {x1} {/2} <g id="1">b</g>', "a {0} {x1} {/2} {xx1}b{/xx1}"),
        ('<x id="7"/><x id="7"/><x id="8"/>', "{1}{1}{2}"),
        ("<x/><x/>", "{1}{2}"),
        ('<it id="1" pos="open">[</it>a<it id="1" pos="close">]</it>', "{1}a{/1}"),
        ('<bx id="1" rid="9"/>a<ex id="2" rid="9"/>', "{1}a{/1}"),
        ('<ph id="1">code <sub>inside</sub></ph>b', "{1}b"),
        ('<mrk mtype="term">a <mrk mtype="x">b</mrk> c</mrk> d', "a b c d"),
        ("a <unknown>b</unknown> c", "a  c".replace("  ", " ")),
        ("a&#160;&lt;b&gt;&amp;", "a\u00a0<b>&"),
    ],
)
def test_inline_codes(source: str, words: str) -> None:
    assert unit_of(source)[0] == words


def test_stand_ins_are_protected_and_the_words_between_are_not() -> None:
    words, answer = unit_of(
        'A <g id="1">b</g> {9} <x id="2"/>', '<x id="2"/> <g id="1">B</g> A <x id="3"/>'
    )
    assert [span.of(words) for span in protected(words)] == ["{x1}", "{/x1}", "{9}", "{x2}"]
    assert answer == "{x2} {x1}B{/x1} A {x3}"


def test_words_inside_of_codes_are_counted() -> None:
    reading = opened(
        old('<trans-unit id="1"><source>a <ph id="1">x<sub>b</sub></ph></source></trans-unit>')
    )
    assert "The words inside of 1 inline code are not shown." in reading.warnings


def test_states_of_version_2() -> None:
    states = {
        "initial": "edited",
        "translated": "edited",
        "reviewed": "confirmed",
        "final": "confirmed",
    }
    for state, wanted in states.items():
        xml = NEW.replace('state="final"', f'state="{state}"')
        assert rows(opened(xml))[0][3] == wanted


def test_a_target_without_marks_answers_a_source_with_one() -> None:
    unit = (
        '<trans-unit id="1"><source>One.</source><seg-source>'
        '<mrk mtype="seg" mid="0">One.</mrk></seg-source><target>Un.</target></trans-unit>'
        '<trans-unit id="2"><source>One. Two.</source><seg-source>'
        '<mrk mtype="seg" mid="0">One.</mrk> <mrk mtype="seg" mid="1">Two.</mrk></seg-source>'
        "<target>Un. Deux.</target></trans-unit>"
    )
    assert rows(opened(old(unit))) == [
        ("a/1/0", "One.", "Un.", "edited"),
        ("a/2", "One. Two.", "Un. Deux.", "edited"),
    ]


def _file(source: str, target: str | None, words: str) -> str:
    to = f' target-language="{target}"' if target else ""
    return (
        f'<file original="{words}.txt" source-language="{source}"{to}><body><trans-unit id="1">'
        f"<source>{words}</source></trans-unit></body></file>"
    )


def _files(*files: str) -> str:
    return f'<xliff version="1.2" xmlns="{NAMESPACE_1}">{"".join(files)}</xliff>'


def test_several_files_of_one_pair_are_one_article() -> None:
    reading = opened(
        _files(_file("en", "fr", "one"), _file("en-GB", "fr-FR", "two"), _file("en", None, "three"))
    )
    assert [row[0] for row in rows(reading)] == ["one.txt/1", "two.txt/1", "three.txt/1"]
    assert reading.metadata.title is None


def test_several_pairs_are_several_articles() -> None:
    xml = _files(_file("en", "fr", "one"), _file("en", "de", "two"), _file("xx", None, "three"))
    with pytest.raises(SeveralArticlesError, match="3 pairs") as caught:
        opened(xml)
    assert caught.value.items == (
        Item("en:fr", "English to French", "1 segment"),
        Item("en:de", "English to German", "1 segment"),
        Item("und:und", "an unknown language to an unknown language", "1 segment"),
    )
    assert opened(xml, "en:de").value == "two"
    with pytest.raises(CannotReadError, match="no languages “en:it”"):
        opened(xml, "en:it")


def test_a_file_that_breaks_off_gives_what_comes_before() -> None:
    reading = opened(OLD[: OLD.index('id="4"')])
    assert [row[1] for row in rows(reading)] == ["The harbour of Northport", "NPT-7", "Ships wait."]
    assert "damaged from line" in reading.warnings[-1]


@pytest.mark.parametrize("xml", ["<html/>", "words", "<xliff", _files(), OLD[:300]])
def test_what_is_no_xliff_or_holds_nothing_is_refused(xml: str) -> None:
    with pytest.raises(CannotReadError) as caught:
        opened(xml)
    assert caught.value.remedy


def test_other_encodings() -> None:
    for encoding in ("utf-16", "iso-8859-1"):
        xml = OLD.replace("UTF-8", encoding).encode(encoding)
        assert "Une ébauche." in [row[2] for row in rows(opened(xml))]


def test_deep_and_circular_codes_end_well() -> None:
    assert "words" in unit_of('<g id="1">' * 240 + "words" + "</g>" * 240)[0]
    circle = (
        f'<xliff version="2.1" srcLang="en" trgLang="fr" xmlns="{NAMESPACE_2}"><file id="f">'
        '<unit id="a"><segment><source>one <ph id="1" subFlows="a" copyOf="1"/><sm id="m" '
        'type="comment" ref="#n=m"/></source></segment></unit></file></xliff>'
    )
    assert rows(opened(circle))[0][1] == "one {1}"


def test_more_units_than_an_article_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.formats.reading.units.counting.MOST_UNITS", 3)
    reading = opened(OLD)
    assert len(reading.blocks) == 3
    assert reading.warnings[-1] == "Only the first 3 units are shown: 6 more are left out."
