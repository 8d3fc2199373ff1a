"""TMX: a stream of entries in, valid TMX 1.4 out, the same entries after both."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diptych.core.errors import CannotReadError
from diptych.core.memory import Entry
from diptych.core.text import canonicalise
from diptych.formats import tmx, xml_units
from diptych.formats.tmx import TmxReader, Written, write_tmx
from helpers.exchange_files import tmx_dtd

FULL = Entry(
    "Shares & <b>bonds</b> 😀",
    "Actions et\nobligations",
    "en",
    "fr",
    origin="wire “one”.txt",
    author='Ada "L" <a@b>',
    created="2026-01-02T03:04:05Z",
    changed="2026-02-03T04:05:06Z",
    used=3,
    before="Before.",
    after="After.",
    note="One\nTwo",
    props=(("x-kind", "news"), ("Txt::Field", "ü")),
)

FILE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="X" adminlang="en"
 srclang="{srclang}" datatype="plaintext"><note>about</note><prop type="x">y</prop></header>
<body>{units}</body></tmx>"""
THREE = """<tu{more}><tuv xml:lang="en-US"><seg>One</seg></tuv>
 <tuv xml:lang="DE-de"><seg>Eins</seg></tuv><tuv lang="fr"><seg>Un</seg></tuv></tu>"""


def written(entries: list[Entry], source: str | None = "en") -> bytes:
    sink = io.BytesIO()
    write_tmx(entries, sink, source)
    return sink.getvalue()


def reader(data: bytes | str, *pair: str | None) -> TmxReader:
    raw = data if isinstance(data, bytes) else data.encode()
    return TmxReader(io.BytesIO(raw), "memory.tmx", *pair)


def read(units: str, *pair: str | None, srclang: str = "en") -> list[tuple[str, str]]:
    found = reader(FILE.format(srclang=srclang, units=units), *pair)
    return [(entry.source, entry.target) for entry in found]


def test_an_entry_comes_back_whole() -> None:
    found = reader(written([FULL]))
    assert list(found) == [FULL]
    assert found.remarks() == ()
    assert found.units == 1


def test_what_is_written_says_where_it_is_from() -> None:
    root = etree.fromstring(written([FULL]))
    header = root.find("header")
    assert header.get("creationtool") == "Diptych"
    assert (header.get("srclang"), root.get("version")) == ("en", "1.4")
    unit = root.find("body/tu")
    assert unit.get("creationdate") == "20260102T030405Z"
    assert (unit.get("creationid"), unit.get("usagecount")) == (FULL.author, "3")
    assert etree.fromstring(written([FULL], None)).find("header").get("srclang") == "*all*"


@pytest.mark.parametrize("source", ["en", None])
def test_what_is_written_is_valid(source: str | None) -> None:
    dtd = tmx_dtd()
    bare = Entry("a\x01", "b", "en", "zh-Hans", props=(("x\x02", "y"),))
    assert dtd.validate(etree.fromstring(written([FULL, bare], source))), dtd.error_log
    assert dtd.validate(etree.fromstring(written([]))), dtd.error_log


def test_characters_that_xml_cannot_hold_are_dropped_and_counted() -> None:
    sink = io.BytesIO()
    entry = Entry("a\x01b\x0c", "c\ud800\uffff", "en", "fr", author="\x02", note="\x03n")
    assert write_tmx([entry], sink, "en") == Written(entries=1, dropped=6)
    (back,) = reader(sink.getvalue())
    assert (back.source, back.target, back.author, back.note) == ("ab", "c", "", "n")


def test_each_unit_goes_from_its_source_to_the_others() -> None:
    unit = THREE.format(more="")
    assert read(unit) == [("One", "Eins"), ("One", "Un")]
    assert read(unit, srclang="de") == [("Eins", "One"), ("Eins", "Un")]
    assert read(unit, srclang="*all*") == [("One", "Eins"), ("One", "Un")]
    assert read(unit, srclang="it") == [("One", "Eins"), ("One", "Un")]
    assert read(THREE.format(more=' srclang="fr"')) == [("Un", "One"), ("Un", "Eins")]


def test_one_pair_can_be_chosen() -> None:
    unit = THREE.format(more="")
    assert read(unit, "de", "fr") == [("Eins", "Un")]
    assert read(unit, "fr", "en") == [("Un", "One")]
    assert read(unit, None, "fr") == [("One", "Un")]
    assert read(unit, "it", "fr") == []


def test_languages_are_those_we_know() -> None:
    unit = THREE.replace("DE-de", "tlh").format(more="")
    found = reader(FILE.format(srclang="en", units=unit))
    assert [(e.source_language, e.target_language) for e in found] == [("en", "fr")]
    assert found.remarks() == ("Languages that are not known here were left out: tlh.",)


def test_inline_tags_become_text_and_are_counted() -> None:
    segment = (
        '<seg>A <bpt i="1">&lt;b&gt;</bpt>bold <hi>high<it pos="begin">x</it>er</hi>'
        '<ept i="1">&lt;/b&gt;</ept> <ph>{0}<sub>foot</sub></ph>end</seg>'
    )
    unit = f'<tu><tuv xml:lang="en">{segment}</tuv><tuv xml:lang="fr"><seg>B<ph/></seg></tuv></tu>'
    found = reader(FILE.format(srclang="en", units=unit))
    assert [(e.source, e.target) for e in found] == [("A bold higher end", "B")]
    assert found.remarks() == ("6 inline tags were left out of the text.",)


