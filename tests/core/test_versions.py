"""Versions keep their spans right, whatever is put into them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.assembly import Assembly
from diptych.core.text import Span, Text
from diptych.core.versions import (
    Segment,
    SegmentState,
    Signature,
    Translated,
    Version,
    VersionKind,
    assemble,
)


@st.composite
def versions(draw: st.DrawFn) -> Version:
    parts = draw(
        st.lists(st.tuples(st.sampled_from(["", " ", "\n\n"]), st.text("abé😀", min_size=1)))
    )
    value, segments = "", []
    for number, (gap, words) in enumerate(parts):
        value += gap
        span = Span(len(value), len(value) + len(words))
        segments.append(Segment(f"s{number}", "b1", span))
        value += words
    return Version(
        "source",
        VersionKind.SOURCE,
        "Source",
        Text(value + draw(st.sampled_from(["", "\n"]))),
        tuple(segments),
    )


@given(versions(), st.data())
def test_assembling_keeps_all_between(source: Version, data: st.DataObject) -> None:
    answers = {
        s.id: Translated(data.draw(st.text("xyz")))
        for s in source.segments
        if data.draw(st.booleans())
    }
    text, segments = assemble(source, answers)
    for before, after in zip(source.segments, segments, strict=True):
        assert before.id == after.id
        assert after.span.of(text) == (answers[after.id].words if after.id in answers else "")
        done = SegmentState.MACHINE if after.id in answers else SegmentState.UNTRANSLATED
        assert after.state is done
    rest, left = source.text.value, text
    for before, after in zip(reversed(source.segments), reversed(segments), strict=True):
        rest = rest[: before.span.start] + rest[before.span.end :]
        left = left[: after.span.start] + left[after.span.end :]
    assert rest == left


@given(versions(), st.data())
def test_editing_one_segment_moves_the_others(version: Version, data: st.DataObject) -> None:
    if not version.segments:
        return
    words = {s.id: version.text_of(s) for s in version.segments}
    for _ in range(3):
        target = data.draw(st.sampled_from(version.segments)).id
        words[target] = data.draw(st.text("xyz"))
        version = version.with_segment(target, words[target], SegmentState.EDITED)
        assert {s.id: version.text_of(s) for s in version.segments} == words
        ends = [0, *(s.span.end for s in version.segments)]
        assert all(end <= s.span.start for end, s in zip(ends, version.segments, strict=False))


def test_empty_segments_at_one_place_keep_their_order() -> None:
    places = (Span(0, 2), Span(2, 2), Span(2, 2), Span(2, 3))
    segments = tuple(Segment(f"s{n}", "b1", span) for n, span in enumerate(places))
    version = Version("v", VersionKind.MACHINE, "V", Text("一。三"), segments)
    version = version.with_segment("s1", "二。", SegmentState.EDITED)
    assert [s.span for s in version.segments] == [Span(0, 2), Span(2, 4), Span(4, 4), Span(4, 5)]
    version = version.with_segment("s2", "又。", SegmentState.EDITED)
    assert version.text.value == "一。二。又。三"
    version = version.with_segment("s0", "", SegmentState.EDITED)
    assert [version.text_of(s) for s in version.segments] == ["", "二。", "又。", "三"]


@given(versions())
def test_a_growing_version_is_always_a_prefix_of_the_whole(source: Version) -> None:
    answers = {s.id: Translated(f"<{s.id}>") for s in source.segments}
    whole, segments = assemble(source, answers)
    assembly = Assembly(source, "fr", "Growing")
    for number, segment in enumerate(source.segments, start=1):
        assembly.add(answers[segment.id])
        version = assembly.version()
        assert whole.startswith(version.text.value)
        assert version.segments == segments[:number]


@given(versions(), st.integers(0, 60))
def test_the_segment_at_a_place_holds_it_or_is_the_last_before(
    version: Version, place: int
) -> None:
    found = version.segment_at(place)
    before = [s for s in version.segments if s.span.start <= place]
    assert found == (before[-1] if before else None)


def test_unknown_segments_are_refused() -> None:
    version = Version("v", VersionKind.SOURCE, "V", Text("a"), (Segment("s1", "b1", Span(0, 1)),))
    with pytest.raises(KeyError):
        version.with_segment("s2", "b", SegmentState.EDITED)


def test_a_signature_reads_as_one_line() -> None:
    signature = Signature(
        "argos", "translate-en_fr 1.9", (("quality", "fast"),), "0.1.0", "ab" * 32
    )
    assert str(signature) == (
        "argos|translate-en_fr 1.9|quality:fast|app:0.1.0|source:abababababab"
    )
