"""Glossaries as TBX: both versions in, TBX-Basic out, and nothing that a file tries works."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diptych.core.errors import CannotReadError
from diptych.core.terms import Term, clean, problem_of
from diptych.formats.terms.tbx import MOST_PAIRS, NAMESPACE, read_tbx, write_tbx

MARTIF = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
 <martifHeader><fileDesc><sourceDesc><p>ours</p></sourceDesc></fileDesc></martifHeader>
 <text><body>
  <termEntry id="c1">
   <descrip type="subjectField">politics</descrip><note>upper
     house</note>
   <langSet xml:lang="de"><tig><term>Bundesrat</term></tig></langSet>
   <langSet xml:lang="en-GB">
    <ntig><termGrp><term>Federal <hi>Council</hi></term>
     <termNote type="termType">fullForm</termNote></termGrp></ntig>
   </langSet>
   <langSet xml:lang="fr">
    <tig><term>Conseil fédéral</term><note>CH</note></tig>
    <tig><term>Conseils fédéraux</term><termNote type="termType">variant</termNote></tig>
    <tig><term>Sénat</term>
     <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
   </langSet>
  </termEntry>
 </body></text>
</martif>"""

DCT = f"""<tbx type="TBX-Basic" style="dct" xml:lang="de" xmlns="{NAMESPACE}"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <tbxHeader><fileDesc><sourceDesc><p>ours</p></sourceDesc></fileDesc></tbxHeader>
 <text><body><conceptEntry id="c1">
  <langSec xml:lang="fr"><termSec><term>avis</term>
   <min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
   <termSec><term>Avis</term><basic:termType>variant</basic:termType></termSec></langSec>
  <langSec xml:lang="de"><termSec><term>Rat</term></termSec></langSec>
 </conceptEntry></body></text></tbx>"""


def read(text: str, *languages: str | None) -> list[tuple[str, str]]:
    return [(t.source, t.target) for t in read_tbx(text.encode(), "x.tbx", *languages).terms]


def test_version_two_gives_pairs_from_the_files_language() -> None:
    result = read_tbx(MARTIF.encode(), "x.tbx")
    council = Term(
        "Federal Council", "Conseil fédéral", "en", "fr", ("Conseils fédéraux",),
        note="upper house – CH",
    )  # fmt: skip
    assert result.terms == (
        Term("Federal Council", "Bundesrat", "en", "de", note="upper house"),
        council,
        Term("Federal Council", "Sénat", "en", "fr", forbidden=True, note="upper house"),
    )
    assert result.faults == ()
    assert "1 concept has more than two languages" in result.remarks[0]


def test_a_pair_can_be_chosen_in_either_direction() -> None:
    assert read(MARTIF, "de", "en") == [("Bundesrat", "Federal Council")]
    assert read(MARTIF, "fr", "de") == [("Conseil fédéral", "Bundesrat"), ("Sénat", "Bundesrat")]
    assert read(MARTIF, None, "de") == [("Federal Council", "Bundesrat")]
    assert read(MARTIF, "de", None)[0] == ("Bundesrat", "Federal Council")
    result = read_tbx(MARTIF.encode(), "x.tbx", "it", "fr")
    assert result.terms == ()
    assert str(result.faults[0]).startswith("line 6: the concept has no term in two")


def test_version_three_with_categories_as_tags() -> None:
    result = read_tbx(DCT.encode(), "x.tbx")
    assert result.terms == (Term("Rat", "avis", "de", "fr", ("Avis",), forbidden=True),)


