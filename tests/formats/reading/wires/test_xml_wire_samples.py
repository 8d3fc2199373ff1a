"""Openly licensed wires in XML: what is expected of each of them."""

from __future__ import annotations

import pytest

from helpers.document_facts import Facts, facts_of_sample

EXPECTED = {
    ("newsml-g2", "LISTING_2_NewsML-G2_Text_Document.xml"): None,
    ("newsml-g2", "LISTING_22_Sports_story_in_NewsML-G2NITF.xml"): None,
    ("newsml-g2", "TT_newsmlg2_sample.xml"): None,
    ("newsml-1.2", "afp.com_newsml1.2_sample.xml"): None,
}
