"""Openly licensed wires in XML: what is expected of each of them."""

from __future__ import annotations

import pytest

from diptych.core.article import BlockKind
from diptych.core.errors import CannotReadError
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import understand
from helpers.document_facts import Facts, facts_of_sample
from helpers.sample_files import SAMPLES, needs_samples

PICTURE = ("1 picture or other medium is not shown.",)
EXPECTED = {
    ("newsml-g2", "LISTING_2_NewsML-G2_Text_Document.xml"): Facts(
        'Fed to halt QE to avert "bubble"', "en", 4,
        "Fed to halt QE to avert ", " esto cons dolutpat, si.",
    ),
    ("newsml-g2", "LISTING_22_Sports_story_in_NewsML-G2NITF.xml"): Facts(
        "Arizona Diamondbacks (29-23) at Philadelphia Phillies (26-24), 7:05p.m.", "en", 9,
        "Arizona Diamondbacks (29", "ver his last six starts.",
    ),
    ("newsml-g2", "TT_newsmlg2_sample.xml"): Facts(
        'Jan Guillou skriver på ny "Hamilton"-bok', "sv", 9,
        "Jan Guillou skriver på n", "pensionärsduon framöver.", PICTURE,
    ),
    ("newsml-1.2", "afp.com_newsml1.2_sample.xml"): Facts(
        "Israel strikes key Hamas targets as UN Security Council to meet", "en", 46,
        "Israel strikes key Hamas", "inst them. bur-dar-gl/fz",
    ),
}  # fmt: skip


@pytest.mark.parametrize("sample", EXPECTED, ids=lambda sample: sample[1])
def test_wires_of_agencies(sample: tuple[str, str]) -> None:
    assert facts_of_sample(*sample) == EXPECTED[sample]


@needs_samples
def test_the_old_wire_of_an_agency_in_detail() -> None:
    name = "afp.com_newsml1.2_sample.xml"
    reading = understand(Given((SAMPLES / "newsml-1.2" / name).read_bytes(), name)).reading
    metadata = reading.metadata
    assert (metadata.guid, metadata.version) == (
        "urn:newsml:afp.com:20210516T080625Z:TX-PAR-WGF71", "1",
    )  # fmt: skip
    assert (metadata.slug, metadata.urgency) == ("Israel-Palestinians-conflict", "4")
    assert (metadata.service, metadata.status) == ("AFP", "usable")
    assert metadata.category == ("UNR", "CLJ", "POL")
    assert metadata.sent == "2021-05-16T08:06:25+00:00"
    kinds = [block.kind for block in reading.blocks]
    assert kinds[1:4] == [BlockKind.DATELINE, BlockKind.ADVISORY, BlockKind.EDITORS_NOTE]
    assert kinds.count(BlockKind.HEADING) == 3


@needs_samples
def test_a_file_made_to_read_another_tells_nothing_of_it() -> None:
    name = "testXXE.xml"
    with pytest.raises(CannotReadError, match="no text") as caught:
        understand(Given((SAMPLES / "xml-attack" / name).read_bytes(), name))
    assert "root:" not in str(caught.value) + caught.value.details
