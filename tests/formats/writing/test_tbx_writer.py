"""The document's own terms as TBX: of the shape the dialect asks for, and none without terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from diptych.core.errors import CannotSaveError
from diptych.core.terms import Term, clean, problem_of
from diptych.formats.terms.tbx import read_tbx, write_tbx
from diptych.formats.writing.writer import form_of, write
from diptych.formats.xml_units import LANGUAGE
from helpers.exchange_files import opened

SHAPE = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"
 ns="urn:iso:std:iso:30042:ed-2" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="tbx">
 <attribute name="type"><value>TBX-Basic</value></attribute>
 <attribute name="style"><value>dca</value></attribute>
 <attribute name="xml:lang"><data type="language"/></attribute>
 <element name="tbxHeader"><element name="fileDesc"><oneOrMore>
  <element name="sourceDesc"><oneOrMore><element name="p"><text/></element></oneOrMore></element>
 </oneOrMore></element></element>
 <element name="text"><element name="body"><zeroOrMore><ref name="concept"/></zeroOrMore></element>
 </element>
</element></start>
<define name="concept"><element name="conceptEntry">
 <optional><attribute name="id"><data type="ID"/></attribute></optional>
 <zeroOrMore><element name="note"><text/></element></zeroOrMore>
 <oneOrMore><element name="langSec">
  <attribute name="xml:lang"><data type="language"/></attribute>
  <oneOrMore><element name="termSec">
   <element name="term"><data type="string"><param name="minLength">1</param></data></element>
   <zeroOrMore><ref name="about"/></zeroOrMore>
  </element></oneOrMore>
 </element></oneOrMore>
</element></define>
<define name="about"><element name="termNote"><choice>
 <group><attribute name="type"><value>termType</value></attribute><value>variant</value></group>
 <group><attribute name="type"><value>administrativeStatus</value></attribute>
  <value>deprecatedTerm-admn-sts</value></group>
</choice></element></define>
</grammar>"""
"""What ISO 30042:2019 and the dialect TBX-Basic allow of the elements that we write."""

TERM = Term("Rat", "conseil", "de", "fr", ("conseils",), ("Rats",), note="a <b>")
BAD = Term("Rat", "avis", "de", "fr", forbidden=True)


def sound(data: bytes) -> None:
    """Assert that a glossary has the shape of TBX-Basic, and each language of a concept once."""
    root = etree.fromstring(data)
    etree.RelaxNG(etree.fromstring(SHAPE)).assertValid(root)
    for concept in root.iter("{*}conceptEntry"):
        languages = [section.get(LANGUAGE) for section in concept.iter("{*}langSec")]
        assert len(languages) == len(set(languages)) == 2


def test_the_terms_of_the_document() -> None:
    document = replace(opened("One day."), terms=(TERM, BAD))
    data = write(document, form_of(".tbx").name)
    sound(data)
    assert read_tbx(data, "terms.tbx").terms == (TERM, BAD)


def test_a_document_without_terms_has_no_glossary() -> None:
    with pytest.raises(CannotSaveError, match="no terms of its own") as caught:
        write(opened("One day."), "tbx")
    assert "general glossary" in caught.value.remedy


field = st.text(max_size=12).map(clean)
terms = st.builds(
    Term, field, field, st.sampled_from(["de", "zh-Hans"]), st.sampled_from(["fr", "pt-BR"]),
    st.lists(field.filter(bool), max_size=3).map(tuple),
    st.lists(field.filter(bool), max_size=2).map(tuple),
    forbidden=st.booleans(), note=field,
).filter(lambda term: not problem_of(term))  # fmt: skip


@given(st.lists(terms, max_size=4))
def test_any_terms_have_the_shape_of_tbx_basic(some: list[Term]) -> None:
    sound(write_tbx(some))