def test_what_is_written_is_tbx_basic() -> None:
    term = Term("Rat", "avis", "de", "fr", ("Avis",), ("Rats",), forbidden=True, note="a <b>")
    root = etree.fromstring(write_tbx([term]))
    assert root.tag == f"{{{NAMESPACE}}}tbx"
    assert (root.get("type"), root.get("style")) == ("TBX-Basic", "dca")
    names = [etree.QName(element).localname for element in root.iter()]
    assert names == [
        "tbx", "tbxHeader", "fileDesc", "sourceDesc", "p", "text", "body", "conceptEntry", "note",
        "langSec", "termSec", "term", "termSec", "term", "termNote",
        "langSec", "termSec", "term", "termNote", "termSec", "term", "termNote", "termNote",
    ]  # fmt: skip
    status = {n.text for n in root.iter(f"{{{NAMESPACE}}}termNote")}
    assert status == {"variant", "deprecatedTerm-admn-sts"}


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    assert read(write_tbx([Term("a\x01b", "c\ud800", "de", "fr")]).decode()) == [("ab", "c")]


field = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(clean)
form = field.filter(bool)
terms = st.builds(
    Term, field, field, st.sampled_from(["de", "zh-Hans"]), st.sampled_from(["fr", "pt-BR"]),
    st.lists(form, max_size=3).map(tuple), st.lists(form, max_size=2).map(tuple),
    forbidden=st.booleans(), note=field,
).filter(lambda term: not problem_of(term))  # fmt: skip


@given(st.lists(terms, max_size=4, unique=True))
def test_any_terms_come_back_from_tbx(some: list[Term]) -> None:
    result = read_tbx(write_tbx(some), "x.tbx")
    # Files have one main language; concepts without it go from their first one.
    assert {(t.source, t.target, t.forms, t.forbidden, t.note) for t in result.terms} == {
        (t.source, t.target, t.forms, t.forbidden, t.note) for t in some
    }
    assert {t.source_forms for t in result.terms} == {t.source_forms for t in some}


def test_a_damaged_file_gives_what_comes_before() -> None:
    whole = write_tbx([Term(f"w{n}", f"m{n}", "de", "fr") for n in range(500)])
    result = read_tbx(whole[: len(whole) // 2], "x.tbx")
    assert 200 < len(result.terms) < 300
    assert result.remarks[0].startswith("The file is damaged from line")


@pytest.mark.parametrize(
    "data", [b"", b"word,mot", b"<tmx/>", b"<?xml version='1.0' encoding='nonsense'?><tbx/>"]
)
def test_what_is_no_tbx(data: bytes) -> None:
    with pytest.raises(CannotReadError, match="is not a TBX file") as caught:
        read_tbx(data, "x.tbx")
    assert caught.value.remedy


def test_entities_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    text = MARTIF.replace(
        'SYSTEM "TBXBasiccoreStructV02.dtd"', f'[<!ENTITY s SYSTEM "{secret.as_uri()}">]'
    ).replace("Bundesrat", "Bundes&s;rat")
    assert read(text, "de", "fr")[0][0] == "Bundesrat"


def test_entities_that_multiply_do_no_harm() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = MARTIF.replace(
        'SYSTEM "TBXBasiccoreStructV02.dtd"', f'[<!ENTITY e0 "ha">{bomb}]'
    ).replace("Bundesrat", "Bundes&e11;rat")
    result = read_tbx(text.encode(), "x.tbx", "de", "fr")
    assert all(len(term.source) < 20 for term in result.terms)
    assert result.terms or "damaged" in result.remarks[0]


def test_a_concept_that_would_give_too_many_terms_is_left_out() -> None:
    many = "".join(f"<tig><term>t{n}</term></tig>" for n in range(MOST_PAIRS + 1))
    text = MARTIF.replace("<tig><term>Bundesrat</term></tig>", many)
    result = read_tbx(text.encode(), "x.tbx", "en", "de")
    assert result.terms == ()
    assert f"more than {MOST_PAIRS} terms" in result.faults[0].message


def test_languages_that_are_not_known_are_told() -> None:
    result = read_tbx(MARTIF.replace('"de"', '"x-klingon"').encode(), "x.tbx")
    assert str(result.faults[0]) == "line 9: “x-klingon” is not a language known here"
    assert len(result.terms) == 2