def test_units_without_a_pair_are_counted() -> None:
    lonely = '<tu><tuv xml:lang="en"><seg>One</seg></tuv></tu>'
    empty = '<tu><tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="fr"><seg> </seg></tuv></tu>'
    same = (
        '<tu><tuv xml:lang="en-GB"><seg>One</seg></tuv>'
        '<tuv xml:lang="en-US"><seg>Two</seg></tuv></tu>'
    )
    bare = '<tu><tuv xml:lang="en"/></tu>'
    found = reader(FILE.format(srclang="en", units=lonely + empty + same + bare))
    assert list(found) == []
    assert found.remarks() == ("4 units were left out: no text in two known languages.",)


def test_very_long_segments_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmx, "LONGEST_SEGMENT", 3)
    found = reader(FILE.format(srclang="en", units=THREE.format(more="")))
    assert list(found) == []
    assert found.remarks() == ("1 unit was left out: longer than 3 characters.",)


def test_particulars_of_the_translation_go_before_those_of_the_unit() -> None:
    unit = (
        '<tu creationid="Ada" creationdate="20260101T000000Z" usagecount="x" changedate="never">'
        "<note>unit</note><prop type='file'>a.txt</prop><prop type='prev'>P</prop>"
        '<tuv xml:lang="en"><seg>One</seg></tuv>'
        '<tuv xml:lang="fr" changeid="Bob" usagecount="7"><prop type="next">N</prop>'
        "<seg>Un</seg></tuv></tu>"
    )
    (entry,) = reader(FILE.format(srclang="en", units=unit))
    assert entry == Entry(
        "One", "Un", "en", "fr", origin="a.txt", author="Bob", created="2026-01-01T00:00:00Z",
        used=7, before="P", after="N", note="unit",
    )  # fmt: skip


def test_a_malformed_file_gives_what_comes_before() -> None:
    data = written([Entry(f"source {n}", f"cible {n}", "en", "fr") for n in range(2_000)])
    cut = reader(data[: len(data) // 2])
    count = len(list(cut))
    assert 900 < count < 1_100
    assert cut.remarks()[-1].startswith("The file is damaged from line")
    broken = reader(data.replace(b"<seg>source 1500<", b"<seg>source \x01 & 1500<"))
    assert len(list(broken)) == 1_500
    assert broken.remarks() == (
        "The file is damaged from line 1,505 on; what comes before was read.",
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"plain text", b"<html/>", b"<!DOCTYPE tmx SYSTEM 'x'>", b"\x00\x01\x02", b"<martif/>"],
)
def test_what_is_no_tmx(data: bytes) -> None:
    with pytest.raises(CannotReadError, match=r"“memory\.tmx” is not a TMX file") as caught:
        list(reader(data))
    assert caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_other_encodings_that_xml_names(encoding: str) -> None:
    text = FILE.format(srclang="en", units=THREE.format(more="").replace("Un", "Été"))
    data = text.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    assert [entry.target for entry in reader(data, None, "fr")] == ["Été"]


def test_no_entity_is_followed_and_none_multiplies(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = FILE.format(srclang="en", units=THREE.format(more="")).replace(
        'SYSTEM "tmx14.dtd"',
        f'[<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY e0 "ha">{bomb}]',
    )
    stolen = reader(text.replace("<seg>One", "<seg>One&s;"))
    assert [entry.source for entry in stolen] == ["One", "One"]
    assert stolen.remarks() == ("1 inline tag was left out of the text.",)
    burst = reader(text.replace("<seg>One", "<seg>One&e11;"))
    assert all(len(entry.source) < 20 for entry in burst)


def test_a_unit_with_too_many_parts_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_units, "MOST_PARTS", 50)
    monster = '<tu><tuv xml:lang="en"><seg>' + "<ph/>" * 60 + "</seg></tuv></tu>"
    found = reader(FILE.format(srclang="en", units=THREE.format(more="") + monster))
    assert len(list(found)) == 2
    assert "over 50 parts" in found.remarks()[-1]


def test_what_was_read_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [Entry(f"source {n}", f"cible {n}", "en", "fr") for n in range(300)]
    data = written(entries).replace(b"<body>", b"<body>" + b"<junk><a/><b>c</b></junk>" * 300)
    sizes = []
    original = TmxReader._entries

    def watched(self: TmxReader, unit: etree._Element) -> object:
        sizes.append(sum(1 for _ in unit.itersiblings(preceding=True)))
        return original(self, unit)

    monkeypatch.setattr(TmxReader, "_entries", watched)
    assert len(list(reader(data))) == 300
    assert max(sizes) <= 1
    assert len(sizes) == 300


text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=15).map(
    lambda raw: xml_units.FORBIDDEN.sub("", canonicalise(raw)).strip()
)
line = text.map(lambda raw: " ".join(raw.split()))
moment = st.datetimes().map(lambda at: at.replace(microsecond=0).isoformat() + "Z")
prop = st.tuples(line.filter(bool).map(lambda raw: f"x-{raw}"), text.filter(bool))
entries = st.builds(
    Entry,
    text.filter(bool),
    text.filter(bool),
    st.sampled_from(["en", "ar"]),
    st.sampled_from(["fr", "zh-Hant"]),
    origin=text,
    author=line,
    created=moment,
    changed=moment,
    used=st.integers(0, 999),
    before=text,
    after=text,
    note=text,
    props=st.lists(prop, max_size=3, unique_by=lambda pair: pair[0]).map(tuple),
)


@given(st.lists(entries, max_size=4))
def test_any_entries_come_back(some: list[Entry]) -> None:
    found = reader(written(some, None))
    assert list(found) == some
    assert found.remarks() == ()
